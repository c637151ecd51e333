#include "drivers/printer/link.h"

#include "drivers/printer/way.h"

#include <string.h>

#define SEND_MS 5000
#define FIRST_MS 500 /* of a question that is not answered in every state: then the other one is put */
#define MOST_CHUNKS 64 /* a printer that talks without end is no printer */

struct _GuoPrinterLink
{
  GuoPrinterWay *way;
  GCancellable *cancel;

  const GuoPrinterLanguage *language;
  GuoPrinterReader reader;
  GuoPrinterAnswer partial; /* of an answer in several parts */
  GuoPrinterAnswer answer;
  gboolean answered;        /* @answer is whole and was not taken yet */
  guint mark;               /* the newest that came */
};

GuoPrinterLink *
guo_printer_link_open (const gchar *address, const GuoPrinterLanguage *language, GCancellable *cancel, GError **error)
{
  g_autoptr (GCancellable) ends = cancel != NULL ? g_object_ref (cancel) : g_cancellable_new ();
  GuoPrinterWay *way = guo_printer_way_open (address, ends, error);
  GuoPrinterLink *self;

  if (way == NULL)
    return NULL;
  self = g_new0 (GuoPrinterLink, 1);
  self->way = way;
  self->language = language;
  self->cancel = g_steal_pointer (&ends);
  return self;
}

void
guo_printer_link_close (GuoPrinterLink *self)
{
  if (self == NULL)
    return;
  self->way->ops->close (self->way);
  g_object_unref (self->cancel);
  g_free (self);
}

gboolean
guo_printer_link_send (GuoPrinterLink *self, const guint8 *bytes, gsize len, gsize *sent, GError **error)
{
  gsize taken = 0;

  for (*sent = 0; *sent < len; *sent += taken)
    {
      gint64 until = g_get_monotonic_time () + SEND_MS * 1000;

      if (!self->way->ops->send (self->way, bytes + *sent, len - *sent, until, &taken, error))
        {
          *sent += taken;
          return FALSE;
        }
      if (taken > 0)
        continue;
      g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_LOST, "the printer takes no more bytes");
      return FALSE;
    }
  return self->way->ops->finish == NULL || self->way->ops->finish (self->way, error);
}

static void
hear (GuoPrinterLink *self, guint8 byte)
{
  GuoPrinterAnswer out = { 0 };
  GuoPrinterHeard heard = self->language->hear (&self->reader, byte, &out);

  if (heard == GUO_PRINTER_HEARD_MARK)
    self->mark = out.mark;
  if (heard != GUO_PRINTER_HEARD_PART && heard != GUO_PRINTER_HEARD_STATE)
    return;
  self->partial.states |= out.states;
  self->partial.busy |= out.busy;
  if (heard == GUO_PRINTER_HEARD_PART)
    return;
  self->answer = self->partial;
  self->answered = TRUE;
  self->partial = (GuoPrinterAnswer) { 0 };
}

/* Hears what comes until then, and no longer than something comes; FALSE with an error when the way is gone. */
static gboolean
receive (GuoPrinterLink *self, gint64 until_us, GError **error)
{
  for (guint i = 0; i < MOST_CHUNKS; i++)
    {
      guint8 chunk[1024];
      gssize n = self->way->ops->receive (self->way, chunk, sizeof chunk, i == 0 ? until_us : 0, error);

      if (n <= 0)
        return n == 0;
      for (gssize at = 0; at < n; at++)
        hear (self, chunk[at]);
    }
  return TRUE;
}

static gboolean
put_question (GuoPrinterLink *self, const gchar *question, GError **error)
{
  gsize sent;

  self->reader.parts = self->language->parts;
  self->partial = (GuoPrinterAnswer) { 0 };
  return guo_printer_link_send (self, (const guint8 *) question, strlen (question), &sent, error);
}

/* Puts a question and waits; whether there is an answer says self->answered. */
static gboolean
ask_and_wait (GuoPrinterLink *self, const gchar *question, guint timeout_ms, GError **error)
{
  gint64 until = g_get_monotonic_time () + (gint64) timeout_ms * 1000;

  if (!put_question (self, question, error))
    return FALSE;
  while (!self->answered && g_get_monotonic_time () < until && !g_cancellable_is_cancelled (self->cancel))
    if (!receive (self, until, error))
      return FALSE;
  return TRUE;
}

/* A printer that does not answer in its language may still say by its way that the paper is out. */
static gboolean
is_fault_of_way (GuoPrinterLink *self, GuoPrinterAnswer *out)
{
  if (self->way->ops->states != NULL)
    out->states = self->way->ops->states (self->way);
  return out->states != 0;
}

gboolean
guo_printer_link_ask (GuoPrinterLink *self, guint timeout_ms, GuoPrinterAnswer *out, GError **error)
{
  const GuoPrinterLanguage *language = self->language;
  gboolean answered;

  *out = (GuoPrinterAnswer) { 0 };
  if (self->way->ops->one_way)
    {
      is_fault_of_way (self, out);
      return FALSE;
    }
  if (!receive (self, 0, error))
    return FALSE;
  if (timeout_ms == 0)
    {
      if (self->reader.parts == 0 && !put_question (self, language->question, error))
        return FALSE;
    }
  else
    {
      self->answered = FALSE; /* an old answer is not the new one */
      if (!ask_and_wait (self, language->question,
                         language->other_question != NULL ? MIN (timeout_ms, FIRST_MS) : timeout_ms, error)
          || (!self->answered && language->other_question != NULL
              && !ask_and_wait (self, language->other_question, timeout_ms, error)))
        return FALSE;
    }
  answered = self->answered;
  if (answered)
    *out = self->answer;
  else
    answered = is_fault_of_way (self, out);
  out->mark = self->mark;
  self->answered = FALSE;
  return answered;
}
