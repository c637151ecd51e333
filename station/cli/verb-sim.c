/* guozhanctl sim: a simulated scale (or another device, see sim-*.c) on TCP until Ctrl-C; scenario "manual" obeys lines from
 * standard input. */
#include "drivers/printer/language.h"
#include "drivers/registry.h"
#include "drivers/sim/scale-sim.h"
#include "station/cli/sim-grader.h"
#include "station/cli/sim-printer.h"
#include "station/cli/sim-scanner.h"
#include "station/cli/sim-serve.h"
#include "station/cli/verbs.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  gchar *listen;
  gchar *scenario;
  gint seed;
  gchar *out;
  gint dpi;
} Options;

static gboolean
obey (gchar *line, gpointer server, GError **error)
{
  return guo_sim_server_control (server, g_strstrip (line), error);
}

/* A scenario with a slash or a point in it is a file. */
static gchar *
read_scenario (const gchar *name, GError **error)
{
  return strpbrk (name, "/.") != NULL ? guo_cli_read_text (name, error) : g_strdup (name);
}

static int
run_sim (GuoCli *cli, const GuoScaleProtocol *protocol, const Options *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketConnectable) place = g_network_address_parse (options->listen, 0, &error);
  g_autofree gchar *scenario = NULL;
  g_autoptr (GuoSimServer) server = NULL;
  GuoScaleSim *sim;
  const gchar *host;

  if (place == NULL)
    return guo_cli_fail (GUO_CLI_USAGE, "--listen: %s", error->message);
  scenario = read_scenario (options->scenario, &error);
  if (scenario == NULL)
    return guo_cli_fail_error (error);
  sim = guo_scale_sim_new (protocol, scenario, (guint32) options->seed, &error);
  if (sim == NULL)
    return guo_cli_fail (GUO_CLI_REFUSED, "%s: %s", options->scenario, error->message);
  host = g_network_address_get_hostname (G_NETWORK_ADDRESS (place));
  server = guo_sim_server_new (sim, host, g_network_address_get_port (G_NETWORK_ADDRESS (place)), &error);
  if (server == NULL)
    return guo_cli_fail (GUO_CLI_ABSENT, "%s", error->message);
  guo_cli_sim_announce (cli, protocol->id, host, guo_sim_server_port (server), options->scenario);
  guo_cli_sim_serve (strcmp (options->scenario, "manual") == 0 ? obey : NULL, server);
  return GUO_CLI_DONE;
}

static int
run_protocol (GuoCli *cli, const gchar *name, Options *options)
{
  const GuoCliPrinter printer = { name, options->listen, options->scenario, options->out, options->dpi };
  g_autoptr (GError) error = NULL;
  const GuoScaleProtocol *protocol;

  if (guo_printer_language_find (name, NULL) != NULL)
    return guo_cli_sim_printer (cli, &printer);
  if (strcmp (name, "scanner") == 0)
    return guo_cli_sim_scanner (cli, options->listen);
  if (strcmp (name, "guozhan-modbus") == 0)
    return guo_cli_sim_counters (cli, options->listen, options->scenario, (guint32) options->seed);
  if (guo_instrument_find (name, NULL) != NULL)
    return guo_cli_sim_instrument (cli, guo_instrument_find (name, NULL), options->listen);
  if (options->scenario == NULL)
    options->scenario = g_strdup ("crates");
  protocol = guo_scale_protocol_find (name, &error);
  return protocol != NULL ? run_sim (cli, protocol, options) : guo_cli_fail (GUO_CLI_USAGE, "%s", error->message);
}

int
guo_cli_sim (GuoCli *cli, int argc, char **argv)
{
  Options options = { NULL, NULL, 1, NULL, 203 };
  const GOptionEntry entries[] = {
    { "listen", 0, 0, G_OPTION_ARG_STRING, &options.listen, N_("Where to listen; port 0 takes a free one"), "HOST:PORT" },
    { "scenario", 0, 0, G_OPTION_ARG_STRING, &options.scenario, N_("What happens on the scale, the printer, the sorter"), "NAME|FILE" },
    { "seed", 0, 0, G_OPTION_ARG_INT, &options.seed, N_("Number that everything random follows from"), "N" },
    { "out", 0, 0, G_OPTION_ARG_FILENAME, &options.out, N_("Printer: folder for the labels, one PNG each"), "FOLDER" },
    { "dpi", 0, 0, G_OPTION_ARG_INT, &options.dpi, N_("Printer: resolution, 203, 300 or 600"), "N" },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  int status;

  if (!guo_cli_options (cli, entries, &argc, &argv, 1, 1))
    return GUO_CLI_USAGE;
  if (options.listen == NULL)
    options.listen = g_strdup ("127.0.0.1:0");
  status = run_protocol (cli, argv[1], &options);
  g_free (options.listen);
  g_free (options.scenario);
  g_free (options.out);
  return status;
}
