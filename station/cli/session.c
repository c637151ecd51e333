/* The verbs' way to the daemon: connection, log-in, requests. */
#include "station/cli/cli.h"
#include "station/client/format.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

G_DEFINE_QUARK (guo-cli-error-quark, guo_cli_error)

GuoClient *
guo_cli_client (GuoCli *cli, GError **error)
{
  g_autofree gchar *database = NULL;
  g_autoptr(GuoClient) client = NULL;

  if (cli->client != NULL)
    return cli->client;
  database = guo_client_database_path (cli->db);
  if (!g_file_test (database, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, GUO_CLI_ERROR, GUO_CLI_ABSENT,
                   _("%s: there is no such database; “guozhanctl init” makes one"), database);
      return NULL;
    }
  client = guo_client_new (database, "guozhanctl");
  if (!guo_client_connect (client, TRUE, error))
    return NULL;
  cli->client = g_steal_pointer (&client);
  return cli->client;
}

json_t *
guo_cli_get (GuoCli *cli, GError **error, const gchar *format, ...)
{
  GuoClient *client = guo_cli_client (cli, error);
  g_autofree gchar *path = NULL;
  va_list args;

  va_start (args, format);
  path = g_strdup_vprintf (format, args);
  va_end (args);
  return client != NULL ? guo_client_request (client, "GET", path, NULL, NULL, error) : NULL;
}

json_t *
guo_cli_rows_of (GuoCli *cli, const gchar *path, GError **error)
{
  json_auto_t *answer = guo_cli_get (cli, error, "%s", path);
  json_t *rows = json_object_get (answer, "rows");

  if (answer == NULL)
    return NULL;
  if (json_is_array (rows))
    return json_incref (rows);
  g_set_error (error, GUO_CLIENT_ERROR, GUO_CLIENT_ERROR_BAD_ANSWER, _("%s did not answer with rows"), path);
  return NULL;
}

void
guo_cli_query (GString *path, const gchar *key, const gchar *value)
{
  g_autofree gchar *escaped = NULL;

  if (value == NULL || *value == '\0')
    return;
  escaped = g_uri_escape_string (value, NULL, FALSE);
  g_string_append_printf (path, "%c%s=%s", strchr (path->str, '?') != NULL ? '&' : '?', key, escaped);
}

/* The terminal itself, so that the question does not mix with what is piped in or out. */
static gchar *
ask_secret (const gchar *question)
{
  int fd = open ("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
  struct termios before;
  struct termios quiet;
  char answer[64] = "";
  ssize_t n;

  if (fd < 0 || tcgetattr (fd, &before) != 0)
    {
      if (fd >= 0)
        close (fd);
      return NULL;
    }
  quiet = before;
  quiet.c_lflag &= ~(tcflag_t) ECHO;
  tcsetattr (fd, TCSAFLUSH, &quiet);
  dprintf (fd, "%s ", question);
  n = read (fd, answer, sizeof answer - 1);
  tcsetattr (fd, TCSAFLUSH, &before);
  dprintf (fd, "\n");
  close (fd);
  if (n <= 0)
    return NULL;
  return g_strdup (g_strchomp (answer));
}

gchar *
guo_cli_pin (const gchar *who, const gchar *variable)
{
  const gchar *given = g_getenv (variable);
  g_autofree gchar *question = NULL;

  if (given != NULL && *given != '\0')
    return g_strdup (given);
  question = g_strdup_printf (_("PIN of %s:"), who);
  return ask_secret (question);
}

static gboolean
is_empty_station (GuoCli *cli, gboolean *empty, GError **error)
{
  json_auto_t *status = guo_cli_get (cli, error, "/v1/status");

  *empty = strcmp (guo_cli_text (status, "setup"), "empty") == 0;
  return status != NULL;
}

static gboolean
log_in_as (GuoCli *cli, const gchar *user, GError **error)
{
  g_autofree gchar *pin = guo_cli_pin (user, "GUOZHAN_PIN");
  json_auto_t *answer = NULL;

  if (pin == NULL)
    {
      g_set_error (error, GUO_CLI_ERROR, GUO_CLI_REFUSED, _("no PIN: set GUOZHAN_PIN, or run this on a terminal"));
      return FALSE;
    }
  answer = guo_client_request (cli->client, "POST", "/v1/login", json_pack ("{s:s,s:s}", "user", user, "pin", pin),
                               NULL, error);
  if (answer == NULL)
    return FALSE;
  guo_client_set_token (cli->client, guo_cli_text (answer, "token"));
  cli->logged_in = TRUE;
  return TRUE;
}

/* Nobody to be: an empty database has an owner without a name, the station itself refuses the rest. */
static gboolean
log_in (GuoCli *cli, GError **error)
{
  const gchar *user = cli->user != NULL ? cli->user : g_getenv ("GUOZHAN_USER");
  gboolean empty = FALSE;

  if (guo_cli_client (cli, error) == NULL)
    return FALSE;
  if (cli->logged_in || user == NULL || *user == '\0')
    return TRUE;
  if (!is_empty_station (cli, &empty, error))
    return FALSE;
  return empty || log_in_as (cli, user, error);
}

json_t *
guo_cli_post (GuoCli *cli, const gchar *path, json_t *body, GError **error)
{
  if (log_in (cli, error))
    return guo_client_request (cli->client, "POST", path, body, NULL, error);
  json_decref (body);
  return NULL;
}

gboolean
guo_cli_approver (GuoCli *cli, const gchar *name, json_t *body, GError **error)
{
  json_auto_t *user = NULL;
  g_autofree gchar *pin = NULL;

  if (name == NULL)
    return TRUE;
  user = guo_cli_find (cli, "user", name, error);
  if (user == NULL)
    return FALSE;
  pin = guo_cli_pin (guo_cli_text (user, "name"), "GUOZHAN_APPROVER_PIN");
  if (pin == NULL)
    {
      g_set_error (error, GUO_CLI_ERROR, GUO_CLI_REFUSED,
                   _("no PIN of %s: set GUOZHAN_APPROVER_PIN, or run this on a terminal"), guo_cli_text (user, "name"));
      return FALSE;
    }
  json_object_set_new (body, "approver", json_pack ("{s:I,s:s}", "user", (json_int_t) guo_cli_id (user, "id"), "pin", pin));
  return TRUE;
}

const gchar *
guo_cli_text (json_t *row, const gchar *key)
{
  const gchar *text = json_string_value (json_object_get (row, key));

  return text != NULL ? text : "";
}

gint64
guo_cli_id (json_t *row, const gchar *key)
{
  return json_integer_value (json_object_get (row, key));
}

void
guo_cli_put_text (json_t *body, const gchar *key, const gchar *text)
{
  if (text != NULL)
    json_object_set_new (body, key, json_string (text));
}

gboolean
guo_cli_put_kg (json_t *body, const gchar *key, const gchar *text, GError **error)
{
  gint64 mg = 0;

  if (text == NULL)
    return TRUE;
  if (!guo_parse_mass (text, &mg))
    {
      g_set_error (error, GUO_CLI_ERROR, GUO_CLI_USAGE, _("%s: “%s” is no number of kilograms"), key, text);
      return FALSE;
    }
  json_object_set_new (body, key, json_integer (mg));
  return TRUE;
}
