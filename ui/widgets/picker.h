/* One row of a long list, found by its name or the initials of its pinyin: a key that shows the row
 * chosen and opens a small list with a search field. */
#pragma once

#include <gtk/gtk.h>
#include <jansson.h>

G_BEGIN_DECLS

#define GUO_TYPE_PICKER (guo_picker_get_type ())
G_DECLARE_FINAL_TYPE (GuoPicker, guo_picker, GUO, PICKER, GtkWidget)

#define GUO_PICKER_ROWS 60 /* shown at most; with one more it says that there are more */

/* Signals:
 *   "opened" (): the list is shown, or letters were typed where the owner searches: guo_picker_set_rows()
 *   "chosen" (): by the person, not by guo_picker_select()
 */

/**
 * guo_picker_new:
 * @name: what is chosen, for a screen reader
 * @may_be_none: whether nothing may be chosen
 *
 * Returns: (transfer floating): a picker without rows
 */
GtkWidget *guo_picker_new (const gchar *name, gboolean may_be_none);

/**
 * guo_picker_set_none:
 * @self: a picker where nothing may be chosen
 * @word: what stands on the key then, "Village"
 * @row: what the row says that chooses nothing, "All"
 */
void guo_picker_set_none (GuoPicker *self, const gchar *word, const gchar *row);

/**
 * guo_picker_set_searched:
 * @self: a picker
 *
 * Its rows are too many to be had whole: the owner finds those for guo_picker_letters() at each "opened".
 */
void guo_picker_set_searched (GuoPicker *self);

/**
 * guo_picker_letters:
 * @self: a picker
 *
 * Returns: (transfer none): what was typed to find a row
 */
const gchar *guo_picker_letters (GuoPicker *self);

/**
 * guo_picker_set_rows:
 * @self: the picker
 * @rows: (nullable): array of {id, name, initials?, cooperative_name?, grower_name?}; kept
 *
 * The choice stays, whether or not it is among them.
 */
void guo_picker_set_rows (GuoPicker *self, json_t *rows);

/**
 * guo_picker_select:
 * @self: the picker
 * @id: which; 0: none
 * @word: (nullable): what it is called, when its row may not be there
 */
void guo_picker_select (GuoPicker *self, gint64 id, const gchar *word);

/**
 * guo_picker_get:
 * @self: the picker
 *
 * Returns: the id chosen, 0: none
 */
gint64 guo_picker_get (GuoPicker *self);

/**
 * guo_picker_matches:
 * @row: {name, name_en?, initials?, code?}
 * @letters: what was typed
 *
 * Returns: whether the row's name, English name, code or pinyin initials hold @letters, in either case
 */
gboolean guo_picker_matches (json_t *row, const gchar *letters);

G_END_DECLS
