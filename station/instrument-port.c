#include "station/instrument-port.h"

#include "drivers/instrument/stream.h"
#include "drivers/sim/instrument-sim.h"
#include "station/device-line.h"
#include "station/devices.h"
#include "station/fields.h"

/* So many readings may be named in a sample; the live table keeps a line of each. */
#define SLOTS 16
#define DEVICE_LINE_US G_USEC_PER_SEC
#define ANSWER_US (2 * G_USEC_PER_SEC) /* a Digimatic answer takes a tenth of a second */

struct _GuoInstrumentPort
{
  json_t *row;
  gchar *key;          /* of its live lines */
  GuoLive *live;
  const GuoClock *clock;
  gboolean inches, simulated;
  GMutex transport_lock;   /* guards the pointer; callbacks never take it */
  GuoTransport *transport; /* (nullable): not started, or the address or the protocol could not be read */

  GMutex lock;         /* guards what follows */
  GuoInstrumentStream stream;
  gint64 heard_us;     /* when bytes came last */
  gint64 asked_us;     /* since when an answer is awaited; 0: none is */
  GuoInstrumentKept slots[SLOTS];
  gint64 n;            /* number of the last reading */
  gint64 frames, bad;
  gint64 told_us;      /* when the device's line was last published */
  GuoTransportState link;
  GError *link_error;  /* (nullable) */
};

static gboolean
is_asked (GuoInstrumentPort *self)
{
  return self->stream.instrument != NULL && self->stream.instrument->asked;
}

/* With the lock held. */
static void
publish_device (GuoInstrumentPort *self)
{
  json_auto_t *line = json_pack ("{s:s, s:O, s:O, s:s, s:s, s:I, s:I, s:b}", "topic", "devices", "device",
                                 json_object_get (self->row, "id"), "name", json_object_get (self->row, "name"), "kind",
                                 "instrument", "state", guo_link_name (self->link), "frames", (json_int_t) self->frames, "bad",
                                 (json_int_t) self->bad, "asked", is_asked (self));

  self->told_us = g_get_monotonic_time ();
  guo_device_line_fault (line, self->link_error);
  guo_live_publish (self->live, "devices", self->key, json_dumps (line, JSON_COMPACT));
}

static gchar *
slot_key (GuoInstrumentPort *self, gsize slot)
{
  return g_strdup_printf ("%s/%u", self->key, (guint) slot);
}

/* What nobody would believe is told with its number, so that it can be seen why. */
static gboolean
has_value (const GuoInstrumentValue *value)
{
  return value->fault == NULL || g_str_equal (value->fault, "implausible");
}

static void
publish_reading (GuoInstrumentPort *self, gsize slot)
{
  const GuoInstrumentKept *kept = &self->slots[slot];
  const GuoInstrumentValue *value = &kept->value;
  g_autofree gchar *key = slot_key (self, slot);
  json_auto_t *line
    = json_pack ("{s:s, s:O, s:O, s:I, s:s, s:s?, s:s?, s:s?, s:s?, s:o, s:o, s:o, s:s, s:b}", "topic", "readings", "device",
                 json_object_get (self->row, "id"), "device_name", json_object_get (self->row, "name"), "n",
                 (json_int_t) kept->n, "at", kept->at, "fault", value->fault, "quantity", value->quantity, "name", value->name,
                 "unit", value->unit, "value", has_value (value) ? json_integer (value->value) : json_null (), "least",
                 value->quantity != NULL ? json_integer (value->least) : json_null (), "most",
                 value->quantity != NULL ? json_integer (value->most) : json_null (), "raw", kept->raw, "simulated",
                 kept->simulated);

  guo_live_publish (self->live, "readings", key, json_dumps (line, JSON_COMPACT));
}

/* With the lock held. A number is never given twice, also not after a restart: a form that was left open must not get another
 * reading than it showed. */
static GuoInstrumentKept *
next_slot (GuoInstrumentPort *self, gsize *slot)
{
  GuoInstrumentKept *kept;
  g_autofree gchar *at = guo_clock_stamp (self->clock);

  *slot = (gsize) (self->frames % SLOTS);
  kept = &self->slots[*slot];
  self->n = MAX (self->n + 1, self->clock->wall_us (self->clock->user_data) / 1000);
  self->frames++;
  self->asked_us = 0;
  *kept = (GuoInstrumentKept) { .n = self->n, .simulated = self->simulated };
  g_strlcpy (kept->at, at, sizeof kept->at);
  return kept;
}

/* With the lock held. */
static void
on_reading (const GuoInstrumentReading *reading, gpointer user_data)
{
  GuoInstrumentPort *self = user_data;
  g_autofree gchar *raw = guo_hex (self->stream.text, self->stream.len);
  gsize slot;
  GuoInstrumentKept *kept = next_slot (self, &slot);

  g_strlcpy (kept->raw, raw, sizeof kept->raw);
  guo_instrument_value_read (reading, self->inches, &kept->value);
  self->bad += reading->status != GUO_INSTRUMENT_READ;
  publish_reading (self, slot);
  publish_device (self);
}

/* With the lock held: nothing answered. */
static void
tell_silence (GuoInstrumentPort *self)
{
  gsize slot;

  next_slot (self, &slot)->value.fault = "silent";
  self->bad++;
  publish_reading (self, slot);
  publish_device (self);
}

static void
on_bytes (const guint8 *bytes, gsize len, gint64 at_us, gpointer user_data)
{
  GuoInstrumentPort *self = user_data;

  g_mutex_lock (&self->lock);
  self->heard_us = at_us;
  guo_instrument_stream_push (&self->stream, bytes, len, on_reading, self);
  g_mutex_unlock (&self->lock);
}

static void
on_state (GuoTransportState state, const GError *error, gpointer user_data)
{
  GuoInstrumentPort *self = user_data;

  g_mutex_lock (&self->lock);
  if (state != GUO_TRANSPORT_OPEN && self->stream.instrument != NULL)
    guo_instrument_stream_flush (&self->stream, on_reading, self);
  self->link = state;
  g_clear_error (&self->link_error);
  self->link_error = error != NULL ? g_error_copy (error) : NULL;
  publish_device (self);
  g_mutex_unlock (&self->lock);
}

GuoInstrumentPort *
guo_instrument_port_new (json_t *row, GuoLive *live, const GuoClock *clock)
{
  GuoInstrumentPort *self = g_new0 (GuoInstrumentPort, 1);

  g_mutex_init (&self->lock);
  g_mutex_init (&self->transport_lock);
  self->row = json_incref (row);
  self->key = g_strdup_printf ("%" G_GINT64_FORMAT, guo_field_int (row, "id", 0));
  self->live = live;
  self->clock = clock;
  self->inches = g_strcmp0 (guo_field_text (row, "unit"), "in") == 0;
  self->simulated = guo_devices_is_simulated (guo_field_text (row, "address"));
  return self;
}

void
guo_instrument_port_start (GuoInstrumentPort *self)
{
  static const GuoTransportCallbacks callbacks = { on_bytes, on_state };
  const gchar *address = guo_field_text (self->row, "address");
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->transport_lock);
  g_autoptr(GError) error = NULL;
  const GuoInstrument *instrument = guo_instrument_find (guo_field_text (self->row, "protocol"), &error);

  if (instrument != NULL)
    {
      g_mutex_lock (&self->lock);
      guo_instrument_stream_init (&self->stream, instrument);
      g_mutex_unlock (&self->lock);
      self->transport = self->simulated ? guo_instrument_sim_transport (address, &error) : guo_transport_new (address, &error);
    }
  if (self->transport != NULL)
    guo_transport_start (self->transport, &callbacks, self);
  else
    on_state (GUO_TRANSPORT_LOST, error, self);
}

void
guo_instrument_port_stop (GuoInstrumentPort *self)
{
  GuoTransport *transport;

  g_mutex_lock (&self->transport_lock);
  transport = g_steal_pointer (&self->transport);
  g_mutex_unlock (&self->transport_lock);
  guo_transport_free (transport); /* joins its thread, whose callbacks need the other lock */
  for (gsize i = 0; i < SLOTS; i++)
    {
      g_autofree gchar *key = slot_key (self, i);

      if (self->slots[i].n != 0)
        guo_live_publish (self->live, "readings", key, g_strdup (""));
    }
  guo_live_publish (self->live, "devices", self->key, g_strdup (""));
}

void
guo_instrument_port_free (GuoInstrumentPort *self)
{
  if (self == NULL)
    return;
  g_mutex_clear (&self->lock);
  g_mutex_clear (&self->transport_lock);
  json_decref (self->row);
  g_free (self->key);
  g_clear_error (&self->link_error);
  g_free (self);
}

gboolean
guo_instrument_port_ask (GuoInstrumentPort *self, GError **error)
{
  static const guint8 question = '?'; /* any byte asks; this one shows in a trace what it was */
  const gchar *name = guo_field_text (self->row, "name");
  gboolean asked;

  g_mutex_lock (&self->lock);
  asked = is_asked (self);
  if (asked && self->link == GUO_TRANSPORT_OPEN)
    self->asked_us = g_get_monotonic_time (); /* before it is sent: the answer may come at once */
  g_mutex_unlock (&self->lock);
  if (!asked)
    return guo_refuse (error, GUO_STATION_ERROR_REFUSED, "measure-unknown", json_pack ("{s:s}", "device", name),
                       "%s cannot be asked; it sends what it measured by itself", name);
  g_mutex_lock (&self->transport_lock);
  asked = self->transport != NULL && guo_transport_send (self->transport, &question, sizeof question, NULL);
  g_mutex_unlock (&self->transport_lock);
  return asked
         || guo_refuse (error, GUO_STATION_ERROR_REFUSED, "instrument-disconnected", json_pack ("{s:s}", "device", name),
                        "%s is not connected", name);
}

void
guo_instrument_port_tick (GuoInstrumentPort *self)
{
  gint64 now_us = g_get_monotonic_time ();

  g_mutex_lock (&self->lock);
  if (self->stream.open && now_us - self->heard_us > GUO_INSTRUMENT_SILENCE_US)
    guo_instrument_stream_flush (&self->stream, on_reading, self);
  if (self->asked_us != 0 && now_us - self->asked_us > ANSWER_US)
    tell_silence (self);
  if (now_us - self->told_us > DEVICE_LINE_US)
    publish_device (self);
  g_mutex_unlock (&self->lock);
}

gboolean
guo_instrument_port_find (GuoInstrumentPort *self, gint64 n, GuoInstrumentKept *out)
{
  gboolean found = FALSE;

  g_mutex_lock (&self->lock);
  for (gsize i = 0; i < SLOTS && !found; i++)
    if (n > 0 && self->slots[i].n == n)
      {
        *out = self->slots[i];
        found = TRUE;
      }
  g_mutex_unlock (&self->lock);
  return found;
}
