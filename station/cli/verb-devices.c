/* devices [list]; devices state [NAME]; devices readings; devices add NAME ADDRESS; devices set NAME;
 * devices measure NAME; devices release NAME. */
#include "station/cli/columns.h"
#include "station/cli/device-add.h"
#include "station/cli/sub-verb.h"
#include "station/cli/verbs.h"
#include "station/client/bytes-text.h"
#include "station/client/format.h"
#include "station/client/sentences.h"

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

static void
print_fact (const gchar *title, const gchar *value)
{
  if (*value != '\0')
    g_print ("%s: %s\n", title, value);
}

/* What is wrong, for people. */
static void
translate_trouble (json_t *row)
{
  g_autofree gchar *trouble = guo_client_device_trouble (row);

  json_object_set_new (row, "error", json_string (trouble));
}

/* One device whole, with its last bytes. */
static void
print_state (json_t *row)
{
  json_t *zero = json_object_get (row, "zero_mg");
  g_autofree gchar *bytes = guo_bytes_text (guo_cli_text (row, "bytes_hex"));
  g_autofree gchar *counts = g_strdup_printf ("%" G_GINT64_FORMAT " / %" G_GINT64_FORMAT, guo_cli_id (row, "frames"),
                                              guo_cli_id (row, "bad"));
  g_autofree gchar *age = json_is_integer (json_object_get (row, "age_ms"))
                            ? g_strdup_printf ("%" G_GINT64_FORMAT, guo_cli_id (row, "age_ms")) : g_strdup ("");
  g_autofree gchar *drift = json_is_integer (zero) ? guo_format_mass (json_integer_value (zero), 3) : g_strdup ("");

  translate_trouble (row);
  print_fact (_("Name"), guo_cli_text (row, "name"));
  print_fact (_("State"), guo_cli_text (row, "state"));
  print_fact (_("Error"), guo_cli_text (row, "error"));
  print_fact (_("Frames / bad"), counts);
  print_fact (_("Frames a second"), guo_cli_text (row, "rate_per_s"));
  print_fact (_("Age ms"), age);
  print_fact (_("Weight"), guo_cli_text (row, "weight"));
  print_fact (_("Zero kg"), drift);
  if (*bytes != '\0')
    g_print ("%s\n", bytes);
}

static json_t *
find_state (json_t *rows, const gchar *name)
{
  gsize i;
  json_t *row;

  json_array_foreach (rows, i, row)
    if (strcmp (guo_cli_text (row, "name"), name) == 0)
      return row;
  return NULL;
}

static int
state_of_one (GuoCli *cli, json_t *rows, const gchar *name)
{
  json_t *row = find_state (rows, name);

  if (row == NULL)
    return guo_cli_fail (GUO_CLI_ABSENT, _("no device %s is in use"), name);
  if (cli->json)
    guo_cli_object (row);
  else
    print_state (row);
  return GUO_CLI_DONE;
}

static int
show_state (GuoCli *cli, int argc, char **argv)
{
  static const GuoColumn columns[] = {
    { "name", N_("Name"), GUO_COLUMN_TEXT },        { "kind", N_("Kind"), GUO_COLUMN_TEXT },
    { "state", N_("State"), GUO_COLUMN_TEXT },      { "frames", N_("Frames"), GUO_COLUMN_NUMBER },
    { "bad", N_("Bad"), GUO_COLUMN_NUMBER },        { "rate_per_s", N_("A second"), GUO_COLUMN_NUMBER },
    { "age_ms", N_("Age ms"), GUO_COLUMN_NUMBER },  { "weight", N_("Weight"), GUO_COLUMN_TEXT },
    { "zero_mg", N_("Zero kg"), GUO_COLUMN_KG },    { "error", N_("Error"), GUO_COLUMN_TEXT },
    { NULL, NULL, GUO_COLUMN_TEXT },
  };
  g_autoptr(GError) error = NULL;
  json_auto_t *rows = NULL;
  json_t *row;
  gsize i;

  if (!guo_cli_options (cli, NULL, &argc, &argv, 0, 1))
    return GUO_CLI_USAGE;
  rows = guo_cli_rows_of (cli, "/v1/devices/states", &error);
  if (rows == NULL)
    return guo_cli_fail_error (error);
  if (argc > 1)
    return state_of_one (cli, rows, argv[1]);
  if (!cli->json)
    json_array_foreach (rows, i, row)
      translate_trouble (row);
  guo_cli_rows (cli, rows, columns);
  return GUO_CLI_DONE;
}

/* "9.80 °Bx"; why there is no value in the words of /v1/readings. */
static void
word_reading (json_t *reading)
{
  json_t *value = json_object_get (reading, "value");
  gint64 hundredths = json_integer_value (value);
  g_autofree gchar *measured
    = g_strdup_printf ("%" G_GINT64_FORMAT ".%02d %s", hundredths / 100, (gint) (hundredths % 100), guo_cli_text (reading, "unit"));

  json_object_set_new (reading, "measured", json_is_integer (value) ? json_string (measured) : json_null ());
}

static int
list_readings (GuoCli *cli, int argc, char **argv)
{
  static const GuoColumn columns[] = {
    { "n", N_("No."), GUO_COLUMN_NUMBER },        { "device_name", N_("Device"), GUO_COLUMN_TEXT },
    { "measured", N_("Measured"), GUO_COLUMN_TEXT }, { "fault", N_("Error"), GUO_COLUMN_TEXT },
    { NULL, NULL, GUO_COLUMN_TEXT },
  };
  g_autoptr(GError) error = NULL;
  json_auto_t *rows = NULL;
  json_t *row;
  gsize i;

  if (!guo_cli_options (cli, NULL, &argc, &argv, 0, 0))
    return GUO_CLI_USAGE;
  rows = guo_cli_rows_of (cli, "/v1/readings", &error);
  if (rows == NULL)
    return guo_cli_fail_error (error);
  if (!cli->json)
    json_array_foreach (rows, i, row)
      word_reading (row);
  guo_cli_rows (cli, rows, columns);
  return GUO_CLI_DONE;
}

/* What it answers is on "devices readings". */
static int
measure (GuoCli *cli, int argc, char **argv)
{
  g_autoptr(GError) error = NULL;
  json_auto_t *row = NULL, *answer = NULL;
  g_autofree gchar *path = NULL;

  if (!guo_cli_options (cli, NULL, &argc, &argv, 1, 1))
    return GUO_CLI_USAGE;
  row = guo_cli_find (cli, "device", argv[1], &error);
  if (row == NULL)
    return guo_cli_fail_error (error);
  path = g_strdup_printf ("/v1/devices/%" G_GINT64_FORMAT "/measure", guo_cli_id (row, "id"));
  answer = guo_cli_post (cli, path, json_object (), &error);
  return answer != NULL ? GUO_CLI_DONE : guo_cli_fail_error (error);
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
  static const GuoCliSubVerb verbs[] = {
    { "list", .own = list_devices },
    { "state", .own = show_state },
    { "readings", .own = list_readings },
    { "add", .own = guo_cli_device_add },
    { "set", .own = guo_cli_device_set },
    { "measure", .own = measure },
    { "release", .own = release_device },
    { .name = NULL },
  };

  return guo_cli_call (cli, argc, argv, verbs, NULL, NULL);
}
