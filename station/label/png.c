/* A one-bit PNG with its true size in it; cairo writes neither. */
#include "station/label/painter.h"

#include <string.h>
#include <zlib.h>

static void
append_number (GByteArray *out, guint32 n)
{
  guint32 big = GUINT32_TO_BE (n);

  g_byte_array_append (out, (const guint8 *) &big, 4);
}

static void
append_chunk (GByteArray *out, const gchar *type, const guint8 *data, guint len)
{
  uLong crc = crc32 (0, (const Bytef *) type, 4);

  append_number (out, len);
  g_byte_array_append (out, (const guint8 *) type, 4);
  if (len > 0)
    g_byte_array_append (out, data, len);
  append_number (out, (guint32) (len > 0 ? crc32 (crc, data, len) : crc));
}

static void
append_head (GByteArray *out, const GuoBitmap *picture, gint64 dpi)
{
  g_autoptr(GByteArray) head = g_byte_array_new ();
  g_autoptr(GByteArray) size = g_byte_array_new ();
  guint per_metre = guo_label_dots_per_mm (dpi) * 1000;

  append_number (head, picture->width);
  append_number (head, picture->height);
  g_byte_array_append (head, (const guint8 *) "\001\000\000\000\000", 5); /* one bit, grey, no filter set, no interlace */
  append_chunk (out, "IHDR", head->data, head->len);
  append_number (size, per_metre);
  append_number (size, per_metre);
  g_byte_array_append (size, (const guint8 *) "\001", 1);
  append_chunk (out, "pHYs", size->data, size->len);
}

/* PNG's grey has 0 for black. */
static void
append_pixels (GByteArray *out, const GuoBitmap *picture)
{
  gsize row = picture->stride + 1;
  g_autofree guint8 *raw = g_malloc0 (row * picture->height);
  uLongf room = compressBound (row * picture->height);
  g_autofree guint8 *packed = g_malloc (room);

  for (guint y = 0; y < picture->height; y++)
    for (gsize i = 0; i < picture->stride; i++)
      raw[y * row + 1 + i] = (guint8) ~picture->bits[y * picture->stride + i];
  compress2 (packed, &room, raw, row * picture->height, Z_DEFAULT_COMPRESSION);
  append_chunk (out, "IDAT", packed, (guint) room);
}

GBytes *
guo_label_png (const GuoBitmap *picture, gint64 dpi)
{
  GByteArray *out = g_byte_array_new ();

  g_byte_array_append (out, (const guint8 *) "\211PNG\r\n\032\n", 8);
  append_head (out, picture, dpi);
  append_pixels (out, picture);
  append_chunk (out, "IEND", NULL, 0);
  return g_byte_array_free_to_bytes (out);
}
