/* import KIND FILE: villages, cooperatives, growers, products, plots or pack plans from CSV or XLSX; all rows or none. */
#include "station/cli/verbs.h"
#include "station/client/sentences.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

static const gchar *const kinds[] = { "villages", "cooperatives", "growers", "products", "plots", "pack-plans", NULL };

static json_t *
send_file (GuoCli *cli, const gchar *kind, const gchar *file, const gchar *name, gboolean dry_run, GError **error)
{
  g_autoptr(GBytes) bytes = guo_cli_read (file, error);
  g_autofree gchar *path = g_strdup_printf ("/v1/import/%s", kind);
  g_autofree gchar *base64 = NULL;
  gsize size = 0;
  const guint8 *data = NULL;

  if (bytes == NULL)
    return NULL;
  data = g_bytes_get_data (bytes, &size);
  base64 = g_base64_encode (size > 0 ? data : (const guint8 *) "\n", MAX (size, 1));
  return guo_cli_post (cli, path, json_pack ("{s:s,s:s,s:b}", "data", base64, "name", name, "dry_run", dry_run), error);
}

/* Every fault on a line of its own, where an editor finds it. */
static int
tell_faults (json_t *answer, const gchar *name)
{
  json_t *errors = json_object_get (answer, "errors");

  for (size_t i = 0; i < json_array_size (errors); i++)
    {
      json_t *fault = json_array_get (errors, i);
      g_autofree gchar *reason = guo_client_words (guo_cli_text (fault, "reason"));
      gint64 line = guo_cli_id (fault, "line");
      gint64 column = guo_cli_id (fault, "column");

      if (column > 0)
        guo_cli_fail (GUO_CLI_REFUSED, _("%s, line %d, column %d: %s"), name, (int) line, (int) column, reason);
      else
        guo_cli_fail (GUO_CLI_REFUSED, _("%s, line %d: %s"), name, (int) line, reason);
    }
  return json_array_size (errors) > 0 ? GUO_CLI_REFUSED : GUO_CLI_DONE;
}

static void
tell_result (GuoCli *cli, json_t *answer)
{
  if (cli->json)
    guo_cli_object (answer);
  else
    g_print (_("%d rows (%s): %d new, %d changed, %d as they were\n"), (int) guo_cli_id (answer, "total"),
             guo_cli_text (answer, "encoding"), (int) guo_cli_id (answer, "new"), (int) guo_cli_id (answer, "changed"),
             (int) guo_cli_id (answer, "same"));
}

/* --template: a file to be filled in. */
static int
print_template (GuoCli *cli, const gchar *kind, GError **error)
{
  g_autofree gchar *path = g_strdup_printf ("/v1/import/%s/template.csv", kind);
  GuoClient *client = guo_cli_client (cli, error);
  g_autoptr(GBytes) bytes = client != NULL ? guo_client_fetch (client, path, error) : NULL;
  gsize size = 0;
  const gchar *text = NULL;

  if (bytes == NULL)
    return guo_cli_fail_error (*error);
  text = g_bytes_get_data (bytes, &size);
  fwrite (text, 1, size, stdout);
  return GUO_CLI_DONE;
}

int
guo_cli_import (GuoCli *cli, int argc, char **argv)
{
  gboolean dry_run = FALSE;
  gboolean template = FALSE;
  const GOptionEntry entries[] = {
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &dry_run, N_("Only check the file"), NULL },
    { "template", 0, 0, G_OPTION_ARG_NONE, &template, N_("Print a file to be filled in"), NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_autoptr(GError) error = NULL;
  g_autofree gchar *name = NULL;
  json_auto_t *answer = NULL;
  const gchar *file = NULL;

  if (!guo_cli_options (cli, entries, &argc, &argv, 1, 2))
    return GUO_CLI_USAGE;
  if (!g_strv_contains (kinds, argv[1]))
    return guo_cli_fail (GUO_CLI_USAGE, _("import: “%s” is none of: %s"), argv[1],
                         "villages, cooperatives, growers, products, plots, pack-plans");
  if (template)
    return print_template (cli, argv[1], &error);
  file = argc > 2 && strcmp (argv[2], "-") != 0 ? argv[2] : NULL;
  name = file != NULL ? g_filename_display_basename (file) : g_strdup (_("standard input"));
  answer = send_file (cli, argv[1], file, name, dry_run, &error);
  if (answer == NULL)
    return guo_cli_fail_error (error);
  tell_result (cli, answer);
  return tell_faults (answer, name);
}
