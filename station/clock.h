/* The station's clock: wall time for people, monotonic time for ages. Tests pass their own. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  gint64 (*wall_us) (gpointer user_data);      /* microseconds since 1970, UTC */
  gint64 (*monotonic_us) (gpointer user_data); /* microseconds, never backwards */
  GTimeZone *zone;                             /* the centre's local time; not owned */
  gpointer user_data;
} GuoClock;

/**
 * guo_clock_real:
 *
 * Returns: (transfer none): the system's clock, in the zone of guo_zone()
 */
const GuoClock *guo_clock_real (void);

/**
 * guo_clock_stamp:
 * @clock: a clock
 *
 * Returns: (transfer full): now, RFC 3339 with milliseconds and local offset
 */
gchar *guo_clock_stamp (const GuoClock *clock);

/**
 * guo_clock_day:
 * @clock: a clock
 * @boundary_minutes: when the centre's day begins, minutes after midnight, 0 to 1439
 *
 * Returns: (transfer full): the local day, "2026-07-16"
 */
gchar *guo_clock_day (const GuoClock *clock, gint boundary_minutes);

G_END_DECLS
