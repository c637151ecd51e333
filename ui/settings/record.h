/* One row of a list of records, as an object that a list model can hold. */
#pragma once

#include <glib-object.h>
#include <jansson.h>

G_BEGIN_DECLS

#define GUO_TYPE_RECORD (guo_record_get_type ())
G_DECLARE_FINAL_TYPE (GuoRecord, guo_record, GUO, RECORD, GObject)

/**
 * guo_record_new:
 * @row: what the station answered; kept
 *
 * Returns: (transfer full): the record
 */
GuoRecord *guo_record_new (json_t *row);

/**
 * guo_record_row:
 * @self: a record
 *
 * Returns: (transfer none): the row
 */
json_t *guo_record_row (GuoRecord *self);

G_END_DECLS
