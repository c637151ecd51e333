/* What a grading machine says live: how it does as a device, and the run that it fills. */
#include "station/grader-port-private.h"

#include "db/database.h"
#include "station/device-line.h"

static void
publish_run (GuoGraderPort *self, GuoGraderRun *run, gint64 now_us)
{
  g_autoptr(json_t) line = guo_grader_run_line (run, now_us);
  g_autofree gchar *key = g_strdup_printf ("%" G_GINT64_FORMAT, guo_grader_run_id (run));

  json_object_set (line, "machine", json_object_get (self->row, "id"));
  json_object_set (line, "machine_name", json_object_get (self->row, "name"));
  g_mutex_lock (&self->lock);
  json_object_set_new (line, "state", json_string (guo_link_name (self->link)));
  json_object_set_new (line, "error", self->write_error != NULL ? json_string (self->write_error->message) : json_null ());
  if (self->run == run)
    guo_live_publish (self->house.live, "grade", key, json_dumps (line, JSON_COMPACT));
  g_mutex_unlock (&self->lock);
}

/* Lines a second since the last line of the device, one decimal; with the lock held. */
static gchar *
rate (GuoGraderPort *self, guint64 records, gint64 now_us)
{
  gint64 span_us = now_us - self->told_us, tenths = 0;

  if (self->told_us != 0 && span_us > 0)
    tenths = (gint64) (records - self->told_records) * 10 * G_USEC_PER_SEC / span_us;
  self->told_records = records;
  self->told_us = now_us;
  return g_strdup_printf ("%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT, tenths / 10, tenths % 10);
}

static void
publish_device (GuoGraderPort *self, gint64 now_us)
{
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);
  const GuoGraderTally *tally = guo_grader_line_tally (self->line);
  const GuoGraderCounts *counts = &tally->counts;
  g_autofree gchar *rate_text = rate (self, counts->records, now_us);
  g_autoptr(json_t) line = NULL;

  line = json_pack ("{s:s, s:O, s:O, s:s, s:s, s:I, s:I, s:I, s:s, s:I, s:I}", "topic", "devices", "device",
                    json_object_get (self->row, "id"), "name", json_object_get (self->row, "name"), "kind", "grader",
                    "state", guo_link_name (self->link), "frames", (json_int_t) counts->records, "bad",
                    (json_int_t) (counts->bad_crc + counts->broken + counts->rejected), "bytes", (json_int_t) tally->bytes,
                    "rate_per_s", rate_text, "lost", (json_int_t) counts->lost, "outside", (json_int_t) self->outside);
  guo_device_line_fault (line, self->link_error);
  guo_live_publish (self->house.live, "devices", self->key, json_dumps (line, JSON_COMPACT));
}

void
guo_grader_port_publish (GuoGraderPort *self)
{
  gint64 now_us = self->house.clock->monotonic_us (self->house.clock->user_data);
  g_autoptr(GuoGraderRun) run = NULL;

  g_mutex_lock (&self->lock);
  run = self->run != NULL ? guo_grader_run_ref (self->run) : NULL;
  g_mutex_unlock (&self->lock);
  if (run != NULL)
    publish_run (self, run, now_us);
  publish_device (self, now_us);
}
