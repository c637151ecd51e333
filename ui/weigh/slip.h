/* The slip of a delivery as it will be on paper, with the keys that print and save it. */
#pragma once

#include <gtk/gtk.h>

#include "ui/desk.h"

G_BEGIN_DECLS

#define GUO_TYPE_SLIP (guo_slip_get_type ())
G_DECLARE_FINAL_TYPE (GuoSlip, guo_slip, GUO, SLIP, GtkWidget)

/**
 * guo_slip_new:
 * @desk: the desk
 * @delivery: id
 * @no: of the delivery, for the file's name
 * @issued: whether it is on record; else it can only be looked at
 *
 * Printing goes through the system's dialog: any printer that it knows, or a file.
 *
 * Returns: (transfer floating): the slip; its picture comes when the station has drawn it
 */
GtkWidget *guo_slip_new (GuoDesk *desk, gint64 delivery, const gchar *no, gboolean issued);

G_END_DECLS
