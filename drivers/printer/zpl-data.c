#include "drivers/printer/zpl-data.h"

#include <zlib.h>

guint16
guo_zpl_crc (const gchar *text, gsize len)
{
  guint crc = 0;

  for (gsize i = 0; i < len; i++)
    {
      crc ^= (guint) (guchar) text[i] << 8;
      for (guint bit = 0; bit < 8; bit++)
        crc = (crc & 0x8000) != 0 ? (crc << 1) ^ 0x1021 : crc << 1;
      crc &= 0xffff;
    }
  return (guint16) crc;
}

GByteArray *
guo_zpl_deflate (const guint8 *bytes, gsize len)
{
  uLongf room = compressBound (len);
  GByteArray *out = g_byte_array_sized_new ((guint) room);

  g_byte_array_set_size (out, (guint) room);
  compress2 (out->data, &room, bytes, len, Z_DEFAULT_COMPRESSION);
  g_byte_array_set_size (out, (guint) room);
  return out;
}

GByteArray *
guo_zpl_inflate (const guint8 *bytes, gsize len, gsize most)
{
  g_autoptr(GByteArray) out = g_byte_array_new ();
  z_stream stream = { .next_in = (z_const Bytef *) bytes, .avail_in = (uInt) len };
  int status = inflateInit (&stream);

  while (status == Z_OK && stream.total_out <= most)
    {
      guint8 chunk[4096];

      stream.next_out = chunk;
      stream.avail_out = sizeof chunk;
      status = inflate (&stream, Z_NO_FLUSH);
      g_byte_array_append (out, chunk, (guint) (sizeof chunk - stream.avail_out));
    }
  inflateEnd (&stream);
  return status == Z_STREAM_END && out->len <= most ? g_steal_pointer (&out) : NULL;
}
