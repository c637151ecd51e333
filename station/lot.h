/* Harvest lots: what was delivered, from whose plots. Used by delivery.c and lot.c. */
#pragma once

#include "station/station.h"

G_BEGIN_DECLS

#define GUO_PPM 1000000

/**
 * guo_lot_shares:
 * @weights: relative weights, not negative
 * @n: how many, at least 1
 * @total: what is divided, at least 0
 * @out: (array length=n): parts of @total that sum to it exactly
 *
 * By largest remainder; equal remainders go to the earlier one. Weights that are all 0 count as equal.
 */
void guo_lot_shares (const gint64 *weights, gsize n, gint64 total, gint64 *out);

/**
 * guo_lot_declare:
 * @call: a command whose body has sources, harvested_on, certificate_no
 * @delivery: row of an open delivery
 * @product: n of the lot's product
 * @variety: n of its variety; 0: none
 * @error: return location
 *
 * Returns: n of lot.declared; -1 with "not-found"[grower or plot], "wrong-cooperative"[grower],
 *   "bad-field" (shares)
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

extern const GuoField guo_sources_fields[];

G_END_DECLS
