/* What a scale says live: its weight, and how it does as a device. */
#include "station/scale-port-private.h"

#include "station/device-line.h"
#include "station/weight-line.h"

#define LINE_US ((gint64) 33000) /* weight lines: about 30 a second at most */
#define SHOWN_BYTES 48

void
guo_scale_port_publish (GuoScalePort *self, const gchar *topic, gchar *line)
{
  if (self->live != NULL)
    guo_live_publish (self->live, topic, self->key, line);
  else
    g_free (line);
}

/* The caller holds the lock. Returns the line to publish once it is let go, or NULL: too soon. */
static gchar *
weight_line (GuoScalePort *self, gint64 at_us)
{
  GuoScaleView view;
  gint64 since_us = at_us - self->published_us;
  gboolean news;

  if (self->live == NULL)
    return NULL; /* nobody listens */
  guo_scale_state_view (self->state, at_us, &view);
  news = view.read_us != self->published_read_us;
  if (view.state == self->published_state && since_us < (news ? LINE_US : GUO_SCALE_PORT_LINE_IDLE_US))
    return NULL;
  self->published_state = view.state;
  self->published_us = at_us;
  self->published_read_us = view.read_us;
  return guo_weight_line (self->row, &view);
}

void
guo_scale_port_wake (GuoScalePort *self, gint64 at_us)
{
  g_autofree gchar *line = NULL;

  g_mutex_lock (&self->lock);
  line = weight_line (self, at_us);
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
  if (line != NULL)
    guo_scale_port_publish (self, "weight", g_steal_pointer (&line));
}

/* Frames a second, one decimal, in integers: of the newest span of a second. */
static gchar *
rate (GuoScalePort *self, gint64 at_us)
{
  guint64 readings = guo_framer_counts (self->framer)->readings;
  gint64 span_us = at_us - self->rate_us;

  if (self->link != GUO_TRANSPORT_OPEN)
    self->rate_tenths = 0;
  else if (span_us >= G_USEC_PER_SEC)
    {
      self->rate_tenths = (readings - self->rate_readings) * 10 * G_USEC_PER_SEC / (guint64) span_us;
      self->rate_us = at_us;
      self->rate_readings = readings;
    }
  return g_strdup_printf ("%" G_GUINT64_FORMAT ".%" G_GUINT64_FORMAT, self->rate_tenths / 10, self->rate_tenths % 10);
}

/* The caller holds the lock. */
gchar *
guo_scale_port_device_line (GuoScalePort *self, gint64 at_us)
{
  const GuoFramerCounts *counts = guo_framer_counts (self->framer);
  gsize shown = MIN (self->recent->len, (gsize) SHOWN_BYTES);
  g_autofree gchar *hex = guo_hex (self->recent->data + self->recent->len - shown, shown);
  g_autofree gchar *rate_text = rate (self, at_us);
  GuoScaleView view;
  json_auto_t *line = NULL;

  guo_scale_state_view (self->state, at_us, &view);
  line = json_pack ("{s:s, s:O*, s:O*, s:s, s:s, s:I, s:I, s:I, s:s, s:s, s:s, s:o, s:o}", "topic", "devices",
                    "device", json_object_get (self->row, "id"), "name", json_object_get (self->row, "name"), "kind",
                    "scale", "state", guo_link_name (self->link), "frames",
                    (json_int_t) counts->readings, "bad", (json_int_t) counts->bad, "bytes",
                    (json_int_t) counts->bytes, "bytes_hex", hex, "rate_per_s", rate_text, "weight",
                    guo_scale_state_name (view.state), "age_ms",
                    view.read_us != 0 ? json_integer (view.age_us / G_TIME_SPAN_MILLISECOND) : json_null (), "zero_mg",
                    view.has_zero ? json_integer (view.zero_mg) : json_null ());
  guo_device_line_fault (line, self->link_error);
  return json_dumps (line, JSON_COMPACT);
}
