#include "station/clock-watch.h"

#include "station/call.h"
#include "station/station-private.h"

static gint64
time_of (const gchar *text)
{
  g_autoptr(GDateTime) at = text != NULL ? g_date_time_new_from_iso8601 (text, NULL) : NULL;

  return at != NULL ? g_date_time_to_unix (at) * G_USEC_PER_SEC : 0;
}

/* What the clock must show at least: the last command's time and what has passed since. 0: nothing is known. */
static gboolean
expected_us (GuoStation *self, gint64 monotonic_us, gint64 *expected, GError **error)
{
  g_autoptr(json_t) last = NULL;

  *expected = 0;
  if (self->watched_wall_us != 0)
    *expected = self->watched_wall_us + (monotonic_us - self->watched_monotonic_us);
  if (self->watched_wall_us != 0 || self->practice)
    return TRUE;
  last = guo_database_row (self->db, "last-event-at", NULL, error);
  if (last != NULL)
    *expected = time_of (guo_field_text (last, "at"));
  return last != NULL;
}

static gchar *
stamp_of (GuoStation *self, gint64 us)
{
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (us / G_USEC_PER_SEC);
  g_autoptr(GDateTime) local = g_date_time_to_timezone (utc, self->clock->zone);

  return g_date_time_format (local, "%Y-%m-%dT%H:%M:%S%:z");
}

static gboolean
append_step (GuoStation *self, gint64 before_us, gint64 after_us, GError **error)
{
  static const GuoActor nobody = { 0, GUO_ROLE_NOBODY, NULL };
  g_autofree gchar *before = stamp_of (self, before_us);
  g_autofree gchar *after = stamp_of (self, after_us);
  g_autoptr(GuoTransaction) tx = guo_transaction_begin (self->db, error);
  GuoCall call = { .station = self, .db = self->db, .actor = &nobody };
  json_t *house = json_pack ("{s:s, s:s, s:I}", "before", before, "after", after, "behind_ms",
                             (json_int_t) ((before_us - after_us) / 1000));

  if (tx == NULL)
    {
      json_decref (house);
      return FALSE;
    }
  if (guo_call_append (&call, &(GuoFact) { .type = "clock.stepped", .house = house }, error) >= 0
      && guo_transaction_commit (&tx, error))
    return TRUE;
  g_clear_pointer (&tx, guo_transaction_rollback);
  guo_log_rolled_back (self->log);
  return FALSE;
}

gboolean
guo_clock_watch (GuoStation *self, GError **error)
{
  const gint64 wall_us = self->clock->wall_us (self->clock->user_data);
  const gint64 monotonic_us = self->clock->monotonic_us (self->clock->user_data);
  gint64 expected = 0;

  if (!expected_us (self, monotonic_us, &expected, error))
    return FALSE;
  self->watched_wall_us = wall_us;
  self->watched_monotonic_us = monotonic_us;
  return expected - wall_us < GUO_CLOCK_STEP_US || append_step (self, expected, wall_us, error);
}
