#include "station/client/client.h"

#include "station/client/client-error.h"
#include "station/client/endpoint.h"
#include "station/client/exchange.h"
#include "station/client/row.h"
#include "station/client/session.h"
#include "station/client/stream.h"

#include <unistd.h>

#define ANSWER_S 30 /* silence after which a request counts as broken; a scale is waited for 3 s */

struct _GuoClient
{
  GObject parent_instance;

  gchar *database;
  gchar *name;
  gchar *token;  /* (nullable) */
  gchar *pages;  /* (nullable) */
  gboolean start; /* whether a daemon is started when none answers */
  SoupSession *session; /* (nullable): not connected */
  gint folder_fd;
  GuoStream *stream; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (GuoClient, guo_client, G_TYPE_OBJECT)

enum
{
  LIVE,
  CONNECTION,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
drop_session (GuoClient *self)
{
  g_clear_object (&self->session);
  if (self->folder_fd >= 0)
    close (self->folder_fd);
  self->folder_fd = -1;
}

static gboolean
make_session (GuoClient *self, GError **error)
{
  g_autoptr(GSocketAddress) address = NULL;

  drop_session (self);
  address = guo_endpoint_address (self->database, &self->folder_fd, error);
  if (address == NULL)
    return FALSE;
  self->session = guo_session_new (address, ANSWER_S);
  return TRUE;
}

/* Every answer on the socket says where the public pages are served, so that a daemon which came back on
 * another port is noticed. */
static void
note_pages (GuoClient *self, SoupMessage *message)
{
  const gchar *pages = soup_message_headers_get_one (soup_message_get_response_headers (message),
                                                     "Guozhan-Pages");

  if (pages == NULL || g_strcmp0 (pages, self->pages) == 0)
    return;
  g_free (self->pages);
  self->pages = g_strdup (pages);
}

static GuoExchange *
exchange_new (GuoClient *self, const gchar *method, const gchar *path, json_t *body,
              const gchar *command_id)
{
  GuoExchange *exchange = g_new0 (GuoExchange, 1);
  gboolean changes = g_str_equal (method, "POST");

  exchange->method = g_strdup (method);
  exchange->path = g_strdup (path);
  exchange->name = g_strdup (self->name);
  exchange->token = g_strdup (self->token);
  exchange->command_id = command_id != NULL ? g_strdup (command_id)
                         : changes          ? guo_client_new_id ()
                                            : NULL;
  exchange->give_up_us = g_get_monotonic_time () + GUO_EXCHANGE_AGAIN_S * G_TIME_SPAN_SECOND;
  if (body != NULL || changes)
    {
      json_auto_t *object = body != NULL ? body : json_object ();
      gchar *text = json_dumps (object, JSON_COMPACT);

      exchange->body = g_bytes_new_with_free_func (text, strlen (text), free, text);
    }
  return exchange;
}

static GBytes *
send_once (GuoClient *self, GuoExchange *exchange, gboolean *broke, GError **error)
{
  g_autoptr(SoupMessage) message = guo_exchange_message (exchange, error);
  g_autoptr(GError) cause = NULL;
  g_autoptr(GBytes) bytes = NULL;

  *broke = FALSE;
  if (message == NULL)
    return NULL;
  bytes = soup_session_send_and_read (self->session, message, NULL, &cause);
  if (bytes == NULL)
    {
      *broke = TRUE;
      guo_exchange_broken (cause, error);
      return NULL;
    }
  note_pages (self, message);
  return guo_exchange_understand (message, bytes, error);
}

static GBytes *
send_until (GuoClient *self, GuoExchange *exchange, GError **error)
{
  while (TRUE)
    {
      g_autoptr(GError) local = NULL;
      gboolean broke;
      GBytes *bytes = send_once (self, exchange, &broke, &local);

      if (bytes != NULL)
        return bytes;
      if (!broke || g_get_monotonic_time () >= exchange->give_up_us)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
      g_usleep (GUO_EXCHANGE_PAUSE_MS * 1000);
      if (!guo_endpoint_ensure (self->database, self->start, error))
        return NULL;
    }
}

static gboolean
check_connected (GuoClient *self, GError **error)
{
  return self->session != NULL || make_session (self, error);
}

json_t *
guo_client_request (GuoClient *self, const gchar *method, const gchar *path, json_t *body,
                    const gchar *command_id, GError **error)
{
  g_autoptr(GuoExchange) exchange = exchange_new (self, method, path, body, command_id);
  g_autoptr(GBytes) bytes = NULL;

  if (!check_connected (self, error))
    return NULL;
  bytes = send_until (self, exchange, error);
  return guo_exchange_json (bytes, error);
}

GBytes *
guo_client_fetch (GuoClient *self, const gchar *path, GError **error)
{
  g_autoptr(GuoExchange) exchange = exchange_new (self, "GET", path, NULL, NULL);

  return check_connected (self, error) ? send_until (self, exchange, error) : NULL;
}

static void task_send (GTask *task);

static gboolean
fail_if_late (GTask *task, GError **cause)
{
  GuoExchange *exchange = g_task_get_task_data (task);
  gboolean cancelled = g_error_matches (*cause, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  if (!cancelled && g_get_monotonic_time () < exchange->give_up_us)
    return FALSE;
  g_task_return_error (task, g_steal_pointer (cause));
  return TRUE;
}

static void
on_ensured (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;
  if (guo_endpoint_ensure_finish (result, &error))
    task_send (task);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static gboolean
on_pause_over (gpointer user_data)
{
  GTask *task = user_data;
  GuoClient *self = g_task_get_source_object (task);

  guo_endpoint_ensure_async (self->database, self->start, on_ensured, g_object_ref (task));
  return G_SOURCE_REMOVE;
}

static void
task_send_again (GTask *task)
{
  g_autoptr(GSource) pause = g_timeout_source_new (GUO_EXCHANGE_PAUSE_MS);

  g_task_attach_source (task, pause, on_pause_over);
}

static void
on_answer (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) cause = NULL;
  g_autoptr(GError) error = NULL;
  SoupSession *session = SOUP_SESSION (source);
  SoupMessage *message = soup_session_get_async_result_message (session, result);
  g_autoptr(GBytes) bytes = soup_session_send_and_read_finish (session, result, &cause);
  GBytes *understood;

  if (bytes == NULL)
    {
      guo_exchange_broken (cause, &error);
      if (!fail_if_late (task, &error))
        task_send_again (task);
      return;
    }
  note_pages (g_task_get_source_object (task), message);
  understood = guo_exchange_understand (message, bytes, &error);
  if (understood != NULL)
    g_task_return_pointer (task, understood, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
task_send (GTask *task)
{
  GuoClient *self = g_task_get_source_object (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(SoupMessage) message = guo_exchange_message (g_task_get_task_data (task), &error);

  if (message == NULL || !check_connected (self, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    soup_session_send_and_read_async (self->session, message, G_PRIORITY_DEFAULT,
                                      g_task_get_cancellable (task), on_answer, g_object_ref (task));
}

static void
start_exchange (GuoClient *self, GuoExchange *exchange, GCancellable *cancellable,
                GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_task_data (task, exchange, (GDestroyNotify) guo_exchange_free);
  task_send (task);
}

void
guo_client_request_async (GuoClient *self, const gchar *method, const gchar *path, json_t *body,
                          const gchar *command_id, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  start_exchange (self, exchange_new (self, method, path, body, command_id), cancellable, callback,
                  user_data);
}

json_t *
guo_client_request_finish (GuoClient *self, GAsyncResult *result, GError **error)
{
  g_autoptr(GBytes) bytes = g_task_propagate_pointer (G_TASK (result), error);

  return guo_exchange_json (bytes, error);
}

void
guo_client_fetch_async (GuoClient *self, const gchar *path, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  start_exchange (self, exchange_new (self, "GET", path, NULL, NULL), cancellable, callback,
                  user_data);
}

GBytes *
guo_client_fetch_finish (GuoClient *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_stream_line (json_t *line, gpointer user_data)
{
  g_signal_emit (user_data, signals[LIVE], 0, guo_row_text (line, "topic"), line);
}

static void
on_stream_up (gboolean up, gpointer user_data)
{
  g_signal_emit (user_data, signals[CONNECTION], 0, up);
}

void
guo_client_listen (GuoClient *self, const gchar *topics)
{
  static const GuoStreamCallbacks callbacks = { on_stream_line, on_stream_up };

  guo_stream_close (self->stream);
  self->stream = guo_stream_open (self->database, topics, self->start, &callbacks, self);
}

gint
guo_client_silence_ms (GuoClient *self)
{
  gint64 last_us = self->stream != NULL ? guo_stream_last_us (self->stream) : 0;

  if (last_us == 0)
    return G_MAXINT;
  return (gint) ((g_get_monotonic_time () - last_us) / G_TIME_SPAN_MILLISECOND);
}

gboolean
guo_client_connect (GuoClient *self, gboolean start, GError **error)
{
  g_autoptr(GError) local = NULL;
  json_auto_t *status = NULL;

  self->start = start;
  if (!guo_endpoint_ensure (self->database, start, error) || !make_session (self, error))
    return FALSE;
  status = guo_client_request (self, "GET", "/v1/status", NULL, NULL, &local);
  if (status != NULL || g_error_matches (local, GUO_CLIENT_ERROR, GUO_CLIENT_ERROR_REFUSED))
    return TRUE; /* a station that rebuilds its views refuses, but it is there */
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

const gchar *
guo_client_pages_url (GuoClient *self)
{
  return self->pages;
}

void
guo_client_set_token (GuoClient *self, const gchar *token)
{
  gchar *own = g_strdup (token); /* @token may be the old one */

  g_free (self->token);
  self->token = own;
}

gchar *
guo_client_new_id (void)
{
  g_autofree gchar *uuid = g_uuid_string_random ();
  g_auto(GStrv) parts = g_strsplit (uuid, "-", -1);

  return g_strjoinv ("", parts);
}

gchar *
guo_client_path (const gchar *path, ...)
{
  GString *out = g_string_new (path);
  const gchar *name;
  gchar mark = '?';
  va_list args;

  va_start (args, path);
  while ((name = va_arg (args, const gchar *)) != NULL)
    {
      const gchar *value = va_arg (args, const gchar *);

      if (value == NULL)
        continue;
      g_string_append_c (out, mark);
      g_string_append_uri_escaped (out, name, NULL, FALSE);
      g_string_append_c (out, '=');
      g_string_append_uri_escaped (out, value, NULL, FALSE);
      mark = '&';
    }
  va_end (args);
  return g_string_free (out, FALSE);
}

gchar *
guo_client_database_path (const gchar *given)
{
  const gchar *from = given != NULL && *given != '\0' ? given : g_getenv ("GUOZHAN_DB");

  if (from != NULL && *from != '\0')
    return g_canonicalize_filename (from, NULL);
  return g_build_filename (g_get_user_data_dir (), "guozhan", "station.db", NULL);
}

GuoClient *
guo_client_new (const gchar *database, const gchar *name)
{
  GuoClient *self = g_object_new (GUO_TYPE_CLIENT, NULL);

  self->database = g_canonicalize_filename (database, NULL);
  self->name = g_strdup (name);
  return self;
}

static void
guo_client_dispose (GObject *object)
{
  GuoClient *self = GUO_CLIENT (object);

  g_clear_pointer (&self->stream, guo_stream_close);
  if (self->session != NULL)
    soup_session_abort (self->session);
  drop_session (self);
  G_OBJECT_CLASS (guo_client_parent_class)->dispose (object);
}

static void
guo_client_finalize (GObject *object)
{
  GuoClient *self = GUO_CLIENT (object);

  g_free (self->database);
  g_free (self->name);
  g_free (self->token);
  g_free (self->pages);
  G_OBJECT_CLASS (guo_client_parent_class)->finalize (object);
}

static void
guo_client_class_init (GuoClientClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = guo_client_dispose;
  object_class->finalize = guo_client_finalize;
  signals[LIVE] = g_signal_new ("live", GUO_TYPE_CLIENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_POINTER);
  signals[CONNECTION] = g_signal_new ("connection", GUO_TYPE_CLIENT, G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
guo_client_init (GuoClient *self)
{
  self->folder_fd = -1;
}
