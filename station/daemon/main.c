/* guozhand: the daemon of one station's database. */
#include "station/api/server.h"
#include "station/client/language.h"
#include "station/client/sentences.h"
#include "station/daemon/failure.h"
#include "station/daemon/options.h"
#include "station/daemon/place.h"
#include "station/station.h"

#include <fcntl.h>
#include <glib-unix.h>
#include <locale.h>
#include <malloc.h>
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
  GThread *opener;       /* (nullable): opens the station, and makes its views anew when it has to */
  gboolean anew;         /* it has to: somebody asked for it */
  GError *error;         /* (nullable): why it cannot; the opener's until it has ended */
  gint done, total;      /* atomic: events whose views were made, of all */
  gint64 opening_us;     /* since when */
  gboolean ready;        /* said so */
  gint ending;           /* atomic: the opener is to stop */
  gint status;           /* of the process */
  gint64 hour;           /* since 1970, of the last look at the clock; 0: none yet */
  gint64 alone_since_us; /* session daemon: since when there has been no face; 0: there is one */
} Daemon;

static gboolean
on_signal (gpointer user_data)
{
  Daemon *self = user_data;

  g_atomic_int_set (&self->ending, TRUE);
  g_main_loop_quit (self->loop);
  return G_SOURCE_CONTINUE;
}

static gint64
this_hour (void)
{
  return g_get_real_time () / G_TIME_SPAN_HOUR;
}

/* Checkpoints come with the full hour: fixed times tell nothing about the work. And what a long answer needed goes back to
 * the system, which the allocator alone does not do below a block in use. */
static gboolean
on_clock (gpointer user_data)
{
  Daemon *self = user_data;
  gint64 hour = this_hour ();

  malloc_trim (0);
  if (hour != self->hour && self->station != NULL)
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

  if (guo_server_faces (self->server) > 0 || self->opener != NULL)
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
  g_autofree gchar *moved = guo_client_sentence_pages_moved (self->place.moved);
  gint fd = self->options.ready_fd;

  self->ready = TRUE;
  g_message ("%s is served; public pages at %s", self->options.database, self->pages);
  if (moved != NULL)
    g_message ("%s", moved);
  if (fd < 0)
    return;
  json_dumpfd (line, fd, JSON_COMPACT);
  dprintf (fd, "\n");
  close (fd);
  self->options.ready_fd = -1;
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
  if (self->place.moved != NULL)
    json_object_set_new (self->place.moved, "url", json_string (self->pages));
  return TRUE;
}

static gboolean
fail (Daemon *self, const GuoFailure *failure)
{
  guo_failure_tell (failure, self->options.ready_fd);
  self->status = EXIT_NOT_THERE;
  return FALSE;
}

static gboolean
fail_of_store (Daemon *self, const GError *error)
{
  g_auto(GuoFailure) failure = { 0 };

  guo_failure_set_from_store (&failure, self->options.database, error);
  return fail (self, &failure);
}

static gboolean
make_server (Daemon *self)
{
  g_autoptr(GError) error = NULL;
  GuoServerOptions server = {
    .unix_fd = self->place.unix_fd,
    .tcp_fd = self->place.tcp_fd,
    .pages = self->pages,
    .any_uid = self->options.service,
  };

  self->place.unix_fd = self->place.tcp_fd = -1;
  self->server = guo_server_new (self->station, self->options.database, &server, &error);
  return self->server != NULL || fail_of_store (self, error);
}

/* FALSE: not yet; most are ready before anybody would notice. */
static gboolean
serve_closed (Daemon *self)
{
  if (self->server != NULL)
    return TRUE;
  if (g_get_monotonic_time () - self->opening_us < self->options.patience_ms * G_TIME_SPAN_MILLISECOND)
    return FALSE;
  if (!make_server (self))
    {
      g_main_loop_quit (self->loop);
      return FALSE;
    }
  say_ready (self);
  return TRUE;
}

/* The views are made anew, which takes a while: whoever asks meanwhile hears how far it is. */
static gboolean
on_progress (gpointer user_data)
{
  Daemon *self = user_data;

  if (self->opener == NULL || !serve_closed (self))
    return G_SOURCE_REMOVE;
  guo_server_set_progress (self->server, (guint64) g_atomic_int_get (&self->done),
                           (guint64) g_atomic_int_get (&self->total));
  return G_SOURCE_REMOVE;
}

static gboolean
note_progress (guint64 done, guint64 total, gpointer user_data)
{
  Daemon *self = user_data;

  if (total == 0)
    return TRUE; /* a new database */
  g_atomic_int_set (&self->done, (gint) MIN (done, G_MAXINT));
  g_atomic_int_set (&self->total, (gint) MIN (total, G_MAXINT));
  g_idle_add_full (G_PRIORITY_DEFAULT, on_progress, self, NULL);
  return !g_atomic_int_get (&self->ending);
}

static void ask_rebuild (gpointer user_data);

static void
start_watches (Daemon *self)
{
  g_timeout_add_seconds (CLOCK_S, on_clock, self);
  if (self->options.for_session)
    g_timeout_add (LOOK_MS, on_look, self);
}

static gboolean
start_station (Daemon *self)
{
  if (self->station == NULL)
    return fail_of_store (self, self->error);
  guo_station_set_pages_port (self->station, self->place.port, self->place.moved);
  guo_station_set_rebuilder (self->station, ask_rebuild, self);
  if (self->server != NULL)
    guo_server_open (self->server, self->station);
  else if (!make_server (self))
    return FALSE;
  guo_station_start_devices (self->station);
  if (!self->ready)
    say_ready (self);
  if (self->hour == 0)
    start_watches (self);
  self->hour = this_hour ();
  return TRUE;
}

static gboolean
on_opened (gpointer user_data)
{
  Daemon *self = user_data;

  g_clear_pointer (&self->opener, g_thread_join);
  if (!start_station (self))
    g_main_loop_quit (self->loop);
  return G_SOURCE_REMOVE;
}

static gpointer
open_station (gpointer data)
{
  Daemon *self = data;

  self->station = self->anew
    ? guo_station_open_anew (self->options.database, NULL, note_progress, self, &self->error)
    : guo_station_open_watched (self->options.database, NULL, note_progress, self, &self->error);
  g_idle_add_full (G_PRIORITY_DEFAULT, on_opened, self, NULL);
  return NULL;
}

/* As at the start after an update: the station goes, everybody hears how far it is, it comes back. */
static gboolean
on_rebuild (gpointer user_data)
{
  Daemon *self = user_data;

  if (self->opener != NULL)
    return G_SOURCE_REMOVE; /* asked twice */
  g_message ("the views of %s are made anew", self->options.database);
  guo_server_set_progress (self->server, 0, 0);
  guo_server_close (self->server);
  g_clear_pointer (&self->station, guo_station_free);
  self->anew = TRUE;
  self->opener = g_thread_new ("opener", open_station, self);
  return G_SOURCE_REMOVE;
}

/* On a reader's thread. */
static void
ask_rebuild (gpointer user_data)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, on_rebuild, user_data, NULL);
}

static void
serve (Daemon *self)
{
  self->loop = g_main_loop_new (NULL, FALSE);
  g_unix_signal_add (SIGTERM, on_signal, self);
  g_unix_signal_add (SIGINT, on_signal, self);
  g_unix_signal_add (SIGHUP, on_signal, self);
  self->opening_us = g_get_monotonic_time ();
  self->opener = g_thread_new ("opener", open_station, self);
  g_main_loop_run (self->loop);
  g_atomic_int_set (&self->ending, TRUE);
  g_clear_pointer (&self->opener, g_thread_join);
  while (g_source_remove_by_user_data (self)) /* nothing of ours is called while all is taken down */
    continue;
}

static gint
run (Daemon *self)
{
  g_auto(GuoFailure) failure = { 0 };

  if (!take_place (self, &failure))
    fail (self, &failure);
  else
    {
      if (self->options.for_session)
        leave_terminal (self);
      serve (self);
    }
  return self->status;
}

static void
daemon_clear (Daemon *self)
{
  g_clear_pointer (&self->server, guo_server_free);
  g_clear_pointer (&self->station, guo_station_free);
  g_clear_pointer (&self->loop, g_main_loop_unref);
  g_clear_error (&self->error);
  g_clear_pointer (&self->pages, g_free);
  guo_place_clear (&self->place);
  guo_options_clear (&self->options);
}

int
main (int argc, char **argv)
{
  Daemon self = { .place = { .folder_fd = -1, .lock_fd = -1, .unix_fd = -1, .tcp_fd = -1 } };
  gint status;

  /* A heap for each of twenty threads would hold what a long answer once needed. */
  mallopt (M_ARENA_MAX, 2);
  guo_language_set_up ();
  /* Pages are drawn in the language of their reader; gettext looks at LANGUAGE only outside the locale C. */
  setlocale (LC_ALL, "C.UTF-8");
  status = guo_options_parse (&self.options, &argc, &argv);
  if (status < 0)
    status = sodium_init () < 0 ? 1 : run (&self);
  daemon_clear (&self);
  return status;
}
