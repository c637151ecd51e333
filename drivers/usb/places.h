/* What of USB stands here that a sorting centre uses, as addresses that find it again; by the kernel's files alone,
 * nothing is opened. Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define GUO_USB_PAGE_SCANNER 0x8c /* HID Point of Sale Usage Tables 1.02 */
#define GUO_USB_PAGE_SCALE 0x8d

/**
 * guo_usb_hid_places:
 * @page: usage page of the first collection: %GUO_USB_PAGE_SCALE or %GUO_USB_PAGE_SCANNER
 *
 * Found by the report descriptor. Two alike without serial numbers are told apart by their sockets.
 *
 * Returns: (transfer full): "usb:0922:8003:SERIAL", "usb:0922:8003@1-2"
 */
gchar **guo_usb_hid_places (guint page);

/**
 * guo_usb_printer_places:
 *
 * Returns: (transfer full): as above, of devices with an interface of the printer class
 */
gchar **guo_usb_printer_places (void);

/**
 * guo_usb_printer_id:
 * @address: one of guo_usb_printer_places()
 *
 * Returns: (transfer full) (nullable): its IEEE 1284 id, "MFG:Zebra;CMD:ZPL;…", as the kernel's driver read it; %NULL
 *   where that is not there, or the printer is taken
 */
gchar *guo_usb_printer_id (const gchar *address);

G_END_DECLS
