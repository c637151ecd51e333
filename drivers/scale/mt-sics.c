#include "drivers/scale/mt-sics.h"

#include "drivers/scale/frame.h"

#include <glib/gi18n.h>
#include <string.h>

/* MT-SICS levels 0 and 1 (Mettler Toledo; KERN ITT, FTC, KIB; Ohaus after PSI; layout as in the tests of
 * Atlantis-Software/mt-sics, tare answers as in mp49/mettlerToledo mt.proto):
 *
 *   S    ' ' S D          ' ' value, right-aligned in 10 ' ' unit   CR LF   weight: stable, moving
 *   T    ' ' S            the same                                           tare taken
 *   TI   ' ' S D          the same                                           tare taken at once
 *   TA   ' ' A            the same                                           the tare that is set
 *   S    ' ' + -                                                    CR LF   above, below the range
 *
 * The weight is net of whatever tare is set, which the line does not tell: kind unknown. Everything else is an
 * acknowledgement (Z A), a refusal (S I) or an error (ES ET EL). */
enum
{
  N_VALUE = 10,
};

typedef struct
{
  const gchar *head;
  GuoReadingKind kind;
  GuoFlag stable;
} Head;

static const Head heads[] = {
  { "S S ", GUO_READING_UNKNOWN, GUO_FLAG_TRUE },  { "S D ", GUO_READING_UNKNOWN, GUO_FLAG_FALSE },
  { "T S ", GUO_READING_TARE, GUO_FLAG_TRUE },     { "TI S ", GUO_READING_TARE, GUO_FLAG_TRUE },
  { "TI D ", GUO_READING_TARE, GUO_FLAG_FALSE },   { "TA A ", GUO_READING_TARE, GUO_FLAG_ABSENT },
};

static gboolean
is_acknowledgement (const guint8 *line, gsize len)
{
  static const gchar *const texts[] = {
    "ES",   "ET",   "EL",    "S I",  "S L",  "Z A",  "Z I",  "Z +",   "Z -", "ZI S", "ZI D", "ZI I", "ZI +", "ZI -",
    "T I",  "T +",  "T -",   "T L",  "TI I", "TI +", "TI -", "TI L",  "TA I", "TA L", "TAC A", "TAC I",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (guo_line_is (line, len, texts[i]))
      return TRUE;
  return len > 5 && memcmp (line, "I4 A ", 5) == 0;
}

static GuoDecodeStatus
read_line (const guint8 *line, gsize len, const GuoScaleConfig *config, GuoReading *out)
{
  GuoReading reading = { .stable = GUO_FLAG_ABSENT, .zero = GUO_FLAG_ABSENT };

  if (guo_line_is (line, len, "S +") || guo_line_is (line, len, "S -"))
    {
      reading.overload = TRUE;
      *out = reading;
      return GUO_DECODE_READING;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      gsize n = strlen (heads[i].head);
      const guint8 *value = line + n;

      if (len <= n + N_VALUE + 1 || memcmp (line, heads[i].head, n) != 0)
        continue;
      if (!guo_field_number (value, N_VALUE, &reading) || value[N_VALUE] != ' '
          || !guo_field_unit (value + N_VALUE + 1, len - n - N_VALUE - 1, &reading.unit)
          || reading.unit == GUO_UNIT_NONE)
        return GUO_DECODE_SKIP;
      reading.kind = heads[i].kind;
      reading.stable = heads[i].stable;
      *out = reading;
      return GUO_DECODE_READING;
    }
  return is_acknowledgement (line, len) ? GUO_DECODE_SILENT : GUO_DECODE_SKIP;
}

static GuoDecodeResult
decode (const guint8 *bytes, gsize len, const GuoScaleConfig *config, GuoReading *out)
{
  return guo_line_decode (bytes, len, config, read_line, out);
}

static gsize
put_weight (const gchar *head, const GuoScaleDisplay *display, guint8 *out, gsize max)
{
  GuoDigits digits;

  if (!guo_display_digits (display, N_VALUE, ' ', TRUE, &digits))
    return 0;
  return guo_frame_printf (out, max, "%s%s %s\r\n", head, digits.text, guo_unit_name (display->unit));
}

static gsize
frame (const GuoScaleDisplay *display, guint8 *out, gsize max)
{
  if (guo_display_out_of_range (display))
    return guo_frame_printf (out, max, "S %c\r\n", display->overload ? '+' : '-');
  return put_weight (display->stable ? "S S " : "S D ", display, out, max);
}

static gsize
answer (const gchar *verb, const GuoScaleDisplay *display, guint8 *out, gsize max)
{
  GuoScaleDisplay tare = *display;

  tare.mantissa = display->tare;
  if (g_str_equal (verb, "zero"))
    return guo_frame_printf (out, max, "Z A\r\n");
  if (g_str_equal (verb, "clear-tare"))
    return guo_frame_printf (out, max, "TAC A\r\n");
  if (g_str_equal (verb, "tare") || g_str_equal (verb, "ask-tare"))
    return put_weight (g_str_equal (verb, "tare") ? "T S " : "TA A ", &tare, out, max);
  return frame (display, out, max);
}

/* S, T and Z wait in the balance until it rests, up to half a minute: SI is what is asked at a rate. */
static const GuoScaleVerb verbs[] = {
  { "ask", GUO_COMMAND_ASKS, "SI\r\n" },       { "ask-stable", GUO_COMMAND_ASKS, "S\r\n" },
  { "ask-tare", GUO_COMMAND_ASKS, "TA\r\n" },  { "repeat", GUO_COMMAND_ACTS, "SIR\r\n" },
  { "zero", GUO_COMMAND_ACTS, "Z\r\n" },       { "tare", GUO_COMMAND_ACTS, "T\r\n" },
  { "clear-tare", GUO_COMMAND_ACTS, "TAC\r\n" }, { NULL, GUO_COMMAND_ASKS, NULL },
};

const GuoScaleProtocol guo_scale_mt_sics = {
  .id = "mt-sics",
  .name = N_("MT-SICS"),
  .models = "Mettler Toledo balances and terminals; KERN ITT, FTC, KIB; B-Tek T104; Ohaus after PSI",
  .line = "9600/8n1",
  .verified = "tests of the public program Atlantis-Software/mt-sics; mp49/mettlerToledo mt.proto",
  .max_frame = GUO_LINE_MAX,
  .interval_us = 100 * G_TIME_SPAN_MILLISECOND,
  .poll = GUO_POLL_RATE,
  .ask = "ask",
  .has_stable = TRUE,
  .has_unit = TRUE,
  .decode = decode,
  .verbs = verbs,
  .frame = frame,
  .answer = answer,
};
