#include "drivers/hid/descriptor.h"
#include "drivers/transport/private.h"
#include "drivers/transport/usb-hid.h"
#include "drivers/usb/device.h"
#include "drivers/usb/kinds.h"
#include "drivers/usb/places.h"

#include <string.h>

/* Device Class Definition for HID 1.11: 7.1.1 */
enum
{
  DESCRIPTOR_REPORT = 0x22,
  SET_REPORT = 0x09,
  REPORT_OUTPUT = 2,
};

#define READ_MS 100  /* how long an end may have to wait */
#define RETRY_MS 250
#define CONTROL_MS 1000
#define REPORT_MAX 1024

typedef struct
{
  GuoUsbAddress address;
  GuoUsbDevice usb;
  GMutex lock; /* guards usb.handle against a sender */
  GuoHidReportDescriptor descriptor;
  guint page;
} UsbHid;

static gboolean
is_hid (libusb_device_handle *handle, const struct libusb_interface_descriptor *alt)
{
  return guo_usb_kind_fits (&guo_usb_kind_hid, alt->bInterfaceClass, alt->bInterfaceSubClass);
}

/* By its report descriptor, not by a list of ids. */
static gboolean
is_point_of_sale (libusb_device_handle *handle, const struct libusb_interface_descriptor *alt, gpointer user_data,
                  GError **error)
{
  UsbHid *self = user_data;
  GuoHidReportDescriptor *descriptor = &self->descriptor;
  GuoHidField fields[GUO_HID_FIELDS_MAX];
  gsize n_fields = 0;
  gint n = libusb_control_transfer (handle, LIBUSB_ENDPOINT_IN | LIBUSB_RECIPIENT_INTERFACE,
                                    LIBUSB_REQUEST_GET_DESCRIPTOR, DESCRIPTOR_REPORT << 8, alt->bInterfaceNumber,
                                    descriptor->bytes, sizeof descriptor->bytes, CONTROL_MS);

  if (n < 0)
    return guo_usb_fail (n, "the report descriptor", error);
  descriptor->len = (gsize) n;
  if (!guo_hid_descriptor_read (descriptor->bytes, descriptor->len, fields, G_N_ELEMENTS (fields), &n_fields, error))
    return FALSE;
  for (gsize i = 0; i < n_fields; i++)
    {
      self->page = fields[i].application >> 16;
      if (self->page == GUO_USB_PAGE_SCANNER || self->page == GUO_USB_PAGE_SCALE)
        return TRUE;
    }
  g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_ABSENT,
               "the USB device is neither a scale nor a bar code scanner by its report descriptor");
  return FALSE;
}

static gboolean
try_open (UsbHid *self, GError **error)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return guo_usb_device_open (&self->usb, &self->address, is_hid, is_point_of_sale, self, error);
}

/* Until the device goes or the transport ends. What every code but a timeout means is that it is gone. */
static void
read_reports (GuoTransport *transport, UsbHid *self)
{
  gboolean first = self->page == GUO_USB_PAGE_SCALE; /* what a scale sends first was weighed before anybody listened */
  guint8 report[REPORT_MAX];
  gint n, code = 0;

  while (guo_transport_wait (transport, 0) && (code == 0 || code == LIBUSB_ERROR_TIMEOUT))
    {
      n = 0;
      code = libusb_interrupt_transfer (self->usb.handle, self->usb.in, report,
                                        (gint) MIN (self->usb.packet, sizeof report), &n, READ_MS);
      if (n <= 0) /* a report may also come in the moment of the timeout */
        continue;
      if (!first)
        guo_transport_emit_bytes (transport, report, (gsize) n);
      first = FALSE;
    }
}

static void
run (GuoTransport *transport, gpointer impl)
{
  UsbHid *self = impl;

  guo_transport_emit_state (transport, GUO_TRANSPORT_OPENING, NULL);
  while (guo_transport_wait (transport, 0))
    {
      g_autoptr (GError) error = NULL;

      if (try_open (self, &error))
        {
          guo_transport_emit_state (transport, GUO_TRANSPORT_OPEN, NULL);
          read_reports (transport, self);
          g_mutex_lock (&self->lock);
          guo_usb_device_close (&self->usb);
          g_mutex_unlock (&self->lock);
          g_set_error (&error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_LOST, "the USB device was unplugged");
        }
      if (!guo_transport_wait (transport, 0))
        return;
      guo_transport_emit_state (transport, GUO_TRANSPORT_LOST, error);
      guo_usb_device_wait_plugged (&self->usb, RETRY_MS);
    }
}

static gboolean
send (gpointer impl, const guint8 *bytes, gsize len, GError **error)
{
  UsbHid *self = impl;
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  gint n;

  if (self->usb.handle == NULL || len == 0)
    {
      g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_LOST, "the USB device is not plugged in");
      return FALSE;
    }
  n = libusb_control_transfer (self->usb.handle, LIBUSB_REQUEST_TYPE_CLASS | LIBUSB_RECIPIENT_INTERFACE, SET_REPORT,
                               (guint16) (REPORT_OUTPUT << 8 | bytes[0]), (guint16) self->usb.interface,
                               (guint8 *) bytes, (guint16) len, CONTROL_MS);
  return n >= 0 || guo_usb_fail (n, "the USB device", error);
}

static void
usb_hid_free (gpointer impl)
{
  UsbHid *self = impl;

  guo_usb_device_clear (&self->usb);
  guo_usb_address_clear (&self->address);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static const GuoHidReportDescriptor *
descriptor_of (gpointer impl)
{
  UsbHid *self = impl;

  return &self->descriptor;
}

GuoTransport *
guo_usb_hid_transport_new (const gchar *rest, const gchar *address, GError **error)
{
  static const GuoTransportOps ops = { run, send, usb_hid_free, descriptor_of };
  GuoUsbAddress parsed;
  UsbHid *self;

  if (!guo_usb_address_parse (rest, &parsed, error))
    return NULL;
  self = g_new0 (UsbHid, 1);
  self->address = parsed;
  g_mutex_init (&self->lock);
  return guo_transport_create (address, &ops, self);
}
