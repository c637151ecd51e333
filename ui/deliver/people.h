/* Who delivers: growers and cooperatives as six large keys, found by typed initials.
 *
 * No text field has the focus, so no input method comes between; digits choose. Nothing typed: who was
 * here last.
 */
#pragma once

#include <gtk/gtk.h>
#include <jansson.h>

#include "ui/desk.h"

G_BEGIN_DECLS

#define GUO_TYPE_PEOPLE (guo_people_get_type ())
G_DECLARE_FINAL_TYPE (GuoPeople, guo_people, GUO, PEOPLE, GtkWidget)

/* Signals; rows are borrowed:
 *   "chosen" (gpointer json_t): {id, name, kind, cooperative, cooperative_name}
 *   "marked" (): guo_people_marked() changed
 */

/**
 * guo_people_set_desk:
 * @self: the keys
 * @desk: whose people
 */
void guo_people_set_desk (GuoPeople *self, GuoDesk *desk);

/**
 * guo_people_reload:
 * @self: the keys
 *
 * Asks for what is shown now anew.
 */
void guo_people_reload (GuoPeople *self);

/**
 * guo_people_begin:
 * @self: the keys
 *
 * Nothing is typed any more: who was here last.
 */
void guo_people_begin (GuoPeople *self);

/**
 * guo_people_type:
 * @self: the keys
 * @keyval: a key of the keyboard
 *
 * A letter or a character looks for a name; Backspace takes one back; a digit chooses.
 *
 * Returns: whether it meant something here
 */
gboolean guo_people_type (GuoPeople *self, guint keyval);

/**
 * guo_people_choose_marked:
 * @self: the keys
 *
 * Chooses the first of those found; nothing typed: nobody.
 *
 * Returns: whether there was one
 */
gboolean guo_people_choose_marked (GuoPeople *self);

/**
 * guo_people_marked:
 * @self: the keys
 *
 * Returns: (transfer none) (nullable): who would be chosen by the page's one key
 */
json_t *guo_people_marked (GuoPeople *self);

G_END_DECLS
