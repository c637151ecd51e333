/* yields: kilograms by season, day, cooperative, village, grower, product, variety, class; as table, CSV or report. */
#include "station/cli/verbs.h"
#include "station/client/chart/amount.h"

#include <glib/gi18n-lib.h>
#include <string.h>

enum { N_KEYS = 8, N_FIGURES = 5 };

typedef struct
{
  const gchar *word;
  GuoColumn column;
} Key;

/* In the order in which the station puts rows. */
static const Key keys[N_KEYS] = {
  { "season", { "season", N_("Season"), GUO_COLUMN_TEXT } },
  { "day", { "day", N_("Day"), GUO_COLUMN_TEXT } },
  { "cooperative", { "cooperative_name", N_("Cooperative"), GUO_COLUMN_TEXT } },
  { "village", { "village_name", N_("Village"), GUO_COLUMN_TEXT } },
  { "grower", { "grower_name", N_("Grower"), GUO_COLUMN_TEXT } },
  { "product", { "product_name", N_("Product"), GUO_COLUMN_TEXT } },
  { "variety", { "variety_name", N_("Variety"), GUO_COLUMN_TEXT } },
  { "class", { "class_name", N_("Class"), GUO_COLUMN_TEXT } },
};

/* What was asked; all of it is owned. */
typedef struct
{
  gchar *by;
  gchar *season, *against, *from, *to;
  gchar *cooperative, *village, *grower, *product, *variety;
  gchar *pdf;
  gboolean largest, csv;
} Options;

static void
options_clear (Options *self)
{
  gchar **const texts[] = { &self->by, &self->season, &self->against, &self->from, &self->to, &self->cooperative,
                            &self->village, &self->grower, &self->product, &self->variety, &self->pdf };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_clear_pointer (texts[i], g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* A typing error is told before a station is asked. */
static gboolean
check_keys (const gchar *by, GError **error)
{
  g_auto(GStrv) words = g_strsplit (by, ",", -1);

  for (gchar **word = words; *word != NULL; word++)
    {
      gsize i = 0;

      while (i < N_KEYS && strcmp (keys[i].word, *word) != 0)
        i++;
      if (i < N_KEYS)
        continue;
      g_set_error (error, GUO_CLI_ERROR, GUO_CLI_USAGE, _("--by: “%s” is none of: %s"), *word,
                   "season, day, cooperative, village, grower, product, variety, class");
      return FALSE;
    }
  return TRUE;
}

static gboolean
put_thing (GuoCli *cli, GString *path, const gchar *what, const gchar *text, GError **error)
{
  json_auto_t *row = text != NULL ? guo_cli_find (cli, what, text, error) : NULL;
  g_autofree gchar *id = g_strdup_printf ("%" G_GINT64_FORMAT, guo_cli_id (row, "id"));

  if (row != NULL)
    guo_cli_query (path, what, id);
  return text == NULL || row != NULL;
}

static gboolean
put_filter (GuoCli *cli, GString *path, const Options *options, GError **error)
{
  guo_cli_query (path, "by", options->by);
  guo_cli_query (path, "season", options->season);
  guo_cli_query (path, "against", options->against);
  guo_cli_query (path, "from", options->from);
  guo_cli_query (path, "to", options->to);
  guo_cli_query (path, "order", options->largest ? "net" : NULL);
  return put_thing (cli, path, "cooperative", options->cooperative, error)
         && put_thing (cli, path, "village", options->village, error)
         && put_thing (cli, path, "grower", options->grower, error)
         && put_thing (cli, path, "product", options->product, error)
         && put_thing (cli, path, "variety", options->variety, error);
}

/* What stands in no row of the station: the share or the change, and kilograms a mu. */
static void
add_figures (json_t *row, gint64 whole, gboolean compares)
{
  gint64 net = guo_cli_id (row, "net_mg");
  gint64 area = guo_cli_id (row, "area_m2");
  g_autofree gchar *change = guo_chart_change (net, guo_cli_id (row, "against_net_mg"));
  g_autofree gchar *share = guo_chart_share (net, whole);

  guo_cli_put_text (row, "change", compares ? change : NULL);
  guo_cli_put_text (row, "share", compares ? NULL : share);
  if (area > 0)
    json_object_set_new (row, "per_mu_mg", json_integer (guo_chart_per_mu (net, area)));
}

static void
name_unsaid (json_t *row, const GuoColumn *columns)
{
  for (; strcmp (columns->key, "crates") != 0; columns++)
    if (!json_is_string (json_object_get (row, columns->key)) && !json_is_integer (json_object_get (row, columns->key)))
      guo_cli_put_text (row, columns->key, _("not said"));
}

/* Rows for people: with the figures that are computed, and the sum of all below them. */
static json_t *
table_rows (json_t *answer, const GuoColumn *columns, gboolean compares)
{
  json_t *rows = json_deep_copy (json_object_get (answer, "rows"));
  json_auto_t *total = json_deep_copy (json_object_get (answer, "total"));
  gint64 whole = guo_cli_id (total, "net_mg");

  for (size_t i = 0; i < json_array_size (rows); i++)
    {
      add_figures (json_array_get (rows, i), whole, compares);
      name_unsaid (json_array_get (rows, i), columns);
    }
  add_figures (total, whole, compares);
  guo_cli_put_text (total, columns[0].key, _("Sum"));
  if (json_array_size (rows) > 0)
    json_array_append (rows, total);
  return rows;
}

static gboolean
some_area (json_t *rows)
{
  for (size_t i = 0; i < json_array_size (rows); i++)
    if (guo_cli_id (json_array_get (rows, i), "area_m2") > 0)
      return TRUE;
  return FALSE;
}

/* Only the keys that were asked for become columns; @titles are those of the seasons. */
static void
choose_columns (const Options *options, gboolean areas, gchar *titles[2], GuoColumn columns[N_KEYS + N_FIGURES + 1])
{
  g_auto(GStrv) chosen = g_strsplit (options->by, ",", -1);
  guint n = 0;

  for (gsize i = 0; i < N_KEYS; i++)
    if (g_strv_contains ((const gchar *const *) chosen, keys[i].word))
      columns[n++] = keys[i].column;
  columns[n++] = (GuoColumn) { "crates", N_("Crates"), GUO_COLUMN_NUMBER };
  columns[n++] = (GuoColumn) { "net_mg", options->against != NULL ? titles[0] : N_("Net kg"), GUO_COLUMN_KG };
  if (options->against != NULL)
    {
      columns[n++] = (GuoColumn) { "against_net_mg", titles[1], GUO_COLUMN_KG };
      columns[n++] = (GuoColumn) { "change", N_("Change"), GUO_COLUMN_NUMBER };
    }
  else
    columns[n++] = (GuoColumn) { "share", N_("Share"), GUO_COLUMN_NUMBER };
  if (areas)
    columns[n++] = (GuoColumn) { "per_mu_mg", N_("kg/mu"), GUO_COLUMN_KG };
  columns[n] = (GuoColumn) { NULL, NULL, GUO_COLUMN_TEXT };
}

static void
print_table (GuoCli *cli, const Options *options, json_t *answer)
{
  json_t *rows = json_object_get (answer, "rows");
  g_autofree gchar *season = g_strdup_printf ("%s kg", options->season);
  g_autofree gchar *against = g_strdup_printf ("%s kg", options->against);
  GuoColumn columns[N_KEYS + N_FIGURES + 1];
  json_auto_t *table = NULL;

  choose_columns (options, some_area (rows), (gchar *[2]) { season, against }, columns);
  table = table_rows (answer, columns, options->against != NULL);
  guo_cli_rows (cli, table, columns);
}

/* The same question, answered as a file. */
static gboolean
save (GuoCli *cli, const gchar *kind, const gchar *query, const gchar *file, GError **error)
{
  g_autofree gchar *path = g_strconcat ("/v1/yields.", kind, query, NULL);
  GuoClient *client = guo_cli_client (cli, error);
  g_autoptr(GBytes) bytes = client != NULL ? guo_client_fetch (client, path, error) : NULL;

  return bytes != NULL && guo_cli_write (file, bytes, error);
}

static gboolean
save_report (GuoCli *cli, const Options *options, const gchar *query, GError **error)
{
  g_autoptr(GString) path = g_string_new (query);

  guo_cli_query (path, "lang", g_str_has_prefix (g_get_language_names ()[0], "zh") ? "zh" : "en");
  return save (cli, "pdf", path->str, options->pdf, error);
}

static gboolean
answer (GuoCli *cli, const Options *options, GError **error)
{
  g_autoptr(GString) query = g_string_new (NULL);
  json_auto_t *answer = NULL;

  if (!check_keys (options->by, error) || !put_filter (cli, query, options, error))
    return FALSE;
  if (options->pdf != NULL)
    return save_report (cli, options, query->str, error);
  if (options->csv)
    return save (cli, "csv", query->str, NULL, error);
  answer = guo_cli_get (cli, error, "/v1/yields%s", query->str);
  if (answer == NULL)
    return FALSE;
  if (cli->json)
    guo_cli_rows (cli, json_object_get (answer, "rows"), NULL);
  else
    print_table (cli, options, answer);
  return TRUE;
}

static gboolean
read_options (GuoCli *cli, Options *options, int *argc, char ***argv)
{
  const GOptionEntry entries[] = {
    { "by", 0, 0, G_OPTION_ARG_STRING, &options->by,
      N_("Keys, apart by commas: season, day, cooperative, village, grower, product, variety, class"), N_("KEYS") },
    { "season", 0, 0, G_OPTION_ARG_STRING, &options->season, N_("Season"), N_("YEAR") },
    { "against", 0, 0, G_OPTION_ARG_STRING, &options->against, N_("Another season, beside it"), N_("YEAR") },
    { "cooperative", 0, 0, G_OPTION_ARG_STRING, &options->cooperative, N_("Only of this cooperative"), N_("NAME") },
    { "village", 0, 0, G_OPTION_ARG_STRING, &options->village, N_("Only of this village"), N_("NAME") },
    { "grower", 0, 0, G_OPTION_ARG_STRING, &options->grower, N_("Only of this grower"), N_("NAME") },
    { "product", 0, 0, G_OPTION_ARG_STRING, &options->product, N_("Only of this product"), N_("NAME") },
    { "variety", 0, 0, G_OPTION_ARG_STRING, &options->variety, N_("Only of this variety"), N_("NAME") },
    { "from", 0, 0, G_OPTION_ARG_STRING, &options->from, N_("From this day on"), "YYYY-MM-DD" },
    { "to", 0, 0, G_OPTION_ARG_STRING, &options->to, N_("Up to this day"), "YYYY-MM-DD" },
    { "largest", 0, 0, G_OPTION_ARG_NONE, &options->largest, N_("The largest yield first"), NULL },
    { "csv", 0, 0, G_OPTION_ARG_NONE, &options->csv, N_("As CSV, in milligrams and kilograms"), NULL },
    { "pdf", 0, 0, G_OPTION_ARG_FILENAME, &options->pdf, N_("As a report with charts, on A4"), N_("FILE") },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };

  return guo_cli_options (cli, entries, argc, argv, 0, 0);
}

int
guo_cli_yields (GuoCli *cli, int argc, char **argv)
{
  g_auto(Options) options = { .by = NULL };
  g_autoptr(GError) error = NULL;

  if (!read_options (cli, &options, &argc, &argv))
    return GUO_CLI_USAGE;
  if (options.by == NULL)
    options.by = g_strdup ("cooperative,product");
  if (options.against != NULL && options.season == NULL)
    return guo_cli_fail (GUO_CLI_USAGE, _("--against needs --season: beside which one?"));
  if ((options.pdf != NULL) + options.csv + cli->json > 1)
    return guo_cli_fail (GUO_CLI_USAGE, _("--pdf, --csv and --json: one of them at a time"));
  return answer (cli, &options, &error) ? GUO_CLI_DONE : guo_cli_fail_error (error);
}
