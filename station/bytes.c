#include "station/bytes.h"

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
