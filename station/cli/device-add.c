#include "station/cli/device-add.h"

#include "drivers/instrument/instrument.h"
#include "station/cli/columns.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define NOT_GIVEN G_MININT
/* Options that say the kind, in front; name and address, behind. */
#define N_KIND 2
#define N_PLACE 2

/* Options as they are given; g_clear_pointer()ed by clear(). */
typedef struct
{
  gchar *name, *address; /* of a device that is changed */
  gchar *protocol, *language, *unit, *max, *min, *e, *d, *register_map, *modbus, *label, *profile;
  gint exponent, bus_address, ask_ms, stable_ms, dpi;
  gboolean scanner;
  gboolean button;
} Given;

#define NOTHING_GIVEN                                                                                                            \
  {                                                                                                                              \
    .exponent = NOT_GIVEN, .bus_address = NOT_GIVEN, .ask_ms = NOT_GIVEN, .stable_ms = NOT_GIVEN, .dpi = NOT_GIVEN               \
  }

static void
clear (Given *given)
{
  gchar *texts[] = { given->name, given->address, given->protocol, given->language, given->unit, given->max, given->min, given->e, given->d,
                     given->register_map, given->modbus, given->label, given->profile };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
}

/* "sim:yaohua-tf0?scenario" says its protocol or language itself. */
static gchar *
said_by_address (const gchar *address)
{
  const gchar *name = g_str_has_prefix (address, "sim:") ? address + strlen ("sim:") : NULL;

  return name != NULL ? g_strndup (name, strcspn (name, "?")) : NULL;
}

static gboolean
is_grader (const gchar *protocol)
{
  static const gchar *const ids[] = { "guozhan-line", "guozhan-modbus", "guozhan-profile", NULL };

  return protocol != NULL && g_strv_contains (ids, protocol);
}

static gboolean
is_instrument (const gchar *protocol)
{
  return protocol != NULL && guo_instrument_find (protocol, NULL) != NULL;
}

static gboolean
is_language (const gchar *name)
{
  static const gchar *const languages[] = { "zpl", "tspl", "escpos", NULL };

  return name != NULL && g_strv_contains (languages, name);
}

/* What only scanners and buttons have for an address, and any other without a protocol. */
static const gchar *
scanner_kind (const gchar *address)
{
  if (g_str_has_prefix (address, "signal:") || strstr (address, "?key=") != NULL)
    return "button";
  return g_str_has_prefix (address, "evdev:") ? "scanner" : NULL;
}

static const gchar *
kind_of (const Given *given, const gchar *address, const gchar *implied)
{
  if (given->button)
    return "button";
  if (given->scanner)
    return "scanner";
  if (given->language != NULL || is_language (implied))
    return "printer";
  if (is_grader (given->protocol != NULL ? given->protocol : implied))
    return "grader";
  if (is_instrument (given->protocol != NULL ? given->protocol : implied))
    return "instrument";
  return given->protocol == NULL && scanner_kind (address) != NULL ? scanner_kind (address) : "scale";
}

static void
put_number (json_t *body, const gchar *key, gint value)
{
  if (value != NOT_GIVEN)
    json_object_set_new (body, key, json_integer (value));
}

/* Its name, or a file that holds it. */
static gboolean
put_file (json_t *body, const gchar *key, const gchar *name, GError **error)
{
  g_autofree gchar *text = NULL;

  if (name != NULL && g_file_test (name, G_FILE_TEST_IS_REGULAR) && !g_file_get_contents (name, &text, NULL, error))
    return FALSE;
  guo_cli_put_text (body, key, text != NULL ? text : name);
  return TRUE;
}

/* What neither the kind nor the address says. */
static gboolean
put_settings (json_t *body, const Given *given, GError **error)
{
  guo_cli_put_text (body, "unit", given->unit);
  guo_cli_put_text (body, "modbus", given->modbus);
  guo_cli_put_text (body, "label", given->label);
  put_number (body, "exponent", given->exponent);
  put_number (body, "bus_address", given->bus_address);
  put_number (body, "ask_ms", given->ask_ms);
  put_number (body, "stable_ms", given->stable_ms);
  put_number (body, "dpi", given->dpi);
  return put_file (body, "register_map", given->register_map, error) && put_file (body, "profile", given->profile, error)
         && guo_cli_put_kg (body, "max_mg", given->max, error) && guo_cli_put_kg (body, "min_mg", given->min, error)
         && guo_cli_put_kg (body, "e_mg", given->e, error) && guo_cli_put_kg (body, "d_mg", given->d, error);
}

static json_t *
body_of (const Given *given, const gchar *name, const gchar *address, GError **error)
{
  g_autofree gchar *implied = said_by_address (address);
  const gchar *kind = kind_of (given, address, implied);
  json_auto_t *body = json_pack ("{s:s,s:s,s:s}", "name", name, "address", address, "kind", kind);

  if (strcmp (kind, "printer") == 0)
    guo_cli_put_text (body, "language", given->language != NULL ? given->language : implied);
  else if (strcmp (kind, "scale") == 0 || strcmp (kind, "grader") == 0 || strcmp (kind, "instrument") == 0)
    guo_cli_put_text (body, "protocol", given->protocol != NULL ? given->protocol : implied);
  return put_settings (body, given, error) ? json_incref (body) : NULL;
}

static gboolean
options (GuoCli *cli, Given *given, int *argc, char ***argv, gboolean change)
{
  GOptionEntry entries[] = {
    { "scanner", 0, 0, G_OPTION_ARG_NONE, &given->scanner, N_("A scanner on a serial port or on TCP"), NULL },
    { "button", 0, 0, G_OPTION_ARG_NONE, &given->button, N_("A button that says a line at each press"), NULL },
    { "protocol", 0, 0, G_OPTION_ARG_STRING, &given->protocol, N_("The protocol of a scale, a grading machine or an instrument (guozhanctl protocols)"), "ID" },
    { "language", 0, 0, G_OPTION_ARG_STRING, &given->language, N_("A printer's language: zpl, tspl, escpos"), "ID" },
    { "max", 0, 0, G_OPTION_ARG_STRING, &given->max, N_("Max"), "KG" },
    { "min", 0, 0, G_OPTION_ARG_STRING, &given->min, N_("Min"), "KG" },
    { "e", 0, 0, G_OPTION_ARG_STRING, &given->e, N_("Verification interval e"), "KG" },
    { "d", 0, 0, G_OPTION_ARG_STRING, &given->d, N_("Actual interval d, where it is not e"), "KG" },
    { "unit", 0, 0, G_OPTION_ARG_STRING, &given->unit, N_("Unit of a scale that does not send one: kg, g, t; of a calliper: mm, in"), "UNIT" },
    { "exponent", 0, 0, G_OPTION_ARG_INT, &given->exponent, N_("Modbus: power of ten of the numbers, -9 to 0"), "N" },
    { "bus-address", 0, 0, G_OPTION_ARG_INT, &given->bus_address, N_("Address on the bus"), "N" },
    { "register-map", 0, 0, G_OPTION_ARG_STRING, &given->register_map,
      N_("Modbus: laumas, dini-dgt4, guozhan-outlets, or a file with a map"), "MAP" },
    { "profile", 0, 0, G_OPTION_ARG_STRING, &given->profile,
      N_("Batch reports: zh-csv, zh-xlsx, decimal-comma-csv, or a file with a profile"), "PROFILE" },
    { "modbus", 0, 0, G_OPTION_ARG_STRING, &given->modbus, N_("Modbus: rtu or tcp"), "FRAME" },
    { "ask", 0, 0, G_OPTION_ARG_INT, &given->ask_ms, N_("How often the scale is asked; 0: never"), "MS" },
    { "stable", 0, 0, G_OPTION_ARG_INT, &given->stable_ms, N_("For how long it must stand still at least"), "MS" },
    { "dpi", 0, 0, G_OPTION_ARG_INT, &given->dpi, N_("A printer's dots per inch: 203, 300, 600"), "N" },
    { "label", 0, 0, G_OPTION_ARG_STRING, &given->label, N_("A printer's label: case-60x40, case-100x60, pti-100x50, pallet-a6 or one of the centre's own"), N_("NAME") },
    { "name", 0, 0, G_OPTION_ARG_STRING, &given->name, N_("Its name from now on"), "NAME" },
    { "address", 0, 0, G_OPTION_ARG_STRING, &given->address, N_("Where it is from now on"), "ADDRESS" },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };

  /* a kind is chosen once, name and address of a new one are no options */
  if (change)
    return guo_cli_options (cli, entries + N_KIND, argc, argv, 1, 1);
  entries[G_N_ELEMENTS (entries) - 1 - N_PLACE] = (GOptionEntry) { NULL, 0, 0, 0, NULL, NULL, NULL };
  return guo_cli_options (cli, entries, argc, argv, 2, 2);
}

int
guo_cli_device_add (GuoCli *cli, int argc, char **argv)
{
  Given given = NOTHING_GIVEN;
  g_autoptr(GError) error = NULL;
  json_t *body = NULL;
  json_auto_t *answer = NULL;

  if (!options (cli, &given, &argc, &argv, FALSE))
    {
      clear (&given);
      return GUO_CLI_USAGE;
    }
  body = body_of (&given, argv[1], argv[2], &error);
  clear (&given);
  if (body != NULL)
    answer = guo_cli_post (cli, "/v1/devices", body, &error);
  if (answer == NULL)
    return guo_cli_fail_error (error);
  guo_cli_rows (cli, answer, guo_columns_devices);
  return GUO_CLI_DONE;
}

/* What is not given stays as it is; so do the device's number and everything that was recorded with it. */
static json_t *
change_of (GuoCli *cli, const Given *given, const gchar *name, GError **error)
{
  json_auto_t *row = guo_cli_find (cli, "device", name, error);
  json_auto_t *body = row != NULL ? json_pack ("{s:O}", "replaces", json_object_get (row, "id")) : NULL;

  if (body == NULL)
    return NULL;
  guo_cli_put_text (body, "name", given->name);
  guo_cli_put_text (body, "address", given->address);
  guo_cli_put_text (body, "protocol", given->protocol);
  guo_cli_put_text (body, "language", given->language);
  return put_settings (body, given, error) ? json_incref (body) : NULL;
}

int
guo_cli_device_set (GuoCli *cli, int argc, char **argv)
{
  Given given = NOTHING_GIVEN;
  g_autoptr(GError) error = NULL;
  json_t *body = NULL;
  json_auto_t *answer = NULL;
  gboolean usable = options (cli, &given, &argc, &argv, TRUE);

  if (usable)
    body = change_of (cli, &given, argv[1], &error);
  clear (&given);
  if (!usable)
    return GUO_CLI_USAGE;
  if (body != NULL)
    answer = guo_cli_post (cli, "/v1/devices", body, &error);
  if (answer == NULL)
    return guo_cli_fail_error (error);
  guo_cli_rows (cli, answer, guo_columns_devices);
  return GUO_CLI_DONE;
}
