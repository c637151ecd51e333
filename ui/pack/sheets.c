#include "ui/pack/sheets.h"

#include <glib/gi18n.h>

#include "station/client/format.h"
#include "station/client/row.h"
#include "ui/act.h"
#include "ui/pack/plan.h"
#include "ui/pack/spec.h"
#include "ui/widgets/form.h"
#include "ui/widgets/options.h"
#include "ui/widgets/sheet.h"

static const gchar *const reprint_reasons[] = { N_("Label damaged"), N_("Label badly printed"),
                                                N_("Label lost") };
static const gchar *const void_reasons[] = { N_("Packed by mistake"), N_("Case opened again"),
                                             N_("Wrong class") };

static void
open_sheet (GtkWidget *page, GuoDesk *desk, const gchar *title, GtkWidget *content)
{
  g_object_set_data (G_OBJECT (content), "page", page);
  g_object_set_data_full (G_OBJECT (content), "desk", g_object_ref (desk), g_object_unref);
  guo_sheet_open (page, title, content);
}

static gboolean
read_mass (GuoForm *form, gint64 *mg)
{
  if (guo_parse_mass (guo_form_text (form, "mass"), mg))
    return TRUE;
  guo_form_refuse (form, _("Enter kilograms, for example 2.5."));
  return FALSE;
}

static void
tare_submitted (GuoForm *form)
{
  GuoDesk *desk = g_object_get_data (G_OBJECT (form), "desk");
  GtkWidget *page = g_object_get_data (G_OBJECT (form), "page");
  json_t *plan = g_object_get_data (G_OBJECT (form), "plan");
  gint64 mg = 0;

  if (!read_mass (form, &mg))
    return;
  guo_screen_state_set_id (guo_desk_state (desk), GUO_PACK_TARE, mg);
  guo_screen_state_set_id (guo_desk_state (desk), GUO_PACK_TARE_OF, guo_row_int (plan, "id"));
  guo_sheet_close (page);
  gtk_widget_activate_action (page, "packing.reload", NULL);
}

void
guo_pack_ask_tare (GtkWidget *page, GuoDesk *desk, json_t *plan)
{
  GtkWidget *form = guo_form_new (_("What an empty case with its padding weighs."), _("Use it"));

  guo_form_add_entry (GUO_FORM (form), "mass", _("Kilograms"), GTK_INPUT_PURPOSE_NUMBER, NULL);
  g_object_set_data_full (G_OBJECT (form), "plan", json_incref (plan), (GDestroyNotify) json_decref);
  g_signal_connect (form, "submitted", G_CALLBACK (tare_submitted), NULL);
  open_sheet (page, desk, _("Tare of the case"), form);
}

static void
part_packed (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  if (answer != NULL)
    gtk_widget_activate_action (owner, "packing.reload", NULL);
}

static void
part_submitted (GuoForm *form)
{
  json_t *body = g_object_get_data (G_OBJECT (form), "body");
  gint64 mg = 0;

  if (!read_mass (form, &mg))
    return;
  json_object_set_new (body, "net_mg", json_integer (mg));
  json_object_set_new (body, "reason", json_string (_("Part-full case, no scale")));
  guo_act (g_object_get_data (G_OBJECT (form), "page"), g_object_get_data (G_OBJECT (form), "desk"), "/v1/cases",
           json_deep_copy (body), TRUE, part_packed, NULL);
}

void
guo_pack_ask_part (GtkWidget *page, GuoDesk *desk, json_t *body)
{
  GtkWidget *form = guo_form_new (_("What is in it, without the case. A typed weight is marked ✎ everywhere."), _("Record and label"));

  guo_form_add_entry (GUO_FORM (form), "mass", _("Net, kg"), GTK_INPUT_PURPOSE_NUMBER, NULL);
  g_object_set_data_full (G_OBJECT (form), "body", body, (GDestroyNotify) json_decref);
  g_signal_connect (form, "submitted", G_CALLBACK (part_submitted), NULL);
  open_sheet (page, desk, _("Part-full case"), form);
}

static void
reason_done (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  if (answer != NULL)
    gtk_widget_activate_action (owner, "packing.reload", NULL);
}

static void
reason_chosen (GuoOptions *options, const gchar *reason)
{
  guo_act (g_object_get_data (G_OBJECT (options), "page"),
           g_object_get_data (G_OBJECT (options), "desk"),
           g_object_get_data (G_OBJECT (options), "path"), json_pack ("{ss}", "reason", reason),
           FALSE, reason_done, NULL);
}

void
guo_pack_ask_reason (GtkWidget *page, GuoDesk *desk, const gchar *title, const gchar *path,
                     gboolean reprint)
{
  const gchar *const *reasons = reprint ? reprint_reasons : void_reasons;
  GtkWidget *options = guo_options_new (reprint ? _("Why again? The label will say “reprint”.")
                                                : _("Why? The case stays in the list, marked void."));

  for (gsize i = 0; i < G_N_ELEMENTS (reprint_reasons); i++)
    guo_options_add (GUO_OPTIONS (options), _(reasons[i]), _(reasons[i]));
  g_object_set_data_full (G_OBJECT (options), "path", g_strdup (path), g_free);
  g_signal_connect (options, "chosen", G_CALLBACK (reason_chosen), NULL);
  open_sheet (page, desk, title, options);
}
