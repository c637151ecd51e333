/* Scans at this screen: from a scanner that types into the window, or from one that the station has; each goes to the
 * place that its meaning says. */
#pragma once

#include <gtk/gtk.h>

#include "ui/desk.h"

G_BEGIN_DECLS

/**
 * guo_scans_follow:
 * @window: the window
 * @desk: the desk
 *
 * Takes scans from here on, for as long as the window lives.
 */
void guo_scans_follow (GtkWidget *window, GuoDesk *desk);

G_END_DECLS
