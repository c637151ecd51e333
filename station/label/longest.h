/* The longest words that the centre's master data would put on a label: does the longest name fit? Any thread. */
#pragma once

#include "db/database.h"
#include "station/label/layout.h"

G_BEGIN_DECLS

/**
 * guo_label_longest:
 * @db: a connection of the caller's thread
 * @layout: whose fields
 * @error: return location
 *
 * A field that master data says nothing of keeps the layout's sample.
 *
 * Returns: (transfer full): object of strings by the layout's fields; %NULL with an error of the store
 */
json_t *guo_label_longest (GuoDatabase *db, const GuoLabelLayout *layout, GError **error);

G_END_DECLS
