/* void WEIGHING-ID | SERIAL: says, with a reason, that a weighing or a case does not count. */
#include "station/cli/columns.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gchar *
path_of (const gchar *what)
{
  g_autofree gchar *escaped = g_uri_escape_string (what, NULL, FALSE);
  gboolean number = g_ascii_string_to_unsigned (what, 10, 1, G_MAXINT64, NULL, NULL);

  return g_strdup_printf (number ? "/v1/weighings/%s/void" : "/v1/cases/%s/void", escaped);
}

int
guo_cli_void (GuoCli *cli, int argc, char **argv)
{
  g_autofree gchar *reason = NULL;
  g_autofree gchar *text = NULL;
  g_autofree gchar *approver = NULL;
  g_autofree gchar *path = NULL;
  const GOptionEntry entries[] = {
    { "reason", 0, 0, G_OPTION_ARG_STRING, &reason,
      N_("Why: duplicate, wrong-lot, not-emptied, wrong-party, other"), N_("REASON") },
    { "text", 0, 0, G_OPTION_ARG_STRING, &text, N_("What happened, in words"), N_("TEXT") },
    { "approver", 0, 0, G_OPTION_ARG_STRING, &approver, N_("The supervisor; PIN asked, or $GUOZHAN_APPROVER_PIN"), N_("NAME") },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_autoptr(GError) error = NULL;
  json_auto_t *body = json_object ();
  json_auto_t *answer = NULL;

  if (!guo_cli_options (cli, entries, &argc, &argv, 1, 1))
    return GUO_CLI_USAGE;
  guo_cli_put_text (body, "reason", reason);
  guo_cli_put_text (body, "text", text);
  path = path_of (argv[1]);
  if (guo_cli_approver (cli, approver, body, &error))
    answer = guo_cli_post (cli, path, json_incref (body), &error);
  if (answer == NULL)
    return guo_cli_fail_error (error);
  guo_cli_rows (cli, answer, strstr (path, "/cases/") != NULL ? guo_columns_cases : guo_columns_weighings);
  return GUO_CLI_DONE;
}
