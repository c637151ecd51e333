#include "station/cli/sim-printer.h"

#include "drivers/sim/printer-sim.h"
#include "station/label/painter.h"

#include <errno.h>
#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

/* On the printer's thread: what comes out becomes a file. */
static void
label_out (const GuoBitmap *picture, guint number, gpointer user_data)
{
  const GuoCliPrinter *printer = user_data;
  g_autoptr(GBytes) png = guo_label_png (picture, printer->dpi);
  g_autofree gchar *name = g_strdup_printf ("label-%04u.png", number);
  g_autofree gchar *path = g_build_filename (printer->out, name, NULL);
  g_autoptr(GError) error = NULL;

  if (!g_file_set_contents (path, g_bytes_get_data (png, NULL), (gssize) g_bytes_get_size (png), &error))
    guo_cli_fail (GUO_CLI_REFUSED, "%s", error->message);
}

static gboolean
stop (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_CONTINUE;
}

static gboolean
obey_line (GIOChannel *channel, GIOCondition condition, gpointer user_data)
{
  g_autofree gchar *line = NULL;
  g_autoptr(GError) error = NULL;

  if (g_io_channel_read_line (channel, &line, NULL, NULL, NULL) != G_IO_STATUS_NORMAL)
    return G_SOURCE_REMOVE;
  if (g_strstrip (line)[0] != '\0'
      && !guo_printer_sim_control (guo_printer_server_sim (user_data), line, &error))
    guo_cli_fail (GUO_CLI_REFUSED, "%s", error->message);
  return G_SOURCE_CONTINUE;
}

static void
serve (GuoPrinterServer *server)
{
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr(GIOChannel) input = g_io_channel_unix_new (STDIN_FILENO);

  g_io_channel_set_encoding (input, NULL, NULL);
  g_io_add_watch (input, G_IO_IN | G_IO_HUP, obey_line, server);
  g_unix_signal_add (SIGINT, stop, loop);
  g_unix_signal_add (SIGTERM, stop, loop);
  g_main_loop_run (loop);
}

static void
announce (GuoCli *cli, const GuoCliPrinter *printer, const gchar *host, guint16 port)
{
  const gchar *scenario = printer->scenario != NULL ? printer->scenario : "ready";
  g_autofree gchar *address = g_strdup_printf (strchr (host, ':') != NULL ? "tcp:[%s]:%u" : "tcp:%s:%u", host, port);
  json_auto_t *object = json_pack ("{s:s, s:s, s:s, s:i, s:s}", "protocol", printer->language, "address", address, "host", host,
                                   "port", port, "scenario", scenario);

  if (cli->json)
    guo_cli_object (object);
  else
    g_print (_("%s at %s, scenario %s\n"), printer->language, address, scenario);
  fflush (stdout);
}

int
guo_cli_sim_printer (GuoCli *cli, const GuoCliPrinter *printer)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GSocketConnectable) place = g_network_address_parse (printer->listen, 0, &error);
  g_autoptr(GuoPrinterServer) server = NULL;
  GuoPrinterSim *sim;
  const gchar *host;

  if (place == NULL)
    return guo_cli_fail (GUO_CLI_USAGE, "--listen: %s", error->message);
  if (guo_label_dots_per_mm (printer->dpi) == 0)
    return guo_cli_fail (GUO_CLI_USAGE, _("--dpi %d: 203, 300 or 600 is needed"), printer->dpi);
  if (printer->out != NULL && g_mkdir_with_parents (printer->out, 0777) != 0)
    return guo_cli_fail (GUO_CLI_REFUSED, "%s: %s", printer->out, g_strerror (errno));
  sim = guo_printer_sim_new (printer->language, printer->scenario, printer->out != NULL ? label_out : NULL,
                             (gpointer) printer, &error);
  if (sim == NULL)
    return guo_cli_fail (GUO_CLI_REFUSED, "%s", error->message);
  host = g_network_address_get_hostname (G_NETWORK_ADDRESS (place));
  server = guo_printer_server_new (sim, host, g_network_address_get_port (G_NETWORK_ADDRESS (place)), &error);
  if (server == NULL)
    return guo_cli_fail (GUO_CLI_ABSENT, "%s", error->message);
  announce (cli, printer, host, guo_printer_server_port (server));
  serve (server);
  return GUO_CLI_DONE;
}
