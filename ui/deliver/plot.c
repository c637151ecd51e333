#include "ui/deliver/plot.h"

#include <glib/gi18n.h>
#include <jansson.h>

#include "station/client/row.h"
#include "ui/act.h"
#include "ui/widgets/form.h"
#include "ui/widgets/sheet.h"

#define ASKED_KEY "guo-plot"

/* Kept on the page: the form may have gone behind a PIN when the answer comes. */
typedef struct
{
  GuoDesk   *desk;
  gint64     grower;
  GuoAnswer  done;
} Asked;

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  g_object_unref (asked->desk);
  g_free (asked);
}

static void
saved (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  Asked *asked = g_object_get_data (owner, ASKED_KEY);

  if (answer != NULL)
    asked->done (owner, answer, NULL, NULL);
}

static void
submitted (GtkWidget *page, GuoForm *form)
{
  Asked *asked = g_object_get_data (G_OBJECT (page), ASKED_KEY);
  const gchar *name = guo_form_text (form, "name"), *mu = guo_form_text (form, "mu");
  json_t *body;

  if (*name == '\0')
    {
      guo_form_refuse (form, _("Enter the name of the plot."));
      return;
    }
  body = json_pack ("{sIss}", "grower", asked->grower, "name", name);
  if (*mu != '\0')
    json_object_set_new (body, "area_mu", json_string (mu));
  guo_act (page, asked->desk, "/v1/plots", body, FALSE, saved, NULL);
}

void
guo_plot_ask (GtkWidget *page, GuoDesk *desk, gint64 grower, GuoAnswer done)
{
  GtkWidget *form = guo_form_new (NULL, _("Save"));
  Asked *asked = g_new0 (Asked, 1);

  asked->desk = g_object_ref (desk);
  asked->grower = grower;
  asked->done = done;
  g_object_set_data_full (G_OBJECT (page), ASKED_KEY, asked, asked_free);
  guo_form_add_entry (GUO_FORM (form), "name", _("Name of the plot"), GTK_INPUT_PURPOSE_FREE_FORM,
                      NULL);
  guo_form_add_entry (GUO_FORM (form), "mu", _("Area, mu (may stay empty)"), GTK_INPUT_PURPOSE_NUMBER,
                      NULL);
  g_signal_connect_object (form, "submitted", G_CALLBACK (submitted), page, G_CONNECT_SWAPPED);
  guo_sheet_open (page, _("New plot"), form);
}
