/* lot balance NO: what became of a lot, over all its runs. */
#include "station/cli/columns.h"
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
balance_of (GuoCli *cli, int argc, char **argv)
{
  g_autoptr(GError) error = NULL;
  json_auto_t *lot = NULL;
  json_auto_t *answer = NULL;

  if (!guo_cli_options (cli, NULL, &argc, &argv, 1, 1))
    return GUO_CLI_USAGE;
  lot = guo_cli_find (cli, "lot", argv[1], &error);
  if (lot != NULL)
    answer = guo_cli_get (cli, &error, "/v1/lots/%" G_GINT64_FORMAT "/balance", guo_cli_id (lot, "id"));
  if (answer == NULL)
    return guo_cli_fail_error (error);
  show_balance (cli, answer);
  return GUO_CLI_DONE;
}

int
guo_cli_lot (GuoCli *cli, int argc, char **argv)
{
  static const GuoCliVerb verbs[] = {
    { "balance", NULL, NULL, balance_of },
    { NULL, NULL, NULL, NULL },
  };

  return guo_cli_call (cli, argc, argv, verbs);
}
