/* A group of large keys of which one is chosen: plots, varieties, days, classes. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GUO_TYPE_CHOICE (guo_choice_get_type ())
G_DECLARE_FINAL_TYPE (GuoChoice, guo_choice, GUO, CHOICE, GtkWidget)

/* Signals:
 *   "chosen" (): by the person, not by guo_choice_select()
 */

/**
 * guo_choice_clear:
 * @self: the choice
 */
void guo_choice_clear (GuoChoice *self);

/**
 * guo_choice_add:
 * @self: the choice
 * @value: what guo_choice_get() answers
 * @word: what stands on the key
 */
void guo_choice_add (GuoChoice *self, const gchar *value, const gchar *word);

/**
 * guo_choice_set_word:
 * @self: the choice
 * @value: of a key that is there
 * @word: what stands on it from now on
 */
void guo_choice_set_word (GuoChoice *self, const gchar *value, const gchar *word);

/**
 * guo_choice_add_id:
 * @self: the choice
 * @id: as a value
 * @word: what stands on the key
 */
void guo_choice_add_id (GuoChoice *self, gint64 id, const gchar *word);

/**
 * guo_choice_select:
 * @self: the choice
 * @value: (nullable): which; unknown or %NULL: none
 */
void guo_choice_select (GuoChoice *self, const gchar *value);

/**
 * guo_choice_select_id:
 * @self: the choice
 * @id: which
 */
void guo_choice_select_id (GuoChoice *self, gint64 id);

/**
 * guo_choice_step:
 * @self: the choice
 * @by: 1: the next key, -1: the one before; over the end to the other end
 */
void guo_choice_step (GuoChoice *self, gint by);

/**
 * guo_choice_get:
 * @self: the choice
 *
 * Returns: (transfer none) (nullable): the value chosen
 */
const gchar *guo_choice_get (GuoChoice *self);

/**
 * guo_choice_get_id:
 * @self: the choice
 *
 * Returns: the id chosen, 0: none
 */
gint64 guo_choice_get_id (GuoChoice *self);

/**
 * guo_choice_size:
 * @self: the choice
 *
 * Returns: how many keys there are
 */
guint guo_choice_size (GuoChoice *self);

G_END_DECLS
