/* Hatching: what is taken out, told apart without colour. Shared by the bar and the histogram. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * guo_hatch:
 * @widget: whose colours are used
 * @snapshot: of it
 * @ink: name of a colour
 * @box: filled with strokes that rise to the right
 */
void guo_hatch (GtkWidget *widget, GtkSnapshot *snapshot, const gchar *ink, const graphene_rect_t *box);

G_END_DECLS
