#include "drivers/probe.h"

#include "drivers/probe-questions.h"
#include "drivers/scale/hid.h"
#include "drivers/sim/scale-sim.h"

#include <stdlib.h>
#include <string.h>

#define SLICE_US ((gint64) 50000)
#define LISTEN_US ((gint64) 2000000)  /* three frames of 12 bytes take 0.6 s at 600 baud */
#define QUIET_US ((gint64) 1000000)   /* then it is asked */
#define SILENCE_US ((gint64) 50000)   /* ends a frame that nothing else ends */
#define LOST_US ((gint64) 1000000)    /* a round does not wait for a port that is not there */
#define ANSWER_BYTES 44               /* of a question and its answer */
#define REPEATS 4                     /* of a question that brought something */

/* The settings that scales are found at, most usual first. */
static const gchar *const serial_lines[] = { "9600/8n1", "9600/7e1", "4800/8n1",  "2400/8n1",  "2400/7e1",
                                             "1200/8n1", "600/8n1",  "19200/8n1", "115200/8n1" };

struct _GuoProbe
{
  gchar *address;
  GuoProbeWay way;
  gboolean all_lines;
  GThread *thread;          /* (nullable) */
  GuoTransport *transport;  /* (nullable): of the line heard now; the thread's own */

  GMutex lock;              /* guards what follows */
  GCond wake;
  gboolean ending;
  GuoProbeView view;
  GuoDetector *detector;    /* of the line heard now */
  GuoHidScaleLayout layout; /* of a USB scale, as its report descriptor says */
  GArray *finds;            /* of GuoProbeFind: lines heard before, in a round */
  GArray *questions;
  guint question;           /* asked next */
  guint repeats;
  guint64 bytes_then;       /* heard when it was asked last */
  gint64 heard_us;          /* when bytes came last */
  gint64 asked_us;          /* 0: not asked yet at this line */
  gboolean asked_all;
  gint64 open_us;           /* time that the link was open, or was not */
  gint64 lost_us;
  gboolean talks;           /* bytes came before it was asked */
  gboolean flushed;
};

GuoProbe *
guo_probe_new (const gchar *address, GuoProbeWay way, GError **error)
{
  gboolean simulated = g_str_has_prefix (address, "sim:");
  g_autoptr (GuoTransport) transport = simulated ? guo_scale_sim_transport (address, error)
                                                 : guo_transport_new (address, error);
  GuoProbe *self;

  if (transport == NULL)
    return NULL;
  self = g_new0 (GuoProbe, 1);
  g_mutex_init (&self->lock);
  g_cond_init (&self->wake);
  self->address = g_strdup (address);
  self->way = way;
  self->all_lines = g_str_has_prefix (address, "serial:") && strstr (address, "line=") == NULL;
  self->view.line = "";
  self->detector = guo_detector_new (NULL, NULL);
  self->finds = g_array_new (FALSE, FALSE, sizeof (GuoProbeFind));
  self->questions = guo_probe_questions_new ();
  return self;
}

const gchar *
guo_probe_address (GuoProbe *self)
{
  return self->address;
}

static gboolean
is_usb (GuoProbe *self)
{
  return g_str_has_prefix (self->address, "usb:");
}

/* A USB scale needs no guessing: reports are those of its own description, or the usual ones where that tells nothing. */
static GuoDetector *
detector_new (GuoProbe *self)
{
  return guo_detector_new (is_usb (self) ? &guo_scale_usb_hid : NULL, NULL);
}

static void
keep_recent (GuoProbeView *view, const guint8 *bytes, gsize len)
{
  gsize new = MIN (len, sizeof view->recent);
  gsize old = MIN (view->n_recent, sizeof view->recent - new);

  memmove (view->recent, view->recent + view->n_recent - old, old);
  memcpy (view->recent + old, bytes + len - new, new);
  view->n_recent = old + new;
}

static void
on_bytes (const guint8 *bytes, gsize len, gint64 at_us, gpointer user_data)
{
  GuoProbe *self = user_data;
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);

  self->view.bytes += len;
  self->heard_us = at_us;
  self->flushed = FALSE;
  if (self->asked_us == 0)
    self->talks = TRUE;
  keep_recent (&self->view, bytes, len);
  guo_detector_push (self->detector, bytes, len);
  if (is_usb (self))
    guo_detector_flush (self->detector);
}

/* The caller holds the lock. */
static void
learn_layout (GuoProbe *self)
{
  const GuoHidReportDescriptor *descriptor = guo_transport_report_descriptor (self->transport);
  const GuoScaleConfig config = { .report = &self->layout };

  if (descriptor == NULL || !guo_hid_scale_layout_read (descriptor->bytes, descriptor->len, &self->layout, NULL))
    return;
  guo_detector_free (self->detector);
  self->detector = guo_detector_new (&guo_scale_usb_hid, &config);
}

static void
on_state (GuoTransportState state, const GError *error, gpointer user_data)
{
  GuoProbe *self = user_data;
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);

  self->view.link = state;
  g_clear_error (&self->view.error);
  self->view.error = error != NULL ? g_error_copy (error) : NULL;
  if (state == GUO_TRANSPORT_OPEN)
    learn_layout (self);
}

static gsize
n_candidates (GuoProbe *self)
{
  gsize n;

  guo_detector_candidates (self->detector, &n);
  return n;
}

/* The caller holds the lock. */
static void
add_finds (GuoProbe *self, GArray *finds)
{
  gsize n;
  const GuoDetectCandidate *candidates = guo_detector_candidates (self->detector, &n);

  for (gsize i = 0; i < n; i++)
    {
      const GuoProbeFind find = { .line = self->view.line, .candidate = candidates[i] };

      g_array_append_val (finds, find);
    }
}

/* Time for a question and its answer. */
static gint64
answer_us (GuoProbe *self)
{
  gint64 baud = atoi (self->view.line);

  return 2 * SLICE_US + (baud > 0 ? ANSWER_BYTES * 10 * G_USEC_PER_SEC / baud : 0);
}

/* One that brought something is asked again: a proposal needs more than one frame, and whoever compares needs to see the
 * weight change. The caller holds the lock. */
static const GuoProbeQuestion *
choose_question (GuoProbe *self, gint64 at_us)
{
  gboolean answered = self->asked_us != 0 && self->view.bytes != self->bytes_then;
  gboolean good = answered && n_candidates (self) > 0;

  if (self->talks || is_usb (self) || self->view.link != GUO_TRANSPORT_OPEN || self->open_us < QUIET_US || self->questions->len == 0
      || at_us - self->asked_us < answer_us (self))
    return NULL;
  if (self->asked_us != 0 && !good && (!answered || ++self->repeats >= REPEATS))
    {
      self->repeats = 0;
      self->asked_all = self->asked_all || self->question + 1 == self->questions->len;
      self->question = (self->question + 1) % self->questions->len;
    }
  self->asked_us = at_us;
  self->bytes_then = self->view.bytes;
  return &g_array_index (self->questions, GuoProbeQuestion, self->question);
}

/* The caller holds the lock. Whether the next line setting is to be heard. */
static gboolean
is_heard (GuoProbe *self)
{
  gboolean listened = self->open_us >= LISTEN_US && (self->talks || self->asked_all);

  if (self->way == GUO_PROBE_ROUND)
    return listened || self->lost_us >= LOST_US || (self->open_us >= LISTEN_US && n_candidates (self) > 0);
  return self->all_lines && listened && n_candidates (self) == 0;
}

/* Returns: whether this line setting was heard to the end. */
static gboolean
hear_slice (GuoProbe *self)
{
  gint64 at_us;
  const GuoProbeQuestion *question;
  gboolean heard;

  g_mutex_lock (&self->lock);
  if (!self->ending)
    g_cond_wait_until (&self->wake, &self->lock, g_get_monotonic_time () + SLICE_US);
  at_us = g_get_monotonic_time ();
  *(self->view.link == GUO_TRANSPORT_OPEN ? &self->open_us : &self->lost_us) += SLICE_US;
  if (!self->flushed && self->view.bytes > 0 && at_us - self->heard_us >= SILENCE_US)
    {
      self->flushed = TRUE;
      guo_detector_flush (self->detector);
    }
  question = choose_question (self, at_us);
  if (question != NULL)
    self->view.asked = question->protocol->id;
  heard = self->ending || is_heard (self);
  g_mutex_unlock (&self->lock);
  if (question != NULL && !heard)
    guo_transport_send (self->transport, question->bytes, question->len, NULL); /* a link that is lost says so itself */
  return heard;
}

static GuoTransport *
open_line (GuoProbe *self, const gchar *line)
{
  g_autofree gchar *address = *line != '\0' ? g_strdup_printf ("%s?line=%s", self->address, line)
                                            : g_strdup (self->address);

  return g_str_has_prefix (address, "sim:") ? guo_scale_sim_transport (address, NULL) : guo_transport_new (address, NULL);
}

/* What one line setting begins with. */
static void
begin_line (GuoProbe *self, const gchar *line)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);

  guo_detector_free (self->detector);
  self->detector = detector_new (self);
  self->view.line = line;
  self->view.asked = NULL;
  self->view.bytes = self->bytes_then = 0;
  self->view.n_recent = 0;
  self->view.link = GUO_TRANSPORT_OPENING;
  self->open_us = self->lost_us = self->asked_us = 0;
  self->question = self->repeats = 0;
  self->asked_all = self->talks = self->flushed = FALSE;
}

static void
end_line (GuoProbe *self, gboolean last)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);

  guo_detector_flush (self->detector);
  if (self->way == GUO_PROBE_ROUND)
    {
      add_finds (self, self->finds);
      guo_detector_free (self->detector);
      self->detector = detector_new (self);
    }
  self->view.complete = self->view.complete || last;
}

static gboolean
is_ending (GuoProbe *self)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);

  return self->ending || (self->way == GUO_PROBE_ROUND && self->view.complete);
}

static gpointer
listen (gpointer data)
{
  GuoProbe *self = data;
  gsize n = self->all_lines ? G_N_ELEMENTS (serial_lines) : 1;

  for (gsize at = 0; !is_ending (self); at = (at + 1) % n)
    {
      begin_line (self, self->all_lines ? serial_lines[at] : "");
      self->transport = open_line (self, self->view.line);
      guo_transport_start (self->transport, &(GuoTransportCallbacks) { .bytes = on_bytes, .state = on_state }, self);
      while (!hear_slice (self))
        ;
      g_clear_pointer (&self->transport, guo_transport_free); /* ends its thread: no callback follows */
      end_line (self, at + 1 == n);
    }
  return NULL;
}

void
guo_probe_start (GuoProbe *self)
{
  g_return_if_fail (self->thread == NULL);
  self->thread = g_thread_new ("probe", listen, self);
}

void
guo_probe_free (GuoProbe *self)
{
  if (self == NULL)
    return;
  g_mutex_lock (&self->lock);
  self->ending = TRUE;
  g_cond_signal (&self->wake);
  g_mutex_unlock (&self->lock);
  if (self->thread != NULL)
    g_thread_join (self->thread);
  guo_detector_free (self->detector);
  guo_probe_view_clear (&self->view);
  g_array_unref (self->finds);
  g_array_unref (self->questions);
  g_free (self->address);
  g_cond_clear (&self->wake);
  g_mutex_clear (&self->lock);
  g_free (self);
}

void
guo_probe_view (GuoProbe *self, GuoProbeView *out)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);

  *out = self->view;
  out->error = self->view.error != NULL ? g_error_copy (self->view.error) : NULL;
}

void
guo_probe_view_clear (GuoProbeView *view)
{
  g_clear_error (&view->error);
}

static gint
by_share (gconstpointer a, gconstpointer b)
{
  const GuoProbeFind *one = a, *two = b;

  return (gint) two->candidate.explained_permille - (gint) one->candidate.explained_permille;
}

GArray *
guo_probe_finds (GuoProbe *self)
{
  GArray *finds = g_array_new (FALSE, FALSE, sizeof (GuoProbeFind));
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);

  if (self->finds->len > 0)
    g_array_append_vals (finds, self->finds->data, self->finds->len);
  add_finds (self, finds);
  g_array_sort (finds, by_share); /* equals stay in their order */
  return finds;
}
