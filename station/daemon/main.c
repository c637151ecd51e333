/* guozhand: the daemon of one station's database. */
#include "station/api/server.h"
#include "station/client/language.h"
#include "station/daemon/failure.h"
#include "station/daemon/options.h"
#include "station/daemon/place.h"
#include "station/station.h"

#include <fcntl.h>
#include <glib-unix.h>
#include <locale.h>
#include <sodium.h>
#include <stdio.h>
#include <unistd.h>

#define EXIT_NOT_THERE 3
#define CLOCK_S 20u
#define LOOK_MS 200
#define LOG_MAX_BYTES 1048576

typedef struct
{
  GuoOptions options;
  GuoPlace place;
  GuoStation *station;
  GuoServer *server;
  gchar *pages;
  GMainLoop *loop;
  gint64 hour;           /* since 1970, of the last look at the clock */
  gint64 alone_since_us; /* session daemon: since when there has been no face; 0: there is one */
} Daemon;

static gboolean
on_signal (gpointer user_data)
{
  Daemon *self = user_data;

  g_main_loop_quit (self->loop);
  return G_SOURCE_CONTINUE;
}

static gint64
this_hour (void)
{
  return g_get_real_time () / G_TIME_SPAN_HOUR;
}

/* Checkpoints come with the full hour: fixed times tell nothing about the work. */
static gboolean
on_clock (gpointer user_data)
{
  Daemon *self = user_data;
  gint64 hour = this_hour ();

  if (hour != self->hour)
    guo_server_checkpoint (self->server);
  self->hour = hour;
  return G_SOURCE_CONTINUE;
}

/* A face that was killed comes back to the same daemon; when all have gone for a while it ends. */
static gboolean
on_look (gpointer user_data)
{
  Daemon *self = user_data;
  gint64 now = g_get_monotonic_time ();

  if (guo_server_faces (self->server) > 0)
    self->alone_since_us = 0;
  else if (self->alone_since_us == 0)
    self->alone_since_us = now;
  else if (now - self->alone_since_us > self->options.linger_ms * G_TIME_SPAN_MILLISECOND)
    g_main_loop_quit (self->loop);
  return G_SOURCE_CONTINUE;
}

/* A session daemon outlives the terminal of the face that started it, and must not hold its pipes. */
static void
leave_terminal (Daemon *self)
{
  g_autofree gchar *name = g_build_filename (self->place.folder, "daemon.log", NULL);
  gint fd = open (name, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);

  if (setsid () < 0)
    g_debug ("already a session of its own");
  if (fd < 0)
    return;
  if (lseek (fd, 0, SEEK_END) > LOG_MAX_BYTES && ftruncate (fd, 0) != 0)
    g_debug ("the log cannot be shortened");
  dup2 (fd, STDERR_FILENO);
  close (fd);
}

static void
say_ready (Daemon *self)
{
  g_autofree gchar *socket = g_build_filename (self->place.folder, "socket", NULL);
  json_auto_t *line = json_pack ("{s:s,s:s}", "socket", socket, "pages", self->pages);
  gint fd = self->options.ready_fd;

  g_message ("%s is served; public pages at %s", self->options.database, self->pages);
  if (fd < 0)
    return;
  json_dumpfd (line, fd, JSON_COMPACT);
  dprintf (fd, "\n");
  close (fd);
}

static gboolean
take_place (Daemon *self, GuoFailure *failure)
{
  const GuoOptions *options = &self->options;

  if (!guo_place_check_file (options->database, failure)
      || !guo_place_lock (&self->place, options->database, options->service, failure)
      || !guo_place_listen (&self->place, options->service, failure)
      || !guo_place_listen_pages (&self->place, (guint16) options->port, options->for_session, failure))
    return FALSE;
  self->pages = g_strdup_printf ("http://127.0.0.1:%d", self->place.port);
  return TRUE;
}

static gboolean
open_station (Daemon *self, GuoFailure *failure)
{
  g_autoptr(GError) error = NULL;
  GuoServerOptions server = {
    .unix_fd = self->place.unix_fd,
    .tcp_fd = self->place.tcp_fd,
    .pages = self->pages,
    .any_uid = self->options.service,
  };

  self->station = guo_station_open (self->options.database, NULL, &error);
  if (self->station == NULL)
    return guo_failure_set_from_store (failure, self->options.database, error);
  guo_station_set_pages_port (self->station, self->place.port);
  self->place.unix_fd = self->place.tcp_fd = -1;
  self->server = guo_server_new (self->station, self->options.database, &server, &error);
  if (self->server == NULL)
    return guo_failure_set_from_store (failure, self->options.database, error);
  guo_station_start_devices (self->station);
  return TRUE;
}

static void
serve (Daemon *self)
{
  guint sources[5] = { 0 };
  gsize n = 0;

  self->loop = g_main_loop_new (NULL, FALSE);
  self->hour = this_hour ();
  sources[n++] = g_unix_signal_add (SIGTERM, on_signal, self);
  sources[n++] = g_unix_signal_add (SIGINT, on_signal, self);
  sources[n++] = g_unix_signal_add (SIGHUP, on_signal, self);
  sources[n++] = g_timeout_add_seconds (CLOCK_S, on_clock, self);
  if (self->options.for_session)
    sources[n++] = g_timeout_add (LOOK_MS, on_look, self);
  say_ready (self);
  g_main_loop_run (self->loop);
  for (gsize i = 0; i < n; i++)
    g_source_remove (sources[i]);
}

static gint
run (Daemon *self)
{
  g_auto(GuoFailure) failure = { 0 };

  if (!take_place (self, &failure))
    {
      guo_failure_tell (&failure, self->options.ready_fd);
      return EXIT_NOT_THERE;
    }
  if (self->options.for_session)
    leave_terminal (self);
  if (!open_station (self, &failure))
    {
      guo_failure_tell (&failure, self->options.ready_fd);
      return EXIT_NOT_THERE;
    }
  serve (self);
  return 0;
}

static void
daemon_clear (Daemon *self)
{
  g_clear_pointer (&self->server, guo_server_free);
  g_clear_pointer (&self->station, guo_station_free);
  g_clear_pointer (&self->loop, g_main_loop_unref);
  g_clear_pointer (&self->pages, g_free);
  guo_place_clear (&self->place);
  guo_options_clear (&self->options);
}

int
main (int argc, char **argv)
{
  Daemon self = { .place = { .folder_fd = -1, .lock_fd = -1, .unix_fd = -1, .tcp_fd = -1 } };
  gint status;

  guo_language_set_up ();
  /* Pages are drawn in the language of their reader; gettext looks at LANGUAGE only outside the locale C. */
  setlocale (LC_ALL, "C.UTF-8");
  status = guo_options_parse (&self.options, &argc, &argv);
  if (status < 0)
    status = sodium_init () < 0 ? 1 : run (&self);
  daemon_clear (&self);
  return status;
}
