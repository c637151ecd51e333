/* A label's layout as a field: those that come with the program, and the centre's own of that purpose. Main thread. */
#pragma once

#include "ui/settings/input.h"

G_BEGIN_DECLS

/**
 * guo_layout_choice_new:
 * @input: whose field it is
 * @desk: the desk
 * @setting: what it is
 *
 * The centre's own come as soon as the station answers.
 *
 * Returns: (transfer floating): a #GuoChoice
 */
GtkWidget *guo_layout_choice_new (GuoSettingsInput *input, GuoDesk *desk, const GuoSetting *setting);

/**
 * guo_layout_choice_show:
 * @widget: from guo_layout_choice_new()
 * @setting: what it is
 * @row: (nullable): whose value it is
 * @value: (nullable): the layout's name; one that nobody offers any more gets a key of its own
 */
void guo_layout_choice_show (GtkWidget *widget, const GuoSetting *setting, json_t *row, json_t *value);

G_END_DECLS
