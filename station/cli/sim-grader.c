#include "station/cli/sim-grader.h"

#include "drivers/sim/counter-sim.h"
#include "drivers/sim/instrument-sim.h"
#include "station/cli/sim-serve.h"

#include <glib/gi18n-lib.h>

static gboolean
obey (gchar *line, gpointer server, GError **error)
{
  return guo_counter_server_control (server, g_strstrip (line), error);
}

int
guo_cli_sim_counters (GuoCli *cli, const gchar *listen, const gchar *scenario, guint32 seed)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GSocketConnectable) place = g_network_address_parse (listen, 0, &error);
  g_autoptr(GuoCounterMap) map = NULL;
  g_autoptr(GuoCounterServer) server = NULL;
  GuoCounterSim *sim;
  const gchar *host;

  if (place == NULL)
    return guo_cli_fail (GUO_CLI_USAGE, "--listen: %s", error->message);
  map = guo_counter_map_builtin ("guozhan-outlets", &error);
  sim = map != NULL ? guo_counter_sim_new (map, scenario, seed, &error) : NULL;
  if (sim == NULL)
    return guo_cli_fail (GUO_CLI_REFUSED, "%s", error->message);
  host = g_network_address_get_hostname (G_NETWORK_ADDRESS (place));
  server = guo_counter_server_new (sim, host, g_network_address_get_port (G_NETWORK_ADDRESS (place)), &error);
  if (server == NULL)
    return guo_cli_fail (GUO_CLI_ABSENT, "%s", error->message);
  guo_cli_sim_announce (cli, "guozhan-modbus", host, guo_counter_server_port (server), scenario != NULL ? scenario : "run");
  guo_cli_sim_serve (obey, server);
  return GUO_CLI_DONE;
}

static gboolean
obey_instrument (gchar *line, gpointer server, GError **error)
{
  return guo_instrument_server_set (server, g_strstrip (line), error);
}

/* One that is asked shows what is typed until something else is. */
static int
serve_asked (GuoCli *cli, const GuoInstrument *instrument, const gchar *listen)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GSocketConnectable) place = g_network_address_parse (listen, 0, &error);
  g_autoptr(GuoInstrumentServer) server = NULL;
  const gchar *host;

  if (place == NULL)
    return guo_cli_fail (GUO_CLI_USAGE, "--listen: %s", error->message);
  host = g_network_address_get_hostname (G_NETWORK_ADDRESS (place));
  server = guo_instrument_server_new (instrument, host, g_network_address_get_port (G_NETWORK_ADDRESS (place)), &error);
  if (server == NULL)
    return guo_cli_fail (GUO_CLI_ABSENT, "%s", error->message);
  guo_cli_sim_announce (cli, instrument->id, host, guo_instrument_server_port (server),
                        _("each line typed here is what it shows when it is asked"));
  guo_cli_sim_serve (obey_instrument, server);
  return GUO_CLI_DONE;
}

static gboolean
make (const gchar *line, gconstpointer device, GByteArray *bytes, GError **error)
{
  const GuoInstrument *instrument = device;
  guint8 frame[GUO_INSTRUMENT_FRAME_MAX];
  gsize len = instrument->frame (line, frame, sizeof frame, error);

  g_byte_array_append (bytes, frame, (guint) len);
  return len > 0;
}

int
guo_cli_sim_instrument (GuoCli *cli, const GuoInstrument *instrument, const gchar *listen)
{
  const GuoCliSimTypedDevice typed = { .protocol = instrument->id, .listen = listen,
                                       .sentence = _("each line typed here is one reading"), .make = make,
                                       .device = instrument };

  return instrument->asked ? serve_asked (cli, instrument, listen) : guo_cli_sim_typed (cli, &typed);
}
