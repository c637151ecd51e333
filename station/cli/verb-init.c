/* init [--practice]: makes an empty database with its key; the mark of practice stays for ever. */
#include "station/cli/verbs.h"
#include "station/station.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

int
guo_cli_init (GuoCli *cli, int argc, char **argv)
{
  gboolean practice = FALSE;
  const GOptionEntry entries[] = {
    { "practice", 0, 0, G_OPTION_ARG_NONE, &practice,
      N_("For practice: simulated devices are allowed, every label is a sample"), NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_autoptr(GError) error = NULL;
  g_autofree gchar *path = NULL;
  g_autofree gchar *folder = NULL;

  if (!guo_cli_options (cli, entries, &argc, &argv, 0, 0))
    return GUO_CLI_USAGE;
  path = guo_client_database_path (cli->db);
  folder = g_path_get_dirname (path);
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return guo_cli_fail (GUO_CLI_REFUSED, _("%s: it is there already"), path);
  if (g_mkdir_with_parents (folder, 0700) != 0)
    return guo_cli_fail (GUO_CLI_ABSENT, _("%s: the folder cannot be made"), folder);
  if (!guo_station_create (path, practice, &error))
    return guo_cli_fail_error (error);
  if (cli->json)
    {
      json_auto_t *answer = json_pack ("{s:s,s:b}", "database", path, "practice", practice);

      guo_cli_object (answer);
    }
  return GUO_CLI_DONE;
}
