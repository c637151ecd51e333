/* One line of the exception report. */
#pragma once

#include <gtk/gtk.h>
#include <jansson.h>

#include "station/client/format.h"

G_BEGIN_DECLS

/**
 * guo_exception_kind_word:
 * @kind: the station's word
 *
 * Returns: (transfer none): for people
 */
const gchar *guo_exception_kind_word (const gchar *kind);

/**
 * guo_exception_row_new:
 * @row: of /v1/exceptions
 * @unit: what the centre shows
 * @kind_column: keeps the kinds of all rows under each other
 *
 * Returns: (transfer floating): when, what, of which weighing, what it was and is; below it whose, why, by whom
 */
GtkWidget *guo_exception_row_new (json_t *row, GuoMassUnit unit, GtkSizeGroup *kind_column);

G_END_DECLS
