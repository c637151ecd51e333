/* The window that decides whether a weight stands still. Pure; one per scale, used under its lock.
 *
 * A reading that carries the indicator's flag needs the flag and 500 ms with at least 3 readings; one
 * without a flag is judged here alone: 1,000 ms and at least 5. In both cases the readings of that span
 * differ by at most one verification interval e (OIML R 76-1:2006, 4.4.2), and the newest is not the only one of its value.
 * A longer time may be set, a shorter never.
 */
#pragma once

#include "drivers/reading.h"

G_BEGIN_DECLS

#define GUO_STABILITY_FLAG_SPAN_US ((gint64) 500000)
#define GUO_STABILITY_FLAG_READINGS 3
#define GUO_STABILITY_OWN_SPAN_US ((gint64) 1000000)
#define GUO_STABILITY_OWN_READINGS 5
#define GUO_STABILITY_ENTRIES 256

/* Equal readings that follow one another. */
typedef struct
{
  gint64 mg;
  gint64 first_us; /* monotonic time of the first of them */
  guint n;         /* how many */
} GuoStabilityEntry;

/* The longest run of newest readings that differ by at most e. Plain data; may be copied. */
typedef struct
{
  gint64 e_mg; /* verification interval, at least 1 */
  gint64 least_us;
  guint first; /* ring: oldest entry */
  guint count; /* ring: entries in use */
  gint64 last_us;
  GuoStabilityEntry entries[GUO_STABILITY_ENTRIES];
} GuoStability;

/**
 * guo_stability_init:
 * @self: (out caller-allocates): a window
 * @e_mg: verification interval, milligrams; less than 1 counts as 1
 * @least_us: for how long it must stand still at least, with and without a flag
 */
void guo_stability_init (GuoStability *self, gint64 e_mg, gint64 least_us);

/**
 * guo_stability_reset:
 * @self: a window; forgets what it has seen (the scale was silent, out of range, in another unit)
 */
void guo_stability_reset (GuoStability *self);

/**
 * guo_stability_push:
 * @self: a window
 * @mg: the weight
 * @flag: the indicator's own word; %GUO_FLAG_ABSENT: the window alone decides
 * @at_us: monotonic time of arrival, microseconds, not before the last one
 *
 * Returns: %TRUE in stable equilibrium
 */
gboolean guo_stability_push (GuoStability *self, gint64 mg, GuoFlag flag, gint64 at_us);

/**
 * guo_stability_span_us:
 * @self: a window
 *
 * Returns: for how long the readings have stayed within e, microseconds; 0 after a reset
 */
gint64 guo_stability_span_us (const GuoStability *self);

G_END_DECLS
