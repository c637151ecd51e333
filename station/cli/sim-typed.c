/* Simulated devices that send what is typed: a scanner, a refractometer, a calliper. */
#include "station/cli/sim-serve.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  const GuoCliSimTypedDevice *device;
  GPtrArray *clients; /* GSocketConnection */
} Typed;

static gboolean
connected (GSocketService *service, GSocketConnection *connection, GObject *source, gpointer clients)
{
  g_ptr_array_add (clients, g_object_ref (connection));
  return TRUE;
}

/* Who has gone is noticed when a line cannot be sent. */
static gboolean
send_line (gchar *line, gpointer user_data, GError **error)
{
  Typed *self = user_data;
  GPtrArray *clients = self->clients;
  g_autoptr(GByteArray) bytes = g_byte_array_new ();

  if (!self->device->make (line, self->device->device, bytes, error))
    return FALSE;
  for (guint i = clients->len; i-- > 0;)
    if (!g_output_stream_write_all (g_io_stream_get_output_stream (clients->pdata[i]), bytes->data, bytes->len, NULL, NULL,
                                    NULL))
      g_ptr_array_remove_index (clients, i);
  return TRUE;
}

static void
announce (GuoCli *cli, const GuoCliSimTypedDevice *typed, const gchar *host, guint16 port)
{
  g_autofree gchar *address = guo_cli_sim_address (host, port);
  json_auto_t *object = json_pack ("{s:s, s:s, s:s, s:i}", "protocol", typed->protocol, "address", address, "host", host,
                                   "port", port);

  if (cli->json)
    guo_cli_object (object);
  else
    g_print (_("%s at %s; %s\n"), typed->protocol, address, typed->sentence);
  fflush (stdout);
}

/* Returns: the port; 0 with an error. */
static guint16
listen_at (GSocketService *service, GSocketConnectable *place, GError **error)
{
  g_autoptr(GSocketAddressEnumerator) all = g_socket_connectable_enumerate (place);
  g_autoptr(GSocketAddress) wanted = g_socket_address_enumerator_next (all, NULL, error);
  g_autoptr(GSocketAddress) got = NULL;

  if (wanted == NULL
      || !g_socket_listener_add_address (G_SOCKET_LISTENER (service), wanted, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP,
                                         NULL, &got, error))
    return 0;
  return g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (got));
}

int
guo_cli_sim_typed (GuoCli *cli, const GuoCliSimTypedDevice *typed)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GSocketConnectable) place = g_network_address_parse (typed->listen, 0, &error);
  g_autoptr(GSocketService) service = g_socket_service_new ();
  g_autoptr(GPtrArray) clients = g_ptr_array_new_with_free_func (g_object_unref);
  Typed self = { typed, clients };
  guint16 port;

  if (place == NULL)
    return guo_cli_fail (GUO_CLI_USAGE, "--listen: %s", error->message);
  port = listen_at (service, place, &error);
  if (port == 0)
    return guo_cli_fail (GUO_CLI_ABSENT, "%s", error->message);
  g_signal_connect (service, "incoming", G_CALLBACK (connected), clients);
  announce (cli, typed, g_network_address_get_hostname (G_NETWORK_ADDRESS (place)), port);
  guo_cli_sim_serve (send_line, &self);
  return GUO_CLI_DONE;
}
