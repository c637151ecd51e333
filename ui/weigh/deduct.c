#include "ui/weigh/deduct.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/format.h"
#include "station/client/mass.h"
#include "station/client/row.h"

#define PPM_PER_PERCENT 10000
#define MG_PER_KG 1000000
#define MASS_DECIMALS 2

static const struct
{
  const gchar *code;
  const gchar *word;
} reasons[] = {
  /* Translators: why weight is deducted */
  { "water", N_("Water, dew") },
  { "leaf", N_("Leaves, stems") },
  { "damage", N_("Damaged fruit") },
  { "immature", N_("Unripe fruit") },
  { "foreign", N_("Foreign matter") },
  { "other", N_("Another reason") },
};

gchar *
guo_deduct_percent_text (gint64 ppm)
{
  gint64 fraction = ppm % PPM_PER_PERCENT;
  g_autofree gchar *text = g_strdup_printf ("%" G_GINT64_FORMAT ".%04" G_GINT64_FORMAT,
                                            ppm / PPM_PER_PERCENT, fraction);
  gsize length = strlen (text);

  while (text[length - 1] == '0')
    length--;
  if (text[length - 1] == '.')
    length--;
  return g_strdup_printf ("%.*s%%", (gint) length, text);
}

/* Percent and kilograms are written alike, with at most six decimals; 100 kg are 10^8 mg. */
gboolean
guo_deduct_parse_percent (const gchar *text, gint64 *ppm)
{
  gint64 millionths = 0;

  if (!guo_parse_mass (text, &millionths))
    return FALSE;
  *ppm = millionths / (MG_PER_KG / PPM_PER_PERCENT);
  return millionths % (MG_PER_KG / PPM_PER_PERCENT) == 0 && *ppm > 0
         && *ppm <= 100 * PPM_PER_PERCENT;
}

gchar *
guo_deduct_rates_text (json_t *deductions)
{
  g_autoptr(GString) text = g_string_new (NULL);
  gsize i;
  json_t *deduction;

  json_array_foreach (deductions, i, deduction)
    {
      gboolean percent = strcmp (guo_row_text (deduction, "kind"), "percent") == 0;
      g_autofree gchar *mass = guo_format_mass (guo_row_int (deduction, "mg"), MASS_DECIMALS);
      g_autofree gchar *rate = percent ? guo_deduct_percent_text (guo_row_int (deduction, "ppm"))
                                       : g_strdup_printf ("%s kg", mass);

      g_string_append_printf (text, "%s%s", i > 0 ? " + " : "", rate);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

gint64
guo_deduct_percents_mg (json_t *deductions, gint64 net_mg)
{
  gint64 sum_mg = 0;
  gsize i;
  json_t *deduction;

  json_array_foreach (deductions, i, deduction)
    if (strcmp (guo_row_text (deduction, "kind"), "percent") == 0)
      sum_mg += guo_mass_percent (net_mg, guo_row_int (deduction, "ppm"),
                                  guo_row_int (deduction, "round_mg"));
  return MIN (sum_mg, net_mg);
}

const gchar *
guo_deduct_reason (gsize at)
{
  return at < G_N_ELEMENTS (reasons) ? reasons[at].code : NULL;
}

const gchar *
guo_deduct_reason_word (const gchar *reason)
{
  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (strcmp (reasons[i].code, reason) == 0)
      return _(reasons[i].word);
  return reason;
}
