#include "drivers/printer/way.h"

#include <string.h>

#define CONNECT_S 3
#define CLOSE_US (G_USEC_PER_SEC)

typedef struct
{
  GuoPrinterWay way;
  GSocketConnection *connection;
  GSocket *socket;
} Tcp;

gboolean
guo_printer_tcp_address (const gchar *rest, gchar **host, guint16 *port, GError **error)
{
  const gchar *colon = strrchr (rest, ':');
  guint64 number = 0;

  if (colon == NULL || colon == rest || !g_ascii_string_to_unsigned (colon + 1, 10, 1, 65535, &number, NULL))
    {
      g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ADDRESS, "“tcp:%s” is not tcp:HOST:PORT", rest);
      return FALSE;
    }
  if (host != NULL)
    *host = rest[0] == '[' && colon[-1] == ']' ? g_strndup (rest + 1, (gsize) (colon - rest) - 2)
                                               : g_strndup (rest, (gsize) (colon - rest));
  if (port != NULL)
    *port = (guint16) number;
  return TRUE;
}

static gboolean
wait_until (Tcp *self, GIOCondition condition, gint64 until_us)
{
  gint64 left = until_us - g_get_monotonic_time ();

  return left > 0 && g_socket_condition_timed_wait (self->socket, condition, left, self->way.cancel, NULL);
}

static gboolean
tcp_send (GuoPrinterWay *way, const guint8 *bytes, gsize len, gint64 until_us, gsize *taken, GError **error)
{
  Tcp *self = (Tcp *) way;

  do
    {
      g_autoptr (GError) why = NULL;
      gssize n = g_socket_send (self->socket, (const gchar *) bytes, len, NULL, &why);

      *taken = n > 0 ? (gsize) n : 0;
      if (n > 0)
        return TRUE;
      if (!g_error_matches (why, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
        return guo_printer_way_lost (why != NULL ? why->message : NULL, error);
    }
  while (wait_until (self, G_IO_OUT, until_us));
  return TRUE;
}

static gssize
tcp_receive (GuoPrinterWay *way, guint8 *bytes, gsize len, gint64 until_us, GError **error)
{
  Tcp *self = (Tcp *) way;

  do
    {
      g_autoptr (GError) why = NULL;
      gssize n = g_socket_receive (self->socket, (gchar *) bytes, len, NULL, &why);

      if (n > 0)
        return n;
      if (!g_error_matches (why, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
        return guo_printer_way_lost (why != NULL ? why->message : NULL, error) - 1;
    }
  while (wait_until (self, G_IO_IN, until_us));
  return 0;
}

/* Tells the printer that nothing follows, and waits for its end: a plain close with unread answers would cut the last
 * label. Without the cancellable: the last label matters also when everything else is being cancelled. */
static void
tcp_close (GuoPrinterWay *way)
{
  Tcp *self = (Tcp *) way;
  gint64 until = g_get_monotonic_time () + CLOSE_US;
  gchar rest[512];

  if (g_socket_shutdown (self->socket, FALSE, TRUE, NULL))
    while (g_socket_condition_timed_wait (self->socket, G_IO_IN, MAX (0, until - g_get_monotonic_time ()), NULL, NULL)
           && g_socket_receive (self->socket, rest, sizeof rest, NULL, NULL) > 0)
      ;
  g_io_stream_close (G_IO_STREAM (self->connection), NULL, NULL);
  g_object_unref (self->connection);
  g_free (self);
}

GuoPrinterWay *
guo_printer_way_tcp (const gchar *rest, GCancellable *cancel, GError **error)
{
  static const GuoPrinterWayOps ops = { .send = tcp_send, .receive = tcp_receive, .close = tcp_close };
  g_autofree gchar *host = NULL;
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GError) why = NULL;
  GSocketConnection *connection;
  guint16 port;
  Tcp *self;

  if (!guo_printer_tcp_address (rest, &host, &port, error))
    return NULL;
  g_socket_client_set_timeout (client, CONNECT_S);
  g_socket_client_set_enable_proxy (client, FALSE);
  connection = g_socket_client_connect_to_host (client, host, port, cancel, &why);
  if (connection == NULL)
    {
      g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_ABSENT, "tcp:%s: %s", rest, why->message);
      return NULL;
    }
  self = g_new0 (Tcp, 1);
  self->way.ops = &ops;
  self->connection = connection;
  self->socket = g_socket_connection_get_socket (connection);
  g_socket_set_keepalive (self->socket, TRUE);
  g_socket_set_timeout (self->socket, 0);
  g_socket_set_blocking (self->socket, FALSE);
  return &self->way;
}
