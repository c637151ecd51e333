/* A one-bit picture: what a label is to every printer language. Pure. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  guint width;  /* dots */
  guint height; /* dots */
  gsize stride; /* bytes per row: width rounded up to whole bytes */
  guint8 *bits; /* rows from the top; 1 is black, most significant bit left; padding is 0 */
} GuoBitmap;

/**
 * guo_bitmap_new:
 * @width: dots, 1 to 16,384
 * @height: dots, 1 to 16,384
 *
 * Returns: (transfer full): a white picture
 */
GuoBitmap *guo_bitmap_new (guint width, guint height);

/**
 * guo_bitmap_free:
 * @self: (nullable): a picture
 */
void guo_bitmap_free (GuoBitmap *self);

/**
 * guo_bitmap_get:
 * @self: a picture
 * @x: dots from the left
 * @y: dots from the top
 *
 * Returns: whether the dot is black; outside it is white
 */
gboolean guo_bitmap_get (const GuoBitmap *self, guint x, guint y);

/**
 * guo_bitmap_set:
 * @self: a picture
 * @x: dots from the left
 * @y: dots from the top
 *
 * Makes the dot black; outside nothing happens.
 */
void guo_bitmap_set (GuoBitmap *self, guint x, guint y);

/**
 * guo_bitmap_paste:
 * @self: a picture
 * @from: another; its black dots become black here
 * @x: where its left edge goes
 * @y: where its top edge goes
 */
void guo_bitmap_paste (GuoBitmap *self, const GuoBitmap *from, guint x, guint y);

/**
 * guo_bitmap_equal:
 * @a: a picture
 * @b: a picture
 *
 * Returns: whether size and every dot are the same
 */
gboolean guo_bitmap_equal (const GuoBitmap *a, const GuoBitmap *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoBitmap, guo_bitmap_free)

G_END_DECLS
