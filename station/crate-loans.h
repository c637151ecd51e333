/* Empty crates that leave with a cooperative and come back. Used by delivery.c too. */
#pragma once

#include "station/station.h"

G_BEGIN_DECLS

extern const GuoField guo_delivery_loans_fields[];

/**
 * guo_crate_loans_of_delivery:
 * @call: a command whose body may have crate_loans [{crate_type, lent, returned}] and has sources
 * @delivery: n of the delivery that has just been opened
 * @error: return location
 *
 * Records each of them; the grower is named where the fruit is of one grower alone.
 *
 * Returns: %FALSE with "not-found"[crate_type] or "bad-field"
 */
gboolean guo_crate_loans_of_delivery (GuoCall *call, gint64 delivery, GError **error);

G_END_DECLS
