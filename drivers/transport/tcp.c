#include "drivers/transport/private.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#define CONNECT_LIMIT_S 3

/* A client of a serial device server, a network printer or a simulator. */
typedef struct
{
  GSocketConnectable *peer;
  GSocketClient *client;
  GSocketConnection *connection; /* NULL while not open */
} Tcp;

/* A cable pulled out of a serial device server is silence to TCP; a scale may be silent for good
 * reasons. So the kernel asks the other side: 5 s of silence, then every 2 s, lost after 3 unanswered. */
static void
watch_peer (GSocket *socket)
{
  g_socket_set_keepalive (socket, TRUE);
  g_socket_set_option (socket, IPPROTO_TCP, TCP_KEEPIDLE, 5, NULL);
  g_socket_set_option (socket, IPPROTO_TCP, TCP_KEEPINTVL, 2, NULL);
  g_socket_set_option (socket, IPPROTO_TCP, TCP_KEEPCNT, 3, NULL);
  g_socket_set_option (socket, IPPROTO_TCP, TCP_USER_TIMEOUT, 11000, NULL);
  g_socket_set_option (socket, IPPROTO_TCP, TCP_NODELAY, 1, NULL);
}

static gint
tcp_open (gpointer impl, GCancellable *cancellable, GError **error)
{
  Tcp *tcp = impl;
  g_autoptr (GError) cause = NULL;
  g_autofree gchar *peer = g_socket_connectable_to_string (tcp->peer);
  GSocket *socket;

  tcp->connection = g_socket_client_connect (tcp->client, tcp->peer, cancellable, &cause);
  if (tcp->connection == NULL)
    {
      g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_ABSENT, "%s: %s", peer, cause->message);
      return -1;
    }
  socket = g_socket_connection_get_socket (tcp->connection);
  watch_peer (socket);
  return g_socket_get_fd (socket);
}

static void
tcp_close (gpointer impl)
{
  g_clear_object (&((Tcp *) impl)->connection);
}

static void
tcp_free (gpointer impl)
{
  Tcp *tcp = impl;

  g_clear_object (&tcp->connection);
  g_object_unref (tcp->client);
  g_object_unref (tcp->peer);
  g_free (tcp);
}

GuoTransport *
guo_tcp_transport_new (const gchar *rest, const gchar *address, GError **error)
{
  static const GuoStreamOps ops = { tcp_open, NULL, tcp_close, tcp_free };
  g_autoptr (GError) cause = NULL;
  g_autoptr (GSocketConnectable) peer = g_network_address_parse (rest, 0, &cause);
  Tcp *tcp;

  if (peer == NULL || g_network_address_get_port (G_NETWORK_ADDRESS (peer)) == 0
      || g_network_address_get_hostname (G_NETWORK_ADDRESS (peer))[0] == '\0')
    {
      g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ADDRESS, "\"%s\": %s", address,
                   cause != NULL ? cause->message : "a host and a port are needed, as tcp:192.168.1.20:4001");
      return NULL;
    }
  tcp = g_new0 (Tcp, 1);
  tcp->peer = g_steal_pointer (&peer);
  tcp->client = g_socket_client_new ();
  g_socket_client_set_enable_proxy (tcp->client, FALSE);
  g_socket_client_set_timeout (tcp->client, CONNECT_LIMIT_S);
  return guo_stream_transport_new (address, &ops, tcp);
}
