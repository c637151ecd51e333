/* status: how the station stands, or what a printer's answer says; checkpoint: its signed size and root. */
#include "drivers/printer/language.h"
#include "station/cli/verbs.h"
#include "station/client/format.h"
#include "station/client/sentences.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#define MOST_ANSWER (1 << 20)

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
count (const gchar *title, gint64 n)
{
  g_autofree gchar *text = g_strdup_printf ("%" G_GINT64_FORMAT, n);

  line (title, n > 0 ? text : "");
}

static void
print_status (json_t *status)
{
  json_t *last = json_object_get (status, "last_weighing");
  g_autofree gchar *size = g_strdup_printf ("%" G_GINT64_FORMAT, guo_cli_id (status, "size"));
  g_autofree gchar *net = guo_format_mass (guo_cli_id (last, "net_mg"), 2);
  g_autofree gchar *moved = guo_client_sentence_pages_moved (json_object_get (status, "pages_moved"));

  line (_("Centre"), guo_cli_text (json_object_get (status, "centre"), "name"));
  line (_("Database"), guo_cli_text (status, "database"));
  if (json_is_true (json_object_get (status, "practice")))
    line (_("Practice"), _("simulated devices are allowed, labels are samples"));
  line (_("Version"), guo_cli_text (status, "version"));
  line (_("Log"), guo_cli_text (status, "origin"));
  line (_("Events"), size);
  line (_("Pages"), guo_cli_text (status, "pages_url"));
  if (json_is_true (json_object_get (status, "fruit_lost")))
    line (_("Fruit"), _("the file of the fruit of closed runs is gone, their sums are not; put it back from a backup"));
  count (_("Grading reports of no run"), guo_cli_id (status, "reports_waiting"));
  count (_("Grading reports that cannot be read"), guo_cli_id (status, "reports_unreadable"));
  if (moved != NULL)
    g_print ("%s\n", moved);
  if (strcmp (guo_cli_text (status, "setup"), "empty") == 0)
    line (_("Users"), _("none yet; the first is a supervisor"));
  if (json_is_object (last))
    g_print (_("Last weighing: %s, no. %d, %s kg\n"), guo_cli_text (last, "lot_no"), (gint) guo_cli_id (last, "no"),
             net);
}

/* Raw bytes: no text, and none of it is looked at. */
static GByteArray *
read_answer (const gchar *file, GError **error)
{
  g_autoptr(GByteArray) out = g_byte_array_new ();
  FILE *input = file == NULL || strcmp (file, "-") == 0 ? stdin : fopen (file, "rb");
  guint8 chunk[4096];
  gboolean whole;
  gsize n;

  while (input != NULL && out->len < MOST_ANSWER && (n = fread (chunk, 1, sizeof chunk, input)) > 0)
    g_byte_array_append (out, chunk, (guint) n);
  whole = input != NULL && ferror (input) == 0;
  if (!whole)
    g_set_error (error, G_FILE_ERROR, (gint) g_file_error_from_errno (errno), "%s: %s", file != NULL ? file : "-",
                 g_strerror (errno));
  if (input != NULL && input != stdin)
    fclose (input);
  return whole ? g_steal_pointer (&out) : NULL;
}

static int
printer_status (const gchar *language, const gchar *query, const gchar *file)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GByteArray) answer = read_answer (file, &error);
  json_auto_t *status = NULL;

  if (answer == NULL)
    return guo_cli_fail (GUO_CLI_ABSENT, "%s", error->message);
  status = guo_printer_describe (language, query, answer->data, answer->len, &error);
  if (status == NULL)
    return guo_cli_fail (GUO_CLI_USAGE, "%s", error->message);
  guo_cli_object (status);
  return json_is_string (json_object_get (status, "error")) ? GUO_CLI_REFUSED : GUO_CLI_DONE;
}

int
guo_cli_status (GuoCli *cli, int argc, char **argv)
{
  g_autofree gchar *query = NULL;
  const GOptionEntry entries[] = {
    { "query", 0, 0, G_OPTION_ARG_STRING, &query, N_("What the printer was asked: ~HS, ~HQES, 1b213f, 100401, asb …"),
      N_("QUESTION") },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_autoptr(GError) error = NULL;
  json_auto_t *status = NULL;

  if (!guo_cli_options (cli, entries, &argc, &argv, 0, 2))
    return GUO_CLI_USAGE;
  if (argc > 1)
    return printer_status (argv[1], query, argc > 2 ? argv[2] : NULL);
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
