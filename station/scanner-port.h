/* One bound scanner or button: what it says becomes lines of the live topics "scans" and "devices". Any thread. */
#pragma once

#include "station/error.h"
#include "station/live.h"

G_BEGIN_DECLS

typedef struct _GuoScannerPort GuoScannerPort;

/**
 * guo_scanner_port_new:
 * @row: (nullable): as the statement `devices` gives it; %NULL: the address is only tried
 * @address: where it is
 * @live: outlives the port
 *
 * Returns: (transfer full): a port; nothing is opened yet
 */
GuoScannerPort *guo_scanner_port_new (json_t *row, const gchar *address, GuoLive *live);

/**
 * guo_scanner_port_free:
 * @self: (nullable): a port that was stopped, or never started
 */
void guo_scanner_port_free (GuoScannerPort *self);

/**
 * guo_scanner_port_start:
 * @self: a port
 *
 * Opens it. An address that cannot be read shows as "lost".
 */
void guo_scanner_port_start (GuoScannerPort *self);

/**
 * guo_scanner_port_stop:
 * @self: a port; it is closed and its live lines are taken back
 */
void guo_scanner_port_stop (GuoScannerPort *self);

/**
 * guo_scanner_port_tick:
 * @self: a port
 *
 * To be called ten times a second: ends what broke off, takes old lines back.
 */
void guo_scanner_port_tick (GuoScannerPort *self);

/**
 * guo_scanner_port_take:
 * @self: a port
 * @n: number of a scan
 *
 * Returns: %TRUE once
 */
gboolean guo_scanner_port_take (GuoScannerPort *self, gint64 n);

G_END_DECLS
