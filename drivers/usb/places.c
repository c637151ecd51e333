#include "drivers/usb/places.h"

#include "drivers/hid/descriptor.h"

#include <string.h>

#define DEVICES "/sys/bus/usb/devices"
#define CLASS_HID "03"
#define CLASS_PRINTER "07"

typedef gboolean (*InterfaceFunc) (const gchar *folder, guint page);

static gchar *
line_of (const gchar *folder, const gchar *name)
{
  g_autofree gchar *path = g_build_filename (folder, name, NULL);
  gchar *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) ? g_strstrip (text) : NULL;
}

static gboolean
has_class (const gchar *folder, const gchar *class)
{
  g_autofree gchar *told = line_of (folder, "bInterfaceClass");

  return g_strcmp0 (told, class) == 0;
}

static gboolean
is_printer (const gchar *folder, guint page)
{
  return has_class (folder, CLASS_PRINTER);
}

static gboolean
has_page (const gchar *folder, guint page)
{
  g_autofree gchar *path = g_build_filename (folder, "report_descriptor", NULL);
  g_autofree gchar *bytes = NULL;
  gsize len = 0, n = 0;
  GuoHidField fields[GUO_HID_FIELDS_MAX];

  if (!g_file_get_contents (path, &bytes, &len, NULL)
      || !guo_hid_descriptor_read ((const guint8 *) bytes, len, fields, G_N_ELEMENTS (fields), &n, NULL))
    return FALSE;
  for (gsize i = 0; i < n; i++)
    if (fields[i].application >> 16 == page)
      return TRUE;
  return FALSE;
}

/* The folder "0003:0922:8003.0001" of the kernel's HID driver, inside that of the interface. */
static gboolean
is_hid_of_page (const gchar *folder, guint page)
{
  g_autoptr (GDir) dir = has_class (folder, CLASS_HID) ? g_dir_open (folder, 0, NULL) : NULL;
  const gchar *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree gchar *inner = g_build_filename (folder, name, NULL);

      if (g_str_has_prefix (name, "0003:") && has_page (inner, page))
        return TRUE;
    }
  return FALSE;
}

/* @interface: "1-2.3:1.0" */
static gchar *
address_of (const gchar *interface)
{
  g_autofree gchar *socket = g_strndup (interface, strcspn (interface, ":"));
  g_autofree gchar *folder = g_build_filename (DEVICES, socket, NULL);
  g_autofree gchar *vendor = line_of (folder, "idVendor");
  g_autofree gchar *product = line_of (folder, "idProduct");
  g_autofree gchar *serial = line_of (folder, "serial");

  if (vendor == NULL || product == NULL)
    return NULL;
  return serial != NULL && *serial != '\0' ? g_strdup_printf ("usb:%s:%s:%s", vendor, product, serial)
                                           : g_strdup_printf ("usb:%s:%s@%s", vendor, product, socket);
}

/* Cheap devices bear one serial number all: then the socket tells them apart. */
static void
add_place (GPtrArray *out, const gchar *interface, gchar *address)
{
  guint i;

  if (!g_ptr_array_find_with_equal_func (out, address, g_str_equal, &i))
    {
      g_ptr_array_add (out, address);
      return;
    }
  g_ptr_array_add (out, g_strdup_printf ("%s@%.*s", address, (gint) strcspn (interface, ":"), interface));
  g_free (address);
}

static gchar **
places (InterfaceFunc is_it, guint page)
{
  GPtrArray *out = g_ptr_array_new ();
  g_autoptr (GDir) dir = g_dir_open (DEVICES, 0, NULL);
  const gchar *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree gchar *folder = g_build_filename (DEVICES, name, NULL);
      gchar *address = strchr (name, ':') != NULL && is_it (folder, page) ? address_of (name) : NULL;

      if (address != NULL)
        add_place (out, name, address);
    }
  g_ptr_array_add (out, NULL);
  return (gchar **) g_ptr_array_free (out, FALSE);
}

/* Whether @address is that of the device at @interface, with its socket or without. */
static gboolean
is_address_of (const gchar *address, const gchar *interface)
{
  g_autofree gchar *told = address_of (interface);
  g_autofree gchar *at_socket = told != NULL ? g_strdup_printf ("%s@%.*s", told, (gint) strcspn (interface, ":"), interface)
                                             : NULL;

  return told != NULL && (strcmp (told, address) == 0 || strcmp (at_socket, address) == 0);
}

gchar *
guo_usb_printer_id (const gchar *address)
{
  g_autoptr (GDir) dir = g_dir_open (DEVICES, 0, NULL);
  const gchar *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree gchar *folder = g_build_filename (DEVICES, name, NULL);

      if (strchr (name, ':') != NULL && is_printer (folder, 0) && is_address_of (address, name))
        return line_of (folder, "ieee1284_id");
    }
  return NULL;
}

gchar **
guo_usb_hid_places (guint page)
{
  return places (is_hid_of_page, page);
}

gchar **
guo_usb_printer_places (void)
{
  return places (is_printer, 0);
}
