/* guozhanctl net-content [GRAMS...]: by how much a package may fall short, one JSON object a line. */
#include "station/cli/verbs.h"
#include "station/net-content.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_MG ((gint64) 50 * 1000 * 1000) /* where the law's table ends */

/* "2500" or "0.5": grams with at most three decimals, above 0; -1: something else. */
static gint64
read_mg (const gchar *text)
{
  const gchar *point = strchr (text, '.');
  const gchar *decimals = point != NULL ? point + 1 : "";
  gsize whole = point != NULL ? (gsize) (point - text) : strlen (text);
  gint64 mg = 0;

  if (whole == 0 || whole > 6 || strlen (decimals) > 3 || (point != NULL && decimals[0] == '\0')
      || strspn (text, "0123456789") != whole || decimals[strspn (decimals, "0123456789")] != '\0')
    return -1;
  for (gsize i = 0; i < whole; i++)
    mg = mg * 10 + (text[i] - '0');
  for (gsize i = 0; i < 3; i++)
    mg = mg * 10 + (i < strlen (decimals) ? decimals[i] - '0' : 0);
  return mg;
}

static gboolean
answer_line (const gchar *line, json_t *answer, gpointer user_data)
{
  gint64 nominal_mg = read_mg (line);
  gboolean valid = nominal_mg > 0 && nominal_mg <= MOST_MG;
  g_autofree gchar *shown = g_utf8_make_valid (line, -1);

  json_object_set_new (answer, "value", json_string (shown));
  json_object_set_new (answer, "valid", json_boolean (valid));
  if (valid)
    json_object_set_new (answer, "permitted_shortage_g", json_real ((gdouble) guo_permitted_shortage (nominal_mg) / 1000));
  else
    json_object_set_new (answer, "error", json_string (_("grams above 0 and up to 50000 are needed, with at most three decimals")));
  return valid;
}

int
guo_cli_net_content (GuoCli *cli, int argc, char **argv)
{
  if (!guo_cli_options (cli, NULL, &argc, &argv, 0, -1))
    return GUO_CLI_USAGE;
  return guo_cli_lines (argc - 1, argv + 1, answer_line, NULL);
}
