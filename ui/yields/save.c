#include "ui/yields/save.h"

#include <glib/gi18n.h>

#define OPEN "guo-yields-save"

typedef struct
{
  GuoDesk *desk;
  gchar   *path;
  GFile   *file;
} Saving;

static void
saving_free (Saving *self)
{
  g_clear_object (&self->desk);
  g_clear_object (&self->file);
  g_free (self->path);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

static void
fetched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(Saving) saving = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = guo_client_fetch_finish (GUO_CLIENT (source), result, &error);
  g_autofree gchar *name = g_file_get_basename (saving->file);
  g_autofree gchar *said = g_strdup_printf (_("✓ %s saved"), name);
  gsize size = 0;
  const gchar *data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;

  if (bytes != NULL
      && g_file_replace_contents (saving->file, data, size, NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL, &error))
    guo_desk_say (saving->desk, said, NULL, FALSE);
  else
    guo_desk_say (saving->desk, error->message, NULL, TRUE);
}

static void
dialog_end (GtkNativeDialog *dialog)
{
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static void
file_chosen (GtkNativeDialog *dialog, gint response, GtkWidget *page)
{
  Saving *saving = g_object_steal_data (G_OBJECT (dialog), "saving");

  saving->file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;
  if (saving->file != NULL)
    guo_client_fetch_async (guo_desk_client (saving->desk), saving->path, NULL, fetched, saving);
  else
    saving_free (saving);
  guo_yields_save_end (page);
}

void
guo_yields_save (GtkWidget *page, GuoDesk *desk, const gchar *path, const gchar *name)
{
  GtkFileChooserNative *dialog
    = gtk_file_chooser_native_new (_("Save the yield"), GTK_WINDOW (gtk_widget_get_root (page)),
                                   GTK_FILE_CHOOSER_ACTION_SAVE, _("Save"), _("Cancel"));
  Saving *saving = g_new0 (Saving, 1);

  saving->desk = g_object_ref (desk);
  saving->path = g_strdup (path);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  g_object_set_data_full (G_OBJECT (dialog), "saving", saving, (GDestroyNotify) saving_free);
  g_object_set_data_full (G_OBJECT (page), OPEN, dialog, (GDestroyNotify) dialog_end);
  g_signal_connect_object (dialog, "response", G_CALLBACK (file_chosen), page, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

void
guo_yields_save_end (GtkWidget *page)
{
  g_object_set_data (G_OBJECT (page), OPEN, NULL);
}
