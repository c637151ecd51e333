/* A simulated PLC that counts fruit per outlet and answers Modbus TCP.
 *
 * The engine is a function of time (no thread, no I/O), so that tests step hours in a moment; the TCP server below drives
 * it with the real clock.
 */
#pragma once

#include "drivers/grader/counter-map.h"

G_BEGIN_DECLS

typedef struct _GuoCounterSim GuoCounterSim;

/* The names of all scenarios, as guo_counter_sim_new() takes them. */
#define GUO_COUNTER_SCENARIOS "run wrap stopped reset[:S] restart[:S] batch[:S] silence[:S] torn[:S]"

/**
 * guo_counter_sim_new:
 * @map: which registers it has; a reference is taken
 * @scenario: (nullable): "run", "wrap" (counters begin short of their end), "stopped", or every S seconds, 10 by default:
 *   "reset" (somebody clears the counters), "restart" (power off and on: they begin at 0, boot_count is one more, no answer
 *   for 2 s), "batch" (the next batch; those with reset_on_batch begin at 0), "silence" (no answer for 3 s, it counts on),
 *   "torn" (one answer with a high word that does not belong to its low word); %NULL: "run"
 * @seed: of everything random in it
 * @error: return location
 *
 * Returns: (transfer full): a PLC at time 0, or %NULL with %GUO_DRIVER_ERROR_BAD_ARGUMENT
 */
GuoCounterSim *guo_counter_sim_new (GuoCounterMap *map, const gchar *scenario, guint32 seed, GError **error);

/**
 * guo_counter_sim_free:
 * @self: (nullable): a PLC
 */
void guo_counter_sim_free (GuoCounterSim *self);

/**
 * guo_counter_sim_advance:
 * @self: a PLC
 * @to_ms: time since the start, milliseconds; never backwards
 *
 * Fruit runs, and what the scenario has in store happens.
 */
void guo_counter_sim_advance (GuoCounterSim *self, gint64 to_ms);

/**
 * guo_counter_sim_receive:
 * @self: a PLC
 * @bytes: what the station sent, in pieces of any size
 * @len: how many
 * @answer: what it answers is appended: nothing to another unit, and in silence
 */
void guo_counter_sim_receive (GuoCounterSim *self, const guint8 *bytes, gsize len, GByteArray *answer);

/**
 * guo_counter_sim_link_lost:
 * @self: a PLC; half a question is forgotten
 */
void guo_counter_sim_link_lost (GuoCounterSim *self);

/**
 * guo_counter_sim_control:
 * @self: a PLC
 * @line: "reset", "restart", "batch", "torn", "silence on", "silence off", "stop", "run"
 * @error: return location
 *
 * Returns: %FALSE with %GUO_DRIVER_ERROR_BAD_ARGUMENT
 */
gboolean guo_counter_sim_control (GuoCounterSim *self, const gchar *line, GError **error);

/**
 * guo_counter_sim_counted:
 * @self: a PLC
 * @outlet: its number
 * @fruit: (out): all that ran there since the start, whatever became of the counters
 * @mass_mg: (out): the same in milligrams
 */
void guo_counter_sim_counted (GuoCounterSim *self, guint outlet, gint64 *fruit, gint64 *mass_mg);

typedef struct _GuoCounterServer GuoCounterServer;

/**
 * guo_counter_server_new:
 * @sim: (transfer full): the PLC behind it
 * @host: address to listen on, "127.0.0.1"
 * @port: TCP port, 0: any free one
 * @error: return location
 *
 * Returns: (transfer full): a server on a thread of its own, or %NULL with %GUO_DRIVER_ERROR_ABSENT or
 *   %GUO_DRIVER_ERROR_BAD_ADDRESS; @sim is freed then
 */
GuoCounterServer *guo_counter_server_new (GuoCounterSim *sim, const gchar *host, guint16 port, GError **error);

/**
 * guo_counter_server_port:
 * @self: a server
 *
 * Returns: the port it got
 */
guint16 guo_counter_server_port (GuoCounterServer *self);

/**
 * guo_counter_server_control:
 * @self: a server
 * @line: as guo_counter_sim_control()
 * @error: return location
 *
 * Returns: %FALSE with %GUO_DRIVER_ERROR_BAD_ARGUMENT
 */
gboolean guo_counter_server_control (GuoCounterServer *self, const gchar *line, GError **error);

/**
 * guo_counter_server_free:
 * @self: (nullable): a server; its client is cut
 */
void guo_counter_server_free (GuoCounterServer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoCounterSim, guo_counter_sim_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoCounterServer, guo_counter_server_free)

G_END_DECLS
