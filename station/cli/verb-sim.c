/* guozhanctl sim: a simulated scale or grader (or another device, see sim-*.c) on TCP until Ctrl-C. A grader, and a scale with
 * the scenario "manual", obey lines from standard input. */
#include "drivers/grader/registry.h"
#include "drivers/printer/language.h"
#include "drivers/registry.h"
#include "drivers/sim/grader-sim.h"
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
  gint lanes;
  gint cups;
  gint batch;
} Options;

/* Starts what is simulated on a port; the error's code tells what was not there from what was wrong. */
typedef GuoSimServer *(*StartFunc) (const gchar *protocol, const Options *options, const gchar *host, guint16 port,
                                    GError **error);

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

static GuoSimServer *
start_scale (const gchar *protocol, const Options *options, const gchar *host, guint16 port, GError **error)
{
  g_autofree gchar *scenario = read_scenario (options->scenario, error);
  GuoScaleSim *sim;

  if (scenario == NULL)
    return NULL;
  sim = guo_scale_sim_new (guo_scale_protocol_find (protocol, NULL), scenario, (guint32) options->seed, error);
  if (sim == NULL)
    {
      g_prefix_error (error, "%s: ", options->scenario);
      return NULL;
    }
  return guo_sim_server_new (sim, host, port, error);
}

static GuoSimServer *
start_grader (const gchar *protocol, const Options *options, const gchar *host, guint16 port, GError **error)
{
  GuoGraderSimSetup setup = GUO_GRADER_SIM_SETUP;
  GuoGraderSim *sim;

  setup.lanes = (guint) MAX (0, options->lanes);
  setup.cups_per_s = (guint) MAX (0, options->cups);
  setup.batch_fruit = (guint) MAX (0, options->batch);
  setup.seed = (guint32) options->seed;
  sim = guo_grader_sim_new (&setup, options->scenario, error);
  return sim != NULL ? guo_grader_sim_serve (sim, host, port, error) : NULL;
}

static int
run_sim (GuoCli *cli, const gchar *protocol, StartFunc start, const Options *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketConnectable) place = g_network_address_parse (options->listen, 0, &error);
  g_autoptr (GuoSimServer) server = NULL;
  const gchar *host;

  if (place == NULL)
    return guo_cli_fail (GUO_CLI_USAGE, "--listen: %s", error->message);
  host = g_network_address_get_hostname (G_NETWORK_ADDRESS (place));
  server = start (protocol, options, host, g_network_address_get_port (G_NETWORK_ADDRESS (place)), &error);
  if (g_error_matches (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_ABSENT))
    return guo_cli_fail (GUO_CLI_ABSENT, "%s", error->message);
  if (server == NULL)
    return guo_cli_fail_error (error);
  guo_cli_sim_announce (cli, protocol, host, guo_sim_server_port (server), options->scenario);
  guo_cli_sim_serve (start == start_grader || strcmp (options->scenario, "manual") == 0 ? obey : NULL, server);
  return GUO_CLI_DONE;
}

static int
run_protocol (GuoCli *cli, const gchar *name, Options *options)
{
  const GuoCliPrinter printer = { name, options->listen, options->scenario, options->out, options->dpi };
  const GuoGraderProtocol *grader = guo_grader_protocol_find (name);
  g_autoptr (GError) error = NULL;

  if (guo_printer_language_find (name, NULL) != NULL)
    return guo_cli_sim_printer (cli, &printer);
  if (strcmp (name, "scanner") == 0)
    return guo_cli_sim_scanner (cli, options->listen);
  if (strcmp (name, "guozhan-modbus") == 0)
    return guo_cli_sim_counters (cli, options->listen, options->scenario, (guint32) options->seed);
  if (guo_instrument_find (name, NULL) != NULL)
    return guo_cli_sim_instrument (cli, guo_instrument_find (name, NULL), options->listen);
  if (grader == NULL && guo_scale_protocol_find (name, &error) == NULL)
    return guo_cli_fail (GUO_CLI_USAGE, "%s", error->message);
  if (grader != NULL && !grader->has_simulator)
    return guo_cli_fail (GUO_CLI_USAGE, _("%s cannot be simulated"), name);
  if (options->scenario == NULL)
    options->scenario = g_strdup (grader != NULL ? "good" : "crates");
  return run_sim (cli, name, grader != NULL ? start_grader : start_scale, options);
}

int
guo_cli_sim (GuoCli *cli, int argc, char **argv)
{
  Options options = { NULL, NULL, 1, NULL, 203, 8, 10, 2000 };
  const GOptionEntry entries[] = {
    { "listen", 0, 0, G_OPTION_ARG_STRING, &options.listen, N_("Where to listen; port 0 takes a free one"), "HOST:PORT" },
    { "scenario", 0, 0, G_OPTION_ARG_STRING, &options.scenario, N_("What happens on the scale, the printer, the sorter"), "NAME|FILE" },
    { "seed", 0, 0, G_OPTION_ARG_INT, &options.seed, N_("Number that everything random follows from"), "N" },
    { "out", 0, 0, G_OPTION_ARG_FILENAME, &options.out, N_("Printer: folder for the labels, one PNG each"), "FOLDER" },
    { "dpi", 0, 0, G_OPTION_ARG_INT, &options.dpi, N_("Printer: resolution, 203, 300 or 600"), "N" },
    { "lanes", 0, 0, G_OPTION_ARG_INT, &options.lanes, N_("Grader: lanes, 1 to 24"), "N" },
    { "cups", 0, 0, G_OPTION_ARG_INT, &options.cups, N_("Grader: cups a second of each lane, 1 to 15"), "N" },
    { "batch", 0, 0, G_OPTION_ARG_INT, &options.batch, N_("Grader: fruit of a batch"), "N" },
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
