/* One field of a settings form: its label, what it is typed or chosen with, and why it was refused.
 *
 * What can be seen to be wrong without asking the station is refused here; the rest by the station, and
 * shown at the same place. Main thread.
 */
#pragma once

#include "ui/settings/section.h"

G_BEGIN_DECLS

#define GUO_TYPE_SETTINGS_INPUT (guo_settings_input_get_type ())
G_DECLARE_FINAL_TYPE (GuoSettingsInput, guo_settings_input, GUO, SETTINGS_INPUT, GtkWidget)

/* Signals:
 *   "edited" (): by the person
 *   "entered" (): Return
 */

/**
 * guo_settings_input_new:
 * @desk: the desk
 * @setting: what it is; stays alive
 *
 * Returns: (transfer floating): an empty field
 */
GtkWidget *guo_settings_input_new (GuoDesk *desk, const GuoSetting *setting);

/**
 * guo_settings_input_setting:
 * @self: the field
 *
 * Returns: (transfer none): what it is
 */
const GuoSetting *guo_settings_input_setting (GuoSettingsInput *self);

/**
 * guo_settings_input_show:
 * @self: the field
 * @row: (nullable): the row whose value it shows; %NULL: a new one
 */
void guo_settings_input_show (GuoSettingsInput *self, json_t *row);

/**
 * guo_settings_input_is_changed:
 * @self: the field
 *
 * Returns: whether it differs from what was shown
 */
gboolean guo_settings_input_is_changed (GuoSettingsInput *self);

/**
 * guo_settings_input_read:
 * @self: the field
 *
 * A value that cannot be meant is refused at the field, with a sentence.
 *
 * Returns: (transfer full) (nullable): what is sent, JSON null for nothing; %NULL when it was refused
 */
json_t *guo_settings_input_read (GuoSettingsInput *self);

/**
 * guo_settings_input_refuse:
 * @self: the field
 * @reason: (nullable): a sentence below it; %NULL takes it away
 */
void guo_settings_input_refuse (GuoSettingsInput *self, const gchar *reason);

/**
 * guo_settings_input_edited:
 * @self: the field
 *
 * Its widget says that the person changed something.
 */
void guo_settings_input_edited (GuoSettingsInput *self);

/**
 * guo_settings_input_entered:
 * @self: the field
 *
 * Its widget says that Return was pressed.
 */
void guo_settings_input_entered (GuoSettingsInput *self);

G_END_DECLS
