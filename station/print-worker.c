#include "station/print-worker.h"

#include "station/label/case-label.h"
#include "station/print-marker.h"
#include "station/print-proof.h"
#include "station/print-talk.h"
#include "station/printing.h"
#include "station/station-private.h"

#define RETRY_US (2 * G_USEC_PER_SEC)
#define IDLE_US (10 * G_USEC_PER_SEC) /* then the connection is given up: others print here too */
#define POLL_US (G_USEC_PER_SEC / 20)

struct _GuoPrintWorker
{
  GuoStation *station;
  GuoWriter *writer;
  gboolean takes_any;
  GThread *thread;

  GMutex lock;           /* guards what follows */
  GCond cond;
  guint64 news;
  gboolean stopping;

  GuoDatabase *db;       /* worker's thread from here on */
  GuoPrintTalk talk;
  gboolean proves;       /* it has proved a label in the way of its language */
  gboolean proofless;    /* it had time to and did not, and never has: its labels stay sent, nobody waits */
  gboolean stood;        /* a label was doubtful: what the printer still holds is thrown away before the next */
  guint mark;            /* of the last label */
};

/* What one step came to. */
typedef enum
{
  STEP_DONE,    /* a label was dealt with: on to the next */
  STEP_NOTHING, /* nothing to do until there is news */
  STEP_RETRY,   /* the printer is not there or not ready: try again in a while */
} Step;

static gboolean
is_stopping (GuoPrintWorker *self)
{
  G_GNUC_UNUSED g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->stopping;
}

/* Waits until there is news since @news, the thread ends or the time is over. */
static void
wait_for_news (GuoPrintWorker *self, guint64 news, gint64 us)
{
  gint64 until = g_get_monotonic_time () + us;

  g_mutex_lock (&self->lock);
  while (self->news == news && !self->stopping)
    if (us < 0)
      g_cond_wait (&self->cond, &self->lock);
    else if (!g_cond_wait_until (&self->cond, &self->lock, until))
      break;
  g_mutex_unlock (&self->lock);
}

static void
pause_for (GuoPrintWorker *self, gint64 us)
{
  gint64 until = g_get_monotonic_time () + us;

  g_mutex_lock (&self->lock);
  while (!self->stopping && g_cond_wait_until (&self->cond, &self->lock, until))
    ;
  g_mutex_unlock (&self->lock);
}

/* Tries until it is durable or the thread ends: what was sent must not stay unsaid. */
static gboolean
record (GuoPrintWorker *self, const GuoPrintMarker *label, const gchar *state, const gchar *reason)
{
  do
    {
      g_autoptr(GError) error = NULL;

      if (guo_printing_record (self->writer, label->job, label->pos, state, reason, &error))
        return TRUE;
      g_message ("printing: label %" G_GINT64_FORMAT "/%" G_GINT64_FORMAT " is %s, not recorded: %s", label->job,
                 label->pos, state, error->message);
      pause_for (self, G_USEC_PER_SEC);
    }
  while (!is_stopping (self));
  return FALSE;
}

static json_t *
query (GuoPrintWorker *self, const gchar *statement, json_t *params)
{
  g_autoptr(json_t) owned = params;
  g_autoptr(GError) error = NULL;
  json_t *row = guo_database_row (self->db, statement, owned, &error);

  if (row == NULL)
    g_message ("printing: %s", error->message);
  return row;
}

static json_t *
printer_params (GuoPrintWorker *self)
{
  return json_pack ("{s:I, s:i}", "printer", (json_int_t) self->talk.id, "takes_any", self->takes_any ? 1 : 0);
}

static gint64
number (json_t *status, const gchar *name)
{
  return json_integer_value (json_object_get (status, name));
}

/* Whether a job may be sent now. A printer that has never answered is one that cannot: it gets its job. */
static gboolean
ensure_ready (GuoPrintWorker *self)
{
  g_autoptr(GError) error = NULL;
  GuoPrinterAnswer status;

  if (!guo_print_talk_open (&self->talk))
    return FALSE;
  if (guo_print_talk_ask (&self->talk, &status, &error))
    return guo_printer_is_ready (status.states);
  if (error != NULL)
    guo_print_talk_drop (&self->talk, error);
  return error == NULL && !self->talk.answered;
}

/* A printer that speaks and does not say what would prove a label, and never has: its labels stay sent. */
static gboolean
never_proves (GuoPrintWorker *self, const GuoPrintProof *proof)
{
  if (!self->proves && guo_print_proof_is_overdue (proof, g_get_monotonic_time ()))
    self->proofless = TRUE;
  return self->proofless;
}

static void
doubt (GuoPrintWorker *self, const GuoPrintMarker *label, const gchar *reason)
{
  record (self, label, "doubtful", reason);
  self->stood = TRUE;
}

/* One look; TRUE: nothing more is to be learned of the label. */
static gboolean
look (GuoPrintWorker *self, const GuoPrintMarker *label, GuoPrintProof *proof)
{
  g_autoptr(GError) error = NULL;
  GuoPrinterAnswer status;

  if (!guo_print_talk_ask (&self->talk, &status, &error))
    {
      if (error != NULL || self->talk.answered)
        doubt (self, label, error != NULL ? error->message : "the printer no longer answers");
      if (error != NULL)
        guo_print_talk_drop (&self->talk, error);
      return TRUE;
    }
  if (guo_printer_is_fault (status.states))
    {
      g_autofree gchar *words = guo_print_fault_words (status.states);

      doubt (self, label, words);
      return TRUE;
    }
  if (guo_print_proof_take (proof, self->talk.language, self->mark, &status, g_get_monotonic_time ()))
    {
      self->proves = TRUE;
      record (self, label, "out", NULL);
      return TRUE;
    }
  return never_proves (self, proof);
}

/* Asks until the label is out or spoilt. Silence of a printer that never spoke leaves it sent: not known. */
static void
await_proof (GuoPrintWorker *self, const GuoPrintMarker *label)
{
  GuoPrintProof proof = { 0 };

  while (!is_stopping (self) && !look (self, label, &proof))
    pause_for (self, proof.idle > 0 ? POLL_US / 2 : POLL_US);
}

static Step
send_job (GuoPrintWorker *self, const GuoPrintMarker *label, GBytes *job)
{
  g_autoptr(GError) error = NULL;
  gsize len, sent;
  const guint8 *bytes = g_bytes_get_data (job, &len);

  if (!guo_print_marker_set (self->station->folder, self->talk.id, label, &error))
    {
      g_message ("printing: %s", error->message);
      return STEP_RETRY;
    }
  if (!guo_printer_link_send (self->talk.link, bytes, len, &sent, &error))
    {
      gboolean known = sent == 0 || record (self, label, "doubtful", error->message);

      self->stood = self->stood || sent > 0;
      guo_print_talk_drop (&self->talk, error);
      if (known)
        guo_print_marker_clear (self->station->folder, self->talk.id);
      return sent == 0 ? STEP_RETRY : STEP_DONE;
    }
  self->talk.labels++;
  if (!record (self, label, "sent", NULL))
    return STEP_RETRY;
  guo_print_marker_clear (self->station->folder, self->talk.id);
  await_proof (self, label);
  return STEP_DONE;
}

/* The label as the printer's bytes; NULL with an error. */
static GBytes *
make_job (GuoPrintWorker *self, json_t *row, GError **error)
{
  g_autofree gchar *layout = guo_printing_unit_layout (self->db, row, self->talk.id, error);
  g_autoptr(GuoBitmap) picture
    = layout != NULL ? guo_case_label_paint (self->station, self->db, json_string_value (json_object_get (row, "serial")),
                                             number (row, "copy"), layout, number (self->talk.row, "dpi"), error)
                     : NULL;

  return picture != NULL ? guo_print_talk_job (&self->talk, picture, self->mark) : NULL;
}

/* After a doubt: a label that the printer still holds would come out a second time. */
static gboolean
ensure_clear (GuoPrintWorker *self)
{
  if (!self->stood)
    return TRUE;
  if (!guo_print_talk_forget (&self->talk))
    return FALSE;
  self->stood = FALSE;
  return TRUE;
}

static Step
print_label (GuoPrintWorker *self, json_t *row)
{
  const GuoPrintMarker label = { .job = number (row, "job"), .pos = number (row, "pos") };
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) job = NULL;

  self->mark = self->mark % GUO_PRINTER_MARKS + 1;
  job = make_job (self, row, &error);

  if (job == NULL && error->domain != GUO_STATION_ERROR)
    {
      g_message ("printing: %s", error->message);
      return STEP_RETRY;
    }
  if (job == NULL) /* it will never fit: the queue must not stand still for it */
    return record (self, &label, "void", error->message) ? STEP_DONE : STEP_RETRY;
  if (!ensure_ready (self) || !ensure_clear (self))
    return STEP_RETRY;
  return send_job (self, &label, job);
}

/* Nobody waits for it: a person stands at the printer. What the link took no whole of is not sent again. */
static Step
print_sheet (GuoPrintWorker *self, GuoBitmap *taken)
{
  g_autoptr(GuoBitmap) picture = taken;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) job = NULL;
  const guint8 *bytes;
  gsize len, sent;

  if (!ensure_ready (self) || !ensure_clear (self))
    {
      guo_printing_put_sheet (self->station, self->talk.id, g_steal_pointer (&picture));
      return STEP_RETRY;
    }
  self->mark = self->mark % GUO_PRINTER_MARKS + 1;
  job = guo_print_talk_job (&self->talk, picture, self->mark);
  bytes = g_bytes_get_data (job, &len);
  if (!guo_printer_link_send (self->talk.link, bytes, len, &sent, &error))
    {
      self->stood = self->stood || sent > 0;
      guo_print_talk_drop (&self->talk, error);
    }
  return STEP_DONE;
}

static Step
step (GuoPrintWorker *self)
{
  g_autoptr(json_t) doubtful = query (self, "label-doubtful", printer_params (self));
  g_autoptr(json_t) row = NULL;
  GuoBitmap *sheet;

  if (doubtful == NULL)
    return STEP_RETRY;
  guo_print_talk_stand (&self->talk, json_string_value (json_object_get (doubtful, "serial")));
  if (!json_is_null (doubtful))
    {
      self->stood = TRUE;
      return STEP_NOTHING;
    }
  sheet = guo_printing_take_sheet (self->station, self->talk.id);
  if (sheet != NULL)
    return print_sheet (self, sheet);
  row = query (self, "label-next", printer_params (self));
  if (row == NULL)
    return STEP_RETRY;
  return json_is_null (row) ? STEP_NOTHING : print_label (self, row);
}

/* What was being sent when the station stopped may be on paper or not. */
static void
settle_marker (GuoPrintWorker *self)
{
  GuoPrintMarker label;
  g_autoptr(json_t) row = NULL;

  if (!guo_print_marker_get (self->station->folder, self->talk.id, &label))
    return;
  row = query (self, "label", json_pack ("{s:I, s:I}", "job", (json_int_t) label.job, "pos", (json_int_t) label.pos));
  if (row != NULL && g_strcmp0 (json_string_value (json_object_get (row, "state")), "reserved") == 0
      && !record (self, &label, "doubtful", "the station stopped while it was being sent"))
    return;
  guo_print_marker_clear (self->station->folder, self->talk.id);
}

static void
rest (GuoPrintWorker *self, Step outcome, guint64 news)
{
  if (outcome == STEP_RETRY)
    wait_for_news (self, news, RETRY_US);
  if (outcome != STEP_NOTHING)
    return;
  if (self->talk.link == NULL)
    {
      wait_for_news (self, news, -1);
      return;
    }
  wait_for_news (self, news, IDLE_US);
  g_mutex_lock (&self->lock);
  outcome = self->news == news ? STEP_NOTHING : STEP_DONE;
  g_mutex_unlock (&self->lock);
  if (outcome == STEP_NOTHING)
    guo_print_talk_drop (&self->talk, NULL);
}

static gpointer
run (gpointer data)
{
  GuoPrintWorker *self = data;
  g_autoptr(GError) error = NULL;

  self->db = guo_database_open (self->station->path, GUO_DATABASE_READ_ONLY, &error);
  if (self->db == NULL)
    {
      g_message ("printing: %s", error->message);
      return NULL;
    }
  guo_print_talk_publish (&self->talk, "opening", NULL, NULL);
  settle_marker (self);
  while (!is_stopping (self))
    {
      guint64 news;
      Step outcome;

      g_mutex_lock (&self->lock);
      news = self->news;
      g_mutex_unlock (&self->lock);
      outcome = step (self);
      rest (self, outcome, news);
    }
  guo_print_talk_end (&self->talk);
  g_clear_pointer (&self->db, guo_database_free);
  return NULL;
}

GuoPrintWorker *
guo_print_worker_new (GuoStation *station, GuoWriter *writer, json_t *device, gboolean takes_any)
{
  GuoPrintWorker *self = g_new0 (GuoPrintWorker, 1);

  self->station = station;
  self->writer = writer;
  self->takes_any = takes_any;
  guo_print_talk_init (&self->talk, guo_station_live (station), device);
  g_mutex_init (&self->lock);
  g_cond_init (&self->cond);
  self->thread = g_thread_new ("printer", run, self);
  return self;
}

gboolean
guo_print_worker_fits (GuoPrintWorker *self, json_t *device, gboolean takes_any)
{
  return self->takes_any == takes_any && json_equal (self->talk.row, device);
}

void
guo_print_worker_wake (GuoPrintWorker *self)
{
  g_mutex_lock (&self->lock);
  self->news++;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->lock);
}

void
guo_print_worker_free (GuoPrintWorker *self)
{
  if (self == NULL)
    return;
  g_mutex_lock (&self->lock);
  self->stopping = TRUE;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->lock);
  g_cancellable_cancel (self->talk.cancel);
  g_thread_join (self->thread);
  guo_print_talk_clear (&self->talk);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->cond);
  g_free (self);
}
