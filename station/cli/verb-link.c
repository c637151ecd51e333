/* link [list]; link create COOPERATIVE; link withdraw ID: the secret link of a cooperative's page. */
#include "station/cli/columns.h"
#include "station/cli/sub-verb.h"
#include "station/cli/verbs.h"

#include <glib/gi18n-lib.h>

static int
list_links (GuoCli *cli, gchar **args, gconstpointer options, const gchar *act)
{
  g_autoptr(GError) error = NULL;
  json_auto_t *rows = NULL;

  rows = guo_cli_rows_of (cli, "/v1/links", &error);
  if (rows == NULL)
    return guo_cli_fail_error (error);
  guo_cli_rows (cli, rows, guo_columns_links);
  return GUO_CLI_DONE;
}

static int
create_link (GuoCli *cli, gchar **args, gconstpointer options, const gchar *act)
{
  g_autoptr(GError) error = NULL;
  json_auto_t *body = json_object ();
  json_auto_t *answer = NULL;

  if (guo_cli_put_found (cli, body, "party", "cooperative", args[0], &error))
    answer = guo_cli_post (cli, "/v1/links", json_incref (body), &error);
  if (answer == NULL)
    return guo_cli_fail_error (error);
  if (cli->json)
    guo_cli_object (answer);
  else
    g_print ("%s\n", guo_cli_text (answer, "url"));
  return GUO_CLI_DONE;
}

static int
withdraw_link (GuoCli *cli, gchar **args, gconstpointer options, const gchar *act)
{
  g_autoptr(GError) error = NULL;
  json_auto_t *row = NULL;
  json_auto_t *answer = NULL;
  g_autofree gchar *path = NULL;

  row = guo_cli_find (cli, "link", args[0], &error);
  if (row == NULL)
    return guo_cli_fail_error (error);
  path = g_strdup_printf ("/v1/links/%" G_GINT64_FORMAT "/withdraw", guo_cli_id (row, "id"));
  answer = guo_cli_post (cli, path, json_object (), &error);
  if (answer == NULL)
    return guo_cli_fail_error (error);
  if (cli->json)
    guo_cli_object (answer);
  return GUO_CLI_DONE;
}

int
guo_cli_link (GuoCli *cli, int argc, char **argv)
{
  static const GuoCliSubVerb verbs[] = {
    { "list", 0, 0, .run = list_links },
    { "create", 1, 1, .run = create_link },
    { "withdraw", 1, 1, .run = withdraw_link },
    { .name = NULL },
  };

  return guo_cli_call (cli, argc, argv, verbs, NULL, NULL);
}
