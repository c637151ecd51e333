/* A recorded run of polls: {map, polls} → what was counted, step by step. Pure; any thread. */
#pragma once

#include "drivers/grader/counters.h"

G_BEGIN_DECLS

/**
 * guo_counter_record_read:
 * @record: an object: "map", and "polls", each {"t_ms": milliseconds, "registers": {"110": 7, ...} or null}; registers
 *   are named as the map names them, null is no answer; other members ("expect", notes) are passed over
 * @error: return location
 *
 * Returns: (transfer full): {"steps": [{"t_ms", "delta": {item: n}}], "totals": {item: n}, "events": [...]}, steps of
 *   the polls that were answered; %NULL with %GUO_DRIVER_ERROR_BAD_FILE, which begins with a JSON pointer
 */
json_t *guo_counter_record_read (json_t *record, GError **error);

G_END_DECLS
