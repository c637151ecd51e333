/* A picture's sides: what was made larger or smaller keeps their ratio. Pure, one thread. */
#pragma once

#include <glib.h>
#include <jansson.h>

G_BEGIN_DECLS

/**
 * guo_ratio_of:
 * @item: an element
 * @width: (out): points of its picture, 1 at least
 * @height: (out): the same
 *
 * Returns: %FALSE: it is no picture, or its file is none
 */
gboolean guo_ratio_of (json_t *item, gint *width, gint *height);

/**
 * guo_ratio_keep:
 * @item: a picture
 * @member: the side that was set: "w" or "h"
 *
 * The other side follows; every other element stays as it is.
 */
void guo_ratio_keep (json_t *item, const gchar *member);

/**
 * guo_ratio_pull:
 * @item: a picture as it was when it was taken hold of
 * @w_by: how far its right edge is pulled, 0.1 mm
 * @h_by: how far its lower edge is pulled
 * @most_w: 0.1 mm: there is room for
 * @most_h: the same
 * @width: (out): how wide it becomes, before it is put on the grid; 0.1 mm
 * @most: (out): how wide it may become
 *
 * The edge that is pulled farther decides.
 *
 * Returns: %FALSE as guo_ratio_of()
 */
gboolean guo_ratio_pull (json_t *item, gint w_by, gint h_by, gint most_w, gint most_h, gint *width, gint *most);

G_END_DECLS
