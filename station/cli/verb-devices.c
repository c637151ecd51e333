/* devices [list]; devices add NAME ADDRESS; devices release NAME. */
#include "station/cli/columns.h"
#include "station/cli/device-add.h"
#include "station/cli/verbs.h"

static int
list_devices (GuoCli *cli, int argc, char **argv)
{
  g_autoptr(GError) error = NULL;
  json_auto_t *rows = NULL;

  if (!guo_cli_options (cli, NULL, &argc, &argv, 0, 0))
    return GUO_CLI_USAGE;
  rows = guo_cli_rows_of (cli, "/v1/devices", &error);
  if (rows == NULL)
    return guo_cli_fail_error (error);
  guo_cli_rows (cli, rows, guo_columns_devices);
  return GUO_CLI_DONE;
}

static json_t *
release (GuoCli *cli, const gchar *name, GError **error)
{
  json_auto_t *row = guo_cli_find (cli, "device", name, error);
  g_autofree gchar *path = NULL;

  if (row == NULL)
    return NULL;
  path = g_strdup_printf ("/v1/devices/%" G_GINT64_FORMAT "/release", guo_cli_id (row, "id"));
  return guo_cli_post (cli, path, json_object (), error);
}

static int
release_device (GuoCli *cli, int argc, char **argv)
{
  g_autoptr(GError) error = NULL;
  json_auto_t *answer = NULL;

  if (!guo_cli_options (cli, NULL, &argc, &argv, 1, 1))
    return GUO_CLI_USAGE;
  answer = release (cli, argv[1], &error);
  if (answer == NULL)
    return guo_cli_fail_error (error);
  if (cli->json)
    guo_cli_object (answer);
  return GUO_CLI_DONE;
}

int
guo_cli_devices (GuoCli *cli, int argc, char **argv)
{
  static const GuoCliVerb verbs[] = {
    { "list", NULL, NULL, list_devices },
    { "add", NULL, NULL, guo_cli_device_add },
    { "release", NULL, NULL, release_device },
    { NULL, NULL, NULL, NULL },
  };

  return guo_cli_call (cli, argc, argv, verbs);
}
