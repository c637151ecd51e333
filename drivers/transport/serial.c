#include "drivers/transport/private.h"
#include "drivers/transport/serial-line.h"
#include "drivers/transport/serial-port.h"

#include <errno.h>
#include <grp.h>
#include <string.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/stat.h>

#define DRAIN_US (1 * G_TIME_SPAN_SECOND)
#define DRAIN_LOOK_US (10 * G_TIME_SPAN_MILLISECOND)
#define DEFAULT_LINE "9600/8n1"

typedef struct
{
  gchar *name; /* device file as configured */
  GuoSerialLine line;
  GuoSerialIdentity identity; /* of the device that was open last */
  struct sp_port *port;       /* owned; NULL while not open */
} Serial;

static void
set_busy (GError **error, const gchar *name, const gchar *holder)
{
  g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BUSY, "%s is in use by %s", name,
               holder != NULL ? holder : "another program");
}

/* Returns: the group that may open the device file. */
static gchar *
group_of (const gchar *name)
{
  struct stat info;
  struct group group;
  struct group *found = NULL;
  gchar buffer[1024];

  if (stat (name, &info) != 0 || getgrgid_r (info.st_gid, &group, buffer, sizeof buffer, &found) != 0 || found == NULL)
    return g_strdup ("dialout");
  return g_strdup (group.gr_name);
}

/* Says why the port did not open, and what an administrator can do. */
static void
set_open_error (GError **error, const gchar *name, gint code)
{
  if (code == EBUSY)
    {
      g_autofree gchar *holder = guo_serial_port_holder (name);

      set_busy (error, name, holder);
    }
  else if (code == EACCES || code == EPERM)
    {
      g_autofree gchar *group = group_of (name);

      g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_DENIED,
                   "no right to open %s: the user has to be in the group %s", name, group);
    }
  else
    g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_ABSENT, "%s: %s", name, g_strerror (code));
}

/* Two programs on one port take each other's bytes. TIOCEXCL keeps the next one out (but root), the lock
 * tells those who ask for it. */
static gboolean
lock_port (gint fd, const gchar *name, GError **error)
{
  if (flock (fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
    {
      g_autofree gchar *holder = guo_serial_port_holder (name);

      set_busy (error, name, holder);
      return FALSE;
    }
  if (ioctl (fd, TIOCEXCL) != 0)
    g_debug ("%s: TIOCEXCL: %s", name, g_strerror (errno));
  return TRUE;
}

/* With the port open. */
static gint
prepare (struct sp_port *port, const GuoSerialLine *line, GError **error)
{
  const gchar *name = sp_get_port_name (port);
  gint fd = -1;

  if (sp_get_port_handle (port, &fd) != SP_OK || !lock_port (fd, name, error))
    return -1;
  if (!guo_serial_line_apply (line, port, error))
    {
      g_prefix_error (error, "%s: ", name);
      return -1;
    }
  /* What came in at another setting, or before we looked, is no reading of now. */
  (void) sp_flush (port, SP_BUF_INPUT);
  return fd;
}

static gint
open_port (struct sp_port *port, const GuoSerialLine *line, GError **error)
{
  const gchar *name = sp_get_port_name (port);
  g_autofree gchar *holder = guo_serial_port_holder (name);
  gint fd;

  /* Before opening: opening sets the modem lines and would disturb who holds it. */
  if (holder != NULL)
    {
      set_busy (error, name, holder);
      return -1;
    }
  if (sp_open (port, SP_MODE_READ_WRITE) != SP_OK)
    {
      set_open_error (error, name, sp_last_error_code ());
      return -1;
    }
  fd = prepare (port, line, error);
  if (fd < 0)
    (void) sp_close (port);
  return fd;
}

static gint
serial_open (gpointer impl, GCancellable *cancellable, GError **error)
{
  Serial *serial = impl;
  struct sp_port *port = guo_serial_port_find (serial->name, &serial->identity, error);
  gint fd;

  if (port == NULL)
    return -1;
  fd = open_port (port, &serial->line, error);
  if (fd < 0)
    {
      sp_free_port (port);
      return -1;
    }
  serial->port = port;
  guo_serial_identity_read (&serial->identity, port);
  return fd;
}

/* A port that was pulled out is silent to poll() on some kernels; asking for its buffer says EIO. */
static gboolean
serial_alive (gpointer impl)
{
  return sp_input_waiting (((Serial *) impl)->port) >= 0;
}

/* What the other end does not take is given up: closing would wait for it, on some kernels half a minute. */
static void
drain (struct sp_port *port)
{
  gint64 until_us = g_get_monotonic_time () + DRAIN_US;

  while (sp_output_waiting (port) > 0 && g_get_monotonic_time () < until_us)
    g_usleep (DRAIN_LOOK_US);
  (void) sp_flush (port, SP_BUF_OUTPUT);
}

static void
serial_close (gpointer impl)
{
  Serial *serial = impl;

  drain (serial->port);
  (void) sp_close (serial->port);
  g_clear_pointer (&serial->port, sp_free_port);
}

static void
serial_free (gpointer impl)
{
  Serial *serial = impl;

  if (serial->port != NULL)
    serial_close (serial);
  guo_serial_identity_clear (&serial->identity);
  g_free (serial->name);
  g_free (serial);
}

GuoTransport *
guo_serial_transport_new (const gchar *rest, const gchar *address, GError **error)
{
  static const GuoStreamOps ops = { serial_open, serial_alive, serial_close, serial_free };
  const gchar *question = strchr (rest, '?');
  const gchar *line_text = DEFAULT_LINE;
  GuoSerialLine line;
  Serial *serial;

  if (question != NULL)
    line_text = g_str_has_prefix (question, "?line=") ? question + strlen ("?line=") : NULL;
  if (rest[0] != '/' || line_text == NULL)
    {
      g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ADDRESS,
                   "\"%s\": a device file and its line setting are needed, as serial:/dev/ttyUSB0?line=9600/8n1",
                   address);
      return NULL;
    }
  if (!guo_serial_line_parse (line_text, &line, error))
    {
      g_prefix_error (error, "\"%s\": ", address);
      return NULL;
    }
  serial = g_new0 (Serial, 1);
  serial->name = question != NULL ? g_strndup (rest, (gsize) (question - rest)) : g_strdup (rest);
  serial->line = line;
  guo_serial_identity_clear (&serial->identity);
  return guo_stream_transport_new (address, &ops, serial);
}
