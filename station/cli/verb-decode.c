/* guozhanctl decode: raw bytes of a scale or an instrument → one object per reading, as they come. */
#include "drivers/config.h"
#include "drivers/framer.h"
#include "drivers/registry.h"
#include "station/cli/decode-instrument.h"
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

/* What speaks: a scale, or an instrument for samples. */
typedef struct
{
  GuoFramer *framer; /* (nullable): an instrument speaks */
  GuoInstrumentStream stream;
} Decoder;

static void
push (Decoder *self, const guint8 *bytes, gsize len)
{
  if (self->framer != NULL)
    guo_framer_push (self->framer, bytes, len, print_reading, NULL);
  else
    guo_instrument_stream_push (&self->stream, bytes, len, guo_cli_print_measures, (gpointer) self->stream.instrument);
}

static void
flush (Decoder *self)
{
  if (self->framer != NULL)
    guo_framer_flush (self->framer, print_reading, NULL);
  else
    guo_instrument_stream_flush (&self->stream, guo_cli_print_measures, (gpointer) self->stream.instrument);
}

static void
print_skipped (Decoder *self)
{
  const GuoFramerCounts *counts = self->framer != NULL ? guo_framer_counts (self->framer) : NULL;
  guint64 n_skipped = counts != NULL ? counts->skipped : self->stream.skipped;
  g_autofree gchar *skipped = g_strdup_printf ("%" G_GUINT64_FORMAT, n_skipped);
  g_autofree gchar *bytes = g_strdup_printf ("%" G_GUINT64_FORMAT, counts != NULL ? counts->bytes : self->stream.seen);

  if (n_skipped > 0)
    g_printerr (_("%s of %s bytes skipped: they are in no frame\n"), skipped, bytes);
}

/* Readings are printed as soon as their bytes are there, so that a pipe from a port shows them live. */
static int
decode_file (Decoder *decoder, int fd, const gchar *name)
{
  guint8 buffer[65536];
  gssize n;

  while ((n = read (fd, buffer, sizeof buffer)) > 0 || (n < 0 && errno == EINTR))
    if (n > 0)
      {
        push (decoder, buffer, (gsize) n);
        fflush (stdout);
      }
  if (n < 0)
    return guo_cli_fail (GUO_CLI_ABSENT, _("cannot read %s: %s"), name, g_strerror (errno));
  flush (decoder);
  print_skipped (decoder);
  return GUO_CLI_DONE;
}

static int
decode_named (Decoder *decoder, const gchar *file)
{
  gboolean is_file = file != NULL && strcmp (file, "-") != 0;
  int fd = is_file ? open (file, O_RDONLY | O_CLOEXEC) : STDIN_FILENO;
  int status;

  if (fd < 0)
    return guo_cli_fail (GUO_CLI_ABSENT, _("cannot open %s: %s"), file, g_strerror (errno));
  status = decode_file (decoder, fd, is_file ? file : _("standard input"));
  if (is_file)
    close (fd);
  return status;
}

static int
decode_scale (const gchar *id, const gchar *config_text, const gchar *file)
{
  g_autoptr (GError) error = NULL;
  const GuoScaleProtocol *protocol = guo_scale_protocol_find (id, &error);
  GuoScaleConfig config = { 0 };
  GuoRegisterMap map;
  Decoder decoder = { NULL };
  int status;

  if (protocol == NULL)
    return guo_cli_fail (GUO_CLI_USAGE, "%s", error->message);
  if (config_text != NULL && !guo_scale_config_parse (config_text, protocol, &config, &map, &error))
    return guo_cli_fail (GUO_CLI_USAGE, "--config: %s", error->message);
  decoder.framer = guo_framer_new (protocol, &config);
  status = decode_named (&decoder, file);
  guo_framer_free (decoder.framer);
  return status;
}

static int
decode_instrument (const GuoInstrument *instrument, const gchar *config_text, const gchar *file)
{
  Decoder decoder = { NULL };

  if (config_text != NULL)
    return guo_cli_fail (GUO_CLI_USAGE, _("--config: an instrument has no settings"));
  guo_instrument_stream_init (&decoder.stream, instrument);
  return decode_named (&decoder, file);
}

int
guo_cli_decode (GuoCli *cli, int argc, char **argv)
{
  g_autofree gchar *id = NULL;
  g_autofree gchar *config = NULL;
  const GOptionEntry entries[] = {
    { "protocol", 'p', 0, G_OPTION_ARG_STRING, &id, N_("Protocol of the bytes"), "ID" },
    { "config", 0, 0, G_OPTION_ARG_STRING, &config, N_("Settings of the device"), "JSON" },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  const GuoInstrument *instrument;
  const gchar *file;

  if (!guo_cli_options (cli, entries, &argc, &argv, 0, 1))
    return GUO_CLI_USAGE;
  if (id == NULL)
    return guo_cli_fail (GUO_CLI_USAGE, _("--protocol is missing; “guozhanctl protocols” lists them"));
  instrument = guo_instrument_find (id, NULL);
  file = argc > 1 ? argv[1] : NULL;
  return instrument != NULL ? decode_instrument (instrument, config, file) : decode_scale (id, config, file);
}
