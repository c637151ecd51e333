#include "drivers/printer/link.h"

#include <string.h>

#define CONNECT_S 3
#define SEND_MS 5000
#define CLOSE_MS 1000
#define FIRST_MS 500 /* of a question that is not answered in every state: then the other one is put */
#define MOST_CHUNKS 64 /* a printer that talks without end is no printer */

struct _GuoPrinterLink
{
  GSocketConnection *connection;
  GSocket *socket;
  GCancellable *cancel;

  const GuoPrinterLanguage *language;
  GuoPrinterReader reader;
  GuoPrinterAnswer partial; /* of an answer in several parts */
  GuoPrinterAnswer answer;
  gboolean answered;        /* @answer is whole and was not taken yet */
  guint mark;               /* the newest that came */
};

gboolean
guo_printer_address (const gchar *address, gchar **host, guint16 *port, GError **error)
{
  const gchar *rest = g_str_has_prefix (address, "tcp:") ? address + 4 : NULL;
  const gchar *colon = rest != NULL ? strrchr (rest, ':') : NULL;
  guint64 number = 0;

  if (colon == NULL || colon == rest || !g_ascii_string_to_unsigned (colon + 1, 10, 1, 65535, &number, NULL))
    {
      g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ADDRESS, "“%s” is not tcp:HOST:PORT", address);
      return FALSE;
    }
  *host = rest[0] == '[' && colon[-1] == ']' ? g_strndup (rest + 1, (gsize) (colon - rest) - 2)
                                             : g_strndup (rest, (gsize) (colon - rest));
  *port = (guint16) number;
  return TRUE;
}

GuoPrinterLink *
guo_printer_link_open (const gchar *address, const GuoPrinterLanguage *language, GCancellable *cancel, GError **error)
{
  g_autofree gchar *host = NULL;
  guint16 port;
  g_autoptr(GSocketClient) client = g_socket_client_new ();
  g_autoptr(GError) why = NULL;
  GSocketConnection *connection;
  GuoPrinterLink *self;

  if (!guo_printer_address (address, &host, &port, error))
    return NULL;
  g_socket_client_set_timeout (client, CONNECT_S);
  g_socket_client_set_enable_proxy (client, FALSE);
  connection = g_socket_client_connect_to_host (client, host, port, cancel, &why);
  if (connection == NULL)
    {
      g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_ABSENT, "%s: %s", address, why->message);
      return NULL;
    }
  self = g_new0 (GuoPrinterLink, 1);
  self->connection = connection;
  self->language = language;
  self->socket = g_socket_connection_get_socket (connection);
  self->cancel = cancel != NULL ? g_object_ref (cancel) : g_cancellable_new ();
  g_socket_set_keepalive (self->socket, TRUE);
  g_socket_set_timeout (self->socket, 0);
  g_socket_set_blocking (self->socket, FALSE);
  return self;
}

static gboolean
wait_until (GuoPrinterLink *self, GIOCondition condition, gint64 until_us)
{
  gint64 left = until_us - g_get_monotonic_time ();

  return left > 0
         && g_socket_condition_timed_wait (self->socket, condition, left, self->cancel, NULL);
}

void
guo_printer_link_close (GuoPrinterLink *self)
{
  gint64 until = g_get_monotonic_time () + CLOSE_MS * 1000;
  gchar rest[512];

  if (self == NULL)
    return;
  /* Not by wait_until(): the last label matters also when everything else is being cancelled. */
  if (g_socket_shutdown (self->socket, FALSE, TRUE, NULL))
    while (g_socket_condition_timed_wait (self->socket, G_IO_IN, MAX (0, until - g_get_monotonic_time ()), NULL, NULL)
           && g_socket_receive (self->socket, rest, sizeof rest, NULL, NULL) > 0)
      ;
  g_io_stream_close (G_IO_STREAM (self->connection), NULL, NULL);
  g_object_unref (self->connection);
  g_object_unref (self->cancel);
  g_free (self);
}

static gboolean
lost (GError **error, const GError *why)
{
  g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_LOST, "the printer's connection: %s",
               why != NULL ? why->message : "closed by the printer");
  return FALSE;
}

gboolean
guo_printer_link_send (GuoPrinterLink *self, const guint8 *bytes, gsize len, gsize *sent, GError **error)
{
  gint64 until = g_get_monotonic_time () + SEND_MS * 1000;

  *sent = 0;
  while (*sent < len)
    {
      g_autoptr(GError) why = NULL;
      gssize n = g_socket_send (self->socket, (const gchar *) bytes + *sent, len - *sent, NULL, &why);

      if (n > 0)
        {
          *sent += (gsize) n;
          until = g_get_monotonic_time () + SEND_MS * 1000;
        }
      else if (!g_error_matches (why, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
        return lost (error, why);
      else if (!wait_until (self, G_IO_OUT, until))
        {
          g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_LOST, "the printer takes no more bytes");
          return FALSE;
        }
    }
  return TRUE;
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

/* Hears what is there; FALSE with an error when the connection is gone. */
static gboolean
receive (GuoPrinterLink *self, GError **error)
{
  for (guint i = 0; i < MOST_CHUNKS; i++)
    {
      guint8 chunk[1024];
      g_autoptr(GError) why = NULL;
      gssize n = g_socket_receive (self->socket, (gchar *) chunk, sizeof chunk, NULL, &why);

      if (g_error_matches (why, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
        return TRUE;
      if (n <= 0)
        return lost (error, why);
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
  while (!self->answered && wait_until (self, G_IO_IN, until))
    if (!receive (self, error))
      return FALSE;
  return TRUE;
}

gboolean
guo_printer_link_ask (GuoPrinterLink *self, guint timeout_ms, GuoPrinterAnswer *out, GError **error)
{
  const GuoPrinterLanguage *language = self->language;
  gboolean answered;

  *out = (GuoPrinterAnswer) { 0 };
  if (!receive (self, error))
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
  out->mark = self->mark;
  self->answered = FALSE;
  return answered;
}
