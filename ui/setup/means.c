/* The steps that name what is worked with: products, the scale, the crate. */
#include <glib/gi18n.h>

#include "station/client/format.h"
#include "station/client/row.h"
#include "ui/devices/scale-form.h"
#include "ui/setup/page-private.h"
#include "ui/setup/products.h"
#include "ui/widgets/form.h"

/* Products */

static void
products_saved (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoSetupPage *self = owner;

  if (error != NULL)
    guo_setup_refuse (self, error);
  else
    guo_setup_go_on (self);
}

static void
products_submitted (GuoSetupPage *self)
{
  guo_setup_products_save (GUO_FORM (self->content), self->desk, self, products_saved);
}

void
guo_setup_ask_products (GuoSetupPage *self)
{
  GtkWidget *form = guo_setup_products_form_new ();

  g_signal_connect_object (form, "submitted", G_CALLBACK (products_submitted), self,
                           G_CONNECT_SWAPPED);
  guo_setup_set_content (self, _("What do you sort?"), form);
}

/* Scale and crate */

static void
scale_saved (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  if (answer != NULL)
    guo_setup_go_on (owner);
}

void
guo_setup_ask_scale (GuoSetupPage *self)
{
  guo_setup_set_content (self, _("Which scale?"),
               guo_scale_form_new (self->desk,
                                   _("Its bytes are shown as they come. Take it only when the value here "
                                     "is the one on the scale's own display."),
                                   GTK_WIDGET (self), scale_saved));
}

static void
crate_saved (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoSetupPage *self = owner;

  if (answer == NULL)
    {
      guo_setup_refuse (self, error);
      return;
    }
  guo_screen_state_set_id (guo_desk_state (self->desk), "crate-type", guo_row_int (answer, "id"));
  guo_setup_go_on (self);
}

static void
crate_submitted (GuoSetupPage *self)
{
  GuoForm *form = GUO_FORM (self->content);
  gint64 tare_mg = 0;

  if (*guo_form_text (form, "name") == '\0'
      || !guo_parse_mass (guo_form_text (form, "tare"), &tare_mg))
    {
      guo_form_refuse (form, _("Enter a name, and the tare in kilograms, for example 1.85."));
      return;
    }
  guo_form_set_busy (form, TRUE);
  guo_desk_send (self->desk, "POST", "/v1/crate-types",
                 json_pack ("{sssI}", "name", guo_form_text (form, "name"), "tare_mg", tare_mg), self,
                 crate_saved, NULL);
}

void
guo_setup_ask_crate (GuoSetupPage *self)
{
  gboolean practice = guo_row_flag (guo_desk_status (self->desk), "practice");
  GtkWidget *form = guo_form_new (_("Its weight is taken off: net is gross less tare."), _("Next"));

  guo_form_add_entry (GUO_FORM (form), "name", _("Name of the crate"), GTK_INPUT_PURPOSE_FREE_FORM,
                      practice ? _("Blue crate") : NULL);
  guo_form_add_entry (GUO_FORM (form), "tare", _("Tare, kg"), GTK_INPUT_PURPOSE_NUMBER,
                      practice ? "1.85" : NULL);
  g_signal_connect_object (form, "submitted", G_CALLBACK (crate_submitted), self,
                           G_CONNECT_SWAPPED);
  guo_setup_set_content (self, _("What does an empty crate weigh?"), form);
}
