/* Whose fruit a harvest lot is: growers and plots, and each one's share of it. */
#pragma once

#include "station/station.h"

G_BEGIN_DECLS

extern const GuoField guo_sources_fields[];

/**
 * guo_sources_read:
 * @call: a command whose body has sources
 * @cooperative: whose growers they must be
 * @error: return location
 *
 * The shares are made as the basis says: "declared" as share_ppm has them, "crates" by crates, "area" by the
 * plots' areas, "equal". Without a basis it follows from what was said: share_ppm, crates, or nothing.
 *
 * Returns: (transfer full): [{grower, plot, share_ppm, basis, crates}], ready for lot.declared; shares sum to
 *   1,000,000; %NULL with "not-found"[grower or plot], "wrong-cooperative"[grower] or "bad-field"
 */
json_t *guo_sources_read (GuoCall *call, gint64 cooperative, GError **error);

/**
 * guo_sources_plots:
 * @call: a command whose body has sources
 *
 * Returns: (transfer full): array of the plots' numbers, those that were said
 */
json_t *guo_sources_plots (GuoCall *call);

G_END_DECLS
