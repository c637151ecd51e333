/* The last step: the first grower, and the first delivery. */
#include <string.h>

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/deliver/newcomer.h"
#include "ui/setup/page-private.h"
#include "ui/widgets/form.h"

#define RECEIVED "received"

static void
delivery_opened (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoSetupPage *self = owner;

  if (answer != NULL)
    guo_desk_set_delivery (self->desk, guo_row_int (answer, "id"));
  guo_setup_finish (self, answer != NULL ? "weigh" : "deliver");
}

static gboolean
certificate_received (GuoSetupPage *self)
{
  return strcmp (guo_form_text (GUO_FORM (self->content), "certificate"), RECEIVED) == 0;
}

/* Held back at the gate, it is opened on Deliver, where a supervisor may say why it comes in. */
static void
products_known (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoSetupPage *self = owner;
  json_t *product = json_array_get (guo_row_list (answer, "rows"), 0);
  json_t *grower = g_object_get_data (G_OBJECT (self), "grower");

  if (product == NULL)
    {
      guo_setup_finish (self, "deliver");
      return;
    }
  guo_desk_send (self->desk, "POST", "/v1/deliveries",
                 json_pack ("{sIsIs[{sI}]sb}", "cooperative", guo_row_int (grower, "cooperative"),
                            "product", guo_row_int (product, "id"), "sources", "grower",
                            guo_row_int (grower, "id"), "certificate_received", certificate_received (self)), self,
                 delivery_opened, NULL);
}

static void
grower_saved (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoSetupPage *self = g_object_get_data (owner, "page");

  g_object_set_data_full (G_OBJECT (self), "grower", json_incref (answer),
                          (GDestroyNotify) json_decref);
  guo_desk_send (self->desk, "GET", "/v1/products", NULL, self, products_known, NULL);
}

static void
grower_submitted (GuoSetupPage *self)
{
  guo_newcomer_save (GUO_FORM (self->content), self->desk, NULL, grower_saved);
}

void
guo_setup_ask_grower (GuoSetupPage *self)
{
  GtkWidget *form =
    guo_newcomer_form_new (NULL, _("Who brings the first fruit. A whole list can be imported later."),
                           _("Start weighing"));
  GuoChoice *certificate =
    guo_form_add_choice (GUO_FORM (form), "certificate", _("Certificate of this fruit"));

  guo_choice_add (certificate, "", _("○ Not yet"));
  guo_choice_add (certificate, RECEIVED, _("✓ Received"));
  guo_choice_select (certificate, "");
  g_object_set_data (G_OBJECT (form), "page", self);
  g_signal_connect_object (form, "submitted", G_CALLBACK (grower_submitted), self,
                           G_CONNECT_SWAPPED);
  guo_setup_set_content (self, _("One cooperative, one grower"), form);
}
