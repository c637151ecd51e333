/* One bound instrument: what it measures becomes lines of the live topics "readings" and "devices". Any thread. */
#pragma once

#include "station/clock.h"
#include "station/error.h"
#include "station/instrument-value.h"
#include "station/live.h"

G_BEGIN_DECLS

/* A reading as it is kept. */
typedef struct
{
  gint64 n;              /* 0: none */
  GuoInstrumentValue value;
  gchar raw[2 * GUO_INSTRUMENT_FRAME_MAX + 1]; /* the frame between its ends, two lower-case digits a byte */
  gboolean simulated;
  gchar at[40];          /* when it came, RFC 3339 with local offset */
} GuoInstrumentKept;

typedef struct _GuoInstrumentPort GuoInstrumentPort;

/**
 * guo_instrument_port_new:
 * @row: as the statement `devices` gives it
 * @live: outlives the port
 * @clock: outlives the port
 *
 * Returns: (transfer full): a port; nothing is opened yet
 */
GuoInstrumentPort *guo_instrument_port_new (json_t *row, GuoLive *live, const GuoClock *clock);

/**
 * guo_instrument_port_free:
 * @self: (nullable): a port that was stopped, or never started
 */
void guo_instrument_port_free (GuoInstrumentPort *self);

/**
 * guo_instrument_port_start:
 * @self: a port
 *
 * Opens it. An address that cannot be read shows as "lost".
 */
void guo_instrument_port_start (GuoInstrumentPort *self);

/**
 * guo_instrument_port_stop:
 * @self: a port; it is closed and its live lines are taken back
 */
void guo_instrument_port_stop (GuoInstrumentPort *self);

/**
 * guo_instrument_port_ask:
 * @self: a port
 * @error: return location
 *
 * Asks for a reading, which comes as any other; none within two seconds is a reading with the fault "silent".
 *
 * Returns: %FALSE with "measure-unknown"[device]: whoever measures presses its own key; or "instrument-disconnected"[device]
 */
gboolean guo_instrument_port_ask (GuoInstrumentPort *self, GError **error);

/**
 * guo_instrument_port_tick:
 * @self: a started port
 *
 * To be called ten times a second: a frame that paused has broken off, a question that stays without an answer is told.
 */
void guo_instrument_port_tick (GuoInstrumentPort *self);

/**
 * guo_instrument_port_find:
 * @self: a port
 * @n: number of a reading
 * @out: (out): the reading
 *
 * Returns: %FALSE: it is none of the last that are kept
 */
gboolean guo_instrument_port_find (GuoInstrumentPort *self, gint64 n, GuoInstrumentKept *out);

G_END_DECLS
