#include "tests/label/printer-rows.h"

#include <string.h>

const gchar *
text_in (json_t *object, const gchar *name)
{
  return json_string_value (json_object_get (object, name));
}

guint
number_in (json_t *object, const gchar *name)
{
  return (guint) json_integer_value (json_object_get (object, name));
}

static GByteArray *
bytes_of_hex (const gchar *hex)
{
  GByteArray *out = g_byte_array_new ();

  for (gsize i = 0; hex[i] != '\0'; i += 2)
    g_byte_array_append (out, &(guint8){ (guint8) (g_ascii_xdigit_value (hex[i]) * 16 + g_ascii_xdigit_value (hex[i + 1])) },
                         1);
  return out;
}

GByteArray *
bytes_of (json_t *row)
{
  const gchar *bytes = text_in (row, "bytes");
  GByteArray *out;

  if (strcmp (text_in (row, "bytes_as"), "hex") == 0)
    return bytes_of_hex (bytes);
  out = g_byte_array_new ();
  g_byte_array_append (out, (const guint8 *) bytes, (guint) strlen (bytes));
  return out;
}

GuoBitmap *
bitmap_of (json_t *input)
{
  json_t *rows = json_object_get (input, "rows_hex");
  GuoBitmap *picture = guo_bitmap_new ((guint) json_integer_value (json_object_get (input, "width")),
                                       (guint) json_integer_value (json_object_get (input, "height")));

  g_assert_cmpuint (json_array_size (rows), ==, picture->height);
  for (guint y = 0; y < picture->height; y++)
    {
      const gchar *hex = json_string_value (json_array_get (rows, y));

      g_assert_cmpuint (strlen (hex), ==, picture->stride * 2);
      for (gsize i = 0; i < strlen (hex); i++)
        picture->bits[y * picture->stride + i / 2] |= (guint8) (g_ascii_xdigit_value (hex[i]) << (i % 2 == 0 ? 4 : 0));
    }
  return picture;
}

gchar *
hex_of (const guint8 *bytes, gsize len)
{
  GString *out = g_string_new (NULL);

  for (gsize i = 0; i < len; i++)
    g_string_append_printf (out, "%02x", bytes[i]);
  return g_string_free (out, FALSE);
}

static int
by_text (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const gchar *const *) a, *(const gchar *const *) b);
}

gchar *
sorted_words (json_t *words)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new ();

  for (gsize i = 0; i < json_array_size (words); i++)
    g_ptr_array_add (list, (gpointer) json_string_value (json_array_get (words, i)));
  g_ptr_array_sort (list, by_text);
  g_ptr_array_add (list, NULL);
  return g_strjoinv (" ", (gchar **) list->pdata);
}


guint
each_row (RowFunc check)
{
  g_autofree gchar *path = g_test_build_filename (G_TEST_DIST, "vectors", "printers", "printers.jsonl", NULL);
  g_autofree gchar *text = NULL;
  g_auto(GStrv) lines = NULL;
  guint done = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (gsize i = 0; lines[i] != NULL && lines[i][0] != '\0'; i++, done++)
    {
      json_auto_t *row = json_loads (lines[i], 0, NULL);

      check (row);
    }
  return done;
}
