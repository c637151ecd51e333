/* The form of one record: fields from a table, what belongs to it below them, and the keys that save and
 * stop it. What was typed stays when the station refuses, and the refusal stands at the field it names.
 * Main thread.
 */
#pragma once

#include "ui/settings/section.h"

G_BEGIN_DECLS

#define GUO_TYPE_SETTINGS_EDITOR (guo_settings_editor_get_type ())
G_DECLARE_FINAL_TYPE (GuoSettingsEditor, guo_settings_editor, GUO, SETTINGS_EDITOR, GtkWidget)

/* Signals:
 *   "saved" (gpointer json_t): the row as the station has it now, borrowed
 *   "left" (): back, without saving
 */

/**
 * guo_settings_editor_new:
 * @desk: the desk
 * @section: what is edited; stays alive
 *
 * Returns: (transfer floating): the form, of a new record
 */
GtkWidget *guo_settings_editor_new (GuoDesk *desk, const GuoSection *section);

/**
 * guo_settings_editor_edit:
 * @self: the form
 * @row: (nullable): the record; %NULL: a new one
 * @parent: id of the record it belongs to, where it belongs to one
 */
void guo_settings_editor_edit (GuoSettingsEditor *self, json_t *row, gint64 parent);

/**
 * guo_settings_editor_is_changed:
 * @self: the form
 *
 * Returns: whether something was typed that is not saved
 */
gboolean guo_settings_editor_is_changed (GuoSettingsEditor *self);

/**
 * guo_settings_editor_save:
 * @self: the form
 */
void guo_settings_editor_save (GuoSettingsEditor *self);

/**
 * guo_settings_editor_stop:
 * @self: the form
 *
 * A record in use is stopped, a stopped one used again. A new one: nothing.
 */
void guo_settings_editor_stop (GuoSettingsEditor *self);

/**
 * guo_settings_editor_discard:
 * @self: the form
 *
 * What was typed is given up: the record as it was.
 */
void guo_settings_editor_discard (GuoSettingsEditor *self);

/**
 * guo_settings_editor_show_back:
 * @self: the form
 * @visible: whether there is a key that leads back
 */
void guo_settings_editor_show_back (GuoSettingsEditor *self, gboolean visible);

G_END_DECLS
