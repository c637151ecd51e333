/* A simulated grading machine that speaks "guozhan line" 1 (drivers/grader/line.h): a scenario, and the clock that it
 * is given.
 *
 * The engine is a function of time (no thread, no I/O), so that tests step a day in a moment; the TCP server and
 * the in-process transport drive it with the real clock. The same seed gives the same bytes, however the time is stepped.
 */
#pragma once

#include "drivers/grader/line.h"
#include "drivers/sim/server.h"
#include "drivers/transport.h"

G_BEGIN_DECLS

#define GUO_GRADER_SIM_LANES_MAX 24
#define GUO_GRADER_SIM_CUPS_MAX 15

typedef struct
{
  guint lanes;         /* 1 to 24 */
  guint cups_per_s;    /* of each lane, 1 to 15 */
  guint fill_permille; /* cups with a fruit in them, 1 to 1000 */
  guint outlets;       /* 2 to 255 */
  guint batch_fruit;   /* fruit of a batch, 1 to 10000000; 10 s later the next begins */
  guint32 seed;        /* of everything random */
} GuoGraderSimSetup;

#define GUO_GRADER_SIM_SETUP { 8, 10, 900, 8, 2000, 1 }

/* What was done, to hold against what a reader counted. */
typedef struct
{
  guint64 fruit;    /* that went by, whatever became of their lines */
  guint64 lines;    /* put on the line whole, the first time */
  guint64 lost;
  guint64 damaged;
  guint64 twice;
  guint64 garbage;  /* bytes */
  guint64 batches;  /* begun */
  guint64 restarts;
} GuoGraderSimCounts;

typedef struct _GuoGraderSim GuoGraderSim;

/**
 * guo_grader_sim_new:
 * @setup: the machine; copied
 * @scenario: (nullable): "good", "lost", "bad-crc", "duplicate", "garbage" (a few fruit in a hundred each), "trouble"
 *   (all four), "restart" (power is lost for 3 s, each 45 s), "link-reset" (the link is cut each 30 s), "silence" (the
 *   link stays, nothing comes after 20 s), "not-closed" (no batch is ended), "wrong-total"; %NULL: "good"
 * @error: return location
 *
 * Returns: (transfer full): a simulator at time 0, or %NULL with %GUO_DRIVER_ERROR_BAD_ARGUMENT; the message names the
 *   part of the setup, or lists the scenarios
 */
GuoGraderSim *guo_grader_sim_new (const GuoGraderSimSetup *setup, const gchar *scenario, GError **error);

/**
 * guo_grader_sim_free:
 * @self: (nullable): a simulator
 */
void guo_grader_sim_free (GuoGraderSim *self);

/**
 * guo_grader_sim_advance:
 * @self: a simulator
 * @to_us: time since the start, microseconds; never backwards
 * @out: (out caller-allocates): the bytes sent since the last call are appended
 * @reset: (out) (optional): whether the link is cut in this span
 *
 * Returns: when something happens next, microseconds since the start
 */
gint64 guo_grader_sim_advance (GuoGraderSim *self, gint64 to_us, GByteArray *out, gboolean *reset);

/**
 * guo_grader_sim_control:
 * @self: a simulator
 * @line: "batch NAME" (ends the batch, begins this one), "lose N" (the lines of the next N fruit), "restart", "silence
 *   on|off", "drop" (cut the link once)
 * @error: return location
 *
 * Acts at the time of the last advance.
 *
 * Returns: %FALSE with %GUO_DRIVER_ERROR_BAD_ARGUMENT
 */
gboolean guo_grader_sim_control (GuoGraderSim *self, const gchar *line, GError **error);

/**
 * guo_grader_sim_counts:
 * @self: a simulator
 *
 * Returns: (transfer none): what was done so far; valid until the next call
 */
const GuoGraderSimCounts *guo_grader_sim_counts (const GuoGraderSim *self);

/**
 * guo_grader_sim_transport:
 * @address: "sim:guozhan-line[?scenario=NAME&seed=N&lanes=N&cups=N&batch=N]", as guo_grader_sim_new() has them
 * @error: return location
 *
 * A transport with the simulator inside this process; only a practice database may bind one, and that
 * is the station's rule, not ours.
 *
 * Returns: (transfer full): a transport, or %NULL with %GUO_DRIVER_ERROR_BAD_ADDRESS
 */
GuoTransport *guo_grader_sim_transport (const gchar *address, GError **error);

/**
 * guo_grader_sim_serve:
 * @self: (transfer full): what speaks to the one client, as the format has it
 * @host: address to listen on, "127.0.0.1"
 * @port: TCP port, 0: any free one
 * @error: return location
 *
 * Returns: (transfer full): a server on a thread of its own, or %NULL with %GUO_DRIVER_ERROR_ABSENT
 */
GuoSimServer *guo_grader_sim_serve (GuoGraderSim *self, const gchar *host, guint16 port, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoGraderSim, guo_grader_sim_free)

G_END_DECLS
