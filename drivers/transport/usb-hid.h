/* Scales and scanners of USB's point of sale classes, by libusb: bytes are whole input reports, the id in front. */
#pragma once

#include "drivers/transport.h"

G_BEGIN_DECLS

/**
 * guo_usb_hid_transport_new:
 * @rest: "0922:8003", "0922:8003:SERIAL" or "0922:8003@1-2"
 * @address: the whole address
 * @error: return location
 *
 * The interface is found by its report descriptor: usage page 8Ch (scanner) or 8Dh (scale), HID Point of Sale Usage
 * Tables 1.02. The kernel's driver gets it back at the end. The first report of a scale is dropped: it was weighed
 * before anybody listened.
 *
 * Returns: (transfer full): a transport that is not started; %NULL with %GUO_DRIVER_ERROR_BAD_ADDRESS
 */
GuoTransport *guo_usb_hid_transport_new (const gchar *rest, const gchar *address, GError **error);

G_END_DECLS
