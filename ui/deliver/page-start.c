/* From a draft to an open delivery: what the one key says, the certificate, the gates. */
#include <string.h>

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/act.h"
#include "ui/deliver/gates.h"
#include "ui/deliver/page-private.h"
#include "ui/who.h"

static gboolean
certificate_wanted (GuoDeliverPage *self)
{
  json_t *centre = json_object_get (guo_desk_status (self->desk), "centre");
  gboolean gate = !json_is_false (json_object_get (centre, "certificate_gate"));

  return gate && !gtk_toggle_button_get_active (self->certificate_toggle);
}

/* The one key says what it does now; filled only when nothing is in its way. */
void
guo_deliver_show_key (GuoDeliverPage *self)
{
  json_t *marked = guo_deliver_at_who (self) ? guo_people_marked (self->people) : NULL;
  gboolean ready = !self->starting && guo_desk_connected (self->desk);
  g_autofree gchar *word = NULL;

  if (marked != NULL)
    word = g_strdup (guo_row_text (marked, "name"));
  else
    word = g_strdup (guo_deliver_at_who (self) ? _("Who delivers?") : _("Start weighing"));
  ready = ready && (marked != NULL
                    || (!guo_deliver_at_who (self) && guo_choice_get (self->product_choice) != NULL
                        && guo_sprays_until (self->sprays) == NULL && !certificate_wanted (self)));
  guo_key_set_word (self->start_key, word);
  if (ready)
    gtk_widget_add_css_class (GTK_WIDGET (self->start_key), "primary");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->start_key), "primary");
}

void
guo_deliver_show_certificate (GuoDeliverPage *self)
{
  gboolean received = gtk_toggle_button_get_active (self->certificate_toggle);
  const gchar *word = received ? _("✓ Received") : _("○ Not yet");

  gtk_label_set_label (self->certificate_word, word);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->certificate_toggle),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Certificate received"), -1);
  guo_deliver_show_key (self);
}

void
guo_deliver_certificate_typed (GuoDeliverPage *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->certificate_entry)) != '\0')
    gtk_toggle_button_set_active (self->certificate_toggle, TRUE);
}

static void
send_start (GuoDeliverPage *self, const gchar *reason);

static void
gate_passed (GtkWidget *owner, const gchar *reason)
{
  send_start (GUO_DELIVER_PAGE (owner), reason);
}

static void
started (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoDeliverPage *self = owner;

  self->starting = FALSE;
  guo_deliver_show_key (self);
  if (answer == NULL)
    {
      if (guo_gates_stopped (guo_client_error_code (error)))
        guo_gates_ask (GTK_WIDGET (self), error->message, gate_passed);
      return;
    }
  guo_deliver_begin_anew (self);
  guo_desk_set_delivery (self->desk, guo_row_int (answer, "id"));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.page", "s", "weigh");
}

static void
set_text (json_t *body, const gchar *key, const gchar *text)
{
  if (*text != '\0')
    json_object_set_new (body, key, json_string (text));
}

static json_t *
delivery_body (GuoDeliverPage *self)
{
  g_auto(GStrv) parts = g_strsplit (guo_choice_get (self->product_choice), ":", 2);
  gint64 variety = g_ascii_strtoll (parts[1], NULL, 10);
  json_t *loans = guo_loans_body (self->loans);
  json_t *body = json_pack ("{sIsIsssb}", "cooperative", guo_draft_cooperative (&self->draft),
                            "product", g_ascii_strtoll (parts[0], NULL, 10),
                            "harvested_on", guo_choice_get (self->day_choice), "certificate_received",
                            gtk_toggle_button_get_active (self->certificate_toggle));

  if (json_array_size (self->draft.sources) > 0)
    json_object_set_new (body, "sources",
                         guo_sources_body (self->draft.sources, self->draft.basis));
  if (variety != 0)
    json_object_set_new (body, "variety", json_integer (variety));
  if (loans != NULL)
    json_object_set_new (body, "crate_loans", loans);
  set_text (body, "certificate_no", gtk_editable_get_text (GTK_EDITABLE (self->certificate_entry)));
  set_text (body, "vehicle", gtk_editable_get_text (GTK_EDITABLE (self->vehicle_entry)));
  return body;
}

static void
send_start (GuoDeliverPage *self, const gchar *reason)
{
  json_t *body = delivery_body (self);

  if (reason != NULL)
    json_object_set_new (body, "override", json_pack ("{ss}", "reason", reason));
  self->starting = reason == NULL;    /* a supervisor may walk away from the PIN */
  guo_deliver_show_key (self);
  guo_act (GTK_WIDGET (self), self->desk, "/v1/deliveries", body, reason != NULL, started, NULL);
}

static void
start_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoDeliverPage *self = GUO_DELIVER_PAGE (widget);
  g_autofree gchar *weights = guo_sources_weights (self->draft.sources, self->draft.basis);

  if (guo_deliver_at_who (self) && guo_people_choose_marked (self->people))
    return;
  if (self->starting || !guo_desk_connected (self->desk))
    return;
  if (guo_desk_user (self->desk) == NULL)
    guo_who_refuse (widget, self->desk);
  else if (guo_deliver_at_who (self) || self->draft.party == NULL)
    guo_desk_say (self->desk, _("Choose who delivers: type the initials, or press 1 to 6."), NULL,
                  TRUE);
  else if (guo_choice_get (self->product_choice) == NULL)
    guo_desk_say (self->desk, _("Choose the product."), NULL, TRUE);
  else if (json_array_size (self->draft.sources) > 1 && weights == NULL)
    gtk_widget_activate_action (widget, "deliver.shares", NULL);
  else
    send_start (self, NULL);
}

static void
certificate_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoDeliverPage *self = GUO_DELIVER_PAGE (widget);

  if (!guo_deliver_at_who (self))
    gtk_toggle_button_set_active (self->certificate_toggle,
                                  !gtk_toggle_button_get_active (self->certificate_toggle));
}

void
guo_deliver_install_start (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "deliver.start", NULL, start_activated);
  gtk_widget_class_install_action (widget_class, "deliver.certificate", NULL, certificate_activated);
}
