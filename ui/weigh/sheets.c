#include "ui/weigh/sheets.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/format.h"
#include "station/client/row.h"
#include "ui/act.h"
#include "ui/weigh/reasons.h"
#include "ui/widgets/form.h"
#include "ui/widgets/options.h"
#include "ui/widgets/sheet.h"

#define NEW_TYPE "new"
#define DECIMALS 2

/* A sheet knows its page and desk; the page outlives it. */
static GuoDesk *
desk_of (gpointer content)
{
  return g_object_get_data (content, "desk");
}

static GtkWidget *
page_of (gpointer content)
{
  return g_object_get_data (content, "page");
}

static void
open_sheet (GtkWidget *page, GuoDesk *desk, const gchar *title, GtkWidget *content)
{
  g_object_set_data (G_OBJECT (content), "page", page);
  g_object_set_data_full (G_OBJECT (content), "desk", g_object_ref (desk), g_object_unref);
  guo_sheet_open (page, title, content);
}

/* Which crate */

static void
use_crate_type (GtkWidget *page, GuoDesk *desk, gint64 id)
{
  guo_screen_state_set_id (guo_desk_state (desk), "crate-type", id);
  guo_sheet_close (page);
  gtk_widget_activate_action (page, "weighing.reload", NULL);
}

static void
crate_type_made (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  if (answer != NULL)
    use_crate_type (owner, data, guo_row_int (answer, "id"));
}

static void
crate_type_submitted (GuoForm *form)
{
  GuoDesk *desk = desk_of (form);
  gint64 tare_mg = 0;

  if (*guo_form_text (form, "name") == '\0')
    guo_form_refuse (form, _("Give the crate a name, for example “blue crate”."));
  else if (!guo_parse_mass (guo_form_text (form, "tare"), &tare_mg))
    guo_form_refuse (form, _("The tare is a number of kilograms, for example 1.85."));
  else
    guo_act (page_of (form), desk, "/v1/crate-types",
             json_pack ("{sssI}", "name", guo_form_text (form, "name"), "tare_mg", tare_mg), FALSE,
             crate_type_made, desk);
}

static void
ask_new_crate_type (GtkWidget *page, GuoDesk *desk)
{
  GtkWidget *form = guo_form_new (_("Weigh some empty crates of this kind and enter what one weighs. "
                                    "It is taken off every such crate from today on."), _("Save"));

  guo_form_add_entry (GUO_FORM (form), "name", _("Name of the crate"), GTK_INPUT_PURPOSE_FREE_FORM,
                      NULL);
  guo_form_add_entry (GUO_FORM (form), "tare", _("Tare, kg"), GTK_INPUT_PURPOSE_NUMBER, NULL);
  g_signal_connect (form, "submitted", G_CALLBACK (crate_type_submitted), NULL);
  open_sheet (page, desk, _("New kind of crate"), form);
}

static void
tare_chosen (GuoOptions *options, const gchar *value)
{
  if (strcmp (value, NEW_TYPE) == 0)
    ask_new_crate_type (page_of (options), desk_of (options));
  else
    use_crate_type (page_of (options), desk_of (options), g_ascii_strtoll (value, NULL, 10));
}

void
guo_weigh_ask_tare (GtkWidget *page, GuoDesk *desk, json_t *crate_types)
{
  GtkWidget *options = guo_options_new (NULL);
  gsize i;
  json_t *type;

  json_array_foreach (crate_types, i, type)
    {
      g_autofree gchar *id = g_strdup_printf ("%" G_GINT64_FORMAT, guo_row_int (type, "id"));
      g_autofree gchar *tare = guo_format_mass (guo_row_int (type, "tare_mg"), DECIMALS);
      g_autofree gchar *word = g_strdup_printf ("%s  %s kg", guo_row_text (type, "name"), tare);

      guo_options_add (GUO_OPTIONS (options), id, word);
    }
  guo_options_add (GUO_OPTIONS (options), NEW_TYPE, _("New kind of crate …"));
  g_signal_connect (options, "chosen", G_CALLBACK (tare_chosen), NULL);
  open_sheet (page, desk, _("Which crate?"), options);
}

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
  GuoDesk *desk = desk_of (content);
  const gchar *id = g_object_get_data (content, "weighing");
  g_autofree gchar *path = g_strdup_printf ("/v1/weighings/%s/void", id);
  json_t *body = json_pack ("{ss}", "reason", reason);

  if (text != NULL)
    json_object_set_new (body, "text", json_string (text));
  guo_act (page_of (content), desk, path, body, FALSE, voided, desk);
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
  open_sheet (page_of (options), desk_of (options), _("Why is it void?"), form);
}

void
guo_weigh_ask_void (GtkWidget *page, GuoDesk *desk, json_t *weighing)
{
  g_autofree gchar *id = g_strdup_printf ("%" G_GINT64_FORMAT, guo_row_int (weighing, "id"));
  g_autofree gchar *net = guo_format_mass (guo_row_int (weighing, "net_mg"), DECIMALS);
  g_autofree gchar *title =
    g_strdup_printf (_("Void %d, %s kg?"), (gint) guo_row_int (weighing, "no"), net);
  GtkWidget *options = guo_options_new (_("Why? The line stays, struck through."));

  for (gsize i = 0; i < G_N_ELEMENTS (guo_void_reasons); i++)
    guo_options_add (GUO_OPTIONS (options), guo_void_reasons[i].code, _(guo_void_reasons[i].word));
  keep_weighing (options, id);
  g_signal_connect (options, "chosen", G_CALLBACK (void_chosen), NULL);
  open_sheet (page, desk, title, options);
}

/* Typed */

static void
typed_recorded (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  if (answer != NULL)
    gtk_widget_activate_action (owner, "weighing.reload", NULL);
}

static void
typed_submitted (GuoForm *form)
{
  GuoDesk *desk = desk_of (form);
  gint64 crate_type = guo_screen_state_get_id (guo_desk_state (desk), "crate-type");
  gint64 gross_mg = 0;
  json_t *body;

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
  body = json_pack ("{sIsIsbss}", "lot", guo_row_int (guo_desk_lot (desk), "id"), "gross_mg",
                    gross_mg, "typed", TRUE, "reason", guo_form_text (form, "reason"));
  if (crate_type != 0)
    json_object_set_new (body, "crate_type", json_integer (crate_type));
  guo_act (page_of (form), desk, "/v1/weighings", body, TRUE, typed_recorded, desk);
}

void
guo_weigh_ask_typed (GtkWidget *page, GuoDesk *desk)
{
  GtkWidget *form = guo_form_new (_("A typed weight is marked ✎ everywhere, and needs a supervisor."),
                                  _("Next: PIN"));

  guo_form_add_entry (GUO_FORM (form), "gross", _("Gross, kg"), GTK_INPUT_PURPOSE_NUMBER, NULL);
  guo_form_add_entry (GUO_FORM (form), "reason", _("Reason"), GTK_INPUT_PURPOSE_FREE_FORM, NULL);
  g_signal_connect (form, "submitted", G_CALLBACK (typed_submitted), NULL);
  open_sheet (page, desk, _("✎ Typed weight"), form);
}

/* Finish */

static void
finished (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  g_autofree gchar *text = NULL;

  if (answer == NULL)
    return;
  text = g_strdup_printf (_("✓ Delivery %s is complete"), guo_row_text (answer, "no"));
  guo_desk_set_delivery (data, 0);
  guo_desk_say (data, text, NULL, FALSE);
  gtk_widget_activate_action (owner, "win.page", "s", "deliver");
}

static void
finish_chosen (GuoOptions *options, const gchar *value)
{
  GuoDesk *desk = desk_of (options);
  g_autofree gchar *path = g_strdup_printf ("/v1/deliveries/%" G_GINT64_FORMAT "/close",
                                            guo_row_int (guo_desk_delivery (desk), "id"));

  if (strcmp (value, "yes") == 0)
    guo_act (page_of (options), desk, path, json_object (), FALSE, finished, desk);
  else
    guo_sheet_close (GTK_WIDGET (options));
}

void
guo_weigh_ask_finish (GtkWidget *page, GuoDesk *desk)
{
  json_t *delivery = guo_desk_delivery (desk);
  gint crates = (gint) guo_row_int (delivery, "crates");
  g_autofree gchar *net = guo_format_mass (guo_row_int (delivery, "net_mg"), DECIMALS);
  g_autofree gchar *question =
    g_strdup_printf (ngettext ("%d crate, %s kg net. Is the delivery complete?",
                               "%d crates, %s kg net. Is the delivery complete?", (gulong) crates),
                     crates, net);
  GtkWidget *options = guo_options_new (question);

  guo_options_add (GUO_OPTIONS (options), "yes", _("Yes, complete"));
  guo_options_add (GUO_OPTIONS (options), "no", _("No, weigh on"));
  g_signal_connect (options, "chosen", G_CALLBACK (finish_chosen), NULL);
  open_sheet (page, desk, _("Finish"), options);
}
