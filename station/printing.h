/* Labels on their way to paper: print jobs are events. */
#pragma once

#include "station/station.h"

G_BEGIN_DECLS

/**
 * guo_printing_queue:
 * @call: a command
 * @printer: n of device.bound; 0: none yet, the labels stay reserved
 * @case_ids: array of integers: the cases, in order
 * @reason: (nullable): why it is printed again; %NULL: the first time
 * @error: return location
 *
 * Appends print.queued; the printer is woken once the command is durable.
 *
 * Returns: n of print.queued; 0 when nothing was queued; -1 with an error
 */
gint64 guo_printing_queue (GuoCall *call, gint64 printer, json_t *case_ids, const gchar *reason, GError **error);

G_END_DECLS
