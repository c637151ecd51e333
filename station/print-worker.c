#include "station/print-worker.h"

#include "drivers/printer/link.h"
#include "drivers/sim/printer-sim.h"
#include "station/label/case-label.h"
#include "station/label/layout.h"
#include "station/label/painter.h"
#include "station/print-marker.h"
#include "station/print-proof.h"
#include "station/printing.h"
#include "station/station-private.h"

#include <string.h>

#define ANSWER_MS 2000      /* Zebra's guide: no answer within two seconds is "not ready" */
#define SILENT_ANSWER_MS 1000 /* of a printer that has never answered: once, then nobody waits for it */
#define RETRY_US (2 * G_USEC_PER_SEC)
#define IDLE_US (10 * G_USEC_PER_SEC) /* then the connection is given up: others print here too */
#define POLL_US (G_USEC_PER_SEC / 20)
#define GAP_MM 2 /* between two labels of the usual rolls */

struct _GuoPrintWorker
{
  GuoStation *station;
  GuoWriter *writer;
  json_t *device;
  gint64 id;
  gboolean takes_any;
  GThread *thread;
  GCancellable *cancel;  /* ends every wait on the network */

  GMutex lock;           /* guards what follows */
  GCond cond;
  guint64 news;
  gboolean stopping;

  GuoDatabase *db;       /* worker's thread from here on */
  const GuoPrinterLanguage *language;
  GuoPrinterLink *link;  /* (nullable) */
  GuoPrinterServer *sim; /* (nullable): the simulator behind an address "sim:zpl" */
  gboolean answered;     /* the printer has said something since the thread began */
  gboolean silent;       /* it was asked and said nothing, and never has */
  gboolean proves;       /* it has proved a label in the way of its language */
  gboolean proofless;    /* it had time to and did not, and never has: its labels stay sent, nobody waits */
  gboolean stood;        /* a label was doubtful: what the printer still holds is thrown away before the next */
  guint mark;            /* of the last label */
  guint labels;          /* sent by this thread */
  gchar *last_line;      /* as published last */
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

/* The printer's line on the live topic "devices"; said again only when it changes. */
static void
publish (GuoPrintWorker *self, const gchar *state, const gchar *error, const GuoPrinterAnswer *status)
{
  g_autoptr(json_t) words = status != NULL ? guo_printer_state_words (status->states) : NULL;
  g_autoptr(json_t) ready = status != NULL ? json_boolean (guo_printer_is_ready (status->states)) : NULL;
  g_autoptr(json_t) line = json_pack (
    "{s:s, s:I, s:O, s:s, s:s, s:s?, s:i, s:i, s:O?, s:O?}", "topic", "devices", "device", (json_int_t) self->id,
    "name", json_object_get (self->device, "name"), "kind", "printer", "state", state, "error", error, "frames",
    (int) self->labels, "bad", 0, "states", words, "ready", ready);
  g_autofree gchar *text = json_dumps (line, JSON_COMPACT);
  g_autofree gchar *key = g_strdup_printf ("%" G_GINT64_FORMAT, self->id);

  if (g_strcmp0 (text, self->last_line) == 0)
    return;
  g_free (self->last_line);
  self->last_line = g_strdup (text);
  guo_live_publish (guo_station_live (self->station), "devices", key, g_steal_pointer (&text));
}

static void
drop_link (GuoPrintWorker *self, const GError *error)
{
  if (error != NULL)
    publish (self, "lost", error->message, NULL);
  g_clear_pointer (&self->link, guo_printer_link_close);
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
  return json_pack ("{s:I, s:i}", "printer", (json_int_t) self->id, "takes_any", self->takes_any ? 1 : 0);
}

/* Where the printer listens; of a simulator after it was started on a port of this machine. */
static gchar *
network_address (GuoPrintWorker *self, GError **error)
{
  const gchar *address = json_string_value (json_object_get (self->device, "address"));
  const gchar *scenario = strchr (address, '=');
  GuoPrinterSim *sim;

  if (!g_str_has_prefix (address, "sim:"))
    return g_strdup (address);
  if (self->sim == NULL)
    {
      sim = guo_printer_sim_new (self->language->id, scenario != NULL ? scenario + 1 : NULL, NULL, NULL, error);
      self->sim = sim != NULL ? guo_printer_server_new (sim, "127.0.0.1", 0, error) : NULL;
    }
  return self->sim != NULL ? g_strdup_printf ("tcp:127.0.0.1:%u", guo_printer_server_port (self->sim)) : NULL;
}

static gboolean
ensure_link (GuoPrintWorker *self)
{
  g_autoptr(GError) error = NULL;
  g_autofree gchar *address = NULL;

  if (self->link != NULL)
    return TRUE;
  address = network_address (self, &error);
  self->link = address != NULL ? guo_printer_link_open (address, self->language, self->cancel, &error) : NULL;
  if (self->link == NULL)
    publish (self, "lost", error->message, NULL);
  return self->link != NULL;
}

static gint64
number (json_t *status, const gchar *name)
{
  return json_integer_value (json_object_get (status, name));
}

/* Asks; FALSE with an error: the link is gone; FALSE without: silence. A printer that never answers is not waited
 * for: the run would be slower for nothing. */
static gboolean
ask (GuoPrintWorker *self, GuoPrinterAnswer *status, GError **error)
{
  guint patience_ms = self->answered ? ANSWER_MS : self->silent ? 0 : SILENT_ANSWER_MS;
  g_autoptr(GError) why = NULL;

  if (guo_printer_link_ask (self->link, patience_ms, status, &why))
    {
      self->answered = TRUE;
      self->silent = FALSE;
      publish (self, "open", NULL, status);
      return TRUE;
    }
  if (why != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
  self->silent = !self->answered;
  publish (self, "open", "the printer does not answer", NULL);
  return FALSE;
}

/* Whether a job may be sent now. A printer that has never answered is one that cannot: it gets its job. */
static gboolean
ensure_ready (GuoPrintWorker *self)
{
  g_autoptr(GError) error = NULL;
  GuoPrinterAnswer status;

  if (!ensure_link (self))
    return FALSE;
  if (ask (self, &status, &error))
    return guo_printer_is_ready (status.states);
  if (error != NULL)
    drop_link (self, error);
  return error == NULL && !self->answered;
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

  if (!ask (self, &status, &error))
    {
      if (error != NULL || self->answered)
        doubt (self, label, error != NULL ? error->message : "the printer no longer answers");
      if (error != NULL)
        drop_link (self, error);
      return TRUE;
    }
  if (guo_printer_is_fault (status.states))
    {
      g_autofree gchar *words = guo_print_fault_words (status.states);

      doubt (self, label, words);
      return TRUE;
    }
  if (guo_print_proof_take (proof, self->language, self->mark, &status, g_get_monotonic_time ()))
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

  if (!guo_print_marker_set (self->station->folder, self->id, label, &error))
    {
      g_message ("printing: %s", error->message);
      return STEP_RETRY;
    }
  if (!guo_printer_link_send (self->link, bytes, len, &sent, &error))
    {
      gboolean known = sent == 0 || record (self, label, "doubtful", error->message);

      self->stood = self->stood || sent > 0;
      drop_link (self, error);
      if (known)
        guo_print_marker_clear (self->station->folder, self->id);
      return sent == 0 ? STEP_RETRY : STEP_DONE;
    }
  self->labels++;
  if (!record (self, label, "sent", NULL))
    return STEP_RETRY;
  guo_print_marker_clear (self->station->folder, self->id);
  await_proof (self, label);
  return STEP_DONE;
}

/* The label as the printer's bytes; NULL with an error. */
static GBytes *
make_job (GuoPrintWorker *self, json_t *row, GError **error)
{
  const gchar *layout = json_string_value (json_object_get (self->device, "label"));
  g_autoptr(GuoBitmap) picture = guo_case_label_paint (
    self->station, self->db, json_string_value (json_object_get (row, "serial")), number (row, "copy"),
    layout != NULL ? layout : guo_label_layout_names[0], number (self->device, "dpi"), error);

  const GuoPrinterJob job = { .dots_per_mm = guo_label_dots_per_mm ((gint) number (self->device, "dpi")),
                              .gap_mm = GAP_MM,
                              .mark = self->mark };

  return picture != NULL ? self->language->label (picture, &job) : NULL;
}

/* After a doubt: a label that the printer still holds would come out a second time. */
static gboolean
ensure_clear (GuoPrintWorker *self)
{
  g_autoptr(GError) error = NULL;
  gsize sent;

  if (!self->stood)
    return TRUE;
  if (!guo_printer_link_send (self->link, (const guint8 *) self->language->clear, strlen (self->language->clear), &sent,
                              &error))
    {
      drop_link (self, error);
      return FALSE;
    }
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

static Step
step (GuoPrintWorker *self)
{
  g_autoptr(json_t) doubtful = query (self, "label-doubtful", printer_params (self));
  g_autoptr(json_t) row = NULL;

  if (doubtful == NULL)
    return STEP_RETRY;
  if (!json_is_null (doubtful))
    {
      self->stood = TRUE;
      return STEP_NOTHING;
    }
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

  if (!guo_print_marker_get (self->station->folder, self->id, &label))
    return;
  row = query (self, "label", json_pack ("{s:I, s:I}", "job", (json_int_t) label.job, "pos", (json_int_t) label.pos));
  if (row != NULL && g_strcmp0 (json_string_value (json_object_get (row, "state")), "reserved") == 0
      && !record (self, &label, "doubtful", "the station stopped while it was being sent"))
    return;
  guo_print_marker_clear (self->station->folder, self->id);
}

static void
rest (GuoPrintWorker *self, Step outcome, guint64 news)
{
  if (outcome == STEP_RETRY)
    wait_for_news (self, news, RETRY_US);
  if (outcome != STEP_NOTHING)
    return;
  if (self->link == NULL)
    {
      wait_for_news (self, news, -1);
      return;
    }
  wait_for_news (self, news, IDLE_US);
  g_mutex_lock (&self->lock);
  outcome = self->news == news ? STEP_NOTHING : STEP_DONE;
  g_mutex_unlock (&self->lock);
  if (outcome == STEP_NOTHING)
    drop_link (self, NULL);
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
  publish (self, "opening", NULL, NULL);
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
  drop_link (self, NULL);
  g_clear_pointer (&self->sim, guo_printer_server_free);
  g_clear_pointer (&self->db, guo_database_free);
  return NULL;
}

GuoPrintWorker *
guo_print_worker_new (GuoStation *station, GuoWriter *writer, json_t *device, gboolean takes_any)
{
  GuoPrintWorker *self = g_new0 (GuoPrintWorker, 1);

  self->station = station;
  self->writer = writer;
  self->device = json_incref (device);
  self->id = number (device, "id");
  self->takes_any = takes_any;
  self->language = guo_printer_language_find (json_string_value (json_object_get (device, "language")), NULL);
  if (self->language == NULL) /* bound before there was a choice */
    self->language = guo_printer_languages ()[0];
  self->cancel = g_cancellable_new ();
  g_mutex_init (&self->lock);
  g_cond_init (&self->cond);
  self->thread = g_thread_new ("printer", run, self);
  return self;
}

gboolean
guo_print_worker_fits (GuoPrintWorker *self, json_t *device, gboolean takes_any)
{
  return self->takes_any == takes_any && json_equal (self->device, device);
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
  g_autofree gchar *key = NULL;

  if (self == NULL)
    return;
  g_mutex_lock (&self->lock);
  self->stopping = TRUE;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->lock);
  g_cancellable_cancel (self->cancel);
  g_thread_join (self->thread);
  key = g_strdup_printf ("%" G_GINT64_FORMAT, self->id);
  guo_live_publish (guo_station_live (self->station), "devices", key, g_strdup (""));
  g_object_unref (self->cancel);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->cond);
  json_decref (self->device);
  g_free (self->last_line);
  g_free (self);
}
