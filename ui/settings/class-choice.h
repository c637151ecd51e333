/* A class of fruit as a field: those of the house, and those of the grade schemes in use. Main thread. */
#pragma once

#include "ui/settings/input.h"

G_BEGIN_DECLS

/**
 * guo_class_choice_new:
 * @input: whose field it is
 * @desk: the desk
 * @setting: what it is
 *
 * The classes of the schemes come as soon as the station answers.
 *
 * Returns: (transfer floating): a #GuoChoice
 */
GtkWidget *guo_class_choice_new (GuoSettingsInput *input, GuoDesk *desk, const GuoSetting *setting);

/**
 * guo_class_choice_show:
 * @widget: from guo_class_choice_new()
 * @setting: what it is
 * @row: (nullable): whose value it is
 * @value: (nullable): the class; one that nobody offers any more gets a key of its own
 */
void guo_class_choice_show (GtkWidget *widget, const GuoSetting *setting, json_t *row, json_t *value);

G_END_DECLS
