/* A bound machine that fills the open run by itself: one that tells each fruit (grader-port.h), or a PLC that counts
 * (counter-port.h). Any thread. */
#pragma once

#include "station/grader-port.h"

G_BEGIN_DECLS

typedef struct _GuoGraderSource GuoGraderSource;

/**
 * guo_grader_source_fits:
 * @row: as the statement `devices` gives it
 *
 * Returns: whether there is a source for it: an active machine of one of these kinds
 */
gboolean guo_grader_source_fits (json_t *row);

/**
 * guo_grader_source_new:
 * @row: that fits
 * @house: copied
 *
 * Returns: (transfer full): a source; nothing is opened yet
 */
GuoGraderSource *guo_grader_source_new (json_t *row, const GuoGraderHouse *house);

/**
 * guo_grader_source_free:
 * @self: (nullable): a source that was stopped, or never started
 */
void guo_grader_source_free (GuoGraderSource *self);

/**
 * guo_grader_source_machine:
 * @self: a source
 *
 * Returns: n of device.bound
 */
gint64 guo_grader_source_machine (GuoGraderSource *self);

/**
 * guo_grader_source_start:
 * @self: a source; opened from here on
 */
void guo_grader_source_start (GuoGraderSource *self);

/**
 * guo_grader_source_stop:
 * @self: a source; its threads have ended and what came is written when this returns
 */
void guo_grader_source_stop (GuoGraderSource *self);

/**
 * guo_grader_source_set_run:
 * @self: a source
 * @run: (nullable): that gets what comes from here on
 */
void guo_grader_source_set_run (GuoGraderSource *self, GuoGraderRun *run);

/**
 * guo_grader_source_push:
 * @self: a source that tells each fruit; another takes no bytes
 * @bytes: as if they had come from its transport
 * @len: how many
 * @at_us: monotonic time of the clock
 */
void guo_grader_source_push (GuoGraderSource *self, const guint8 *bytes, gsize len, gint64 at_us);

/**
 * guo_grader_source_flush:
 * @self: a source
 * @error: return location
 *
 * Returns: %FALSE with an error of a store or a file; it is tried again by itself
 */
gboolean guo_grader_source_flush (GuoGraderSource *self, GError **error);

/**
 * guo_grader_source_publish:
 * @self: a source; tells the live topics how it does
 */
void guo_grader_source_publish (GuoGraderSource *self);

G_END_DECLS
