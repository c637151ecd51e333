/* Tooltips that are as wide as their text: a line of Chinese may break after each character, and GTK 4.8 makes a column
 * of it. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * guo_tip_set:
 * @widget: what the pointer rests on
 * @text: what is said then
 */
void guo_tip_set (GtkWidget *widget, const gchar *text);

/**
 * guo_tip_when_cut:
 * @widget: what the pointer rests on
 * @label: inside it, or itself: its whole text is said while it is cut
 */
void guo_tip_when_cut (GtkWidget *widget, GtkLabel *label);

G_END_DECLS
