/* A run: lots that go over the grading line together, and what comes off it. Writer's thread. */
#pragma once

#include "station/call.h"
#include "station/grading/scheme.h"

G_BEGIN_DECLS

/**
 * guo_run_row:
 * @call: a call
 * @id: of the run
 * @error: return location
 *
 * Returns: (transfer full): the row of the statement `grade-run`; %NULL with "not-found"[run]
 */
json_t *guo_run_row (GuoCall *call, gint64 id, GError **error);

/**
 * guo_run_open:
 * @call: a command whose path has {id}
 * @error: return location
 *
 * Returns: (transfer full): the row of a run that is open; %NULL with "not-found"[run] or "run-closed"[no]
 */
json_t *guo_run_open (GuoCall *call, GError **error);

/**
 * guo_run_scheme:
 * @call: a call
 * @run: a row
 * @error: return location
 *
 * Returns: (transfer full): the scheme in the version that judges this run; %NULL with an error
 */
GuoScheme *guo_run_scheme (GuoCall *call, json_t *run, GError **error);

/**
 * guo_run_answer:
 * @call: a call
 * @id: of the run
 * @error: return location
 *
 * Returns: (transfer full): the row with "balance", "fruit" (guo_run_set_fruit()), "classes" (every class of the scheme with what came off
 *   as it and what the machine counted, best first, then what is below), "sizing" (guo_sizing_json()) and "shares"
 *   (guo_run_shares()); %NULL with an error
 */
json_t *guo_run_answer (GuoCall *call, gint64 id, GError **error);

/**
 * guo_run_shares:
 * @call: a call
 * @run: a row with "classes"
 * @error: return location
 *
 * Whose fruit it is, lot by lot (guo_run_lots_part()) and of a mixed lot by guo_lot_fruit(). Where lots of several cooperatives ran together it is a proportion of what each put on the line, not
 * a measurement, and "basis" says so: "measured" or "proportion".
 *
 * Returns: (transfer full): [{cooperative, cooperative_name, in_mg, basis, classes: [{grade_class, mg}]}]; the parts of a
 *   class sum to it; %NULL with an error of the store
 */
json_t *guo_run_shares (GuoCall *call, json_t *run, GError **error);

/**
 * guo_run_next_lot_no:
 * @call: a command
 * @run: a row
 * @error: return location
 *
 * Returns: (transfer full): number of its next lot: R-0716-02-4; %NULL with an error of the store
 */
gchar *guo_run_next_lot_no (GuoCall *call, json_t *run, GError **error);

/**
 * guo_run_state_lot:
 * @call: a command
 * @run: a row
 * @grade_class: key of a class in its scheme, or of what is below
 * @error: return location
 *
 * Returns: n of a new graded lot of that run; -1 with an error
 */
gint64 guo_run_state_lot (GuoCall *call, json_t *run, const gchar *grade_class, GError **error);

G_END_DECLS
