#include "drivers/instrument/lutron.h"

#include "drivers/instrument/field.h"
#include "drivers/scale/frame.h"

#include <glib/gi18n.h>
#include <string.h>

/* Sixteen bytes (FG-6005SD manual p.26, YK-2005LX p.20); STX and CR are not in the text that is read.
 *
 *   02  '4'  display 1, 2   unit, 2 digits   polarity 0 +, 1 -   decimals 0 to 3   8 digits   0D
 */
enum
{
  STX = 0x02,
  DISPLAY_AT = 1,
  UNIT_AT = 2,
  POLARITY_AT = 4,
  DECIMALS_AT = 5,
  VALUE_AT = 6,
  VALUE_LEN = 8,
  TEXT_LEN = VALUE_AT + VALUE_LEN,
};

static const struct
{
  gchar code[3];
  GuoMeasureUnit unit;
} units[] = {
  { "55", GUO_MEASURE_KGF }, { "56", GUO_MEASURE_LBF }, { "57", GUO_MEASURE_GF },
  { "58", GUO_MEASURE_OZF }, { "59", GUO_MEASURE_NEWTON },
};

static gboolean
read_unit (const guint8 *code, GuoMeasureUnit *unit)
{
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (memcmp (code, units[i].code, 2) == 0)
      {
        *unit = units[i].unit;
        return TRUE;
      }
  return FALSE;
}

static gboolean
are_digits (const guint8 *text, gsize len)
{
  for (gsize i = 0; i < len; i++)
    if (!g_ascii_isdigit (text[i]))
      return FALSE;
  return TRUE;
}

static GuoInstrumentStatus
read_16 (const guint8 *text, gsize len, GuoInstrumentReading *out)
{
  const GuoField value = { text + VALUE_AT, VALUE_LEN };
  GuoMeasureUnit unit;

  if (len != TEXT_LEN)
    return GUO_INSTRUMENT_LENGTH;
  if (!are_digits (text, len) || text[0] != '4' || (text[DISPLAY_AT] != '1' && text[DISPLAY_AT] != '2')
      || !read_unit (text + UNIT_AT, &unit) || text[POLARITY_AT] > '1' || text[DECIMALS_AT] > '3'
      || !guo_measure_read (&value, GUO_QUANTITY_FORCE, 0, unit, out))
    return GUO_INSTRUMENT_MALFORMED;
  out->measures[0].exponent = -(text[DECIMALS_AT] - '0');
  if (text[POLARITY_AT] == '1')
    out->measures[0].mantissa = -out->measures[0].mantissa;
  out->place = text[DISPLAY_AT] - '0';
  return GUO_INSTRUMENT_READ;
}

/* What a person types: a number and, behind a blank, its unit; newton where it is left out. */
static gsize
frame_16 (const gchar *typed, guint8 *out, gsize max, GError **error)
{
  g_auto(GStrv) words = g_strsplit (typed, " ", 2);
  const gchar *unit = words[0] != NULL && words[1] != NULL ? words[1] : "N";
  const gchar *point = words[0] != NULL ? strchr (words[0], '.') : NULL;
  guint decimals = point != NULL ? (guint) MIN (strlen (point + 1), 3) : 0;
  gint64 number;

  if (!guo_measure_typed (words[0] != NULL ? words[0] : "", decimals, 99999999, &number, error))
    return 0;
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_strcmp0 (unit, guo_measure_unit_name (units[i].unit)) == 0)
      return guo_frame_printf (out, max, "\x02" "41%s%d%u%08" G_GINT64_FORMAT "\r", units[i].code, number < 0 ? 1 : 0,
                               decimals, ABS (number));
  g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ARGUMENT, "“%s”: kg, lb, g, oz or N is needed", unit);
  return 0;
}

const GuoInstrument guo_instrument_lutron_16 = {
  .id = "lutron-16",
  .name = N_("Lutron force gauges, 16 digits"),
  .models = "Lutron FG-6005SD, YK-2005LX; FR-5120 unconfirmed",
  .line = "9600/8n1",
  .verified = "manuals FG-6005SD p.26, YK-2005LX p.20",
  .quantity = GUO_QUANTITY_FORCE,
  .start = STX,
  .place = "display",
  .read = read_16,
  .frame = frame_16,
};
