#include "ui/deliver/import.h"

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/act.h"

static void
imported (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  g_autofree gchar *text = NULL;
  gint rows = (gint) guo_row_int (answer, "rows");

  if (answer == NULL)
    return;
  text = g_strdup_printf (ngettext ("✓ %d row imported", "✓ %d rows imported", (gulong) rows), rows);
  guo_desk_say (data, text, NULL, FALSE);
  gtk_widget_activate_action (owner, "deliver.find", NULL);
}

static void
file_chosen (GtkNativeDialog *dialog, gint response, GtkWidget *page)
{
  GuoDesk *desk = g_object_get_data (G_OBJECT (dialog), "desk");
  g_autoptr(GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_autofree gchar *name = file != NULL ? g_file_get_basename (file) : NULL;
  g_autofree gchar *text = NULL;
  g_autoptr(GError) error = NULL;
  gsize length = 0;

  if (response == GTK_RESPONSE_ACCEPT && file != NULL)
    {
      if (!g_file_load_contents (file, NULL, &text, &length, NULL, &error))
        guo_desk_say (desk, error->message, NULL, TRUE);
      else if (!g_utf8_validate (text, (gssize) length, NULL))
        guo_desk_say (desk, _("The file is not in UTF-8. Save it as “CSV UTF-8” and try again."),
                      NULL, TRUE);
      else
        guo_act (page, desk, "/v1/import/growers", json_pack ("{ssss}", "csv", text, "name", name),
                 FALSE, imported, desk);
    }
  g_object_unref (dialog);
}

void
guo_import_ask (GtkWidget *page, GuoDesk *desk)
{
  GtkFileChooserNative *dialog =
    gtk_file_chooser_native_new (_("List of growers"), GTK_WINDOW (gtk_widget_get_root (page)),
                                 GTK_FILE_CHOOSER_ACTION_OPEN, _("Import"), _("Cancel"));
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_add_suffix (filter, "csv");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  g_object_set_data_full (G_OBJECT (dialog), "desk", g_object_ref (desk), g_object_unref);
  g_signal_connect_object (dialog, "response", G_CALLBACK (file_chosen), page, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
