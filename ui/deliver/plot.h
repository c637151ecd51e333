/* A plot that is not in the list yet. */
#pragma once

#include <gtk/gtk.h>

#include "ui/desk.h"

G_BEGIN_DECLS

/**
 * guo_plot_ask:
 * @page: who asks
 * @desk: the desk
 * @grower: whose plot
 * @done: told with the plot's row and @page as owner; a refusal was said before
 *
 * Opens the sheet: name and area. A supervisor's PIN is asked for where none is logged in.
 */
void guo_plot_ask (GtkWidget *page, GuoDesk *desk, gint64 grower, GuoAnswer done);

G_END_DECLS
