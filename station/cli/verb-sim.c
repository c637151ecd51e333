/* guozhanctl sim: a simulated scale (or label printer, see sim-printer.c) on TCP until Ctrl-C; scenario "manual" obeys lines from standard input. */
#include "drivers/printer/language.h"
#include "drivers/registry.h"
#include "drivers/sim/scale-sim.h"
#include "station/cli/sim-printer.h"
#include "station/cli/sim-scanner.h"
#include "station/cli/verbs.h"

#include <gio/gio.h>
#include <glib-unix.h>
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
stop (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_CONTINUE;
}

/* One control line. A wrong one is said and passed over: the scale goes on. */
static gboolean
obey_line (GIOChannel *channel, GIOCondition condition, gpointer user_data)
{
  g_autofree gchar *line = NULL;
  g_autoptr (GError) error = NULL;

  if (g_io_channel_read_line (channel, &line, NULL, NULL, NULL) != G_IO_STATUS_NORMAL)
    return G_SOURCE_REMOVE;
  if (g_strstrip (line)[0] != '\0' && !guo_sim_server_control (user_data, line, &error))
    guo_cli_fail (GUO_CLI_REFUSED, "%s", error->message);
  return G_SOURCE_CONTINUE;
}

static void
serve (GuoSimServer *server, gboolean manual)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GIOChannel) input = g_io_channel_unix_new (STDIN_FILENO);

  g_io_channel_set_encoding (input, NULL, NULL);
  if (manual)
    g_io_add_watch (input, G_IO_IN | G_IO_HUP, obey_line, server);
  g_unix_signal_add (SIGINT, stop, loop);
  g_unix_signal_add (SIGTERM, stop, loop);
  g_main_loop_run (loop);
}

static void
announce (GuoCli *cli, const gchar *protocol, const gchar *host, guint16 port, const gchar *scenario)
{
  const gchar *bracket = strchr (host, ':') != NULL ? "[" : "";
  g_autofree gchar *address = g_strdup_printf ("tcp:%s%s%s:%u", bracket, host, bracket[0] != '\0' ? "]" : "", port);
  json_auto_t *object = json_pack ("{s:s, s:s, s:s, s:i, s:s}", "protocol", protocol, "address", address, "host",
                                   host, "port", port, "scenario", scenario);

  if (cli->json)
    guo_cli_object (object);
  else
    g_print (_("%s at %s, scenario %s\n"), protocol, address, scenario);
  fflush (stdout);
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
  announce (cli, protocol->id, host, guo_sim_server_port (server), options->scenario);
  serve (server, strcmp (options->scenario, "manual") == 0);
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
    { "scenario", 0, 0, G_OPTION_ARG_STRING, &options.scenario, N_("What happens on the scale"), "NAME|FILE" },
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
