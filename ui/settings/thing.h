/* A field that holds a row of another list: the grower of a plot. A long list is searched by the station as
 * letters are typed, a short one is asked for whole. Main thread. */
#pragma once

#include "ui/settings/input.h"

G_BEGIN_DECLS

/**
 * guo_thing_new:
 * @input: told when another one is chosen
 * @desk: whom to ask
 * @setting: the list; stays alive
 *
 * Returns: (transfer floating): a #GuoPicker
 */
GtkWidget *guo_thing_new (GuoSettingsInput *input, GuoDesk *desk, const GuoSetting *setting);

/**
 * guo_thing_state:
 * @widget: of guo_thing_new()
 *
 * Returns: (transfer full): the id chosen, "0" for none
 */
gchar *guo_thing_state (GtkWidget *widget);

/**
 * guo_thing_show:
 * @widget: of guo_thing_new()
 * @setting: what it is
 * @row: (nullable): the record, which may say what the one chosen is called
 * @value: (nullable): the id
 */
void guo_thing_show (GtkWidget *widget, const GuoSetting *setting, json_t *row, json_t *value);

G_END_DECLS
