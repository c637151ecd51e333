#include "station/instrument-port.h"

#include "drivers/instrument/stream.h"
#include "drivers/sim/instrument-sim.h"
#include "station/device-line.h"
#include "station/devices.h"
#include "station/fields.h"

/* So many readings may be named in a sample; the live table keeps a line of each. */
#define SLOTS 16
#define DEVICE_LINE_US G_USEC_PER_SEC

struct _GuoInstrumentPort
{
  json_t *row;
  gchar *key;          /* of its live lines */
  GuoLive *live;
  const GuoClock *clock;
  gboolean inches, simulated;
  GuoTransport *transport; /* (nullable): not started, or the address or the protocol could not be read */

  GMutex lock;         /* guards what follows */
  GuoInstrumentStream stream;
  gint64 heard_us;     /* when bytes came last */
  GuoInstrumentKept slots[SLOTS];
  gint64 n;            /* number of the last reading */
  gint64 frames, bad;
  gint64 told_us;      /* when the device's line was last published */
  GuoTransportState link;
  GError *link_error;  /* (nullable) */
};

/* With the lock held. */
static void
publish_device (GuoInstrumentPort *self)
{
  json_auto_t *line = json_pack ("{s:s, s:O, s:O, s:s, s:s, s:I, s:I}", "topic", "devices", "device",
                                 json_object_get (self->row, "id"), "name", json_object_get (self->row, "name"), "kind",
                                 "instrument", "state", guo_link_name (self->link), "frames", (json_int_t) self->frames, "bad",
                                 (json_int_t) self->bad);

  self->told_us = g_get_monotonic_time ();
  guo_device_line_fault (line, self->link_error);
  guo_live_publish (self->live, "devices", self->key, json_dumps (line, JSON_COMPACT));
}

static gchar *
slot_key (GuoInstrumentPort *self, gsize slot)
{
  return g_strdup_printf ("%s/%u", self->key, (guint) slot);
}

static void
publish_reading (GuoInstrumentPort *self, gsize slot)
{
  const GuoInstrumentKept *kept = &self->slots[slot];
  const GuoInstrumentValue *value = &kept->value;
  g_autofree gchar *key = slot_key (self, slot);
  json_auto_t *line
    = json_pack ("{s:s, s:O, s:O, s:I, s:s?, s:s?, s:s?, s:s?, s:o, s:s, s:b}", "topic", "readings", "device",
                 json_object_get (self->row, "id"), "device_name", json_object_get (self->row, "name"), "n",
                 (json_int_t) kept->n, "fault", value->fault, "quantity", value->quantity, "name", value->name, "unit",
                 value->unit, "value", value->fault == NULL ? json_integer (value->value) : json_null (), "raw", kept->raw,
                 "simulated", kept->simulated);

  guo_live_publish (self->live, "readings", key, json_dumps (line, JSON_COMPACT));
}

/* With the lock held. A number is never given twice, also not after a restart: a form that was left open must not get another
 * reading than it showed. */
static void
on_reading (const GuoInstrumentReading *reading, gpointer user_data)
{
  GuoInstrumentPort *self = user_data;
  gsize slot = (gsize) (self->frames % SLOTS);
  GuoInstrumentKept *kept = &self->slots[slot];
  g_autofree gchar *raw = guo_hex (self->stream.text, self->stream.len);

  self->n = MAX (self->n + 1, self->clock->wall_us (self->clock->user_data) / 1000);
  self->frames++;
  *kept = (GuoInstrumentKept) { .n = self->n, .simulated = self->simulated };
  g_strlcpy (kept->raw, raw, sizeof kept->raw);
  guo_instrument_value_read (reading, self->inches, &kept->value);
  self->bad += reading->status != GUO_INSTRUMENT_READ;
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
  g_autoptr(GError) error = NULL;
  const GuoInstrument *instrument = guo_instrument_find (guo_field_text (self->row, "protocol"), &error);

  if (instrument != NULL)
    {
      guo_instrument_stream_init (&self->stream, instrument);
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
  g_clear_pointer (&self->transport, guo_transport_free);
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
  json_decref (self->row);
  g_free (self->key);
  g_clear_error (&self->link_error);
  g_free (self);
}

void
guo_instrument_port_tick (GuoInstrumentPort *self)
{
  gint64 now_us = g_get_monotonic_time ();

  g_mutex_lock (&self->lock);
  if (self->stream.open && now_us - self->heard_us > GUO_INSTRUMENT_SILENCE_US)
    guo_instrument_stream_flush (&self->stream, on_reading, self);
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
