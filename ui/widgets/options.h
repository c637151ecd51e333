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

G_END_DECLS
