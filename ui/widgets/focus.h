/* Tab at the end of a part of the window. Main thread. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * guo_focus_forget:
 * @within: a widget that holds the focus
 *
 * Nothing within has the focus afterwards, nor is remembered for it: the next Tab begins at the first.
 */
void guo_focus_forget (GtkWidget *within);

G_END_DECLS
