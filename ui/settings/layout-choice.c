#include "ui/settings/layout-choice.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/widgets/choice.h"

#define KNOWN_KEY "guo-layouts"

static void
add (GtkWidget *choice, const gchar *name, const gchar *word)
{
  if (g_hash_table_add (g_object_get_data (G_OBJECT (choice), KNOWN_KEY), g_strdup (name)))
    guo_choice_add (GUO_CHOICE (choice), name, word);
}

/* One of the centre's own in place of a shipped one has its name, and is there already. */
static void
layouts_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  const GuoSetting *setting = data;
  gsize i;
  json_t *row;

  json_array_foreach (guo_row_list (answer, "rows"), i, row)
    if (guo_row_flag (row, "own") && guo_row_flag (row, "active")
        && strcmp (guo_row_text (row, "purpose"), setting->within) == 0)
      add (owner, guo_row_text (row, "name"), guo_row_text (row, "name"));
}

GtkWidget *
guo_layout_choice_new (GuoSettingsInput *input, GuoDesk *desk, const GuoSetting *setting)
{
  GtkWidget *choice = g_object_new (GUO_TYPE_CHOICE, NULL);

  g_object_set_data_full (G_OBJECT (choice), KNOWN_KEY, g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
                          (GDestroyNotify) g_hash_table_unref);
  for (const GuoSettingWord *word = setting->words; word->value != NULL; word++)
    add (choice, word->value, _(word->word));
  guo_desk_send (desk, "GET", "/v1/label-layouts", NULL, choice, layouts_arrived, (gpointer) setting);
  g_signal_connect_object (choice, "chosen", G_CALLBACK (guo_settings_input_edited), input, G_CONNECT_SWAPPED);
  return choice;
}

void
guo_layout_choice_show (GtkWidget *widget, const GuoSetting *setting, json_t *row, json_t *value)
{
  const gchar *name = json_is_string (value) ? json_string_value (value) : setting->words[0].value;

  add (widget, name, name);
  guo_choice_select (GUO_CHOICE (widget), name);
}
