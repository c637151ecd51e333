/* The one probe of a station: a port that nobody has bound is listened to, and told live what it may speak.
 *
 * Its live line is on the topic "devices", key "probe". guo_prober_want() may be called from any thread; the rest is the
 * keeper's.
 */
#pragma once

#include "station/live.h"

G_BEGIN_DECLS

typedef struct _GuoProber GuoProber;

/**
 * guo_prober_new:
 * @live: (nullable): outlives the prober
 *
 * Returns: (transfer full): a prober that listens to nothing
 */
GuoProber *guo_prober_new (GuoLive *live);

/**
 * guo_prober_free:
 * @self: a prober
 */
void guo_prober_free (GuoProber *self);

/**
 * guo_prober_want:
 * @self: a prober
 * @address: (nullable): what to listen to from the next tick on; %NULL: nothing
 * @error: return location
 *
 * Returns: %FALSE with an error of the driver: no address
 */
gboolean guo_prober_want (GuoProber *self, const gchar *address, GError **error);

/**
 * guo_prober_tick:
 * @self: a prober
 *
 * Opens and closes as wanted, and publishes what is heard. Closing may take as long as a connection that hangs.
 */
void guo_prober_tick (GuoProber *self);

G_END_DECLS
