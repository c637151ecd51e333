#include <string.h>

#include "station/client/row.h"
#include "ui/desk-private.h"
#include "ui/desk-readings.h"

static void
key_of (gint64 id, gchar key[32])
{
  g_snprintf (key, 32, "%" G_GINT64_FORMAT, id);
}

static void
weight_arrived (GuoDesk *self, json_t *line)
{
  gchar key[32];
  gint64 scale = guo_row_int (line, "scale");

  key_of (scale, key);
  json_object_set (self->weights, key, line);
  if (self->scale == 0)
    self->scale = scale;
  if (self->scale == scale)
    g_signal_emit_by_name (self, "weight", line);
}

void
guo_desk_count_faults (GuoDesk *self)
{
  /* one that rebuilds its tables is away on purpose */
  guint n_faults = self->started && !self->connected && self->rebuilding == NULL ? 1 : 0;
  const gchar *key;
  json_t *line;

  json_object_foreach (self->devices, key, line)
    if (strcmp (guo_row_text (line, "state"), "lost") == 0)
      n_faults++;
  guo_sounds_set_faults (self->sounds, n_faults);
}

static void
device_arrived (GuoDesk *self, json_t *line)
{
  json_t *device = json_object_get (line, "device");
  gchar key[32];

  key_of (json_integer_value (device), key);
  if (json_is_integer (device))
    json_object_set (self->devices, key, line);
  guo_desk_count_faults (self);
  g_signal_emit_by_name (self, "device", line);
}

static void
grade_arrived (GuoDesk *self, json_t *line)
{
  gchar key[32];

  key_of (guo_row_int (line, "run"), key);
  json_object_set (self->grades, key, line);
  g_signal_emit_by_name (self, "grade", line);
}

/* A stream that begins anew says again what is kept: told before is told. */
static void
reading_arrived (GuoDesk *self, json_t *line)
{
  gint64 n = guo_row_int (line, "n");
  gchar key[32];

  key_of (guo_row_int (line, "device"), key);
  if (n <= guo_row_int (json_object_get (self->readings, key), "n"))
    return;
  json_object_set (self->readings, key, line);
  g_signal_emit_by_name (self, GUO_DESK_READING, line);
}

/* A run that has ended says nothing any more; those that are open say so again at once. */
static void
committed (GuoDesk *self, json_t *line)
{
  const gchar *type = guo_row_text (line, "type");

  if (strcmp (type, "transform.closed") == 0 || strcmp (type, "fact.voided") == 0)
    json_object_clear (self->grades);
  g_signal_emit_by_name (self, "committed", line);
}

json_t *
guo_desk_reading_of (GuoDesk *self, gint64 device)
{
  gchar key[32];

  key_of (device, key);
  return json_object_get (self->readings, key);
}

void
guo_desk_live_arrived (GuoDesk *self, const gchar *topic, json_t *line)
{
  if (strcmp (topic, "weight") == 0)
    weight_arrived (self, line);
  else if (strcmp (topic, "devices") == 0)
    device_arrived (self, line);
  else if (strcmp (topic, "scans") == 0)
    g_signal_emit_by_name (self, "scan", line);
  else if (strcmp (topic, "readings") == 0)
    reading_arrived (self, line);
  else if (strcmp (topic, "queue") == 0)
    g_signal_emit_by_name (self, "queue", line);
  else if (strcmp (topic, "grade") == 0)
    grade_arrived (self, line);
  else if (strcmp (topic, "events") == 0)
    committed (self, line);
}

gint64
guo_desk_scale (GuoDesk *self)
{
  return self->scale;
}

void
guo_desk_next_scale (GuoDesk *self)
{
  gint64 first = 0, next = 0;
  const gchar *key;
  json_t *line;

  json_object_foreach (self->weights, key, line)
    {
      gint64 id = guo_row_int (line, "scale");

      if (first == 0 || id < first)
        first = id;
      if (id > self->scale && (next == 0 || id < next))
        next = id;
    }
  self->scale = next != 0 ? next : first;
  guo_screen_state_set_id (self->state, "scale", self->scale);
  if (guo_desk_weight (self) != NULL)
    g_signal_emit_by_name (self, "weight", guo_desk_weight (self));
}

json_t *
guo_desk_weight_of (GuoDesk *self, gint64 scale)
{
  gchar key[32];

  key_of (scale, key);
  return json_object_get (self->weights, key);
}

json_t *
guo_desk_weight (GuoDesk *self)
{
  return guo_desk_weight_of (self, self->scale);
}

json_t *
guo_desk_devices (GuoDesk *self)
{
  return self->devices;
}

json_t *
guo_desk_grades (GuoDesk *self)
{
  return self->grades;
}

json_t *
guo_desk_grade (GuoDesk *self, gint64 run)
{
  gchar key[32];

  key_of (run, key);
  return json_object_get (self->grades, key);
}
