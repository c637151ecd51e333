#include "ui/settings/picture.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/act.h"
#include "ui/widgets/focus.h"

#define SHOWN_PX 120

struct _GuoSettingsPicture
{
  GtkWidget   parent_instance;

  GuoDesk    *desk;
  GtkWidget  *box;
  GtkPicture *picture;
  GtkLabel   *size_label;
  GtkWidget  *choose_key;
  GtkWidget  *remove_key;
  GBytes     *sent;      /* what the station is being given */
  gchar      *sha256;
};

G_DEFINE_FINAL_TYPE (GuoSettingsPicture, guo_settings_picture, GTK_TYPE_WIDGET)

static guint edited_signal;

static void
set_sha256 (GuoSettingsPicture *self, const gchar *sha256)
{
  gchar *before = self->sha256;

  self->sha256 = g_strdup (sha256 != NULL ? sha256 : "");
  g_free (before);
  gtk_widget_set_visible (self->remove_key, *self->sha256 != '\0');
}

static void
show_bytes (GuoSettingsPicture *self, GBytes *bytes)
{
  g_autoptr(GdkTexture) texture = bytes != NULL ? gdk_texture_new_from_bytes (bytes, NULL) : NULL;
  g_autofree gchar *size = NULL;

  if (texture != NULL)
    size = g_strdup_printf (_("%d × %d, %d KB"), gdk_texture_get_width (texture), gdk_texture_get_height (texture),
                            (gint) (g_bytes_get_size (bytes) + 1023) / 1024);
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  gtk_widget_set_visible (GTK_WIDGET (self->picture), texture != NULL);
  gtk_label_set_label (self->size_label, size != NULL ? size : _("No picture"));
}

static void
fetched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GuoSettingsPicture) self = user_data;
  g_autoptr(GBytes) bytes = guo_client_fetch_finish (GUO_CLIENT (source), result, NULL);

  if (bytes != NULL && self->box != NULL)
    show_bytes (self, bytes);
}

static void
kept (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoSettingsPicture *self = owner;

  if (answer == NULL)
    return;
  set_sha256 (self, guo_row_text (answer, "sha256"));
  show_bytes (self, self->sent);
  g_signal_emit (self, edited_signal, 0);
}

static void
send (GuoSettingsPicture *self, GBytes *bytes)
{
  gsize size = 0;
  const guchar *data = g_bytes_get_data (bytes, &size);
  g_autofree gchar *text = g_base64_encode (data, size);

  g_clear_pointer (&self->sent, g_bytes_unref);
  self->sent = g_bytes_ref (bytes);
  guo_act (GTK_WIDGET (self), self->desk, "/v1/pictures", json_pack ("{ss}", "data", text), FALSE, kept, NULL);
}

static void
file_chosen (GtkNativeDialog *dialog, gint response, GuoSettingsPicture *self)
{
  g_autoptr(GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GBytes) small = NULL;

  if (response == GTK_RESPONSE_ACCEPT && file != NULL)
    {
      bytes = g_file_load_bytes (file, NULL, NULL, &error);
      small = bytes != NULL ? guo_picture_shrink (bytes, &error) : NULL;
      if (small != NULL)
        send (self, small);
      else
        guo_desk_say (self->desk, error->message, NULL, TRUE);
    }
  g_object_unref (dialog);
}

static void
choose_clicked (GuoSettingsPicture *self)
{
  GtkFileChooserNative *dialog =
    gtk_file_chooser_native_new (_("Picture"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                 GTK_FILE_CHOOSER_ACTION_OPEN, _("Use this picture"), _("Cancel"));
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_add_pixbuf_formats (filter);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  g_signal_connect_object (dialog, "response", G_CALLBACK (file_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
remove_clicked (GuoSettingsPicture *self)
{
  guo_settings_picture_show (self, NULL);
  g_signal_emit (self, edited_signal, 0);
  gtk_widget_grab_focus (self->choose_key);
}

static gboolean
guo_settings_picture_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GUO_SETTINGS_PICTURE (widget)->choose_key);
}

static void
guo_settings_picture_dispose (GObject *object)
{
  GuoSettingsPicture *self = GUO_SETTINGS_PICTURE (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->sent, g_bytes_unref);
  g_clear_pointer (&self->sha256, g_free);
  G_OBJECT_CLASS (guo_settings_picture_parent_class)->dispose (object);
}

static void
guo_settings_picture_class_init (GuoSettingsPictureClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guo_settings_picture_dispose;
  widget_class->grab_focus = guo_settings_picture_grab_focus;
  widget_class->focus = guo_focus_inner;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  edited_signal = g_signal_new ("edited", GUO_TYPE_SETTINGS_PICTURE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
}

static GtkWidget *
desk_key (GuoSettingsPicture *self, GtkWidget *box, const gchar *word, GCallback clicked)
{
  GtkWidget *key = gtk_button_new_with_label (word);

  gtk_widget_add_css_class (key, "desk-key");
  g_signal_connect_object (key, "clicked", clicked, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), key);
  return key;
}

static void
guo_settings_picture_init (GuoSettingsPicture *self)
{
  GtkWidget *keys = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  self->sha256 = g_strdup ("");
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->picture = GTK_PICTURE (gtk_picture_new ());
  gtk_picture_set_can_shrink (self->picture, TRUE);
  gtk_widget_set_size_request (GTK_WIDGET (self->picture), SHOWN_PX, SHOWN_PX);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->picture), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Picture"), -1);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->picture));
  self->size_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->size_label, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->size_label), "dim");
  gtk_box_append (GTK_BOX (keys), GTK_WIDGET (self->size_label));
  self->choose_key = desk_key (self, keys, _("Choose a picture …"), G_CALLBACK (choose_clicked));
  self->remove_key = desk_key (self, keys, _("Without picture"), G_CALLBACK (remove_clicked));
  gtk_box_append (GTK_BOX (self->box), keys);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
guo_settings_picture_new (GuoDesk *desk)
{
  GuoSettingsPicture *self = g_object_new (GUO_TYPE_SETTINGS_PICTURE, NULL);

  self->desk = g_object_ref (desk);
  return GTK_WIDGET (self);
}

void
guo_settings_picture_show (GuoSettingsPicture *self, const gchar *sha256)
{
  g_autofree gchar *path = g_strconcat ("/v1/pictures/", sha256, NULL);

  set_sha256 (self, sha256);
  show_bytes (self, NULL);
  if (*self->sha256 != '\0')
    guo_client_fetch_async (guo_desk_client (self->desk), path, NULL, fetched, g_object_ref (self));
}

const gchar *
guo_settings_picture_get (GuoSettingsPicture *self)
{
  return self->sha256;
}
