/* The sheet: short questions, at the right over the side column, never over the weight.
 *
 * One a window. Escape closes it and loses nothing that was recorded.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GUO_TYPE_SHEET (guo_sheet_get_type ())
G_DECLARE_FINAL_TYPE (GuoSheet, guo_sheet, GUO, SHEET, GtkWidget)

/* Signals:
 *   "closed" ()
 */

/**
 * guo_sheet_open:
 * @from: any widget of the window
 * @title: what is asked
 * @content: (transfer floating): takes the focus
 *
 * Replaces what the sheet showed before.
 */
void guo_sheet_open (GtkWidget *from, const gchar *title, GtkWidget *content);

/**
 * guo_sheet_close:
 * @from: any widget of the window
 */
void guo_sheet_close (GtkWidget *from);

/**
 * guo_sheet_content:
 * @from: any widget of the window
 *
 * Returns: (transfer none) (nullable): what is shown now
 */
GtkWidget *guo_sheet_content (GtkWidget *from);

G_END_DECLS
