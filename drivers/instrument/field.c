#include "drivers/instrument/field.h"

#include "drivers/scale/frame.h"

#include <string.h>

gboolean
guo_fields_split (const guint8 *text, gsize len, GuoField *fields, gsize n)
{
  gsize from = 0;
  gsize found = 0;

  for (gsize i = 0; i <= len; i++)
    if (i == len || text[i] == ',')
      {
        if (found == n)
          return FALSE;
        fields[found++] = (GuoField) { text + from, i - from };
        from = i + 1;
      }
  return found == n;
}

gboolean
guo_measure_read (const GuoField *field, GuoMeasureQuantity quantity, guint number, GuoMeasureUnit unit,
                  GuoInstrumentReading *out)
{
  GuoReading digits = { 0 };

  if (!guo_field_number (field->at, field->len, &digits))
    return FALSE;
  out->measures[out->n_measures++] = (GuoMeasure) { .quantity = quantity, .number = number, .unit = unit,
                                                    .mantissa = digits.mantissa, .exponent = digits.exponent };
  return TRUE;
}

gboolean
guo_place_read (const GuoField *field, GuoInstrumentReading *out)
{
  gint place = 0;

  if (field->len == 0 || field->len > 4)
    return FALSE;
  for (gsize i = 0; i < field->len; i++)
    {
      if (!g_ascii_isdigit (field->at[i]))
        return FALSE;
      place = place * 10 + field->at[i] - '0';
    }
  out->place = place;
  return TRUE;
}

gboolean
guo_measure_typed (const gchar *word, guint decimals, gint64 most, gint64 *out, GError **error)
{
  GuoReading digits = { 0 };
  gboolean good = guo_field_number ((const guint8 *) word, strlen (word), &digits) && digits.exponent >= -(gint) decimals;

  for (gint i = -digits.exponent; good && i < (gint) decimals; i++)
    {
      good = ABS (digits.mantissa) <= most;
      digits.mantissa *= good ? 10 : 1;
    }
  if (!good || ABS (digits.mantissa) > most)
    {
      g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ARGUMENT,
                   "“%s”: a number with %u decimals at most, not larger than the display, is needed", word, decimals);
      return FALSE;
    }
  *out = digits.mantissa;
  return TRUE;
}
