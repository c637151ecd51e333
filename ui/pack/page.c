#include "ui/pack/page.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/format.h"
#include "station/client/row.h"
#include "ui/act.h"
#include "ui/pack/row.h"
#include "ui/pack/sheets.h"
#include "ui/pack/spec.h"
#include "ui/page.h"
#include "ui/who.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/columns.h"
#include "ui/widgets/key.h"
#include "ui/widgets/weight-card.h"

#define CASES_MOST 30
#define RELOAD_MS 120

struct _GuoPackPage
{
  GtkWidget      parent_instance;

  GuoDesk       *desk;

  GtkLabel      *spec_label;
  GtkLabel      *left_label;
  GtkLabel      *lot_label;
  GuoWeightCard *weight_card;
  GtkWidget     *counted;
  GtkLabel      *refusal_label;
  GuoChoice     *count_choice;
  GuoKey        *pack_key;
  GtkLabel      *printer_label;
  GtkLabel      *tare_label;
  GtkLabel      *net_label;
  GtkListBox    *case_list;
  GtkLabel      *total_label;
  GtkLabel      *total_net_label;
  GtkLabel      *net_head;

  json_t        *lots;       /* harvest lots with fruit left */
  json_t        *cases;      /* of the pack lot packed last */
  gint64         lot;
  gint64         pack_lot;
  guint          reload;
  gboolean       packing;
};

static void guo_pack_page_page_init (GuoPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GuoPackPage, guo_pack_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GUO_TYPE_PAGE, guo_pack_page_page_init))

static json_t *
lot_in_use (GuoPackPage *self)
{
  gsize i;
  json_t *lot;

  json_array_foreach (self->lots, i, lot)
    if (guo_row_int (lot, "id") == self->lot)
      return lot;
  return NULL;
}

static gboolean
check_weighed (GuoPackPage *self)
{
  return guo_pack_spec_check_weighed (guo_desk_state (self->desk));
}

static void
show_lot (GuoPackPage *self)
{
  json_t *lot = lot_in_use (self);
  g_autofree gchar *spec = guo_pack_spec_text (guo_desk_state (self->desk));
  g_autofree gchar *left = guo_desk_mass (self->desk, guo_row_int (lot, "left_mg"), 2);
  g_autofree gchar *left_text = g_strdup_printf (_("%s left"), left);
  g_autofree gchar *detail =
    g_strdup_printf (_("lot %s · %s · %s %s"), guo_row_text (lot, "no"),
                     guo_row_text (lot, "cooperative_name"), guo_row_text (lot, "product_name"),
                     guo_row_text (lot, "variety_name"));

  gtk_label_set_label (self->spec_label, lot != NULL ? spec : _("First choose a lot"));
  gtk_label_set_label (self->left_label, lot != NULL ? left_text : "");
  gtk_label_set_label (self->lot_label, lot != NULL ? detail : "");
}

static void
set_label (GtkLabel *label, const gchar *text)
{
  if (strcmp (gtk_label_get_label (label), text) != 0)
    gtk_label_set_label (label, text);
}

static void
show_net (GuoPackPage *self)
{
  json_t *line = guo_desk_weight (self->desk);
  gint64 tare_mg = guo_screen_state_get_id (guo_desk_state (self->desk), GUO_PACK_TARE);
  gint decimals = line != NULL ? (gint) guo_row_int (line, "decimals") : 2;
  g_autofree gchar *tare = guo_format_mass (tare_mg, decimals);
  g_autofree gchar *tare_kg = g_strdup_printf ("%s kg", tare);
  g_autofree gchar *net = guo_format_mass (guo_row_int (line, "mg") - tare_mg, decimals);
  g_autofree gchar *net_kg = g_strdup_printf ("%s kg", net);
  gboolean known = check_weighed (self) && guo_row_flag (line, "can_record");

  set_label (self->tare_label, check_weighed (self) ? tare_kg : "—");
  set_label (self->net_label, known ? net_kg : "—");
}

static void
show_key (GuoPackPage *self)
{
  json_t *line = guo_desk_weight (self->desk);
  gboolean ready = lot_in_use (self) == NULL || !check_weighed (self)
                   || guo_row_flag (line, "can_record")
                   || strcmp (guo_row_text (line, "state"), "stable") == 0;
  gint count = (gint) guo_choice_get_id (self->count_choice);
  g_autofree gchar *many = g_strdup_printf (ngettext ("Pack and label %d case",
                                                      "Pack and label %d cases", (gulong) count),
                                            count);

  if (lot_in_use (self) == NULL)
    guo_key_set_word (self->pack_key, _("Choose a lot"));
  else
    guo_key_set_word (self->pack_key, check_weighed (self) ? _("Record and label") : many);
  if (ready && !self->packing && guo_desk_connected (self->desk))
    gtk_widget_add_css_class (GTK_WIDGET (self->pack_key), "primary");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->pack_key), "primary");
}

static void
weight_arrived (GuoPackPage *self)
{
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  show_net (self);
  show_key (self);
}

static void
show_spec (GuoPackPage *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->weight_card), check_weighed (self));
  gtk_widget_set_visible (self->counted, !check_weighed (self));
  show_lot (self);
  show_net (self);
  show_key (self);
}

static void
show_printer (GuoPackPage *self)
{
  json_t *devices = guo_desk_devices (self->desk), *line;
  const gchar *key, *name = NULL, *state = "";

  json_object_foreach (devices, key, line)
    if (strcmp (guo_row_text (line, "kind"), "printer") == 0)
      {
        name = guo_row_text (line, "name");
        state = guo_row_text (line, "state");
      }
  if (name != NULL)
    {
      g_autofree gchar *text = g_strdup_printf ("%s %s", strcmp (state, "lost") == 0 ? "▲" : "●",
                                                name);

      gtk_label_set_label (self->printer_label, text);
    }
  else
    gtk_label_set_label (self->printer_label, _("○ none"));
}

static void
show_cases (GuoPackPage *self)
{
  GtkWidget *row;
  gboolean answering = gtk_widget_get_focus_child (GTK_WIDGET (self->case_list)) != NULL;
  gsize i;
  json_t *pack_case;
  gint64 net_mg = 0;
  gint n = 0;
  GuoMassUnit unit = guo_desk_mass_unit (self->desk);
  g_autofree gchar *head = g_strdup_printf (_("Net %s"), guo_mass_unit_word (unit));
  g_autofree gchar *net = NULL;
  g_autofree gchar *text = NULL;

  /* Else the focus of an answered question would go to any key, and the footswitch would press that one. */
  if (answering)
    gtk_widget_grab_focus (GTK_WIDGET (self->pack_key));
  while ((row = GTK_WIDGET (gtk_list_box_get_row_at_index (self->case_list, 0))) != NULL)
    gtk_list_box_remove (self->case_list, row);
  json_array_foreach (self->cases, i, pack_case)
    {
      gtk_list_box_append (self->case_list, guo_case_row_new (pack_case, unit));
      if (guo_row_flag (pack_case, "void"))
        continue;
      n++;
      net_mg += guo_row_int (pack_case, "net_mg");
    }
  net = guo_desk_mass (self->desk, net_mg, 2);
  text = g_strdup_printf (ngettext ("%d case shown", "%d cases shown", (gulong) n), n);
  gtk_label_set_label (self->total_label, text);
  gtk_label_set_label (self->total_net_label, net);
  gtk_label_set_label (self->net_head, head);
}

/* The centre's unit is known with the status, and may change. */
static void
show_units (GuoPackPage *self)
{
  show_lot (self);
  show_cases (self);
}

/* Asking the station */

static void
cases_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoPackPage *self = owner;

  if (answer == NULL)
    return;
  json_decref (self->cases);
  self->cases = json_incref (guo_row_list (answer, "rows"));
  show_cases (self);
}

static void
lots_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoPackPage *self = owner;
  gsize i;
  json_t *lot;

  if (answer == NULL)
    return;
  json_decref (self->lots);
  self->lots = json_array ();
  json_array_foreach (guo_row_list (answer, "rows"), i, lot)
    if (guo_row_int (lot, "left_mg") > 0 || guo_row_int (lot, "id") == self->lot)
      json_array_append (self->lots, lot);
  if (lot_in_use (self) == NULL)
    self->lot = guo_row_int (json_array_get (self->lots, 0), "id");
  show_lot (self);
  show_key (self);
}

static gboolean
reload_now (gpointer user_data)
{
  GuoPackPage *self = user_data;
  g_autofree gchar *path = NULL;

  self->reload = 0;
  if (!guo_desk_connected (self->desk) || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return G_SOURCE_REMOVE;
  guo_desk_send (self->desk, "GET", "/v1/lots?kind=harvest&limit=40", NULL, self, lots_arrived,
                 NULL);
  path = g_strdup_printf ("/v1/cases?lot=%" G_GINT64_FORMAT "&limit=%d", self->pack_lot,
                          CASES_MOST);
  if (self->pack_lot != 0)
    guo_desk_send (self->desk, "GET", path, NULL, self, cases_arrived, NULL);
  return G_SOURCE_REMOVE;
}

/* Many labels change at once: one question for all of them. */
static void
reload (GuoPackPage *self)
{
  if (self->reload == 0)
    self->reload = g_timeout_add (RELOAD_MS, reload_now, self);
}

/* What the keys do */

/* Too little in the case sounds unlike any other refusal: the packer's eyes are on the fruit. */
static GuoSoundKind
sound_of (json_t *answer, const GError *error)
{
  if (answer != NULL)
    return GUO_SOUND_RECORDED;
  return strcmp (guo_client_error_code (error), "net-too-low") == 0 ? GUO_SOUND_LIGHT : GUO_SOUND_REFUSED;
}

static void
packed (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoPackPage *self = owner;
  json_t *cases = guo_row_list (answer, "cases");
  g_autofree gchar *text = NULL;
  g_autofree gchar *no = NULL;

  self->packing = FALSE;
  show_key (self);
  guo_sounds_play (guo_desk_sounds (self->desk), sound_of (answer, error));
  gtk_label_set_label (self->refusal_label, error != NULL ? error->message : "");
  if (answer == NULL)
    {
      guo_weight_card_set_hint (self->weight_card, error->message);
      return;
    }
  self->pack_lot = guo_row_int (json_object_get (answer, "lot"), "id");
  guo_screen_state_set_id (guo_desk_state (self->desk), "pack-lot", self->pack_lot);
  no = guo_case_short_serial (guo_row_text (json_array_get (cases, json_array_size (cases) - 1),
                                            "serial"));
  text = g_strdup_printf (_("✓ Case %s recorded"), no);
  guo_desk_say (self->desk, text, NULL, FALSE);
  reload (self);
}

static void
pack (GuoPackPage *self)
{
  GuoScreenState *state = guo_desk_state (self->desk);
  json_t *body = guo_pack_spec_body (state, self->lot);

  if (check_weighed (self))
    {
      json_object_set_new (body, "scale", json_integer (guo_desk_scale (self->desk)));
      json_object_set_new (body, "tare_mg",
                           json_integer (guo_screen_state_get_id (state, GUO_PACK_TARE)));
    }
  else
    json_object_set_new (body, "count", json_integer (guo_choice_get_id (self->count_choice)));
  self->packing = TRUE;
  show_key (self);
  guo_act (GTK_WIDGET (self), self->desk, "/v1/cases", body, FALSE, packed, NULL);
}

static void
pack_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoPackPage *self = GUO_PACK_PAGE (widget);

  if (self->packing || !guo_desk_connected (self->desk))
    return;
  if (guo_desk_user (self->desk) == NULL)
    guo_who_refuse (widget, self->desk);
  else if (lot_in_use (self) == NULL)
    guo_pack_spec_ask (widget, self->desk, self->lots, self->lot);
  else
    pack (self);
}

static void
change_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoPackPage *self = GUO_PACK_PAGE (widget);

  guo_pack_spec_ask (widget, self->desk, self->lots, self->lot);
}

static void
use_lot_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoPackPage *self = GUO_PACK_PAGE (widget);

  self->lot = g_variant_get_int64 (parameter);
  show_spec (self);
}

static void
tare_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  guo_pack_ask_mass (widget, GUO_PACK_PAGE (widget)->desk, _("Tare of the case"),
                     _("What an empty case with its padding weighs."), GUO_PACK_TARE);
}

static json_t *
last_case (GuoPackPage *self)
{
  gsize i;
  json_t *pack_case;

  json_array_foreach (self->cases, i, pack_case)
    if (!guo_row_flag (pack_case, "void"))
      return pack_case;
  return NULL;
}

static void
ask_about_last (GuoPackPage *self, gboolean reprint)
{
  json_t *pack_case = last_case (self);
  const gchar *serial = guo_row_text (pack_case, "serial");
  g_autofree gchar *no = guo_case_short_serial (serial);
  g_autofree gchar *title = g_strdup_printf (reprint ? _("Print %s again?") : _("Void case %s?"), no);
  g_autofree gchar *path = g_strdup_printf ("/v1/cases/%s/%s", serial,
                                            reprint ? "reprint" : "void");

  if (pack_case == NULL)
    guo_desk_say (self->desk, _("There is no case of this lot yet"), NULL, TRUE);
  else
    guo_pack_ask_reason (GTK_WIDGET (self), self->desk, title, path, reprint);
}

static void
void_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  ask_about_last (GUO_PACK_PAGE (widget), FALSE);
}

static void
reprint_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  ask_about_last (GUO_PACK_PAGE (widget), TRUE);
}

static void
settled (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  reload (owner);
}

static json_t *
case_of (GuoPackPage *self, const gchar *serial)
{
  gsize i;
  json_t *pack_case;

  json_array_foreach (self->cases, i, pack_case)
    if (strcmp (guo_row_text (pack_case, "serial"), serial) == 0)
      return pack_case;
  return NULL;
}

static void
settle (GuoPackPage *self, const gchar *serial, const gchar *state)
{
  json_t *pack_case = case_of (self, serial);
  g_autofree gchar *path = g_strdup_printf ("/v1/print-jobs/%" G_GINT64_FORMAT "/settle",
                                            guo_row_int (pack_case, "label_job"));

  guo_act (GTK_WIDGET (self), self->desk, path,
           json_pack ("{sIsIss}", "unit", guo_row_int (pack_case, "id"), "copy",
                      guo_row_int (pack_case, "label_copy"), "state", state), FALSE, settled, NULL);
}

static void
came_out_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  settle (GUO_PACK_PAGE (widget), g_variant_get_string (parameter, NULL), "out");
}

static void
not_out_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  settle (GUO_PACK_PAGE (widget), g_variant_get_string (parameter, NULL), "void");
}

static void
reload_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoPackPage *self = GUO_PACK_PAGE (widget);

  show_spec (self);
  reload (self);
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
  { "F7", "packing.void", N_("Void") },
  { "F8", "packing.reprint", N_("Reprint") },
  { NULL, NULL, NULL },
};

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
  g_signal_connect_object (desk, "connection", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "committed", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "queue", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "weight", G_CALLBACK (weight_arrived), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "device", G_CALLBACK (show_printer), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "status", G_CALLBACK (show_units), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "map", G_CALLBACK (reload), NULL);
  show_spec (self);
  show_printer (self);
  show_cases (self);
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
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->lots, json_decref);
  g_clear_pointer (&self->cases, json_decref);
  G_OBJECT_CLASS (guo_pack_page_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "packing.pack", NULL, pack_activated);
  gtk_widget_class_install_action (widget_class, "packing.change", NULL, change_activated);
  gtk_widget_class_install_action (widget_class, "packing.use-lot", "x", use_lot_activated);
  gtk_widget_class_install_action (widget_class, "packing.tare", NULL, tare_activated);
  gtk_widget_class_install_action (widget_class, "packing.void", NULL, void_activated);
  gtk_widget_class_install_action (widget_class, "packing.reprint", NULL, reprint_activated);
  gtk_widget_class_install_action (widget_class, "packing.came-out", "s", came_out_activated);
  gtk_widget_class_install_action (widget_class, "packing.not-out", "s", not_out_activated);
  gtk_widget_class_install_action (widget_class, "packing.reload", NULL, reload_activated);
}

static void
guo_pack_page_class_init (GuoPackPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guo_pack_page_dispose;
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
  g_signal_connect_object (self->count_choice, "chosen", G_CALLBACK (show_key), self,
                           G_CONNECT_SWAPPED);
  fill_counts (self);
}
