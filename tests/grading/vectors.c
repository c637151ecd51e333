#include "tests/grading/vectors.h"

gchar *
vectors_text (const gchar *file)
{
  g_autofree gchar *path = g_test_build_filename (G_TEST_DIST, "vectors", "grades", file, NULL);
  g_autoptr(GError) error = NULL;
  gchar *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

GuoScheme *
vectors_scheme (const gchar *name)
{
  g_autofree gchar *file = g_strconcat (name, ".json", NULL);
  g_autofree gchar *text = vectors_text (file);
  g_autoptr(GError) error = NULL;
  GuoScheme *scheme = guo_scheme_parse (text, &error);

  g_assert_no_error (error);
  return scheme;
}

void
vectors_row (const GuoScheme *scheme, json_t *object, gint64 *values)
{
  const gchar *name;
  json_t *value;

  guo_scheme_clear (scheme, values);
  json_object_foreach (object, name, value)
    {
      gint index = guo_scheme_measurement (scheme, name);

      g_assert_cmpint (index, >=, 0);
      g_assert_true (guo_decimal_parse (guo_exact_json_number (value), &values[index]));
    }
  guo_scheme_derive (scheme, values);
}

void
vectors_row_of_text (const GuoScheme *scheme, const gchar *text, gint64 *values)
{
  json_auto_t *object = guo_exact_json_parse (text, NULL);

  g_assert_nonnull (object);
  vectors_row (scheme, object, values);
}
