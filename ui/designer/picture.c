/* A picture for the label: chosen from a file, made grey and small enough for a layout. */
#include "ui/designer/panel-private.h"

#include <glib/gi18n.h>

#include "ui/designer/ratio.h"
#include "ui/designer/words.h"

/* station/label/picture.h has the station's limits: 64 KB, 1200 points a side. */
#define BYTES_MOST (64 * 1024)
#define LEVELS 16 /* of grey: a label has two, and a file is a third as large */

static GdkPixbuf *
load (GBytes *bytes, GError **error)
{
  g_autoptr(GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr(GdkPixbuf) raw = gdk_pixbuf_new_from_stream (stream, NULL, error);

  /* a phone lays its pictures on their side and says so */
  return raw != NULL ? gdk_pixbuf_apply_embedded_orientation (raw) : NULL;
}

static void
make_grey (GdkPixbuf *pixbuf)
{
  const gint width = gdk_pixbuf_get_width (pixbuf), height = gdk_pixbuf_get_height (pixbuf);
  const gint stride = gdk_pixbuf_get_rowstride (pixbuf), channels = gdk_pixbuf_get_n_channels (pixbuf);
  guchar *rows = gdk_pixbuf_get_pixels (pixbuf);

  for (gint y = 0; y < height; y++)
    for (gint x = 0; x < width; x++)
      {
        guchar *at = rows + (gsize) y * (gsize) stride + (gsize) x * (gsize) channels;
        const gint light = (299 * at[0] + 587 * at[1] + 114 * at[2]) / 1000;

        at[0] = at[1] = at[2] = (guchar) ((light * (LEVELS - 1) + 127) / 255 * 255 / (LEVELS - 1));
      }
}

/* White below what is transparent; not larger than it was. */
static GBytes *
encoded (GdkPixbuf *pixbuf, gint longest, GError **error)
{
  const gint most = MAX (gdk_pixbuf_get_width (pixbuf), gdk_pixbuf_get_height (pixbuf)), side = MIN (longest, most);
  g_autoptr(GdkPixbuf) small
    = gdk_pixbuf_composite_color_simple (pixbuf, MAX (1, gdk_pixbuf_get_width (pixbuf) * side / most),
                                         MAX (1, gdk_pixbuf_get_height (pixbuf) * side / most), GDK_INTERP_HYPER, 255, 16,
                                         0xffffff, 0xffffff);
  gchar *data = NULL;
  gsize size = 0;

  make_grey (small);
  if (!gdk_pixbuf_save_to_buffer (small, &data, &size, "png", error, "compression", "9", NULL))
    return NULL;
  return g_bytes_new_take (data, size);
}

static GBytes *
shrunk (GBytes *bytes, GError **error)
{
  static const gint longest[] = { 1200, 900, 600, 400, 300, 200 };
  g_autoptr(GdkPixbuf) pixbuf = load (bytes, error);

  for (gsize i = 0; pixbuf != NULL && i < G_N_ELEMENTS (longest); i++)
    {
      g_autoptr(GBytes) png = encoded (pixbuf, longest[i], error);

      if (png == NULL || g_bytes_get_size (png) <= BYTES_MOST)
        return g_steal_pointer (&png);
    }
  if (pixbuf != NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, _("This picture cannot be made small enough."));
  return NULL;
}

static void
take (GuoDesigner *self, GFile *file, GBytes *png)
{
  gsize size = 0;
  const guchar *data = g_bytes_get_data (png, &size);
  g_autofree gchar *text = g_base64_encode (data, size), *name = g_file_get_basename (file);

  if (self->replaces_picture)
    guo_design_replace (self->design, guo_element_as_picture (guo_design_item (self->design, guo_design_chosen (self->design)),
                                                              text, name));
  else
    guo_design_add (self->design, guo_element_picture (guo_design_layout (self->design), text, name));
  guo_designer_changed (self);
  guo_designer_show_chosen (self);
  gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_selected_row (self->list)));
}

/* A folder, a text, a film: one sentence for all that is no picture, with the reason of who tried to read it. */
static void
refuse (GuoDesigner *self, GFile *file, const GError *error)
{
  g_autofree gchar *name = g_file_get_basename (file);
  g_autofree gchar *text = g_strdup_printf (_("“%s” cannot be used as a picture: %s"), name, error->message);

  guo_desk_say (self->desk, text, NULL, TRUE);
}

static void
file_chosen (GtkNativeDialog *dialog, gint response, GuoDesigner *self)
{
  g_autoptr(GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = NULL, png = NULL;

  if (response == GTK_RESPONSE_ACCEPT && file != NULL && self->design != NULL)
    {
      bytes = g_file_load_bytes (file, NULL, NULL, &error);
      png = bytes != NULL ? shrunk (bytes, &error) : NULL;
      if (png != NULL)
        take (self, file, png);
      else
        refuse (self, file, error);
    }
  g_object_unref (dialog);
}

void
guo_designer_choose_picture (GuoDesigner *self, gboolean instead)
{
  GtkFileChooserNative *dialog =
    gtk_file_chooser_native_new (_("Picture"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                 GTK_FILE_CHOOSER_ACTION_OPEN, _("Use this picture"), _("Cancel"));
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();

  self->replaces_picture = instead;
  gtk_file_filter_add_pixbuf_formats (filter);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  g_signal_connect_object (dialog, "response", G_CALLBACK (file_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
