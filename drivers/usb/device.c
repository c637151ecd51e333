#include "drivers/usb/device.h"

#include "drivers/transport/holder.h"

#include <string.h>

#define SERIAL_MAX 128
#define PORTS_MAX 7 /* hubs behind each other, USB 2.0 4.1.1 */

static gboolean
bad_address (const gchar *rest, GError **error)
{
  g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ADDRESS,
               "“usb:%s”: USB vendor and product in hex are needed, as usb:0922:8003, usb:0922:8003:SERIAL or usb:0922:8003@1-2",
               rest);
  return FALSE;
}

gboolean
guo_usb_address_parse (const gchar *rest, GuoUsbAddress *out, GError **error)
{
  g_autofree gchar *text = g_strdup (rest);
  gchar *at = strrchr (text, '@');
  g_auto (GStrv) parts = NULL;
  guint64 vendor, product;

  if (at != NULL)
    *at++ = '\0';
  parts = g_strsplit (text, ":", 3);
  if (g_strv_length (parts) < 2 || (at != NULL && *at == '\0')
      || !g_ascii_string_to_unsigned (parts[0], 16, 0, 0xffff, &vendor, NULL)
      || !g_ascii_string_to_unsigned (parts[1], 16, 0, 0xffff, &product, NULL))
    return bad_address (rest, error);
  *out = (GuoUsbAddress) { .vendor = (guint) vendor,
                           .product = (guint) product,
                           .serial = parts[2] != NULL && *parts[2] != '\0' ? g_strdup (parts[2]) : NULL,
                           .path = g_strdup (at) };
  return TRUE;
}

void
guo_usb_address_clear (GuoUsbAddress *self)
{
  g_clear_pointer (&self->serial, g_free);
  g_clear_pointer (&self->path, g_free);
}

gboolean
guo_usb_fail (gint code, const gchar *what, GError **error)
{
  GuoDriverError kind = code == LIBUSB_ERROR_ACCESS ? GUO_DRIVER_ERROR_DENIED
                        : code == LIBUSB_ERROR_BUSY ? GUO_DRIVER_ERROR_BUSY
                                                    : GUO_DRIVER_ERROR_LOST;

  if (kind == GUO_DRIVER_ERROR_DENIED)
    g_set_error (error, GUO_DRIVER_ERROR, kind, "%s: no right to use it; the rule 70-guozhan.rules of udev gives it",
                 what);
  else if (kind == GUO_DRIVER_ERROR_BUSY)
    g_set_error (error, GUO_DRIVER_ERROR, kind, "%s: another program holds it", what);
  else
    g_set_error (error, GUO_DRIVER_ERROR, kind, "%s: %s", what, libusb_strerror (code));
  return FALSE;
}

static gboolean
ensure_context (GuoUsbDevice *self, GError **error)
{
  gint code = self->context == NULL ? libusb_init (&self->context) : 0;

  if (code == 0)
    return TRUE;
  self->context = NULL;
  return guo_usb_fail (code, "USB", error);
}

/* "1-2.3", as the kernel names the socket. */
static gchar *
path_of (libusb_device *device)
{
  guint8 ports[PORTS_MAX];
  gint n = libusb_get_port_numbers (device, ports, PORTS_MAX);
  GString *path = g_string_new (NULL);

  g_string_append_printf (path, "%u", libusb_get_bus_number (device));
  for (gint i = 0; i < n; i++)
    g_string_append_printf (path, "%c%u", i == 0 ? '-' : '.', ports[i]);
  return g_string_free (path, FALSE);
}

static gboolean
may_be (libusb_device *device, const struct libusb_device_descriptor *descriptor, const GuoUsbAddress *address)
{
  g_autofree gchar *path = path_of (device);

  return descriptor->idVendor == address->vendor && descriptor->idProduct == address->product
         && (address->path == NULL || g_str_equal (address->path, path));
}

static gboolean
has_serial (libusb_device_handle *handle, guint8 index, const gchar *serial)
{
  guchar text[SERIAL_MAX] = "";

  return serial == NULL
         || (libusb_get_string_descriptor_ascii (handle, index, text, sizeof text) > 0
             && g_str_equal ((const gchar *) text, serial));
}

/* The first of each direction that is neither for sound nor for control. */
static void
take_endpoints (GuoUsbDevice *self, const struct libusb_interface_descriptor *alt)
{
  self->in = self->out = 0;
  for (guint i = alt->bNumEndpoints; i-- > 0;)
    {
      const struct libusb_endpoint_descriptor *endpoint = &alt->endpoint[i];
      const guint type = endpoint->bmAttributes & LIBUSB_TRANSFER_TYPE_MASK;

      if (type != LIBUSB_TRANSFER_TYPE_BULK && type != LIBUSB_TRANSFER_TYPE_INTERRUPT)
        continue;
      if ((endpoint->bEndpointAddress & LIBUSB_ENDPOINT_IN) == 0)
        self->out = endpoint->bEndpointAddress;
      else
        {
          self->in = endpoint->bEndpointAddress;
          self->packet = endpoint->wMaxPacketSize;
        }
    }
}

static gboolean
busy (libusb_device *device, GError **error)
{
  g_autofree gchar *path = g_strdup_printf ("/dev/bus/usb/%03u/%03u", libusb_get_bus_number (device),
                                            libusb_get_device_address (device));
  g_autofree gchar *program = NULL;
  struct stat wanted;
  gint64 id = stat (path, &wanted) == 0 ? guo_file_holder (&wanted, &program) : 0;

  if (id != 0)
    g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BUSY, "the USB device is held by %s (process %" G_GINT64_FORMAT ")",
                 program, id);
  else
    g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BUSY, "the USB device is held by another program");
  return FALSE;
}

static gboolean
try_interface (GuoUsbDevice *self, const struct libusb_interface_descriptor *alt, GuoUsbSuits suits, gpointer user_data,
               GError **error)
{
  gint code = libusb_claim_interface (self->handle, alt->bInterfaceNumber);

  if (code == LIBUSB_ERROR_BUSY)
    return busy (libusb_get_device (self->handle), error);
  if (code != 0)
    return guo_usb_fail (code, "the USB device", error);
  if (alt->bAlternateSetting != 0)
    libusb_set_interface_alt_setting (self->handle, alt->bInterfaceNumber, alt->bAlternateSetting);
  if (suits != NULL && !suits (self->handle, alt, user_data, error))
    {
      libusb_release_interface (self->handle, alt->bInterfaceNumber);
      return FALSE;
    }
  self->interface = alt->bInterfaceNumber;
  take_endpoints (self, alt);
  return TRUE;
}

static gboolean
try_interfaces (GuoUsbDevice *self, libusb_device *device, GuoUsbWants wants, GuoUsbSuits suits, gpointer user_data,
                GError **error)
{
  struct libusb_config_descriptor *config = NULL;
  gboolean found = FALSE;

  if (libusb_get_active_config_descriptor (device, &config) != 0)
    return FALSE;
  for (guint i = 0; i < config->bNumInterfaces && !found; i++)
    for (gint a = 0; a < config->interface[i].num_altsetting && !found; a++)
      if (wants (self->handle, &config->interface[i].altsetting[a]))
        {
          g_clear_error (error);
          found = try_interface (self, &config->interface[i].altsetting[a], suits, user_data, error);
        }
  libusb_free_config_descriptor (config);
  return found;
}

static gboolean
try_device (GuoUsbDevice *self, libusb_device *device, const GuoUsbAddress *address, GuoUsbWants wants,
            GuoUsbSuits suits, gpointer user_data, GError **error)
{
  struct libusb_device_descriptor descriptor;
  gint code;

  if (libusb_get_device_descriptor (device, &descriptor) != 0 || !may_be (device, &descriptor, address))
    return FALSE;
  g_clear_error (error);
  code = libusb_open (device, &self->handle);
  if (code != 0)
    {
      self->handle = NULL;
      return guo_usb_fail (code, "the USB device", error);
    }
  libusb_set_auto_detach_kernel_driver (self->handle, 1);
  if (has_serial (self->handle, descriptor.iSerialNumber, address->serial)
      && try_interfaces (self, device, wants, suits, user_data, error))
    return TRUE;
  libusb_close (self->handle);
  self->handle = NULL;
  return FALSE;
}

/* Two alike that the address does not tell apart: labels or weights of the wrong one would be nobody's fault. */
static gboolean
is_one_of_two (libusb_device **devices, gssize n, const GuoUsbAddress *address, GError **error)
{
  guint alike = 0;

  for (gssize i = 0; i < n && address->serial == NULL; i++)
    {
      struct libusb_device_descriptor descriptor;

      if (libusb_get_device_descriptor (devices[i], &descriptor) == 0 && may_be (devices[i], &descriptor, address))
        alike++;
    }
  if (alike > 1)
    g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_ABSENT,
                 "%u alike are plugged in, %04x:%04x: the address must say which, by serial number or socket", alike,
                 address->vendor, address->product);
  return alike > 1;
}

gboolean
guo_usb_device_open (GuoUsbDevice *self, const GuoUsbAddress *address, GuoUsbWants wants, GuoUsbSuits suits,
                     gpointer user_data, GError **error)
{
  libusb_device **devices = NULL;
  g_autoptr (GError) why = NULL;
  gssize n;

  if (!ensure_context (self, error))
    return FALSE;
  n = libusb_get_device_list (self->context, &devices);
  for (gssize i = 0; i < n && self->handle == NULL && !is_one_of_two (devices, n, address, &why); i++)
    try_device (self, devices[i], address, wants, suits, user_data, &why);
  if (n >= 0)
    libusb_free_device_list (devices, 1);
  if (self->handle != NULL)
    return TRUE;
  if (why != NULL)
    g_propagate_error (error, g_steal_pointer (&why));
  else
    g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_ABSENT, "no such USB device is plugged in: %04x:%04x%s%s",
                 address->vendor, address->product, address->serial != NULL ? ", serial number " : "",
                 address->serial != NULL ? address->serial : "");
  return FALSE;
}

void
guo_usb_device_close (GuoUsbDevice *self)
{
  if (self->handle == NULL)
    return;
  libusb_release_interface (self->handle, self->interface);
  libusb_close (self->handle);
  self->handle = NULL;
}

void
guo_usb_device_clear (GuoUsbDevice *self)
{
  guo_usb_device_close (self);
  if (self->context != NULL)
    libusb_exit (self->context);
  self->context = NULL;
}

static int
note_arrival (libusb_context *context, libusb_device *device, libusb_hotplug_event event, void *user_data)
{
  gint *arrived = user_data;

  *arrived = 1;
  return 0;
}

void
guo_usb_device_wait_plugged (GuoUsbDevice *self, guint timeout_ms)
{
  struct timeval timeout = { .tv_usec = (suseconds_t) timeout_ms * 1000 };
  libusb_hotplug_callback_handle callback;
  gint arrived = 0;

  if (self->context == NULL
      || libusb_hotplug_register_callback (self->context, LIBUSB_HOTPLUG_EVENT_DEVICE_ARRIVED, 0,
                                           LIBUSB_HOTPLUG_MATCH_ANY, LIBUSB_HOTPLUG_MATCH_ANY, LIBUSB_HOTPLUG_MATCH_ANY,
                                           note_arrival, &arrived, &callback)
           != 0)
    {
      g_usleep (timeout_ms * 1000);
      return;
    }
  libusb_handle_events_timeout_completed (self->context, &timeout, &arrived);
  libusb_hotplug_deregister_callback (self->context, callback);
}
