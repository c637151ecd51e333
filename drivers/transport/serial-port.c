#include "drivers/transport/serial-port.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "drivers/transport/holder.h"

/* Returns: (nullable): sysfs path of the USB interface that the port hangs on. */
static gchar *
usb_place (const gchar *name)
{
  g_autofree gchar *base = g_path_get_basename (name);
  g_autofree gchar *link = g_strdup_printf ("/sys/class/tty/%s/device", base);
  g_autofree gchar *suffix = g_strdup_printf ("/%s", base);
  gchar path[PATH_MAX];

  if (realpath (link, path) == NULL || strstr (path, "/usb") == NULL)
    return NULL;
  /* A USB-serial chip has a device of the port's own name below its interface, a modem class one has not. */
  if (g_str_has_suffix (path, suffix))
    path[strlen (path) - strlen (suffix)] = '\0';
  return g_strdup (path);
}

void
guo_serial_identity_clear (GuoSerialIdentity *self)
{
  g_clear_pointer (&self->serial, g_free);
  g_clear_pointer (&self->place, g_free);
  self->vendor = -1;
  self->product = -1;
}

void
guo_serial_identity_read (GuoSerialIdentity *self, struct sp_port *port)
{
  guo_serial_identity_clear (self);
  if (sp_get_port_usb_vid_pid (port, &self->vendor, &self->product) != SP_OK)
    self->vendor = self->product = -1;
  self->serial = g_strdup (sp_get_port_usb_serial (port));
  self->place = usb_place (sp_get_port_name (port));
}

static gboolean
is_known (struct sp_port *port, const GuoSerialIdentity *known)
{
  GuoSerialIdentity here = { -1, -1, NULL, NULL };
  gboolean same;

  guo_serial_identity_read (&here, port);
  same = here.vendor == known->vendor && here.product == known->product
         && (known->serial != NULL ? g_strcmp0 (here.serial, known->serial) == 0
                                   : g_strcmp0 (here.place, known->place) == 0);
  guo_serial_identity_clear (&here);
  return same;
}

static struct sp_port *
find_known (const GuoSerialIdentity *known)
{
  struct sp_port **ports = NULL;
  struct sp_port *found = NULL;

  if (sp_list_ports (&ports) != SP_OK)
    return NULL;
  for (gsize i = 0; ports[i] != NULL && found == NULL; i++)
    if (is_known (ports[i], known) && sp_copy_port (ports[i], &found) != SP_OK)
      found = NULL;
  sp_free_port_list (ports);
  return found;
}

struct sp_port *
guo_serial_port_find (const gchar *name, const GuoSerialIdentity *known, GError **error)
{
  struct sp_port *port = NULL;
  gchar path[PATH_MAX];

  if (known->serial != NULL || known->place != NULL)
    {
      port = find_known (known);
      if (port == NULL)
        g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_ABSENT, "%s: the device that was there is not plugged in",
                     name);
      return port;
    }
  /* libserialport knows the kernel's names only, not the links of /dev/serial. */
  if (sp_get_port_by_name (name, &port) == SP_OK)
    return port;
  if (realpath (name, path) == NULL)
    g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_ABSENT, "%s: %s", name, g_strerror (errno));
  else if (sp_get_port_by_name (path, &port) == SP_OK)
    return port;
  else
    g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_ABSENT, "%s is no serial port", name);
  return NULL;
}

void
guo_serial_ports_each (GuoSerialPortFound found, gpointer user_data)
{
  struct sp_port **ports = NULL;

  if (sp_list_ports (&ports) != SP_OK)
    return;
  for (gsize i = 0; ports[i] != NULL; i++)
    found (sp_get_port_name (ports[i]), sp_get_port_description (ports[i]), user_data);
  sp_free_port_list (ports);
}

gchar *
guo_serial_port_holder (const gchar *name)
{
  g_autofree gchar *program = NULL;
  struct stat wanted;
  gint64 pid = stat (name, &wanted) == 0 ? guo_file_holder (&wanted, &program) : 0;

  return pid != 0 ? g_strdup_printf ("%s (process %" G_GINT64_FORMAT ")", program, pid) : NULL;
}
