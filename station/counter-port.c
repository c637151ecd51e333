#include "station/counter-port.h"

#include "db/database.h"
#include "drivers/grader/counter-poll.h"
#include "drivers/grader/counters.h"
#include "drivers/transport.h"
#include "station/counter-place.h"
#include "station/device-line.h"
#include "station/fields.h"
#include "station/grader-settings.h"

#include <string.h>

#define ANSWER_US ((gint64) 800000)

struct _GuoCounterPort
{
  json_t *row;
  gchar *key;           /* of its live lines */
  gchar *place;         /* file: what it showed, and what the run has of it */
  GuoGraderHouse house;
  GuoCounterMap *map;   /* (nullable): it was checked when the machine was bound */
  GuoTransport *transport; /* (nullable): not started, or an address that cannot be read */
  GThread *thread;      /* (nullable) */

  GMutex lock;          /* guards what follows */
  GCond wake;
  GuoCounterPoll poll;
  GuoCounterPollStatus status;
  GuoCounters *counters;
  GuoGraderRun *run;    /* (nullable) */
  GuoCounterPlace kept; /* as the file has it */
  GuoFruitSum fresh[GUO_FRUIT_OUTLETS]; /* counted, and not in the file yet */
  gboolean unsaved;
  gint64 outside;       /* fruit of no run */
  gint64 answers, silences, resets, jumps;
  GuoTransportState link;
  GError *link_error;   /* (nullable) */
  GError *write_error;  /* (nullable): why counts wait */
  gboolean ending;
};

GuoCounterPort *
guo_counter_port_new (json_t *row, const GuoGraderHouse *house)
{
  GuoCounterPort *self = g_new0 (GuoCounterPort, 1);

  g_mutex_init (&self->lock);
  g_cond_init (&self->wake);
  self->row = json_incref (row);
  self->house = *house;
  self->key = g_strdup_printf ("%" G_GINT64_FORMAT, guo_field_int (row, "id", 0));
  self->place = guo_counter_place_path (house->folder, guo_field_int (row, "id", 0));
  self->map = guo_grader_map (guo_field_text (row, "register_map"), NULL);
  if (self->map != NULL)
    {
      guo_counter_poll_init (&self->poll, self->map, guo_grader_is_tcp (row));
      self->counters = guo_counter_place_load (self->place, self->map, &self->kept);
    }
  self->status = GUO_COUNTER_POLL_REFUSED;
  return self;
}

void
guo_counter_port_free (GuoCounterPort *self)
{
  if (self == NULL)
    return;
  guo_counters_free (self->counters);
  if (self->map != NULL)
    guo_counter_poll_clear (&self->poll);
  g_clear_pointer (&self->map, guo_counter_map_unref);
  guo_grader_run_unref (self->run);
  g_clear_error (&self->link_error);
  g_clear_error (&self->write_error);
  g_cond_clear (&self->wake);
  g_mutex_clear (&self->lock);
  json_decref (self->row);
  g_free (self->key);
  g_free (self->place);
  g_free (self);
}

static gint64
monotonic_us (GuoCounterPort *self)
{
  return self->house.clock->monotonic_us (self->house.clock->user_data);
}

/* With the lock held. The file goes first; then the run has it. */
static gboolean
save (GuoCounterPort *self, GError **error)
{
  GuoCounterPlace next = self->kept;
  g_autoptr(GError) failure = NULL;
  gboolean done;

  if (!self->unsaved || self->map == NULL)
    return TRUE;
  for (guint i = 0; i < GUO_FRUIT_OUTLETS && next.run != 0; i++)
    {
      next.outlets[i].n += self->fresh[i].n;
      next.outlets[i].mass_mg += self->fresh[i].mass_mg;
    }
  done = guo_counter_place_save (self->place, &next, self->counters, &failure);
  if (!done && self->write_error == NULL)
    g_message ("grading machine %s: %s", self->key, failure->message);
  g_clear_error (&self->write_error);
  self->write_error = failure != NULL ? g_error_copy (failure) : NULL;
  if (!done)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  self->kept = next;
  self->unsaved = FALSE;
  memset (self->fresh, 0, sizeof self->fresh);
  if (self->run != NULL)
    guo_grader_run_set_counts (self->run, self->kept.outlets, monotonic_us (self));
  return TRUE;
}

gboolean
guo_counter_port_flush (GuoCounterPort *self, GError **error)
{
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);

  return save (self, error);
}

static void
take_back (GuoCounterPort *self, GuoGraderRun *run)
{
  g_autofree gchar *key = g_strdup_printf ("%" G_GINT64_FORMAT, guo_grader_run_id (run));

  guo_live_publish (self->house.live, "grade", key, g_strdup (""));
}

void
guo_counter_port_set_run (GuoCounterPort *self, GuoGraderRun *run)
{
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);
  g_autoptr(GuoGraderRun) before = NULL;

  if (self->run == run)
    return;
  save (self, NULL); /* what is not written now is lost to the run before: it was told why */
  memset (self->fresh, 0, sizeof self->fresh);
  before = g_steal_pointer (&self->run);
  self->run = run != NULL ? guo_grader_run_ref (run) : NULL;
  if (before != NULL)
    take_back (self, before);
  if (run == NULL || self->kept.run != guo_grader_run_id (run))
    self->kept = (GuoCounterPlace) { .run = run != NULL ? guo_grader_run_id (run) : 0 };
  if (run != NULL)
    guo_grader_run_set_counts (run, self->kept.outlets, monotonic_us (self));
  self->unsaved = TRUE;
  save (self, NULL);
}

/* With the lock held. */
static void
note_events (GuoCounterPort *self)
{
  guint n;
  const GuoCounterEvent *events = guo_counters_events (self->counters, &n);

  for (guint i = 0; i < n; i++)
    {
      GuoCounterEventKind kind = events[i].kind;

      self->resets += kind == GUO_COUNTER_RESET || kind == GUO_COUNTER_RESTARTED;
      self->jumps += kind == GUO_COUNTER_JUMP || kind == GUO_COUNTER_REBASED;
      self->unsaved = self->unsaved || kind != GUO_COUNTER_NO_ANSWER;
      if (kind == GUO_COUNTER_REBASED)
        g_message ("grading machine %s: %s is counted on from %" G_GINT64_FORMAT "; what it counted before is not known",
                   self->key, events[i].item->name, events[i].to);
    }
}

/* With the lock held. Adds what was counted since @before. */
static void
note_counts (GuoCounterPort *self, const GuoFruitSum *before)
{
  for (guint i = 0; i < GUO_FRUIT_OUTLETS; i++)
    {
      GuoFruitSum now = { 0, 0 };

      if (!guo_counters_outlet (self->counters, i, &now.n, &now.mass_mg))
        continue;
      self->fresh[i].n += now.n - before[i].n;
      self->fresh[i].mass_mg += now.mass_mg - before[i].mass_mg;
      self->outside += self->run == NULL ? now.n - before[i].n : 0;
      self->unsaved = self->unsaved || now.n != before[i].n || now.mass_mg != before[i].mass_mg;
    }
}

void
guo_counter_port_hear (GuoCounterPort *self, const guint16 *words, gint64 at_ms)
{
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);
  GuoFruitSum before[GUO_FRUIT_OUTLETS] = { 0 };

  if (self->run != NULL && guo_grader_run_is_paused (self->run))
    return;
  for (guint i = 0; i < GUO_FRUIT_OUTLETS; i++)
    guo_counters_outlet (self->counters, i, &before[i].n, &before[i].mass_mg);
  self->unsaved = self->unsaved || (words != NULL && self->answers == 0); /* what it shows first is where it begins */
  self->answers += words != NULL;
  self->silences += words == NULL;
  guo_counters_poll (self->counters, at_ms, words);
  note_events (self);
  note_counts (self, before);
  save (self, NULL);
}

static void
on_bytes (const guint8 *bytes, gsize len, gint64 at_us, gpointer user_data)
{
  GuoCounterPort *self = user_data;

  g_mutex_lock (&self->lock);
  if (self->status == GUO_COUNTER_POLL_WAITS)
    self->status = guo_counter_poll_push (&self->poll, bytes, len);
  g_cond_broadcast (&self->wake);
  g_mutex_unlock (&self->lock);
}

static void
on_state (GuoTransportState state, const GError *error, gpointer user_data)
{
  GuoCounterPort *self = user_data;

  g_mutex_lock (&self->lock);
  self->link = state;
  g_clear_error (&self->link_error);
  self->link_error = error != NULL ? g_error_copy (error) : NULL;
  g_cond_broadcast (&self->wake);
  g_mutex_unlock (&self->lock);
}

/* With the lock held, which is let go while the question is sent. Returns: whether its answer, or a refusal, came in time. */
static gboolean
ask_block (GuoCounterPort *self, gint64 until_us)
{
  guint8 question[16];
  gsize len = guo_counter_poll_question (&self->poll, question, sizeof question);
  gboolean sent;

  self->status = GUO_COUNTER_POLL_WAITS;
  g_mutex_unlock (&self->lock);
  sent = guo_transport_send (self->transport, question, len, NULL); /* a link that is lost says so by itself */
  g_mutex_lock (&self->lock);
  while (sent && self->status == GUO_COUNTER_POLL_WAITS && self->link == GUO_TRANSPORT_OPEN && !self->ending)
    if (!g_cond_wait_until (&self->wake, &self->lock, until_us))
      return FALSE;
  return sent && self->status != GUO_COUNTER_POLL_WAITS;
}

/* Returns: (nullable): the words of all blocks. */
static guint16 *
ask (GuoCounterPort *self)
{
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);
  gint64 until_us = g_get_monotonic_time () + ANSWER_US;

  if (self->link != GUO_TRANSPORT_OPEN)
    return NULL;
  guo_counter_poll_begin (&self->poll);
  do
    if (!ask_block (self, until_us))
      self->status = GUO_COUNTER_POLL_REFUSED;
  while (self->status == GUO_COUNTER_POLL_ASKS);
  return self->status == GUO_COUNTER_POLL_DONE ? g_memdup2 (self->poll.words, self->map->n_words * sizeof (guint16)) : NULL;
}

static gboolean
wait_until (GuoCounterPort *self, gint64 next_us)
{
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);

  while (!self->ending && g_cond_wait_until (&self->wake, &self->lock, next_us))
    ;
  return !self->ending;
}

static gpointer
ask_on (gpointer data)
{
  GuoCounterPort *self = data;
  gint64 next_us;

  do
    {
      g_autofree guint16 *words = NULL;

      next_us = g_get_monotonic_time () + (gint64) self->map->poll_ms * 1000;
      words = ask (self);
      guo_counter_port_hear (self, words, self->house.clock->wall_us (self->house.clock->user_data) / 1000);
      guo_counter_port_publish (self);
    }
  while (wait_until (self, next_us));
  return NULL;
}

void
guo_counter_port_start (GuoCounterPort *self)
{
  const GuoTransportCallbacks callbacks = { on_bytes, on_state };
  g_autoptr(GError) error = NULL;

  g_return_if_fail (self->thread == NULL);
  self->transport = guo_transport_new (guo_field_text (self->row, "address"), &error);
  if (self->transport == NULL)
    on_state (GUO_TRANSPORT_LOST, error, self);
  else
    guo_transport_start (self->transport, &callbacks, self);
  if (self->transport != NULL && self->map != NULL)
    self->thread = g_thread_new ("counters", ask_on, self);
}

void
guo_counter_port_stop (GuoCounterPort *self)
{
  g_mutex_lock (&self->lock);
  self->ending = TRUE;
  g_cond_broadcast (&self->wake);
  g_mutex_unlock (&self->lock);
  g_clear_pointer (&self->thread, g_thread_join);
  g_clear_pointer (&self->transport, guo_transport_free);
  guo_counter_port_flush (self, NULL); /* the run stays in the file: its counts are wanted again */
  if (self->run != NULL)
    take_back (self, self->run);
  guo_live_publish (self->house.live, "devices", self->key, g_strdup (""));
}

static void
publish_run (GuoCounterPort *self, GuoGraderRun *run)
{
  g_autoptr(json_t) line = guo_grader_run_line (run, monotonic_us (self));
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

static void
publish_device (GuoCounterPort *self)
{
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);
  g_autoptr(json_t) line
    = json_pack ("{s:s, s:O, s:O, s:s, s:s, s:I, s:I, s:I, s:I, s:I}", "topic", "devices", "device",
                 json_object_get (self->row, "id"), "name", json_object_get (self->row, "name"), "kind", "grader", "state",
                 guo_link_name (self->link), "frames", (json_int_t) self->answers, "bad", (json_int_t) self->silences,
                 "outside", (json_int_t) self->outside, "resets", (json_int_t) self->resets, "jumps",
                 (json_int_t) self->jumps);

  guo_device_line_fault (line, self->link_error);
  guo_live_publish (self->house.live, "devices", self->key, json_dumps (line, JSON_COMPACT));
}

void
guo_counter_port_publish (GuoCounterPort *self)
{
  g_autoptr(GuoGraderRun) run = NULL;

  g_mutex_lock (&self->lock);
  run = self->run != NULL ? guo_grader_run_ref (self->run) : NULL;
  g_mutex_unlock (&self->lock);
  if (run != NULL)
    publish_run (self, run);
  publish_device (self);
}
