/* Reads the codes of a label's picture as a scanner would (libzbar), before there is paper. Pure, any thread. */
#pragma once

#include "drivers/printer/bitmap.h"
#include "station/label/layout.h"

G_BEGIN_DECLS

/**
 * guo_label_read_back:
 * @layout: what was drawn
 * @data: object of strings: with this
 * @picture: to this
 * @dpi: 203, 300 or 600: at these dots
 * @error: return location
 *
 * Each QR and GS1-128 is looked for in its own box and compared with what it shall say, FNC1 included.
 *
 * Returns: %FALSE with %GUO_STATION_ERROR_REFUSED: "label-unreadable" (field, text) for the first code that does not read
 *   or says something else, and as guo_label_paint() where the data gives no code
 */
gboolean guo_label_read_back (const GuoLabelLayout *layout, json_t *data, const GuoBitmap *picture, gint64 dpi,
                              GError **error);

/**
 * guo_label_read_back_item:
 * @item: of a layout; anything but a code is good
 * @data: as guo_label_read_back()
 * @picture: as guo_label_read_back()
 * @dpi: as guo_label_read_back()
 * @error: return location
 *
 * Returns: as guo_label_read_back(), of this item alone
 */
gboolean guo_label_read_back_item (const GuoLabelItem *item, json_t *data, const GuoBitmap *picture, gint64 dpi,
                                   GError **error);

G_END_DECLS
