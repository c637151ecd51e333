#include "station/cli/sim-printer.h"

#include "drivers/sim/printer-sim.h"
#include "station/cli/sim-serve.h"
#include "station/label/painter.h"

#include <errno.h>
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
obey (gchar *line, gpointer server, GError **error)
{
  return guo_printer_sim_control (guo_printer_server_sim (server), g_strstrip (line), error);
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
  guo_cli_sim_announce (cli, printer->language, host, guo_printer_server_port (server),
                        printer->scenario != NULL ? printer->scenario : "ready");
  guo_cli_sim_serve (obey, server);
  return GUO_CLI_DONE;
}
