#include "station/cli/sim-serve.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  GuoCliSimObey obey;
  gpointer device;
} Lines;

gchar *
guo_cli_sim_address (const gchar *host, guint16 port)
{
  return g_strdup_printf (strchr (host, ':') != NULL ? "tcp:[%s]:%u" : "tcp:%s:%u", host, port);
}

void
guo_cli_sim_announce (GuoCli *cli, const gchar *protocol, const gchar *host, guint16 port, const gchar *scenario)
{
  g_autofree gchar *address = guo_cli_sim_address (host, port);
  json_auto_t *object = json_pack ("{s:s, s:s, s:s, s:i, s:s}", "protocol", protocol, "address", address, "host", host,
                                   "port", port, "scenario", scenario);

  if (cli->json)
    guo_cli_object (object);
  else
    g_print (_("%s at %s, scenario %s\n"), protocol, address, scenario);
  fflush (stdout);
}

static gboolean
stop (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_CONTINUE;
}

/* A wrong line is said and passed over: the device goes on. */
static gboolean
obey_line (GIOChannel *channel, GIOCondition condition, gpointer user_data)
{
  const Lines *lines = user_data;
  g_autofree gchar *line = NULL;
  g_autoptr(GError) error = NULL;

  if (g_io_channel_read_line (channel, &line, NULL, NULL, NULL) != G_IO_STATUS_NORMAL)
    return G_SOURCE_REMOVE;
  if (g_strchomp (line)[0] != '\0' && !lines->obey (line, lines->device, &error))
    guo_cli_fail (GUO_CLI_REFUSED, "%s", error->message);
  return G_SOURCE_CONTINUE;
}

void
guo_cli_sim_serve (GuoCliSimObey obey, gpointer device)
{
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr(GIOChannel) input = g_io_channel_unix_new (STDIN_FILENO);
  Lines lines = { obey, device };

  g_io_channel_set_encoding (input, NULL, NULL);
  if (obey != NULL)
    g_io_add_watch (input, G_IO_IN | G_IO_HUP, obey_line, &lines);
  g_unix_signal_add (SIGINT, stop, loop);
  g_unix_signal_add (SIGTERM, stop, loop);
  g_main_loop_run (loop);
}
