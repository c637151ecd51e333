/* One recorded crate in a list: number, time, net weight, and the key that voids it. */
#pragma once

#include <gtk/gtk.h>
#include <jansson.h>

G_BEGIN_DECLS

/**
 * guo_weighing_row_new:
 * @weighing: a row of /v1/weighings
 * @decimals: of the kilogram
 * @with_time: whether there is room for the time
 *
 * A void one is struck through and says why; a typed one is marked.
 *
 * Returns: (transfer floating): a list box row; its key activates "weighing.void-row" with the id
 */
GtkWidget *guo_weighing_row_new (json_t *weighing, gint decimals, gboolean with_time);

G_END_DECLS
