/* One row of a #GuoPagedList: the station's row, or a place kept for it until it comes. Main thread. */
#pragma once

#include <glib-object.h>
#include <jansson.h>

G_BEGIN_DECLS

#define GUO_TYPE_PAGED_ROW (guo_paged_row_get_type ())
G_DECLARE_FINAL_TYPE (GuoPagedRow, guo_paged_row, GUO, PAGED_ROW, GObject)

/* Signal of a row: "changed" (): guo_paged_row_json() has arrived, or is another one now. */

/**
 * guo_paged_row_new:
 * @json: (nullable): what the station answered; kept. %NULL: on its way
 *
 * Returns: (transfer full): a row
 */
GuoPagedRow *guo_paged_row_new (json_t *json);

/**
 * guo_paged_row_set:
 * @self: a row
 * @json: what the station answered; kept
 */
void guo_paged_row_set (GuoPagedRow *self, json_t *json);

/**
 * guo_paged_row_json:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the station's row; %NULL while it is asked for
 */
json_t *guo_paged_row_json (GuoPagedRow *self);

G_END_DECLS
