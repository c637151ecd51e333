/* The label of a pallet, from the store. Any thread. */
#pragma once

#include "station/station.h"

G_BEGIN_DECLS

/**
 * guo_pallet_label_read:
 * @station: whose host and mark
 * @db: a connection of the caller's thread
 * @sscc: of the pallet
 * @copy: 1: the first print; n: the label says 补(n - 1)
 * @error: return location
 *
 * Returns: (transfer full): as guo_pallet_label_data(); %NULL also with "not-found"[pallet] or an error of the store
 */
json_t *guo_pallet_label_read (GuoStation *station, GuoDatabase *db, const gchar *sscc, gint64 copy, GError **error);

G_END_DECLS
