#include "station/grader-port.h"

#include "db/database.h"
#include "drivers/sim/grader-sim.h"
#include "station/fields.h"
#include "station/grader-port-private.h"

#define STEP_US ((gint64) 500000) /* live lines; each second step writes */
/* A number so far in the past, right after the link is open, is no line said again: the machine was switched off and on
 * while nobody listened. */
#define FAR_SEQ 4096u

gboolean
guo_grader_check_address (const gchar *address, gboolean practice, GError **error)
{
  g_autoptr(GuoTransport) transport = NULL;
  gboolean simulated = address != NULL && g_str_has_prefix (address, "sim:");

  if (simulated && !practice)
    return guo_refuse (error, GUO_STATION_ERROR_REFUSED, "sim-needs-practice", NULL,
                       "a simulator can be bound in a practice database only");
  transport = simulated ? guo_grader_sim_transport (address, error) : guo_transport_new (address, error);
  return transport != NULL;
}

/* Never the same twice, also where the file of the place was lost. */
static void
begin_epoch (GuoGraderPort *self)
{
  gint64 now_s = self->house.clock->wall_us (self->house.clock->user_data) / G_USEC_PER_SEC;

  self->epoch = MAX (self->epoch + 1, (guint32) now_s);
}

static void
add_fruit (GuoGraderPort *self, const GuoGraderRecord *record)
{
  const GuoGraderPlace place = { self->epoch, record->seq };

  if (self->run == NULL || !guo_grader_run_add (self->run, &record->fruit, place, self->at_us))
    self->outside++;
  else if (guo_grader_run_waiting (self->run) > GUO_GRADER_RUN_WAITING_MAX / 4)
    self->hurry = TRUE;
}

static void
on_record (const GuoGraderRecord *record, gpointer user_data)
{
  GuoGraderPort *self = user_data;

  self->fresh = FALSE;
  if (record->type == GUO_GRADER_START)
    begin_epoch (self);
  else if (record->type == GUO_GRADER_FRUIT)
    add_fruit (self, record);
  else if (record->type == GUO_GRADER_BATCH_END)
    self->hurry = TRUE;
}

static void
on_problem (const GuoGraderProblem *problem, gpointer user_data)
{
  GuoGraderPort *self = user_data;
  GuoGraderNotes more = { 0 };
  guint32 next_seq = guo_grader_line_tally (self->line)->next_seq;

  if (problem->code == GUO_GRADER_LOST)
    more.lost = problem->count;
  else if (problem->code == GUO_GRADER_BAD_FIELD || problem->code == GUO_GRADER_OUT_OF_RANGE
           || problem->code == GUO_GRADER_FIELD_COUNT)
    more.rejected = 1;
  else if (problem->code == GUO_GRADER_DUPLICATE_OR_OLD && self->fresh && self->anew_at < 0
           && next_seq - (guint32) problem->seq > FAR_SEQ)
    self->anew_at = (gint64) problem->at_byte;
  if (self->run != NULL)
    guo_grader_run_note (self->run, &more);
}

static const GuoGraderListener listener = { on_record, NULL, on_problem };

/* The numbers begin anew at that line. Returns: how many of the bytes came before it. */
static gsize
join_anew (GuoGraderPort *self, guint64 pushed_at)
{
  GuoGraderTally books = *guo_grader_line_tally (self->line);
  guint64 at = MAX ((guint64) self->anew_at, pushed_at);

  books.known = FALSE;
  books.batch_open = FALSE;
  books.bytes = at;
  guo_grader_line_free (self->line);
  self->line = guo_grader_line_new (&books, &listener, self);
  self->anew_at = -1;
  self->fresh = FALSE;
  begin_epoch (self);
  return (gsize) (at - pushed_at);
}

void
guo_grader_port_push (GuoGraderPort *self, const guint8 *bytes, gsize len, gint64 at_us)
{
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);
  guint64 pushed_at = guo_grader_line_tally (self->line)->bytes;

  self->at_us = at_us;
  guo_grader_line_push (self->line, bytes, len);
  if (self->anew_at >= 0)
    {
      gsize before = join_anew (self, pushed_at);

      guo_grader_line_push (self->line, bytes + before, len - before);
    }
  if (self->hurry)
    g_cond_signal (&self->wake);
}

static void
on_bytes (const guint8 *bytes, gsize len, gint64 at_us, gpointer user_data)
{
  guo_grader_port_push (user_data, bytes, len, at_us);
}

static void
on_state (GuoTransportState state, const GError *error, gpointer user_data)
{
  GuoGraderPort *self = user_data;

  g_mutex_lock (&self->lock);
  if (state == GUO_TRANSPORT_LOST)
    guo_grader_line_end (self->line);
  self->fresh = self->fresh || state == GUO_TRANSPORT_OPEN;
  self->link = state;
  g_clear_error (&self->link_error);
  self->link_error = error != NULL ? g_error_copy (error) : NULL;
  g_mutex_unlock (&self->lock);
}

GuoGraderPort *
guo_grader_port_new (json_t *row, const GuoGraderHouse *house)
{
  GuoGraderPort *self = g_new0 (GuoGraderPort, 1);
  GuoGraderTally books = { .known = FALSE };

  g_atomic_ref_count_init (&self->refs);
  g_mutex_init (&self->flushing);
  g_mutex_init (&self->lock);
  g_cond_init (&self->wake);
  self->row = json_incref (row);
  self->house = *house;
  self->key = g_strdup_printf ("%" G_GINT64_FORMAT, guo_field_int (row, "id", 0));
  self->place = g_strdup_printf ("%s/grader-%s.json", house->folder, self->key);
  self->fresh = TRUE;
  self->anew_at = -1;
  if (guo_grader_place_load (self->place, house->store, &self->resumed, &self->saved))
    {
      books.known = self->saved.known;
      books.next_seq = self->saved.next_seq;
      self->epoch = self->saved.epoch;
      self->notes = self->saved.notes;
    }
  else
    begin_epoch (self);
  self->line = guo_grader_line_new (&books, &listener, self);
  return self;
}

GuoGraderPort *
guo_grader_port_ref (GuoGraderPort *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
guo_grader_port_unref (GuoGraderPort *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->refs))
    return;
  guo_grader_line_free (self->line);
  guo_grader_run_unref (self->run);
  g_clear_error (&self->link_error);
  g_clear_error (&self->write_error);
  g_cond_clear (&self->wake);
  g_mutex_clear (&self->lock);
  g_mutex_clear (&self->flushing);
  json_decref (self->row);
  g_free (self->key);
  g_free (self->place);
  g_free (self);
}

json_t *
guo_grader_port_row (GuoGraderPort *self)
{
  return self->row;
}

/* With the lock held. */
static void
hear (GuoGraderPort *self, GuoGraderHeard *out)
{
  const GuoGraderTally *tally = guo_grader_line_tally (self->line);

  *out = (GuoGraderHeard) { .known = tally->known, .next_seq = tally->next_seq, .epoch = self->epoch };
  if (self->run != NULL)
    guo_grader_run_notes (self->run, &out->notes);
}

static gboolean
is_same (const GuoGraderHeard *a, const GuoGraderHeard *b)
{
  return a->known == b->known && a->next_seq == b->next_seq && a->epoch == b->epoch && a->notes.lost == b->notes.lost
         && a->notes.rejected == b->notes.rejected && a->notes.overrun == b->notes.overrun;
}

/* With flushing held: one batch. The place goes first, so that after a fall either both hold or none. */
static gboolean
write_batch (GuoGraderPort *self, GuoGraderRun *run, GError **error)
{
  gint64 end = run != NULL ? guo_grader_run_batch_end (run) : 0;
  gint64 id = run != NULL ? guo_grader_run_id (run) : 0;
  gint64 n = end > 0 ? end : run != NULL ? guo_grader_run_stored (run) : 0;

  if (end == 0 && is_same (&self->saved, &self->taken))
    return TRUE;
  if (!guo_grader_place_save (self->place, id, n, end > 0 ? &self->saved : &self->taken, &self->taken, error)
      || (end > 0 && !guo_grader_run_write (run, error)))
    return FALSE;
  self->saved = self->taken;
  return TRUE;
}

static GuoGraderRun *
take_batch (GuoGraderPort *self)
{
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);

  if (self->run == NULL || guo_grader_run_batch_end (self->run) == 0)
    {
      hear (self, &self->taken);
      if (self->run != NULL)
        guo_grader_run_take (self->run);
    }
  return self->run != NULL ? guo_grader_run_ref (self->run) : NULL;
}

static gboolean
flush (GuoGraderPort *self, GError **error)
{
  gboolean again = TRUE;

  while (again)
    {
      g_autoptr(GuoGraderRun) run = NULL;
      gboolean kept = self->run != NULL && guo_grader_run_batch_end (self->run) > 0; /* of a time before: it failed */

      run = take_batch (self);
      if (!write_batch (self, run, error))
        return FALSE;
      again = kept;
    }
  return TRUE;
}

static void
note_error (GuoGraderPort *self, const GError *error)
{
  g_mutex_lock (&self->lock);
  if (error != NULL && self->write_error == NULL)
    g_message ("grading machine %s: %s", self->key, error->message);
  g_clear_error (&self->write_error);
  self->write_error = error != NULL ? g_error_copy (error) : NULL;
  g_mutex_unlock (&self->lock);
}

gboolean
guo_grader_port_flush (GuoGraderPort *self, GError **error)
{
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->flushing);
  g_autoptr(GError) failure = NULL;
  gboolean done = flush (self, &failure);

  note_error (self, failure);
  if (!done)
    g_propagate_error (error, g_steal_pointer (&failure));
  return done;
}

static void
take_back (GuoGraderPort *self, GuoGraderRun *run)
{
  g_autofree gchar *key = g_strdup_printf ("%" G_GINT64_FORMAT, guo_grader_run_id (run));

  guo_live_publish (self->house.live, "grade", key, g_strdup (""));
}

void
guo_grader_port_set_run (GuoGraderPort *self, GuoGraderRun *run)
{
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->flushing);
  g_autoptr(GuoGraderRun) before = NULL;
  g_autoptr(GError) error = NULL;

  if (self->run == run)
    return;
  if (!flush (self, &error))
    note_error (self, error);
  g_mutex_lock (&self->lock);
  before = g_steal_pointer (&self->run);
  self->run = run != NULL ? guo_grader_run_ref (run) : NULL;
  if (run != NULL && self->resumed == guo_grader_run_id (run))
    guo_grader_run_note (run, &self->notes);
  self->resumed = 0;
  hear (self, &self->taken);
  g_mutex_unlock (&self->lock);
  if (before != NULL)
    take_back (self, before);
  self->saved = (GuoGraderHeard) { .known = FALSE }; /* the file names the run before: written in any case */
  if (!write_batch (self, run, &error))
    note_error (self, error);
}

static gpointer
write_on (gpointer data)
{
  GuoGraderPort *self = data;
  guint step = 0;

  g_mutex_lock (&self->lock);
  while (!self->ending)
    {
      gboolean due = self->hurry || step++ % 2 == 1;

      self->hurry = FALSE;
      g_mutex_unlock (&self->lock);
      if (due)
        guo_grader_port_flush (self, NULL);
      guo_grader_port_publish (self);
      g_mutex_lock (&self->lock);
      if (!self->ending && !self->hurry)
        g_cond_wait_until (&self->wake, &self->lock, g_get_monotonic_time () + STEP_US);
    }
  g_mutex_unlock (&self->lock);
  return NULL;
}

void
guo_grader_port_start (GuoGraderPort *self)
{
  const gchar *address = guo_field_text (self->row, "address");
  const GuoTransportCallbacks callbacks = { on_bytes, on_state };
  g_autoptr(GError) error = NULL;

  g_return_if_fail (self->writer == NULL);
  self->writer = g_thread_new ("grader", write_on, self);
  self->transport = g_str_has_prefix (address, "sim:") ? guo_grader_sim_transport (address, &error)
                                                       : guo_transport_new (address, &error);
  if (self->transport != NULL)
    guo_transport_start (self->transport, &callbacks, self);
  else
    on_state (GUO_TRANSPORT_LOST, error, self);
}

void
guo_grader_port_stop (GuoGraderPort *self)
{
  g_clear_pointer (&self->transport, guo_transport_free);
  g_mutex_lock (&self->lock);
  self->ending = TRUE;
  g_cond_signal (&self->wake);
  g_mutex_unlock (&self->lock);
  g_clear_pointer (&self->writer, g_thread_join);
  guo_grader_port_flush (self, NULL); /* the run stays in the file: its notes are wanted again */
  if (self->run != NULL)
    take_back (self, self->run);
  guo_live_publish (self->house.live, "devices", self->key, g_strdup (""));
}
