/* What panels and lists of the settings are built of: sentences that wrap, rows of a few lines with a key. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * guo_sentence_new:
 * @text: (nullable): what is said
 * @style: CSS class: "dim", "why", "form-head" …
 *
 * Returns: (transfer floating): a label that wraps
 */
GtkWidget *guo_sentence_new (const gchar *text, const gchar *style);

/**
 * guo_line_row_new:
 * @title: what the row is called
 * @style: CSS class of the title
 *
 * Returns: (transfer floating): a row with its title
 */
GtkWidget *guo_line_row_new (const gchar *title, const gchar *style);

/**
 * guo_line_row_say:
 * @row: a row
 * @text: a line below those it has; "": none
 * @style: CSS class of it
 */
void guo_line_row_say (GtkWidget *row, const gchar *text, const gchar *style);

/**
 * guo_line_row_key:
 * @row: a row
 * @word: on the key at its end
 * @name: what the key does to this row, for a screen reader
 *
 * Returns: (transfer none): the key
 */
GtkWidget *guo_line_row_key (GtkWidget *row, const gchar *word, const gchar *name);

/**
 * guo_box_empty:
 * @box: a box
 *
 * Takes all its children away.
 */
void guo_box_empty (GtkBox *box);

G_END_DECLS
