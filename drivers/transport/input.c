#include "drivers/transport/input.h"

#include <errno.h>
#include <fcntl.h>

gint
guo_input_open (const gchar *path, gint flags, GError **error)
{
  gint fd = open (path, flags | O_CLOEXEC | O_NONBLOCK);

  if (fd >= 0)
    return fd;
  if (errno == EACCES || errno == EPERM)
    g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_DENIED,
                 "%s: no right to open it; a udev rule for it gives the right, then plug the device in again",
                 path);
  else
    g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_ABSENT, "%s: %s", path, g_strerror (errno));
  return -1;
}
