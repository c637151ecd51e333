#include "ui/designer/dots.h"

struct _GuoDots
{
  gint        width, height;
  guint8     *light;  /* rows from the top; 255 is white */
  GdkTexture *shown;  /* (nullable): as it was asked for last */
};

GuoDots *
guo_dots_new (GdkTexture *picture)
{
  GuoDots *self = g_new0 (GuoDots, 1);
  const gsize n = (gsize) gdk_texture_get_width (picture) * (gsize) gdk_texture_get_height (picture);
  g_autofree guint32 *pixels = g_new (guint32, n);

  self->width = gdk_texture_get_width (picture);
  self->height = gdk_texture_get_height (picture);
  self->light = g_malloc (n);
  gdk_texture_download (picture, (guchar *) pixels, (gsize) self->width * sizeof *pixels);
  for (gsize i = 0; i < n; i++)
    self->light[i] = (guint8) (pixels[i] >> 8);
  return self;
}

void
guo_dots_free (GuoDots *self)
{
  if (self == NULL)
    return;
  g_free (self->light);
  g_clear_object (&self->shown);
  g_free (self);
}

/* From which dot up to which pixel @at of @n shows; one at least. */
static void
range (gint at, gint n, gint dots, gint *from, gint *to)
{
  *from = (gint) ((gint64) at * dots / n);
  *to = MAX (*from + 1, (gint) ((gint64) (at + 1) * dots / n));
}

static guint8
mean (const GuoDots *self, gint left, gint right, gint top, gint bottom)
{
  guint sum = 0;

  for (gint y = top; y < bottom; y++)
    for (gint x = left; x < right; x++)
      sum += self->light[(gsize) y * (gsize) self->width + (gsize) x];
  return (guint8) (sum / (guint) ((right - left) * (bottom - top)));
}

static GdkTexture *
scaled (const GuoDots *self, gint width, gint height)
{
  const gsize stride = (gsize) width * 3;
  guint8 *rgb = g_malloc (stride * (gsize) height);
  g_autoptr(GBytes) bytes = g_bytes_new_take (rgb, stride * (gsize) height);

  for (gint y = 0; y < height; y++)
    for (gint x = 0; x < width; x++)
      {
        guint8 *pixel = rgb + (gsize) y * stride + (gsize) x * 3;
        gint left, right, top, bottom;

        range (x, width, self->width, &left, &right);
        range (y, height, self->height, &top, &bottom);
        pixel[0] = pixel[1] = pixel[2] = mean (self, left, right, top, bottom);
      }
  return gdk_memory_texture_new (width, height, GDK_MEMORY_R8G8B8, bytes, stride);
}

GdkTexture *
guo_dots_texture (GuoDots *self, gint width, gint height)
{
  if (self->shown != NULL && gdk_texture_get_width (self->shown) == width && gdk_texture_get_height (self->shown) == height)
    return self->shown;
  g_clear_object (&self->shown);
  self->shown = scaled (self, MAX (1, width), MAX (1, height));
  return self->shown;
}
