/* status: how the station stands (with an argument it is reserved for the answer of a printer); checkpoint: its signed size and root. */
#include "station/cli/verbs.h"
#include "station/client/format.h"
#include "station/client/sentences.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
line (const gchar *title, const gchar *value)
{
  if (*value != '\0')
    g_print ("%s: %s\n", title, value);
}

static void
print_rebuilding (json_t *status)
{
  g_autofree gchar *sentence = guo_client_sentence ("rebuilding", status);

  g_print ("%s\n", sentence);
}

static void
print_status (json_t *status)
{
  json_t *last = json_object_get (status, "last_weighing");
  g_autofree gchar *size = g_strdup_printf ("%" G_GINT64_FORMAT, guo_cli_id (status, "size"));
  g_autofree gchar *net = guo_format_mass (guo_cli_id (last, "net_mg"), 2);

  line (_("Centre"), guo_cli_text (json_object_get (status, "centre"), "name"));
  line (_("Database"), guo_cli_text (status, "database"));
  if (json_is_true (json_object_get (status, "practice")))
    line (_("Practice"), _("simulated devices are allowed, labels are samples"));
  line (_("Version"), guo_cli_text (status, "version"));
  line (_("Log"), guo_cli_text (status, "origin"));
  line (_("Events"), size);
  line (_("Pages"), guo_cli_text (status, "pages_url"));
  if (strcmp (guo_cli_text (status, "setup"), "empty") == 0)
    line (_("Users"), _("none yet; the first is a supervisor"));
  if (json_is_object (last))
    g_print (_("Last weighing: %s, no. %d, %s kg\n"), guo_cli_text (last, "lot_no"), (gint) guo_cli_id (last, "no"),
             net);
}

int
guo_cli_status (GuoCli *cli, int argc, char **argv)
{
  g_autoptr(GError) error = NULL;
  json_auto_t *status = NULL;

  if (!guo_cli_options (cli, NULL, &argc, &argv, 0, -1))
    return GUO_CLI_USAGE;
  if (argc > 1)
    return guo_cli_fail (GUO_CLI_USAGE, _("status: “%s”: an argument names a printer's language, whose answers this "
                                          "version does not read; without one the station's state is shown"), argv[1]);
  status = guo_cli_get (cli, &error, "/v1/status");
  if (status == NULL)
    return guo_cli_fail_error (error);
  if (cli->json)
    guo_cli_object (status);
  else if (json_is_true (json_object_get (status, "rebuilding")))
    print_rebuilding (status);
  else
    print_status (status);
  return GUO_CLI_DONE;
}

int
guo_cli_checkpoint (GuoCli *cli, int argc, char **argv)
{
  g_autoptr(GError) error = NULL;
  json_auto_t *answer = NULL;

  if (!guo_cli_options (cli, NULL, &argc, &argv, 0, 0))
    return GUO_CLI_USAGE;
  answer = guo_cli_post (cli, "/v1/checkpoint", json_object (), &error);
  if (answer == NULL)
    return guo_cli_fail_error (error);
  if (cli->json)
    guo_cli_object (answer);
  else
    g_print ("%s", guo_cli_text (answer, "note"));
  return GUO_CLI_DONE;
}
