/* The sheet of one weighing: all that the record says, down to the bytes that the scale sent. */
#pragma once

#include <gtk/gtk.h>

#include "ui/desk.h"

G_BEGIN_DECLS

/**
 * guo_weigh_show_detail:
 * @page: the page
 * @desk: the desk
 * @weighing: id
 */
void guo_weigh_show_detail (GtkWidget *page, GuoDesk *desk, gint64 weighing);

G_END_DECLS
