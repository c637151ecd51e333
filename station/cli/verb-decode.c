/* guozhanctl decode: raw bytes of a scale → one object per reading, as they come. */
#include "drivers/config.h"
#include "drivers/framer.h"
#include "drivers/registry.h"
#include "station/cli/verbs.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

static json_t *
flag_json (GuoFlag flag)
{
  return flag == GUO_FLAG_ABSENT ? json_null () : json_boolean (flag == GUO_FLAG_TRUE);
}

static void
print_reading (const GuoReading *reading, gpointer user_data)
{
  const gchar *unit = reading->has_value ? guo_unit_name (reading->unit) : NULL;
  gint64 mg;
  gboolean has_mg = reading->has_value && guo_reading_to_mg (reading, &mg, NULL);
  json_auto_t *object = json_pack (
      "{s:o, s:o, s:s?, s:s, s:o, s:b, s:o, s:o, s:I}", "mantissa",
      reading->has_value ? json_integer (reading->mantissa) : json_null (), "exponent",
      reading->has_value ? json_integer (reading->exponent) : json_null (), "unit", unit, "kind",
      guo_reading_kind_name (reading->kind), "stable", flag_json (reading->stable), "overload",
      reading->overload, "zero", flag_json (reading->zero), "mg", has_mg ? json_integer (mg) : json_null (),
      "offset", (json_int_t) reading->offset);

  guo_cli_object (object);
}

/* Readings are printed as soon as their bytes are there, so that a pipe from a port shows them live. */
static int
decode_file (GuoFramer *framer, int fd, const gchar *name)
{
  const GuoFramerCounts *counts = guo_framer_counts (framer);
  g_autofree gchar *skipped = NULL;
  g_autofree gchar *bytes = NULL;
  guint8 buffer[65536];
  gssize n;

  while ((n = read (fd, buffer, sizeof buffer)) > 0 || (n < 0 && errno == EINTR))
    if (n > 0)
      {
        guo_framer_push (framer, buffer, (gsize) n, print_reading, NULL);
        fflush (stdout);
      }
  if (n < 0)
    return guo_cli_fail (GUO_CLI_ABSENT, _("cannot read %s: %s"), name, g_strerror (errno));
  guo_framer_flush (framer, print_reading, NULL);
  skipped = g_strdup_printf ("%" G_GUINT64_FORMAT, counts->skipped);
  bytes = g_strdup_printf ("%" G_GUINT64_FORMAT, counts->bytes);
  if (counts->skipped > 0)
    g_printerr (_("%s of %s bytes skipped: they are in no frame\n"), skipped, bytes);
  return GUO_CLI_DONE;
}

int
guo_cli_decode (GuoCli *cli, int argc, char **argv)
{
  g_autofree gchar *id = NULL;
  g_autofree gchar *config_text = NULL;
  const GOptionEntry entries[] = {
    { "protocol", 'p', 0, G_OPTION_ARG_STRING, &id, N_("Protocol of the bytes"), "ID" },
    { "config", 0, 0, G_OPTION_ARG_STRING, &config_text, N_("Settings of the device"), "JSON" },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GuoFramer) framer = NULL;
  const GuoScaleProtocol *protocol;
  GuoScaleConfig config = { 0 };
  GuoRegisterMap map;
  gboolean is_file;
  int fd = STDIN_FILENO;
  int status;

  if (!guo_cli_options (cli, entries, &argc, &argv, 0, 1))
    return GUO_CLI_USAGE;
  if (id == NULL)
    return guo_cli_fail (GUO_CLI_USAGE, _("--protocol is missing; “guozhanctl protocols” lists them"));
  protocol = guo_scale_protocol_find (id, &error);
  if (protocol == NULL)
    return guo_cli_fail (GUO_CLI_USAGE, "%s", error->message);
  if (config_text != NULL && !guo_scale_config_parse (config_text, protocol, &config, &map, &error))
    return guo_cli_fail (GUO_CLI_USAGE, "--config: %s", error->message);
  is_file = argc > 1 && strcmp (argv[1], "-") != 0;
  if (is_file && (fd = open (argv[1], O_RDONLY | O_CLOEXEC)) < 0)
    return guo_cli_fail (GUO_CLI_ABSENT, _("cannot open %s: %s"), argv[1], g_strerror (errno));

  framer = guo_framer_new (protocol, &config);
  status = decode_file (framer, fd, is_file ? argv[1] : _("standard input"));
  if (is_file)
    close (fd);
  return status;
}
