#include "ui/settings/input-kind.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/settings/certificates.h"
#include "ui/settings/class-choice.h"
#include "ui/settings/input-text.h"
#include "ui/settings/layout-choice.h"
#include "ui/settings/picture.h"
#include "ui/settings/thing.h"
#include "ui/widgets/choice.h"

#define STORY_PX 132

/* An entry */

static GtkWidget *
make_entry (GuoSettingsInput *input, GuoDesk *desk, const GuoSetting *setting)
{
  GtkWidget *entry = gtk_entry_new ();
  GuoSettingKind kind = setting->kind;

  if (kind == GUO_SETTING_PIN)
    gtk_entry_set_visibility (GTK_ENTRY (entry), FALSE);
  gtk_entry_set_input_purpose (GTK_ENTRY (entry), kind == GUO_SETTING_PIN    ? GTK_INPUT_PURPOSE_PIN
                                                  : kind == GUO_SETTING_TEXT ? GTK_INPUT_PURPOSE_FREE_FORM
                                                                             : GTK_INPUT_PURPOSE_NUMBER);
  if (kind == GUO_SETTING_DAY)
    gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _("2026-07-01"));
  g_signal_connect_object (entry, "changed", G_CALLBACK (guo_settings_input_edited), input, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "activate", G_CALLBACK (guo_settings_input_entered), input, G_CONNECT_SWAPPED);
  return entry;
}

static gchar *
entry_state (GtkWidget *widget)
{
  return guo_parse_fold (gtk_editable_get_text (GTK_EDITABLE (widget)));
}

static void
show_entry (GtkWidget *widget, const GuoSetting *setting, json_t *row, json_t *value)
{
  g_autofree gchar *text = guo_setting_text (setting, row, value);

  gtk_editable_set_text (GTK_EDITABLE (widget), text);
}

/* Several lines */

static GtkWidget *
make_story (GuoSettingsInput *input, GuoDesk *desk, const GuoSetting *setting)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *view = gtk_text_view_new ();

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_widget_set_size_request (scrolled, -1, STORY_PX);
  gtk_widget_add_css_class (scrolled, "story");
  g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "changed",
                           G_CALLBACK (guo_settings_input_edited), input, G_CONNECT_SWAPPED);
  return scrolled;
}

static GtkWidget *
story_view (GtkWidget *widget)
{
  return gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (widget));
}

static gchar *
story_state (GtkWidget *widget)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (story_view (widget)));
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
show_story (GtkWidget *widget, const GuoSetting *setting, json_t *row, json_t *value)
{
  const gchar *text = json_is_string (value) ? json_string_value (value) : "";

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (story_view (widget))), text, -1);
}

/* One of a few words */

static GtkWidget *
make_choice (GuoSettingsInput *input, GuoDesk *desk, const GuoSetting *setting)
{
  GuoChoice *choice = g_object_new (GUO_TYPE_CHOICE, NULL);

  if (setting->kind == GUO_SETTING_YES_NO)
    {
      guo_choice_add (choice, "yes", _("Yes"));
      guo_choice_add (choice, "no", _("No"));
    }
  else
    for (const GuoSettingWord *word = setting->words; word->value != NULL; word++)
      guo_choice_add (choice, word->value, _(word->word));
  g_signal_connect_object (choice, "chosen", G_CALLBACK (guo_settings_input_edited), input, G_CONNECT_SWAPPED);
  return GTK_WIDGET (choice);
}

static gchar *
choice_state (GtkWidget *widget)
{
  return g_strdup (guo_choice_get (GUO_CHOICE (widget)));
}

static void
show_choice (GtkWidget *widget, const GuoSetting *setting, json_t *row, json_t *value)
{
  const gchar *word = setting->kind == GUO_SETTING_YES_NO ? (json_is_true (value) ? "yes" : "no")
                      : json_is_string (value)            ? json_string_value (value)
                                                          : setting->words[0].value;

  guo_choice_select (GUO_CHOICE (widget), word);
  if (guo_choice_get (GUO_CHOICE (widget)) == NULL && *word != '\0') /* set by somebody else: it stays as it is */
    {
      guo_choice_add (GUO_CHOICE (widget), word, word);
      guo_choice_select (GUO_CHOICE (widget), word);
    }
}

/* A picture, a list of certificates */

static GtkWidget *
make_picture (GuoSettingsInput *input, GuoDesk *desk, const GuoSetting *setting)
{
  GtkWidget *picture = guo_settings_picture_new (desk);

  g_signal_connect_object (picture, "edited", G_CALLBACK (guo_settings_input_edited), input, G_CONNECT_SWAPPED);
  return picture;
}

static gchar *
picture_state (GtkWidget *widget)
{
  return g_strdup (guo_settings_picture_get (GUO_SETTINGS_PICTURE (widget)));
}

static void
show_picture (GtkWidget *widget, const GuoSetting *setting, json_t *row, json_t *value)
{
  guo_settings_picture_show (GUO_SETTINGS_PICTURE (widget), json_string_value (value));
}

static GtkWidget *
make_certificates (GuoSettingsInput *input, GuoDesk *desk, const GuoSetting *setting)
{
  GtkWidget *certificates = guo_certificates_new (desk);

  g_signal_connect_object (certificates, "edited", G_CALLBACK (guo_settings_input_edited), input, G_CONNECT_SWAPPED);
  return certificates;
}

static gchar *
certificates_state (GtkWidget *widget)
{
  return json_dumps (guo_certificates_get (GUO_CERTIFICATES (widget)), JSON_COMPACT | JSON_SORT_KEYS);
}

static void
show_certificates (GtkWidget *widget, const GuoSetting *setting, json_t *row, json_t *value)
{
  guo_certificates_show (GUO_CERTIFICATES (widget), value);
}

const GuoInputKind *
guo_input_kind (GuoSettingKind kind)
{
  static const GuoInputKind entry = { make_entry, NULL, entry_state, show_entry };
  static const GuoInputKind story = { make_story, story_view, story_state, show_story };
  static const GuoInputKind choice = { make_choice, NULL, choice_state, show_choice };
  static const GuoInputKind fruit_class = { guo_class_choice_new, NULL, choice_state, guo_class_choice_show };
  static const GuoInputKind layout = { guo_layout_choice_new, NULL, choice_state, guo_layout_choice_show };
  static const GuoInputKind thing = { guo_thing_new, NULL, guo_thing_state, guo_thing_show };
  static const GuoInputKind picture = { make_picture, NULL, picture_state, show_picture };
  static const GuoInputKind certificates = { make_certificates, NULL, certificates_state, show_certificates };

  switch ((gint) kind)
    {
    case GUO_SETTING_LONG:
      return &story;
    case GUO_SETTING_WORD:
    case GUO_SETTING_YES_NO:
      return &choice;
    case GUO_SETTING_CLASS:
      return &fruit_class;
    case GUO_SETTING_LAYOUT:
      return &layout;
    case GUO_SETTING_THING:
      return &thing;
    case GUO_SETTING_PICTURE:
      return &picture;
    case GUO_SETTING_CERTIFICATES:
      return &certificates;
    default:
      return &entry;
    }
}
