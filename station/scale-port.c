#include "station/scale-port-private.h"

#include "drivers/encode.h"
#include "drivers/registry.h"
#include "drivers/sim/scale-sim.h"
#include "station/device-line.h"
#include "station/devices.h"
#include "station/scale-settings.h"
#include "station/weight-line.h"
#include "db/database.h"

#include <string.h>

#define SILENCE_US ((gint64) 50000)       /* ends a frame that nothing else ends: 50 bytes at 9600 baud */
#define RECENT_BYTES 512                  /* kept to show, and to cut a frame's bytes out */

static gint64
now_us (GuoScalePort *self)
{
  return self->clock->monotonic_us (self->clock->user_data);
}

static gint64
row_int (GuoScalePort *self, const gchar *name)
{
  return json_integer_value (json_object_get (self->row, name));
}

static gboolean
choose_protocol (GuoScalePort *self, GError **error)
{
  const gchar *id = json_string_value (json_object_get (self->row, "protocol"));

  self->protocol = guo_scale_protocol_find (id != NULL ? id : "", error);
  if (self->protocol == NULL)
    return FALSE;
  if (!guo_scale_settings_read (self->row, self->protocol, &self->config, &self->map, error))
    return FALSE;
  self->framer = guo_framer_new (self->protocol, &self->config);
  self->ask_us = guo_scale_settings_ask_us (self->row, self->protocol);
  return TRUE;
}

GuoScalePort *
guo_scale_port_new (json_t *row, const GuoClock *clock, GuoLive *live, GError **error)
{
  g_autoptr(GuoScalePort) self = g_new0 (GuoScalePort, 1);
  json_t *last = json_object_get (row, "last_mg");

  g_mutex_init (&self->transport_lock);
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->row = json_incref (row);
  self->clock = clock;
  self->live = live;
  self->key = g_strdup_printf ("%" G_GINT64_FORMAT, row_int (self, "id"));
  self->recent = g_byte_array_sized_new (2 * RECENT_BYTES);
  if (!choose_protocol (self, error))
    return NULL;
  self->state = guo_scale_state_new (&(GuoScaleSettings) {
    .e_mg = row_int (self, "e_mg"),
    .d_mg = row_int (self, "d_mg"),
    .stable_us = row_int (self, "stable_ms") * G_TIME_SPAN_MILLISECOND,
    .min_mg = row_int (self, "min_mg"),
    .max_mg = row_int (self, "max_mg"),
    .interval_us = self->protocol->interval_us,
  });
  if (json_is_integer (last))
    guo_scale_state_resume (self->state, json_integer_value (last), row_int (self, "last_no"));
  return g_steal_pointer (&self);
}

void
guo_scale_port_free (GuoScalePort *self)
{
  if (self == NULL)
    return;
  guo_transport_free (self->transport);
  guo_framer_free (self->framer);
  guo_scale_state_free (self->state);
  g_byte_array_unref (self->recent);
  g_clear_error (&self->link_error);
  g_free (self->key);
  json_decref (self->row);
  g_cond_clear (&self->changed);
  g_mutex_clear (&self->lock);
  g_mutex_clear (&self->transport_lock);
  g_free (self);
}

/* The framer tells where the frame began; the decoder, asked again, how long it was. */
static void
keep_raw (GuoScalePort *self, const GuoReading *reading)
{
  guint64 start = self->recent_end - self->recent->len;
  GuoReading again;
  GuoDecodeResult result;
  gsize at, len;
  g_autofree gchar *hex = NULL;

  self->raw[0] = '\0';
  if (reading->offset < start || reading->offset >= self->recent_end)
    return;
  at = (gsize) (reading->offset - start);
  len = self->recent->len - at;
  result = self->protocol->decode (self->recent->data + at, len, &self->config, &again);
  if (result.status != GUO_DECODE_READING)
    result.used = MIN (len, self->protocol->max_frame);
  hex = guo_hex (self->recent->data + at, MIN (result.used, (gsize) GUO_SCALE_PORT_RAW_BYTES));
  g_strlcpy (self->raw, hex, sizeof self->raw);
}

/* Half a frame's bytes in no frame since the last reading. Less is what some scales send beside: one more line end. */
static gboolean
is_broken (GuoScalePort *self)
{
  const GuoFramerCounts *counts = guo_framer_counts (self->framer);

  return counts->readings > 0
         && 2 * (counts->skipped - self->skipped_base) >= (counts->bytes - counts->skipped) / counts->readings;
}

static void
on_reading (const GuoReading *reading, gpointer user_data)
{
  GuoScalePort *self = user_data;
  const GuoFramerCounts *counts = guo_framer_counts (self->framer);

  if (is_broken (self))
    guo_scale_state_broken (self->state);
  guo_scale_state_push (self->state, reading, self->arriving_us);
  self->bad_base = counts->bad;
  self->skipped_base = counts->skipped;
  keep_raw (self, reading);
}

/* A run of bytes in no frame may be many broken frames, one behind the other. */
static void
count_bad (GuoScalePort *self)
{
  const GuoFramerCounts *counts = guo_framer_counts (self->framer);
  guint64 runs = counts->bad - self->bad_base;
  guint64 frames = (counts->skipped - self->skipped_base) / self->protocol->max_frame;

  guo_scale_state_bad (self->state, MAX (runs, frames));
  if (is_broken (self))
    guo_scale_state_broken (self->state);
}

static void
keep_recent (GuoScalePort *self, const guint8 *bytes, gsize len)
{
  if (self->recent->len > RECENT_BYTES)
    g_byte_array_remove_range (self->recent, 0, self->recent->len - RECENT_BYTES);
  g_byte_array_append (self->recent, bytes, (guint) len);
  self->recent_end += len;
}

void
guo_scale_port_push (GuoScalePort *self, const guint8 *bytes, gsize len, gint64 at_us)
{
  g_mutex_lock (&self->lock);
  self->arriving_us = at_us;
  self->link = GUO_TRANSPORT_OPEN;
  guo_scale_state_link (self->state, TRUE, at_us);
  keep_recent (self, bytes, len);
  self->flushed = FALSE;
  guo_framer_push (self->framer, bytes, len, on_reading, self);
  if (self->protocol->has_packets)
    guo_framer_flush (self->framer, on_reading, self);
  count_bad (self);
  g_mutex_unlock (&self->lock);
  guo_scale_port_wake (self, at_us);
}

static void
on_bytes (const guint8 *bytes, gsize len, gint64 at_us, gpointer user_data)
{
  guo_scale_port_push (user_data, bytes, len, at_us);
}

/* A USB device that is plugged in anew may be another one. The caller holds the lock. */
static void
learn_layout (GuoScalePort *self)
{
  const GuoHidReportDescriptor *descriptor
    = self->transport != NULL ? guo_transport_report_descriptor (self->transport) : NULL;

  if (descriptor != NULL && guo_hid_scale_layout_read (descriptor->bytes, descriptor->len, &self->layout, NULL))
    self->config.report = &self->layout;
}

static void
on_state (GuoTransportState state, const GError *error, gpointer user_data)
{
  GuoScalePort *self = user_data;
  gint64 at_us = now_us (self);

  g_mutex_lock (&self->lock);
  self->link = state;
  self->device_line_us = 0;
  g_clear_error (&self->link_error);
  self->link_error = error != NULL ? g_error_copy (error) : NULL;
  guo_scale_state_link (self->state, state == GUO_TRANSPORT_OPEN, at_us);
  if (state == GUO_TRANSPORT_OPEN)
    {
      learn_layout (self);
      self->rate_us = at_us;
      self->rate_readings = guo_framer_counts (self->framer)->readings;
    }
  g_mutex_unlock (&self->lock);
  guo_scale_port_wake (self, at_us);
  guo_scale_port_tick (self);
}

void
guo_scale_port_start (GuoScalePort *self)
{
  const gchar *address = json_string_value (json_object_get (self->row, "address"));
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->transport_lock);
  g_autoptr(GError) error = NULL;

  if (guo_devices_is_simulated (address))
    self->transport = guo_scale_sim_transport (address, &error);
  else
    self->transport = guo_transport_new (address, &error);
  if (self->transport == NULL)
    {
      on_state (GUO_TRANSPORT_LOST, error, self);
      return;
    }
  guo_transport_start (self->transport, &(GuoTransportCallbacks) { .bytes = on_bytes, .state = on_state },
                       self);
}

void
guo_scale_port_stop (GuoScalePort *self)
{
  GuoTransport *transport;

  g_mutex_lock (&self->transport_lock);
  transport = g_steal_pointer (&self->transport);
  g_mutex_unlock (&self->transport_lock);
  guo_transport_free (transport); /* joins its thread, whose callbacks need the other lock */
  g_mutex_lock (&self->lock);
  guo_scale_state_link (self->state, FALSE, now_us (self));
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
  guo_scale_port_publish (self, "weight", g_strdup (""));
  guo_scale_port_publish (self, "devices", g_strdup (""));
}

/* The caller holds the lock. Reads a frame that only silence ends. Returns: whether the scale is to be asked. */
static gboolean
hear_silence (GuoScalePort *self, gint64 at_us)
{
  if (self->link != GUO_TRANSPORT_OPEN)
    return FALSE;
  if (self->protocol->flush != NULL && !self->flushed && at_us - self->arriving_us >= SILENCE_US)
    {
      self->flushed = TRUE;
      guo_framer_flush (self->framer, on_reading, self);
    }
  if (self->ask_us == 0 || at_us - self->asked_us < self->ask_us)
    return FALSE;
  self->asked_us = at_us;
  return TRUE;
}

void
guo_scale_port_tick (GuoScalePort *self)
{
  gint64 at_us = now_us (self);
  g_autofree gchar *line = NULL;
  gboolean ask;

  g_mutex_lock (&self->lock);
  ask = hear_silence (self, at_us);
  if (self->device_line_us == 0 || at_us - self->device_line_us >= GUO_SCALE_PORT_LINE_IDLE_US)
    {
      self->device_line_us = at_us;
      line = guo_scale_port_device_line (self, at_us);
    }
  g_mutex_unlock (&self->lock);
  if (ask)
    guo_scale_port_send (self, self->protocol->ask, NULL); /* a link that is lost says so by itself */
  if (line != NULL)
    guo_scale_port_publish (self, "devices", g_steal_pointer (&line));
  guo_scale_port_wake (self, at_us);
}

void
guo_scale_port_view (GuoScalePort *self, GuoScaleView *out)
{
  g_mutex_lock (&self->lock);
  guo_scale_state_view (self->state, now_us (self), out);
  g_mutex_unlock (&self->lock);
}

json_t *
guo_scale_port_settle (GuoScalePort *self, gint64 patience_us)
{
  gint64 until_us = g_get_monotonic_time () + patience_us;
  GuoScaleView view;
  json_t *note;

  g_mutex_lock (&self->lock);
  guo_scale_state_view (self->state, now_us (self), &view);
  while (view.state == GUO_SCALE_MOVING && g_cond_wait_until (&self->changed, &self->lock, until_us))
    guo_scale_state_view (self->state, now_us (self), &view);
  note = guo_weight_note (self->row, &view, self->raw);
  g_mutex_unlock (&self->lock);
  return note;
}

static gboolean
act_locked (GuoScalePort *self, GuoScaleAct act, guint64 arming, gint64 value)
{
  switch (act)
    {
    case GUO_SCALE_ACT_TAKE:
      return guo_scale_state_take (self->state, arming);
    case GUO_SCALE_ACT_RELEASE:
      guo_scale_state_release (self->state, arming);
      break;
    case GUO_SCALE_ACT_RECORDED:
      guo_scale_state_recorded (self->state, arming, value);
      break;
    case GUO_SCALE_ACT_REARM:
      guo_scale_state_rearm (self->state);
      break;
    case GUO_SCALE_ACT_STOP:
      guo_scale_state_stop (self->state, value != 0);
      break;
    default:
      return FALSE;
    }
  return TRUE;
}

gboolean
guo_scale_port_act (GuoScalePort *self, GuoScaleAct act, guint64 arming, gint64 value)
{
  gboolean done;

  g_mutex_lock (&self->lock);
  done = act_locked (self, act, arming, value);
  self->published_us = 0;
  g_mutex_unlock (&self->lock);
  guo_scale_port_wake (self, now_us (self));
  return done;
}

gboolean
guo_scale_port_send (GuoScalePort *self, const gchar *command, GError **error)
{
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = NULL;
  guint8 bytes[64];
  gssize len;

  if (guo_scale_verb (self->protocol, command) == NULL)
    return guo_refuse (error, GUO_STATION_ERROR_REFUSED, "zero-unknown",
                       json_pack ("{s:s}", "protocol", self->protocol->id), "%s has no command %s",
                       self->protocol->id, command);
  len = guo_scale_encode (self->protocol,
                          &(GuoScaleCommand) { .command = command, .address = (guint) row_int (self, "bus_address"),
                                               .config = &self->config },
                          bytes, sizeof bytes, error);
  if (len < 0)
    return FALSE;
  locker = g_mutex_locker_new (&self->transport_lock);
  if (self->transport == NULL)
    return guo_refuse (error, GUO_STATION_ERROR_DEVICE, "scale-disconnected", NULL, "the scale is not open");
  return guo_transport_send (self->transport, bytes, (gsize) len, error);
}
