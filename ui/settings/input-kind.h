/* How each kind of field is typed or chosen: one row of a table for each kind. Main thread. */
#pragma once

#include "ui/settings/input.h"

G_BEGIN_DECLS

/**
 * GuoInputKind:
 * @make: the widget of an input, connected to guo_settings_input_edited()
 * @focus: (nullable): the part of it that is typed into and has the name; %NULL: itself
 * @state: (transfer full): what it says now, in a form that can be compared
 * @show: shows a value; @row is whose
 */
typedef struct
{
  GtkWidget *(*make)  (GuoSettingsInput *input, GuoDesk *desk, const GuoSetting *setting);
  GtkWidget *(*focus) (GtkWidget *widget);
  gchar     *(*state) (GtkWidget *widget);
  void       (*show)  (GtkWidget *widget, const GuoSetting *setting, json_t *row, json_t *value);
} GuoInputKind;

/**
 * guo_input_kind:
 * @kind: of a field
 *
 * Returns: (transfer none): how it is typed
 */
const GuoInputKind *guo_input_kind (GuoSettingKind kind);

G_END_DECLS
