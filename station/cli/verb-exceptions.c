/* exceptions [DAY]: what was not as usual on a day: typed, void, replaced, overridden, deducted. */
#include "station/cli/columns.h"
#include "station/cli/verbs.h"

#include <glib/gi18n-lib.h>

static const GuoColumn columns[] = {
  { "at", N_("Time"), GUO_COLUMN_TIME },
  { "kind", N_("Kind"), GUO_COLUMN_TEXT },
  { "delivery_no", N_("Delivery"), GUO_COLUMN_TEXT },
  { "lot_no", N_("Lot"), GUO_COLUMN_TEXT },
  { "no", N_("No."), GUO_COLUMN_TEXT },
  { "party_name", N_("Whose"), GUO_COLUMN_TEXT },
  { "vehicle", N_("Vehicle"), GUO_COLUMN_TEXT },
  { "was_mg", N_("Was kg"), GUO_COLUMN_KG },
  { "now_mg", N_("Is kg"), GUO_COLUMN_KG },
  { "reason", N_("Reason"), GUO_COLUMN_TEXT },
  { "text", N_("In words"), GUO_COLUMN_TEXT },
  { "actor_name", N_("By"), GUO_COLUMN_TEXT },
  { "approver_name", N_("Approved by"), GUO_COLUMN_TEXT },
  { NULL, NULL, GUO_COLUMN_TEXT },
};

int
guo_cli_exceptions (GuoCli *cli, int argc, char **argv)
{
  gboolean csv = FALSE;
  const GOptionEntry entries[] = {
    { "csv", 0, 0, G_OPTION_ARG_NONE, &csv, N_("As CSV, masses in kilograms"), NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_autoptr(GString) path = g_string_new ("/v1/exceptions");
  g_autoptr(GError) error = NULL;
  json_auto_t *rows = NULL;

  if (!guo_cli_options (cli, entries, &argc, &argv, 0, 1))
    return GUO_CLI_USAGE;
  guo_cli_query (path, "day", argc > 1 ? argv[1] : NULL);
  rows = guo_cli_rows_of (cli, path->str, &error);
  if (rows == NULL)
    return guo_cli_fail_error (error);
  if (csv)
    guo_cli_csv (rows, columns);
  else
    guo_cli_rows (cli, rows, columns);
  return GUO_CLI_DONE;
}
