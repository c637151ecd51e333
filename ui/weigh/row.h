/* Rows of the Weigh page: one weighing with its number, time, net weight and the key that voids it; one truck that
 * waits.
 */
#pragma once

#include <gtk/gtk.h>
#include <jansson.h>

#include "station/client/format.h"

G_BEGIN_DECLS

#define GUO_WEIGHING_ROW_ID "guo-row-id" /* object data of a row: gint64 * */

/**
 * guo_weighing_row_new:
 * @weighing: row of /v1/weighings
 * @decimals: of the scale
 * @unit: what the centre shows
 * @with_time: on a narrow screen the time gives way
 *
 * Its key activates "weighing.void-row" with the id.
 *
 * Returns: (transfer floating): a row, 64 px high
 */
GtkWidget *guo_weighing_row_new (json_t *weighing, gint decimals, GuoMassUnit unit, gboolean with_time);

/**
 * guo_truck_row_new:
 * @truck: row of /v1/vehicle-weighings
 * @decimals: of the scale
 * @unit: what the centre shows
 * @with_time: on a narrow screen the time gives way, the age stays
 *
 * Returns: (transfer floating): a row: vehicle, first weight, when, and how long ago
 */
GtkWidget *guo_truck_row_new (json_t *truck, gint decimals, GuoMassUnit unit, gboolean with_time);

/**
 * guo_weighing_time_text:
 * @at: (nullable): RFC 3339
 *
 * Returns: (transfer full): "14:02:41"; "" for none
 */
gchar *guo_weighing_time_text (const gchar *at);

G_END_DECLS
