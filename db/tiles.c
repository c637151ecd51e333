#include "db/tiles.h"

#define TILE_WIDTH 256

gchar *
guo_tile_path (gint level, guint64 index, guint width)
{
  GString *path = g_string_new ("tile/");
  guint64 unit = 1;

  if (level == GUO_TILE_ENTRIES)
    g_string_append (path, "entries");
  else
    g_string_append_printf (path, "%d", level);
  while (index / unit >= 1000)
    unit *= 1000;
  for (; unit > 0; unit /= 1000)
    g_string_append_printf (path, "/%s%03d", unit > 1 ? "x" : "", (gint)(index / unit % 1000));
  if (width < TILE_WIDTH)
    g_string_append_printf (path, ".p/%u", width);
  return g_string_free (path, FALSE);
}

guint64
guo_tile_count (guint64 size, guint level, guint *partial_width)
{
  guint64 hashes = size;

  for (guint i = 0; i < level; i++)
    hashes /= TILE_WIDTH;
  *partial_width = (guint)(hashes % TILE_WIDTH);
  return hashes / TILE_WIDTH;
}

void
guo_tile_bundle_append (GByteArray *bundle, const void *entry, gsize len)
{
  const guint8 head[] = { (guint8)(len >> 8), (guint8)len };

  g_return_if_fail (len <= G_MAXUINT16);
  g_byte_array_append (bundle, head, sizeof head);
  g_byte_array_append (bundle, entry, (guint)len);
}
