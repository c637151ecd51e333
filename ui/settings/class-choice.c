#include "ui/settings/class-choice.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/widgets/choice.h"

#define KNOWN_KEY "guo-classes"

static const GuoSettingWord house_classes[] = {
  { "special", N_("Special class") }, { "first", N_("First class") },
  { "second", N_("Second class") },   { "third", N_("Third class") },
  { "below", N_("Below grade") },     { NULL, NULL },
};

static void
add (GtkWidget *choice, const gchar *key, const gchar *word)
{
  if (*key != '\0' && g_hash_table_add (g_object_get_data (G_OBJECT (choice), KNOWN_KEY), g_strdup (key)))
    guo_choice_add (GUO_CHOICE (choice), key, word);
}

/* As results name it: by its code, else its Chinese, else its English name. */
static void
add_class (GtkWidget *choice, json_t *row)
{
  const gchar *zh = guo_row_text (row, "name_zh"), *en = guo_row_text (row, "name_en"), *code = guo_row_text (row, "code");
  const gchar *key = *code != '\0' ? code : *zh != '\0' ? zh : en;
  gboolean chinese = g_str_has_prefix (g_get_language_names ()[0], "zh");

  add (choice, key, chinese || *en == '\0' ? key : en);
}

static void
schemes_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  gsize i, at;
  json_t *scheme, *row;

  json_array_foreach (guo_row_list (answer, "rows"), i, scheme)
    {
      json_auto_t *file = json_loads (guo_row_text (scheme, "file"), 0, NULL);

      if (guo_row_flag (scheme, "active"))
        json_array_foreach (guo_row_list (file, "classes"), at, row)
          add_class (owner, row);
    }
}

GtkWidget *
guo_class_choice_new (GuoSettingsInput *input, GuoDesk *desk, const GuoSetting *setting)
{
  GtkWidget *choice = g_object_new (GUO_TYPE_CHOICE, NULL);

  g_object_set_data_full (G_OBJECT (choice), KNOWN_KEY, g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
                          (GDestroyNotify) g_hash_table_unref);
  for (const GuoSettingWord *word = house_classes; word->value != NULL; word++)
    add (choice, word->value, _(word->word));
  guo_desk_send (desk, "GET", "/v1/grade-schemes", NULL, choice, schemes_arrived, NULL);
  g_signal_connect_object (choice, "chosen", G_CALLBACK (guo_settings_input_edited), input, G_CONNECT_SWAPPED);
  return choice;
}

void
guo_class_choice_show (GtkWidget *widget, const GuoSetting *setting, json_t *row, json_t *value)
{
  const gchar *key = json_is_string (value) ? json_string_value (value) : house_classes[1].value;

  add (widget, key, key);
  guo_choice_select (GUO_CHOICE (widget), key);
}
