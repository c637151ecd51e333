#include <string.h>

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/banner.h"
#include "ui/weigh/deduction-sheet.h"
#include "ui/weigh/detail-sheet.h"
#include "ui/weigh/finish-sheet.h"
#include "ui/weigh/page-private.h"
#include "ui/weigh/row.h"
#include "ui/weigh/sheets.h"
#include "ui/weigh/tare-sheet.h"
#include "ui/who.h"

#define DECIMALS 2

/* Recording */

/* The station recorded it, and found it odd. */
static void
show_warnings (GuoWeighPage *self, json_t *answer)
{
  json_t *warning = json_array_get (guo_row_list (answer, "warnings"), 0);
  g_autofree gchar *at = guo_weighing_time_text (guo_row_text (warning, "at"));
  g_autofree gchar *text = g_strdup_printf (_("Same truck, same weight: %d at %s. If it is one, void it: F7"),
                                            (gint) guo_row_int (warning, "no"), at);

  guo_weight_card_set_warning (self->weight_card,
                               strcmp (guo_row_text (warning, "code"), "same-vehicle") == 0 ? text : NULL);
}

static void
say_recorded (GuoWeighPage *self, json_t *answer)
{
  gboolean first = guo_row_has (answer, "mg");
  g_autofree gchar *mass = guo_desk_mass (self->desk, guo_row_int (answer, first ? "mg" : "net_mg"), DECIMALS);
  g_autofree gchar *text = first
                             ? g_strdup_printf (_("✓ First weighing recorded  %s. Weigh the truck again after "
                                                  "it has unloaded."), mass)
                             : g_strdup_printf (_("✓ %d recorded  %s"), (gint) guo_row_int (answer, "no"), mass);

  guo_weight_card_set_hint (self->weight_card, NULL);
  guo_desk_say (self->desk, text, first ? NULL : "win.key::F7", FALSE);
  show_warnings (self, answer);
}

static void
recorded (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoWeighPage *self = owner;
  const gchar *code = guo_client_error_code (error);

  self->recording = FALSE;
  self->confirm_below = strcmp (code, "below-min") == 0;
  guo_weigh_page_show_key (self);
  guo_sounds_play (guo_desk_sounds (self->desk), answer != NULL ? GUO_SOUND_RECORDED : GUO_SOUND_REFUSED);
  if (answer != NULL)
    {
      say_recorded (self, answer);
      if (json_object_get (answer, "net_mg") != NULL) /* F7 means this one at once, not when the list has come */
        json_array_insert (self->weighings, 0, answer);
      guo_desk_reload_delivery (self->desk);
      return;
    }
  guo_weight_card_set_hint (self->weight_card, error->message);
  if (strcmp (code, "login-needed") == 0)
    guo_who_ask (GTK_WIDGET (self), self->desk);
}

static void
record (GuoWeighPage *self, gboolean confirm_repeat)
{
  GuoWeighLoad load = guo_weigh_page_load (self);
  json_t *body = guo_weigh_load_body (&load, guo_row_int (guo_desk_lot (self->desk), "id"));

  json_object_set_new (body, "scale", json_integer (guo_desk_scale (self->desk)));
  if (self->confirm_below)
    json_object_set_new (body, "confirm_below_min", json_true ());
  if (confirm_repeat)
    json_object_set_new (body, "confirm_repeat", json_true ());
  self->recording = TRUE;
  guo_weigh_page_show_key (self);
  guo_desk_send (self->desk, "POST",
                 guo_weigh_load_is_first (&load) ? "/v1/vehicle-weighings" : "/v1/weighings", body, self,
                 recorded, NULL);
}

static void
record_or_ask (GuoWeighPage *self, gboolean confirm_repeat)
{
  GtkWidget *widget = GTK_WIDGET (self);

  if (guo_desk_delivery (self->desk) == NULL)
    gtk_widget_activate_action (widget, "win.page", "s", "deliver");
  else if (guo_desk_user (self->desk) == NULL)
    guo_who_refuse (widget, self->desk);
  else if (!self->recording && guo_desk_connected (self->desk))
    record (self, confirm_repeat);
}

static void
record_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  record_or_ask (GUO_WEIGH_PAGE (widget), FALSE);
}

static void
not_recorded_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  record_or_ask (GUO_WEIGH_PAGE (widget), TRUE);
  guo_page_focus (GUO_PAGE (widget));
}

/* Nothing to send: the load is taken off, and the scale is armed by that. */
static void
was_recorded_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoWeighPage *self = GUO_WEIGH_PAGE (widget);

  guo_banner_clear (widget, "maybe-recorded");
  guo_weight_card_set_hint (self->weight_card, _("Recorded already: unload it, then weigh the next one"));
  guo_page_focus (GUO_PAGE (widget));
}

/* The scale */

static void
told (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoWeighPage *self = owner;

  if (error == NULL)
    {
      if (data != NULL)
        guo_desk_say (self->desk, data, NULL, FALSE);
      return;
    }
  guo_sounds_play (guo_desk_sounds (self->desk), GUO_SOUND_REFUSED);
  guo_weight_card_set_hint (self->weight_card, error->message);
}

static void
tell_scale (GuoWeighPage *self, const gchar *what, const gchar *done)
{
  g_autofree gchar *path = g_strdup_printf ("/v1/scales/%" G_GINT64_FORMAT "/%s",
                                            guo_desk_scale (self->desk), what);

  guo_desk_send (self->desk, "POST", path, json_object (), self, told, (gpointer) done);
}

static void
again_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  tell_scale (GUO_WEIGH_PAGE (widget), "rearm", NULL);
}

static void
zero_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  tell_scale (GUO_WEIGH_PAGE (widget), "zero", _("✓ The scale was told to set itself to zero"));
}

static void
scale_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  guo_desk_next_scale (GUO_WEIGH_PAGE (widget)->desk);
}

/* What is weighed */

static void
mode_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoWeighPage *self = GUO_WEIGH_PAGE (widget);

  guo_screen_state_set (guo_desk_state (self->desk), "weigh-mode", g_variant_get_string (parameter, NULL));
  guo_weigh_page_show (self);
  guo_page_focus (GUO_PAGE (widget));
}

/* The truck's delivery is at work from here on. */
static void
truck_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoWeighPage *self = GUO_WEIGH_PAGE (widget);
  gsize i;
  json_t *truck;

  json_array_foreach (self->trucks, i, truck)
    if (guo_row_int (truck, "id") == g_variant_get_int64 (parameter))
      guo_desk_set_delivery (self->desk, guo_row_int (truck, "delivery"));
  guo_page_focus (GUO_PAGE (widget));
}

static void
change_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "win.page", "s", "deliver");
}

static void
tare_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoWeighPage *self = GUO_WEIGH_PAGE (widget);
  GuoWeighLoad load = guo_weigh_page_load (self);

  guo_weigh_ask_tare (widget, self->desk, &load, self->crate_types);
}

static void
typed_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoWeighPage *self = GUO_WEIGH_PAGE (widget);
  GuoWeighLoad load = guo_weigh_page_load (self);

  if (guo_desk_delivery (self->desk) != NULL)
    guo_weigh_ask_typed (widget, self->desk, &load);
  else
    guo_desk_say (self->desk, _("First choose whose fruit it is"), NULL, TRUE);
}

static void
deduction_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoWeighPage *self = GUO_WEIGH_PAGE (widget);

  if (guo_desk_lot (self->desk) != NULL)
    guo_weigh_ask_deduction (widget, self->desk);
  else
    guo_desk_say (self->desk, _("First choose whose fruit it is"), NULL, TRUE);
}

/* What was weighed */

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
detail_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  guo_weigh_show_detail (widget, GUO_WEIGH_PAGE (widget)->desk, g_variant_get_int64 (parameter));
}

/* Of the delivery at work; between two, of the one that was finished last. */
static void
slip_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoWeighPage *self = GUO_WEIGH_PAGE (widget);
  GuoScreenState *state = guo_desk_state (self->desk);
  json_t *delivery = guo_desk_delivery (self->desk);
  g_autofree gchar *last_no = guo_screen_state_get (state, "last-delivery-no");

  if (delivery != NULL)
    guo_weigh_show_slip (widget, self->desk, guo_row_int (delivery, "id"), guo_row_text (delivery, "no"));
  else if (last_no != NULL)
    guo_weigh_show_slip (widget, self->desk, guo_screen_state_get_id (state, "last-delivery"), last_no);
  else
    guo_desk_say (self->desk, _("There is no delivery whose slip could be shown"), NULL, TRUE);
}

static void
finish_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoWeighPage *self = GUO_WEIGH_PAGE (widget);

  if (guo_desk_delivery (self->desk) != NULL)
    guo_weigh_ask_finish (widget, self->desk);
  else
    guo_desk_say (self->desk, _("No delivery at work"), NULL, TRUE);
}

static void
exceptions_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "win.page", "s", "exceptions");
}

static void
reload_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  guo_weigh_page_reload (GUO_WEIGH_PAGE (widget));
}

static const GuoPageKey page_keys[] = {
  { "primary", "weighing.record", N_("Record") },
  { "again", "weighing.again", N_("Weigh the same weight again") },
  { "F2", "weighing.change", N_("Other fruit") },
  { "F3", "weighing.scale", N_("Next scale") },
  { "F4", "weighing.tare", N_("Tare") },
  { "F5", "weighing.deduction", N_("Deduction") },
  { "F6", "weighing.zero", N_("Zero") },
  { "F7", "weighing.void", N_("Void") },
  { "F8", "weighing.slip", N_("Slip") },
  { "F9", "weighing.finish", N_("Finish") },
  { "F11", "weighing.typed", N_("Type a weight") },
  { NULL, NULL, NULL },
};

const GuoPageKey *
guo_weigh_page_keys (void)
{
  return page_keys;
}

static const struct
{
  const gchar                    *name;
  const gchar                    *type;
  GtkWidgetActionActivateFunc     done;
} acts[] = {
  { "weighing.record", NULL, record_activated },
  { "weighing.not-recorded", NULL, not_recorded_activated },
  { "weighing.was-recorded", NULL, was_recorded_activated },
  { "weighing.again", NULL, again_activated },
  { "weighing.zero", NULL, zero_activated },
  { "weighing.scale", NULL, scale_activated },
  { "weighing.mode", "s", mode_activated },
  { "weighing.truck", "x", truck_activated },
  { "weighing.change", NULL, change_activated },
  { "weighing.tare", NULL, tare_activated },
  { "weighing.typed", NULL, typed_activated },
  { "weighing.deduction", NULL, deduction_activated },
  { "weighing.void", NULL, void_activated },
  { "weighing.void-row", "x", void_row_activated },
  { "weighing.detail", "x", detail_activated },
  { "weighing.slip", NULL, slip_activated },
  { "weighing.finish", NULL, finish_activated },
  { "weighing.exceptions", NULL, exceptions_activated },
  { "weighing.reload", NULL, reload_activated },
};

void
guo_weigh_page_install_actions (GtkWidgetClass *widget_class)
{
  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    gtk_widget_class_install_action (widget_class, acts[i].name, acts[i].type, acts[i].done);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_1, GDK_CONTROL_MASK, "weighing.mode", "s",
                                       "crate");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_2, GDK_CONTROL_MASK, "weighing.mode", "s",
                                       "pallet");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_3, GDK_CONTROL_MASK, "weighing.mode", "s",
                                       "truck");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_e, GDK_CONTROL_MASK, "weighing.exceptions",
                                       NULL);
}
