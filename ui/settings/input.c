#include "ui/settings/input.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/settings/certificates.h"
#include "ui/settings/input-text.h"
#include "ui/settings/picture.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/picker.h"

#define STORY_PX 132

struct _GuoSettingsInput
{
  GtkWidget         parent_instance;

  const GuoSetting *setting;
  GuoDesk          *desk;
  GtkWidget        *box;
  GtkWidget        *input;
  GtkLabel         *refusal;
  gchar            *before;     /* state when it was shown */
  gboolean          silent;
};

G_DEFINE_FINAL_TYPE (GuoSettingsInput, guo_settings_input, GTK_TYPE_WIDGET)

static guint edited_signal, entered_signal;

static void
edited (GuoSettingsInput *self)
{
  if (self->silent)
    return;
  guo_settings_input_refuse (self, NULL);
  g_signal_emit (self, edited_signal, 0);
}

static void
entered (GuoSettingsInput *self)
{
  g_signal_emit (self, entered_signal, 0);
}

/* How each kind is typed or chosen. */

static GtkWidget *
make_entry (GuoSettingsInput *self)
{
  GtkWidget *entry = gtk_entry_new ();
  GuoSettingKind kind = self->setting->kind;

  if (kind == GUO_SETTING_PIN)
    gtk_entry_set_visibility (GTK_ENTRY (entry), FALSE);
  gtk_entry_set_input_purpose (GTK_ENTRY (entry), kind == GUO_SETTING_PIN    ? GTK_INPUT_PURPOSE_PIN
                                                  : kind == GUO_SETTING_TEXT ? GTK_INPUT_PURPOSE_FREE_FORM
                                                                             : GTK_INPUT_PURPOSE_NUMBER);
  if (kind == GUO_SETTING_DAY)
    gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _("2026-07-01"));
  g_signal_connect_object (entry, "changed", G_CALLBACK (edited), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "activate", G_CALLBACK (entered), self, G_CONNECT_SWAPPED);
  return entry;
}

static GtkWidget *
make_story (GuoSettingsInput *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *view = gtk_text_view_new ();

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_widget_set_size_request (scrolled, -1, STORY_PX);
  gtk_widget_add_css_class (scrolled, "story");
  g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "changed", G_CALLBACK (edited), self,
                           G_CONNECT_SWAPPED);
  return scrolled;
}

static GtkWidget *
make_choice (GuoSettingsInput *self)
{
  GuoChoice *choice = g_object_new (GUO_TYPE_CHOICE, NULL);

  if (self->setting->kind == GUO_SETTING_YES_NO)
    {
      guo_choice_add (choice, "yes", _("Yes"));
      guo_choice_add (choice, "no", _("No"));
    }
  else
    for (const GuoSettingWord *word = self->setting->words; word->value != NULL; word++)
      guo_choice_add (choice, word->value, _(word->word));
  g_signal_connect_object (choice, "chosen", G_CALLBACK (edited), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (choice);
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

static void
rows_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoSettingsInput *self = owner;
  json_auto_t *inner = NULL;

  if (answer == NULL)
    return;
  if (self->setting->within != NULL)
    inner = rows_within (guo_row_list (answer, "rows"), self->setting->within);
  guo_picker_set_rows (GUO_PICKER (self->input), inner != NULL ? inner : guo_row_list (answer, "rows"));
}

static void
ask_rows (GuoSettingsInput *self)
{
  guo_desk_send (self->desk, "GET", self->setting->list, NULL, self, rows_arrived, NULL);
}

static GtkWidget *
make_picker (GuoSettingsInput *self)
{
  gboolean needed = (self->setting->flags & GUO_SETTING_NEEDED) != 0;
  GtkWidget *picker = guo_picker_new (_(self->setting->label), !needed);

  g_signal_connect_object (picker, "opened", G_CALLBACK (ask_rows), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (picker, "chosen", G_CALLBACK (edited), self, G_CONNECT_SWAPPED);
  return picker;
}

static GtkWidget *
make_picture (GuoSettingsInput *self)
{
  GtkWidget *picture = guo_settings_picture_new (self->desk);

  g_signal_connect_object (picture, "edited", G_CALLBACK (edited), self, G_CONNECT_SWAPPED);
  return picture;
}

static GtkWidget *
make_certificates (GuoSettingsInput *self)
{
  GtkWidget *certificates = guo_certificates_new (self->desk);

  g_signal_connect_object (certificates, "edited", G_CALLBACK (edited), self, G_CONNECT_SWAPPED);
  return certificates;
}

static GtkWidget *
make_input (GuoSettingsInput *self)
{
  switch ((gint) self->setting->kind)
    {
    case GUO_SETTING_LONG:
      return make_story (self);
    case GUO_SETTING_WORD:
    case GUO_SETTING_YES_NO:
      return make_choice (self);
    case GUO_SETTING_THING:
      return make_picker (self);
    case GUO_SETTING_PICTURE:
      return make_picture (self);
    case GUO_SETTING_CERTIFICATES:
      return make_certificates (self);
    default:
      return make_entry (self);
    }
}

/* What it says now, in a form that can be compared. */

static gchar *
story_text (GuoSettingsInput *self)
{
  GtkTextBuffer *buffer =
    gtk_text_view_get_buffer (GTK_TEXT_VIEW (gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (self->input))));
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static gchar *
state_of (GuoSettingsInput *self)
{
  switch ((gint) self->setting->kind)
    {
    case GUO_SETTING_LONG:
      return story_text (self);
    case GUO_SETTING_WORD:
    case GUO_SETTING_YES_NO:
      return g_strdup (guo_choice_get (GUO_CHOICE (self->input)));
    case GUO_SETTING_THING:
      return g_strdup_printf ("%" G_GINT64_FORMAT, guo_picker_get (GUO_PICKER (self->input)));
    case GUO_SETTING_PICTURE:
      return g_strdup (guo_settings_picture_get (GUO_SETTINGS_PICTURE (self->input)));
    case GUO_SETTING_CERTIFICATES:
      return json_dumps (guo_certificates_get (GUO_CERTIFICATES (self->input)), JSON_COMPACT | JSON_SORT_KEYS);
    default:
      return guo_parse_fold (gtk_editable_get_text (GTK_EDITABLE (self->input)));
    }
}

/* What it shows. */

static json_t *
member_of (json_t *row, const gchar *key)
{
  g_auto(GStrv) parts = g_strsplit (key, ".", 2);

  row = json_object_get (row, parts[0]);
  return parts[1] != NULL ? json_object_get (row, parts[1]) : row;
}

static void
show_story (GuoSettingsInput *self, json_t *value)
{
  GtkTextView *view = GTK_TEXT_VIEW (gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (self->input)));

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (view), json_is_string (value) ? json_string_value (value) : "",
                            -1);
}

static void
show_choice (GuoSettingsInput *self, json_t *row, json_t *value)
{
  if (self->setting->kind == GUO_SETTING_YES_NO)
    guo_choice_select (GUO_CHOICE (self->input), json_is_true (value) ? "yes" : "no");
  else if (json_is_string (value))
    guo_choice_select (GUO_CHOICE (self->input), json_string_value (value));
  else
    guo_choice_select (GUO_CHOICE (self->input), self->setting->words[0].value);
}

static void
show_thing (GuoSettingsInput *self, json_t *row, json_t *value)
{
  g_autofree gchar *name = g_strconcat (self->setting->key, "_name", NULL);

  guo_picker_select (GUO_PICKER (self->input), json_integer_value (value), guo_row_text (row, name));
  if (json_is_integer (value) && !guo_row_has (row, name))
    ask_rows (self);
}

static void
show_value (GuoSettingsInput *self, json_t *row, json_t *value)
{
  g_autofree gchar *text = NULL;

  switch ((gint) self->setting->kind)
    {
    case GUO_SETTING_LONG:
      show_story (self, value);
      break;
    case GUO_SETTING_WORD:
    case GUO_SETTING_YES_NO:
      show_choice (self, row, value);
      break;
    case GUO_SETTING_THING:
      show_thing (self, row, value);
      break;
    case GUO_SETTING_PICTURE:
      guo_settings_picture_show (GUO_SETTINGS_PICTURE (self->input), json_string_value (value));
      break;
    case GUO_SETTING_CERTIFICATES:
      guo_certificates_show (GUO_CERTIFICATES (self->input), value);
      break;
    default:
      text = guo_setting_text (self->setting, row, value);
      gtk_editable_set_text (GTK_EDITABLE (self->input), text);
    }
}

static gboolean
guo_settings_input_grab_focus (GtkWidget *widget)
{
  GuoSettingsInput *self = GUO_SETTINGS_INPUT (widget);

  if (self->setting->kind == GUO_SETTING_LONG)
    return gtk_widget_grab_focus (gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (self->input)));
  return gtk_widget_grab_focus (self->input);
}

static void
guo_settings_input_dispose (GObject *object)
{
  GuoSettingsInput *self = GUO_SETTINGS_INPUT (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->before, g_free);
  G_OBJECT_CLASS (guo_settings_input_parent_class)->dispose (object);
}

static void
guo_settings_input_class_init (GuoSettingsInputClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guo_settings_input_dispose;
  widget_class->grab_focus = guo_settings_input_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  edited_signal = g_signal_new ("edited", GUO_TYPE_SETTINGS_INPUT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
  entered_signal = g_signal_new ("entered", GUO_TYPE_SETTINGS_INPUT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
guo_settings_input_init (GuoSettingsInput *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

static GtkWidget *
append_sentence (GuoSettingsInput *self, const gchar *text, const gchar *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (self->box), label);
  return label;
}

static void
name_input (GuoSettingsInput *self)
{
  GtkWidget *named = self->input;

  if (self->setting->kind == GUO_SETTING_LONG)
    named = gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (self->input));
  gtk_accessible_update_property (GTK_ACCESSIBLE (named), GTK_ACCESSIBLE_PROPERTY_LABEL, _(self->setting->label), -1);
}

GtkWidget *
guo_settings_input_new (GuoDesk *desk, const GuoSetting *setting)
{
  GuoSettingsInput *self = g_object_new (GUO_TYPE_SETTINGS_INPUT, NULL);

  self->desk = g_object_ref (desk);
  self->setting = setting;
  self->silent = TRUE;
  if (setting->head != NULL)
    append_sentence (self, _(setting->head), "form-head");
  if (setting->head == NULL || strcmp (setting->head, setting->label) != 0)
    append_sentence (self, _(setting->label), "field-label");
  self->input = make_input (self);
  gtk_box_append (GTK_BOX (self->box), self->input);
  name_input (self);
  if (setting->hint != NULL)
    append_sentence (self, _(setting->hint), "field-hint");
  self->refusal = GTK_LABEL (append_sentence (self, "", "refusal"));
  gtk_widget_set_visible (GTK_WIDGET (self->refusal), FALSE);
  self->silent = FALSE;
  return GTK_WIDGET (self);
}

const GuoSetting *
guo_settings_input_setting (GuoSettingsInput *self)
{
  return self->setting;
}

void
guo_settings_input_show (GuoSettingsInput *self, json_t *row)
{
  gchar *before = self->before;

  self->silent = TRUE;
  show_value (self, row, member_of (row, self->setting->key));
  guo_settings_input_refuse (self, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), row == NULL || (self->setting->flags & GUO_SETTING_ONLY_NEW) == 0);
  self->before = state_of (self);
  g_free (before);
  self->silent = FALSE;
}

gboolean
guo_settings_input_is_changed (GuoSettingsInput *self)
{
  g_autofree gchar *now = state_of (self);

  return g_strcmp0 (now, self->before) != 0;
}

json_t *
guo_settings_input_read (GuoSettingsInput *self)
{
  g_autofree gchar *state = state_of (self);
  const gchar *reason = NULL;
  json_t *value;

  if (self->setting->kind == GUO_SETTING_CERTIFICATES)
    value = json_incref (guo_certificates_get (GUO_CERTIFICATES (self->input)));
  else
    value = guo_setting_value (self->setting, state != NULL ? state : "",
                               guo_row_text (guo_desk_status (self->desk), "day"), &reason);
  if (value != NULL && json_is_null (value) && (self->setting->flags & GUO_SETTING_NEEDED) != 0)
    {
      json_decref (value);
      value = NULL;
      reason = _("Fill this in.");
    }
  if (value == NULL)
    guo_settings_input_refuse (self, reason);
  return value;
}

void
guo_settings_input_refuse (GuoSettingsInput *self, const gchar *reason)
{
  gtk_label_set_label (self->refusal, reason != NULL ? reason : "");
  gtk_widget_set_visible (GTK_WIDGET (self->refusal), reason != NULL);
  if (reason != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "refused");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "refused");
}
