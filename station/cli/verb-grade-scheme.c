/* grade-scheme preview FILE [--run RUN]: what of a run's fruit would be of another class by the scheme of a file. */
#include "station/cli/cli.h"
#include "station/cli/sub-verb.h"
#include "station/cli/verbs.h"
#include "station/client/chart/amount.h"
#include "station/client/row.h"

#include <glib/gi18n-lib.h>

static const GuoColumn moves[] = {
  { "from", N_("From class"), GUO_COLUMN_TEXT },      { "to", N_("To class"), GUO_COLUMN_TEXT },
  { "n", N_("Fruit"), GUO_COLUMN_NUMBER },            { "n_share", N_("% by number"), GUO_COLUMN_TEXT },
  { "mass_mg", N_("kg"), GUO_COLUMN_KG },             { "mass_share", N_("% by mass"), GUO_COLUMN_TEXT },
  { NULL, NULL, GUO_COLUMN_TEXT },
};

static const gchar *
class_name (json_t *classes, gint64 at)
{
  json_t *row = json_array_get (classes, (gsize) at);
  const gchar *name = guo_row_name (row, !g_str_has_prefix (g_get_language_names ()[0], "zh"));

  return *name != '\0' ? name : guo_cli_text (row, "grade_class");
}

static json_t *
moves_of (json_t *answer)
{
  json_t *rows = json_array (), *move;
  gsize i;

  json_array_foreach (json_object_get (answer, "moves"), i, move)
    {
      gint64 n = guo_cli_id (move, "n"), mass_mg = guo_cli_id (move, "mass_mg");
      g_autofree gchar *n_share = guo_chart_share (n, guo_cli_id (answer, "judged"));
      g_autofree gchar *mass_share = guo_chart_share (mass_mg, guo_cli_id (answer, "mass_mg"));

      json_array_append_new (rows, json_pack ("{s:s, s:s, s:I, s:s, s:I, s:s}", "from",
                                              class_name (json_object_get (answer, "before"), guo_cli_id (move, "from")), "to",
                                              class_name (json_object_get (answer, "after"), guo_cli_id (move, "to")), "n",
                                              (json_int_t) n, "n_share", n_share, "mass_mg", (json_int_t) mass_mg, "mass_share",
                                              mass_share));
    }
  return rows;
}

static void
say_run (json_t *answer)
{
  json_t *run = json_object_get (answer, "run");
  gint64 judged = guo_cli_id (answer, "judged"), step = guo_cli_id (answer, "step");

  if (!json_is_object (run))
    {
      g_print ("%s\n", _("No run has fruit of a grading machine yet: there is nothing to try these limits on."));
      return;
    }
  g_print (ngettext ("Tried on run %s (%s), %d fruit", "Tried on run %s (%s), %d fruits", (gulong) judged), guo_cli_text (run, "no"),
           guo_cli_text (run, "product_name"), (gint) judged);
  if (step > 1)
    g_print (_(" (one of every %d)"), (gint) step);
  g_print ("%s\n", _("."));
  if (json_array_size (json_object_get (answer, "moves")) == 0)
    g_print ("%s\n", _("With these limits no fruit changes its class."));
}

/* Against the station's scheme of the same id, where it has one; else against the one that judged the run. */
static gboolean
put_question (GuoCli *cli, json_t *body, const gchar *file, const gchar *run, GError **error)
{
  g_autofree gchar *text = guo_cli_read_text (file, error);
  json_auto_t *read = text != NULL ? json_loads (text, 0, NULL) : NULL;
  json_auto_t *scheme = NULL;

  if (text == NULL)
    return FALSE;
  guo_cli_put_text (body, "file", text);
  scheme = guo_cli_find_exact (cli, "grade-scheme", guo_cli_text (read, "id"), error);
  if (scheme == NULL)
    return FALSE;
  if (json_is_object (scheme))
    json_object_set (body, "scheme", json_object_get (scheme, "id"));
  return guo_cli_put_found (cli, body, "run", "grade-run", run, error);
}

static int
preview (GuoCli *cli, int argc, char **argv)
{
  g_autofree gchar *run = NULL;
  const GOptionEntry entries[] = {
    { "run", 0, 0, G_OPTION_ARG_STRING, &run, N_("On the fruit of this run; the newest that has some when absent"), N_("RUN") },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_autoptr(GError) error = NULL;
  json_auto_t *body = json_object ();
  json_auto_t *answer = NULL;
  json_auto_t *rows = NULL;

  if (!guo_cli_options (cli, entries, &argc, &argv, 1, 1))
    return GUO_CLI_USAGE;
  if (put_question (cli, body, argv[1], run, &error))
    answer = guo_cli_post (cli, "/v1/grade-schemes/preview", json_incref (body), &error);
  if (answer == NULL)
    return guo_cli_fail_error (error);
  if (cli->json)
    {
      guo_cli_object (answer);
      return GUO_CLI_DONE;
    }
  say_run (answer);
  rows = moves_of (answer);
  if (json_array_size (rows) > 0)
    guo_cli_rows (cli, rows, moves);
  return GUO_CLI_DONE;
}

int
guo_cli_grade_scheme (GuoCli *cli, int argc, char **argv)
{
  static const GuoCliSubVerb verbs[] = {
    { "preview", .own = preview },
    { .name = NULL },
  };

  return guo_cli_call (cli, argc, argv, verbs, NULL, NULL);
}
