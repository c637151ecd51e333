/* yields: kilograms per day, cooperative, product, variety. */
#include "station/cli/verbs.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const GuoColumn keys[] = {
  { "day", N_("Day"), GUO_COLUMN_TEXT },
  { "cooperative_name", N_("Cooperative"), GUO_COLUMN_TEXT },
  { "product_name", N_("Product"), GUO_COLUMN_TEXT },
  { "variety_name", N_("Variety"), GUO_COLUMN_TEXT },
};

static const gchar *const words[] = { "day", "cooperative", "product", "variety", NULL };

/* Only the keys that were asked for become columns. */
static gboolean
choose_columns (const gchar *by, GuoColumn columns[7], GError **error)
{
  g_auto(GStrv) chosen = g_strsplit (by, ",", -1);
  guint n = 0;

  for (gchar **word = chosen; *word != NULL; word++)
    if (!g_strv_contains (words, *word))
      {
        g_set_error (error, GUO_CLI_ERROR, GUO_CLI_USAGE, _("--by: “%s” is none of: %s"), *word,
                     "day, cooperative, product, variety");
        return FALSE;
      }
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (g_strv_contains ((const gchar *const *) chosen, words[i]))
      columns[n++] = keys[i];
  columns[n++] = (GuoColumn) { "crates", N_("Crates"), GUO_COLUMN_NUMBER };
  columns[n++] = (GuoColumn) { "net_mg", N_("Net kg"), GUO_COLUMN_KG };
  columns[n] = (GuoColumn) { NULL, NULL, GUO_COLUMN_TEXT };
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

int
guo_cli_yields (GuoCli *cli, int argc, char **argv)
{
  g_autofree gchar *by = NULL;
  g_autofree gchar *season = NULL;
  g_autofree gchar *cooperative = NULL;
  g_autofree gchar *product = NULL;
  g_autofree gchar *variety = NULL;
  g_autofree gchar *from = NULL;
  g_autofree gchar *to = NULL;
  const GOptionEntry entries[] = {
    { "by", 0, 0, G_OPTION_ARG_STRING, &by, N_("Keys, apart by commas: day,cooperative,product,variety"), N_("KEYS") },
    { "season", 0, 0, G_OPTION_ARG_STRING, &season, N_("Season"), N_("YEAR") },
    { "cooperative", 0, 0, G_OPTION_ARG_STRING, &cooperative, N_("Only of this cooperative"), N_("NAME") },
    { "product", 0, 0, G_OPTION_ARG_STRING, &product, N_("Only of this product"), N_("NAME") },
    { "variety", 0, 0, G_OPTION_ARG_STRING, &variety, N_("Only of this variety"), N_("NAME") },
    { "from", 0, 0, G_OPTION_ARG_STRING, &from, N_("From this day on"), "YYYY-MM-DD" },
    { "to", 0, 0, G_OPTION_ARG_STRING, &to, N_("Up to this day"), "YYYY-MM-DD" },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_autoptr(GString) path = g_string_new ("/v1/yields");
  g_autoptr(GError) error = NULL;
  GuoColumn columns[7];
  json_auto_t *rows = NULL;

  if (!guo_cli_options (cli, entries, &argc, &argv, 0, 0))
    return GUO_CLI_USAGE;
  if (by == NULL)
    by = g_strdup ("cooperative,product");
  guo_cli_query (path, "by", by);
  guo_cli_query (path, "season", season);
  guo_cli_query (path, "from", from);
  guo_cli_query (path, "to", to);
  if (choose_columns (by, columns, &error) && put_thing (cli, path, "cooperative", cooperative, &error)
      && put_thing (cli, path, "product", product, &error) && put_thing (cli, path, "variety", variety, &error))
    rows = guo_cli_rows_of (cli, path->str, &error);
  if (rows == NULL)
    return guo_cli_fail_error (error);
  guo_cli_rows (cli, rows, columns);
  return GUO_CLI_DONE;
}
