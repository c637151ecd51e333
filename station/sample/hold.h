/* Holds: what may not go on until somebody with the right decides. Writer's thread; the checks on any. */
#pragma once

#include "station/call.h"

G_BEGIN_DECLS

/* What a lot is about to be used for. */
typedef enum
{
  GUO_HOLD_RUN,  /* to go over the grading line */
  GUO_HOLD_PACK, /* to be packed, or to leave */
} GuoHoldAct;

/**
 * guo_hold_check:
 * @call: a call
 * @lot: n of a lot
 * @act: what it is used for
 * @error: return location
 *
 * A lot is held when a hold names it, or its run and class, or a lot that it came from, and is neither released nor void.
 *
 * Returns: %FALSE with "held"[lot_no, hold; reason; of a sample also kind, title, title_en, value, unit, op, bound, by,
 *   allowed_percent, found, inspected: the first result that failed; failures: how many]; "not-found"[lot]
 */
gboolean guo_hold_check (GuoCall *call, gint64 lot, GuoHoldAct act, GError **error);

/* Of what a hold is: a lot, or what comes off a run. */
typedef struct
{
  gint64 lot;               /* 0: a run */
  gint64 run;               /* 0: a lot */
  const gchar *grade_class; /* (nullable): of a run; NULL: all of it */
} GuoHoldScope;

/**
 * guo_hold_place:
 * @call: a command
 * @scope: of what
 * @sample: n of the sample that failed; 0: a person places it
 * @failed: (nullable): results that failed
 * @stops: "all" or "packing"
 * @reason: (nullable): a person's words
 * @error: return location
 *
 * Returns: n of the hold; -1 with an error
 */
gint64 guo_hold_place (GuoCall *call, const GuoHoldScope *scope, gint64 sample, json_t *failed, const gchar *stops,
                       const gchar *reason, GError **error);

G_END_DECLS
