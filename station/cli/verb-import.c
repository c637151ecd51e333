/* import KIND FILE: cooperatives, growers, plots or products from CSV; all rows or none. */
#include "station/cli/cli.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static json_t *
import_text (GuoCli *cli, const gchar *kind, const gchar *file, gboolean dry_run, GError **error)
{
  g_autofree gchar *text = guo_cli_read_text (file, error);
  g_autofree gchar *path = g_strdup_printf ("/v1/import/%s", kind);
  g_autofree gchar *name = file != NULL && strcmp (file, "-") != 0 ? g_filename_display_basename (file)
                                                                    : g_strdup (_("standard input"));

  if (text == NULL)
    return NULL;
  return guo_cli_post (cli, path, json_pack ("{s:s,s:s,s:b}", "csv", text, "name", name, "dry_run", dry_run), error);
}

int
guo_cli_import (GuoCli *cli, int argc, char **argv)
{
  static const gchar *const kinds[] = { "cooperatives", "growers", "plots", "products", NULL };
  gboolean dry_run = FALSE;
  const GOptionEntry entries[] = {
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &dry_run, N_("Only check the file"), NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_autoptr(GError) error = NULL;
  json_auto_t *answer = NULL;

  if (!guo_cli_options (cli, entries, &argc, &argv, 1, 2))
    return GUO_CLI_USAGE;
  if (!g_strv_contains (kinds, argv[1]))
    return guo_cli_fail (GUO_CLI_USAGE, _("import: “%s” is none of: %s"), argv[1],
                         "cooperatives, growers, plots, products");
  answer = import_text (cli, argv[1], argc > 2 ? argv[2] : NULL, dry_run, &error);
  if (answer == NULL)
    return guo_cli_fail_error (error);
  guo_cli_object (answer);
  return GUO_CLI_DONE;
}
