#include "tests/db/vectors.h"

#include <string.h>

json_t *
vectors_read (const gchar *name)
{
  g_autofree gchar *path = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "vectors", name, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree gchar *text = NULL;
  json_error_t where = { 0 };
  json_t *value;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  /* The only number beyond 63 bits: -1 is the same one, read back as unsigned. */
  for (gchar *p = strstr (text, "18446744073709551615"); p != NULL;
       p = strstr (p, "18446744073709551615"))
    memcpy (p, "-1                  ", strlen ("18446744073709551615"));
  value = json_loads (text, JSON_ALLOW_NUL, &where);

  if (value == NULL)
    g_error ("%s: %s", path, where.text);
  return value;
}

void
vectors_assert_equal (const void *got, gsize len, const GByteArray *expected)
{
  g_assert_cmpuint (len, ==, expected->len);
  g_assert_true (len == 0 || memcmp (got, expected->data, len) == 0);
}

GByteArray *
vectors_hex (const gchar *text)
{
  GByteArray *bytes = g_byte_array_new ();

  for (; text[0] != '\0' && text[1] != '\0'; text += 2)
    {
      const guint8 byte
          = (guint8)(g_ascii_xdigit_value (text[0]) << 4 | g_ascii_xdigit_value (text[1]));

      g_byte_array_append (bytes, &byte, 1);
    }
  return bytes;
}

GByteArray *
vectors_base64 (const gchar *text)
{
  gsize len = 0;
  guint8 *bytes = g_base64_decode (text, &len);

  return g_byte_array_new_take (bytes, len);
}

GByteArray *
vectors_list (json_t *texts, gboolean base64)
{
  GByteArray *all = g_byte_array_new ();
  json_t *text;
  gsize i;

  json_array_foreach (texts, i, text)
  {
    g_autoptr (GByteArray) one = base64 ? vectors_base64 (json_string_value (text))
                                        : vectors_hex (json_string_value (text));

    g_byte_array_append (all, one->data, one->len);
  }
  return all;
}
