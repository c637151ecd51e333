#include "station/api/server.h"

#include "station/api/connection.h"
#include "station/api/dispatch.h"
#include "station/api/request.h"
#include "station/api/streams.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define CONNECTIONS_MAX 64u
#define HEADERS_BYTES ((size_t) 32768) /* a longer first line is 414, longer headers 431 */
#define SILENCE_S 15u
#define BEAT_MS 500
/* On a page's paper, before there is a station whose language could be chosen. */
#define LATER "本页稍后即可查看，请过一会儿再打开。\nThis page can be shown in a moment. Please open it again.\n"
#define LEAVE_MS 500 /* for the last answers to leave */

struct _GuoServer
{
  gchar *database;
  gchar *pages;
  GuoConnections *connections;
  gint done;             /* atomic: of the rebuild before the station is open */
  gint total;            /* atomic */
  GRWLock gate;          /* guards the two that follow: read while a request is handed on */
  GuoDispatch *dispatch; /* NULL while there is no station */
  GuoStreams *streams;   /* set with the dispatch; kept, ended, until the next station comes */
  struct MHD_Daemon *local;
  struct MHD_Daemon *tcp; /* (nullable) */
  guint beat;
  guint second;
};

/* A station that rebuilds its views is there, and says how far it is. */
static void
answer_closed (GuoServer *self, GuoRequest *request)
{
  const GuoVerb *verb = request->route.verb;
  gint done = g_atomic_int_get (&self->done);
  gint total = g_atomic_int_get (&self->total);
  json_auto_t *status = NULL;

  if (request->route.kind == GUO_API_ROUTE_PAGE)
    {
      request->status = 503;
      request->content_type = "text/plain; charset=utf-8";
      request->answer = g_bytes_new_static (LATER, strlen (LATER));
    }
  else if (verb != NULL && verb->kind == GUO_VERB_QUERY && g_str_equal (verb->path, "/v1/status"))
    {
      status = json_pack ("{s:s,s:s,s:b,s:i,s:i}", "version", GUO_VERSION, "database", self->database,
                          "rebuilding", TRUE, "done", done, "total", total);
      guo_request_answer (request, status);
    }
  else
    guo_request_refuse_as (request, 503, "rebuilding", json_pack ("{s:i,s:i}", "done", done, "total", total),
                           "the station is rebuilding its views");
}

/* FALSE when the request was handed on; it may be finished before this returns (the resume is remembered),
 * and is not to be touched any more. */
static gboolean
run_request (GuoServer *self, GuoRequest *request)
{
  g_autoptr(GRWLockReaderLocker) locker G_GNUC_UNUSED = g_rw_lock_reader_locker_new (&self->gate);

  if (self->dispatch == NULL)
    {
      answer_closed (self, request);
      return TRUE;
    }
  if (request->route.kind == GUO_API_ROUTE_LIVE)
    {
      guo_streams_start (self->streams, request);
      return TRUE;
    }
  if (request->route.kind == GUO_API_ROUTE_VERB && request->route.verb->kind != GUO_VERB_QUERY
      && !guo_request_parse (request))
    return TRUE;
  MHD_suspend_connection (request->connection);
  guo_dispatch_request (self->dispatch, request);
  return FALSE;
}

static enum MHD_Result
begin_request (GuoServer *self, struct MHD_Connection *connection, const char *path,
               const char *method, void **slot)
{
  GuoConnection *peer
    = MHD_get_connection_info (connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT)->socket_context;
  GuoRequest *request;

  if (!peer->allowed)
    return MHD_NO; /* a stranger's uid: closed without a word, before any route */
  request = guo_request_new (connection, path, method);
  *slot = request;
  /* an answer before the body: libmicrohttpd closes the connection after it */
  return request->status != 0 && !request->drain ? guo_request_send (request, self->pages) : MHD_YES;
}

static enum MHD_Result
on_request (void *cls, struct MHD_Connection *connection, const char *path, const char *method,
            const char *version, const char *data, size_t *size, void **slot)
{
  GuoServer *self = cls;
  GuoRequest *request = *slot;

  if (request == NULL)
    return begin_request (self, connection, path, method, slot);
  if (*size > 0)
    {
      guo_request_add_body (request, data, *size);
      *size = 0;
      return MHD_YES;
    }
  if (!request->ran && request->status == 0)
    {
      request->ran = TRUE;
      guo_connection_set_deadline (request->peer, 0); /* from here the time is ours */
      if (!run_request (self, request))
        return MHD_YES;
    }
  return guo_request_send (request, self->pages);
}

static void
on_completed (void *cls, struct MHD_Connection *connection, void **slot,
              enum MHD_RequestTerminationCode code)
{
  GuoRequest *request = *slot;

  if (request == NULL)
    return;
  guo_connection_set_deadline (request->peer, GUO_IDLE_S);
  guo_request_free (request);
  *slot = NULL;
}

/* Decoded, a %00 would cut the path short: "/v1/users%00x" would be "/v1/users". */
static size_t
unescape (void *cls, struct MHD_Connection *connection, char *text)
{
  return strstr (text, "%00") != NULL ? strlen (text) : MHD_http_unescape (text);
}

static void G_GNUC_PRINTF (2, 0)
log_line (void *cls, const char *format, va_list args)
{
  g_autofree gchar *line = g_strdup_vprintf (format, args);

  g_debug ("http: %s", g_strchomp (line));
}

static struct MHD_Daemon *
serve (GuoServer *self, gint fd, MHD_NotifyConnectionCallback notify)
{
  return MHD_start_daemon (
    MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_SUSPEND_RESUME | MHD_USE_ERROR_LOG, 0, NULL, NULL,
    on_request, self, MHD_OPTION_EXTERNAL_LOGGER, log_line, NULL, MHD_OPTION_LISTEN_SOCKET, fd,
    MHD_OPTION_NOTIFY_CONNECTION, notify, self->connections, MHD_OPTION_NOTIFY_COMPLETED,
    on_completed, NULL, MHD_OPTION_CONNECTION_LIMIT, CONNECTIONS_MAX, MHD_OPTION_CONNECTION_TIMEOUT,
    SILENCE_S, MHD_OPTION_CONNECTION_MEMORY_LIMIT, HEADERS_BYTES, MHD_OPTION_STRICT_FOR_CLIENT, 1,
    MHD_OPTION_UNESCAPE_CALLBACK, unescape, NULL, MHD_OPTION_END);
}

static gboolean
on_beat (gpointer user_data)
{
  GuoServer *self = user_data;

  if (self->dispatch != NULL)
    guo_streams_beat (self->streams);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_second (gpointer user_data)
{
  GuoServer *self = user_data;

  guo_connections_expire (self->connections);
  return G_SOURCE_CONTINUE;
}

GuoServer *
guo_server_new (GuoStation *station, const gchar *database, const GuoServerOptions *options,
                GError **error)
{
  g_autoptr(GuoServer) self = g_new0 (GuoServer, 1);

  self->database = g_strdup (database);
  self->pages = g_strdup (options->pages);
  self->connections = guo_connections_new (options->any_uid);
  g_rw_lock_init (&self->gate);
  if (station != NULL)
    guo_server_open (self, station);
  self->local = serve (self, options->unix_fd, guo_connections_notify_local);
  if (options->tcp_fd >= 0)
    self->tcp = serve (self, options->tcp_fd, guo_connections_notify_tcp);
  if (self->local == NULL || (options->tcp_fd >= 0 && self->tcp == NULL))
    {
      guo_refuse (error, GUO_STATION_ERROR_FAILED, "failed", NULL,
                  "the HTTP server cannot be started: %s", g_strerror (errno));
      return NULL;
    }
  self->beat = g_timeout_add (BEAT_MS, on_beat, self);
  self->second = g_timeout_add_seconds (1, on_second, self);
  return g_steal_pointer (&self);
}

void
guo_server_open (GuoServer *self, GuoStation *station)
{
  GuoDispatch *dispatch = guo_dispatch_new (station, self->database);
  GuoStreams *streams = guo_streams_new (guo_station_live (station));

  g_rw_lock_writer_lock (&self->gate);
  g_clear_pointer (&self->streams, guo_streams_free);
  self->streams = streams;
  self->dispatch = dispatch;
  g_rw_lock_writer_unlock (&self->gate);
}

void
guo_server_close (GuoServer *self)
{
  GuoDispatch *dispatch;

  g_rw_lock_writer_lock (&self->gate);
  dispatch = g_steal_pointer (&self->dispatch);
  g_rw_lock_writer_unlock (&self->gate);
  if (dispatch == NULL)
    return;
  guo_dispatch_close (dispatch);
  guo_streams_end (self->streams);
  guo_dispatch_free (dispatch);
}

void
guo_server_set_progress (GuoServer *self, guint64 done, guint64 total)
{
  g_atomic_int_set (&self->done, (gint) MIN (done, G_MAXINT));
  g_atomic_int_set (&self->total, (gint) MIN (total, G_MAXINT));
}

/* Nobody new; gives the listening socket back. */
static void
stop_listening (struct MHD_Daemon *daemon)
{
  MHD_socket fd = daemon != NULL ? MHD_quiesce_daemon (daemon) : MHD_INVALID_SOCKET;

  if (fd != MHD_INVALID_SOCKET)
    close (fd);
}

static void
let_answers_leave (GuoServer *self)
{
  for (gint i = 0; i < LEAVE_MS && guo_connections_count (self->connections, FALSE) > 0; i++)
    g_usleep (1000);
}

/* libmicrohttpd ends the process when it is stopped while a connection is suspended: everything that was
 * accepted is answered first, then the streams end, then it may stop. */
void
guo_server_free (GuoServer *self)
{
  if (self == NULL)
    return;
  g_clear_handle_id (&self->beat, g_source_remove);
  g_clear_handle_id (&self->second, g_source_remove);
  stop_listening (self->local);
  stop_listening (self->tcp);
  guo_server_close (self);
  let_answers_leave (self);
  g_clear_pointer (&self->local, MHD_stop_daemon);
  g_clear_pointer (&self->tcp, MHD_stop_daemon);
  g_clear_pointer (&self->streams, guo_streams_free);
  guo_connections_free (self->connections);
  g_rw_lock_clear (&self->gate);
  g_free (self->database);
  g_free (self->pages);
  g_free (self);
}

guint
guo_server_faces (GuoServer *self)
{
  return guo_connections_count (self->connections, TRUE);
}

void
guo_server_checkpoint (GuoServer *self)
{
  if (self->dispatch != NULL)
    guo_dispatch_run_quietly (self->dispatch, "POST", "/v1/checkpoint");
}
