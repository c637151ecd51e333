/* The instruments of a station that samples are measured with: what they say goes out on the live topic "readings", and the
 * last of each are kept, so that a sample can name them. Any thread.
 */
#pragma once

#include "station/instrument-port.h"

G_BEGIN_DECLS

typedef struct _GuoInstruments GuoInstruments;

/**
 * guo_instruments_new:
 * @live: outlives the instruments
 * @clock: outlives the instruments
 *
 * Returns: (transfer full): none yet; nothing runs before guo_instruments_start()
 */
GuoInstruments *guo_instruments_new (GuoLive *live, const GuoClock *clock);

/**
 * guo_instruments_free:
 * @self: (nullable): instruments; every thread has ended when this returns
 */
void guo_instruments_free (GuoInstruments *self);

/**
 * guo_instruments_start:
 * @self: instruments; opened from here on
 */
void guo_instruments_start (GuoInstruments *self);

/**
 * guo_instruments_sync:
 * @self: instruments
 * @rows: (array of objects): every device as the statement `devices` gives it
 *
 * Those that are new are started, those that are gone or inactive are stopped, changed ones are replaced.
 */
void guo_instruments_sync (GuoInstruments *self, json_t *rows);

/**
 * guo_instruments_find:
 * @self: instruments
 * @device: whose reading
 * @n: its number, of the live line
 * @out: (out): the reading
 *
 * Returns: %FALSE: no instrument in use has it among its last
 */
gboolean guo_instruments_find (GuoInstruments *self, gint64 device, gint64 n, GuoInstrumentKept *out);

/**
 * guo_instruments_ask:
 * @self: instruments
 * @device: which is asked to measure
 * @error: return location
 *
 * Returns: %FALSE with "not-found", or as guo_instrument_port_ask()
 */
gboolean guo_instruments_ask (GuoInstruments *self, gint64 device, GError **error);

/**
 * guo_instruments_check:
 * @row: settings of an instrument to be bound
 * @practice: whether simulators may be bound
 * @error: return location
 *
 * Returns: %FALSE with "bad-field"[protocol, unit, address], "sim-needs-practice", or the driver's error for the address
 */
gboolean guo_instruments_check (json_t *row, gboolean practice, GError **error);

/**
 * guo_instruments_complete:
 * @row: (inout): checked settings
 *
 * A serial port without a line setting gets the protocol's usual one, a calliper without a unit millimetres.
 */
void guo_instruments_complete (json_t *row);

/**
 * guo_instruments_protocols:
 * @rows: (inout): the protocols that an instrument can be bound with are added, as /v1/protocols gives them
 */
void guo_instruments_protocols (json_t *rows);

G_END_DECLS
