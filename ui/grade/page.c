#include "ui/grade/page.h"

#include <glib/gi18n.h>

#include "ui/grade/page-private.h"
#include "ui/sample/holds.h"
#include "ui/widgets/columns.h"
#include "ui/widgets/room.h"
#include "ui/widgets/tip.h"
#include "ui/widgets/wrap.h"

static void guo_grade_page_page_init (GuoPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GuoGradePage, guo_grade_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GUO_TYPE_PAGE, guo_grade_page_page_init))

static const GuoPageKey page_keys[] = {
  { "primary", "grading.record", N_("Record what came off") },
  { "F2", "grading.change", N_("Another run, or a new one") },
  { "F3", "grading.feed", N_("Put more lots on the line") },
  { "F4", "grading.cull", N_("Weigh cull") },
  { "F5", "grading.sample", N_("Take a sample") },
  { "F6", "grading.regrade", N_("Regrade a lot") },
  { "F7", "grading.void", N_("Void what came off, or what was put on") },
  { "F9", "grading.finish", N_("Finish the run") },
  { "F11", "grading.typed", N_("Type the weight") },
  { NULL, NULL, NULL },
};

static GtkWidget *
guo_grade_page_get_primary (GuoPage *page)
{
  GuoGradePage *self = GUO_GRADE_PAGE (page);

  if (self->past != NULL)
    return self->back_key;
  return GTK_WIDGET (guo_grade_is_live (self) ? self->finish_key : self->record_key);
}

static void
weight_arrived (GuoGradePage *self)
{
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  guo_grade_show_net (self);
  guo_grade_show_key (self);
}

/* On a narrow screen with large text the names of the keys give way, and each key is as wide as its word wants. */
static void
layout_changed (GuoGradePage *self)
{
  gtk_box_set_homogeneous (GTK_BOX (self->keys), guo_desk_compact (self->desk) < 2);
  for (GtkWidget *key = gtk_widget_get_first_child (self->keys); key != NULL; key = gtk_widget_get_next_sibling (key))
    {
      guo_key_show_key_name (GUO_KEY (key), guo_desk_compact (self->desk) < 2);
      gtk_widget_set_hexpand (key, TRUE);
    }
  guo_grade_show_run (self);
}

static void
guo_grade_page_set_desk (GuoPage *page, GuoDesk *desk)
{
  GuoGradePage *self = GUO_GRADE_PAGE (page);

  self->desk = g_object_ref (desk);
  guo_weight_card_set_desk (self->weight_card, desk);
  g_signal_connect_object (desk, "connection", G_CALLBACK (guo_grade_reload), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "committed", G_CALLBACK (guo_grade_reload), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "status", G_CALLBACK (guo_grade_reload), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "weight", G_CALLBACK (weight_arrived), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "layout", G_CALLBACK (layout_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "map", G_CALLBACK (guo_grade_reload), NULL);
  guo_holds_watch (GTK_WIDGET (self), desk);
  guo_grade_follow_live (self);
  guo_grade_show_run (self);
}

static void
guo_grade_page_page_init (GuoPageInterface *iface)
{
  iface->keys = page_keys;
  iface->get_primary = guo_grade_page_get_primary;
  iface->set_desk = guo_grade_page_set_desk;
}

static void
guo_grade_page_dispose (GObject *object)
{
  GuoGradePage *self = GUO_GRADE_PAGE (object);

  g_clear_handle_id (&self->reload, g_source_remove);
  g_clear_pointer (&self->outer, gtk_widget_unparent);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->run, json_decref);
  g_clear_pointer (&self->past, json_decref);
  g_clear_pointer (&self->runs, json_decref);
  g_clear_pointer (&self->lots, json_decref);
  g_clear_pointer (&self->graded, json_decref);
  g_clear_pointer (&self->schemes, json_decref);
  g_clear_pointer (&self->grade_class, g_free);
  G_OBJECT_CLASS (guo_grade_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, GuoGradePage, child)
  BIND (outer);
  BIND (head_label);
  BIND (graded_label);
  BIND (packout_label);
  BIND (detail_label);
  BIND (figures);
  BIND (basis_label);
  BIND (shares_button);
  BIND (weight_card);
  BIND (tare_label);
  BIND (net_label);
  BIND (record_key);
  BIND (take_list);
  BIND (side);
  BIND (table_head);
  BIND (class_list);
  BIND (queue_list);
  BIND (weighing);
  BIND (live);
  BIND (balance);
  BIND (past_view);
  BIND (past_keys);
  BIND (back_key);
  BIND (live_button);
  BIND (machine_label);
  BIND (lost_label);
  BIND (finish_key);
  BIND (keys);
#undef BIND
}

static void
guo_grade_page_class_init (GuoGradePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guo_grade_page_dispose;
  g_type_ensure (GUO_TYPE_COLUMNS);
  g_type_ensure (GUO_TYPE_WRAP);
  g_type_ensure (GUO_TYPE_ROOM);
  g_type_ensure (GUO_TYPE_KEY);
  g_type_ensure (GUO_TYPE_GRADE_BALANCE);
  g_type_ensure (GUO_TYPE_GRADE_LIVE);
  g_type_ensure (GUO_TYPE_GRADE_PAST);
  g_type_ensure (GUO_TYPE_WEIGHT_CARD);
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/guozhan/Guozhan/grade/page.ui");
  bind_children (widget_class);
  guo_grade_install_runs (widget_class);
  guo_grade_install_takes (widget_class);
  guo_grade_install_past (widget_class);
  guo_holds_install (widget_class);
  guo_grade_install_live (widget_class);
}

static void
guo_grade_page_init (GuoGradePage *self)
{
  self->kind = "class";
  gtk_widget_init_template (GTK_WIDGET (self));
  guo_tip_when_cut (GTK_WIDGET (self->head_label), self->head_label);
  guo_tip_when_cut (GTK_WIDGET (self->detail_label), self->detail_label);
  guo_grade_follow_lists (self);
}
