#include "ui/settings/master.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/settings/editor.h"
#include "ui/settings/record-list.h"
#include "ui/settings/unsaved.h"
#include "ui/widgets/focus.h"

#define GAP_PX 12
#define ONE_AT_A_TIME 2 /* guo_desk_compact() from which list and form take turns */

struct _GuoSettingsMaster
{
  GtkWidget          parent_instance;

  const GuoSection  *section;
  GuoDesk           *desk;

  GtkWidget         *box;
  GtkWidget         *list_card;
  GuoRecordList     *list;        /* NULL: there is one record */
  GtkWidget         *form_card;
  GuoSettingsEditor *editor;
  gint64             id;          /* of the record in the form, 0: a new one */
  gboolean           at_form;
};

static void guo_settings_master_panel_init (GuoPanelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GuoSettingsMaster, guo_settings_master, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GUO_TYPE_PANEL, guo_settings_master_panel_init))

static void
lay_out (GuoSettingsMaster *self)
{
  gboolean one = guo_desk_compact (self->desk) >= ONE_AT_A_TIME && self->list != NULL;

  if (self->list_card != NULL)
    gtk_widget_set_visible (self->list_card, !one || !self->at_form);
  gtk_widget_set_visible (self->form_card, !one || self->at_form);
  guo_settings_editor_show_back (self->editor, one);
}

static void
edit (GuoSettingsMaster *self, json_t *row)
{
  self->at_form = TRUE;
  self->id = guo_row_int (row, "id");
  if (self->list != NULL)
    guo_record_list_mark (self->list, self->id);
  guo_settings_editor_edit (self->editor, row, 0);
  lay_out (self);
  if (self->list != NULL && !gtk_widget_get_visible (self->list_card))
    gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}

/* What waits while somebody is asked about what was typed. */
static void
go_on (GtkWidget *widget, gpointer data)
{
  json_t *row = data;

  edit (GUO_SETTINGS_MASTER (widget), json_is_object (row) ? row : NULL);
  if (!json_is_object (row))
    gtk_widget_grab_focus (GTK_WIDGET (GUO_SETTINGS_MASTER (widget)->editor));
}

static void
chosen (GuoSettingsMaster *self, json_t *row)
{
  if (!guo_unsaved_ask (GTK_WIDGET (self), GUO_PANEL (self), go_on, json_incref (row), (GDestroyNotify) json_decref))
    guo_record_list_mark (self->list, self->id);
}

static void
add (GuoSettingsMaster *self)
{
  guo_unsaved_ask (GTK_WIDGET (self), GUO_PANEL (self), go_on, json_null (), NULL);
}

static void
saved (GuoSettingsMaster *self, json_t *row)
{
  if (self->list == NULL)
    return;
  self->id = guo_row_int (row, "id");
  guo_record_list_mark (self->list, self->id);
  guo_record_list_reload (self->list);
}

static void
left (GuoSettingsMaster *self)
{
  self->at_form = FALSE;
  lay_out (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
single_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoSettingsMaster *self = owner;

  if (!guo_settings_editor_is_changed (self->editor))
    guo_settings_editor_edit (self->editor, answer, 0);
}

static void
guo_settings_master_reload (GuoPanel *panel)
{
  GuoSettingsMaster *self = GUO_SETTINGS_MASTER (panel);

  if (self->list != NULL)
    guo_record_list_reload (self->list);
  else
    guo_desk_send (self->desk, "GET", self->section->path, NULL, self, single_arrived, NULL);
}

static void
guo_settings_master_press (GuoPanel *panel, const gchar *key)
{
  GuoSettingsMaster *self = GUO_SETTINGS_MASTER (panel);

  if (strcmp (key, "save") == 0)
    guo_settings_editor_save (self->editor);
  else if (strcmp (key, "stop") == 0)
    guo_settings_editor_stop (self->editor);
  else if (strcmp (key, "find") == 0 && self->list != NULL)
    guo_record_list_find (self->list);
  else if (strcmp (key, "add") == 0 && self->list != NULL)
    add (self);
}

static gboolean
guo_settings_master_is_changed (GuoPanel *panel)
{
  return guo_settings_editor_is_changed (GUO_SETTINGS_MASTER (panel)->editor);
}

static void
guo_settings_master_discard (GuoPanel *panel)
{
  guo_settings_editor_discard (GUO_SETTINGS_MASTER (panel)->editor);
}

static void
guo_settings_master_panel_init (GuoPanelInterface *iface)
{
  iface->press = guo_settings_master_press;
  iface->is_changed = guo_settings_master_is_changed;
  iface->discard = guo_settings_master_discard;
  iface->reload = guo_settings_master_reload;
}

static gboolean
guo_settings_master_grab_focus (GtkWidget *widget)
{
  GuoSettingsMaster *self = GUO_SETTINGS_MASTER (widget);

  /* whoever was asked about what was typed goes on typing */
  if (guo_settings_editor_is_changed (self->editor))
    return gtk_widget_grab_focus (GTK_WIDGET (self->editor));
  return gtk_widget_grab_focus (self->list != NULL && gtk_widget_get_visible (self->list_card)
                                  ? GTK_WIDGET (self->list) : GTK_WIDGET (self->editor));
}

static void
guo_settings_master_dispose (GObject *object)
{
  GuoSettingsMaster *self = GUO_SETTINGS_MASTER (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (guo_settings_master_parent_class)->dispose (object);
}

static void
guo_settings_master_class_init (GuoSettingsMasterClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guo_settings_master_dispose;
  widget_class->grab_focus = guo_settings_master_grab_focus;
  widget_class->focus = guo_focus_inner;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
guo_settings_master_init (GuoSettingsMaster *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, GAP_PX);
  gtk_box_set_homogeneous (GTK_BOX (self->box), TRUE);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

static GtkWidget *
card_of (GuoSettingsMaster *self, GtkWidget *content)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (card, "card");
  gtk_widget_set_vexpand (content, TRUE);
  gtk_box_append (GTK_BOX (card), content);
  gtk_box_append (GTK_BOX (self->box), card);
  return card;
}

GtkWidget *
guo_settings_master_new (GuoDesk *desk, const GuoSection *section)
{
  GuoSettingsMaster *self = g_object_new (GUO_TYPE_SETTINGS_MASTER, NULL);

  self->desk = g_object_ref (desk);
  self->section = section;
  if (!section->single)
    {
      self->list = GUO_RECORD_LIST (guo_record_list_new (desk, section));
      self->list_card = card_of (self, GTK_WIDGET (self->list));
      g_signal_connect_object (self->list, "chosen", G_CALLBACK (chosen), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->list, "add", G_CALLBACK (add), self, G_CONNECT_SWAPPED);
    }
  self->editor = GUO_SETTINGS_EDITOR (guo_settings_editor_new (desk, section));
  self->form_card = card_of (self, GTK_WIDGET (self->editor));
  g_signal_connect_object (self->editor, "saved", G_CALLBACK (saved), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "left", G_CALLBACK (left), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "layout", G_CALLBACK (lay_out), self, G_CONNECT_SWAPPED);
  guo_settings_editor_edit (self->editor, NULL, 0);
  lay_out (self);
  return GTK_WIDGET (self);
}
