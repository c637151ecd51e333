#include "drivers/transport/input.h"
#include "drivers/transport/private.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#define LOOK_US (10 * G_TIME_SPAN_MILLISECOND)
#define AGAIN_US (500 * G_TIME_SPAN_MILLISECOND)

typedef struct
{
  gchar *path;
  gint bit; /* TIOCM_CTS … */
} Signal;

/* Looks at the line until it is lost or the transport is to end. Returns: whether it is to end. */
static gboolean
watch (GuoTransport *self, const Signal *line, gint fd, GError **error)
{
  gboolean told = FALSE, last = FALSE;

  for (;;)
    {
      gint bits = 0;
      gboolean now;

      if (ioctl (fd, TIOCMGET, &bits) != 0)
        {
          g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_LOST, "%s: %s", line->path, g_strerror (errno));
          return FALSE;
        }
      now = (bits & line->bit) != 0;
      if (now == last && now != told)
        {
          told = now;
          guo_transport_emit_bytes (self, (const guint8 *) (now ? "1" : "0"), 1);
        }
      last = now;
      if (!guo_transport_wait (self, g_get_monotonic_time () + LOOK_US))
        return TRUE;
    }
}

static void
signal_run (GuoTransport *self, gpointer impl)
{
  const Signal *line = impl;

  guo_transport_emit_state (self, GUO_TRANSPORT_OPENING, NULL);
  do
    {
      g_autoptr (GError) error = NULL;
      gint fd = guo_input_open (line->path, O_RDWR | O_NOCTTY, &error);
      gboolean ended = FALSE;

      if (fd >= 0)
        {
          guo_transport_emit_state (self, GUO_TRANSPORT_OPEN, NULL);
          ended = watch (self, line, fd, &error);
          close (fd);
        }
      if (ended)
        return;
      guo_transport_emit_state (self, GUO_TRANSPORT_LOST, error);
    }
  while (guo_transport_wait (self, g_get_monotonic_time () + AGAIN_US));
}

static gboolean
signal_send (gpointer impl, const guint8 *bytes, gsize len, GError **error)
{
  g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_LOST, "a switch takes no bytes");
  return FALSE;
}

static void
signal_free (gpointer impl)
{
  g_free (((Signal *) impl)->path);
  g_free (impl);
}

static gint
bit_of (const gchar *name)
{
  if (strcmp (name, "cts") == 0)
    return TIOCM_CTS;
  if (strcmp (name, "dsr") == 0)
    return TIOCM_DSR;
  return strcmp (name, "ri") == 0 ? TIOCM_RNG : 0;
}

GuoTransport *
guo_signal_transport_new (const gchar *rest, const gchar *address, GError **error)
{
  static const GuoTransportOps ops = { signal_run, signal_send, signal_free, NULL };
  const gchar *query = strstr (rest, "?line=");
  Signal *line;

  if (query == NULL || query == rest || bit_of (query + strlen ("?line=")) == 0)
    {
      g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ADDRESS,
                   "\"%s\": a port and a line are needed, as signal:/dev/ttyUSB0?line=cts (cts, dsr, ri)", address);
      return NULL;
    }
  line = g_new0 (Signal, 1);
  line->path = g_strndup (rest, (gsize) (query - rest));
  line->bit = bit_of (query + strlen ("?line="));
  return guo_transport_create (address, &ops, line);
}
