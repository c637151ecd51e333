/* The scales of a station: each pairs a transport and a protocol, and feeds a scale state.
 *
 * Bytes come on the transport's own thread; a keeper thread notices silence and publishes the live
 * lines. Every function may be called from any thread.
 */
#pragma once

#include "station/clock.h"
#include "station/error.h"
#include "station/live.h"
#include "station/weighing/scale-state.h"

G_BEGIN_DECLS

#define GUO_SETTLE_US ((gint64) 3000000)

typedef struct _GuoDevices GuoDevices;

/**
 * guo_devices_new:
 * @clock: outlives the devices
 * @live: (nullable): where live lines go; outlives the devices
 *
 * Returns: (transfer full): no devices; nothing runs before guo_devices_start()
 */
GuoDevices *guo_devices_new (const GuoClock *clock, GuoLive *live);

/**
 * guo_devices_free:
 * @self: (nullable): devices; every thread has ended when this returns
 */
void guo_devices_free (GuoDevices *self);

/**
 * guo_devices_start:
 * @self: devices; their transports are opened from here on
 */
void guo_devices_start (GuoDevices *self);

/**
 * guo_devices_sync:
 * @self: devices
 * @rows: (array of objects): every device as the statement `devices` gives it; a scale may have
 *   `last_mg`, `last_no`: what it showed at the last record before the station stopped, and its number
 *
 * Scales that are new are started, those that are gone or inactive are stopped, changed ones are
 * replaced. Before guo_devices_start() scales exist without a transport: bytes are pushed by hand.
 */
void guo_devices_sync (GuoDevices *self, json_t *rows);

/**
 * guo_devices_has:
 * @self: devices
 * @scale: n of device.bound
 *
 * Returns: whether that scale is bound here
 */
gboolean guo_devices_has (GuoDevices *self, gint64 scale);

/**
 * guo_devices_view:
 * @self: devices
 * @scale: n of device.bound
 * @out: (out caller-allocates): its state now
 *
 * Returns: %FALSE when there is no such scale
 */
gboolean guo_devices_view (GuoDevices *self, gint64 scale, GuoScaleView *out);

/**
 * guo_devices_set_patience:
 * @self: devices
 * @us: how long guo_devices_settle() waits, microseconds, %GUO_SETTLE_US at first
 */
void guo_devices_set_patience (GuoDevices *self, gint64 us);

/**
 * guo_devices_settle:
 * @self: devices
 * @scale: n of device.bound
 *
 * Waits while the scale is moving.
 *
 * Returns: (transfer full) (nullable): what is to be recorded, or why not: {state, refusal (null: may
 *   be recorded), mg, mantissa, exponent, unit, e_mg, min_mg, age_ms, stable_ms, stability, raw, arming,
 *   bad_frames, simulated}; %NULL when there is no such scale
 */
json_t *guo_devices_settle (GuoDevices *self, gint64 scale);

/**
 * guo_devices_take:
 * @self: devices
 * @scale: n of device.bound
 * @arming: as guo_devices_settle() told
 *
 * Returns: whether the load is ours now; see guo_scale_state_take()
 */
gboolean guo_devices_take (GuoDevices *self, gint64 scale, guint64 arming);

/**
 * guo_devices_release:
 * @self: devices
 * @scale: n of device.bound
 * @arming: as taken; the record failed
 */
void guo_devices_release (GuoDevices *self, gint64 scale, guint64 arming);

/**
 * guo_devices_recorded:
 * @self: devices
 * @scale: n of device.bound
 * @arming: as taken
 * @no: number of the record
 */
void guo_devices_recorded (GuoDevices *self, gint64 scale, guint64 arming, gint64 no);

/**
 * guo_devices_rearm:
 * @self: devices
 * @scale: n of device.bound
 *
 * Returns: %FALSE when there is no such scale
 */
gboolean guo_devices_rearm (GuoDevices *self, gint64 scale);

/**
 * guo_devices_zero:
 * @self: devices
 * @scale: n of device.bound
 * @error: return location
 *
 * Sends the protocol's own zero command.
 *
 * Returns: %FALSE with "not-found", "zero-unknown"[protocol] (the protocol has no such command), or an
 *   error of the driver (the link is not open)
 */
gboolean guo_devices_zero (GuoDevices *self, gint64 scale, GError **error);

/**
 * guo_devices_push:
 * @self: devices
 * @scale: n of device.bound
 * @bytes: as if they had come from its transport
 * @len: how many
 * @at_us: monotonic time of the clock
 *
 * Returns: %FALSE when there is no such scale
 */
gboolean guo_devices_push (GuoDevices *self, gint64 scale, const guint8 *bytes, gsize len, gint64 at_us);

/**
 * guo_devices_stop_recording:
 * @self: devices
 * @stopped: whether the station cannot record at present
 */
void guo_devices_stop_recording (GuoDevices *self, gboolean stopped);

/**
 * guo_devices_check_address:
 * @address: of a scale, as typed
 * @practice: whether simulators are allowed
 * @error: return location
 *
 * Returns: %FALSE with "sim-needs-practice", or %GUO_DRIVER_ERROR_BAD_ADDRESS
 */
gboolean guo_devices_check_address (const gchar *address, gboolean practice, GError **error);

/**
 * guo_devices_is_simulated:
 * @address: of a device
 *
 * Returns: whether it is a simulator inside this process
 */
gboolean guo_devices_is_simulated (const gchar *address);

/**
 * guo_devices_probe:
 * @self: started devices
 * @address: (nullable): what to listen to, checked; %NULL: nothing. A probe that runs already is ended first
 * @error: return location
 *
 * What is heard comes on the live topic "devices", key "probe".
 *
 * Returns: %FALSE with an error of the driver
 */
gboolean guo_devices_probe (GuoDevices *self, const gchar *address, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoDevices, guo_devices_free)

G_END_DECLS
