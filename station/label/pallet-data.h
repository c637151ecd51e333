/* What stands on the label of a pallet. Any thread. */
#pragma once

#include "station/station.h"

G_BEGIN_DECLS

/**
 * guo_pallet_label_data:
 * @station: whose host and mark
 * @db: a connection of the caller's thread
 * @sscc: of the pallet
 * @copy: 1: the first print; n: the label says 补(n - 1)
 * @error: return location
 *
 * Returns: (transfer full): object of strings by the fields of the layout; %NULL with "not-found"[pallet] or
 *   "label-empty-field"[field]: nothing stands on it
 */
json_t *guo_pallet_label_data (GuoStation *station, GuoDatabase *db, const gchar *sscc, gint64 copy, GError **error);

G_END_DECLS
