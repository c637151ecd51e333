/* The fruit that a run's grading machine counted. Writer's thread, but for guo_run_set_fruit(). */
#pragma once

#include "station/run/judged.h"

G_BEGIN_DECLS

/**
 * guo_run_set_fruit:
 * @call: a call
 * @run: row of the statement `grade-run`
 * @error: return location
 *
 * Puts "fruit" into it, as guo_grader_run_json() says: of an open run as it is now, with what guo_grader_run_set_now()
 * says, of a closed one as it was closed; null without a machine and reports. "reports" are those that are bound to it.
 *
 * Returns: %FALSE with an error of the store
 */
gboolean guo_run_set_fruit (GuoCall *call, json_t *run, GError **error);

/**
 * guo_run_fruit_begin:
 * @call: a command
 * @id: of a run that was opened by it
 * @error: return location
 *
 * Once the command is durable, what the run's machine says is the run's.
 *
 * Returns: %FALSE with an error
 */
gboolean guo_run_fruit_begin (GuoCall *call, gint64 id, GError **error);

/**
 * guo_run_fruit_stop:
 * @call: a command
 * @run: row of a run that is about to be closed
 * @error: return location
 *
 * It takes no fruit any more, and all that came is in the store; where the command fails it goes on.
 *
 * Returns: %FALSE with an error of the store
 */
gboolean guo_run_fruit_stop (GuoCall *call, json_t *run, GError **error);

/**
 * guo_run_fruit_end:
 * @call: a command
 * @run: row with "fruit"
 * @house: of its transform.closed: gets "fruit" and "fruit_file" {sha256 (fruit.h), n}
 * @error: return location
 *
 * Once the command is durable the store's run is sealed.
 *
 * Returns: %FALSE with an error of the store
 */
gboolean guo_run_fruit_end (GuoCall *call, json_t *run, json_t *house, GError **error);

/**
 * guo_run_fruit_fill:
 * @station: on the writer's thread
 * @id: of an open run
 * @judged: (nullable): fruit of one of them; that of others is read and judged here
 *
 * The fruit of the reports that are bound to it becomes the run's, and is live. What fails is tried again when the run is
 * closed, and when the station starts.
 */
void guo_run_fruit_fill (GuoStation *station, gint64 id, const GuoJudged *judged);

/**
 * guo_run_fruit_drop:
 * @call: a command
 * @id: of a run that it gives up
 *
 * Once the command is durable the store has none of its fruit.
 */
void guo_run_fruit_drop (GuoCall *call, gint64 id);

/**
 * guo_run_fruit_resume:
 * @station: a station that is being opened
 * @made_anew: the store was not there
 * @error: return location
 *
 * Open runs go on with their machines; what a fall left undone is done: fruit of closed runs is sealed, of others dropped.
 *
 * Returns: %FALSE with an error of a store
 */
gboolean guo_run_fruit_resume (GuoStation *station, gboolean made_anew, GError **error);

G_END_DECLS
