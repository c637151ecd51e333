/* grade-report [list] | bind REPORT RUN | bind REPORT --lot NO | void REPORT: batch reports of grading machines, and the files
 * that cannot be read. */
#include "station/cli/columns.h"
#include "station/cli/sub-verb.h"
#include "station/cli/verbs.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  gchar *state;
  gchar *lot;
  gchar *reason;
  gchar *approver;
} Options;

static const GuoColumn unreadable[] = {
  { "file", N_("File"), GUO_COLUMN_TEXT },        { "machine_name", N_("Machine"), GUO_COLUMN_TEXT },
  { "line", N_("Line"), GUO_COLUMN_NUMBER },      { "field", N_("Field"), GUO_COLUMN_TEXT },
  { "reason", N_("Cannot be read"), GUO_COLUMN_TEXT }, { NULL, NULL, GUO_COLUMN_TEXT },
};

static int
list_reports (GuoCli *cli, gchar **args, gconstpointer options, const gchar *act)
{
  const Options *o = options;
  g_autoptr(GError) error = NULL;
  g_autoptr(GString) path = g_string_new ("/v1/grade-reports");
  json_auto_t *answer = NULL;
  json_t *bad;

  guo_cli_query (path, "state", o->state);
  answer = guo_cli_get (cli, &error, "%s", path->str);
  if (answer == NULL)
    return guo_cli_fail_error (error);
  guo_cli_rows (cli, json_object_get (answer, "rows"), guo_columns_grade_reports);
  bad = json_object_get (answer, "unreadable");
  if (json_array_size (bad) > 0)
    guo_cli_rows (cli, bad, unreadable);
  return GUO_CLI_DONE;
}

/* The report that @text names, changed by a POST to @verb of it; shown. */
static int
change_report (GuoCli *cli, const gchar *text, const gchar *verb, json_t *body, const Options *o)
{
  g_autoptr(GError) error = NULL;
  json_auto_t *owned = body;
  json_auto_t *report = guo_cli_find (cli, "grade-report", text, &error);
  json_auto_t *answer = NULL;
  g_autofree gchar *path = g_strdup_printf ("/v1/grade-reports/%" G_GINT64_FORMAT "/%s", guo_cli_id (report, "id"), verb);

  if (report != NULL && guo_cli_approver (cli, o->approver, owned, &error))
    answer = guo_cli_post (cli, path, json_incref (owned), &error);
  if (answer == NULL)
    return guo_cli_fail_error (error);
  guo_cli_rows (cli, answer, guo_columns_grade_reports);
  return GUO_CLI_DONE;
}

static int
bind_report (GuoCli *cli, gchar **args, gconstpointer options, const gchar *act)
{
  const Options *o = options;
  g_autoptr(GError) error = NULL;
  json_auto_t *body = json_object ();

  if (!guo_cli_put_found (cli, body, "lot", "lot", o->lot, &error)
      || !guo_cli_put_found (cli, body, "run", "grade-run", args[1], &error))
    return guo_cli_fail_error (error);
  return change_report (cli, args[0], "bind", json_incref (body), o);
}

static int
void_report (GuoCli *cli, gchar **args, gconstpointer options, const gchar *act)
{
  const Options *o = options;
  json_auto_t *body = json_object ();

  guo_cli_put_text (body, "reason", o->reason);
  return change_report (cli, args[0], "void", json_incref (body), o);
}

int
guo_cli_grade_report (GuoCli *cli, int argc, char **argv)
{
  static const GuoCliSubVerb verbs[] = {
    { "list", 0, 0, .run = list_reports },
    { "bind", 1, 2, .run = bind_report },
    { "void", 1, 1, .run = void_report },
    { .name = NULL },
  };
  Options o = { NULL };
  const GOptionEntry entries[] = {
    { "state", 0, 0, G_OPTION_ARG_STRING, &o.state, N_("Only in this state: waiting, bound, void"), N_("STATE") },
    { "lot", 0, 0, G_OPTION_ARG_STRING, &o.lot, N_("The open run that this lot is on"), N_("NO") },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &o.reason, N_("Why it is none of ours"), N_("TEXT") },
    { "approver", 0, 0, G_OPTION_ARG_STRING, &o.approver, N_("The supervisor; PIN asked, or $GUOZHAN_APPROVER_PIN"), N_("NAME") },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };

  return guo_cli_call (cli, argc, argv, verbs, entries, &o);
}
