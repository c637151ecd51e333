#include "ui/pack/page.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/act.h"
#include "ui/pack/page-private.h"
#include "ui/pack/row.h"
#include "ui/pack/sheets.h"
#include "ui/pack/spec.h"
#include "ui/who.h"

static void guo_pack_page_page_init (GuoPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GuoPackPage, guo_pack_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GUO_TYPE_PAGE, guo_pack_page_page_init))

/* Too little in the case sounds unlike any other refusal: the packer's eyes are on the fruit. */
static GuoSoundKind
sound_of (json_t *answer, const GError *error)
{
  if (answer != NULL)
    return GUO_SOUND_RECORDED;
  return strcmp (guo_client_error_code (error), "net-too-low") == 0 ? GUO_SOUND_LIGHT : GUO_SOUND_REFUSED;
}

static void
say_packed (GuoPackPage *self, json_t *answer)
{
  json_t *cases = guo_row_list (answer, "cases");
  json_t *last = json_array_get (cases, json_array_size (cases) - 1);
  g_autofree gchar *no = guo_case_short_serial (guo_row_text (last, "serial"));
  g_autofree gchar *net = guo_desk_mass (self->desk, guo_row_int (last, "net_mg"), 2);
  g_autofree gchar *text = g_strdup_printf (guo_row_flag (last, "part") ? _("✓ Case %s recorded, part-full, %s")
                                                                        : _("✓ Case %s recorded, %s"), no, net);

  guo_desk_say (self->desk, text, NULL, FALSE);
}

static void
packed (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoPackPage *self = owner;

  self->packing = FALSE;
  guo_pack_show_key (self);
  guo_sounds_play (guo_desk_sounds (self->desk), sound_of (answer, error));
  gtk_label_set_label (self->refusal_label, error != NULL ? error->message : "");
  if (answer == NULL)
    {
      guo_weight_card_set_hint (self->weight_card, error->message);
      return;
    }
  self->pack_lot = guo_row_int (json_object_get (answer, "lot"), "id");
  guo_screen_state_set_id (guo_desk_state (self->desk), "pack-lot", self->pack_lot);
  guo_pack_take_packed (self, json_object_get (answer, "lot"));
  say_packed (self, answer);
  guo_pack_reload (self);
}

void
guo_pack_send (GuoPackPage *self, const gchar *path, json_t *body)
{
  if (self->packing)
    {
      json_decref (body);
      return;
    }
  self->packing = TRUE;
  guo_pack_show_key (self);
  guo_act (GTK_WIDGET (self), self->desk, path, body, FALSE, packed, NULL);
}

static json_t *
pack_body (GuoPackPage *self)
{
  json_t *body = guo_pack_spec_body (guo_desk_state (self->desk), guo_pack_lot_in_use (self), guo_pack_plan (self));

  if (guo_pack_check_weighed (self))
    {
      json_object_set_new (body, "scale", json_integer (guo_desk_scale (self->desk)));
      json_object_set_new (body, "tare_mg", json_integer (guo_pack_tare (self)));
    }
  return body;
}

static void
pack (GuoPackPage *self)
{
  json_t *body = pack_body (self);

  if (!guo_pack_check_weighed (self))
    json_object_set_new (body, "count", json_integer (guo_choice_get_id (self->count_choice)));
  guo_pack_send (self, "/v1/cases", body);
}

static void
pack_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoPackPage *self = GUO_PACK_PAGE (widget);

  if (self->packing || !guo_desk_connected (self->desk))
    return;
  if (guo_desk_user (self->desk) == NULL)
    guo_who_refuse (widget, self->desk);
  else if (guo_pack_lot_in_use (self) == NULL)
    guo_pack_spec_ask (widget, self->desk, self->lots, self->plans, self->lot);
  else
    pack (self);
}

/* Less than the least, and its label says so: what was left at the end of a lot. */
static void
part_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoPackPage *self = GUO_PACK_PAGE (widget);
  json_t *body;

  if (self->packing || !guo_desk_connected (self->desk))
    return;
  if (guo_desk_user (self->desk) == NULL)
    guo_who_refuse (widget, self->desk);
  else if (guo_pack_lot_in_use (self) == NULL)
    guo_pack_spec_ask (widget, self->desk, self->lots, self->plans, self->lot);
  else
    {
      body = pack_body (self);
      json_object_set_new (body, "part", json_true ());
      if (guo_pack_check_weighed (self))
        guo_pack_send (self, "/v1/cases", body);
      else
        guo_pack_ask_part (widget, self->desk, body);
    }
}

static void
change_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoPackPage *self = GUO_PACK_PAGE (widget);

  guo_pack_spec_ask (widget, self->desk, self->lots, self->plans, self->lot);
}

static void
use_lot_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoPackPage *self = GUO_PACK_PAGE (widget);

  self->lot = g_variant_get_int64 (parameter);
  guo_pack_show_spec (self);
  guo_pack_reload (self);
}

static void
tare_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoPackPage *self = GUO_PACK_PAGE (widget);

  guo_pack_ask_tare (widget, self->desk, guo_pack_plan (self));
}

static void
reload_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoPackPage *self = GUO_PACK_PAGE (widget);

  guo_pack_show_spec (self);
  guo_pack_reload (self);
}

static void
fill_counts (GuoPackPage *self)
{
  static const gint counts[] = { 1, 2, 5, 10, 20, 50, 100 };

  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_autofree gchar *word = g_strdup_printf ("%d", counts[i]);

      guo_choice_add_id (self->count_choice, counts[i], word);
    }
  guo_choice_select_id (self->count_choice, 1);
}

static const GuoPageKey page_keys[] = {
  { "primary", "packing.pack", N_("Record and label") },
  { "F2", "packing.change", N_("What is packed") },
  { "F4", "packing.tare", N_("Tare") },
  { "F5", "packing.part", N_("Part-full case") },
  { "F6", "packing.more", N_("More: repack, throw away, loose fruit, labels ahead") },
  { "F7", "packing.void", N_("Void") },
  { "F8", "packing.reprint", N_("Reprint") },
  { "F9", "packing.pallet", N_("Pallet: begin, close") },
  { NULL, NULL, NULL },
};

/* Where it is narrow and text is large, the band alone tells the limits, and each key is as wide as its word. */
static void
layout_changed (GuoPackPage *self)
{
  gboolean tight = guo_desk_compact (self->desk) > 1;

  gtk_box_set_homogeneous (self->keys, !tight);
  gtk_box_set_spacing (self->keys, tight ? 6 : 10);
  gtk_widget_set_visible (GTK_WIDGET (self->limits_label), guo_desk_compact (self->desk) < 2);
}

static GtkWidget *
guo_pack_page_get_primary (GuoPage *page)
{
  return GTK_WIDGET (GUO_PACK_PAGE (page)->pack_key);
}

static void
guo_pack_page_set_desk (GuoPage *page, GuoDesk *desk)
{
  GuoPackPage *self = GUO_PACK_PAGE (page);

  self->desk = g_object_ref (desk);
  self->pack_lot = guo_screen_state_get_id (guo_desk_state (desk), "pack-lot");
  guo_weight_card_set_desk (self->weight_card, desk);
  g_signal_connect_object (desk, "connection", G_CALLBACK (guo_pack_reload), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "committed", G_CALLBACK (guo_pack_reload), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "queue", G_CALLBACK (guo_pack_reload), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "weight", G_CALLBACK (guo_pack_weight_arrived), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "device", G_CALLBACK (guo_pack_show_printer), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "status", G_CALLBACK (guo_pack_show_units), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "layout", G_CALLBACK (layout_changed), self, G_CONNECT_SWAPPED);
  layout_changed (self);
  guo_pack_show_spec (self);
  guo_pack_show_printer (self);
  guo_pack_show_cases (self);
}

static void
guo_pack_page_page_init (GuoPageInterface *iface)
{
  iface->keys = page_keys;
  iface->get_primary = guo_pack_page_get_primary;
  iface->set_desk = guo_pack_page_set_desk;
}

static void
guo_pack_page_dispose (GObject *object)
{
  GuoPackPage *self = GUO_PACK_PAGE (object);
  GtkWidget *child;

  g_clear_handle_id (&self->reload, g_source_remove);
  g_clear_handle_id (&self->watch, g_source_remove);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->lots, json_decref);
  g_clear_pointer (&self->graded, json_decref);
  g_clear_pointer (&self->opened, json_decref);
  g_clear_pointer (&self->cases, json_decref);
  g_clear_pointer (&self->plans, json_decref);
  g_clear_pointer (&self->net_content, json_decref);
  g_clear_pointer (&self->packed, json_decref);
  g_clear_pointer (&self->pallet, json_decref);
  G_OBJECT_CLASS (guo_pack_page_parent_class)->dispose (object);
}

static void
guo_pack_page_map (GtkWidget *widget)
{
  GuoPackPage *self = GUO_PACK_PAGE (widget);

  GTK_WIDGET_CLASS (guo_pack_page_parent_class)->map (widget);
  guo_pack_watch_silence (self, TRUE);
  guo_pack_reload (self);
}

static void
guo_pack_page_unmap (GtkWidget *widget)
{
  guo_pack_watch_silence (GUO_PACK_PAGE (widget), FALSE);
  GTK_WIDGET_CLASS (guo_pack_page_parent_class)->unmap (widget);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  guo_pack_install_cases (widget_class);
  guo_pack_install_pallet (widget_class);
  guo_pack_install_more (widget_class);
  gtk_widget_class_install_action (widget_class, "packing.pack", NULL, pack_activated);
  gtk_widget_class_install_action (widget_class, "packing.change", NULL, change_activated);
  gtk_widget_class_install_action (widget_class, "packing.use-lot", "x", use_lot_activated);
  gtk_widget_class_install_action (widget_class, "packing.part", NULL, part_activated);
  gtk_widget_class_install_action (widget_class, "packing.tare", NULL, tare_activated);
  gtk_widget_class_install_action (widget_class, "packing.reload", NULL, reload_activated);
}

static void
guo_pack_page_class_init (GuoPackPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guo_pack_page_dispose;
  widget_class->map = guo_pack_page_map;
  widget_class->unmap = guo_pack_page_unmap;
  g_type_ensure (GUO_TYPE_BAND);
  install_actions (widget_class);
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/guozhan/Guozhan/pack/page.ui");
  gtk_widget_class_bind_template_child (widget_class, GuoPackPage, lot_label);
  gtk_widget_class_bind_template_child (widget_class, GuoPackPage, spec_label);
  gtk_widget_class_bind_template_child (widget_class, GuoPackPage, counted);
  gtk_widget_class_bind_template_child (widget_class, GuoPackPage, refusal_label);
  gtk_widget_class_bind_template_child (widget_class, GuoPackPage, net_label);
  gtk_widget_class_bind_template_child (widget_class, GuoPackPage, left_label);
  gtk_widget_class_bind_template_child (widget_class, GuoPackPage, count_choice);
  gtk_widget_class_bind_template_child (widget_class, GuoPackPage, weight_card);
  gtk_widget_class_bind_template_child (widget_class, GuoPackPage, pack_key);
  gtk_widget_class_bind_template_child (widget_class, GuoPackPage, keys);
  gtk_widget_class_bind_template_child (widget_class, GuoPackPage, limits_label);
  gtk_widget_class_bind_template_child (widget_class, GuoPackPage, band);
  gtk_widget_class_bind_template_child (widget_class, GuoPackPage, average_label);
  gtk_widget_class_bind_template_child (widget_class, GuoPackPage, pallet_label);
  gtk_widget_class_bind_template_child (widget_class, GuoPackPage, pallet_count);
  gtk_widget_class_bind_template_child (widget_class, GuoPackPage, pallet_key);
  gtk_widget_class_bind_template_child (widget_class, GuoPackPage, printer_label);
  gtk_widget_class_bind_template_child (widget_class, GuoPackPage, tare_label);
  gtk_widget_class_bind_template_child (widget_class, GuoPackPage, case_list);
  gtk_widget_class_bind_template_child (widget_class, GuoPackPage, total_label);
  gtk_widget_class_bind_template_child (widget_class, GuoPackPage, total_net_label);
  gtk_widget_class_bind_template_child (widget_class, GuoPackPage, net_head);
}

static void
guo_pack_page_init (GuoPackPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->count_choice, "chosen", G_CALLBACK (guo_pack_show_key), self,
                           G_CONNECT_SWAPPED);
  fill_counts (self);
}
