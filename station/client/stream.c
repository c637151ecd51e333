#include "station/client/stream.h"

#include "station/client/endpoint.h"
#include "station/client/session.h"

#include <unistd.h>

#define SILENCE_S 3 /* six of the daemon's beats: it is stuck or gone */
#define RETRY_FIRST_MS 100
#define RETRY_LAST_MS 2000

struct _GuoStream
{
  gint refs; /* one for the owner, one for each callback that is due */
  gchar *database;
  gchar *path;
  gboolean start;
  const GuoStreamCallbacks *callbacks;
  gpointer user_data;
  GCancellable *cancellable; /* cancelled: closed */
  SoupSession *session;
  gint folder_fd;
  GDataInputStream *lines;
  GSource *retry;
  guint retry_ms;
  gboolean told; /* whether up or down was said */
  gboolean up;
  gint64 last_us;
};

static void stream_connect (GuoStream *self);

static GuoStream *
stream_ref (GuoStream *self)
{
  self->refs++;
  return self;
}

static void
stream_drop_session (GuoStream *self)
{
  g_clear_object (&self->lines);
  g_clear_object (&self->session);
  if (self->folder_fd >= 0)
    close (self->folder_fd);
  self->folder_fd = -1;
}

static void
stream_unref (GuoStream *self)
{
  if (--self->refs > 0)
    return;
  stream_drop_session (self);
  g_object_unref (self->cancellable);
  g_free (self->database);
  g_free (self->path);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoStream, stream_unref)

static gboolean
stream_closed (GuoStream *self)
{
  return g_cancellable_is_cancelled (self->cancellable);
}

static void
stream_say (GuoStream *self, gboolean up)
{
  if (self->told && self->up == up)
    return;
  self->told = TRUE;
  self->up = up;
  self->callbacks->up (up, self->user_data);
}

static void
on_ensured (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GuoStream) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!guo_endpoint_ensure_finish (result, &error))
    g_debug ("%s", error->message);
  if (!stream_closed (self))
    stream_connect (self);
}

static gboolean
on_retry (gpointer user_data)
{
  GuoStream *self = user_data;

  g_clear_pointer (&self->retry, g_source_unref);
  guo_endpoint_ensure_async (self->database, self->start, on_ensured, stream_ref (self));
  return G_SOURCE_REMOVE;
}

static void
stream_lost (GuoStream *self, const gchar *why)
{
  stream_drop_session (self);
  self->last_us = 0;
  if (stream_closed (self))
    return;
  g_debug ("live stream: %s", why);
  self->retry = g_timeout_source_new (self->retry_ms);
  g_source_set_callback (self->retry, on_retry, self, NULL);
  g_source_attach (self->retry, g_main_context_get_thread_default ());
  self->retry_ms = MIN (self->retry_ms * 2, RETRY_LAST_MS);
  stream_say (self, FALSE);
}

static void
stream_take_line (GuoStream *self, const gchar *text)
{
  json_auto_t *line = json_loads (text, 0, NULL);

  self->last_us = g_get_monotonic_time ();
  if (json_is_object (line) && json_object_size (line) > 0)
    self->callbacks->line (line, self->user_data);
}

static void
on_line (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GuoStream) self = user_data;
  g_autoptr(GError) error = NULL;
  GDataInputStream *lines = G_DATA_INPUT_STREAM (source);
  g_autofree gchar *text = g_data_input_stream_read_line_finish (lines, result, NULL, &error);

  if (text == NULL)
    {
      stream_lost (self, error != NULL ? error->message : "end of stream");
      return;
    }
  if (!stream_closed (self))
    stream_take_line (self, text);
  if (!stream_closed (self)) /* the callback may have closed it */
    g_data_input_stream_read_line_async (lines, G_PRIORITY_DEFAULT, self->cancellable, on_line,
                                         stream_ref (self));
}

static void
on_answer (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GuoStream) self = user_data;
  g_autoptr(GError) error = NULL;
  SoupSession *session = SOUP_SESSION (source);
  g_autoptr(GInputStream) body = soup_session_send_finish (session, result, &error);
  SoupMessage *message = soup_session_get_async_result_message (session, result);

  if (body == NULL || soup_message_get_status (message) != SOUP_STATUS_OK)
    {
      stream_lost (self, error != NULL ? error->message : soup_message_get_reason_phrase (message));
      return;
    }
  if (stream_closed (self))
    return;
  self->retry_ms = RETRY_FIRST_MS;
  self->last_us = g_get_monotonic_time ();
  self->lines = g_data_input_stream_new (body);
  g_data_input_stream_read_line_async (self->lines, G_PRIORITY_DEFAULT, self->cancellable, on_line,
                                       stream_ref (self));
  stream_say (self, TRUE);
}

static void
stream_connect (GuoStream *self)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GSocketAddress) address = NULL;
  g_autoptr(SoupMessage) message = guo_session_message ("GET", self->path);

  address = guo_endpoint_address (self->database, &self->folder_fd, &error);
  if (address == NULL)
    {
      stream_lost (self, error->message);
      return;
    }
  self->session = guo_session_new (address, SILENCE_S);
  soup_session_send_async (self->session, message, G_PRIORITY_DEFAULT, self->cancellable, on_answer,
                           stream_ref (self));
}

GuoStream *
guo_stream_open (const gchar *database, const gchar *topics, gboolean start,
                 const GuoStreamCallbacks *callbacks, gpointer user_data)
{
  GuoStream *self = g_new0 (GuoStream, 1);
  g_autofree gchar *escaped = g_uri_escape_string (topics, ",", FALSE);

  self->refs = 1;
  self->database = g_strdup (database);
  self->path = g_strconcat ("/v1/live?topics=", escaped, NULL);
  self->start = start;
  self->callbacks = callbacks;
  self->user_data = user_data;
  self->cancellable = g_cancellable_new ();
  self->folder_fd = -1;
  self->retry_ms = RETRY_FIRST_MS;
  stream_connect (self);
  return self;
}

void
guo_stream_close (GuoStream *self)
{
  if (self == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  if (self->retry != NULL)
    {
      g_source_destroy (self->retry);
      g_clear_pointer (&self->retry, g_source_unref);
    }
  stream_unref (self);
}

gint64
guo_stream_last_us (GuoStream *self)
{
  return self->last_us;
}
