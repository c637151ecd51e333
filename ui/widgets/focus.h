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

/**
 * guo_focus_inner:
 * @widget: a widget that only holds others
 * @direction: Tab or an arrow
 *
 * For #GtkWidgetClass.focus of a widget whose grab_focus chooses one of its children: GTK's own calls that at the end of
 * the way back, and Shift+Tab would never leave.
 *
 * Returns: %FALSE when there is nothing further in this direction
 */
gboolean guo_focus_inner (GtkWidget *widget, GtkDirectionType direction);

G_END_DECLS
