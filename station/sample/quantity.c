#include "station/sample/quantity.h"

#include "station/error.h"

#include <string.h>

#define WHOLE 10000 /* hundredths of a per cent */

/* The names that schemes give them (schemes/scheme.schema.json leaves them free). */
static const struct
{
  const gchar *name;
  const gchar *fields[4];
} fields[] = {
  { "brix_e2", { "tss_percent", "brix", "brix_percent" } },
  { "acid_e2", { "acid_percent", "titratable_acid_percent" } },
  { "firmness_e2", { "firmness_n" } },
  { "juice_e2", { "juice_percent" } },
};

const GuoQuantity guo_quantities[] = {
  { "brix_e2", "°Bx", "糖度", "soluble solids", 100, 6000 },
  { "acid_e2", "%", "可滴定酸", "titratable acid", 0, 2000 },
  { "firmness_e2", "N", "硬度", "firmness", 10, 20000 },
  { "juice_e2", "%", "出汁率", "juice", 0, WHOLE },
  { NULL, NULL, NULL, NULL, 0, 0 },
};

const GuoQuantity *
guo_quantity_find (const gchar *name)
{
  for (const GuoQuantity *quantity = guo_quantities; quantity->name != NULL; quantity++)
    if (strcmp (quantity->name, name) == 0)
      return quantity;
  return NULL;
}

const GuoMeasurement *
guo_quantity_measurement (const GuoScheme *scheme, const gchar *name)
{
  for (guint i = 0; scheme != NULL && i < scheme->n_measurements; i++)
    {
      g_autofree gchar *called = guo_quantity_of (&scheme->measurements[i]);

      if (strcmp (called, name) == 0)
        return &scheme->measurements[i];
    }
  return NULL;
}

/* What a scheme's own measurement can be; FALSE: anything. */
static gboolean
describe_own (const GuoMeasurement *measurement, GuoQuantity *out)
{
  gboolean length = measurement != NULL && strcmp (measurement->unit, "mm") == 0;
  gboolean share = measurement != NULL && strcmp (measurement->unit, "percent") == 0;

  if (!length && !share)
    return FALSE;
  *out = (GuoQuantity) { .name = measurement->name, .unit = length ? "mm" : "%" };
  out->title_zh = measurement->name_zh != NULL ? measurement->name_zh : measurement->name;
  out->title_en = measurement->name_en != NULL ? measurement->name_en : measurement->name;
  out->least = length ? GUO_LENGTH_LEAST : 0;
  out->most = length ? GUO_LENGTH_MOST : WHOLE;
  return TRUE;
}

gboolean
guo_quantity_likely (const GuoScheme *scheme, const gchar *name, gint64 value, GError **error)
{
  const GuoQuantity *known = guo_quantity_find (name);
  GuoQuantity quantity = known != NULL ? *known : (GuoQuantity) { 0 };
  g_autofree gchar *text = NULL, *least = NULL, *most = NULL;

  if ((known == NULL && !describe_own (guo_quantity_measurement (scheme, name), &quantity))
      || (value >= quantity.least && value <= quantity.most))
    return TRUE;
  text = guo_decimal_text (value * GUO_QUANTITY_STEP);
  least = guo_decimal_text (quantity.least * GUO_QUANTITY_STEP);
  most = guo_decimal_text (quantity.most * GUO_QUANTITY_STEP);
  return guo_refuse (error, GUO_STATION_ERROR_REFUSED, "value-unlikely",
                     json_pack ("{s:s, s:s, s:s, s:s, s:s, s:s}", "title", quantity.title_zh, "title_en", quantity.title_en,
                                "value", text, "least", least, "most", most, "unit", quantity.unit),
                     "%s: %s %s is not between %s and %s", quantity.title_en, text, quantity.unit, least, most);
}

gchar *
guo_quantity_of (const GuoMeasurement *measurement)
{
  if (measurement->machine == GUO_MACHINE_BRIX)
    return g_strdup ("brix_e2");
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_strv_contains (fields[i].fields, measurement->name))
      return g_strdup (fields[i].name);
  return g_strconcat (measurement->name, "_e2", NULL);
}

gboolean
guo_quantity_set (const GuoScheme *scheme, const gchar *name, gint64 value, gint64 *values)
{
  gboolean found = FALSE;

  for (guint i = 0; i < scheme->n_measurements; i++)
    {
      g_autofree gchar *called = guo_quantity_of (&scheme->measurements[i]);

      if (strcmp (called, name) != 0)
        continue;
      values[i] = value * GUO_QUANTITY_STEP;
      found = TRUE;
    }
  return found;
}
