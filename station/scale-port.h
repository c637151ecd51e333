/* One bound scale: transport → framer → scale state, behind one lock. Any thread. */
#pragma once

#include "drivers/driver.h"
#include "station/clock.h"
#include "station/live.h"
#include "station/weighing/scale-state.h"

#include <jansson.h>

G_BEGIN_DECLS

typedef struct _GuoScalePort GuoScalePort;

/**
 * guo_scale_port_new:
 * @row: as the statement `devices` gives it
 * @clock: outlives the port
 * @live: (nullable): outlives the port
 * @error: return location
 *
 * Returns: (transfer full): a port without transport; %NULL with an error of the driver (protocol unknown)
 */
GuoScalePort *guo_scale_port_new (json_t *row, const GuoClock *clock, GuoLive *live, GError **error);

/**
 * guo_scale_port_free:
 * @self: (nullable): a port; not on its transport's thread
 */
void guo_scale_port_free (GuoScalePort *self);

/**
 * guo_scale_port_start:
 * @self: a port
 *
 * Opens the transport; an address that cannot be read shows as "lost" on the live line.
 */
void guo_scale_port_start (GuoScalePort *self);

/**
 * guo_scale_port_stop:
 * @self: a port; its transport is closed and its live lines are taken back
 */
void guo_scale_port_stop (GuoScalePort *self);

/**
 * guo_scale_port_push:
 * @self: a port
 * @bytes: what came
 * @len: how many
 * @at_us: monotonic time of arrival
 */
void guo_scale_port_push (GuoScalePort *self, const guint8 *bytes, gsize len, gint64 at_us);

/**
 * guo_scale_port_tick:
 * @self: a port
 *
 * Publishes what time alone has changed: ages, silence. Asks a scale that is to be asked for its weight. To be
 * called ten times a second.
 */
void guo_scale_port_tick (GuoScalePort *self);

/**
 * guo_scale_port_settle:
 * @self: a port
 * @patience_us: how long to wait while it is moving
 *
 * Returns: (transfer full): as guo_devices_settle()
 */
json_t *guo_scale_port_settle (GuoScalePort *self, gint64 patience_us);

/**
 * guo_scale_port_view:
 * @self: a port
 * @out: (out caller-allocates): its state now
 */
void guo_scale_port_view (GuoScalePort *self, GuoScaleView *out);

/* What guo_scale_port_act() does to the scale state. */
typedef enum
{
  GUO_SCALE_ACT_TAKE,
  GUO_SCALE_ACT_RELEASE,
  GUO_SCALE_ACT_RECORDED,
  GUO_SCALE_ACT_REARM,
  GUO_SCALE_ACT_STOP,
} GuoScaleAct;

/**
 * guo_scale_port_act:
 * @self: a port
 * @act: what to do
 * @arming: TAKE, RELEASE, RECORDED: as told by the view
 * @value: RECORDED: number of the record; STOP: whether stopped
 *
 * Returns: TAKE: whether it was free; else %TRUE
 */
gboolean guo_scale_port_act (GuoScalePort *self, GuoScaleAct act, guint64 arming, gint64 value);

/**
 * guo_scale_port_send:
 * @self: a port
 * @command: a command's name in the protocol
 * @error: return location
 *
 * Returns: %FALSE with "zero-unknown"[protocol], or an error of the driver
 */
gboolean guo_scale_port_send (GuoScalePort *self, const gchar *command, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoScalePort, guo_scale_port_free)

G_END_DECLS
