#include "station/writer.h"

#include "db/error.h"

#define BATCH_MAX 64
#define WAITING_MAX 256
#define RETRY_US ((gint64) 2000000) /* how often a full disk is tried again */

typedef struct
{
  const GuoVerb *verb;
  guint8 id[16];
  gboolean has_id;
  GuoActor actor;
  gchar *client;
  json_t *params;
  json_t *body;
  GuoWriterDone done;
  gpointer user_data;

  GPtrArray *after; /* writer's thread from here on */
  json_t *answer;
  GError *error;
} Job;

struct _GuoWriter
{
  GuoStation *station;
  GThread *thread;
  gboolean stopped; /* writer's thread: the disk refuses */

  GMutex lock;      /* guards what follows */
  GCond wake;
  GQueue waiting;   /* of Job */
  gboolean closing;
};

static void
job_free (Job *job)
{
  g_ptr_array_unref (job->after);
  json_decref (job->params);
  json_decref (job->body);
  json_decref (job->answer);
  g_clear_error (&job->error);
  g_free (job->client);
  g_free (job);
}

/* The store's own faults end the whole batch: SQLite may have rolled back all of it by itself. */
static gboolean
is_fatal (const GError *error)
{
  if (error == NULL || error->domain != GUO_DB_ERROR)
    return FALSE;
  return error->code == GUO_DB_ERROR_FULL || error->code == GUO_DB_ERROR_READ_ONLY
         || error->code == GUO_DB_ERROR_CORRUPT || error->code == GUO_DB_ERROR_BUSY
         || error->code == GUO_DB_ERROR_FAILED;
}

static gboolean
run_job (GuoWriter *self, Job *job)
{
  GuoCall call = {
    .actor = &job->actor,
    .params = job->params,
    .body = job->body,
    .after = job->after,
  };

  job->answer = guo_station_execute (self->station, job->verb, job->has_id ? job->id : NULL, &call,
                                     &job->error);
  if (job->answer == NULL)
    guo_after_run (job->after, self->station, FALSE);
  return !is_fatal (job->error);
}

static gboolean
run_batch (GuoWriter *self, GPtrArray *batch, GError **error)
{
  g_autoptr(GuoTransaction) tx = guo_transaction_begin (guo_station_db (self->station), error);

  if (tx == NULL)
    return FALSE;
  for (guint i = 0; i < batch->len; i++)
    {
      Job *job = batch->pdata[i];

      if (!run_job (self, job))
        {
          g_propagate_error (error, g_error_copy (job->error));
          return FALSE;
        }
    }
  return guo_transaction_commit (&tx, error);
}

/* Nothing of the batch is on disk: every answer that was thought good is taken back. */
static void
fail_batch (GuoWriter *self, GPtrArray *batch, const GError *failure)
{
  guo_log_rolled_back (guo_station_log (self->station));
  for (guint i = 0; i < batch->len; i++)
    {
      Job *job = batch->pdata[i];

      g_clear_pointer (&job->answer, json_decref);
      if (job->error == NULL)
        job->error = g_error_copy (failure);
      guo_after_run (job->after, self->station, FALSE);
    }
}

static void
set_stopped (GuoWriter *self, const GError *failure)
{
  gboolean stopped = g_error_matches (failure, GUO_DB_ERROR, GUO_DB_ERROR_FULL)
                     || g_error_matches (failure, GUO_DB_ERROR, GUO_DB_ERROR_READ_ONLY);

  if (stopped == self->stopped)
    return;
  self->stopped = stopped;
  guo_station_stop_recording (self->station, stopped ? guo_refusal_code (failure) : NULL);
}

static void
answer_batch (GuoWriter *self, GPtrArray *batch)
{
  for (guint i = 0; i < batch->len; i++)
    {
      Job *job = batch->pdata[i];

      if (job->answer != NULL)
        guo_after_run (job->after, self->station, TRUE);
      job->done (job->answer, job->error, job->user_data);
    }
}

static void
write_batch (GuoWriter *self, GPtrArray *batch)
{
  g_autoptr(GError) failure = NULL;

  if (run_batch (self, batch, &failure))
    set_stopped (self, NULL);
  else
    {
      fail_batch (self, batch, failure);
      set_stopped (self, failure);
    }
  answer_batch (self, batch);
}

/* While the disk refuses nothing is recorded, so nobody would notice that it takes again. */
static void
try_disk (GuoWriter *self)
{
  g_autoptr(json_t) params = json_pack ("{s:s, s:s}", "key", "disk_tried", "value", "1");
  g_autoptr(GError) error = NULL;

  if (guo_database_run (guo_station_db (self->station), "meta-set", params, &error))
    set_stopped (self, NULL);
}

/* Returns an empty batch when the writer is to end, or when it was only woken to try the disk. */
static GPtrArray *
next_batch (GuoWriter *self, gboolean *ending)
{
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);
  GPtrArray *batch = g_ptr_array_new_with_free_func ((GDestroyNotify) job_free);
  gint64 until_us = g_get_monotonic_time () + RETRY_US;

  while (g_queue_is_empty (&self->waiting) && !self->closing)
    {
      if (!self->stopped)
        g_cond_wait (&self->wake, &self->lock);
      else if (!g_cond_wait_until (&self->wake, &self->lock, until_us))
        break;
    }
  while (batch->len < BATCH_MAX && !g_queue_is_empty (&self->waiting))
    g_ptr_array_add (batch, g_queue_pop_head (&self->waiting));
  *ending = self->closing && batch->len == 0;
  return batch;
}

static gpointer
write_all (gpointer data)
{
  GuoWriter *self = data;
  gboolean ending = FALSE;

  while (!ending)
    {
      g_autoptr(GPtrArray) batch = next_batch (self, &ending);

      if (batch->len > 0)
        write_batch (self, batch);
      else if (!ending)
        try_disk (self);
    }
  return NULL;
}

GuoWriter *
guo_writer_new (GuoStation *station)
{
  GuoWriter *self = g_new0 (GuoWriter, 1);

  self->station = station;
  g_mutex_init (&self->lock);
  g_cond_init (&self->wake);
  self->thread = g_thread_new ("writer", write_all, self);
  return self;
}

static Job *
job_new (const GuoVerb *verb, const guint8 *command_id, const GuoActor *actor)
{
  Job *job = g_new0 (Job, 1);

  job->verb = verb;
  job->has_id = command_id != NULL;
  if (command_id != NULL)
    memcpy (job->id, command_id, sizeof job->id);
  job->client = g_strdup (actor->client);
  job->actor = (GuoActor) { .user = actor->user, .role = actor->role, .client = job->client };
  job->after = g_ptr_array_new ();
  return job;
}

gboolean
guo_writer_push (GuoWriter *self, const GuoVerb *verb, const guint8 *command_id, const GuoActor *actor,
                 json_t *params, json_t *body, GuoWriterDone done, gpointer user_data, GError **error)
{
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);
  Job *job;

  if (self->closing || g_queue_get_length (&self->waiting) >= WAITING_MAX)
    {
      json_decref (params);
      json_decref (body);
      return guo_refuse (error, GUO_STATION_ERROR_BUSY, "queue-full", NULL, "too many commands wait");
    }
  job = job_new (verb, command_id, actor);
  job->params = params;
  job->body = body;
  job->done = done;
  job->user_data = user_data;
  g_queue_push_tail (&self->waiting, job);
  g_cond_signal (&self->wake);
  return TRUE;
}

void
guo_writer_free (GuoWriter *self)
{
  if (self == NULL)
    return;
  g_mutex_lock (&self->lock);
  self->closing = TRUE;
  g_cond_signal (&self->wake);
  g_mutex_unlock (&self->lock);
  g_thread_join (self->thread);
  g_cond_clear (&self->wake);
  g_mutex_clear (&self->lock);
  g_free (self);
}
