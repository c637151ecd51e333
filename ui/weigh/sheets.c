#include "ui/weigh/sheets.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/format.h"
#include "station/client/row.h"
#include "ui/act.h"
#include "ui/weigh/ask.h"
#include "ui/weigh/reasons.h"
#include "ui/widgets/form.h"
#include "ui/widgets/options.h"

#define DECIMALS 2

/* Void */

static void
voided (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  g_autofree gchar *text = NULL;

  if (answer == NULL)
    return;
  text = g_strdup_printf (_("✓ %d voided"), (gint) guo_row_int (answer, "no"));
  guo_desk_say (data, text, NULL, FALSE);
  guo_desk_reload_delivery (data);
  gtk_widget_activate_action (owner, "weighing.reload", NULL);
}

static void
send_void (gpointer content, const gchar *reason, const gchar *text)
{
  GuoDesk *desk = guo_weigh_sheet_desk (content);
  const gchar *id = g_object_get_data (content, "weighing");
  g_autofree gchar *path = g_strdup_printf ("/v1/weighings/%s/void", id);
  json_t *body = json_pack ("{ss}", "reason", reason);

  if (text != NULL)
    json_object_set_new (body, "text", json_string (text));
  guo_act (guo_weigh_sheet_page (content), desk, path, body, FALSE, voided, desk);
}

static void
void_reason_submitted (GuoForm *form)
{
  g_autofree gchar *text = g_strdup (guo_form_text (form, "text"));

  if (*text == '\0')
    guo_form_refuse (form, _("Say in a few words why it is void."));
  else
    send_void (form, "other", text);
}

static void
keep_weighing (GtkWidget *content, const gchar *id)
{
  g_object_set_data_full (G_OBJECT (content), "weighing", g_strdup (id), g_free);
}

static void
void_chosen (GuoOptions *options, const gchar *reason)
{
  GtkWidget *form;

  if (strcmp (reason, "other") != 0)
    {
      send_void (options, reason, NULL);
      return;
    }
  form = guo_form_new (NULL, _("Void"));
  guo_form_add_entry (GUO_FORM (form), "text", _("Reason"), GTK_INPUT_PURPOSE_FREE_FORM, NULL);
  keep_weighing (form, g_object_get_data (G_OBJECT (options), "weighing"));
  g_signal_connect (form, "submitted", G_CALLBACK (void_reason_submitted), NULL);
  guo_weigh_open_sheet (guo_weigh_sheet_page (options), guo_weigh_sheet_desk (options), _("Why is it void?"), form);
}

void
guo_weigh_ask_void (GtkWidget *page, GuoDesk *desk, json_t *weighing)
{
  g_autofree gchar *id = g_strdup_printf ("%" G_GINT64_FORMAT, guo_row_int (weighing, "id"));
  g_autofree gchar *net = guo_desk_mass (desk, guo_row_int (weighing, "net_mg"), DECIMALS);
  g_autofree gchar *title =
    g_strdup_printf (_("Void %d, %s?"), (gint) guo_row_int (weighing, "no"), net);
  GtkWidget *options = guo_options_new (_("Why? The line stays, struck through."));

  for (gsize i = 0; i < G_N_ELEMENTS (guo_void_reasons); i++)
    guo_options_add (GUO_OPTIONS (options), guo_void_reasons[i].code, _(guo_void_reasons[i].word));
  keep_weighing (options, id);
  g_signal_connect (options, "chosen", G_CALLBACK (void_chosen), NULL);
  guo_weigh_open_sheet (page, desk, title, options);
}

/* Typed */

static void
typed_recorded (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  guo_sounds_play (guo_desk_sounds (data), answer != NULL ? GUO_SOUND_RECORDED : GUO_SOUND_REFUSED);
  if (answer != NULL)
    gtk_widget_activate_action (owner, "weighing.reload", NULL);
}

/* What was to be weighed when the sheet was opened, without its weight. */
static json_t *
typed_body (GuoForm *form, gint64 mg)
{
  json_t *body = json_deep_copy (g_object_get_data (G_OBJECT (form), "body"));
  gboolean first = g_object_get_data (G_OBJECT (form), "first") != NULL;

  json_object_set_new (body, first ? "mg" : "gross_mg", json_integer (mg));
  json_object_set_new (body, "reason", json_string (guo_form_text (form, "reason")));
  if (!first)
    json_object_set_new (body, "typed", json_true ());
  return body;
}

static void
typed_submitted (GuoForm *form)
{
  GuoDesk *desk = guo_weigh_sheet_desk (form);
  gboolean first = g_object_get_data (G_OBJECT (form), "first") != NULL;
  gint64 gross_mg = 0;

  if (!guo_parse_mass (guo_form_text (form, "gross"), &gross_mg) || gross_mg == 0)
    {
      guo_form_refuse (form, _("The weight is a number of kilograms, for example 23.45."));
      return;
    }
  if (*guo_form_text (form, "reason") == '\0')
    {
      guo_form_refuse (form, _("Say why it is typed."));
      return;
    }
  guo_act (guo_weigh_sheet_page (form), desk, first ? "/v1/vehicle-weighings" : "/v1/weighings",
           typed_body (form, gross_mg), TRUE, typed_recorded, desk);
}

void
guo_weigh_ask_typed (GtkWidget *page, GuoDesk *desk, const GuoWeighLoad *load)
{
  GtkWidget *form = guo_form_new (_("A typed weight is marked ✎ everywhere, and needs a supervisor."),
                                  _("Next: PIN"));

  guo_form_add_entry (GUO_FORM (form), "gross", _("Gross, kg"), GTK_INPUT_PURPOSE_NUMBER, NULL);
  guo_form_add_entry (GUO_FORM (form), "reason", _("Reason"), GTK_INPUT_PURPOSE_FREE_FORM, NULL);
  g_object_set_data_full (G_OBJECT (form), "body",
                          guo_weigh_load_body (load, guo_row_int (guo_desk_lot (desk), "id")),
                          (GDestroyNotify) json_decref);
  g_object_set_data (G_OBJECT (form), "first", GINT_TO_POINTER (guo_weigh_load_is_first (load)));
  g_signal_connect (form, "submitted", G_CALLBACK (typed_submitted), NULL);
  guo_weigh_open_sheet (page, desk, _("✎ Typed weight"), form);
}
