/* One bound grading machine: its transport is read on a thread of its own and never waits for a disk; a second thread
 * writes what came to the fruit store once a second, and at the end of a batch, and tells the live topics "devices" and,
 * while a run is open, "grade". Fruit that comes while no run is open is counted and not kept. Any thread. */
#pragma once

#include "station/clock.h"
#include "station/error.h"
#include "station/grader-run.h"
#include "station/live.h"

G_BEGIN_DECLS

typedef struct _GuoGraderPort GuoGraderPort;

/* What all ports of a station share; outlives them. */
typedef struct
{
  const GuoClock *clock;
  GuoLive *live;
  GuoFruitStore *store;
  const gchar *folder; /* where each keeps up to where its machine was heard */
} GuoGraderHouse;

/**
 * guo_grader_check_address:
 * @address: "tcp:HOST:7801", "serial:/dev/ttyUSB0?line=115200/8n1", "sim:guozhan-line?scenario=good"
 * @practice: whether simulators are allowed
 * @error: return location
 *
 * Returns: %FALSE with "sim-needs-practice", or %GUO_DRIVER_ERROR_BAD_ADDRESS
 */
gboolean guo_grader_check_address (const gchar *address, gboolean practice, GError **error);

/**
 * guo_grader_port_new:
 * @row: as the statement `devices` gives it
 * @house: copied
 *
 * Nothing is opened yet. An address that cannot be read shows as "lost".
 *
 * Returns: (transfer full): a port
 */
GuoGraderPort *guo_grader_port_new (json_t *row, const GuoGraderHouse *house);

/**
 * guo_grader_port_ref:
 * @self: a port
 *
 * Returns: (transfer full): it
 */
GuoGraderPort *guo_grader_port_ref (GuoGraderPort *self);

/**
 * guo_grader_port_unref:
 * @self: (nullable): a port that was stopped, or never started
 */
void guo_grader_port_unref (GuoGraderPort *self);

/**
 * guo_grader_port_start:
 * @self: a port; opened from here on
 */
void guo_grader_port_start (GuoGraderPort *self);

/**
 * guo_grader_port_stop:
 * @self: a port
 *
 * Its threads have ended and what came is written when this returns; its live lines are taken back.
 */
void guo_grader_port_stop (GuoGraderPort *self);

/**
 * guo_grader_port_row:
 * @self: a port
 *
 * Returns: (transfer none): the row it was made of
 */
json_t *guo_grader_port_row (GuoGraderPort *self);

/**
 * guo_grader_port_set_run:
 * @self: a port
 * @run: (nullable): that gets what comes from here on; %NULL: none
 *
 * A run that was being filled when the station fell has its notes again.
 */
void guo_grader_port_set_run (GuoGraderPort *self, GuoGraderRun *run);

/**
 * guo_grader_port_push:
 * @self: a port
 * @bytes: as if they had come from its transport
 * @len: how many
 * @at_us: monotonic time of the clock
 */
void guo_grader_port_push (GuoGraderPort *self, const guint8 *bytes, gsize len, gint64 at_us);

/**
 * guo_grader_port_flush:
 * @self: a port
 * @error: return location
 *
 * Writes all that came before.
 *
 * Returns: %FALSE with an error of the store or of the file; it is tried again by itself
 */
gboolean guo_grader_port_flush (GuoGraderPort *self, GError **error);

/**
 * guo_grader_port_publish:
 * @self: a port
 *
 * Tells the live topics how it does now.
 */
void guo_grader_port_publish (GuoGraderPort *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoGraderPort, guo_grader_port_unref)

G_END_DECLS
