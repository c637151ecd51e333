/* Counters of a sorter's outlets: what was polled → what was counted since, exactly once.
 *
 * A counter wraps, is cleared by somebody, begins anew at power-up or with a batch, is torn while its two words change,
 * or does not answer for a while; what is added up is only what the machine can have counted in the time. Pure but for
 * its memory: no clock, no I/O; one per machine, one thread at a time.
 */
#pragma once

#include "drivers/grader/counter-map.h"

G_BEGIN_DECLS

typedef struct _GuoCounters GuoCounters;

/* What a person has to know of a poll. */
typedef enum
{
  GUO_COUNTER_RESTARTED,    /* "machine_restarted": boot count @from → @to; all counters begin at 0 */
  GUO_COUNTER_BATCH_CHANGED, /* "batch_changed": batch @from → @to; counters with reset_on_batch begin at 0 */
  GUO_COUNTER_RESET,        /* "counter_reset": @item went back to @to, which was counted since */
  GUO_COUNTER_JUMP,         /* "jump_ignored": @item cannot have got from @from to @to; nothing is counted yet */
  GUO_COUNTER_REBASED,      /* "rebased": it stayed so three times; counted on from @to, what lies between is lost */
  GUO_COUNTER_NO_ANSWER,    /* "no_answer" */
} GuoCounterEventKind;

typedef struct
{
  GuoCounterEventKind kind;
  const GuoCounterItem *item; /* (nullable): of RESET, JUMP, REBASED; in the map */
  gint64 from;
  gint64 to;
} GuoCounterEvent;

/**
 * guo_counters_new:
 * @map: the machine's map; a reference is taken
 *
 * Returns: (transfer full): counters that know nothing yet: the first poll counts nothing
 */
GuoCounters *guo_counters_new (GuoCounterMap *map);

/**
 * guo_counters_free:
 * @self: (nullable): counters
 */
void guo_counters_free (GuoCounters *self);

/**
 * guo_counters_poll:
 * @self: counters
 * @at_ms: when the answer came, milliseconds of a clock that goes on over a restart of the program; a step back
 *   counts as no time
 * @words: (nullable): the map's n_words; %NULL: no answer, or not of every block
 *
 * A difference is taken modulo the counter's modulus and believed up to max_per_s × seconds since the last good value
 * × 2 + 10; the same holds for a counter that begins at 0.
 */
void guo_counters_poll (GuoCounters *self, gint64 at_ms, const guint16 *words);

/**
 * guo_counters_events:
 * @self: counters
 * @n: (out): how many
 *
 * Returns: (transfer none): events of the last poll: restart, batch, then in the order of the items
 */
const GuoCounterEvent *guo_counters_events (const GuoCounters *self, guint *n);

/**
 * guo_counters_delta:
 * @self: counters
 * @item: number of an item of the map
 *
 * Returns: what the last poll added to it, in its unit; where the batch changed it belongs to the new one
 */
gint64 guo_counters_delta (const GuoCounters *self, guint item);

/**
 * guo_counters_total:
 * @self: counters
 * @item: number of an item of the map
 *
 * Returns: what all polls added to it, in its unit
 */
gint64 guo_counters_total (const GuoCounters *self, guint item);

/**
 * guo_counters_outlet:
 * @self: counters
 * @outlet: its number
 * @fruit: (out): all that was counted there; 0 where nothing counts
 * @mass_mg: (out): the same in milligrams
 *
 * Returns: whether any item counts at this outlet
 */
gboolean guo_counters_outlet (const GuoCounters *self, guint outlet, gint64 *fruit, gint64 *mass_mg);

/**
 * guo_counters_value:
 * @self: counters
 * @role: %GUO_COUNTER_BOOT, %GUO_COUNTER_BATCH or %GUO_COUNTER_STATE
 *
 * Returns: the last value that the machine said; -1: it has no such item, or did not answer yet
 */
gint64 guo_counters_value (const GuoCounters *self, GuoCounterRole role);

/**
 * guo_counters_save:
 * @self: counters
 *
 * Returns: (transfer full): all that the next poll needs, for guo_counters_restore()
 */
json_t *guo_counters_save (const GuoCounters *self);

/**
 * guo_counters_restore:
 * @map: the machine's map; a reference is taken
 * @saved: what guo_counters_save() gave
 * @error: return location
 *
 * Returns: (transfer full): counters that go on where they were, or %NULL with %GUO_DRIVER_ERROR_BAD_FILE: it is of
 *   another map, or no such thing; the message begins with a JSON pointer
 */
GuoCounters *guo_counters_restore (GuoCounterMap *map, json_t *saved, GError **error);

/**
 * guo_counter_event_json:
 * @event: an event
 * @at_ms: when it was polled
 *
 * Returns: (transfer full): {t_ms, code} and item, old, new; or from, to; or boot_count
 */
json_t *guo_counter_event_json (const GuoCounterEvent *event, gint64 at_ms);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoCounters, guo_counters_free)

G_END_DECLS
