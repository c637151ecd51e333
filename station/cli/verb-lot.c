/* lot show NO | balance NO | split NO KG... | merge NO NO... | override NO CLASS [KG] | void NO: what became of a lot over all its runs;
 * what it is and was judged first; parts of it, several together, another class by somebody's word; and taking that back. */
#include "station/cli/columns.h"
#include "station/cli/sub-verb.h"
#include "station/cli/verbs.h"

#include <glib/gi18n-lib.h>

static const GuoColumn balance_columns[] = {
  { "no", N_("Run"), GUO_COLUMN_TEXT },
  { "state", N_("State"), GUO_COLUMN_TEXT },
  { "basis", N_("Basis"), GUO_COLUMN_TEXT },
  { "in_mg", N_("In kg"), GUO_COLUMN_KG },
  { "graded_mg", N_("In grade kg"), GUO_COLUMN_KG },
  { "below_mg", N_("Below kg"), GUO_COLUMN_KG },
  { "cull_mg", N_("Cull kg"), GUO_COLUMN_KG },
  { "loss_mg", N_("Loss kg"), GUO_COLUMN_KG },
  { "line_mg", N_("On the line kg"), GUO_COLUMN_KG },
  { "difference_mg", N_("Difference kg"), GUO_COLUMN_KG },
  { "packed_mg", N_("In cases kg"), GUO_COLUMN_KG },
  { "moved_mg", N_("In other lots kg"), GUO_COLUMN_KG },
  { "left_mg", N_("Not yet graded kg"), GUO_COLUMN_KG },
  { "corrected_mg", N_("Corrected since kg"), GUO_COLUMN_KG },
  { NULL, NULL, GUO_COLUMN_TEXT },
};

static const GuoColumn show_columns[] = {
  { "no", N_("Lot"), GUO_COLUMN_TEXT },
  { "grade_class", N_("Class"), GUO_COLUMN_TEXT },
  { "first_class", N_("Judged first"), GUO_COLUMN_TEXT },
  { "in_mg", N_("In kg"), GUO_COLUMN_KG },
  { "left_mg", N_("Left kg"), GUO_COLUMN_KG },
  { "kind", N_("Made by"), GUO_COLUMN_TEXT },
  { "reason", N_("Reason"), GUO_COLUMN_TEXT },
  { "by", N_("By"), GUO_COLUMN_TEXT },
  { "at", N_("Time"), GUO_COLUMN_TIME },
  { NULL, NULL, GUO_COLUMN_TEXT },
};

/* A lot that was made of others has why, by whom and when from what made it; a supervisor's word is the supervisor's. */
static json_t *
show_row (json_t *lot)
{
  static const gchar *const keys[] = { "kind", "reason", "at" };
  json_t *row = json_copy (lot), *made = json_object_get (lot, "made");
  const gchar *who = *guo_cli_text (made, "approver_name") != '\0' ? "approver_name" : "actor_name";

  json_object_del (row, "kind");
  for (size_t i = 0; i < G_N_ELEMENTS (keys) && json_is_object (made); i++)
    json_object_set (row, keys[i], json_object_get (made, keys[i]));
  if (json_is_object (made))
    json_object_set (row, "by", json_object_get (made, who));
  return row;
}

static int
show (GuoCli *cli, gchar **args, gconstpointer options, const gchar *act)
{
  g_autoptr(GError) error = NULL;
  json_auto_t *lot = NULL;
  json_auto_t *rows = json_array ();

  lot = guo_cli_find (cli, "lot", args[0], &error);
  if (lot == NULL)
    return guo_cli_fail_error (error);
  json_array_append_new (rows, show_row (lot));
  if (cli->json)
    guo_cli_object (lot);
  else
    guo_cli_rows (cli, rows, show_columns);
  return GUO_CLI_DONE;
}

/* Its runs, a line each, and the lot itself, in which they sum. */
static void
show_balance (GuoCli *cli, json_t *balance)
{
  json_auto_t *rows = NULL;
  json_auto_t *sum = NULL;

  if (cli->json)
    {
      guo_cli_object (balance);
      return;
    }
  rows = json_copy (json_object_get (balance, "runs"));
  sum = json_copy (balance);
  json_object_set (sum, "no", json_object_get (balance, "lot_no"));
  json_array_append (rows, sum);
  guo_cli_rows (cli, rows, balance_columns);
}

static int
balance_of (GuoCli *cli, gchar **args, gconstpointer options, const gchar *act)
{
  g_autoptr(GError) error = NULL;
  json_auto_t *lot = NULL;
  json_auto_t *answer = NULL;

  lot = guo_cli_find (cli, "lot", args[0], &error);
  if (lot != NULL)
    answer = guo_cli_get (cli, &error, "/v1/lots/%" G_GINT64_FORMAT "/balance", guo_cli_id (lot, "id"));
  if (answer == NULL)
    return guo_cli_fail_error (error);
  show_balance (cli, answer);
  return GUO_CLI_DONE;
}

typedef struct
{
  gchar *mixing;
  gchar *reason;
  gchar *approver;
} Options;

/* POST of @body to @path; the lots of the answer are shown. */
static int
change (GuoCli *cli, const gchar *path, json_t *body, const Options *o, GError *failed)
{
  g_autoptr(GError) error = failed;
  json_auto_t *owned = body;
  json_auto_t *answer = NULL;

  guo_cli_put_text (owned, "reason", o->reason);
  if (error == NULL && guo_cli_approver (cli, o->approver, owned, &error))
    answer = guo_cli_post (cli, path, json_incref (owned), &error);
  if (answer == NULL)
    return guo_cli_fail_error (error);
  guo_cli_rows (cli, json_is_array (json_object_get (answer, "rows")) ? json_object_get (answer, "rows") : answer, guo_columns_lots);
  return GUO_CLI_DONE;
}

static gchar *
path_of (GuoCli *cli, const gchar *no, const gchar *verb, GError **error)
{
  json_auto_t *lot = guo_cli_find (cli, "lot", no, error);

  return lot != NULL ? g_strdup_printf ("/v1/lots/%" G_GINT64_FORMAT "/%s", guo_cli_id (lot, "id"), verb) : NULL;
}

static int
split (GuoCli *cli, gchar **args, gconstpointer options, const gchar *act)
{
  const Options *o = options;
  GError *error = NULL;
  json_t *parts = json_array ();
  json_auto_t *body = json_pack ("{s:o}", "parts", parts);
  g_autofree gchar *path = NULL;

  path = path_of (cli, args[0], "split", &error);
  for (gchar **kg = args + 1; *kg != NULL && error == NULL; kg++)
    {
      json_t *part = json_object ();

      json_array_append_new (parts, part);
      guo_cli_put_kg (part, "mg", *kg, &error);
    }
  return change (cli, path, json_incref (body), o, error);
}

static int
merge (GuoCli *cli, gchar **args, gconstpointer options, const gchar *act)
{
  const Options *o = options;
  GError *error = NULL;
  json_t *lots = json_array ();
  json_auto_t *body = json_pack ("{s:o}", "lots", lots);

  guo_cli_put_text (body, "mixing", o->mixing);
  for (gchar **no = args; *no != NULL && error == NULL; no++)
    {
      json_t *lot = json_object ();

      json_array_append_new (lots, lot);
      guo_cli_put_found (cli, lot, "lot", "lot", *no, &error);
    }
  return change (cli, "/v1/lots/merge", json_incref (body), o, error);
}

static int
override (GuoCli *cli, gchar **args, gconstpointer options, const gchar *act)
{
  const Options *o = options;
  GError *error = NULL;
  json_auto_t *body = json_object ();
  g_autofree gchar *path = NULL;

  path = path_of (cli, args[0], "override", &error);
  guo_cli_put_text (body, "grade_class", args[1]);
  if (error == NULL)
    guo_cli_put_kg (body, "mg", args[2], &error);
  return change (cli, path, json_incref (body), o, error);
}

/* By a lot that it made: what made it never was. */
static int
take_back (GuoCli *cli, gchar **args, gconstpointer options, const gchar *act)
{
  const Options *o = options;
  GError *error = NULL;
  json_auto_t *lot = NULL;
  g_autofree gchar *path = NULL;

  lot = guo_cli_find (cli, "lot", args[0], &error);
  if (lot != NULL && !json_is_object (json_object_get (lot, "made")))
    g_set_error (&error, GUO_CLI_ERROR, GUO_CLI_USAGE, _("%s was not made of other lots"), guo_cli_text (lot, "no"));
  path = g_strdup_printf ("/v1/transforms/%" G_GINT64_FORMAT "/void", guo_cli_id (json_object_get (lot, "made"), "transform"));
  return change (cli, path, json_object (), o, error);
}

int
guo_cli_lot (GuoCli *cli, int argc, char **argv)
{
  static const GuoCliSubVerb verbs[] = {
    { "show", 1, 1, .run = show },
    { "balance", 1, 1, .run = balance_of },
    { "split", 2, 51, .run = split },
    { "merge", 2, 50, .run = merge },
    { "override", 2, 3, .run = override },
    { "void", 1, 1, .run = take_back },
    { .name = NULL },
  };
  Options o = { NULL };
  const GOptionEntry entries[] = {
    { "mixing", 0, 0, G_OPTION_ARG_STRING, &o.mixing, N_("What may become one lot: cooperative, variety"), N_("RULE") },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &o.reason, N_("Why"), N_("TEXT") },
    { "approver", 0, 0, G_OPTION_ARG_STRING, &o.approver, N_("The supervisor; PIN asked, or $GUOZHAN_APPROVER_PIN"), N_("NAME") },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };

  return guo_cli_call (cli, argc, argv, verbs, entries, &o);
}
