/* Which cable: the serial ports and USB devices of one kind that are there now, asked again every two seconds, so that
 * one shows by itself when it is plugged in. */
#pragma once

#include <gtk/gtk.h>

#include "ui/desk.h"

G_BEGIN_DECLS

#define GUO_TYPE_PORTS (guo_ports_get_type ())
G_DECLARE_FINAL_TYPE (GuoPorts, guo_ports, GUO, PORTS, GtkWidget)

/* Signals:
 *   "chosen" (): another port, by the person, or because one came or went
 */

/**
 * guo_ports_new:
 * @desk: the desk
 * @kind: of USB devices offered beside serial ports: "scale", "printer", "scanner"
 * @none: what is said while there is none
 *
 * Returns: (transfer floating): it asks while it is shown
 */
GtkWidget *guo_ports_new (GuoDesk *desk, const gchar *kind, const gchar *none);

/**
 * guo_ports_address:
 * @self: the ports
 *
 * Returns: (transfer full) (nullable): "serial:/dev/ttyUSB0", "usb:0922:8003"; %NULL: none, or another one by its name
 */
gchar *guo_ports_address (GuoPorts *self);

/**
 * guo_ports_language:
 * @self: the ports
 *
 * Returns: (transfer none): the language that the printer chosen says it speaks; "" where it says none
 */
const gchar *guo_ports_language (GuoPorts *self);

G_END_DECLS
