/* What just appeared in a scrolled form is brought in sight. Main thread. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * guo_bring_in_sight:
 * @widget: in a scrolled window, or in none
 *
 * Scrolls as little as it takes, once what changed has its place.
 */
void guo_bring_in_sight (GtkWidget *widget);

G_END_DECLS
