/* The preview of an import: the rows as they would be, and what is wrong with which line. */
#pragma once

#include <gtk/gtk.h>
#include <jansson.h>

G_BEGIN_DECLS

/**
 * guo_preview_new:
 * @answer: {columns, total, rows, errors} of a rehearsed import
 *
 * Returns: (transfer floating): errors first, then a table of the first rows
 */
GtkWidget *guo_preview_new (json_t *answer);

/**
 * guo_preview_error_text:
 * @error: {line, column, reason}; column is a name, a number, or absent
 *
 * Returns: (transfer full): "Line 5, area_mu: not a number of mu"
 */
gchar *guo_preview_error_text (json_t *error);

G_END_DECLS
