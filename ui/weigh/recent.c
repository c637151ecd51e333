#include "ui/weigh/recent.h"

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/weigh/row.h"

struct _GuoRecentCard
{
  GtkWidget   parent_instance;

  GtkWidget  *box;
  GtkWidget  *trucks_part;
  GtkListBox *trucks;
  GtkListBox *recent;
  GtkLabel   *first_head;
  GtkLabel   *net_head;
};

G_DEFINE_FINAL_TYPE (GuoRecentCard, guo_recent_card, GTK_TYPE_WIDGET)

static void
empty (GtkListBox *list)
{
  GtkWidget *row;

  while ((row = GTK_WIDGET (gtk_list_box_get_row_at_index (list, 0))) != NULL)
    gtk_list_box_remove (list, row);
}

static void
activate (GtkListBox *list, GtkListBoxRow *row, const gchar *action)
{
  gint64 *id = g_object_get_data (G_OBJECT (row), GUO_WEIGHING_ROW_ID);

  gtk_widget_activate_action (GTK_WIDGET (list), action, "x", *id);
}

static void
weighing_activated (GuoRecentCard *self, GtkListBoxRow *row)
{
  activate (self->recent, row, "weighing.detail");
}

static void
truck_activated (GuoRecentCard *self, GtkListBoxRow *row)
{
  activate (self->trucks, row, "weighing.truck");
}

static void
show_heads (GuoRecentCard *self, GuoMassUnit unit)
{
  /* Translators: first weighing of a truck; head of a column; %s is kg or jin */
  g_autofree gchar *first = g_strdup_printf (_("First %s"), guo_mass_unit_word (unit));
  g_autofree gchar *net = g_strdup_printf (_("Net %s"), guo_mass_unit_word (unit));

  gtk_label_set_label (self->first_head, first);
  gtk_label_set_label (self->net_head, net);
}

void
guo_recent_card_show (GuoRecentCard *self, GuoDesk *desk, GuoWeighMode mode, json_t *weighings,
                      json_t *trucks, gint decimals)
{
  gboolean with_time = guo_desk_compact (desk) < 2;
  GuoMassUnit unit = guo_desk_mass_unit (desk);
  gsize i;
  json_t *row;

  empty (self->recent);
  empty (self->trucks);
  json_array_foreach (weighings, i, row)
    gtk_list_box_append (self->recent, guo_weighing_row_new (row, decimals, unit, with_time));
  json_array_foreach (trucks, i, row)
    gtk_list_box_append (self->trucks, guo_truck_row_new (row, decimals, unit, with_time));
  show_heads (self, unit);
  gtk_widget_set_visible (self->trucks_part, mode == GUO_WEIGH_TRUCK);
}

static void
guo_recent_card_dispose (GObject *object)
{
  g_clear_pointer (&GUO_RECENT_CARD (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (guo_recent_card_parent_class)->dispose (object);
}

static void
guo_recent_card_class_init (GuoRecentCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guo_recent_card_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/cn/guozhan/Guozhan/weigh/recent.ui");
  gtk_widget_class_bind_template_child (widget_class, GuoRecentCard, box);
  gtk_widget_class_bind_template_child (widget_class, GuoRecentCard, trucks_part);
  gtk_widget_class_bind_template_child (widget_class, GuoRecentCard, trucks);
  gtk_widget_class_bind_template_child (widget_class, GuoRecentCard, recent);
  gtk_widget_class_bind_template_child (widget_class, GuoRecentCard, first_head);
  gtk_widget_class_bind_template_child (widget_class, GuoRecentCard, net_head);
}

static void
guo_recent_card_init (GuoRecentCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->recent, "row-activated", G_CALLBACK (weighing_activated), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->trucks, "row-activated", G_CALLBACK (truck_activated), self,
                           G_CONNECT_SWAPPED);
}
