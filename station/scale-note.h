/* What a scale said when a key was pressed: read before the command is queued, judged when it runs. */
#pragma once

#include "station/station.h"

G_BEGIN_DECLS

/**
 * guo_scale_note_settle:
 * @call: a command being prepared; its body may name a scale
 *
 * Waits up to 3 s while that scale is moving, and notes what it says as "_scale".
 */
void guo_scale_note_settle (GuoCall *call);

/**
 * guo_scale_note_simulate:
 * @call: a command being prepared; its body names a simulated scale, and simulated_mg: what is put on it
 * @error: return location
 *
 * Fills practice databases at any speed (`demo`): see guo_simulated_note().
 *
 * Returns: %FALSE with "sim-needs-practice" (a real database, or a real scale) or "not-found"[scale]
 */
gboolean guo_scale_note_simulate (GuoCall *call, GError **error);

/**
 * guo_scale_note:
 * @call: a prepared command
 *
 * Returns: (transfer none) (nullable): the note, see guo_devices_settle()
 */
json_t *guo_scale_note (const GuoCall *call);

/* What the person at the scale has confirmed. */
typedef struct
{
  gboolean below_min; /* a weight under Min */
  gboolean repeat;    /* a load that may have been recorded before the station stopped */
} GuoScaleConsent;

/**
 * guo_scale_note_check:
 * @call: a command
 * @scale: n of device.bound
 * @consent: what has been confirmed
 * @error: return location
 *
 * Returns: (transfer none): the note, when its weight may be recorded; %NULL with "not-found"[scale] or
 *   the scale's own refusal: "scale-empty", "scale-moving", "scale-stale"[age_ms],
 *   "scale-bad-frames"[count], "scale-disconnected", "scale-overload", "scale-underload", "scale-net",
 *   "scale-recorded", "scale-stopped", "below-min"[min_mg], "unit-refused"[unit], "maybe-recorded"[no (null:
 *   a truck's first weighing), at, net_mg, mg]
 */
json_t *guo_scale_note_check (GuoCall *call, gint64 scale, const GuoScaleConsent *consent, GError **error);

/**
 * guo_scale_note_take:
 * @call: a command, just before it appends
 * @scale: n of device.bound
 * @no: number of the record, for the screen; 0: none
 * @error: return location
 *
 * Claims the load: a second command that saw the same load is refused. Given back when this one fails.
 *
 * Returns: %FALSE with "scale-recorded"
 */
gboolean guo_scale_note_take (GuoCall *call, gint64 scale, gint64 no, GError **error);

G_END_DECLS
