/* The grading machines of a station, and the runs that they fill. Any thread. */
#pragma once

#include "station/grader-port.h"

G_BEGIN_DECLS

typedef struct _GuoGraders GuoGraders;

/**
 * guo_graders_new:
 * @house: copied; what it names outlives the graders
 *
 * Returns: (transfer full): none yet; no transport is opened before guo_graders_start()
 */
GuoGraders *guo_graders_new (const GuoGraderHouse *house);

/**
 * guo_graders_free:
 * @self: (nullable): graders; every thread has ended and what came is written when this returns
 */
void guo_graders_free (GuoGraders *self);

/**
 * guo_graders_start:
 * @self: graders; opened from here on
 */
void guo_graders_start (GuoGraders *self);

/**
 * guo_graders_sync:
 * @self: graders
 * @rows: (array of objects): every device as the statement `devices` gives it
 *
 * Machines that are new are started, those that are gone or inactive are stopped, changed ones are replaced.
 */
void guo_graders_sync (GuoGraders *self, json_t *rows);

/**
 * guo_graders_open_run:
 * @self: graders
 * @run: gets the fruit of its machine from here on
 */
void guo_graders_open_run (GuoGraders *self, GuoGraderRun *run);

/**
 * guo_graders_find_run:
 * @self: graders
 * @id: of a run
 *
 * Returns: (transfer full) (nullable): it, while it is open
 */
GuoGraderRun *guo_graders_find_run (GuoGraders *self, gint64 id);

/**
 * guo_graders_pause_run:
 * @self: graders
 * @run: that is about to be closed
 * @error: return location
 *
 * It takes no fruit any more, and all that it took is stored when this returns.
 *
 * Returns: %FALSE with an error of the store: it goes on
 */
gboolean guo_graders_pause_run (GuoGraders *self, GuoGraderRun *run, GError **error);

/**
 * guo_graders_end_run:
 * @self: graders
 * @id: of a run that was closed or given up; an unknown one is no error
 */
void guo_graders_end_run (GuoGraders *self, gint64 id);

/**
 * guo_graders_push:
 * @self: graders
 * @machine: n of device.bound
 * @bytes: as if they had come from its transport
 * @len: how many
 * @at_us: monotonic time of the clock
 *
 * Returns: %FALSE when there is no such machine
 */
gboolean guo_graders_push (GuoGraders *self, gint64 machine, const guint8 *bytes, gsize len, gint64 at_us);

/**
 * guo_graders_tick:
 * @self: graders
 * @error: return location
 *
 * Writes and tells everything at once, which otherwise comes by itself once or twice a second.
 *
 * Returns: %FALSE with an error of the store
 */
gboolean guo_graders_tick (GuoGraders *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoGraders, guo_graders_free)

G_END_DECLS
