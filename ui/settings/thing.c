#include "ui/settings/thing.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/widgets/picker.h"

#define DESK_KEY "guo-desk"
#define SETTING_KEY "guo-setting"

static const GuoSetting *
setting_of (GtkWidget *picker)
{
  return g_object_get_data (G_OBJECT (picker), SETTING_KEY);
}

static gboolean
is_searched (GtkWidget *picker)
{
  return (setting_of (picker)->flags & GUO_SETTING_SEARCHED) != 0;
}

static json_t *
rows_within (json_t *rows, const gchar *within)
{
  json_t *all = json_array ();
  gsize i;
  json_t *row;

  json_array_foreach (rows, i, row)
    json_array_extend (all, guo_row_list (row, within));
  return all;
}

/* An answer to letters that have changed since is no answer. */
static void
rows_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoPicker *picker = owner;
  const gchar *within = setting_of (owner)->within;
  json_auto_t *inner = NULL;

  if (answer == NULL
      || (is_searched (owner) && GPOINTER_TO_UINT (data) != g_str_hash (guo_picker_letters (picker))))
    return;
  if (within != NULL)
    inner = rows_within (guo_row_list (answer, "rows"), within);
  guo_picker_set_rows (picker, inner != NULL ? inner : guo_row_list (answer, "rows"));
}

static void
ask_rows (GtkWidget *picker)
{
  const GuoSetting *setting = setting_of (picker);
  const gchar *letters = guo_picker_letters (GUO_PICKER (picker));
  g_autofree gchar *escaped = g_uri_escape_string (letters, NULL, FALSE);
  g_autofree gchar *path = g_strdup (setting->list);

  if (is_searched (picker))
    {
      g_free (path);
      path = g_strdup_printf ("%s%climit=%d&q=%s", setting->list, strchr (setting->list, '?') != NULL ? '&' : '?',
                              GUO_PICKER_ROWS + 1, escaped);
    }
  guo_desk_send (g_object_get_data (G_OBJECT (picker), DESK_KEY), "GET", path, NULL, picker, rows_arrived,
                 GUINT_TO_POINTER (g_str_hash (letters)));
}

GtkWidget *
guo_thing_new (GuoSettingsInput *input, GuoDesk *desk, const GuoSetting *setting)
{
  gboolean needed = (setting->flags & GUO_SETTING_NEEDED) != 0;
  GtkWidget *picker = guo_picker_new (_(setting->label), !needed);

  g_object_set_data_full (G_OBJECT (picker), DESK_KEY, g_object_ref (desk), g_object_unref);
  g_object_set_data (G_OBJECT (picker), SETTING_KEY, (gpointer) setting);
  if (is_searched (picker))
    guo_picker_set_searched (GUO_PICKER (picker));
  g_signal_connect (picker, "opened", G_CALLBACK (ask_rows), NULL);
  g_signal_connect_object (picker, "chosen", G_CALLBACK (guo_settings_input_edited), input, G_CONNECT_SWAPPED);
  return picker;
}

gchar *
guo_thing_state (GtkWidget *widget)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, guo_picker_get (GUO_PICKER (widget)));
}

void
guo_thing_show (GtkWidget *widget, const GuoSetting *setting, json_t *row, json_t *value)
{
  g_autofree gchar *name = g_strconcat (setting->key, "_name", NULL);

  guo_picker_select (GUO_PICKER (widget), json_integer_value (value), guo_row_text (row, name));
  if (json_is_integer (value) && !guo_row_has (row, name))
    ask_rows (widget);
}
