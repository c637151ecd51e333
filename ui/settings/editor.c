#include "ui/settings/editor.h"

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/act.h"
#include "ui/settings/fields.h"
#include "ui/settings/request.h"
#include "ui/settings/sub-list.h"
#include "ui/settings/void.h"
#include "ui/widgets/focus.h"
#include "ui/widgets/key.h"
#include "ui/widgets/stack.h"
#include "ui/widgets/tip.h"

struct _GuoSettingsEditor
{
  GtkWidget          parent_instance;

  const GuoSection  *section;
  GuoDesk           *desk;

  GtkStack          *stack;        /* "record", and "below" for one row of the list below */
  GtkLabel          *title;
  GtkLabel          *state_label;
  GtkWidget         *back_key;
  GtkBox            *fields;
  GuoSubList        *sub_list;     /* NULL: nothing belongs to a record */
  GuoSettingsEditor *sub_editor;   /* made when it is needed */
  GtkLabel          *refusal;
  GtkWidget         *save_key;
  GtkWidget         *stop_key;

  json_t            *row;          /* NULL: a new one */
  gint64             parent;
  gboolean           busy;
};

G_DEFINE_FINAL_TYPE (GuoSettingsEditor, guo_settings_editor, GTK_TYPE_WIDGET)

static guint saved_signal, left_signal;

static GtkWidget *
first_field (GuoSettingsEditor *self)
{
  return gtk_widget_get_first_child (GTK_WIDGET (self->fields));
}

static gboolean
is_below (GuoSettingsEditor *self)
{
  return self->sub_editor != NULL && g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "below") == 0;
}

static void
refuse (GuoSettingsEditor *self, const gchar *reason)
{
  gtk_label_set_label (self->refusal, reason != NULL ? reason : "");
  gtk_widget_set_visible (GTK_WIDGET (self->refusal), reason != NULL);
}

static void
set_busy (GuoSettingsEditor *self, gboolean busy)
{
  self->busy = busy;
  if (busy)
    gtk_widget_add_css_class (self->save_key, "busy");
  else
    gtk_widget_remove_css_class (self->save_key, "busy");
}

static gboolean
is_active (GuoSettingsEditor *self)
{
  return !json_is_false (json_object_get (self->row, "active"));
}

static void
show_head (GuoSettingsEditor *self)
{
  g_autofree gchar *title = self->row != NULL && !self->section->single ? guo_section_title (self->section, self->row)
                                                                        : NULL;
  const gchar *words = self->section->single ? _(self->section->word) : _(self->section->add);

  gtk_label_set_label (self->title, title != NULL ? title : words);
  gtk_widget_set_visible (GTK_WIDGET (self->state_label), self->row != NULL && !is_active (self));
  gtk_widget_set_visible (self->stop_key, (self->section->stops || self->section->voids) && self->row != NULL);
  guo_key_set_word (GUO_KEY (self->stop_key), self->section->voids ? _("Void")
                                              : is_active (self)   ? _("Stop using")
                                                                   : _("Use again"));
}

static void
mark_changed (GuoSettingsEditor *self)
{
  refuse (self, NULL);
  if (guo_settings_editor_is_changed (self))
    gtk_widget_add_css_class (self->save_key, "primary");
  else
    gtk_widget_remove_css_class (self->save_key, "primary");
}

static void
saved (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoSettingsEditor *self = owner;
  json_auto_t *kept = json_incref (answer); /* the form takes another row while we look at it */
  g_autofree gchar *title = NULL;
  g_autofree gchar *text = NULL;

  set_busy (self, FALSE);
  if (answer == NULL)
    {
      if (!guo_fields_refuse (self->fields, error))
        refuse (self, error->message);
      return;
    }
  title = self->section->single ? g_strdup (_(self->section->word)) : guo_section_title (self->section, answer);
  text = g_strdup_printf (_("✓ Saved: %s"), title);
  guo_desk_say (self->desk, text, NULL, FALSE);
  guo_desk_refresh (self->desk);
  guo_settings_editor_edit (self, self->section->only_add ? NULL : kept, self->parent);
  g_signal_emit (self, saved_signal, 0, answer);
}

static void
send (GuoSettingsEditor *self, json_t *body)
{
  g_autofree gchar *path = guo_request_path (self->section, self->row);

  guo_request_complete (self->section, body, self->row, self->parent);
  set_busy (self, TRUE);
  guo_act_in_form (GTK_WIDGET (self), self->desk, path, body, saved, NULL);
}

void
guo_settings_editor_save (GuoSettingsEditor *self)
{
  json_t *body;

  if (is_below (self))
    {
      guo_settings_editor_save (self->sub_editor);
      return;
    }
  body = self->busy ? NULL : guo_fields_read (self->fields, self->row);
  refuse (self, NULL);
  if (body != NULL)
    send (self, body);
}

static void
voided (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoSettingsEditor *self = owner;

  if (answer == NULL)
    return;
  guo_desk_say (self->desk, _("✓ Declared void"), NULL, FALSE);
  guo_settings_editor_edit (self, NULL, self->parent);
  g_signal_emit (self, saved_signal, 0, NULL);
}

void
guo_settings_editor_stop (GuoSettingsEditor *self)
{
  if (is_below (self))
    guo_settings_editor_stop (self->sub_editor);
  else if (self->row != NULL && self->section->stops && !self->busy)
    send (self, json_pack ("{sb}", "active", !is_active (self)));
  else if (self->row != NULL && self->section->voids && !self->busy)
    guo_settings_void_ask (GTK_WIDGET (self), self->desk, self->section, self->row, voided);
}

static void
save_clicked (GuoSettingsEditor *self)
{
  guo_settings_editor_save (self);
}

static void
stop_clicked (GuoSettingsEditor *self)
{
  guo_settings_editor_stop (self);
}

static void
back_clicked (GuoSettingsEditor *self)
{
  g_signal_emit (self, left_signal, 0);
}

/* Return goes on to the next field, and saves at the last. */
static void
entered (GuoSettingsEditor *self, GtkWidget *field)
{
  GtkWidget *next = guo_fields_next (field);

  if (next != NULL)
    gtk_widget_grab_focus (next);
  else
    guo_settings_editor_save (self);
}

static void
leave_below (GuoSettingsEditor *self)
{
  guo_stack_show (self->stack, "record");
  guo_sub_list_reload (self->sub_list);
  gtk_widget_grab_focus (GTK_WIDGET (self->sub_list));
}

static void
below_saved (GuoSettingsEditor *self, json_t *row)
{
  leave_below (self);
  g_signal_emit (self, saved_signal, 0, self->row);
}

static void
below_chosen (GuoSettingsEditor *self, json_t *row)
{
  if (self->sub_editor == NULL)
    {
      self->sub_editor = GUO_SETTINGS_EDITOR (guo_settings_editor_new (self->desk, self->section->below));
      guo_settings_editor_show_back (self->sub_editor, TRUE);
      g_signal_connect_object (self->sub_editor, "left", G_CALLBACK (leave_below), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->sub_editor, "saved", G_CALLBACK (below_saved), self, G_CONNECT_SWAPPED);
      gtk_stack_add_named (self->stack, GTK_WIDGET (self->sub_editor), "below");
    }
  guo_settings_editor_edit (self->sub_editor, row, guo_row_int (self->row, "id"));
  guo_stack_show (self->stack, "below");
  gtk_widget_grab_focus (GTK_WIDGET (self->sub_editor));
}

static gboolean
guo_settings_editor_grab_focus (GtkWidget *widget)
{
  GuoSettingsEditor *self = GUO_SETTINGS_EDITOR (widget);

  return gtk_widget_grab_focus (is_below (self) ? GTK_WIDGET (self->sub_editor) : first_field (self));
}

static void
guo_settings_editor_dispose (GObject *object)
{
  GuoSettingsEditor *self = GUO_SETTINGS_EDITOR (object);
  GtkWidget *stack = GTK_WIDGET (g_steal_pointer (&self->stack));

  if (stack != NULL)
    gtk_widget_unparent (stack);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->row, json_decref);
  G_OBJECT_CLASS (guo_settings_editor_parent_class)->dispose (object);
}

static void
guo_settings_editor_class_init (GuoSettingsEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guo_settings_editor_dispose;
  widget_class->grab_focus = guo_settings_editor_grab_focus;
  widget_class->focus = guo_focus_inner;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/guozhan/Guozhan/settings/editor.ui");
  gtk_widget_class_bind_template_child (widget_class, GuoSettingsEditor, stack);
  gtk_widget_class_bind_template_child (widget_class, GuoSettingsEditor, title);
  gtk_widget_class_bind_template_child (widget_class, GuoSettingsEditor, state_label);
  gtk_widget_class_bind_template_child (widget_class, GuoSettingsEditor, back_key);
  gtk_widget_class_bind_template_child (widget_class, GuoSettingsEditor, fields);
  gtk_widget_class_bind_template_child (widget_class, GuoSettingsEditor, refusal);
  gtk_widget_class_bind_template_child (widget_class, GuoSettingsEditor, save_key);
  gtk_widget_class_bind_template_child (widget_class, GuoSettingsEditor, stop_key);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked);
  gtk_widget_class_bind_template_callback (widget_class, stop_clicked);
  gtk_widget_class_bind_template_callback (widget_class, back_clicked);
  saved_signal = g_signal_new ("saved", GUO_TYPE_SETTINGS_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 1, G_TYPE_POINTER);
  left_signal = g_signal_new ("left", GUO_TYPE_SETTINGS_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 0);
}

/* The focus comes back from a PIN that nobody entered: the keys live again. */
static void
focus_entered (GuoSettingsEditor *self)
{
  set_busy (self, FALSE);
}

static void
guo_settings_editor_init (GuoSettingsEditor *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  guo_tip_when_cut (GTK_WIDGET (self->title), self->title);
  guo_tip_set (self->back_key, _("Back"));
  g_signal_connect_object (focus, "enter", G_CALLBACK (focus_entered), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

static void
add_sub_list (GuoSettingsEditor *self)
{
  GtkWidget *box = gtk_widget_get_parent (GTK_WIDGET (self->fields));

  self->sub_list = GUO_SUB_LIST (guo_sub_list_new (self->desk, self->section->below));
  g_signal_connect_object (self->sub_list, "chosen", G_CALLBACK (below_chosen), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->sub_list));
}

GtkWidget *
guo_settings_editor_new (GuoDesk *desk, const GuoSection *section)
{
  GuoSettingsEditor *self = g_object_new (GUO_TYPE_SETTINGS_EDITOR, NULL);

  self->desk = g_object_ref (desk);
  self->section = section;
  guo_fields_make (self->fields, desk, section->settings);
  for (GtkWidget *field = first_field (self); field != NULL; field = gtk_widget_get_next_sibling (field))
    {
      g_signal_connect_object (field, "edited", G_CALLBACK (mark_changed), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (field, "entered", G_CALLBACK (entered), self, G_CONNECT_SWAPPED);
    }
  if (section->below != NULL)
    add_sub_list (self);
  return GTK_WIDGET (self);
}

void
guo_settings_editor_edit (GuoSettingsEditor *self, json_t *row, gint64 parent)
{
  json_t *before = self->row;

  self->row = json_incref (row);
  json_decref (before);
  self->parent = parent;
  guo_fields_show (self->fields, row);
  if (self->sub_list != NULL)
    guo_sub_list_show (self->sub_list, row);
  guo_stack_show (self->stack, "record");
  show_head (self);
  mark_changed (self);
}

gboolean
guo_settings_editor_is_changed (GuoSettingsEditor *self)
{
  return (is_below (self) && guo_settings_editor_is_changed (self->sub_editor))
         || guo_fields_are_changed (self->fields);
}

void
guo_settings_editor_discard (GuoSettingsEditor *self)
{
  json_auto_t *row = json_incref (self->row);

  guo_settings_editor_edit (self, row, self->parent);
}

void
guo_settings_editor_show_back (GuoSettingsEditor *self, gboolean visible)
{
  gtk_widget_set_visible (self->back_key, visible);
}
