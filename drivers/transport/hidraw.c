#include "drivers/transport/input.h"
#include "drivers/transport/private.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/hidraw.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define CLASS "/sys/class/hidraw"

G_STATIC_ASSERT (GUO_HIDRAW_DESCRIPTOR_MAX == HID_MAX_DESCRIPTOR_SIZE);

typedef struct
{
  gchar *path;   /* (nullable): of the device, when it was named so */
  gchar *id;     /* (nullable): "HID_ID=0003:0000VVVV:0000PPPP" as the kernel writes it */
  gchar *serial; /* (nullable) */
  gint fd;       /* -1 while not open */
  GuoHidrawDescriptor *descriptor;
} Hidraw;

static gboolean
has_line (const gchar *text, const gchar *line)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  return g_strv_contains ((const gchar *const *) lines, line);
}

static gboolean
is_it (const Hidraw *hidraw, const gchar *name)
{
  g_autofree gchar *path = g_build_filename (CLASS, name, "device", "uevent", NULL);
  g_autofree gchar *text = NULL;
  g_autofree gchar *serial = g_strconcat ("HID_UNIQ=", hidraw->serial, NULL);

  return g_file_get_contents (path, &text, NULL, NULL) && has_line (text, hidraw->id)
         && (hidraw->serial == NULL || has_line (text, serial));
}

/* The kernel's number changes with each replug. */
static gchar *
find (const Hidraw *hidraw)
{
  g_autoptr (GDir) dir = g_dir_open (CLASS, 0, NULL);
  const gchar *name;

  if (hidraw->path != NULL)
    return g_strdup (hidraw->path);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (is_it (hidraw, name))
      return g_build_filename ("/dev", name, NULL);
  return NULL;
}

static gboolean
read_descriptor (gint fd, GuoHidrawDescriptor *out)
{
  struct hidraw_report_descriptor raw = { 0 };
  gint size = 0;

  if (ioctl (fd, HIDIOCGRDESCSIZE, &size) < 0 || size < 0 || size > GUO_HIDRAW_DESCRIPTOR_MAX)
    return FALSE;
  raw.size = (guint32) size;
  if (ioctl (fd, HIDIOCGRDESC, &raw) < 0)
    return FALSE;
  memcpy (out->bytes, raw.value, (gsize) size);
  out->len = (gsize) size;
  return TRUE;
}

static gint
hidraw_open (gpointer impl, GCancellable *cancellable, GError **error)
{
  Hidraw *hidraw = impl;
  g_autofree gchar *path = find (hidraw);
  gint fd;

  if (path == NULL)
    {
      g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_ABSENT, "%s: no such device is plugged in", hidraw->id);
      return -1;
    }
  fd = guo_input_open (path, O_RDWR, error);
  if (fd >= 0 && !read_descriptor (fd, hidraw->descriptor))
    {
      g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_ABSENT, "%s is no HID device: %s", path, g_strerror (errno));
      close (fd);
      fd = -1;
    }
  hidraw->fd = fd;
  return fd;
}

static void
hidraw_close (gpointer impl)
{
  Hidraw *hidraw = impl;

  if (hidraw->fd >= 0)
    close (hidraw->fd);
  hidraw->fd = -1;
}

static void
hidraw_free (gpointer impl)
{
  Hidraw *hidraw = impl;

  hidraw_close (hidraw);
  g_free (hidraw->path);
  g_free (hidraw->id);
  g_free (hidraw->serial);
  g_free (hidraw);
}

static gboolean
parse (Hidraw *hidraw, const gchar *rest)
{
  g_auto (GStrv) parts = g_strsplit (rest, ":", 3);
  guint64 vendor, product;

  if (rest[0] == '/')
    {
      hidraw->path = g_strdup (rest);
      return TRUE;
    }
  if (g_strv_length (parts) < 2 || !g_ascii_string_to_unsigned (parts[0], 16, 0, 0xffff, &vendor, NULL)
      || !g_ascii_string_to_unsigned (parts[1], 16, 0, 0xffff, &product, NULL))
    return FALSE;
  hidraw->id = g_strdup_printf ("HID_ID=0003:%08X:%08X", (guint) vendor, (guint) product);
  hidraw->serial = g_strdup (parts[2]);
  return TRUE;
}

GuoTransport *
guo_hidraw_transport_new (const gchar *rest, const gchar *address, GuoHidrawDescriptor *descriptor, GError **error)
{
  static const GuoStreamOps ops = { hidraw_open, NULL, hidraw_close, hidraw_free };
  Hidraw *hidraw = g_new0 (Hidraw, 1);

  hidraw->fd = -1;
  hidraw->descriptor = descriptor;
  if (!parse (hidraw, rest))
    {
      hidraw_free (hidraw);
      g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ADDRESS,
                   "\"%s\": USB vendor and product in hex are needed, as hidraw:0c2e:0b61", address);
      return NULL;
    }
  return guo_stream_transport_new (address, &ops, hidraw);
}
