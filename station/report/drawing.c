#include "station/report/drawing.h"

#include "station/call.h"
#include "station/client/row.h"
#include "station/report/table.h"

#define BIT(key) (1u << (key))

static gchar *
year (json_t *filter, const gchar *name)
{
  gint64 season = guo_field_int (filter, name, 0);

  return season != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, season) : NULL;
}

static GuoYieldsKey
first_key (guint keys)
{
  guint key = 0;

  while (key < GUO_YIELDS_CLASS && (keys & BIT (key)) == 0)
    key++;
  return (GuoYieldsKey) key;
}

static GuoChartKind
kind_of (guint keys, gboolean compares)
{
  if ((keys & BIT (GUO_YIELDS_DAY)) != 0)
    return GUO_CHART_DAYS;
  return compares || (keys & BIT (GUO_YIELDS_SEASON)) != 0 ? GUO_CHART_COMPARE : GUO_CHART_SHARES;
}

static gint64
mass (json_t *row, const gchar *name)
{
  return guo_row_has (row, name) ? guo_row_int (row, name) : GUO_CHART_NONE;
}

GuoChart *
guo_report_chart (GuoCall *call, const GuoYieldsQuestion *question, guint keys, gboolean chinese, GError **error)
{
  GuoYieldsQuestion largest = { question->filter, keys, TRUE };
  g_autofree gchar *unit = guo_yields_mass_unit (call);
  g_autofree gchar *season = year (question->filter, "season");
  g_autofree gchar *against = year (question->filter, "against");
  g_autoptr(json_t) rows = guo_yields_rows (call, &largest, keys, error);
  GuoChart *chart;
  json_t *row;
  gsize i;

  if (rows == NULL)
    return NULL;
  chart = guo_chart_new (kind_of (keys, against != NULL), guo_chart_units (unit, chinese));
  guo_chart_set_words (chart, season, against, guo_report_word (chinese, GUO_REPORT_OTHERS),
                       guo_report_word (chinese, GUO_REPORT_EMPTY));
  json_array_foreach (rows, i, row)
    {
      g_autofree gchar *name = guo_report_name (row, first_key (keys), chinese);

      guo_chart_add (chart, name, mass (row, "net_mg"), mass (row, "against_net_mg"));
    }
  return chart;
}

static void
put (GString *out, gchar *part)
{
  if (part != NULL && *part != '\0')
    g_string_append_printf (out, "%s%s", out->len > 0 ? " · " : "", part);
  g_free (part);
}

/* What the one row is called that the filter lets through; an id without yields has no name here. */
static void
put_names (GuoCall *call, const GuoYieldsQuestion *question, gboolean chinese, GString *out)
{
  for (guint key = GUO_YIELDS_COOPERATIVE; key < GUO_YIELDS_N_KEYS; key++)
    {
      g_autoptr(json_t) rows = NULL;

      if (json_object_get (question->filter, guo_yields_key_name ((GuoYieldsKey) key)) == NULL)
        continue;
      rows = guo_yields_rows (call, question, BIT (key), NULL);
      if (json_array_size (rows) > 0)
        put (out, guo_report_name (json_array_get (rows, 0), (GuoYieldsKey) key, chinese));
    }
}

gchar *
guo_report_heading (GuoCall *call, const GuoYieldsQuestion *question, gboolean chinese)
{
  g_autofree gchar *season = year (question->filter, "season");
  g_autofree gchar *against = year (question->filter, "against");
  const gchar *from = guo_field_text (question->filter, "from");
  const gchar *to = guo_field_text (question->filter, "to");
  GString *out = g_string_new (NULL);

  if (season != NULL)
    put (out, chinese ? g_strdup_printf ("%s %s", season, guo_report_word (TRUE, GUO_REPORT_SEASON))
                      : g_strdup_printf ("%s %s", guo_report_word (FALSE, GUO_REPORT_SEASON), season));
  if (against != NULL)
    put (out, guo_report_fill (chinese, GUO_REPORT_AGAINST, against));
  put_names (call, question, chinese, out);
  if (from != NULL)
    put (out, guo_report_fill (chinese, GUO_REPORT_FROM, from));
  if (to != NULL)
    put (out, guo_report_fill (chinese, GUO_REPORT_TO, to));
  return g_string_free (out, FALSE);
}
