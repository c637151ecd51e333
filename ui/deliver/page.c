#include "ui/deliver/page.h"

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/deliver/import.h"
#include "ui/deliver/page-private.h"
#include "ui/page.h"
#include "ui/widgets/columns.h"
#include "ui/widgets/tip.h"

static void guo_deliver_page_page_init (GuoPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GuoDeliverPage, guo_deliver_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GUO_TYPE_PAGE, guo_deliver_page_page_init))

static void
reload (GuoDeliverPage *self)
{
  if (!guo_desk_connected (self->desk) || guo_desk_status (self->desk) == NULL
      || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  guo_deliver_show_days (self);
  guo_deliver_ask_products (self);
  guo_people_reload (self->people);
  guo_deliver_reload_today (self);
  guo_deliver_show_key (self);
}

static void
crates_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  guo_loans_ask (GUO_DELIVER_PAGE (widget)->loans);
}

static void
import_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  guo_import_ask (widget, GUO_DELIVER_PAGE (widget)->desk);
}

/* Letters look for a person. No text field has the focus, so no input method comes between. */
static gboolean
key_pressed (GtkEventControllerKey *controller, guint keyval, guint keycode,
             GdkModifierType state, gpointer user_data)
{
  GuoDeliverPage *self = user_data;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  if (!guo_deliver_at_who (self) && g_unichar_isdigit (gdk_keyval_to_unicode (keyval)))
    return FALSE;
  return guo_people_type (self->people, keyval);
}

static const GuoPageKey page_keys[] = {
  { "primary", "deliver.start", N_("Start weighing") },
  { "F2", "deliver.change", N_("Somebody else delivers") },
  { "F3", "deliver.find", N_("Find") },
  { "F4", "deliver.crates", N_("Empty crates lent and returned") },
  { "F5", "deliver.shares", N_("Several growers in shares") },
  { "F6", "deliver.certificate", N_("Certificate received") },
  { "F7", "deliver.new-plot", N_("New plot") },
  { "F8", "deliver.new", N_("New grower") },
  { "F11", "deliver.import", N_("Import list") },
  { NULL, NULL, NULL },
};

static GtkWidget *
guo_deliver_page_get_primary (GuoPage *page)
{
  return GTK_WIDGET (GUO_DELIVER_PAGE (page)->start_key);
}

static void
guo_deliver_page_set_desk (GuoPage *page, GuoDesk *desk)
{
  GuoDeliverPage *self = GUO_DELIVER_PAGE (page);

  self->desk = g_object_ref (desk);
  guo_deliver_show_certificate (self);
  guo_people_set_desk (self->people, desk);
  guo_loans_set_desk (self->loans, desk);
  g_signal_connect_object (desk, "connection", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "status", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "layout", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "map", G_CALLBACK (reload), NULL);
}

static void
guo_deliver_page_page_init (GuoPageInterface *iface)
{
  iface->keys = page_keys;
  iface->get_primary = guo_deliver_page_get_primary;
  iface->set_desk = guo_deliver_page_set_desk;
}

static void
guo_deliver_page_dispose (GObject *object)
{
  GuoDeliverPage *self = GUO_DELIVER_PAGE (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->desk);
  guo_draft_free (&self->draft);
  g_clear_pointer (&self->plots, json_decref);
  g_clear_pointer (&self->last, json_decref);
  G_OBJECT_CLASS (guo_deliver_page_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  guo_deliver_install_start (widget_class);
  guo_deliver_install_who (widget_class);
  guo_deliver_install_today (widget_class);
  gtk_widget_class_install_action (widget_class, "deliver.crates", NULL, crates_activated);
  gtk_widget_class_install_action (widget_class, "deliver.import", NULL, import_activated);
}

static void
guo_deliver_page_class_init (GuoDeliverPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (GUO_TYPE_CHOICE);
  g_type_ensure (GUO_TYPE_COLUMNS);
  g_type_ensure (GUO_TYPE_KEY);
  g_type_ensure (GUO_TYPE_LOANS);
  g_type_ensure (GUO_TYPE_PEOPLE);
  g_type_ensure (GUO_TYPE_SPRAYS);
  G_OBJECT_CLASS (klass)->dispose = guo_deliver_page_dispose;
  install_actions (widget_class);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/cn/guozhan/Guozhan/deliver/page.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GuoDeliverPage, name)
  BIND (stage);
  BIND (people);
  BIND (who_label);
  BIND (sources_choice);
  BIND (plot_row);
  BIND (plot_choice);
  BIND (sprays);
  BIND (product_choice);
  BIND (day_choice);
  BIND (certificate_toggle);
  BIND (certificate_word);
  BIND (certificate_entry);
  BIND (vehicle_entry);
  BIND (start_key);
  BIND (open_list);
  BIND (loans);
#undef BIND
}

static void
connect (GuoDeliverPage *self, gpointer from, const gchar *signal, GCallback callback)
{
  g_signal_connect_object (from, signal, callback, self, G_CONNECT_SWAPPED);
}

static void
guo_deliver_page_init (GuoDeliverPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  guo_draft_clear (&self->draft);
  gtk_widget_init_template (GTK_WIDGET (self));
  guo_tip_when_cut (GTK_WIDGET (self->who_label), self->who_label);
  connect (self, self->people, "chosen", G_CALLBACK (guo_deliver_person_chosen));
  connect (self, self->people, "marked", G_CALLBACK (guo_deliver_marked));
  connect (self, self->sources_choice, "chosen", G_CALLBACK (guo_deliver_source_chosen));
  connect (self, self->plot_choice, "chosen", G_CALLBACK (guo_deliver_plot_chosen));
  connect (self, self->product_choice, "chosen", G_CALLBACK (guo_deliver_show_key));
  connect (self, self->day_choice, "chosen", G_CALLBACK (guo_deliver_show_sprays));
  connect (self, self->sprays, "changed", G_CALLBACK (guo_deliver_show_key));
  connect (self, self->certificate_toggle, "toggled", G_CALLBACK (guo_deliver_show_certificate));
  connect (self, self->certificate_entry, "changed", G_CALLBACK (guo_deliver_certificate_typed));
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
