/* A grade scheme in its editor: the form at left, what would move at right; saved, it is the next version. Main thread. */
#pragma once

#include "ui/desk.h"

G_BEGIN_DECLS

#define GUO_TYPE_SCHEME_EDITOR (guo_scheme_editor_get_type ())
G_DECLARE_FINAL_TYPE (GuoSchemeEditor, guo_scheme_editor, GUO, SCHEME_EDITOR, GtkWidget)

/* Signals:
 *   "left" (): back to the list
 */

/**
 * guo_scheme_editor_new:
 * @desk: the desk
 *
 * Returns: (transfer floating): without a scheme
 */
GtkWidget *guo_scheme_editor_new (GuoDesk *desk);

/**
 * guo_scheme_editor_edit:
 * @self: the editor
 * @row: of /v1/grade-schemes
 */
void guo_scheme_editor_edit (GuoSchemeEditor *self, json_t *row);

/**
 * guo_scheme_editor_is_changed:
 * @self: the editor
 *
 * Returns: whether something was typed that is not saved
 */
gboolean guo_scheme_editor_is_changed (GuoSchemeEditor *self);

/**
 * guo_scheme_editor_discard:
 * @self: the editor
 *
 * What was typed is given up.
 */
void guo_scheme_editor_discard (GuoSchemeEditor *self);

/**
 * guo_scheme_editor_press:
 * @self: the editor
 * @key: as in #GuoPanelInterface
 */
void guo_scheme_editor_press (GuoSchemeEditor *self, const gchar *key);

G_END_DECLS
