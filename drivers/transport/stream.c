#include "drivers/transport/private.h"

#include <errno.h>
#include <poll.h>
#include <unistd.h>

#define FIRST_DELAY_US (100 * G_TIME_SPAN_MILLISECOND)
#define LONGEST_DELAY_US (2 * G_TIME_SPAN_SECOND)
#define SEND_LIMIT_US (1 * G_TIME_SPAN_SECOND)
#define LOOK_MS 250

typedef struct
{
  const GuoStreamOps *ops;
  gpointer impl; /* owned, freed by ops */

  GMutex lock; /* of fd: it is closed only while nobody sends */
  gint fd;     /* -1 while not open */
} Stream;

static void
set_lost (GError **error, const gchar *what)
{
  g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_LOST, "%s", what);
}

/* Reads until the descriptor is lost or the transport is to end. Returns: whether any byte came. */
static gboolean
pump (GuoTransport *self, Stream *stream, GError **error)
{
  gboolean heard = FALSE;
  guint8 buffer[4096];
  struct pollfd fds[] = {
    { .fd = stream->fd, .events = POLLIN },
    { .fd = guo_transport_wake_fd (self), .events = POLLIN },
  };

  for (;;)
    {
      gint ready = poll (fds, G_N_ELEMENTS (fds), stream->ops->alive != NULL ? LOOK_MS : -1);
      gssize n;

      if (ready < 0)
        continue;
      if (fds[1].revents != 0)
        return heard;
      if (ready == 0 && stream->ops->alive (stream->impl))
        continue;
      if (ready == 0)
        {
          set_lost (error, "the device was unplugged");
          return heard;
        }
      n = read (stream->fd, buffer, sizeof buffer);
      if (n < 0 && (errno == EAGAIN || errno == EINTR))
        continue;
      /* A tty that was pulled out reads as 0 bytes or EIO, a peer that closed as 0 bytes. */
      if (n <= 0)
        {
          set_lost (error, n == 0 ? "the other side closed the connection or was unplugged" : g_strerror (errno));
          return heard;
        }
      heard = TRUE;
      guo_transport_emit_bytes (self, buffer, (gsize) n);
    }
}

static void
publish (Stream *stream, gint fd)
{
  g_mutex_lock (&stream->lock);
  stream->fd = fd;
  if (fd < 0)
    stream->ops->close (stream->impl);
  g_mutex_unlock (&stream->lock);
}

static void
stream_run (GuoTransport *self, gpointer impl)
{
  Stream *stream = impl;
  gint64 delay_us = FIRST_DELAY_US;

  guo_transport_emit_state (self, GUO_TRANSPORT_OPENING, NULL);
  do
    {
      g_autoptr (GError) error = NULL;
      gint fd = stream->ops->open (stream->impl, guo_transport_cancellable (self), &error);
      gboolean heard = FALSE;

      if (fd >= 0)
        {
          publish (stream, fd);
          guo_transport_emit_state (self, GUO_TRANSPORT_OPEN, NULL);
          heard = pump (self, stream, &error);
          publish (stream, -1);
        }
      if (error == NULL || g_cancellable_is_cancelled (guo_transport_cancellable (self)))
        return;
      guo_transport_emit_state (self, GUO_TRANSPORT_LOST, error);
      /* A port that accepts and closes at once must not be tried without a pause. */
      delay_us = heard ? FIRST_DELAY_US : delay_us;
      if (!guo_transport_wait (self, g_get_monotonic_time () + delay_us))
        return;
      delay_us = MIN (delay_us * 2, LONGEST_DELAY_US);
    }
  while (TRUE);
}

/* With the lock held and a descriptor. */
static gboolean
send_all (gint fd, const guint8 *bytes, gsize len, GError **error)
{
  gint64 deadline_us = g_get_monotonic_time () + SEND_LIMIT_US;
  struct pollfd poll_fd = { .fd = fd, .events = POLLOUT };

  while (len > 0)
    {
      gint64 left_us = deadline_us - g_get_monotonic_time ();
      gssize n = write (fd, bytes, len);

      if (n > 0)
        {
          bytes += n;
          len -= (gsize) n;
          continue;
        }
      if (n < 0 && errno != EAGAIN && errno != EINTR)
        {
          set_lost (error, g_strerror (errno));
          return FALSE;
        }
      if (left_us <= 0)
        {
          set_lost (error, "the device did not take the bytes within a second");
          return FALSE;
        }
      (void) poll (&poll_fd, 1, (gint) (left_us / 1000) + 1);
    }
  return TRUE;
}

static gboolean
stream_send (gpointer impl, const guint8 *bytes, gsize len, GError **error)
{
  Stream *stream = impl;
  gboolean sent = FALSE;

  g_mutex_lock (&stream->lock);
  if (stream->fd < 0)
    set_lost (error, "the device is not connected");
  else
    sent = send_all (stream->fd, bytes, len, error);
  g_mutex_unlock (&stream->lock);
  return sent;
}

static void
stream_free (gpointer impl)
{
  Stream *stream = impl;

  stream->ops->free (stream->impl);
  g_mutex_clear (&stream->lock);
  g_free (stream);
}

GuoTransport *
guo_stream_transport_new (const gchar *address, const GuoStreamOps *ops, gpointer impl)
{
  static const GuoTransportOps transport_ops = { stream_run, stream_send, stream_free, NULL };
  Stream *stream = g_new0 (Stream, 1);

  stream->ops = ops;
  stream->impl = impl;
  stream->fd = -1;
  g_mutex_init (&stream->lock);
  return guo_transport_create (address, &transport_ops, stream);
}
