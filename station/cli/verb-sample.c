/* sample [list] | record … | show ID | void ID: fruit that was measured and counted, and what the scheme says of it. */
#include "station/cli/columns.h"
#include "station/cli/sub-verb.h"
#include "station/cli/verbs.h"
#include "station/client/sample-text.h"
#include "station/grading/exact-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  gchar *lot;
  gchar *run;
  gchar *grade_class;
  gchar *inspected;
  gchar **values;
  gchar **measured;
  gchar **defects;
  gchar **classes;
  gchar *replaces;
  gchar *text;
  gchar *reason;
  gchar *approver;
  gboolean dry_run;
} Options;

static const GuoColumn columns[] = {
  { "id", N_("Id"), GUO_COLUMN_NUMBER },
  { "lot_no", N_("Lot"), GUO_COLUMN_TEXT },
  { "run_no", N_("Run"), GUO_COLUMN_TEXT },
  { "grade_class", N_("Class"), GUO_COLUMN_TEXT },
  { "at", N_("Time"), GUO_COLUMN_TIME },
  { "state", N_("State"), GUO_COLUMN_TEXT },
  { "hold", N_("Hold"), GUO_COLUMN_NUMBER },
  { "actor_name", N_("Who"), GUO_COLUMN_TEXT },
  { "void", N_("Void"), GUO_COLUMN_BOOLEAN },
  { NULL, NULL, GUO_COLUMN_TEXT },
};

static const GuoColumn result_columns[] = {
  { "what", N_("What"), GUO_COLUMN_TEXT },
  { "found", N_("Found"), GUO_COLUMN_TEXT },
  { "limit", N_("Limit"), GUO_COLUMN_TEXT },
  { "state", N_("State"), GUO_COLUMN_TEXT },
  { NULL, NULL, GUO_COLUMN_TEXT },
};

static void
show_judged (GuoCli *cli, json_t *judged)
{
  json_auto_t *rows = json_array ();
  json_t *result;
  size_t i;

  json_array_foreach (json_object_get (judged, "results"), i, result)
    {
      g_autofree gchar *found = guo_sample_value (result);
      g_autofree gchar *limit = guo_sample_limit (result);

      json_array_append_new (rows, json_pack ("{s:s, s:s, s:s, s:s}", "what", guo_sample_title (result), "found", found, "limit",
                                              limit, "state", guo_sample_state (guo_cli_text (result, "state"))));
    }
  if (json_array_size (rows) > 0)
    guo_cli_rows (cli, rows, result_columns);
}

/* The sample, then what was asked of it one by one. */
static int
show_answer (GuoCli *cli, json_t *answer, const GError *error)
{
  if (answer == NULL)
    return guo_cli_fail_error (error);
  if (cli->json)
    guo_cli_object (answer);
  else
    {
      if (json_object_get (answer, "id") != NULL)
        guo_cli_rows (cli, answer, columns);
      show_judged (cli, json_object_get (answer, "judged"));
    }
  return GUO_CLI_DONE;
}

static int
list_samples (GuoCli *cli, gchar **args, gconstpointer options, const gchar *act)
{
  const Options *o = options;
  g_autoptr(GError) error = NULL;
  g_autoptr(GString) path = g_string_new ("/v1/samples");
  json_auto_t *rows = NULL;

  if (guo_cli_query_found (cli, path, "lot", "lot", o->lot, &error)
      && guo_cli_query_found (cli, path, "run", "grade-run", o->run, &error))
    rows = guo_cli_rows_of (cli, path->str, &error);
  if (rows == NULL)
    return guo_cli_fail_error (error);
  guo_cli_rows (cli, rows, columns);
  return GUO_CLI_DONE;
}

static gboolean
wrong (GError **error, const gchar *option, const gchar *text, const gchar *form)
{
  g_set_error (error, GUO_CLI_ERROR, GUO_CLI_USAGE, _("%s: “%s” is not %s"), option, text, form);
  return FALSE;
}

/* brix=9.8: {brix_e2, 980}; more than two decimals are none that an instrument gives. */
static gboolean
put_value (json_t *list, const gchar *text, GError **error)
{
  g_auto(GStrv) parts = g_strsplit (text, "=", 2);
  g_autofree gchar *name = g_strconcat (parts[0], "_e2", NULL);
  gint64 value = 0, step = GUO_DECIMAL_ONE / 100;

  if (parts[1] == NULL || !guo_decimal_parse (parts[1], &value) || value < 0 || value % step != 0)
    return wrong (error, "--value", text, _("NAME=NUMBER of at most two decimals"));
  json_array_append_new (list, json_pack ("{s:s, s:I}", "name", name, "value", (json_int_t) (value / step)));
  return TRUE;
}

/* Of what the instruments said last the newest of one. "/v1/readings" has those that came first in front. */
static json_t *
newest_of (json_t *readings, gint64 device)
{
  json_t *newest = NULL, *reading;
  size_t i;

  json_array_foreach (readings, i, reading)
    if (guo_cli_id (reading, "device") == device)
      newest = reading;
  return newest;
}

/* brix=NAME: {brix_e2, device, reading} */
static gboolean
put_reading (GuoCli *cli, json_t *list, const gchar *text, GError **error)
{
  g_auto(GStrv) parts = g_strsplit (text, "=", 2);
  g_autofree gchar *name = g_strconcat (parts[0], "_e2", NULL);
  json_auto_t *device = parts[1] != NULL ? guo_cli_find (cli, "device", parts[1], error) : NULL;
  json_auto_t *readings = device != NULL ? guo_cli_rows_of (cli, "/v1/readings", error) : NULL;
  json_t *newest = readings != NULL ? newest_of (readings, guo_cli_id (device, "id")) : NULL;

  if (parts[1] == NULL)
    return wrong (error, "--measured", text, _("NAME=DEVICE"));
  if (readings == NULL)
    return FALSE;
  if (newest == NULL)
    {
      g_set_error (error, GUO_CLI_ERROR, GUO_CLI_ABSENT, _("%s has not measured anything yet"), parts[1]);
      return FALSE;
    }
  json_array_append_new (list, json_pack ("{s:s, s:O, s:O}", "name", name, "device", json_object_get (newest, "device"), "reading",
                                          json_object_get (newest, "n")));
  return TRUE;
}

/* N or N/KG */
static gboolean
put_count (json_t *row, const gchar *option, const gchar *text, GError **error)
{
  g_auto(GStrv) parts = g_strsplit (text, "/", 2);
  guint64 n = 0;

  if (parts[0] == NULL || !g_ascii_string_to_unsigned (parts[0], 10, 0, G_MAXINT32, &n, NULL))
    return wrong (error, option, text, _("a number of fruit, or one and kilograms: 50/6.2"));
  json_object_set_new (row, "n", json_integer ((json_int_t) n));
  return guo_cli_put_kg (row, "mass_mg", parts[1], error);
}

static gboolean
put_counts (json_t *body, const gchar *key, const gchar *member, const gchar *option, gchar **texts, GError **error)
{
  json_t *list = json_array ();

  if (texts == NULL)
    {
      json_decref (list);
      return TRUE;
    }
  json_object_set_new (body, key, list);
  for (gchar **text = texts; *text != NULL; text++)
    {
      g_auto(GStrv) parts = g_strsplit (*text, "=", 2);
      json_t *row = json_object ();

      json_array_append_new (list, row);
      guo_cli_put_text (row, member, parts[0]);
      if (parts[1] == NULL)
        return wrong (error, option, *text, _("NAME=N"));
      if (!put_count (row, option, parts[1], error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
put_values (GuoCli *cli, json_t *body, const Options *o, GError **error)
{
  json_t *list = json_array ();

  json_object_set_new (body, "values", list);
  for (gchar **text = o->values; text != NULL && *text != NULL; text++)
    if (!put_value (list, *text, error))
      return FALSE;
  for (gchar **text = o->measured; text != NULL && *text != NULL; text++)
    if (!put_reading (cli, list, *text, error))
      return FALSE;
  return TRUE;
}

static gboolean
put_sample (GuoCli *cli, json_t *body, const Options *o, GError **error)
{
  json_t *inspected = json_object ();
  gint64 replaces = 0;

  guo_cli_put_text (body, "grade_class", o->grade_class);
  guo_cli_put_text (body, "text", o->text);
  if (o->inspected != NULL)
    json_object_set (body, "inspected", inspected);
  json_decref (inspected);
  if (o->replaces != NULL && !g_ascii_string_to_signed (o->replaces, 10, 1, G_MAXINT64, &replaces, NULL))
    return wrong (error, "--replaces", o->replaces, _("a whole number"));
  if (replaces != 0)
    json_object_set_new (body, "replaces", json_integer (replaces));
  return guo_cli_put_found (cli, body, "lot", "lot", o->lot, error)
         && guo_cli_put_found (cli, body, "run", "grade-run", o->run, error) && put_values (cli, body, o, error)
         && (o->inspected == NULL || put_count (json_object_get (body, "inspected"), "--inspected", o->inspected, error))
         && put_counts (body, "defects", "defect", "--defect", o->defects, error)
         && put_counts (body, "classes", "grade_class", "--worse", o->classes, error)
         && guo_cli_approver (cli, o->approver, body, error);
}

static int
record (GuoCli *cli, gchar **args, gconstpointer options, const gchar *act)
{
  const Options *o = options;
  g_autoptr(GError) error = NULL;
  json_auto_t *body = json_object ();
  json_auto_t *answer = NULL;

  if (put_sample (cli, body, o, &error))
    answer = guo_cli_post (cli, o->dry_run ? "/v1/samples/judge" : "/v1/samples", json_incref (body), &error);
  return show_answer (cli, answer, error);
}

static int
show_one (GuoCli *cli, gchar **args, gconstpointer options, const gchar *act)
{
  g_autoptr(GError) error = NULL;
  json_auto_t *answer = NULL;

  answer = guo_cli_get (cli, &error, "/v1/samples/%s", args[0]);
  return show_answer (cli, answer, error);
}

static int
void_one (GuoCli *cli, gchar **args, gconstpointer options, const gchar *act)
{
  const Options *o = options;
  g_autoptr(GError) error = NULL;
  json_auto_t *body = json_object ();
  json_auto_t *answer = NULL;
  g_autofree gchar *path = NULL;

  guo_cli_put_text (body, "reason", o->reason);
  path = g_strdup_printf ("/v1/samples/%s/void", args[0]);
  if (guo_cli_approver (cli, o->approver, body, &error))
    answer = guo_cli_post (cli, path, json_incref (body), &error);
  return show_answer (cli, answer, error);
}

int
guo_cli_sample (GuoCli *cli, int argc, char **argv)
{
  static const GuoCliSubVerb verbs[] = {
    { "list", 0, 0, .run = list_samples },
    { "record", 0, 0, .run = record },
    { "show", 1, 1, .run = show_one },
    { "void", 1, 1, .run = void_one },
    { .name = NULL },
  };
  Options o = { NULL };
  const GOptionEntry entries[] = {
    { "lot", 0, 0, G_OPTION_ARG_STRING, &o.lot, N_("Lot, harvested or graded"), N_("NO") },
    { "run", 0, 0, G_OPTION_ARG_STRING, &o.run, N_("Run: of what comes off it"), N_("NO") },
    { "class", 0, 0, G_OPTION_ARG_STRING, &o.grade_class, N_("Class that is asked for; of a graded lot its own"), N_("CLASS") },
    { "value", 0, 0, G_OPTION_ARG_STRING_ARRAY, &o.values,
      N_("What was measured: brix, acid, firmness, juice, or as the scheme calls it; may be said again"), N_("NAME=NUMBER") },
    { "measured", 0, 0, G_OPTION_ARG_STRING_ARRAY, &o.measured,
      N_("What an instrument measured last, taken from it; may be said again"), N_("NAME=DEVICE") },
    { "inspected", 0, 0, G_OPTION_ARG_STRING, &o.inspected, N_("How many fruit were looked at, and their mass"), N_("N[/KG]") },
    { "defect", 0, 0, G_OPTION_ARG_STRING_ARRAY, &o.defects, N_("How many of them have that defect of the scheme; may be said again"), N_("NAME=N[/KG]") },
    { "worse", 0, 0, G_OPTION_ARG_STRING_ARRAY, &o.classes, N_("How many of them are of another class; may be said again"), N_("CLASS=N[/KG]") },
    { "text", 0, 0, G_OPTION_ARG_STRING, &o.text, N_("A remark"), N_("TEXT") },
    { "replaces", 0, 0, G_OPTION_ARG_STRING, &o.replaces, N_("The sample that this one corrects"), N_("ID") },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &o.dry_run, N_("Say how it would be judged; record nothing"), NULL },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &o.reason, N_("Why it is void"), N_("TEXT") },
    { "approver", 0, 0, G_OPTION_ARG_STRING, &o.approver, N_("The supervisor; PIN asked, or $GUOZHAN_APPROVER_PIN"), N_("NAME") },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };

  return guo_cli_call (cli, argc, argv, verbs, entries, &o);
}
