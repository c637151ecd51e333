#include "station/api/streams.h"

#include <string.h>
#include <sys/socket.h>

#define STREAMS_MAX 20
#define BLOCK_BYTES 4096
#define KERNEL_BYTES 4096 /* with the usual buffer 11 s of old lines wait in the kernel */
#define STALL_S 15u       /* a reader that takes nothing for so long is cut off */
#define BEAT "{}\n"

struct _GuoStreams
{
  gatomicrefcount refs; /* the owner's, and one for each stream: libmicrohttpd lets go of them when it likes */
  GuoLive *live;        /* until the end */
  GMutex lock;
  GList *all;
  gboolean ending;
};

typedef struct
{
  GuoStreams *streams;
  struct MHD_Connection *connection;
  gchar *topics;   /* (nullable) */
  guint64 since;   /* place in the table */
  GString *lines;  /* taken from the table, not sent yet */
  gsize sent;      /* of @lines */
  gboolean beat;
  gboolean suspended;
} Stream;

/* With the lock held: news cannot come between the look and the suspension. */
static gboolean
take_news (Stream *stream)
{
  g_string_truncate (stream->lines, 0);
  stream->sent = 0;
  guo_live_collect (stream->streams->live, stream->topics, &stream->since, stream->lines);
  if (stream->beat)
    g_string_append (stream->lines, BEAT);
  stream->beat = FALSE;
  return stream->lines->len > 0;
}

static ssize_t
pull (void *cls, uint64_t position, char *buffer, size_t max)
{
  Stream *stream = cls;
  GuoStreams *self = stream->streams;
  gsize n = 0;

  g_mutex_lock (&self->lock);
  if (self->ending)
    {
      g_mutex_unlock (&self->lock);
      return MHD_CONTENT_READER_END_OF_STREAM;
    }
  if (stream->sent < stream->lines->len || take_news (stream))
    {
      n = MIN (max, stream->lines->len - stream->sent);
      memcpy (buffer, stream->lines->str + stream->sent, n);
      stream->sent += n;
    }
  else
    {
      stream->suspended = TRUE;
      MHD_suspend_connection (stream->connection);
    }
  g_mutex_unlock (&self->lock);
  return (ssize_t) n;
}

static void
streams_unref (GuoStreams *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_mutex_clear (&self->lock);
  g_free (self);
}

static void
stream_free (void *cls)
{
  Stream *stream = cls;
  GuoStreams *self = stream->streams;

  g_mutex_lock (&self->lock);
  self->all = g_list_remove (self->all, stream);
  g_mutex_unlock (&self->lock);
  g_free (stream->topics);
  g_string_free (stream->lines, TRUE);
  g_free (stream);
  streams_unref (self);
}

static void
wake_all (GuoStreams *self, gboolean beat)
{
  g_mutex_lock (&self->lock);
  for (GList *at = self->all; at != NULL; at = at->next)
    {
      Stream *stream = at->data;

      stream->beat |= beat;
      if (!stream->suspended)
        continue;
      stream->suspended = FALSE;
      MHD_resume_connection (stream->connection);
    }
  g_mutex_unlock (&self->lock);
}

static void
on_news (gpointer user_data)
{
  wake_all (user_data, FALSE);
}

GuoStreams *
guo_streams_new (GuoLive *live)
{
  GuoStreams *self = g_new0 (GuoStreams, 1);

  g_atomic_ref_count_init (&self->refs);
  g_mutex_init (&self->lock);
  self->live = live;
  guo_live_set_wake (live, on_news, self);
  return self;
}

static gboolean
add (GuoStreams *self, Stream *stream)
{
  gboolean room;

  g_mutex_lock (&self->lock);
  room = !self->ending && g_list_length (self->all) < STREAMS_MAX;
  if (room)
    self->all = g_list_prepend (self->all, stream);
  g_mutex_unlock (&self->lock);
  return room;
}

static void
tune_connection (GuoRequest *request)
{
  gint bytes = KERNEL_BYTES;

  setsockopt (request->peer->fd, SOL_SOCKET, SO_SNDBUF, &bytes, sizeof bytes);
  MHD_set_connection_option (request->connection, MHD_CONNECTION_OPTION_TIMEOUT, STALL_S);
  guo_connection_set_deadline (request->peer, 0);
}

void
guo_streams_start (GuoStreams *self, GuoRequest *request)
{
  Stream *stream = g_new0 (Stream, 1);

  g_atomic_ref_count_inc (&self->refs);
  stream->streams = self;
  stream->connection = request->connection;
  stream->topics = g_strdup (json_string_value (json_object_get (request->params, "topics")));
  stream->lines = g_string_new (NULL);
  stream->beat = TRUE; /* something at once, even from an empty table */
  if (!add (self, stream))
    {
      stream_free (stream);
      guo_request_refuse_as (request, 503, "queue-full", NULL, "too many live streams");
      return;
    }
  request->status = 200;
  request->content_type = "application/x-ndjson";
  request->stream = MHD_create_response_from_callback (MHD_SIZE_UNKNOWN, BLOCK_BYTES, pull, stream,
                                                       stream_free);
  MHD_add_response_header (request->stream, "X-Accel-Buffering", "no");
  tune_connection (request);
}

void
guo_streams_beat (GuoStreams *self)
{
  wake_all (self, TRUE);
}

void
guo_streams_end (GuoStreams *self)
{
  g_mutex_lock (&self->lock);
  self->ending = TRUE;
  g_mutex_unlock (&self->lock);
  guo_live_set_wake (self->live, NULL, NULL);
  wake_all (self, FALSE);
}

void
guo_streams_free (GuoStreams *self)
{
  if (self != NULL)
    streams_unref (self);
}
