/* What is heard, measured: length, pitch by counted zero crossings, and the pauses between tones. */
#include "ui/sound/tones.h"

#include <string.h>

#define HEADER 44

typedef struct
{
  GuoSoundKind kind;
  gint         least_ms;
  gint         most_ms;
  gint         tones;      /* parts between pauses */
  gint         first_hz;   /* of the first 50 ms, and of the last */
  gint         last_hz;
} Case;

static const Case cases[] = {
  { GUO_SOUND_RECORDED, 88, 92, 1, 1760, 1760 },
  { GUO_SOUND_REFUSED, 310, 330, 2, 330, 330 },
  { GUO_SOUND_LIGHT, 250, 270, 1, 937, 493 },
  { GUO_SOUND_HEAVY, 250, 270, 1, 493, 937 },
  { GUO_SOUND_SCAN, 28, 32, 1, 2640, 2640 },
  { GUO_SOUND_FAULT, 670, 690, 3, 660, 660 },
};

static const gint16 *
samples_of (GBytes *wav, gint *n)
{
  gsize size;
  const guint8 *bytes = g_bytes_get_data (wav, &size);
  guint32 data = GUINT32_FROM_LE (*(const guint32 *) (const void *) (bytes + 40));

  g_assert_true (memcmp (bytes, "RIFF", 4) == 0 && memcmp (bytes + 8, "WAVEfmt ", 8) == 0);
  g_assert_cmpuint (data, ==, size - HEADER);
  g_assert_cmpuint (GUINT32_FROM_LE (*(const guint32 *) (const void *) (bytes + 24)), ==, GUO_TONES_RATE);
  *n = (gint) (data / 2);
  return (const gint16 *) (const void *) (bytes + HEADER);
}

/* Rising crossings a second, from the first to the last of them; overtones add none. */
static gint
pitch (const gint16 *samples, gint n)
{
  gint first = -1, last = -1, crossings = 0;

  for (gint i = 1; i < n; i++)
    if (samples[i - 1] < 0 && samples[i] >= 0)
      {
        first = first < 0 ? i : first;
        last = i;
        crossings++;
      }
  return last > first ? (crossings - 1) * GUO_TONES_RATE / (last - first) : 0;
}

static gint
count_tones (const gint16 *samples, gint n)
{
  gint tones = 0, silent = GUO_TONES_RATE;

  for (gint i = 0; i < n; i++)
    if (samples[i] != 0)
      {
        tones += silent > GUO_TONES_RATE / 50;
        silent = 0;
      }
    else
      silent++;
  return tones;
}

static void
test_tone (gconstpointer data)
{
  const Case *want = data;
  g_autoptr(GBytes) wav = guo_tones_wav (want->kind, 100);
  gint n, part, ms, first, last;
  const gint16 *samples = samples_of (wav, &n);

  part = MIN (n, GUO_TONES_RATE / 20);
  ms = n * 1000 / GUO_TONES_RATE;
  first = pitch (samples, part);
  last = pitch (samples + n - part, part);
  g_test_message ("%s: %d ms, %d Hz to %d Hz", guo_sound_name (want->kind), ms, first, last);
  g_assert_cmpint (ms, >=, want->least_ms);
  g_assert_cmpint (ms, <=, want->most_ms);
  g_assert_cmpint (count_tones (samples, n), ==, want->tones);
  g_assert_cmpint (ABS (first - want->first_hz) * 100, <=, 6 * want->first_hz);
  g_assert_cmpint (ABS (last - want->last_hz) * 100, <=, 6 * want->last_hz);
  /* it begins and ends at rest: nothing clicks */
  g_assert_cmpint (samples[0], ==, 0);
  g_assert_cmpint (ABS (samples[n - 1]), <, 200);
}

static gint
peak (GuoSoundKind kind, gint volume)
{
  g_autoptr(GBytes) wav = guo_tones_wav (kind, volume);
  gint n, most = 0;
  const gint16 *samples = samples_of (wav, &n);

  for (gint i = 0; i < n; i++)
    most = MAX (most, ABS (samples[i]));
  return most;
}

static void
test_volume (void)
{
  for (gint kind = 0; kind < GUO_SOUND_N_KINDS; kind++)
    {
      g_assert_cmpint (peak ((GuoSoundKind) kind, 0), ==, 0);
      g_assert_cmpint (peak ((GuoSoundKind) kind, 30), <, peak ((GuoSoundKind) kind, 60));
      g_assert_cmpint (peak ((GuoSoundKind) kind, 60), <, peak ((GuoSoundKind) kind, 100));
      g_assert_cmpint (peak ((GuoSoundKind) kind, 100), <=, G_MAXINT16);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree gchar *path = g_strdup_printf ("/ui/tones/%s", guo_sound_name (cases[i].kind));

      g_test_add_data_func (path, &cases[i], test_tone);
    }
  g_test_add_func ("/ui/tones/volume", test_volume);
  return g_test_run ();
}
