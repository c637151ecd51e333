/* Devices: scales and printers, what they send, and adding one.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Implements #GuoPage. */
#define GUO_TYPE_DEVICES_PAGE (guo_devices_page_get_type ())
G_DECLARE_FINAL_TYPE (GuoDevicesPage, guo_devices_page, GUO, DEVICES_PAGE, GtkWidget)

G_END_DECLS
