#include "ui/pack/sheets.h"

#include <glib/gi18n.h>

#include "station/client/format.h"
#include "station/client/row.h"
#include "ui/act.h"
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

static void
mass_submitted (GuoForm *form)
{
  GuoDesk *desk = g_object_get_data (G_OBJECT (form), "desk");
  GtkWidget *page = g_object_get_data (G_OBJECT (form), "page");
  gint64 mg = 0;

  if (!guo_parse_mass (guo_form_text (form, "mass"), &mg))
    {
      guo_form_refuse (form, _("Enter kilograms, for example 2.5."));
      return;
    }
  guo_screen_state_set_id (guo_desk_state (desk), g_object_get_data (G_OBJECT (form), "state"), mg);
  guo_sheet_close (page);
  gtk_widget_activate_action (page, "packing.reload", NULL);
}

void
guo_pack_ask_mass (GtkWidget *page, GuoDesk *desk, const gchar *title, const gchar *why,
                   const gchar *key)
{
  GtkWidget *form = guo_form_new (why, _("Use it"));

  guo_form_add_entry (GUO_FORM (form), "mass", _("Kilograms"), GTK_INPUT_PURPOSE_NUMBER, NULL);
  g_object_set_data_full (G_OBJECT (form), "state", g_strdup (key), g_free);
  g_signal_connect (form, "submitted", G_CALLBACK (mass_submitted), NULL);
  open_sheet (page, desk, title, form);
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
