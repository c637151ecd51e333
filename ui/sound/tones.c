#include "ui/sound/tones.h"

#include <math.h>
#include <string.h>

#define SAMPLE_BYTES 2
#define HEADER_BYTES 44
#define RAMP_MS 5       /* in and out, so that nothing clicks */

/* One tone glides from @from_hz to @to_hz; @times of them, @gap_ms apart. Low ones carry overtones: the
 * loudspeakers of a panel give little below 500 Hz. */
typedef struct
{
  const gchar *name;
  gint         from_hz;
  gint         to_hz;
  gint         length_ms;
  gint         times;
  gint         gap_ms;
  gboolean     overtones;
} Tone;

static const Tone tones[GUO_SOUND_N_KINDS] = {
  [GUO_SOUND_RECORDED] = { "recorded", 1760, 1760, 90, 1, 0, FALSE },
  [GUO_SOUND_REFUSED] = { "refused", 330, 330, 120, 2, 80, TRUE },
  [GUO_SOUND_LIGHT] = { "light", 990, 440, 260, 1, 0, FALSE },
  [GUO_SOUND_HEAVY] = { "heavy", 440, 990, 260, 1, 0, FALSE },
  [GUO_SOUND_SCAN] = { "scan", 2640, 2640, 30, 1, 0, FALSE },
  [GUO_SOUND_FAULT] = { "fault", 660, 660, 160, 3, 100, TRUE },
};

static gint
samples_of (gint ms)
{
  return ms * GUO_TONES_RATE / 1000;
}

static gdouble
envelope (gint at, gint length)
{
  gint ramp = samples_of (RAMP_MS);
  gint to_edge = MIN (at, length - 1 - at);

  return to_edge >= ramp ? 1.0 : (gdouble) to_edge / ramp;
}

static void
put_16 (guint8 *at, guint value)
{
  at[0] = (guint8) value;
  at[1] = (guint8) (value >> 8);
}

static void
put_32 (guint8 *at, guint value)
{
  put_16 (at, value & 0xffff);
  put_16 (at + 2, value >> 16);
}

static void
put_tone (guint8 *at, const Tone *tone, gdouble loudness)
{
  gint length = samples_of (tone->length_ms);
  gdouble phase = 0;

  for (gint i = 0; i < length; i++, at += SAMPLE_BYTES)
    {
      gdouble hz = tone->from_hz + (gdouble) (tone->to_hz - tone->from_hz) * i / length;
      gdouble wave = sin (phase);

      if (tone->overtones)
        wave = 0.55 * wave + 0.25 * sin (2 * phase) + 0.2 * sin (3 * phase);
      put_16 (at, (guint) (gint) lrint (wave * envelope (i, length) * loudness * G_MAXINT16));
      phase += 2 * G_PI * hz / GUO_TONES_RATE;
    }
}

static void
put_header (guint8 *bytes, guint data)
{
  memcpy (bytes, "RIFF", 4);
  put_32 (bytes + 4, HEADER_BYTES - 8 + data);
  memcpy (bytes + 8, "WAVEfmt ", 8);
  put_32 (bytes + 16, 16);
  put_16 (bytes + 20, 1);
  put_16 (bytes + 22, 1);
  put_32 (bytes + 24, GUO_TONES_RATE);
  put_32 (bytes + 28, GUO_TONES_RATE * SAMPLE_BYTES);
  put_16 (bytes + 32, SAMPLE_BYTES);
  put_16 (bytes + 34, 8 * SAMPLE_BYTES);
  memcpy (bytes + 36, "data", 4);
  put_32 (bytes + 40, data);
}

const gchar *
guo_sound_name (GuoSoundKind kind)
{
  return tones[kind].name;
}

GBytes *
guo_tones_wav (GuoSoundKind kind, gint volume)
{
  const Tone *tone = &tones[kind];
  gint step = samples_of (tone->length_ms + tone->gap_ms);
  gint n_samples = step * (tone->times - 1) + samples_of (tone->length_ms);
  gsize size = (gsize) (HEADER_BYTES + n_samples * SAMPLE_BYTES);
  guint8 *bytes = g_malloc0 (size);
  /* the ear hears by the square: half of the slider is about half as loud */
  gdouble loudness = CLAMP (volume, 0, 100) * CLAMP (volume, 0, 100) / 10000.0;

  put_header (bytes, (guint) (n_samples * SAMPLE_BYTES));
  for (gint i = 0; i < tone->times; i++)
    put_tone (bytes + HEADER_BYTES + i * step * SAMPLE_BYTES, tone, loudness);
  return g_bytes_new_take (bytes, size);
}
