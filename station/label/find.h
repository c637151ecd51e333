/* Layouts by name: the centre's own first, then those that are compiled in. Any thread. */
#pragma once

#include "db/database.h"
#include "station/label/layout.h"

G_BEGIN_DECLS

/**
 * guo_label_layout_text:
 * @db: a connection of the caller's thread
 * @name: of a layout
 * @error: return location
 *
 * Returns: (transfer full): JSON of the centre's own layout of that name, else of the shipped one; %NULL with
 *   %GUO_STATION_ERROR_NOT_FOUND or an error of the store
 */
gchar *guo_label_layout_text (GuoDatabase *db, const gchar *name, GError **error);

/**
 * guo_label_layout_find:
 * @db: a connection of the caller's thread
 * @name: of a layout
 * @error: return location
 *
 * Returns: (transfer full): as guo_label_layout_text(), read
 */
GuoLabelLayout *guo_label_layout_find (GuoDatabase *db, const gchar *name, GError **error);

/**
 * guo_label_layout_purpose:
 * @self: a layout
 *
 * Returns: (transfer none): "case" or "pallet": the station knows all its fields of one; "other": a CSV file alone does
 */
const gchar *guo_label_layout_purpose (const GuoLabelLayout *self);

/**
 * guo_label_layout_purpose_of:
 * @db: a connection of the caller's thread
 * @name: of a layout
 *
 * Returns: (transfer none) (nullable): as guo_label_layout_purpose(); %NULL where there is none of that name, or it was
 *   withdrawn
 */
const gchar *guo_label_layout_purpose_of (GuoDatabase *db, const gchar *name);

G_END_DECLS
