#include "ui/deliver/import.h"

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/act.h"

#define FILE_MOST (4 * 1024 * 1024)

static void
imported (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  g_autofree gchar *text = NULL;
  gint rows = (gint) guo_row_int (answer, "total");

  if (answer == NULL)
    return;
  text = g_strdup_printf (ngettext ("✓ %d row imported", "✓ %d rows imported", (gulong) rows), rows);
  guo_desk_say (data, text, NULL, FALSE);
  gtk_widget_activate_action (owner, "deliver.find", NULL);
}

/* The bytes as they are: the station tells UTF-8 from GB18030, which spreadsheets in China write. */
static void
send_file (GtkWidget *page, GuoDesk *desk, GFile *file)
{
  g_autofree gchar *name = g_file_get_basename (file);
  g_autofree gchar *text = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = g_file_load_bytes (file, NULL, NULL, &error);
  gsize size = bytes != NULL ? g_bytes_get_size (bytes) : 0;

  if (size > FILE_MOST)
    g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, _("The file is larger than 4 MB. Split it."));
  else if (bytes != NULL && size == 0)
    g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("The file is empty."));
  if (error != NULL)
    {
      guo_desk_say (desk, error->message, NULL, TRUE);
      return;
    }
  text = g_base64_encode (g_bytes_get_data (bytes, NULL), size);
  guo_act (page, desk, "/v1/import/growers", json_pack ("{ssss}", "data", text, "name", name), FALSE, imported, desk);
}

static void
file_chosen (GtkNativeDialog *dialog, gint response, GtkWidget *page)
{
  g_autoptr(GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

  if (response == GTK_RESPONSE_ACCEPT && file != NULL)
    send_file (page, g_object_get_data (G_OBJECT (dialog), "desk"), file);
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
