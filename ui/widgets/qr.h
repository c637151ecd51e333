/* Draws a QR symbol that the station made: black on white in every set of colours, with its quiet zone. */
#pragma once

#include <gtk/gtk.h>
#include <jansson.h>

G_BEGIN_DECLS

/**
 * guo_qr_area_new:
 * @rows: array of texts of "1" and "0", one a line of modules; kept
 * @name: what it is, for a screen reader
 *
 * Returns: (transfer floating): the drawing, in whole pixels a module
 */
GtkWidget *guo_qr_area_new (json_t *rows, const gchar *name);

G_END_DECLS
