/* The scanners and buttons of a station: what they say goes out on the live topic "scans", to be taken by one screen.
 *
 * A line is there for two seconds, so that a screen that comes later does not act on an old scan; a code that one
 * scanner says again within a second is the same scan. Any thread.
 */
#pragma once

#include "station/error.h"
#include "station/live.h"

G_BEGIN_DECLS

typedef struct _GuoScanners GuoScanners;

/**
 * guo_scanners_new:
 * @live: outlives the scanners
 *
 * Returns: (transfer full): none yet; nothing runs before guo_scanners_start()
 */
GuoScanners *guo_scanners_new (GuoLive *live);

/**
 * guo_scanners_free:
 * @self: (nullable): scanners; every thread has ended when this returns
 */
void guo_scanners_free (GuoScanners *self);

/**
 * guo_scanners_start:
 * @self: scanners; opened from here on
 */
void guo_scanners_start (GuoScanners *self);

/**
 * guo_scanners_sync:
 * @self: scanners
 * @rows: (array of objects): every device as the statement `devices` gives it
 *
 * Those that are new are started, those that are gone or inactive are stopped, changed ones are replaced.
 */
void guo_scanners_sync (GuoScanners *self, json_t *rows);

/**
 * guo_scanners_take:
 * @self: scanners
 * @device: whose scan
 * @n: its number, of the live line
 *
 * Returns: %TRUE for the first who asks: the scan is his
 */
gboolean guo_scanners_take (GuoScanners *self, gint64 device, gint64 n);

/**
 * guo_scanners_find:
 * @self: scanners
 * @addresses: (nullable): %NULL-terminated: where a scanner may be; they are opened for a minute; %NULL: no more
 *
 * What is heard there comes as lines of topic "scans" with device "find" and the address.
 */
void guo_scanners_find (GuoScanners *self, const gchar *const *addresses);

G_END_DECLS
