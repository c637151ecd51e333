/* What a face computes while nothing is recorded yet: previews only. What counts, the station computes.
 * Pure.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * guo_mass_percent:
 * @mg: a net mass, milligrams, 0 to 9·10^18 / ppm · 10^6
 * @ppm: parts in a million, 0 to 1,000,000
 * @round_mg: rounded half up to a whole number of these; less than 1 counts as 1
 *
 * Returns: what a deduction of @ppm takes of @mg, as the station's rows tell it in deducted_mg
 */
gint64 guo_mass_percent (gint64 mg, gint64 ppm, gint64 round_mg);

/**
 * guo_mass_payable:
 * @net_mg: a net mass, milligrams
 * @deduction_mg: the sum of what is deducted, not negative
 *
 * Returns: what is paid for: never below 0
 */
gint64 guo_mass_payable (gint64 net_mg, gint64 deduction_mg);

/**
 * guo_mass_truck:
 * @first_mg: what the scale showed at a truck's first weighing, loaded or empty
 * @second_mg: what it shows now
 * @empties_mg: crates on it, not negative
 *
 * Returns: the net: the larger less the smaller less the crates; may be 0 or negative, then it is refused
 */
gint64 guo_mass_truck (gint64 first_mg, gint64 second_mg, gint64 empties_mg);

G_END_DECLS
