#include "station/sample/quantity.h"

#include <string.h>

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
  { "brix_e2", "°Bx", "糖度", "soluble solids" },
  { "acid_e2", "%", "可滴定酸", "titratable acid" },
  { "firmness_e2", "N", "硬度", "firmness" },
  { "juice_e2", "%", "出汁率", "juice" },
  { NULL, NULL, NULL, NULL },
};

const GuoQuantity *
guo_quantity_find (const gchar *name)
{
  for (const GuoQuantity *quantity = guo_quantities; quantity->name != NULL; quantity++)
    if (strcmp (quantity->name, name) == 0)
      return quantity;
  return NULL;
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
