#include "ui/settings/scheme-file.h"

#include <string.h>

#include <glib/gi18n.h>

#define FILE_MOST 200000 /* bytes, as the station takes them */

typedef struct
{
  GuoDesk      *desk;
  GuoSchemeRead read;
  gchar        *text; /* NULL: it is read */
} Job;

static void
job_free (Job *job)
{
  g_object_unref (job->desk);
  g_free (job->text);
  g_free (job);
}

static void
read_file (GtkWidget *owner, Job *job, GFile *file)
{
  g_autofree gchar *text = NULL;
  gsize length = 0;
  g_autoptr(GError) error = NULL;

  if (!g_file_load_contents (file, NULL, &text, &length, NULL, &error))
    guo_desk_say (job->desk, error->message, NULL, TRUE);
  else if (length > FILE_MOST || !g_utf8_validate (text, (gssize) length, NULL))
    guo_desk_say (job->desk, _("This file is no grade scheme: it is too large, or no text."), NULL, TRUE);
  else
    job->read (owner, text);
}

static void
write_file (Job *job, GFile *file)
{
  g_autofree gchar *name = g_file_get_basename (file);
  g_autofree gchar *said = g_strdup_printf (_("✓ %s saved"), name);
  g_autoptr(GError) error = NULL;

  if (g_file_replace_contents (file, job->text, strlen (job->text), NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL, &error))
    guo_desk_say (job->desk, said, NULL, FALSE);
  else
    guo_desk_say (job->desk, error->message, NULL, TRUE);
}

static void
chosen (GtkNativeDialog *dialog, gint response, GtkWidget *owner)
{
  Job *job = g_object_get_data (G_OBJECT (dialog), "job");
  g_autoptr(GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;

  if (file != NULL && job->text == NULL)
    read_file (owner, job, file);
  else if (file != NULL)
    write_file (job, file);
  g_object_unref (dialog);
}

static void
open_dialog (GtkWidget *owner, GuoDesk *desk, GtkFileChooserNative *dialog, GuoSchemeRead read, const gchar *text)
{
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();
  Job *job = g_new (Job, 1);

  *job = (Job) { g_object_ref (desk), read, g_strdup (text) };
  gtk_file_filter_add_suffix (filter, "json");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  g_object_set_data_full (G_OBJECT (dialog), "job", job, (GDestroyNotify) job_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (chosen), owner, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static GtkWindow *
window_of (GtkWidget *owner)
{
  return GTK_WINDOW (gtk_widget_get_root (owner));
}

void
guo_scheme_file_load (GtkWidget *owner, GuoDesk *desk, GuoSchemeRead read)
{
  open_dialog (owner, desk, gtk_file_chooser_native_new (_("Load a grade scheme"), window_of (owner), GTK_FILE_CHOOSER_ACTION_OPEN,
                                                         _("Load"), _("Cancel")),
               read, NULL);
}

void
guo_scheme_file_save (GtkWidget *owner, GuoDesk *desk, const gchar *name, const gchar *text)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_("Save the grade scheme"), window_of (owner),
                                                              GTK_FILE_CHOOSER_ACTION_SAVE, _("Save"), _("Cancel"));

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  open_dialog (owner, desk, dialog, NULL, text);
}
