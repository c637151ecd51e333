/* What is told of a picture from its name and its first bytes. Pure. */
#include "station/pictures.h"

#include <string.h>

static gboolean
begins (const guint8 *data, gsize size, gsize at, const gchar *magic, gsize len)
{
  return size >= at + len && memcmp (data + at, magic, len) == 0;
}

const gchar *
guo_picture_type (const guint8 *data, gsize size)
{
  if (begins (data, size, 0, "\xff\xd8\xff", 3))
    return "image/jpeg";
  if (begins (data, size, 0, "\x89PNG\r\n\x1a\n", 8) && begins (data, size, 12, "IHDR", 4))
    return "image/png";
  if (begins (data, size, 0, "RIFF", 4) && begins (data, size, 8, "WEBPVP8", 7))
    return "image/webp";
  return NULL;
}

gboolean
guo_picture_is_name (const gchar *sha256)
{
  return strlen (sha256) == GUO_PICTURE_NAME_LEN && strspn (sha256, "0123456789abcdef") == GUO_PICTURE_NAME_LEN;
}
