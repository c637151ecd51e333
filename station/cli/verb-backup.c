/* backup: a copy of the database of a running station, opened and hashed anew. */
#include "station/cli/verbs.h"

#include <glib/gi18n-lib.h>

#define LOOK_US (200 * 1000)

/* The daemon makes it on a thread of its own; its status tells the end. */
static json_t *
wait_for_it (GuoCli *cli, GError **error)
{
  json_t *status = NULL;
  json_t *last = NULL;

  do
    {
      json_decref (status);
      g_usleep (LOOK_US);
      status = guo_cli_get (cli, error, "/v1/status");
    }
  while (status != NULL && json_is_true (json_object_get (status, "backup_running")));
  last = json_incref (json_object_get (status, "backup"));
  json_decref (status);
  return last;
}

int
guo_cli_backup (GuoCli *cli, int argc, char **argv)
{
  g_autoptr(GError) error = NULL;
  json_auto_t *answer = NULL;
  json_auto_t *last = NULL;

  if (!guo_cli_options (cli, NULL, &argc, &argv, 0, 0))
    return GUO_CLI_USAGE;
  answer = guo_cli_post (cli, "/v1/backup", json_object (), &error);
  if (answer != NULL)
    last = wait_for_it (cli, &error);
  if (error != NULL)
    return guo_cli_fail_error (error);
  if (!json_is_true (json_object_get (last, "verified")))
    return guo_cli_fail (GUO_CLI_REFUSED, _("the backup failed: %s"), guo_cli_text (last, "reason"));
  if (cli->json)
    guo_cli_object (last);
  else
    g_print (_("Copied and verified: %s\n"), guo_cli_text (last, "path"));
  return GUO_CLI_DONE;
}
