/* Preset tare: the weight of empty crates, rounded to the scale's interval. Pure integers. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define GUO_TARE_CRATES_MAX 1000

/**
 * guo_tare_round:
 * @mg: a mass, milligrams, not negative
 * @e_mg: verification interval, milligrams; less than 1: no rounding
 *
 * Returns: @mg rounded half up to a whole number of e (M13: a preset tare finer than the interval is
 *   rounded to it)
 */
gint64 guo_tare_round (gint64 mg, gint64 e_mg);

/**
 * guo_tare_preset:
 * @each_mg: tare of one crate, milligrams, 0 to 10^12
 * @crates: how many, 1 to 1,000
 * @e_mg: verification interval, milligrams
 *
 * The sum is rounded, not each crate: ten crates of 1.83 kg on e = 0.05 are 18.30, not 18.50.
 *
 * Returns: the tare that is subtracted, milligrams
 */
gint64 guo_tare_preset (gint64 each_mg, gint64 crates, gint64 e_mg);

/**
 * guo_tare_net:
 * @gross_mg: what the scale shows
 * @tare_mg: preset tare, rounded
 * @net_mg: (out): gross − tare: gross = tare + net holds in integers
 *
 * Returns: %FALSE when nothing would be left (net ≤ 0)
 */
gboolean guo_tare_net (gint64 gross_mg, gint64 tare_mg, gint64 *net_mg);

G_END_DECLS
