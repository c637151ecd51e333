#include "station/cli/sim-scanner.h"

#include <gio/gio.h>
#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
stop (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_CONTINUE;
}

static gboolean
connected (GSocketService *service, GSocketConnection *connection, GObject *source, gpointer clients)
{
  g_ptr_array_add (clients, g_object_ref (connection));
  return TRUE;
}

/* Who has gone is noticed when a scan cannot be sent. */
static void
scan (GPtrArray *clients, const gchar *line)
{
  g_auto(GStrv) parts = g_strsplit (line, "{GS}", -1);
  g_autofree gchar *code = g_strjoinv ("\x1d", parts);
  g_autofree gchar *bytes = g_strconcat (code, "\r\n", NULL);

  for (guint i = clients->len; i-- > 0;)
    if (!g_output_stream_write_all (g_io_stream_get_output_stream (clients->pdata[i]), bytes, strlen (bytes), NULL, NULL,
                                    NULL))
      g_ptr_array_remove_index (clients, i);
}

static gboolean
obey_line (GIOChannel *channel, GIOCondition condition, gpointer clients)
{
  g_autofree gchar *line = NULL;

  if (g_io_channel_read_line (channel, &line, NULL, NULL, NULL) != G_IO_STATUS_NORMAL)
    return G_SOURCE_REMOVE;
  if (g_strchomp (line)[0] != '\0')
    scan (clients, line);
  return G_SOURCE_CONTINUE;
}

static void
announce (GuoCli *cli, const gchar *host, guint16 port)
{
  g_autofree gchar *address = g_strdup_printf (strchr (host, ':') != NULL ? "tcp:[%s]:%u" : "tcp:%s:%u", host, port);
  json_auto_t *object = json_pack ("{s:s, s:s, s:s, s:i}", "protocol", "scanner", "address", address, "host", host, "port",
                                   port);

  if (cli->json)
    guo_cli_object (object);
  else
    g_print (_("scanner at %s; each line typed here is one scan\n"), address);
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
guo_cli_sim_scanner (GuoCli *cli, const gchar *listen)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GSocketConnectable) place = g_network_address_parse (listen, 0, &error);
  g_autoptr(GSocketService) service = g_socket_service_new ();
  g_autoptr(GPtrArray) clients = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr(GIOChannel) input = g_io_channel_unix_new (STDIN_FILENO);
  guint16 port;

  if (place == NULL)
    return guo_cli_fail (GUO_CLI_USAGE, "--listen: %s", error->message);
  port = listen_at (service, place, &error);
  if (port == 0)
    return guo_cli_fail (GUO_CLI_ABSENT, "%s", error->message);
  g_signal_connect (service, "incoming", G_CALLBACK (connected), clients);
  g_io_channel_set_encoding (input, NULL, NULL);
  g_io_add_watch (input, G_IO_IN | G_IO_HUP, obey_line, clients);
  g_unix_signal_add (SIGINT, stop, loop);
  g_unix_signal_add (SIGTERM, stop, loop);
  announce (cli, g_network_address_get_hostname (G_NETWORK_ADDRESS (place)), port);
  g_main_loop_run (loop);
  return GUO_CLI_DONE;
}
