/* Whether every name of the centre fits a layout: products, varieties, villages, cooperatives, brands, buyers. Any thread. */
#pragma once

#include "db/database.h"
#include "station/label/layout.h"

G_BEGIN_DECLS

/* Names told of at most: more say no more. */
#define GUO_LABEL_NAMES_TOLD 40

/**
 * guo_label_names:
 * @db: a connection of the caller's thread
 * @layout: whose fields
 * @dpi: 203, 300 or 600
 * @error: return location
 *
 * Each name is set into the items that show its field, the other fields being samples.
 *
 * Returns: (transfer full): {"tried": how many names there are for fields that are shown, "faulty": how many do not come
 *   out, "problems": as guo_label_problem_object() with "name", of the first %GUO_LABEL_NAMES_TOLD}; %NULL with
 *   %GUO_STATION_ERROR_BAD_FIELD (dpi) or an error of the store
 */
json_t *guo_label_names (GuoDatabase *db, const GuoLabelLayout *layout, gint64 dpi, GError **error);

G_END_DECLS
