#include "drivers/transport/input.h"
#include "drivers/transport/private.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/input.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define UP_LIMIT_US (2 * G_TIME_SPAN_SECOND)
#define LOOK_US (10 * G_TIME_SPAN_MILLISECOND)

typedef struct
{
  gchar *path;
  gboolean alone;
  gint fd; /* -1 while not open */
} Evdev;

static gboolean
any_key_down (gint fd)
{
  guint8 keys[KEY_MAX / 8 + 1] = { 0 };

  if (ioctl (fd, EVIOCGKEY (sizeof keys), keys) < 0)
    return FALSE;
  for (gsize i = 0; i < sizeof keys; i++)
    if (keys[i] != 0)
      return TRUE;
  return FALSE;
}

static gboolean
wait_until_up (gint fd, GCancellable *cancellable)
{
  gint64 until_us = g_get_monotonic_time () + UP_LIMIT_US;

  while (any_key_down (fd))
    {
      if (g_cancellable_is_cancelled (cancellable) || g_get_monotonic_time () > until_us)
        return FALSE;
      g_usleep (LOOK_US);
    }
  return TRUE;
}

static gboolean
grab (gint fd, const gchar *path, gboolean alone, GCancellable *cancellable, GError **error)
{
  gint version;

  if (ioctl (fd, EVIOCGVERSION, &version) != 0)
    g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_ABSENT, "%s is no input device", path);
  else if (!alone)
    return TRUE;
  else if (!wait_until_up (fd, cancellable))
    g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BUSY, "%s: a key of it is held down; let it go", path);
  else if (ioctl (fd, EVIOCGRAB, 1) != 0)
    g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BUSY, "%s: another program has it to itself (%s)", path,
                 g_strerror (errno));
  else
    return TRUE;
  return FALSE;
}

static gint
evdev_open (gpointer impl, GCancellable *cancellable, GError **error)
{
  Evdev *evdev = impl;
  gint fd = guo_input_open (evdev->path, O_RDONLY, error);

  if (fd < 0)
    return -1;
  if (!grab (fd, evdev->path, evdev->alone, cancellable, error))
    {
      close (fd);
      return -1;
    }
  evdev->fd = fd;
  return fd;
}

static void
evdev_close (gpointer impl)
{
  Evdev *evdev = impl;

  if (evdev->fd >= 0)
    close (evdev->fd);
  evdev->fd = -1;
}

static void
evdev_free (gpointer impl)
{
  evdev_close (impl);
  g_free (((Evdev *) impl)->path);
  g_free (impl);
}

GuoTransport *
guo_evdev_transport_new (const gchar *path, const gchar *address, gboolean alone)
{
  static const GuoStreamOps ops = { evdev_open, NULL, evdev_close, evdev_free };
  Evdev *evdev = g_new0 (Evdev, 1);

  evdev->path = g_strdup (path);
  evdev->alone = alone;
  evdev->fd = -1;
  return guo_stream_transport_new (address, &ops, evdev);
}
