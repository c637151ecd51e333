/* What a closed run's fruit was, out of the histogram that its event keeps. Any thread. */
#pragma once

#include "station/call.h"
#include "station/grading/scheme.h"

G_BEGIN_DECLS

/**
 * guo_run_set_closed:
 * @run: row of a closed run with "fruit", {histogram, outlets}; left as it is where there is no such thing
 * @scheme: that judged it
 * @error: return location
 *
 * Puts "outlets" and "spread" into it, as guo_grader_run_set_now() does for an open one. How many fruit of a size were below
 * grade is not kept: "below" of the spread is null.
 *
 * Returns: %FALSE with GUO_DB_ERROR_BAD_JSON
 */
gboolean guo_run_set_closed (json_t *run, const GuoScheme *scheme, GError **error);

G_END_DECLS
