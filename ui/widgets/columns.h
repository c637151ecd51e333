/* The layout of a station page: the work at left, a side column at right, both of full height.
 *
 * First child: work; second: side. The side takes 29 % of the width, 304 px at least and 400 at most,
 * so that the weight keeps its size on a narrow screen.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GUO_COLUMNS_GAP 12
#define GUO_COLUMNS_SIDE_LEAST 304

#define GUO_TYPE_COLUMNS (guo_columns_get_type ())
G_DECLARE_FINAL_TYPE (GuoColumns, guo_columns, GUO, COLUMNS, GtkLayoutManager)

/**
 * guo_columns_side_width:
 * @width: of the whole page, px
 *
 * Returns: width of the side column, px
 */
gint guo_columns_side_width (gint width);

/**
 * guo_columns_set_scale_percent:
 * @percent: how many pixels of this screen 100 drawn ones have
 *
 * The limits of the side column are drawn pixels.
 */
void guo_columns_set_scale_percent (gint percent);

G_END_DECLS
