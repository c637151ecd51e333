/* One USB device through libusb: which one an address means, and one interface of it taken from the kernel for as
 * long as it is open. Blocks; a device belongs to one thread.
 *
 * Addresses: "0922:8003" vendor and product in hex, "0922:8003:SERIAL" with the serial number where two alike are
 * plugged in, "0922:8003@1-2.3" by the socket (bus and ports, as the kernel names it) where they have none.
 */
#pragma once

#include "drivers/error.h"

#include <gio/gio.h>
#include <libusb.h>

G_BEGIN_DECLS

typedef struct
{
  guint vendor;
  guint product;
  gchar *serial; /* (nullable) */
  gchar *path;   /* (nullable): "1-2.3" */
} GuoUsbAddress;

typedef struct
{
  libusb_context *context;
  libusb_device_handle *handle; /* (nullable): not open */
  gint interface;
  guint8 in;     /* endpoint, 0: there is none */
  guint8 out;    /* endpoint, 0: there is none */
  guint packet;  /* largest of @in, bytes */
} GuoUsbDevice;

/**
 * GuoUsbWants:
 * @handle: an open device
 * @alt: one of its interfaces, not claimed yet
 *
 * Looks at class and subclass alone: to claim an interface takes it from its driver.
 *
 * Returns: whether the interface may be what is looked for
 */
typedef gboolean (*GuoUsbWants) (libusb_device_handle *handle, const struct libusb_interface_descriptor *alt);

/* Whether the claimed interface is it; called with the interface claimed. */
typedef gboolean (*GuoUsbSuits) (libusb_device_handle *handle, const struct libusb_interface_descriptor *alt,
                                 gpointer user_data, GError **error);

/**
 * guo_usb_address_parse:
 * @rest: an address without its "usb:"
 * @out: (out): what it says; clear it
 * @error: return location
 *
 * Returns: %FALSE with %GUO_DRIVER_ERROR_BAD_ADDRESS
 */
gboolean guo_usb_address_parse (const gchar *rest, GuoUsbAddress *out, GError **error);

/**
 * guo_usb_address_clear:
 * @self: an address
 */
void guo_usb_address_clear (GuoUsbAddress *self);

/**
 * guo_usb_device_open:
 * @self: zeroed or closed; its context is kept between two openings, so that being plugged in is heard
 * @address: which device
 * @wants: which interface
 * @suits: (nullable): a second look
 * @user_data: for @suits
 * @error: return location
 *
 * The kernel's driver of the interface is detached now and attached again by guo_usb_device_close().
 *
 * Returns: %FALSE with %GUO_DRIVER_ERROR_ABSENT, %GUO_DRIVER_ERROR_BUSY or %GUO_DRIVER_ERROR_DENIED
 */
gboolean guo_usb_device_open (GuoUsbDevice *self, const GuoUsbAddress *address, GuoUsbWants wants, GuoUsbSuits suits,
                              gpointer user_data, GError **error);

/**
 * guo_usb_device_close:
 * @self: a device, open or not; its interface goes back to the kernel
 */
void guo_usb_device_close (GuoUsbDevice *self);

/**
 * guo_usb_device_clear:
 * @self: a device; closed for good
 */
void guo_usb_device_clear (GuoUsbDevice *self);

/**
 * guo_usb_device_wait_plugged:
 * @self: a device with a context
 * @timeout_ms: at most so long
 *
 * Returns as soon as anything is plugged in.
 */
void guo_usb_device_wait_plugged (GuoUsbDevice *self, guint timeout_ms);

/**
 * guo_usb_fail:
 * @code: what libusb returned
 * @what: what was done
 * @error: return location
 *
 * Returns: %FALSE with the code of #GuoDriverError that fits
 */
gboolean guo_usb_fail (gint code, const gchar *what, GError **error);

G_END_DECLS
