#include "drivers/printer/bitmap.h"

#include <string.h>

GuoBitmap *
guo_bitmap_new (guint width, guint height)
{
  GuoBitmap *self = g_new0 (GuoBitmap, 1);

  self->width = width;
  self->height = height;
  self->stride = (width + 7) / 8;
  self->bits = g_malloc0 (self->stride * height);
  return self;
}

void
guo_bitmap_free (GuoBitmap *self)
{
  if (self == NULL)
    return;
  g_free (self->bits);
  g_free (self);
}

gboolean
guo_bitmap_get (const GuoBitmap *self, guint x, guint y)
{
  return x < self->width && y < self->height
         && (self->bits[y * self->stride + x / 8] & (0x80 >> x % 8)) != 0;
}

void
guo_bitmap_set (GuoBitmap *self, guint x, guint y)
{
  guint8 *byte;

  if (x >= self->width || y >= self->height)
    return;
  byte = self->bits + y * self->stride + x / 8;
  *byte = (guint8) (*byte | (0x80 >> x % 8));
}

void
guo_bitmap_paste (GuoBitmap *self, const GuoBitmap *from, guint x, guint y)
{
  for (guint row = 0; row < from->height; row++)
    for (guint column = 0; column < from->width; column++)
      if (guo_bitmap_get (from, column, row))
        guo_bitmap_set (self, x + column, y + row);
}

gboolean
guo_bitmap_equal (const GuoBitmap *a, const GuoBitmap *b)
{
  return a->width == b->width && a->height == b->height
         && memcmp (a->bits, b->bits, a->stride * a->height) == 0;
}
