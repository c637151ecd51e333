#include "ui/weigh/page.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/format.h"
#include "station/client/row.h"
#include "ui/page.h"
#include "ui/weigh/row.h"
#include "ui/weigh/sheets.h"
#include "ui/who.h"
#include "ui/widgets/columns.h"
#include "ui/widgets/key.h"
#include "ui/widgets/weight-card.h"

#define RECENT_ROWS 12
#define NO_VALUE "\342\200\224"

struct _GuoWeighPage
{
  GtkWidget      parent_instance;

  GuoDesk       *desk;

  GtkLabel      *head_label;
  GtkLabel      *crate_label;
  GtkLabel      *lot_label;
  GuoWeightCard *weight_card;
  GuoKey        *record_key;
  GtkWidget     *again_key;
  GtkLabel      *tare_label;
  GtkLabel      *crate_type_label;
  GtkLabel      *net_label;
  GtkListBox    *recent;
  GtkLabel      *total_label;
  GtkLabel      *total_net_label;

  json_t        *crate_types;
  json_t        *weighings;     /* of the delivery at work, newest first */
  gboolean       recording;     /* until the answer: the key is dead */
  gboolean       confirm_below; /* the station asked for a second press */
};

static void guo_weigh_page_page_init (GuoPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GuoWeighPage, guo_weigh_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GUO_TYPE_PAGE, guo_weigh_page_page_init))

/* What is shown */

static json_t *
crate_type_in_use (GuoWeighPage *self)
{
  gint64 wanted = guo_screen_state_get_id (guo_desk_state (self->desk), "crate-type");
  gsize i;
  json_t *type;

  json_array_foreach (self->crate_types, i, type)
    if (guo_row_int (type, "id") == wanted)
      return type;
  return json_array_get (self->crate_types, 0);
}

static gint
decimals_of (GuoWeighPage *self)
{
  json_t *line = guo_desk_weight (self->desk);

  return line != NULL ? (gint) guo_row_int (line, "decimals") : 2;
}

static void
set_label (GtkLabel *label, const gchar *text)
{
  if (strcmp (gtk_label_get_label (label), text) != 0)
    gtk_label_set_label (label, text);
}

static void
show_computed (GuoWeighPage *self)
{
  json_t *type = crate_type_in_use (self), *line = guo_desk_weight (self->desk);
  gint64 tare_mg = guo_row_int (type, "tare_mg");
  g_autofree gchar *tare = guo_format_mass (tare_mg, decimals_of (self));
  g_autofree gchar *tare_kg = g_strdup_printf ("%s kg", tare);
  g_autofree gchar *name = NULL;
  g_autofree gchar *net_kg = NULL;

  set_label (self->tare_label, type != NULL ? tare_kg : NO_VALUE);
  if (type != NULL)
    name = g_strdup_printf (_("%s · table of %s"), guo_row_text (type, "name"),
                            guo_row_text (type, "tare_from"));
  set_label (self->crate_type_label, name != NULL ? name : _("No crate chosen: F4"));
  if (type != NULL && guo_row_has (line, "mg") && guo_row_flag (line, "can_record"))
    {
      g_autofree gchar *net = guo_format_mass (guo_row_int (line, "mg") - tare_mg,
                                               decimals_of (self));

      net_kg = g_strdup_printf ("%s kg", net);
    }
  set_label (self->net_label, net_kg != NULL ? net_kg : NO_VALUE);
}

static gint64
last_no (GuoWeighPage *self)
{
  return guo_row_int (json_array_get (self->weighings, 0), "no");
}

static gchar *
lot_text (json_t *delivery, json_t *lot)
{
  const gchar *parts[6] = { guo_row_text (delivery, "product_name"),
                            guo_row_text (lot, "no"),
                            guo_row_text (lot, "plot_name"),
                            guo_row_text (lot, "harvested_on"),
                            guo_row_text (delivery, "vehicle") };
  GString *text = g_string_new (NULL);

  if (*guo_row_text (delivery, "variety_name") != '\0')
    parts[0] = guo_row_text (delivery, "variety_name");
  for (gsize i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_string_append_printf (text, "%s%s%s", text->len > 0 ? " · " : "", i == 1 ? _("lot ") : "",
                              parts[i]);
  return g_string_free (text, FALSE);
}

static void
show_head (GuoWeighPage *self)
{
  json_t *delivery = guo_desk_delivery (self->desk), *lot = guo_desk_lot (self->desk);
  g_autofree gchar *who = NULL;
  g_autofree gchar *crate = NULL;
  g_autofree gchar *detail = NULL;

  if (delivery == NULL)
    {
      set_label (self->head_label, _("First choose whose fruit it is"));
      set_label (self->crate_label, "");
      set_label (self->lot_label, "");
      return;
    }
  if (*guo_row_text (lot, "grower_name") != '\0')
    who = g_strdup_printf ("%s · %s", guo_row_text (delivery, "cooperative_name"),
                           guo_row_text (lot, "grower_name"));
  else
    who = g_strdup (guo_row_text (delivery, "cooperative_name"));
  crate = g_strdup_printf (_("Crate %d"), (gint) last_no (self) + 1);
  detail = lot_text (delivery, lot);
  set_label (self->head_label, who);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->head_label), who);
  /* a tooltip takes the place of the accessible description */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->head_label),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, _("Whose fruit"), -1);
  set_label (self->crate_label, crate);
  set_label (self->lot_label, detail);
}

static void
show_totals (GuoWeighPage *self)
{
  json_t *delivery = guo_desk_delivery (self->desk);
  gint crates = (gint) guo_row_int (delivery, "crates");
  g_autofree gchar *text =
    g_strdup_printf (ngettext ("This delivery: %d crate", "This delivery: %d crates",
                               (gulong) crates), crates);
  g_autofree gchar *net = guo_format_mass (guo_row_int (delivery, "net_mg"), decimals_of (self));
  g_autofree gchar *net_kg = g_strdup_printf ("%s kg", net);

  set_label (self->total_label, delivery != NULL ? text : _("No delivery at work"));
  set_label (self->total_net_label, delivery != NULL ? net_kg : "");
}

/* The one key says what it does now; filled only when it acts. */
static void
show_key (GuoWeighPage *self)
{
  json_t *line = guo_desk_weight (self->desk);
  gboolean work = guo_desk_delivery (self->desk) != NULL;
  gboolean ready = !work || guo_row_flag (line, "can_record")
                   || strcmp (guo_row_text (line, "state"), "stable") == 0;

  if (!work)
    guo_key_set_word (self->record_key, _("Choose whose fruit"));
  else if (self->confirm_below)
    guo_key_set_word (self->record_key, _("Press again: below the minimum"));
  else
    guo_key_set_word (self->record_key, _("Record"));
  if (ready && !self->recording && guo_desk_connected (self->desk))
    gtk_widget_add_css_class (GTK_WIDGET (self->record_key), "primary");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->record_key), "primary");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->record_key), GTK_ACCESSIBLE_STATE_BUSY,
                               self->recording, -1);
}

static void
show_recent (GuoWeighPage *self)
{
  gboolean with_time = guo_desk_compact (self->desk) < 2;
  GtkWidget *row;
  gsize i;
  json_t *weighing;

  while ((row = GTK_WIDGET (gtk_list_box_get_row_at_index (self->recent, 0))) != NULL)
    gtk_list_box_remove (self->recent, row);
  json_array_foreach (self->weighings, i, weighing)
    gtk_list_box_append (self->recent,
                         guo_weighing_row_new (weighing, decimals_of (self), with_time));
  guo_weight_card_set_recorded (self->weight_card, last_no (self));
}

/* Asking the station */

static void
weighings_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoWeighPage *self = owner;

  if (answer == NULL)
    return;
  json_decref (self->weighings);
  self->weighings = json_incref (guo_row_list (answer, "rows"));
  show_recent (self);
  show_head (self);
}

static void
crate_types_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoWeighPage *self = owner;

  if (answer == NULL)
    return;
  json_decref (self->crate_types);
  self->crate_types = json_incref (guo_row_list (answer, "rows"));
  show_computed (self);
}

static void
reload_weighings (GuoWeighPage *self)
{
  gint64 delivery = guo_row_int (guo_desk_delivery (self->desk), "id");
  g_autofree gchar *path = NULL;

  if (delivery == 0)
    {
      g_clear_pointer (&self->weighings, json_decref);
      show_recent (self);
      return;
    }
  path = g_strdup_printf ("/v1/weighings?delivery=%" G_GINT64_FORMAT "&limit=%d", delivery,
                          RECENT_ROWS);
  guo_desk_send (self->desk, "GET", path, NULL, self, weighings_arrived, NULL);
}

static void
reload (GuoWeighPage *self)
{
  if (!guo_desk_connected (self->desk))
    return;
  guo_desk_send (self->desk, "GET", "/v1/crate-types", NULL, self, crate_types_arrived, NULL);
  reload_weighings (self);
}

static void
delivery_changed (GuoWeighPage *self)
{
  show_head (self);
  show_totals (self);
  show_key (self);
  reload_weighings (self);
}

static void
committed (GuoWeighPage *self, json_t *line)
{
  const gchar *type = guo_row_text (line, "type");

  if (g_str_has_prefix (type, "weighing.") || g_str_has_prefix (type, "fact.")
      || g_str_has_prefix (type, "delivery.") || g_str_has_prefix (type, "lot."))
    guo_desk_reload_delivery (self->desk);
  else if (g_str_has_prefix (type, "tare.") || g_str_has_prefix (type, "crate_type."))
    reload (self);
}

static void
weight_arrived (GuoWeighPage *self, json_t *line)
{
  const gchar *state = guo_row_text (line, "state");
  gboolean recorded = strcmp (state, "recorded") == 0 || strcmp (state, "maybe-recorded") == 0;

  if (strcmp (guo_row_text (line, "state"), "below-min") != 0)
    self->confirm_below = FALSE;
  gtk_widget_set_visible (self->again_key, recorded);
  show_computed (self);
  show_key (self);
}

static void
connection_changed (GuoWeighPage *self)
{
  gtk_widget_set_visible (self->again_key, FALSE);
  self->recording = self->recording && guo_desk_connected (self->desk);
  show_key (self);
  show_computed (self);
  reload (self);
}

static void
layout_changed (GuoWeighPage *self)
{
  guo_key_set_key_name (self->record_key, guo_desk_compact (self->desk) > 0
                                            ? _("Space")
                                            : _("Space · keypad Enter · footswitch"));
  show_recent (self);
}

/* What the keys do */

static void
recorded (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoWeighPage *self = owner;

  self->recording = FALSE;
  self->confirm_below = strcmp (guo_client_error_code (error), "below-min") == 0;
  show_key (self);
  guo_sounds_play (guo_desk_sounds (self->desk), answer != NULL ? GUO_SOUND_RECORDED : GUO_SOUND_REFUSED);
  if (answer != NULL)
    {
      g_autofree gchar *net = guo_format_mass (guo_row_int (answer, "net_mg"), decimals_of (self));
      g_autofree gchar *text = g_strdup_printf (_("✓ %d recorded  %s kg"),
                                                (gint) guo_row_int (answer, "no"), net);

      guo_weight_card_set_recorded (self->weight_card, guo_row_int (answer, "no"));
      guo_weight_card_set_hint (self->weight_card, NULL);
      guo_desk_say (self->desk, text, "win.key::F7", FALSE);
      guo_desk_reload_delivery (self->desk);
      return;
    }
  guo_weight_card_set_hint (self->weight_card, error->message);
  if (strcmp (guo_client_error_code (error), "login-needed") == 0)
    guo_who_ask (GTK_WIDGET (self), self->desk);
}

static void
record (GuoWeighPage *self)
{
  json_t *type = crate_type_in_use (self);
  json_t *body = json_pack ("{sIsI}", "lot", guo_row_int (guo_desk_lot (self->desk), "id"),
                            "scale", guo_desk_scale (self->desk));

  if (type != NULL)
    json_object_set_new (body, "crate_type", json_integer (guo_row_int (type, "id")));
  else
    json_object_set_new (body, "tare_mg", json_integer (0));
  if (self->confirm_below)
    json_object_set_new (body, "confirm_below_min", json_true ());
  self->recording = TRUE;
  show_key (self);
  guo_desk_send (self->desk, "POST", "/v1/weighings", body, self, recorded, NULL);
}

static void
record_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoWeighPage *self = GUO_WEIGH_PAGE (widget);

  if (guo_desk_delivery (self->desk) == NULL)
    gtk_widget_activate_action (widget, "win.page", "s", "deliver");
  else if (guo_desk_user (self->desk) == NULL)
    guo_who_ask (widget, self->desk);
  else if (!self->recording && guo_desk_connected (self->desk))
    record (self);
}

static void
told (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoWeighPage *self = owner;

  if (error != NULL)
    guo_weight_card_set_hint (self->weight_card, error->message);
}

static void
tell_scale (GuoWeighPage *self, const gchar *what)
{
  g_autofree gchar *path = g_strdup_printf ("/v1/scales/%" G_GINT64_FORMAT "/%s",
                                            guo_desk_scale (self->desk), what);

  guo_desk_send (self->desk, "POST", path, json_object (), self, told, NULL);
}

static void
again_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  tell_scale (GUO_WEIGH_PAGE (widget), "rearm");
}

static void
zero_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  tell_scale (GUO_WEIGH_PAGE (widget), "zero");
}

static void
tare_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoWeighPage *self = GUO_WEIGH_PAGE (widget);

  guo_weigh_ask_tare (widget, self->desk, self->crate_types);
}

static void
void_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoWeighPage *self = GUO_WEIGH_PAGE (widget);
  gsize i;
  json_t *weighing;

  json_array_foreach (self->weighings, i, weighing)
    if (!guo_row_flag (weighing, "void"))
      {
        guo_weigh_ask_void (widget, self->desk, weighing);
        return;
      }
  guo_desk_say (self->desk, _("There is no crate to void"), NULL, TRUE);
}

static void
void_row_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoWeighPage *self = GUO_WEIGH_PAGE (widget);
  gsize i;
  json_t *weighing;

  json_array_foreach (self->weighings, i, weighing)
    if (guo_row_int (weighing, "id") == g_variant_get_int64 (parameter))
      guo_weigh_ask_void (widget, self->desk, weighing);
}

static void
typed_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoWeighPage *self = GUO_WEIGH_PAGE (widget);

  if (guo_desk_delivery (self->desk) != NULL)
    guo_weigh_ask_typed (widget, self->desk);
}

static void
finish_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoWeighPage *self = GUO_WEIGH_PAGE (widget);

  if (guo_desk_delivery (self->desk) != NULL)
    guo_weigh_ask_finish (widget, self->desk);
}

static void
change_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "win.page", "s", "deliver");
}

static void
reload_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  reload (GUO_WEIGH_PAGE (widget));
}

static void
scale_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  guo_desk_next_scale (GUO_WEIGH_PAGE (widget)->desk);
}

static const GuoPageKey page_keys[] = {
  { "primary", "weighing.record", N_("Record") },
  { "again", "weighing.again", N_("Weigh the same weight again") },
  { "F2", "weighing.change", N_("Other fruit") },
  { "F3", "weighing.scale", N_("Next scale") },
  { "F4", "weighing.tare", N_("Tare") },
  { "F6", "weighing.zero", N_("Zero") },
  { "F7", "weighing.void", N_("Void") },
  { "F9", "weighing.finish", N_("Finish") },
  { "F11", "weighing.typed", N_("Type a weight") },
  { NULL, NULL, NULL },
};

static GtkWidget *
guo_weigh_page_get_primary (GuoPage *page)
{
  return GTK_WIDGET (GUO_WEIGH_PAGE (page)->record_key);
}

static void
guo_weigh_page_set_desk (GuoPage *page, GuoDesk *desk)
{
  GuoWeighPage *self = GUO_WEIGH_PAGE (page);

  self->desk = g_object_ref (desk);
  guo_weight_card_set_desk (self->weight_card, desk);
  g_signal_connect_object (desk, "delivery", G_CALLBACK (delivery_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "weight", G_CALLBACK (weight_arrived), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "committed", G_CALLBACK (committed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "connection", G_CALLBACK (connection_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "layout", G_CALLBACK (layout_changed), self, G_CONNECT_SWAPPED);
  show_head (self);
  show_totals (self);
  show_computed (self);
  show_key (self);
}

static void
guo_weigh_page_page_init (GuoPageInterface *iface)
{
  iface->keys = page_keys;
  iface->get_primary = guo_weigh_page_get_primary;
  iface->set_desk = guo_weigh_page_set_desk;
}

static void
guo_weigh_page_dispose (GObject *object)
{
  GuoWeighPage *self = GUO_WEIGH_PAGE (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->crate_types, json_decref);
  g_clear_pointer (&self->weighings, json_decref);
  G_OBJECT_CLASS (guo_weigh_page_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "weighing.record", NULL, record_activated);
  gtk_widget_class_install_action (widget_class, "weighing.again", NULL, again_activated);
  gtk_widget_class_install_action (widget_class, "weighing.zero", NULL, zero_activated);
  gtk_widget_class_install_action (widget_class, "weighing.tare", NULL, tare_activated);
  gtk_widget_class_install_action (widget_class, "weighing.void", NULL, void_activated);
  gtk_widget_class_install_action (widget_class, "weighing.void-row", "x", void_row_activated);
  gtk_widget_class_install_action (widget_class, "weighing.typed", NULL, typed_activated);
  gtk_widget_class_install_action (widget_class, "weighing.finish", NULL, finish_activated);
  gtk_widget_class_install_action (widget_class, "weighing.change", NULL, change_activated);
  gtk_widget_class_install_action (widget_class, "weighing.reload", NULL, reload_activated);
  gtk_widget_class_install_action (widget_class, "weighing.scale", NULL, scale_activated);
}

static void
guo_weigh_page_class_init (GuoWeighPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (GUO_TYPE_COLUMNS);
  g_type_ensure (GUO_TYPE_KEY);
  g_type_ensure (GUO_TYPE_WEIGHT_CARD);
  G_OBJECT_CLASS (klass)->dispose = guo_weigh_page_dispose;
  install_actions (widget_class);
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/guozhan/Guozhan/weigh/page.ui");
  gtk_widget_class_bind_template_child (widget_class, GuoWeighPage, head_label);
  gtk_widget_class_bind_template_child (widget_class, GuoWeighPage, crate_label);
  gtk_widget_class_bind_template_child (widget_class, GuoWeighPage, lot_label);
  gtk_widget_class_bind_template_child (widget_class, GuoWeighPage, weight_card);
  gtk_widget_class_bind_template_child (widget_class, GuoWeighPage, record_key);
  gtk_widget_class_bind_template_child (widget_class, GuoWeighPage, again_key);
  gtk_widget_class_bind_template_child (widget_class, GuoWeighPage, tare_label);
  gtk_widget_class_bind_template_child (widget_class, GuoWeighPage, crate_type_label);
  gtk_widget_class_bind_template_child (widget_class, GuoWeighPage, net_label);
  gtk_widget_class_bind_template_child (widget_class, GuoWeighPage, recent);
  gtk_widget_class_bind_template_child (widget_class, GuoWeighPage, total_label);
  gtk_widget_class_bind_template_child (widget_class, GuoWeighPage, total_net_label);
}

static void
guo_weigh_page_init (GuoWeighPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
