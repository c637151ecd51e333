/* case [list] | show SERIAL | complete SERIAL | repack SERIAL... | scrap SERIAL... | unscrap ID | scraps | reserve | bind CODE:
 * what becomes of cases after they were packed, and labels printed before. */
#include "station/cli/columns.h"
#include "station/cli/sub-verb.h"
#include "station/cli/verbs.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  gchar *lot;
  gchar *plan;
  gchar *grade_class;
  gchar *nominal;
  gchar *state;
  gchar *scale;
  gchar *tare;
  gchar *typed;
  gchar *mass;
  gchar *reason;
  gchar *rest;
  gchar *approver;
  gchar *printer;
  gchar *packed_on;
  gint count;
  gboolean part;
} Options;

static const GuoColumn packed[] = {
  { "serial", N_("Serial"), GUO_COLUMN_TEXT },
  { "lot_no", N_("Lot"), GUO_COLUMN_TEXT },
  { "net_mg", N_("Net kg"), GUO_COLUMN_KG },
  { "uri", N_("Address"), GUO_COLUMN_TEXT },
  { NULL, NULL, GUO_COLUMN_TEXT },
};

static const GuoColumn scraps[] = {
  { "id", N_("Id"), GUO_COLUMN_NUMBER },
  { "lot_no", N_("Lot"), GUO_COLUMN_TEXT },
  { "mg", N_("kg"), GUO_COLUMN_KG },
  { "reason", N_("Reason"), GUO_COLUMN_TEXT },
  { "at", N_("When"), GUO_COLUMN_TIME },
  { "void", N_("Void"), GUO_COLUMN_BOOLEAN },
  { NULL, NULL, GUO_COLUMN_TEXT },
};

static gboolean
put_options (GuoCli *cli, json_t *body, const Options *o, GError **error)
{
  guo_cli_put_text (body, "reason", o->reason);
  guo_cli_put_text (body, "rest", o->rest);
  guo_cli_put_text (body, "grade_class", o->grade_class);
  guo_cli_put_text (body, "packed_on", o->packed_on);
  if (o->part)
    json_object_set_new (body, "part", json_true ());
  if (o->count > 0)
    json_object_set_new (body, "count", json_integer (o->count));
  return guo_cli_put_found (cli, body, "lot", "lot", o->lot, error)
         && guo_cli_put_found (cli, body, "plan", "pack-plan", o->plan, error)
         && guo_cli_put_kg (body, "nominal_mg", o->nominal, error)
         && guo_cli_put_found (cli, body, "scale", "scale", o->scale, error)
         && guo_cli_put_kg (body, "tare_mg", o->tare, error) && guo_cli_put_kg (body, "net_mg", o->typed, error)
         && guo_cli_put_kg (body, "mg", o->mass, error)
         && guo_cli_put_found (cli, body, "printer", "printer", o->printer, error)
         && guo_cli_approver (cli, o->approver, body, error);
}

static gchar *
case_path (const gchar *code, const gchar *act)
{
  g_autofree gchar *escaped = g_uri_escape_string (guo_cli_serial_of (code), NULL, FALSE);

  return g_strconcat ("/v1/cases/", escaped, act, NULL);
}

static void
show_packed (GuoCli *cli, json_t *answer)
{
  json_t *check = json_object_get (json_object_get (answer, "lot"), "check");

  guo_cli_rows (cli, json_object_get (answer, "cases"), packed);
  if (strcmp (guo_cli_text (check, "warning"), "mean-low") == 0 && !cli->json)
    guo_cli_fail (GUO_CLI_DONE, _("the cases of this lot hold less than their nominal content on the average"));
}

/* A POST of what the options say, and of @body; the cases that are packed now are shown. */
static int
change (GuoCli *cli, const gchar *path, json_t *body, const Options *o)
{
  g_autoptr(GError) error = NULL;
  json_auto_t *owned = body;
  json_auto_t *answer = NULL;

  if (put_options (cli, owned, o, &error))
    answer = guo_cli_post (cli, path, json_incref (owned), &error);
  if (answer == NULL)
    return guo_cli_fail_error (error);
  show_packed (cli, answer);
  return GUO_CLI_DONE;
}

static int
list_cases (GuoCli *cli, gchar **args, gconstpointer options, const gchar *act)
{
  const Options *o = options;
  g_autoptr(GError) error = NULL;
  g_autoptr(GString) path = g_string_new ("/v1/cases");
  json_auto_t *rows = NULL;

  guo_cli_query (path, "state", o->state);
  rows = guo_cli_rows_of (cli, path->str, &error);
  if (rows == NULL)
    return guo_cli_fail_error (error);
  guo_cli_rows (cli, rows, guo_columns_cases);
  return GUO_CLI_DONE;
}

static int
show_case (GuoCli *cli, gchar **args, gconstpointer options, const gchar *act)
{
  g_autoptr(GError) error = NULL;
  g_autofree gchar *path = NULL;
  json_auto_t *answer = NULL;

  path = case_path (args[0], "");
  answer = guo_cli_get (cli, &error, "%s", path);
  if (answer == NULL)
    return guo_cli_fail_error (error);
  guo_cli_rows (cli, answer, guo_columns_cases);
  return GUO_CLI_DONE;
}

static int
change_one (GuoCli *cli, gchar **args, gconstpointer options, const gchar *act)
{
  g_autofree gchar *path = case_path (args[0], act);

  return change (cli, path, json_object (), options);
}

static int
repack (GuoCli *cli, gchar **args, gconstpointer options, const gchar *act)
{
  return change (cli, "/v1/repacks", json_pack ("{s:o}", "cases", guo_cli_serials (args)), options);
}

static int
reserve (GuoCli *cli, gchar **args, gconstpointer options, const gchar *act)
{
  return change (cli, "/v1/cases/reserve", json_object (), options);
}

/* Labels that no case had, void now. */
static void
show_labels (GuoCli *cli, json_t *labels)
{
  static const GuoColumn columns[] = { { "label", N_("Void label"), GUO_COLUMN_TEXT }, { NULL, NULL, GUO_COLUMN_TEXT } };
  json_auto_t *rows = json_array ();

  for (size_t i = 0; i < json_array_size (labels); i++)
    json_array_append_new (rows, json_pack ("{s:O}", "label", json_array_get (labels, i)));
  if (json_array_size (rows) > 0)
    guo_cli_rows (cli, rows, columns);
}

static int
scrap (GuoCli *cli, gchar **args, gconstpointer options, const gchar *act)
{
  const Options *o = options;
  g_autoptr(GError) error = NULL;
  json_auto_t *body = json_object ();
  json_auto_t *answer = NULL;

  if (args[0] != NULL)
    json_object_set_new (body, "cases", guo_cli_serials (args));
  if (put_options (cli, body, o, &error))
    answer = guo_cli_post (cli, "/v1/scraps", json_incref (body), &error);
  if (answer == NULL)
    return guo_cli_fail_error (error);
  guo_cli_rows (cli, json_object_get (answer, "rows"), scraps);
  show_labels (cli, json_object_get (answer, "labels"));
  return GUO_CLI_DONE;
}

static int
unscrap (GuoCli *cli, gchar **args, gconstpointer options, const gchar *act)
{
  const Options *o = options;
  g_autoptr(GError) error = NULL;
  json_auto_t *body = json_object ();
  json_auto_t *answer = NULL;
  g_autofree gchar *escaped = NULL;
  g_autofree gchar *path = NULL;

  escaped = g_uri_escape_string (args[0], NULL, FALSE);
  path = g_strdup_printf ("/v1/scraps/%s/void", escaped);
  if (put_options (cli, body, o, &error))
    answer = guo_cli_post (cli, path, json_incref (body), &error);
  if (answer == NULL)
    return guo_cli_fail_error (error);
  guo_cli_rows (cli, answer, scraps);
  return GUO_CLI_DONE;
}

static int
list_scraps (GuoCli *cli, gchar **args, gconstpointer options, const gchar *act)
{
  g_autoptr(GError) error = NULL;
  json_auto_t *rows = NULL;

  rows = guo_cli_rows_of (cli, "/v1/scraps", &error);
  if (rows == NULL)
    return guo_cli_fail_error (error);
  guo_cli_rows (cli, rows, scraps);
  return GUO_CLI_DONE;
}

int
guo_cli_case (GuoCli *cli, int argc, char **argv)
{
  static const GuoCliSubVerb verbs[] = {
    { "list", 0, 0, .run = list_cases },
    { "show", 1, 1, .run = show_case },
    { "complete", 1, 1, .run = change_one, .act = "/complete" },
    { "repack", 1, -1, .run = repack },
    { "reserve", 0, 0, .run = reserve },
    { "bind", 1, 1, .run = change_one, .act = "/bind" },
    { "scrap", 0, -1, .run = scrap },
    { "unscrap", 1, 1, .run = unscrap },
    { "scraps", 0, 0, .run = list_scraps },
    { .name = NULL },
  };
  Options o = { NULL };
  const GOptionEntry entries[] = {
    { "lot", 0, 0, G_OPTION_ARG_STRING, &o.lot, N_("Where the fruit comes from; of scrap: loose fruit of this lot"), N_("NO") },
    { "plan", 0, 0, G_OPTION_ARG_STRING, &o.plan, N_("Pack plan"), N_("NAME") },
    { "class", 0, 0, G_OPTION_ARG_STRING, &o.grade_class, N_("Class, where neither plan nor lot says it"), N_("CLASS") },
    { "nominal", 0, 0, G_OPTION_ARG_STRING, &o.nominal, N_("Nominal net content"), "KG" },
    { "count", 0, 0, G_OPTION_ARG_INT, &o.count, N_("So many cases, or labels"), "N" },
    { "packed-on", 0, 0, G_OPTION_ARG_STRING, &o.packed_on, N_("Day that labels say, up to a week ahead; they are bound on it"),
      N_("YYYY-MM-DD") },
    { "state", 0, 0, G_OPTION_ARG_STRING, &o.state, N_("Only in this state: reserved, part"), N_("STATE") },
    { "part", 0, 0, G_OPTION_ARG_NONE, &o.part, N_("The case stays part-full"), NULL },
    { "scale", 0, 0, G_OPTION_ARG_STRING, &o.scale, N_("Check-weigh one case on this scale"), N_("NAME") },
    { "tare", 0, 0, G_OPTION_ARG_STRING, &o.tare, N_("Tare of the empty case"), "KG" },
    { "typed", 0, 0, G_OPTION_ARG_STRING, &o.typed, N_("Net weight as typed; needs --reason and --approver"), "KG" },
    { "mass", 0, 0, G_OPTION_ARG_STRING, &o.mass, N_("How much loose fruit is thrown away"), "KG" },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &o.reason, N_("Why"), N_("TEXT") },
    { "rest", 0, 0, G_OPTION_ARG_STRING, &o.rest, N_("Of repacked cases: what is left over is loose, or scrap"), "loose|scrap" },
    { "approver", 0, 0, G_OPTION_ARG_STRING, &o.approver, N_("The supervisor; PIN asked, or $GUOZHAN_APPROVER_PIN"), N_("NAME") },
    { "printer", 0, 0, G_OPTION_ARG_STRING, &o.printer, N_("Printer, where the first is not meant"), N_("NAME") },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };

  return guo_cli_call (cli, argc, argv, verbs, entries, &o);
}
