/* grade-run [list] | open … | feed RUN LOT [KG] | take RUN CLASS KG | close RUN | show RUN | parts RUN | void RUN |
 * void-feed RUN N | void-take RUN N | regrade LOT CLASS [KG] | import RUN FILE --profile PROFILE: lots go over the grading
 * line and come off it as lots of a class. */
#include "station/cli/columns.h"
#include "station/cli/sub-verb.h"
#include "station/cli/verbs.h"
#include "station/grader-report.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  gchar *scheme;
  gchar **lots;
  gchar *mixing;
  gchar *machine;
  gchar *profile;
  gchar *state;
  gchar *fruit;
  gchar *reason;
  gchar *approver;
} Options;

static const GuoColumn parts[] = {
  { "part", N_("Class"), GUO_COLUMN_TEXT },
  { "name", N_("Name"), GUO_COLUMN_TEXT },
  { "mg", N_("kg"), GUO_COLUMN_KG },
  { "fruit", N_("Fruit"), GUO_COLUMN_NUMBER },
  { NULL, NULL, GUO_COLUMN_TEXT },
};

static void
add_part (json_t *rows, const gchar *part, const gchar *name, gint64 mg, gint64 fruit)
{
  json_t *row = json_pack ("{s:s, s:s, s:I}", "part", part, "name", name, "mg", (json_int_t) mg);

  if (fruit > 0)
    json_object_set_new (row, "fruit", json_integer (fruit));
  json_array_append_new (rows, row);
}

static json_t *
parts_of (json_t *run)
{
  json_t *rows = json_array (), *class, *balance = json_object_get (run, "balance");
  gboolean open = strcmp (guo_cli_text (run, "state"), "open") == 0;
  size_t i;

  json_array_foreach (json_object_get (run, "classes"), i, class)
    add_part (rows, json_is_true (json_object_get (class, "below")) ? "below" : guo_cli_text (class, "grade_class"),
              guo_cli_text (class, "name"), guo_cli_id (class, "mg"), guo_cli_id (class, "fruit"));
  add_part (rows, "cull", "", guo_cli_id (balance, "cull_mg"), 0);
  add_part (rows, "loss", "", guo_cli_id (balance, "loss_mg"), 0);
  add_part (rows, open ? _("on the line") : _("difference"), "", guo_cli_id (balance, "rest_mg"), 0);
  add_part (rows, _("in"), guo_cli_text (run, "no"), guo_cli_id (balance, "in_mg"), 0);
  return rows;
}

static void
show_run (GuoCli *cli, json_t *run)
{
  json_auto_t *rows = parts_of (run);

  if (cli->json)
    guo_cli_object (run);
  else
    guo_cli_rows (cli, rows, parts);
}

/* The run that @text names, changed by a POST to @verb of it; shown. */
static int
change_run (GuoCli *cli, const gchar *text, const gchar *verb, json_t *body, const Options *o)
{
  g_autoptr(GError) error = NULL;
  json_auto_t *owned = body;
  json_auto_t *run = guo_cli_find (cli, "grade-run", text, &error);
  json_auto_t *answer = NULL;
  g_autofree gchar *path = g_strdup_printf ("/v1/grade-runs/%" G_GINT64_FORMAT "/%s", guo_cli_id (run, "id"), verb);

  if (run != NULL && guo_cli_approver (cli, o->approver, owned, &error))
    answer = guo_cli_post (cli, path, json_incref (owned), &error);
  if (answer == NULL)
    return guo_cli_fail_error (error);
  show_run (cli, answer);
  return GUO_CLI_DONE;
}

static int
list_runs (GuoCli *cli, gchar **args, gconstpointer options, const gchar *act)
{
  const Options *o = options;
  g_autoptr(GError) error = NULL;
  g_autoptr(GString) path = g_string_new ("/v1/grade-runs");
  json_auto_t *rows = NULL;
  json_t *run;
  size_t i;

  guo_cli_query (path, "state", o->state);
  rows = guo_cli_rows_of (cli, path->str, &error);
  if (rows == NULL)
    return guo_cli_fail_error (error);
  json_array_foreach (rows, i, run)
    if (!cli->json)
      json_object_update_missing (run, json_object_get (run, "balance"));
  guo_cli_rows (cli, rows, guo_columns_grade_runs);
  return GUO_CLI_DONE;
}

/* NO, and perhaps kilograms of it. */
static gboolean
add_lot (GuoCli *cli, json_t *lots, const gchar *no, const gchar *kg, GError **error)
{
  json_auto_t *row = json_object ();

  if (!guo_cli_put_found (cli, row, "lot", "lot", no, error) || !guo_cli_put_kg (row, "mg", kg, error))
    return FALSE;
  json_array_append (lots, row);
  return TRUE;
}

static gboolean
put_opening (GuoCli *cli, json_t *body, const Options *o, GError **error)
{
  json_t *lots = json_object_get (body, "lots");

  if (o->scheme == NULL || o->lots == NULL)
    {
      g_set_error (error, GUO_CLI_ERROR, GUO_CLI_USAGE, _("grade-run open: say --scheme NAME and --lot NO"));
      return FALSE;
    }
  guo_cli_put_text (body, "mixing", o->mixing);
  for (gchar **no = o->lots; *no != NULL; no++)
    if (!add_lot (cli, lots, *no, NULL, error))
      return FALSE;
  return guo_cli_put_found (cli, body, "machine", "device", o->machine, error)
         && guo_cli_put_found (cli, body, "scheme", "grade-scheme", o->scheme, error);
}

static int
open_run (GuoCli *cli, gchar **args, gconstpointer options, const gchar *act)
{
  const Options *o = options;
  g_autoptr(GError) error = NULL;
  json_auto_t *body = json_pack ("{s:[]}", "lots");
  json_auto_t *answer = NULL;

  if (put_opening (cli, body, o, &error))
    answer = guo_cli_post (cli, "/v1/grade-runs", json_incref (body), &error);
  if (answer == NULL)
    return guo_cli_fail_error (error);
  show_run (cli, answer);
  return GUO_CLI_DONE;
}

static int
feed_run (GuoCli *cli, gchar **args, gconstpointer options, const gchar *act)
{
  const Options *o = options;
  g_autoptr(GError) error = NULL;
  json_auto_t *body = json_pack ("{s:[]}", "lots");

  if (!add_lot (cli, json_object_get (body, "lots"), args[1], args[2], &error))
    return guo_cli_fail_error (error);
  return change_run (cli, args[0], "feed", json_incref (body), o);
}

/* A kind by its word; whatever else is a class of the run's scheme. */
static gboolean
put_take (json_t *body, const gchar *what, const gchar *kg, const Options *o, GError **error)
{
  static const gchar *const kinds[] = { "below", "cull", "loss", NULL };
  gboolean class = !g_strv_contains (kinds, what);
  guint64 fruit = 0;

  json_object_set_new (body, "kind", json_string (class ? "class" : what));
  if (class)
    json_object_set_new (body, "grade_class", json_string (what));
  if (o->fruit != NULL && !g_ascii_string_to_unsigned (o->fruit, 10, 0, G_MAXINT32, &fruit, NULL))
    {
      g_set_error (error, GUO_CLI_ERROR, GUO_CLI_USAGE, _("%s: “%s” is not %s"), "--fruit", o->fruit, _("a whole number"));
      return FALSE;
    }
  if (o->fruit != NULL)
    json_object_set_new (body, "fruit", json_integer ((json_int_t) fruit));
  return guo_cli_put_kg (body, "mg", kg, error);
}

static int
take_off (GuoCli *cli, gchar **args, gconstpointer options, const gchar *act)
{
  const Options *o = options;
  g_autoptr(GError) error = NULL;
  json_auto_t *body = json_object ();

  if (!put_take (body, args[1], args[2], o, &error))
    return guo_cli_fail_error (error);
  return change_run (cli, args[0], "take", json_incref (body), o);
}

static int
end_run (GuoCli *cli, gchar **args, gconstpointer options, const gchar *verb)
{
  const Options *o = options;
  json_auto_t *body = json_object ();

  guo_cli_put_text (body, "reason", o->reason);
  return change_run (cli, args[0], verb, json_incref (body), o);
}

static int
show_one (GuoCli *cli, gchar **args, gconstpointer options, const gchar *act)
{
  g_autoptr(GError) error = NULL;
  json_auto_t *run = NULL;
  json_auto_t *answer = NULL;

  run = guo_cli_find (cli, "grade-run", args[0], &error);
  if (run != NULL)
    answer = guo_cli_get (cli, &error, "/v1/grade-runs/%" G_GINT64_FORMAT, guo_cli_id (run, "id"));
  if (answer == NULL)
    return guo_cli_fail_error (error);
  show_run (cli, answer);
  return GUO_CLI_DONE;
}

static const GuoColumn feeds_and_takes[] = {
  { "id", N_("No."), GUO_COLUMN_NUMBER },
  { "what", N_("What"), GUO_COLUMN_TEXT },
  { "name", N_("Name"), GUO_COLUMN_TEXT },
  { "mg", N_("kg"), GUO_COLUMN_KG },
  { "at", N_("Time"), GUO_COLUMN_TIME },
  { NULL, NULL, GUO_COLUMN_TEXT },
};

/* What was put on and what came off and is not void, each by the number that void-feed and void-take want. */
static void
add_parts (json_t *rows, json_t *list, const gchar *what, const gchar *name)
{
  size_t i;
  json_t *part;

  json_array_foreach (list, i, part)
    {
      const gchar *word = guo_cli_text (part, name);

      if (json_is_true (json_object_get (part, "void")))
        continue;
      json_array_append_new (rows, json_pack ("{s:O, s:s, s:s, s:O, s:O}", "id", json_object_get (part, "id"), "what", what,
                                              "name", *word != '\0' ? word : guo_cli_text (part, "kind"), "mg",
                                              json_object_get (part, "mg"), "at", json_object_get (part, "at")));
    }
}

static int
list_parts (GuoCli *cli, gchar **args, gconstpointer options, const gchar *act)
{
  g_autoptr(GError) error = NULL;
  json_auto_t *run = NULL;
  json_auto_t *answer = NULL;
  json_auto_t *rows = json_array ();

  run = guo_cli_find (cli, "grade-run", args[0], &error);
  if (run != NULL)
    answer = guo_cli_get (cli, &error, "/v1/grade-runs/%" G_GINT64_FORMAT, guo_cli_id (run, "id"));
  if (answer == NULL)
    return guo_cli_fail_error (error);
  add_parts (rows, json_object_get (answer, "feeds"), "feed", "lot_no");
  add_parts (rows, json_object_get (answer, "takes"), "take", "grade_class");
  guo_cli_rows (cli, rows, feeds_and_takes);
  return GUO_CLI_DONE;
}

/* Only one of the run that is named: a number that was misread voids nothing of another. */
static gboolean
is_part (json_t *run, const gchar *list, gint64 id, const gchar *text, GError **error)
{
  size_t i;
  json_t *part;

  json_array_foreach (json_object_get (run, list), i, part)
    if (guo_cli_id (part, "id") == id)
      return TRUE;
  g_set_error (error, GUO_CLI_ERROR, GUO_CLI_REFUSED, _("run %s has no “%s”: grade-run parts %s lists what there is"),
               guo_cli_text (run, "no"), text, guo_cli_text (run, "no"));
  return FALSE;
}

static int
void_part (GuoCli *cli, gchar **args, gconstpointer options, const gchar *list)
{
  const Options *o = options;
  g_autoptr(GError) error = NULL;
  json_auto_t *body = json_object ();
  json_auto_t *found = NULL;
  json_auto_t *run = NULL;
  json_auto_t *answer = NULL;
  g_autofree gchar *path = NULL;
  gint64 id = g_ascii_strtoll (args[1], NULL, 10);

  path = g_strdup_printf ("/v1/run-%s/%" G_GINT64_FORMAT "/void", list, id);
  guo_cli_put_text (body, "reason", o->reason);
  found = guo_cli_find (cli, "grade-run", args[0], &error);
  if (found != NULL)
    run = guo_cli_get (cli, &error, "/v1/grade-runs/%" G_GINT64_FORMAT, guo_cli_id (found, "id"));
  if (run != NULL && is_part (run, list, id, args[1], &error) && guo_cli_approver (cli, o->approver, body, &error))
    answer = guo_cli_post (cli, path, json_incref (body), &error);
  if (answer == NULL)
    return guo_cli_fail_error (error);
  show_run (cli, answer);
  return GUO_CLI_DONE;
}

static int
regrade (GuoCli *cli, gchar **args, gconstpointer options, const gchar *act)
{
  const Options *o = options;
  g_autoptr(GError) error = NULL;
  json_auto_t *body = json_object ();
  json_auto_t *lot = NULL;
  json_auto_t *answer = NULL;
  g_autofree gchar *path = NULL;

  guo_cli_put_text (body, "grade_class", args[1]);
  guo_cli_put_text (body, "reason", o->reason);
  lot = guo_cli_find (cli, "lot", args[0], &error);
  path = g_strdup_printf ("/v1/lots/%" G_GINT64_FORMAT "/regrade", guo_cli_id (lot, "id"));
  if (lot != NULL && guo_cli_put_kg (body, "mg", args[2], &error))
    answer = guo_cli_post (cli, path, json_incref (body), &error);
  if (answer == NULL)
    return guo_cli_fail_error (error);
  guo_cli_rows (cli, answer, guo_columns_lots);
  return GUO_CLI_DONE;
}

/* The folder takes what one request cannot hold. */
static GBytes *
read_file (const gchar *path, GError **error)
{
  GBytes *bytes = guo_cli_read (path, error);
  g_autofree gchar *size = NULL, *most = NULL;

  if (bytes == NULL || g_bytes_get_size (bytes) <= GUO_GRADER_REPORT_BY_HAND_MAX)
    return bytes;
  size = g_format_size (g_bytes_get_size (bytes));
  most = g_format_size (GUO_GRADER_REPORT_BY_HAND_MAX);
  g_set_error (error, GUO_CLI_ERROR, GUO_CLI_REFUSED,
               _("%s has %s; by hand at most %s are taken. Copy it into the folder that is watched for the machine (guozhanctl devices "
                 "list), which takes up to 256 MiB, and bind it with guozhanctl grade-report bind"), path, size, most);
  g_bytes_unref (bytes);
  return NULL;
}

static json_t *
read_report (const gchar *path, const Options *o, GError **error)
{
  g_autoptr(GBytes) bytes = read_file (path, error);
  g_autofree gchar *name = g_filename_display_basename (path);
  g_autofree gchar *base64 = NULL;
  g_autofree gchar *profile = NULL;
  gconstpointer data;
  gsize size;

  if (bytes == NULL)
    return NULL;
  if (g_file_test (o->profile, G_FILE_TEST_IS_REGULAR) && !g_file_get_contents (o->profile, &profile, NULL, error))
    return NULL;
  data = g_bytes_get_data (bytes, &size);
  base64 = g_base64_encode (data, size);
  return json_pack ("{s:s, s:s, s:s}", "name", name, "data", base64, "profile", profile != NULL ? profile : o->profile);
}

/* The run as it is with the report's fruit. */
static int
import_report (GuoCli *cli, gchar **args, gconstpointer options, const gchar *act)
{
  const Options *o = options;
  g_autoptr(GError) error = NULL;
  json_auto_t *run = NULL;
  json_auto_t *answer = NULL;
  json_auto_t *after = NULL;
  g_autofree gchar *path = NULL;
  json_t *body = NULL;

  if (o->profile == NULL)
    return guo_cli_fail (GUO_CLI_USAGE, _("grade-run import: say --profile PROFILE"));
  run = guo_cli_find (cli, "grade-run", args[0], &error);
  body = run != NULL ? read_report (args[1], o, &error) : NULL;
  path = g_strdup_printf ("/v1/grade-runs/%" G_GINT64_FORMAT "/import", guo_cli_id (run, "id"));
  answer = body != NULL ? guo_cli_post (cli, path, body, &error) : NULL;
  after = answer != NULL ? guo_cli_get (cli, &error, "/v1/grade-runs/%" G_GINT64_FORMAT, guo_cli_id (run, "id")) : NULL;
  if (after == NULL)
    return guo_cli_fail_error (error);
  show_run (cli, after);
  return GUO_CLI_DONE;
}

int
guo_cli_grade_run (GuoCli *cli, int argc, char **argv)
{
  static const GuoCliSubVerb verbs[] = {
    { "list", 0, 0, .run = list_runs },
    { "open", 0, 0, .run = open_run },
    { "feed", 2, 3, .run = feed_run },
    { "take", 3, 3, .run = take_off },
    { "close", 1, 1, .run = end_run, .act = "close" },
    { "show", 1, 1, .run = show_one },
    { "parts", 1, 1, .run = list_parts },
    { "void", 1, 1, .run = end_run, .act = "void" },
    { "void-feed", 2, 2, .run = void_part, .act = "feeds" },
    { "void-take", 2, 2, .run = void_part, .act = "takes" },
    { "regrade", 2, 3, .run = regrade },
    { "import", 2, 2, .run = import_report },
    { .name = NULL },
  };
  Options o = { NULL };
  const GOptionEntry entries[] = {
    { "scheme", 0, 0, G_OPTION_ARG_STRING, &o.scheme, N_("The grade scheme of a new run"), N_("NAME") },
    { "lot", 0, 0, G_OPTION_ARG_STRING_ARRAY, &o.lots, N_("A lot of a new run; may be said again"), N_("NO") },
    { "mixing", 0, 0, G_OPTION_ARG_STRING, &o.mixing, N_("What may run together: none, cooperative, variety"), N_("RULE") },
    { "machine", 0, 0, G_OPTION_ARG_STRING, &o.machine, N_("The grading machine that fills a new run"), N_("NAME") },
    { "profile", 0, 0, G_OPTION_ARG_STRING, &o.profile, N_("How a report is read: a profile's name, or a file with one"), N_("PROFILE") },
    { "state", 0, 0, G_OPTION_ARG_STRING, &o.state, N_("Only in this state: open, closed, void"), N_("STATE") },
    { "fruit", 0, 0, G_OPTION_ARG_STRING, &o.fruit, N_("How many fruit came off"), N_("N") },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &o.reason, N_("Why: outside the limit, void, of another class"), N_("TEXT") },
    { "approver", 0, 0, G_OPTION_ARG_STRING, &o.approver, N_("The supervisor; PIN asked, or $GUOZHAN_APPROVER_PIN"), N_("NAME") },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };

  return guo_cli_call (cli, argc, argv, verbs, entries, &o);
}
