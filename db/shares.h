/* What is divided so that the parts sum to the whole: a lot's net between growers, a million between shares.
 *
 * The one implementation: slip, page, yields and gates all divide here. Pure.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What shares are said in: parts in a million. */
#define GUO_SHARES_PPM G_GINT64_CONSTANT (1000000)

/**
 * guo_shares_split:
 * @weights: (array length=n): relative weights, none negative, their sum below 2⁶³
 * @n: how many, at least 1
 * @total: what is divided, in any unit; not negative
 * @out: (array length=n): parts of @total, in the same unit; they sum to it exactly
 *
 * By largest remainder: each part is its quota rounded down, and the units that are left go to the largest
 * remainders; of equal ones to the earlier. So no part is a whole unit away from its quota, a weight of 0
 * gets nothing, and the same question always has the same answer. Weights that are all 0 count as equal.
 */
void guo_shares_split (const gint64 *weights, gsize n, gint64 total, gint64 *out);

G_END_DECLS
