/* hold [list] | place …; release ID: what may not go on until somebody with the right decides. */
#include "station/cli/columns.h"
#include "station/cli/sub-verb.h"
#include "station/cli/verbs.h"
#include "station/client/sample-text.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  gchar *lot;
  gchar *run;
  gchar *grade_class;
  gchar *state;
  gchar *reason;
  gboolean packing;
} Options;

static const GuoColumn columns[] = {
  { "id", N_("Id"), GUO_COLUMN_NUMBER },
  { "lot_no", N_("Lot"), GUO_COLUMN_TEXT },
  { "run_no", N_("Run"), GUO_COLUMN_TEXT },
  { "grade_class", N_("Class"), GUO_COLUMN_TEXT },
  { "at", N_("Time"), GUO_COLUMN_TIME },
  { "why", N_("Why"), GUO_COLUMN_TEXT },
  { "stops", N_("Stops"), GUO_COLUMN_TEXT },
  { "state", N_("State"), GUO_COLUMN_TEXT },
  { "released_by", N_("Released by"), GUO_COLUMN_TEXT },
  { "release_reason", N_("Reason"), GUO_COLUMN_TEXT },
  { NULL, NULL, GUO_COLUMN_TEXT },
};

/* In a table it is said why; as JSON the row stays as the station answered it. */
static void
show (GuoCli *cli, json_t *rows)
{
  json_t *row;
  size_t i;

  json_array_foreach (rows, i, row)
    if (!cli->json)
      {
        g_autofree gchar *why = guo_sample_hold (row);

        json_object_set_new (row, "why", json_string (why));
      }
  guo_cli_rows (cli, rows, columns);
}

static int
show_one (GuoCli *cli, json_t *hold, const GError *error)
{
  json_auto_t *rows = NULL;

  if (hold == NULL)
    return guo_cli_fail_error (error);
  if (cli->json)
    guo_cli_object (hold);
  else
    {
      rows = json_pack ("[O]", hold);
      show (cli, rows);
    }
  return GUO_CLI_DONE;
}

static int
list_holds (GuoCli *cli, gchar **args, gconstpointer options, const gchar *act)
{
  const Options *o = options;
  g_autoptr(GError) error = NULL;
  g_autoptr(GString) path = g_string_new ("/v1/holds");
  json_auto_t *rows = NULL;

  guo_cli_query (path, "state", o->state);
  if (guo_cli_query_found (cli, path, "lot", "lot", o->lot, &error)
      && guo_cli_query_found (cli, path, "run", "grade-run", o->run, &error))
    rows = guo_cli_rows_of (cli, path->str, &error);
  if (rows == NULL)
    return guo_cli_fail_error (error);
  show (cli, rows);
  return GUO_CLI_DONE;
}

static int
place (GuoCli *cli, gchar **args, gconstpointer options, const gchar *act)
{
  const Options *o = options;
  g_autoptr(GError) error = NULL;
  json_auto_t *body = json_object ();
  json_auto_t *answer = NULL;

  guo_cli_put_text (body, "grade_class", o->grade_class);
  guo_cli_put_text (body, "reason", o->reason);
  if (o->packing)
    json_object_set_new (body, "stops", json_string ("packing"));
  if (guo_cli_put_found (cli, body, "lot", "lot", o->lot, &error)
      && guo_cli_put_found (cli, body, "run", "grade-run", o->run, &error))
    answer = guo_cli_post (cli, "/v1/holds", json_incref (body), &error);
  return show_one (cli, answer, error);
}

int
guo_cli_hold (GuoCli *cli, int argc, char **argv)
{
  static const GuoCliSubVerb verbs[] = {
    { "list", 0, 0, .run = list_holds },
    { "place", 0, 0, .run = place },
    { .name = NULL },
  };
  Options o = { NULL };
  const GOptionEntry entries[] = {
    { "lot", 0, 0, G_OPTION_ARG_STRING, &o.lot, N_("Lot, harvested or graded"), N_("NO") },
    { "run", 0, 0, G_OPTION_ARG_STRING, &o.run, N_("Run: of what comes off it"), N_("NO") },
    { "class", 0, 0, G_OPTION_ARG_STRING, &o.grade_class, N_("Only this class of the run"), N_("CLASS") },
    { "packing", 0, 0, G_OPTION_ARG_NONE, &o.packing, N_("It may still be graded, but not packed"), NULL },
    { "state", 0, 0, G_OPTION_ARG_STRING, &o.state, N_("Only in this state: held, released, void"), N_("STATE") },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &o.reason, N_("Why it is held"), N_("TEXT") },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };

  return guo_cli_call (cli, argc, argv, verbs, entries, &o);
}

int
guo_cli_release (GuoCli *cli, int argc, char **argv)
{
  g_autofree gchar *reason = NULL, *approver = NULL, *path = NULL;
  gint64 sample = 0;
  const GOptionEntry entries[] = {
    { "reason", 0, 0, G_OPTION_ARG_STRING, &reason, N_("Why it may go on"), N_("TEXT") },
    { "sample", 0, 0, G_OPTION_ARG_INT64, &sample, N_("A later sample that passed"), N_("ID") },
    { "approver", 0, 0, G_OPTION_ARG_STRING, &approver, N_("The supervisor; PIN asked, or $GUOZHAN_APPROVER_PIN"), N_("NAME") },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_autoptr(GError) error = NULL;
  json_auto_t *body = json_object ();
  json_auto_t *answer = NULL;

  if (!guo_cli_options (cli, entries, &argc, &argv, 1, 1))
    return GUO_CLI_USAGE;
  guo_cli_put_text (body, "reason", reason);
  if (sample != 0)
    json_object_set_new (body, "sample", json_integer (sample));
  path = g_strdup_printf ("/v1/holds/%s/release", argv[1]);
  if (guo_cli_approver (cli, approver, body, &error))
    answer = guo_cli_post (cli, path, json_incref (body), &error);
  return show_one (cli, answer, error);
}
