#include "drivers/scale/ohaus.h"

#include "drivers/scale/frame.h"

#include <glib/gi18n.h>
#include <string.h>

/* Ohaus 3000 and Defender manual p.35:
 *
 *   minus or blank   blank   weight, right-aligned in 7   blank   unit in 5   ? or blank   legend in 3   CR LF
 *
 * ? while moving; legend G, NET, T or blank. How unit and legend are justified is not stated: read either way.
 * What is sent out of range is not known. Other models (Ranger) have other widths: refused. */
enum
{
  WEIGHT = 2,
  N_WEIGHT = 7,
  UNIT = WEIGHT + N_WEIGHT + 1,
  N_UNIT = 5,
  MARK = UNIT + N_UNIT,
  LEGEND = MARK + 1,
  N_LEGEND = 3,
  LEN = LEGEND + N_LEGEND,
};

static gboolean
read_legend (const guint8 *legend, GuoReadingKind *kind)
{
  static const struct
  {
    const gchar *text;
    GuoReadingKind kind;
  } legends[] = {
    { "   ", GUO_READING_UNKNOWN }, { "G  ", GUO_READING_GROSS }, { "  G", GUO_READING_GROSS },
    { "NET", GUO_READING_NET },     { "T  ", GUO_READING_TARE },  { "  T", GUO_READING_TARE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (legends); i++)
    if (memcmp (legend, legends[i].text, N_LEGEND) == 0)
      {
        *kind = legends[i].kind;
        return TRUE;
      }
  return FALSE;
}

static GuoDecodeStatus
read_line (const guint8 *line, gsize len, const GuoScaleConfig *config, GuoReading *out)
{
  GuoReading reading = { .zero = GUO_FLAG_ABSENT };

  if (len != LEN || (line[0] != '-' && line[0] != ' ') || line[1] != ' ' || line[UNIT - 1] != ' '
      || (line[MARK] != '?' && line[MARK] != ' ') || line[WEIGHT] == '-' || line[WEIGHT] == '+'
      || !guo_field_number (line + WEIGHT, N_WEIGHT, &reading) || !guo_field_unit (line + UNIT, N_UNIT, &reading.unit)
      || reading.unit == GUO_UNIT_NONE || !read_legend (line + LEGEND, &reading.kind))
    return GUO_DECODE_SKIP;
  if (line[0] == '-')
    reading.mantissa = -reading.mantissa;
  reading.stable = line[MARK] == '?' ? GUO_FLAG_FALSE : GUO_FLAG_TRUE;
  *out = reading;
  return GUO_DECODE_READING;
}

static GuoDecodeResult
decode (const guint8 *bytes, gsize len, const GuoScaleConfig *config, GuoReading *out)
{
  return guo_line_decode (bytes, len, config, read_line, out);
}

static gsize
frame (const GuoScaleDisplay *display, guint8 *out, gsize max)
{
  GuoDigits digits;

  if (guo_display_out_of_range (display) || !guo_display_digits (display, N_WEIGHT, ' ', FALSE, &digits))
    return 0;
  return guo_frame_printf (out, max, "%c %s %-5s%c%-3s\r\n", display->mantissa < 0 ? '-' : ' ', digits.text,
                           guo_unit_name (display->unit), display->stable ? ' ' : '?', display->net ? "NET" : "G");
}

static const GuoScaleVerb verbs[] = {
  { "print", GUO_COMMAND_ACTS, "P\r\n" },
  { "zero", GUO_COMMAND_ACTS, "Z\r\n" },
  { "tare", GUO_COMMAND_ACTS, "T\r\n" },
  { NULL, GUO_COMMAND_ASKS, NULL },
};

const GuoScaleProtocol guo_scale_ohaus = {
  .id = "ohaus",
  .name = N_("Ohaus bench scale"),
  .models = "Ohaus 3000 series, Defender",
  .line = "9600/8n1",
  .verified = "manual 3000/Defender p.35; commands Ranger RP p.48",
  .max_frame = GUO_LINE_MAX,
  .interval_us = 200 * G_TIME_SPAN_MILLISECOND,
  .ask = "print",
  .has_stable = TRUE,
  .has_kind = TRUE,
  .has_unit = TRUE,
  .decode = decode,
  .verbs = verbs,
  .frame = frame,
};
