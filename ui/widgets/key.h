/* A key of a station page: a word, and below it the name of the key on the keyboard.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GUO_TYPE_KEY (guo_key_get_type ())
G_DECLARE_FINAL_TYPE (GuoKey, guo_key, GUO, KEY, GtkButton)

/* Properties: "word" (string), "key-name" (string, may be empty), "ignores-return" (boolean): a main
 * Return does not press it, for a page's one key: scanners that act as keyboards end with Return; "horizontal" (boolean): the
 * key's name stands beside the word. */

/**
 * guo_key_new:
 * @word: what it does
 * @key_name: (nullable): the key that does the same
 *
 * Returns: (transfer floating): the key
 */
GtkWidget *guo_key_new (const gchar *word, const gchar *key_name);

/**
 * guo_key_set_word:
 * @self: the key
 * @word: what it does now
 */
void guo_key_set_word (GuoKey *self, const gchar *word);

/**
 * guo_key_set_key_name:
 * @self: the key
 * @key_name: (nullable): the key that does the same
 */
void guo_key_set_key_name (GuoKey *self, const gchar *key_name);

/**
 * guo_key_fold_key_name:
 * @self: a key
 * @chars: most in a line
 *
 * What stands below the word takes two lines rather than a wider key.
 */
void guo_key_fold_key_name (GuoKey *self, gint chars);

/**
 * guo_key_show_key_name:
 * @self: the key
 * @show: whether the key's name is shown, where it has one; it gives way first on a narrow screen
 */
void guo_key_show_key_name (GuoKey *self, gboolean show);

G_END_DECLS
