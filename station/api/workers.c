#include "station/api/workers.h"

#define OVERLAP_US G_TIME_SPAN_SECOND           /* readers without a gap for so long hold up the WAL */
#define GAP_US (10 * G_TIME_SPAN_MILLISECOND)   /* time for a commit with its checkpoint */

struct _GuoWorkers
{
  gchar *database;
  guint max_waiting;
  GuoWorkersRun run;
  gpointer user_data;
  GThreadPool *pool;
  /* Connections between two requests, not a thread's own: a thread of a pool that was freed may still be ending, and a
   * reader that closes after the writer leaves the WAL behind. */
  GAsyncQueue *idle;

  /* Readers that overlap without a gap keep the WAL from ever starting again (23 MB after 1.5 s of writing
   * at full speed, and growing). So when they have overlapped for a second no new one starts until the last
   * has ended and a moment has passed in which the writer commits. */
  gboolean gate;
  GMutex lock;
  GCond changed;
  guint reading;
  gint64 since_us; /* since when there has been somebody reading */
};

static void
begin_reading (GuoWorkers *self)
{
  g_mutex_lock (&self->lock);
  while (self->reading > 0 && g_get_monotonic_time () - self->since_us > OVERLAP_US)
    g_cond_wait (&self->changed, &self->lock);
  if (self->reading == 0 && self->since_us != 0
      && g_get_monotonic_time () - self->since_us > OVERLAP_US)
    g_usleep (GAP_US);
  if (self->reading++ == 0)
    self->since_us = g_get_monotonic_time ();
  g_mutex_unlock (&self->lock);
}

static void
end_reading (GuoWorkers *self)
{
  g_mutex_lock (&self->lock);
  if (--self->reading == 0)
    {
      if (g_get_monotonic_time () - self->since_us <= OVERLAP_US)
        self->since_us = 0;
      g_cond_broadcast (&self->changed);
    }
  g_mutex_unlock (&self->lock);
}

static GuoDatabase *
take_connection (GuoWorkers *self, GError **error)
{
  GuoDatabase *db = g_async_queue_try_pop (self->idle);

  return db != NULL ? db : guo_database_open (self->database, GUO_DATABASE_READ_ONLY, error);
}

static void
run (gpointer data, gpointer user_data)
{
  GuoRequest *request = data;
  GuoWorkers *self = user_data;
  g_autoptr(GError) error = NULL;
  GuoDatabase *db = take_connection (self, &error);

  if (self->gate)
    begin_reading (self);
  self->run (request, db, error, self->user_data);
  if (self->gate)
    end_reading (self);
  if (db != NULL)
    g_async_queue_push (self->idle, db);
}

GuoWorkers *
guo_workers_new (const gchar *database, guint n_threads, guint max_waiting, gboolean gate,
                 GuoWorkersRun run_request, gpointer user_data)
{
  GuoWorkers *self = g_new0 (GuoWorkers, 1);

  self->database = g_strdup (database);
  self->max_waiting = max_waiting;
  self->gate = gate;
  self->run = run_request;
  self->user_data = user_data;
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->idle = g_async_queue_new ();
  self->pool = g_thread_pool_new (run, self, (gint) n_threads, TRUE, NULL);
  return self;
}

gboolean
guo_workers_push (GuoWorkers *self, GuoRequest *request)
{
  if (g_thread_pool_unprocessed (self->pool) >= self->max_waiting)
    return FALSE;
  return g_thread_pool_push (self->pool, request, NULL);
}

void
guo_workers_free (GuoWorkers *self)
{
  GuoDatabase *db;

  if (self == NULL)
    return;
  g_thread_pool_free (self->pool, FALSE, TRUE);
  while ((db = g_async_queue_try_pop (self->idle)) != NULL)
    guo_database_free (db);
  g_async_queue_unref (self->idle);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  g_free (self->database);
  g_free (self);
}
