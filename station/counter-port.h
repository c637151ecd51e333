/* One bound PLC that counts fruit per outlet: asked over and over on a thread of its own. What it counted is written to a file
 * beside the log, together with what it showed, before it is the run's: after a fall both hold or none, and the next answer
 * catches up. Tells the live topics "devices" and, while a run is open, "grade". Any thread. */
#pragma once

#include "station/grader-port.h"

G_BEGIN_DECLS

typedef struct _GuoCounterPort GuoCounterPort;

/**
 * guo_counter_port_new:
 * @row: as the statement `devices` gives it
 * @house: copied
 *
 * Nothing is opened yet.
 *
 * Returns: (transfer full): a port
 */
GuoCounterPort *guo_counter_port_new (json_t *row, const GuoGraderHouse *house);

/**
 * guo_counter_port_free:
 * @self: (nullable): a port that was stopped, or never started
 */
void guo_counter_port_free (GuoCounterPort *self);

/**
 * guo_counter_port_start:
 * @self: a port; asked from here on
 */
void guo_counter_port_start (GuoCounterPort *self);

/**
 * guo_counter_port_stop:
 * @self: a port
 *
 * Its threads have ended and what was counted is written when this returns; its live lines are taken back.
 */
void guo_counter_port_stop (GuoCounterPort *self);

/**
 * guo_counter_port_set_run:
 * @self: a port
 * @run: (nullable): that gets what is counted from here on; %NULL: none
 *
 * A run that was being filled when the station fell has its counts again.
 */
void guo_counter_port_set_run (GuoCounterPort *self, GuoGraderRun *run);

/**
 * guo_counter_port_hear:
 * @self: a port
 * @words: (nullable): what the PLC answered; %NULL: it did not
 * @at_ms: wall time
 *
 * What its thread does with an answer. A run that is about to be closed hears nothing: the next answer catches up.
 */
void guo_counter_port_hear (GuoCounterPort *self, const guint16 *words, gint64 at_ms);

/**
 * guo_counter_port_flush:
 * @self: a port
 * @error: return location
 *
 * Returns: %FALSE with an error of the file; it is tried again by itself
 */
gboolean guo_counter_port_flush (GuoCounterPort *self, GError **error);

/**
 * guo_counter_port_publish:
 * @self: a port
 *
 * Tells the live topics how it does now.
 */
void guo_counter_port_publish (GuoCounterPort *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoCounterPort, guo_counter_port_free)

G_END_DECLS
