#include "drivers/sim/tcp-server.h"

#include <gio/gio.h>
#include <sys/socket.h>

struct _GuoTcpServer
{
  const GuoTcpDevice *device; /* unowned, constant */
  gpointer user_data;
  GSocketListener *listener;
  guint16 port;
  GCancellable *cancel;
  GThread *thread;
};

/* RST instead of FIN: what a device that is switched off looks like. */
static void
cut (GSocketConnection *client)
{
  GSocket *socket = g_socket_connection_get_socket (client);
  const struct linger now = { 1, 0 };

  setsockopt (g_socket_get_fd (socket), SOL_SOCKET, SO_LINGER, &now, sizeof now);
}

static void
serve (GuoTcpServer *self, GSocketConnection *client)
{
  GInputStream *input = g_io_stream_get_input_stream (G_IO_STREAM (client));
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (client));
  guint8 chunk[4096];
  gssize n;

  while ((n = g_input_stream_read (input, chunk, sizeof chunk, self->cancel, NULL)) > 0)
    {
      g_autoptr(GByteArray) answer = g_byte_array_new ();

      if (!self->device->hear (chunk, (gsize) n, answer, self->user_data))
        {
          cut (client);
          break;
        }
      if (answer->len > 0
          && !g_output_stream_write_all (output, answer->data, answer->len, NULL, self->cancel, NULL))
        break;
    }
  self->device->lost (self->user_data);
  g_io_stream_close (G_IO_STREAM (client), NULL, NULL);
}

static gpointer
run (gpointer data)
{
  GuoTcpServer *self = data;

  while (!g_cancellable_is_cancelled (self->cancel))
    {
      g_autoptr(GSocketConnection) client = g_socket_listener_accept (self->listener, NULL, self->cancel, NULL);

      if (client != NULL)
        serve (self, client);
    }
  return NULL;
}

static gboolean
listen_at (GuoTcpServer *self, const gchar *host, guint16 port, GError **error)
{
  g_autoptr(GSocketAddress) address = g_inet_socket_address_new_from_string (host, port);
  g_autoptr(GSocketAddress) effective = NULL;
  g_autoptr(GError) why = NULL;

  if (address == NULL)
    {
      g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ADDRESS, "“%s” is no address to listen on", host);
      return FALSE;
    }
  if (!g_socket_listener_add_address (self->listener, address, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL,
                                      &effective, &why))
    {
      g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_ABSENT, "%s:%u: %s", host, port, why->message);
      return FALSE;
    }
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (effective));
  return TRUE;
}

GuoTcpServer *
guo_tcp_server_new (const GuoTcpDevice *device, gpointer user_data, const gchar *host, guint16 port, GError **error)
{
  g_autoptr(GuoTcpServer) self = g_new0 (GuoTcpServer, 1);

  self->device = device;
  self->user_data = user_data;
  self->cancel = g_cancellable_new ();
  self->listener = g_socket_listener_new ();
  if (!listen_at (self, host, port, error))
    return NULL;
  self->thread = g_thread_new ("sim", run, self);
  return g_steal_pointer (&self);
}

guint16
guo_tcp_server_port (GuoTcpServer *self)
{
  return self->port;
}

void
guo_tcp_server_free (GuoTcpServer *self)
{
  if (self == NULL)
    return;
  g_cancellable_cancel (self->cancel);
  if (self->thread != NULL)
    g_thread_join (self->thread);
  g_socket_listener_close (self->listener);
  g_object_unref (self->listener);
  g_object_unref (self->cancel);
  g_free (self);
}
