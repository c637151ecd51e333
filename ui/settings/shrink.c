#include "ui/settings/picture.h"

#include <string.h>

#include <glib/gi18n.h>

static GdkPixbuf *
load (GBytes *bytes, GError **error)
{
  g_autoptr(GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr(GdkPixbuf) raw = gdk_pixbuf_new_from_stream (stream, NULL, error);

  /* a phone lays its pictures on their side and says so */
  return raw != NULL ? gdk_pixbuf_apply_embedded_orientation (raw) : NULL;
}

/* JPEG knows no transparency: white below. */
static GdkPixbuf *
scaled (GdkPixbuf *pixbuf, gint longest)
{
  gint width = gdk_pixbuf_get_width (pixbuf), height = gdk_pixbuf_get_height (pixbuf);
  gint most = MAX (width, height);

  if (most > longest)
    {
      width = MAX (1, width * longest / most);
      height = MAX (1, height * longest / most);
    }
  return gdk_pixbuf_composite_color_simple (pixbuf, width, height, GDK_INTERP_HYPER, 255, 16, 0xffffff, 0xffffff);
}

static GBytes *
encoded (GdkPixbuf *pixbuf, const gchar *quality, GError **error)
{
  gchar *data = NULL;
  gsize size = 0;

  if (!gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, "jpeg", error, "quality", quality, NULL))
    return NULL;
  return g_bytes_new_take (data, size);
}

static gboolean
is_fit (GBytes *bytes)
{
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  return size <= GUO_PICTURE_MOST && size > 12
         && (memcmp (data, "\xff\xd8\xff", 3) == 0 || memcmp (data, "\x89PNG", 4) == 0
             || (memcmp (data, "RIFF", 4) == 0 && memcmp (data + 8, "WEBP", 4) == 0));
}

GBytes *
guo_picture_shrink (GBytes *bytes, GError **error)
{
  static const gint longest[] = { 960, 800, 640, 480, 320 };
  static const gchar *const qualities[] = { "85", "75", "60" };
  g_autoptr(GdkPixbuf) pixbuf = load (bytes, error);

  if (pixbuf == NULL)
    return NULL;
  if (is_fit (bytes))
    return g_bytes_ref (bytes);
  for (gsize i = 0; i < G_N_ELEMENTS (longest); i++)
    {
      g_autoptr(GdkPixbuf) smaller = scaled (pixbuf, longest[i]);

      for (gsize k = 0; k < G_N_ELEMENTS (qualities); k++)
        {
          g_autoptr(GBytes) jpeg = encoded (smaller, qualities[k], error);

          if (jpeg == NULL || g_bytes_get_size (jpeg) <= GUO_PICTURE_MOST)
            return g_steal_pointer (&jpeg);
        }
    }
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, _("This picture cannot be made small enough."));
  return NULL;
}
