/* guozhanctl encode: the bytes of a command to a scale or a printer. */
#include "drivers/encode.h"
#include "drivers/printer/language.h"
#include "drivers/printer/native.h"
#include "drivers/registry.h"
#include "station/cli/verbs.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define QR_DOTS 5 /* a module */

static int
print_bytes (GuoCli *cli, const guint8 *bytes, gsize len)
{
  if (cli->json)
    {
      g_autoptr (GString) hex = g_string_new (NULL);
      json_auto_t *object = NULL;

      for (gsize i = 0; i < len; i++)
        g_string_append_printf (hex, "%02x", bytes[i]);
      object = json_pack ("{s:s}", "bytes", hex->str);
      guo_cli_object (object);
    }
  else
    fwrite (bytes, 1, len, stdout);
  if (fflush (stdout) != 0)
    return guo_cli_fail (GUO_CLI_ABSENT, _("cannot write: %s"), g_strerror (errno));
  return GUO_CLI_DONE;
}

/* Text in the printer's own font. */
static GByteArray *
printer_text (const gchar *language, const gchar *text, GError **error)
{
  gchar *line;

  if (strcmp (language, "tspl") == 0)
    return guo_tspl_text (text, "TSS24.BF2", 0, 0, error);
  if (strcmp (language, "escpos") == 0)
    return guo_escpos_line (text, error);
  line = guo_zpl_text (text);
  return g_byte_array_new_take ((guint8 *) line, strlen (line));
}

static GByteArray *
printer_qr (const gchar *language, const gchar *data)
{
  gchar *line;

  if (strcmp (language, "tspl") == 0)
    return guo_tspl_qr (data, 'M', QR_DOTS, 0, 0);
  if (strcmp (language, "escpos") == 0)
    return guo_escpos_qr (data, 'M', QR_DOTS);
  line = guo_zpl_qr (data, 'M', QR_DOTS);
  return g_byte_array_new_take ((guint8 *) line, strlen (line));
}

static int
encode_for_printer (GuoCli *cli, const GuoPrinterLanguage *language, const gchar *command, const gchar *arg)
{
  const gchar *fixed = strcmp (command, "ask") == 0 ? language->question
                       : strcmp (command, "clear") == 0 ? language->clear : NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GByteArray) bytes = NULL;

  if (fixed != NULL)
    return print_bytes (cli, (const guint8 *) fixed, strlen (fixed));
  if (arg != NULL && strcmp (command, "text") == 0)
    bytes = printer_text (language->id, arg, &error);
  else if (arg != NULL && strcmp (command, "qr") == 0)
    bytes = printer_qr (language->id, arg);
  else
    return guo_cli_fail (GUO_CLI_USAGE, _("%s: a printer takes: ask, clear, text TEXT, qr DATA"), language->id);
  if (bytes == NULL)
    return guo_cli_fail (GUO_CLI_REFUSED, "%s", error->message);
  return print_bytes (cli, bytes->data, bytes->len);
}

int
guo_cli_encode (GuoCli *cli, int argc, char **argv)
{
  g_autofree gchar *id = NULL;
  gint address = 0;
  const GOptionEntry entries[] = {
    { "protocol", 'p', 0, G_OPTION_ARG_STRING, &id, N_("Protocol of the scale, language of the printer"), "ID" },
    { "address", 0, 0, G_OPTION_ARG_INT, &address, N_("Bus address of the scale"), "N" },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_autoptr (GError) error = NULL;
  const GuoScaleProtocol *protocol;
  GuoScaleCommand command = { 0 };
  guint8 bytes[256];
  gssize n;

  if (!guo_cli_options (cli, entries, &argc, &argv, 1, 2))
    return GUO_CLI_USAGE;
  if (id == NULL || address < 0)
    return guo_cli_fail (GUO_CLI_USAGE, id == NULL ? _("--protocol is missing; “guozhanctl protocols” lists them")
                                                   : _("--address cannot be negative"));
  if (guo_printer_language_find (id, NULL) != NULL)
    return encode_for_printer (cli, guo_printer_language_find (id, NULL), argv[1], argc > 2 ? argv[2] : NULL);
  protocol = guo_scale_protocol_find (id, &error);
  if (protocol == NULL)
    return guo_cli_fail (GUO_CLI_USAGE, "%s", error->message);
  if (protocol->verbs == NULL)
    return guo_cli_fail (GUO_CLI_REFUSED, _("%s takes no commands: the scale only talks"), id);

  command = (GuoScaleCommand) { .command = argv[1], .address = (guint) address, .arg = argc > 2 ? argv[2] : NULL };
  n = guo_scale_encode (protocol, &command, bytes, sizeof bytes, &error);
  if (n < 0)
    return guo_cli_fail (GUO_CLI_REFUSED, "%s: %s", id, error->message);
  return print_bytes (cli, bytes, (gsize) n);
}
