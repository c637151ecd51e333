/* What stands on a scale, as a weighing puts it on record: read from the scale and judged, or typed by a
 * supervisor. The only way from a scale to an event. Writer's thread.
 */
#pragma once

#include "station/station.h"

G_BEGIN_DECLS

#define GUO_LOAD_MAX_MG ((gint64) 200000 * 1000000) /* 200 t */

typedef struct
{
  gint64 scale;              /* n of device.bound; 0: typed without one */
  gint64 mg;                 /* what it showed, or what was typed */
  gint64 e_mg;               /* interval of the scale; 0: typed */
  gboolean typed;
  gboolean simulated;
  gboolean below_min;        /* under Min, and confirmed */
  gboolean confirmed_repeat; /* may have been recorded before the station stopped, and confirmed */
  gboolean rearmed;          /* the scale was re-armed by hand, not emptied */
} GuoLoad;

/**
 * guo_load_prepare:
 * @call: a command being prepared
 * @typed: whether the weight is typed
 * @error: return location
 *
 * For a verb's prepare: waits for the scale on the waiter's thread. What it says is judged when the command
 * runs: a command that is sent again gets its first answer, whatever stands on the scale by then.
 *
 * Returns: %FALSE as guo_scale_note_simulate()
 */
gboolean guo_load_prepare (GuoCall *call, gboolean typed, GError **error);

/**
 * guo_load_read:
 * @call: a command
 * @typed: whether the weight is typed
 * @member: of the body, that holds a typed weight: "gross_mg", "mg"
 * @load: (out caller-allocates): what is there
 * @error: return location
 *
 * Returns: %FALSE with "supervisor-needed", "reason-needed" (typed), "bad-field", or the scale's own refusal,
 *   see guo_scale_note_check()
 */
gboolean guo_load_read (GuoCall *call, gboolean typed, const gchar *member, GuoLoad *load, GError **error);

/**
 * guo_load_take:
 * @call: a command, just before it appends
 * @load: as read
 * @no: number of the record, for the screen; 0: none
 * @error: return location
 *
 * Returns: %FALSE with "scale-recorded"
 */
gboolean guo_load_take (GuoCall *call, const GuoLoad *load, gint64 no, GError **error);

/**
 * guo_load_house:
 * @call: a command
 * @load: as read
 * @error: return location
 *
 * Returns: (transfer full): the house part of the record: raw frame, ages, or approver and reason; %NULL
 *   with an error of the store
 */
json_t *guo_load_house (GuoCall *call, const GuoLoad *load, GError **error);

G_END_DECLS
