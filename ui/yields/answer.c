#include "ui/yields/answer.h"

#include <string.h>

#include <glib/gi18n.h>
#include <gtk/gtk.h>

#include "station/client/row.h"

#define LEAST_DECIMALS 2
#define MOST_DECIMALS 6
#define COLUMN_DECIMALS 3

gboolean
guo_yields_is_chinese (void)
{
  return g_str_has_prefix (g_get_language_names ()[0], "zh");
}

gchar *
guo_yields_name (const GuoYieldsAnswer *self, json_t *row)
{
  g_autofree gchar *name = g_strconcat (self->by, "_name", NULL);
  g_autofree gchar *english = g_strconcat (self->by, "_name_en", NULL);
  const gchar *text = self->chinese ? "" : guo_row_text (row, english);

  if (strcmp (self->by, "day") == 0)
    return g_strdup (guo_row_text (row, "day"));
  text = *text != '\0' ? text : guo_row_text (row, name);
  if (*text != '\0')
    return g_strdup (text);
  return g_strdup (strcmp (self->by, "class") == 0 ? _("not graded, culled or lost") : _("not said"));
}

const GuoChartUnits *
guo_yields_units (const GuoYieldsAnswer *self)
{
  return guo_chart_units (self->unit == GUO_MASS_JIN ? "jin" : "kg", self->chinese);
}

gint
guo_yields_decimals (gint64 mg, GuoMassUnit unit)
{
  gint64 one = unit == GUO_MASS_JIN ? G_GINT64_CONSTANT (500000) : G_GINT64_CONSTANT (1000000);
  gint decimals = LEAST_DECIMALS;

  for (gint64 last = one / 100; decimals < MOST_DECIMALS && (last < 1 || mg % last != 0); last /= 10)
    decimals++;
  return decimals;
}

gint
guo_yields_column_decimals (const GuoYieldsAnswer *self, const gchar *key)
{
  gint most = guo_yields_decimals (guo_row_int (self->total, key), self->unit);
  json_t *row;
  gsize i;

  json_array_foreach (self->rows, i, row)
    most = MAX (most, guo_yields_decimals (guo_row_int (row, key), self->unit));
  return most <= COLUMN_DECIMALS ? most : LEAST_DECIMALS;
}

gchar *
guo_yields_per_mu (const GuoYieldsAnswer *self, json_t *row)
{
  gint64 area = guo_row_int (row, "area_m2");

  return area > 0 && guo_row_has (row, "net_mg")
           ? guo_format_figure (guo_chart_per_mu (guo_row_int (row, "net_mg"), area), 0, self->unit)
           : g_strdup ("–");
}

static gint64
mass (json_t *row, const gchar *key)
{
  return guo_row_has (row, key) ? guo_row_int (row, key) : GUO_CHART_NONE;
}

GuoChart *
guo_yields_chart (const GuoYieldsAnswer *self)
{
  gboolean days = strcmp (self->by, "day") == 0;
  GuoChart *chart = guo_chart_new (days ? GUO_CHART_DAYS : self->against != 0 ? GUO_CHART_COMPARE : GUO_CHART_SHARES,
                                   guo_yields_units (self));
  g_autofree gchar *season = g_strdup_printf ("%" G_GINT64_FORMAT, self->season);
  json_t *row;
  gsize i;

  guo_chart_set_words (chart, season, self->against != 0 ? self->against_name : NULL, _("Others"), NULL);
  json_array_foreach (self->rows, i, row)
    {
      g_autofree gchar *name = guo_yields_name (self, row);

      guo_chart_add (chart, name, mass (row, "net_mg"), mass (row, "against_net_mg"));
    }
  return chart;
}
