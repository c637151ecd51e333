/* The time zone in which a centre's people read clocks: one rule for daemon, screen and command line. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * guo_zone:
 *
 * China's time whatever a freshly installed PC believes; who sets TZ knows better.
 *
 * Returns: (transfer none): the zone, the same for the whole process
 */
GTimeZone *guo_zone (void);

/**
 * guo_zone_now:
 *
 * Returns: (transfer full): now, in guo_zone()
 */
GDateTime *guo_zone_now (void);

G_END_DECLS
