/* Harvest lots: what was delivered, from whose plots. Used by delivery.c and lot.c. */
#pragma once

#include "station/station.h"

G_BEGIN_DECLS

/**
 * guo_lot_declare:
 * @call: a command whose body has sources, harvested_on, certificate_no, certificate_received, override
 * @delivery: row of an open delivery
 * @product: n of the lot's product
 * @variety: n of its variety; 0: none
 * @error: return location
 *
 * Returns: n of lot.declared; -1 with "not-found"[grower or plot], "wrong-cooperative"[grower],
 *   "bad-field" (shares), and what guo_gates_check() refuses
 */
gint64 guo_lot_declare (GuoCall *call, json_t *delivery, gint64 product, gint64 variety, GError **error);

/**
 * guo_lot_crop:
 * @call: a command
 * @product: n of a product
 * @variety: n of a variety; 0: none
 * @row: (out) (optional): the product's row
 * @error: return location
 *
 * Returns: %FALSE with "not-found"[product or variety]
 */
gboolean guo_lot_crop (GuoCall *call, gint64 product, gint64 variety, json_t **row, GError **error);

G_END_DECLS
