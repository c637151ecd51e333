/* A short list of answers, each one key: touched, or chosen by its digit. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GUO_TYPE_OPTIONS (guo_options_get_type ())
G_DECLARE_FINAL_TYPE (GuoOptions, guo_options, GUO, OPTIONS, GtkWidget)

/* Signals:
 *   "chosen" (const gchar *value)
 */

/**
 * guo_options_new:
 * @question: (nullable): a sentence above the answers
 *
 * Returns: (transfer floating): no answers yet
 */
GtkWidget *guo_options_new (const gchar *question);

/**
 * guo_options_add:
 * @self: the options
 * @value: what "chosen" tells
 * @word: the answer
 */
void guo_options_add (GuoOptions *self, const gchar *value, const gchar *word);

/**
 * guo_options_add_detail:
 * @self: the options
 * @value: what "chosen" tells
 * @word: the answer
 * @detail: (nullable): smaller, below it
 */
void guo_options_add_detail (GuoOptions *self, const gchar *value, const gchar *word,
                             const gchar *detail);

/**
 * guo_options_set_columns:
 * @self: options without answers yet
 * @columns: answers in a row; 1 to begin with
 */
void guo_options_set_columns (GuoOptions *self, gint columns);

/**
 * guo_options_add_widget:
 * @self: the options
 * @widget: (transfer floating): shown below the answers
 */
void guo_options_add_widget (GuoOptions *self, GtkWidget *widget);

G_END_DECLS
