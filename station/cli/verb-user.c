/* user [list]; user add NAME; user pin NAME; user off NAME; user on NAME. */
#include "station/cli/columns.h"
#include "station/cli/sub-verb.h"
#include "station/cli/verbs.h"

#include <glib/gi18n-lib.h>

static int
list_users (GuoCli *cli, int argc, char **argv)
{
  g_autoptr(GError) error = NULL;
  json_auto_t *rows = NULL;

  if (!guo_cli_options (cli, NULL, &argc, &argv, 0, 0))
    return GUO_CLI_USAGE;
  rows = guo_cli_rows_of (cli, "/v1/users", &error);
  if (rows == NULL)
    return guo_cli_fail_error (error);
  guo_cli_rows (cli, rows, guo_columns_users);
  return GUO_CLI_DONE;
}

static json_t *
need_pin (const gchar *name, json_t *body, GError **error)
{
  g_autofree gchar *pin = guo_cli_pin (name, "GUOZHAN_NEW_PIN");

  if (pin != NULL)
    {
      guo_cli_put_text (body, "pin", pin);
      return body;
    }
  json_decref (body);
  g_set_error (error, GUO_CLI_ERROR, GUO_CLI_REFUSED,
               _("no PIN for %s: set GUOZHAN_NEW_PIN, or run this on a terminal"), name);
  return NULL;
}

static int
show (GuoCli *cli, json_t *answer, const GError *error)
{
  if (answer == NULL)
    return guo_cli_fail_error (error);
  guo_cli_rows (cli, answer, guo_columns_users);
  return GUO_CLI_DONE;
}

static int
add_user (GuoCli *cli, int argc, char **argv)
{
  g_autofree gchar *role = NULL;
  const GOptionEntry entries[] = {
    { "role", 0, 0, G_OPTION_ARG_STRING, &role, N_("operator or supervisor"), N_("ROLE") },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_autoptr(GError) error = NULL;
  json_auto_t *answer = NULL;
  json_t *body = NULL;

  if (!guo_cli_options (cli, entries, &argc, &argv, 1, 1))
    return GUO_CLI_USAGE;
  body = need_pin (argv[1], json_pack ("{s:s,s:s}", "name", argv[1], "role", role != NULL ? role : "operator"), &error);
  if (body != NULL)
    answer = guo_cli_post (cli, "/v1/users", body, &error);
  return show (cli, answer, error);
}

static json_t *
change (GuoCli *cli, const gchar *name, json_t *body, GError **error)
{
  json_auto_t *row = body != NULL ? guo_cli_find (cli, "user", name, error) : NULL;
  g_autofree gchar *path = g_strdup_printf ("/v1/users/%" G_GINT64_FORMAT, guo_cli_id (row, "id"));

  if (row != NULL)
    return guo_cli_post (cli, path, body, error);
  json_decref (body);
  return NULL;
}

static int
change_pin (GuoCli *cli, int argc, char **argv)
{
  g_autoptr(GError) error = NULL;
  json_auto_t *answer = NULL;

  if (!guo_cli_options (cli, NULL, &argc, &argv, 1, 1))
    return GUO_CLI_USAGE;
  answer = change (cli, argv[1], need_pin (argv[1], json_object (), &error), &error);
  return show (cli, answer, error);
}

static int
set_active (GuoCli *cli, int argc, char **argv, gboolean active)
{
  g_autoptr(GError) error = NULL;
  json_auto_t *answer = NULL;

  if (!guo_cli_options (cli, NULL, &argc, &argv, 1, 1))
    return GUO_CLI_USAGE;
  answer = change (cli, argv[1], json_pack ("{s:b}", "active", active), &error);
  return show (cli, answer, error);
}

static int
switch_on (GuoCli *cli, int argc, char **argv)
{
  return set_active (cli, argc, argv, TRUE);
}

static int
switch_off (GuoCli *cli, int argc, char **argv)
{
  return set_active (cli, argc, argv, FALSE);
}

int
guo_cli_user (GuoCli *cli, int argc, char **argv)
{
  static const GuoCliSubVerb verbs[] = {
    { "list", .own = list_users },
    { "add", .own = add_user },
    { "pin", .own = change_pin },
    { "on", .own = switch_on },
    { "off", .own = switch_off },
    { .name = NULL },
  };

  return guo_cli_call (cli, argc, argv, verbs, NULL, NULL);
}
