/* USB Printer Class 1.1: interface class 7, bulk out, bulk in where it speaks, the port status on its control pipe. */
#include "drivers/printer/state.h"
#include "drivers/printer/way.h"
#include "drivers/usb/device.h"
#include "drivers/usb/kinds.h"

enum
{
  PROTOCOL_IPP = 4, /* IPP over USB 1.0: no raw bytes */
  GET_PORT_STATUS = 1, /* 4.2.2 */
  STATUS_PAPER_EMPTY = 0x20,
  STATUS_NOT_ERROR = 0x08,
};

#define CHUNK 16384
#define LOOK_MS 200 /* how long an end may have to wait */
#define CONTROL_MS 500

typedef struct
{
  GuoPrinterWay way;
  GuoUsbDevice usb;
} Usb;

static guint
left_ms (gint64 until_us)
{
  gint64 left = (until_us - g_get_monotonic_time ()) / 1000;

  return (guint) CLAMP (left, 1, LOOK_MS); /* 0 would be for ever */
}

static gboolean
goes_on (Usb *self, gint64 until_us)
{
  return g_get_monotonic_time () < until_us && !g_cancellable_is_cancelled (self->way.cancel);
}

static gboolean
usb_send (GuoPrinterWay *way, const guint8 *bytes, gsize len, gint64 until_us, gsize *taken, GError **error)
{
  Usb *self = (Usb *) way;
  gint n = 0, code;

  do
    {
      code = libusb_bulk_transfer (self->usb.handle, self->usb.out, (guint8 *) bytes, (gint) MIN (len, CHUNK), &n,
                                   left_ms (until_us));
      *taken = (gsize) MAX (n, 0);
      if (n > 0 || code == 0)
        return TRUE;
      if (code != LIBUSB_ERROR_TIMEOUT)
        return guo_printer_way_lost (libusb_strerror (code), error);
    }
  while (goes_on (self, until_us));
  return TRUE;
}

static gssize
usb_receive (GuoPrinterWay *way, guint8 *bytes, gsize len, gint64 until_us, GError **error)
{
  Usb *self = (Usb *) way;
  gint n = 0, code;

  do
    {
      if (self->usb.in == 0) /* it can print and not speak */
        {
          g_usleep (left_ms (until_us) * 1000);
          continue;
        }
      code = libusb_bulk_transfer (self->usb.handle, self->usb.in, bytes, (gint) (len / self->usb.packet * self->usb.packet),
                                   &n, left_ms (until_us));
      if (n > 0)
        return n;
      if (code != 0 && code != LIBUSB_ERROR_TIMEOUT)
        return guo_printer_way_lost (libusb_strerror (code), error) - 1;
    }
  while (goes_on (self, until_us));
  return 0;
}

static guint
usb_states (GuoPrinterWay *way)
{
  Usb *self = (Usb *) way;
  guint8 status = 0;
  gint n = libusb_control_transfer (self->usb.handle,
                                    LIBUSB_ENDPOINT_IN | LIBUSB_REQUEST_TYPE_CLASS | LIBUSB_RECIPIENT_INTERFACE,
                                    GET_PORT_STATUS, 0, (guint16) self->usb.interface, &status, 1, CONTROL_MS);

  if (n != 1)
    return 0;
  return ((status & STATUS_PAPER_EMPTY) != 0 ? GUO_PRINTER_PAPER_OUT : 0)
         | ((status & STATUS_NOT_ERROR) == 0 ? GUO_PRINTER_ERROR : 0);
}

static void
usb_close (GuoPrinterWay *way)
{
  Usb *self = (Usb *) way;

  guo_usb_device_clear (&self->usb);
  g_free (self);
}

static gboolean
is_printer (libusb_device_handle *handle, const struct libusb_interface_descriptor *alt)
{
  return guo_usb_kind_fits (&guo_usb_kind_printer, alt->bInterfaceClass, alt->bInterfaceSubClass)
         && alt->bInterfaceProtocol != PROTOCOL_IPP && alt->bNumEndpoints > 0;
}

GuoPrinterWay *
guo_printer_way_usb (const gchar *rest, GCancellable *cancel, GError **error)
{
  static const GuoPrinterWayOps ops = { .send = usb_send, .receive = usb_receive, .states = usb_states, .close = usb_close };
  GuoUsbAddress address;
  Usb *self;
  gboolean open;

  if (!guo_usb_address_parse (rest, &address, error))
    return NULL;
  self = g_new0 (Usb, 1);
  self->way.ops = &ops;
  open = guo_usb_device_open (&self->usb, &address, is_printer, NULL, NULL, error);
  guo_usb_address_clear (&address);
  if (open)
    return &self->way;
  usb_close (&self->way);
  return NULL;
}
