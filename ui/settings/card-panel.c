#include "ui/settings/card-panel.h"

#include "ui/settings/lines.h"
#include "ui/widgets/focus.h"

struct _GuoCardPanel
{
  GtkWidget                parent_instance;

  GuoDesk                 *desk;
  const GuoCardPanelFuncs *funcs;
  gpointer                 data;
  GtkWidget               *card;
  GtkBox                  *box;
};

static void guo_card_panel_panel_init (GuoPanelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GuoCardPanel, guo_card_panel, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GUO_TYPE_PANEL, guo_card_panel_panel_init))

static void
guo_card_panel_press (GuoPanel *panel, const gchar *key)
{
  GuoCardPanel *self = GUO_CARD_PANEL (panel);

  if (self->funcs->press != NULL)
    self->funcs->press (self, key);
}

static void
guo_card_panel_reload (GuoPanel *panel)
{
  GuoCardPanel *self = GUO_CARD_PANEL (panel);

  if (self->funcs->reload != NULL)
    self->funcs->reload (self);
}

static void
guo_card_panel_panel_init (GuoPanelInterface *iface)
{
  iface->press = guo_card_panel_press;
  iface->reload = guo_card_panel_reload;
}

static gboolean
guo_card_panel_grab_focus (GtkWidget *widget)
{
  return gtk_widget_child_focus (GTK_WIDGET (GUO_CARD_PANEL (widget)->box), GTK_DIR_TAB_FORWARD);
}

static void
guo_card_panel_dispose (GObject *object)
{
  GuoCardPanel *self = GUO_CARD_PANEL (object);

  g_clear_pointer (&self->card, gtk_widget_unparent);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->data, g_free);
  G_OBJECT_CLASS (guo_card_panel_parent_class)->dispose (object);
}

static void
guo_card_panel_class_init (GuoCardPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guo_card_panel_dispose;
  widget_class->grab_focus = guo_card_panel_grab_focus;
  widget_class->focus = guo_focus_inner;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
guo_card_panel_init (GuoCardPanel *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 8));
  gtk_widget_add_css_class (self->card, "card");
  gtk_widget_add_css_class (GTK_WIDGET (self->box), "form-fields");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->box));
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_widget_add_css_class (scrolled, "form-scroll");
  gtk_box_append (GTK_BOX (self->card), scrolled);
  gtk_widget_set_parent (self->card, GTK_WIDGET (self));
}

GtkWidget *
guo_card_panel_new (GuoDesk *desk, const gchar *head, const GuoCardPanelFuncs *funcs, gpointer data)
{
  GuoCardPanel *self = g_object_new (GUO_TYPE_CARD_PANEL, NULL);

  self->desk = g_object_ref (desk);
  self->funcs = funcs;
  self->data = data;
  gtk_box_prepend (GTK_BOX (self->card), guo_sentence_new (head, "head-line"));
  funcs->build (self);
  return GTK_WIDGET (self);
}

GuoDesk *
guo_card_panel_desk (GuoCardPanel *self)
{
  return self->desk;
}

gpointer
guo_card_panel_data (GuoCardPanel *self)
{
  return self->data;
}

void
guo_card_panel_append (GuoCardPanel *self, GtkWidget *child)
{
  gtk_box_append (self->box, child);
}

GtkLabel *
guo_card_panel_sentence (GuoCardPanel *self, const gchar *text, const gchar *style)
{
  GtkWidget *label = guo_sentence_new (text, style);

  gtk_box_append (self->box, label);
  return GTK_LABEL (label);
}

GtkLabel *
guo_card_panel_fact (GuoCardPanel *self, const gchar *name)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *value = guo_sentence_new (NULL, "fact");

  gtk_label_set_selectable (GTK_LABEL (value), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (value), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, name, -1);
  gtk_box_append (GTK_BOX (line), guo_sentence_new (name, "field-label"));
  gtk_box_append (GTK_BOX (line), value);
  gtk_box_append (self->box, line);
  return GTK_LABEL (value);
}

GtkWidget *
guo_card_panel_key (GuoCardPanel *self, const gchar *word, void (*clicked) (GuoCardPanel *self))
{
  GtkWidget *key = gtk_button_new_with_label (word);

  gtk_widget_add_css_class (key, "desk-key");
  gtk_widget_set_halign (key, GTK_ALIGN_START);
  g_signal_connect_object (key, "clicked", G_CALLBACK (clicked), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->box, key);
  return key;
}
