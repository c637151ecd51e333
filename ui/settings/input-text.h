/* Between what stands in a field of the settings and what is sent: one direction each. Pure. */
#pragma once

#include "ui/settings/parse.h"
#include "ui/settings/section.h"

G_BEGIN_DECLS

/**
 * guo_setting_text:
 * @setting: a field that is typed
 * @row: (nullable): its row
 * @value: (nullable): its value
 *
 * Returns: (transfer full): how it is shown; "" for nothing
 */
gchar *guo_setting_text (const GuoSetting *setting, json_t *row, json_t *value);

/**
 * guo_setting_value:
 * @setting: any field but a list
 * @text: what stands there, or the word or id chosen
 * @today: "2026-07-16", gives a day its year
 * @reason: (out): a sentence, when it was refused
 *
 * Returns: (transfer full) (nullable): what is sent; JSON null for nothing; %NULL when it cannot be meant
 */
json_t *guo_setting_value (const GuoSetting *setting, const gchar *text, const gchar *today, const gchar **reason);

G_END_DECLS
