#include "ui/weigh/page.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/banner.h"
#include "ui/weigh/head.h"
#include "ui/weigh/page-private.h"
#include "ui/widgets/columns.h"
#include "ui/widgets/tip.h"

#define RECENT_ROWS 50
#define DECIMALS 2
#define MAYBE "maybe-recorded"

static void guo_weigh_page_page_init (GuoPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GuoWeighPage, guo_weigh_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GUO_TYPE_PAGE, guo_weigh_page_page_init))

/* What is shown */

GuoWeighLoad
guo_weigh_page_load (GuoWeighPage *self)
{
  return guo_weigh_load (guo_desk_state (self->desk), self->crate_types, self->trucks,
                         guo_row_int (guo_desk_lot (self->desk), "id"));
}

static gint
decimals_of (GuoWeighPage *self)
{
  json_t *line = guo_desk_weight (self->desk);

  return line != NULL ? (gint) guo_row_int (line, "decimals") : DECIMALS;
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
  GuoWeighLoad load = guo_weigh_page_load (self);

  guo_computed_card_show (self->computed, &load, guo_desk_lot (self->desk),
                          guo_desk_weight (self->desk));
}

static gint
last_no (GuoWeighPage *self)
{
  return (gint) guo_row_int (json_array_get (self->weighings, 0), "no");
}

static void
show_head (GuoWeighPage *self)
{
  json_t *delivery = guo_desk_delivery (self->desk), *lot = guo_desk_lot (self->desk);
  GuoWeighLoad load = guo_weigh_page_load (self);
  /* where both names do not fit, the cooperative gives its place to the grower */
  gboolean alone = guo_desk_compact (self->desk) > 1 && *guo_row_text (lot, "grower_name") != '\0';
  g_autofree gchar *grower = guo_weigh_head_grower (lot, alone);
  g_autofree gchar *next = delivery != NULL ? guo_weigh_head_next (&load, last_no (self) + 1)
                                            : g_strdup ("");
  g_autofree gchar *detail = delivery != NULL ? guo_weigh_head_lot (delivery, lot, alone) : g_strdup ("");

  gtk_widget_set_visible (GTK_WIDGET (self->head_label), !alone);
  set_label (self->head_label, delivery != NULL ? guo_row_text (delivery, "cooperative_name")
                                                : _("First choose whose fruit it is"));
  set_label (self->grower_label, grower);
  gtk_label_set_width_chars (self->grower_label, MIN ((gint) g_utf8_strlen (grower, -1), GUO_WEIGH_GROWER_CHARS));
  set_label (self->crate_label, next);
  set_label (self->lot_label, detail);
}

static void
show_totals (GuoWeighPage *self)
{
  json_t *delivery = guo_desk_delivery (self->desk);
  gint crates = (gint) guo_row_int (delivery, "crates");
  g_autofree gchar *text = g_strdup_printf (ngettext ("Σ %d crate", "Σ %d crates", (gulong) crates), crates);
  g_autofree gchar *net = guo_desk_mass (self->desk, guo_row_int (delivery, "net_mg"), DECIMALS);
  g_autofree gchar *payable = guo_desk_mass (self->desk, guo_row_int (delivery, "payable_mg"), DECIMALS);

  set_label (self->total_label, delivery != NULL ? text : _("No delivery at work"));
  set_label (self->total_net_label, delivery != NULL ? net : "");
  set_label (self->total_payable_label, delivery != NULL ? payable : "");
}

static const gchar *
key_word (GuoWeighPage *self)
{
  GuoWeighLoad load = guo_weigh_page_load (self);

  if (guo_desk_delivery (self->desk) == NULL)
    return _("Choose whose fruit");
  if (self->confirm_below)
    return _("Press again: below the minimum");
  return guo_weigh_head_acts (&load);
}

void
guo_weigh_page_show_key (GuoWeighPage *self)
{
  json_t *line = guo_desk_weight (self->desk);
  gboolean ready = guo_desk_delivery (self->desk) == NULL || guo_row_flag (line, "can_record");

  guo_key_set_word (self->record_key, key_word (self));
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
  GuoWeighLoad load = guo_weigh_page_load (self);

  guo_recent_card_show (self->recent, self->desk, load.mode, self->weighings, self->trucks,
                        decimals_of (self));
}

static void
mark_mode (GtkWidget *key, gboolean current)
{
  if (current)
    gtk_widget_add_css_class (key, "current");
  else
    gtk_widget_remove_css_class (key, "current");
  gtk_accessible_update_state (GTK_ACCESSIBLE (key), GTK_ACCESSIBLE_STATE_PRESSED,
                               current ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE,
                               -1);
}

static void
show_mode (GuoWeighPage *self)
{
  GuoWeighMode mode = guo_weigh_page_load (self).mode;

  mark_mode (self->crate_mode, mode == GUO_WEIGH_CRATE);
  mark_mode (self->pallet_mode, mode == GUO_WEIGH_PALLET);
  mark_mode (self->truck_mode, mode == GUO_WEIGH_TRUCK);
}

/* On a narrow screen with large text the word gives way, the number stays. */
static void
show_exceptions (GuoWeighPage *self)
{
  gint n = MAX (self->n_exceptions, 0);
  g_autofree gchar *name = g_strdup_printf (_("Exceptions %d"), n);
  g_autofree gchar *brief = g_strdup_printf ("! %d", n);

  guo_key_set_word (self->exceptions_key, guo_desk_compact (self->desk) > 1 ? brief : name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->exceptions_key),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

void
guo_weigh_page_show (GuoWeighPage *self)
{
  show_head (self);
  show_mode (self);
  show_totals (self);
  show_computed (self);
  guo_weigh_page_show_key (self);
  show_recent (self);
}

/* Asking the station */

/* @data: which of the page's lists takes the rows */
static void
rows_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  json_t **slot = data;

  if (answer == NULL)
    return;
  json_decref (*slot);
  *slot = json_incref (guo_row_list (answer, "rows"));
  guo_weigh_page_show (owner);
}

static void
exceptions_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoWeighPage *self = owner;

  if (answer != NULL)
    self->n_exceptions = (gint) json_array_size (guo_row_list (answer, "rows"));
  show_exceptions (self);
}

static void
reload_weighings (GuoWeighPage *self)
{
  gint64 delivery = guo_row_int (guo_desk_delivery (self->desk), "id");
  g_autofree gchar *path = NULL;

  guo_desk_send (self->desk, "GET", "/v1/vehicle-weighings?waiting=1", NULL, self, rows_arrived,
                 &self->trucks);
  guo_desk_send (self->desk, "GET", "/v1/exceptions", NULL, self, exceptions_arrived, NULL);
  if (delivery == 0)
    {
      g_clear_pointer (&self->weighings, json_decref);
      show_recent (self);
      return;
    }
  path = g_strdup_printf ("/v1/weighings?delivery=%" G_GINT64_FORMAT "&limit=%d", delivery,
                          RECENT_ROWS);
  guo_desk_send (self->desk, "GET", path, NULL, self, rows_arrived, &self->weighings);
}

void
guo_weigh_page_reload (GuoWeighPage *self)
{
  if (!guo_desk_connected (self->desk))
    return;
  guo_desk_send (self->desk, "GET", "/v1/crate-types", NULL, self, rows_arrived,
                 &self->crate_types);
  reload_weighings (self);
}

static void
delivery_changed (GuoWeighPage *self)
{
  guo_weigh_page_show (self);
  reload_weighings (self);
}

static void
committed (GuoWeighPage *self, json_t *line)
{
  const gchar *type = guo_row_text (line, "type");

  if (g_str_has_prefix (type, "tare.") || g_str_has_prefix (type, "crate_type."))
    guo_weigh_page_reload (self);
  else if (guo_row_int (guo_desk_delivery (self->desk), "id") != 0)
    guo_desk_reload_delivery (self->desk);
  else
    reload_weighings (self);
}

/* After a cut: the load may be the one that was recorded last. The person who unloads knows. */
static void
ask_whether_recorded (GuoWeighPage *self, gboolean perhaps)
{
  const GuoBannerKey keys[] = { { _("Recorded already"), "weighing.was-recorded" },
                                { _("Not yet: record it"), "weighing.not-recorded" },
                                { NULL, NULL } };

  if (perhaps)
    guo_banner_set (GTK_WIDGET (self), MAYBE, GUO_BANNER_WARN,
                    _("What is on the scale may have been recorded before the station stopped."), keys);
  else
    guo_banner_clear (GTK_WIDGET (self), MAYBE);
}

static void
weight_arrived (GuoWeighPage *self, json_t *line)
{
  const gchar *state = guo_row_text (line, "state");

  if (strcmp (state, "below-min") != 0)
    self->confirm_below = FALSE;
  gtk_widget_set_visible (self->again_key, strcmp (state, "recorded") == 0);
  if (strcmp (state, "empty") == 0)
    guo_weight_card_set_warning (self->weight_card, NULL);
  ask_whether_recorded (self, strcmp (state, MAYBE) == 0);
  show_computed (self);
  guo_weigh_page_show_key (self);
}

static void
connection_changed (GuoWeighPage *self)
{
  gtk_widget_set_visible (self->again_key, FALSE);
  self->recording = self->recording && guo_desk_connected (self->desk);
  guo_weigh_page_show_key (self);
  show_computed (self);
  guo_weigh_page_reload (self);
}

static void
layout_changed (GuoWeighPage *self)
{
  guo_key_set_key_name (self->record_key, guo_desk_compact (self->desk) > 0
                                            ? _("Space")
                                            : _("Space · keypad Enter · footswitch"));
  for (GtkWidget *key = gtk_widget_get_first_child (self->tools); key != NULL;
       key = gtk_widget_get_next_sibling (key))
    if (GUO_IS_KEY (key))
      guo_key_show_key_name (GUO_KEY (key), guo_desk_compact (self->desk) < 2);
  show_exceptions (self);
  show_recent (self);
}

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
  g_signal_connect_object (desk, "status", G_CALLBACK (guo_weigh_page_show), self, G_CONNECT_SWAPPED);
  show_exceptions (self);
  guo_weigh_page_show (self);
}

static void
guo_weigh_page_page_init (GuoPageInterface *iface)
{
  iface->keys = guo_weigh_page_keys ();
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
  g_clear_pointer (&self->trucks, json_decref);
  G_OBJECT_CLASS (guo_weigh_page_parent_class)->dispose (object);
}

#define BIND(child) gtk_widget_class_bind_template_child (widget_class, GuoWeighPage, child)

static void
bind_children (GtkWidgetClass *widget_class)
{
  BIND (head_label);
  BIND (grower_label);
  BIND (crate_label);
  BIND (lot_label);
  BIND (tools);
  BIND (crate_mode);
  BIND (pallet_mode);
  BIND (truck_mode);
  BIND (exceptions_key);
  BIND (weight_card);
  BIND (record_key);
  BIND (again_key);
  BIND (computed);
  BIND (recent);
  BIND (total_label);
  BIND (total_net_label);
  BIND (total_payable_label);
}

static void
guo_weigh_page_class_init (GuoWeighPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (GUO_TYPE_COLUMNS);
  g_type_ensure (GUO_TYPE_COMPUTED_CARD);
  g_type_ensure (GUO_TYPE_KEY);
  g_type_ensure (GUO_TYPE_RECENT_CARD);
  g_type_ensure (GUO_TYPE_WEIGHT_CARD);
  G_OBJECT_CLASS (klass)->dispose = guo_weigh_page_dispose;
  guo_weigh_page_install_actions (widget_class);
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/guozhan/Guozhan/weigh/page.ui");
  bind_children (widget_class);
}

static void
guo_weigh_page_init (GuoWeighPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  guo_tip_when_cut (GTK_WIDGET (self->head_label), self->head_label);
  guo_tip_when_cut (GTK_WIDGET (self->grower_label), self->grower_label);
}
