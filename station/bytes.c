#include "station/bytes.h"

#include <sodium.h>
#include <string.h>

#define TYPE_KEY "_content_type"
#define BODY_KEY "_base64"

json_t *
guo_answer_bytes (const gchar *content_type, GBytes *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  g_autofree gchar *text = g_base64_encode (data, size);

  return json_pack ("{s:s,s:s}", TYPE_KEY, content_type, BODY_KEY, text);
}

guint8 *
guo_base64_decode (const gchar *text, gsize *size)
{
  gsize len = strlen (text);
  guint8 *bytes = g_malloc (len / 4 * 3 + 4);

  if (sodium_base642bin (bytes, len / 4 * 3 + 3, text, len, " \t\r\n", size, NULL, sodium_base64_VARIANT_ORIGINAL) != 0
      || *size == 0)
    {
      g_free (bytes);
      return NULL;
    }
  bytes[*size] = '\0';
  return bytes;
}

GBytes *
guo_answer_take_bytes (json_t *answer, const gchar **content_type)
{
  const gchar *text = json_string_value (json_object_get (answer, BODY_KEY));
  guchar *data;
  gsize size;

  *content_type = json_string_value (json_object_get (answer, TYPE_KEY));
  if (text == NULL || *content_type == NULL)
    return NULL;
  data = g_base64_decode (text, &size);
  return g_bytes_new_take (data, size);
}
