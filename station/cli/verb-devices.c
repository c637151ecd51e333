/* devices [list]; devices add NAME ADDRESS; devices release NAME. */
#include "station/cli/columns.h"
#include "station/cli/verbs.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static int
list_devices (GuoCli *cli, int argc, char **argv)
{
  g_autoptr(GError) error = NULL;
  json_auto_t *rows = NULL;

  if (!guo_cli_options (cli, NULL, &argc, &argv, 0, 0))
    return GUO_CLI_USAGE;
  rows = guo_cli_rows_of (cli, "/v1/devices", &error);
  if (rows == NULL)
    return guo_cli_fail_error (error);
  guo_cli_rows (cli, rows, guo_columns_devices);
  return GUO_CLI_DONE;
}

/* "sim:yaohua-tf0?scenario" says its protocol itself. */
static gchar *
protocol_of_address (const gchar *address)
{
  const gchar *name = g_str_has_prefix (address, "sim:") ? address + strlen ("sim:") : NULL;

  return name != NULL ? g_strndup (name, strcspn (name, "?")) : NULL;
}

/* What only scanners and buttons have for an address, and any other without a protocol. */
static const gchar *
scanner_kind (const gchar *address)
{
  if (g_str_has_prefix (address, "signal:") || strstr (address, "?key=") != NULL)
    return "button";
  return g_str_has_prefix (address, "evdev:") ? "scanner" : NULL;
}

static json_t *
device_body (const gchar *name, const gchar *address, const gchar *protocol, const gchar *language, gboolean scanner)
{
  g_autofree gchar *implied = protocol == NULL ? protocol_of_address (address) : NULL;
  gboolean printer = language != NULL || g_strcmp0 (implied, "zpl") == 0;
  const gchar *kind = scanner ? "scanner" : scanner_kind (address);
  json_t *body = json_pack ("{s:s,s:s,s:s}", "name", name, "address", address, "kind",
                            printer ? "printer" : kind != NULL && protocol == NULL ? kind : "scale");

  if (kind != NULL && protocol == NULL && !printer)
    return body;
  if (printer)
    guo_cli_put_text (body, "language", language != NULL ? language : "zpl");
  else
    guo_cli_put_text (body, "protocol", protocol != NULL ? protocol : implied);
  return body;
}

static int
add_device (GuoCli *cli, int argc, char **argv)
{
  g_autofree gchar *protocol = NULL;
  g_autofree gchar *language = NULL;
  g_autofree gchar *max = NULL;
  g_autofree gchar *min = NULL;
  g_autofree gchar *e = NULL;
  g_autofree gchar *label = NULL;
  gint dpi = 0;
  gboolean scanner = FALSE;
  const GOptionEntry entries[] = {
    { "protocol", 0, 0, G_OPTION_ARG_STRING, &protocol, N_("A scale's protocol (guozhanctl protocols)"), "ID" },
    { "language", 0, 0, G_OPTION_ARG_STRING, &language, N_("A printer's language: zpl, tspl, escpos"), "ID" },
    { "scanner", 0, 0, G_OPTION_ARG_NONE, &scanner, N_("A scanner on a serial port or on TCP"), NULL },
    { "max", 0, 0, G_OPTION_ARG_STRING, &max, N_("Max"), "KG" },
    { "min", 0, 0, G_OPTION_ARG_STRING, &min, N_("Min"), "KG" },
    { "e", 0, 0, G_OPTION_ARG_STRING, &e, N_("Verification interval e"), "KG" },
    { "dpi", 0, 0, G_OPTION_ARG_INT, &dpi, N_("A printer's dots per inch: 203, 300, 600"), "N" },
    { "label", 0, 0, G_OPTION_ARG_STRING, &label, N_("A printer's label: case-60x40, case-100x60"), "ID" },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_autoptr(GError) error = NULL;
  json_auto_t *body = NULL;
  json_auto_t *answer = NULL;

  if (!guo_cli_options (cli, entries, &argc, &argv, 2, 2))
    return GUO_CLI_USAGE;
  body = device_body (argv[1], argv[2], protocol, language, scanner);
  guo_cli_put_text (body, "label", label);
  if (dpi != 0)
    json_object_set_new (body, "dpi", json_integer (dpi));
  if (guo_cli_put_kg (body, "max_mg", max, &error) && guo_cli_put_kg (body, "min_mg", min, &error)
      && guo_cli_put_kg (body, "e_mg", e, &error))
    answer = guo_cli_post (cli, "/v1/devices", json_incref (body), &error);
  if (answer == NULL)
    return guo_cli_fail_error (error);
  guo_cli_rows (cli, answer, guo_columns_devices);
  return GUO_CLI_DONE;
}

static json_t *
release (GuoCli *cli, const gchar *name, GError **error)
{
  json_auto_t *row = guo_cli_find (cli, "device", name, error);
  g_autofree gchar *path = NULL;

  if (row == NULL)
    return NULL;
  path = g_strdup_printf ("/v1/devices/%" G_GINT64_FORMAT "/release", guo_cli_id (row, "id"));
  return guo_cli_post (cli, path, json_object (), error);
}

static int
release_device (GuoCli *cli, int argc, char **argv)
{
  g_autoptr(GError) error = NULL;
  json_auto_t *answer = NULL;

  if (!guo_cli_options (cli, NULL, &argc, &argv, 1, 1))
    return GUO_CLI_USAGE;
  answer = release (cli, argv[1], &error);
  if (answer == NULL)
    return guo_cli_fail_error (error);
  if (cli->json)
    guo_cli_object (answer);
  return GUO_CLI_DONE;
}

int
guo_cli_devices (GuoCli *cli, int argc, char **argv)
{
  static const GuoCliVerb verbs[] = {
    { "list", NULL, NULL, list_devices },
    { "add", NULL, NULL, add_device },
    { "release", NULL, NULL, release_device },
    { NULL, NULL, NULL, NULL },
  };

  return guo_cli_call (cli, argc, argv, verbs);
}
