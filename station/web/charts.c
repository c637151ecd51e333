#include "station/web/charts.h"

#include "station/client/chart/svg.h"
#include "station/web/template.h"
#include "station/web/web.h"
#include "station/web/words.h"

#define FONT_PX 14      /* what an em is in .chart of style.css */
#define WIDTH_PX 288    /* of the narrowest page: 320 px less its edges */
#define ROWS_SHOWN 10   /* of a chart of shares; the table below it has all */
#define ROWS_PX 540     /* that many rows and the one for the others */

void
guo_web_warm (void)
{
  guo_chart_warm (FONT_PX);
}

gchar *
guo_web_share_name (GuoView *view, json_t *row)
{
  gboolean fruit = json_object_get (row, "variety_name") != NULL && !json_is_null (json_object_get (row, "product"));
  const gchar *name = fruit ? guo_view_fruit (view, row) : guo_view_name (view, row, "grower_name");

  if (json_object_get (row, "class_name") != NULL)
    name = guo_view_class (view, row);
  return g_strdup (*name != '\0' ? name : _("not said"));
}

static const GuoChartUnits *
units_of (const GuoView *view)
{
  return guo_chart_units ("kg", !g_str_equal (view->language, "en"));
}

static json_t *
draw (const GuoChart *chart, gint height, const gchar *id, const gchar *title)
{
  PangoContext *context = guo_chart_context (FONT_PX);
  g_autoptr(GuoChartPicture) picture = guo_chart_layout (chart, context, WIDTH_PX, height, TRUE);
  g_autoptr(GString) out = g_string_new (NULL);

  guo_chart_svg (picture, TRUE, id, title, out);
  g_object_unref (context);
  return json_pack ("{s:s}", GUO_TEMPLATE_DRAWING, out->str);
}

json_t *
guo_web_shares_chart (GuoView *view, json_t *rows, const gchar *id, const gchar *title)
{
  g_autoptr(GuoChart) chart = guo_chart_new (GUO_CHART_SHARES, units_of (view));
  json_t *row;
  gsize i;

  if (json_array_size (rows) < 2)
    return json_null ();
  guo_chart_set_words (chart, NULL, NULL, _("Others"), NULL);
  json_array_foreach (rows, i, row)
    {
      g_autofree gchar *name = guo_web_share_name (view, row);

      guo_chart_add (chart, name, guo_view_number (row, "net_mg"), GUO_CHART_NONE);
    }
  return draw (chart, i > ROWS_SHOWN ? ROWS_PX : 0, id, title);
}

static gint64
mass (json_t *row, const gchar *key)
{
  return json_is_integer (json_object_get (row, key)) ? guo_view_number (row, key) : GUO_CHART_NONE;
}

static gboolean
some (json_t *rows, const gchar *key)
{
  json_t *row;
  gsize i;

  json_array_foreach (rows, i, row)
    if (mass (row, key) != GUO_CHART_NONE)
      return TRUE;
  return FALSE;
}

json_t *
guo_web_days_chart (GuoView *view, json_t *rows, gint64 season)
{
  g_autoptr(GuoChart) chart = guo_chart_new (GUO_CHART_DAYS, units_of (view));
  g_autofree gchar *year = g_strdup_printf ("%" G_GINT64_FORMAT, season);
  g_autofree gchar *before = some (rows, "against_net_mg") ? g_strdup_printf ("%" G_GINT64_FORMAT, season - 1) : NULL;
  json_t *drawing;
  json_t *row;
  gsize i;

  if (json_array_size (rows) < 2)
    return json_null ();
  guo_chart_set_words (chart, year, before, NULL, NULL);
  json_array_foreach (rows, i, row)
    guo_chart_add (chart, guo_view_text (row, "day"), mass (row, "net_mg"), mass (row, "against_net_mg"));
  drawing = draw (chart, 0, "days", _("Net mass of each day"));
  if (before != NULL)
    json_object_set_new (drawing, "seasons", json_pack ("{s:s, s:s}", "now", year, "before", before));
  return drawing;
}
