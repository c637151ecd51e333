#include "ui/settings/input.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/settings/certificates.h"
#include "ui/settings/input-kind.h"
#include "ui/settings/input-text.h"
#include "ui/settings/lines.h"
#include "ui/widgets/focus.h"
#include "ui/widgets/in-sight.h"


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

void
guo_settings_input_edited (GuoSettingsInput *self)
{
  if (self->silent)
    return;
  guo_settings_input_refuse (self, NULL);
  g_signal_emit (self, edited_signal, 0);
}

void
guo_settings_input_entered (GuoSettingsInput *self)
{
  g_signal_emit (self, entered_signal, 0);
}

static gchar *
state_of (GuoSettingsInput *self)
{
  return guo_input_kind (self->setting->kind)->state (self->input);
}

static json_t *
member_of (json_t *row, const gchar *key)
{
  g_auto(GStrv) parts = g_strsplit (key, ".", 2);

  row = json_object_get (row, parts[0]);
  return parts[1] != NULL ? json_object_get (row, parts[1]) : row;
}

/* What is typed into. */
static GtkWidget *
typed_into (GuoSettingsInput *self)
{
  const GuoInputKind *kind = guo_input_kind (self->setting->kind);

  return kind->focus != NULL ? kind->focus (self->input) : self->input;
}

static gboolean
guo_settings_input_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (typed_into (GUO_SETTINGS_INPUT (widget)));
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
  widget_class->focus = guo_focus_inner;
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
  GtkWidget *label = guo_sentence_new (text, style);

  gtk_box_append (GTK_BOX (self->box), label);
  return label;
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
  self->input = guo_input_kind (setting->kind)->make (self, desk, setting);
  gtk_box_append (GTK_BOX (self->box), self->input);
  gtk_accessible_update_property (GTK_ACCESSIBLE (typed_into (self)), GTK_ACCESSIBLE_PROPERTY_LABEL, _(setting->label),
                                  -1);
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
  guo_input_kind (self->setting->kind)->show (self->input, self->setting, row, member_of (row, self->setting->key));
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
    guo_bring_in_sight (GTK_WIDGET (self)); /* the focus brings what is typed into, not the sentence below it */
  if (reason != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "refused");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "refused");
}
