/* A simulated scale: a scenario, a protocol, and the clock that it is given.
 *
 * The engine is a function of time (no thread, no I/O), so that tests step hours in a moment; the TCP
 * server and the in-process transport below drive it with the real clock.
 */
#pragma once

#include "drivers/driver.h"
#include "drivers/sim/server.h"
#include "drivers/transport.h"

G_BEGIN_DECLS

typedef struct _GuoScaleSim GuoScaleSim;

/**
 * guo_scale_sim_new:
 * @protocol: what it speaks
 * @scenario: (nullable): a built-in name ("empty" "crate" "crates" "drift" "motion" "overload" "silence"
 *   "half-frames" "bad-checksum" "link-reset" "manual" "pallets" "trucks"), or the text of a scenario file (JSON, see
 *   drivers/sim/scenario.schema.json); %NULL: "crates"
 * @seed: of everything random in it; the same seed gives the same bytes
 * @error: return location
 *
 * Returns: (transfer full): a simulator at time 0, or %NULL with %GUO_DRIVER_ERROR_BAD_ARGUMENT or
 *   %GUO_DRIVER_ERROR_BAD_FILE
 */
GuoScaleSim *guo_scale_sim_new (const GuoScaleProtocol *protocol, const gchar *scenario, guint32 seed,
                                GError **error);

/**
 * guo_scale_sim_free:
 * @self: (nullable): a simulator
 */
void guo_scale_sim_free (GuoScaleSim *self);

/**
 * guo_scale_sim_advance:
 * @self: a simulator
 * @to_us: time since the start, microseconds; never backwards
 * @out: (out caller-allocates): the bytes sent since the last call are appended
 * @reset: (out) (optional): whether the scenario cuts the link in this span
 *
 * Returns: when the next bytes fall due, microseconds since the start
 */
gint64 guo_scale_sim_advance (GuoScaleSim *self, gint64 to_us, GByteArray *out, gboolean *reset);

/**
 * guo_scale_sim_control:
 * @self: a simulator (scenario "manual" has nothing else to do)
 * @line: "put 23.45", "remove", "overload", "underload", "motion on|off", "silence on|off", "drop" (cut the
 *   link once), "zero"
 * @at_us: time since the start
 * @error: return location
 *
 * Acts on the scale as a person would: "put" rises, overshoots and settles.
 *
 * Returns: %FALSE with %GUO_DRIVER_ERROR_BAD_ARGUMENT, the message names the word
 */
gboolean guo_scale_sim_control (GuoScaleSim *self, const gchar *line, gint64 at_us, GError **error);

/**
 * guo_scale_sim_receive:
 * @self: a simulator
 * @bytes: what the station sent (zero, tare, ask)
 * @len: how many
 * @out: the answer is appended
 */
void guo_scale_sim_receive (GuoScaleSim *self, const guint8 *bytes, gsize len, GByteArray *out);

/**
 * guo_scale_sim_transport:
 * @address: "sim:PROTOCOL[?scenario=NAME[&seed=N]]"
 * @error: return location
 *
 * A transport with the simulator inside this process; only a practice database may bind one, and that
 * is the station's rule, not ours.
 *
 * Returns: (transfer full): a transport, or %NULL with %GUO_DRIVER_ERROR_BAD_ADDRESS
 */
GuoTransport *guo_scale_sim_transport (const gchar *address, GError **error);

/**
 * guo_sim_server_new:
 * @sim: (transfer full): what speaks to each client
 * @host: address to listen on, "127.0.0.1"
 * @port: TCP port, 0: any free one
 * @error: return location
 *
 * Returns: (transfer full): a server on a thread of its own, or %NULL with %GUO_DRIVER_ERROR_ABSENT
 */
GuoSimServer *guo_sim_server_new (GuoScaleSim *sim, const gchar *host, guint16 port, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoScaleSim, guo_scale_sim_free)

G_END_DECLS
