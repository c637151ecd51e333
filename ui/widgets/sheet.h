/* The sheet: short questions, at the right over the side column, never over the weight.
 *
 * One a window. Escape closes it and loses nothing that was recorded; a PIN that is asked over a form, and given up,
 * leaves the form as it was.
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
 * guo_sheet_open_over:
 * @from: any widget of the window
 * @title: what is asked
 * @content: (transfer floating): takes the focus
 *
 * As guo_sheet_open(), but the form that the sheet showed stays under it as it is, and guo_sheet_back() returns to it.
 * One question stands over a form: the next one replaces it.
 */
void guo_sheet_open_over (GtkWidget *from, const gchar *title, GtkWidget *content);

/**
 * guo_sheet_back:
 * @from: any widget of the window
 *
 * What Escape does: back to the form under a question, else closed.
 */
void guo_sheet_back (GtkWidget *from);

/**
 * guo_sheet_close:
 * @from: any widget of the window
 *
 * Closes what is shown, and the form under it.
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
