/* Files of tests/vectors/graders, for the tests of counters and instruments. */
#pragma once

#include <glib.h>
#include <jansson.h>

/* The text of a file. */
static gchar *
grader_vectors_text (const gchar *name)
{
  g_autofree gchar *path = g_test_build_filename (G_TEST_DIST, "vectors", "graders", name, NULL);
  g_autoptr(GError) error = NULL;
  gchar *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, &error))
    g_error ("%s", error->message);
  return text;
}

G_GNUC_UNUSED static json_t *
grader_vectors_load (const gchar *name)
{
  g_autofree gchar *text = grader_vectors_text (name);
  json_error_t problem;
  json_t *root = json_loads (text, 0, &problem);

  if (root == NULL)
    g_error ("%s line %d: %s", name, problem.line, problem.text);
  return root;
}

/* The bytes that @key of @row holds in hex. */
G_GNUC_UNUSED static GByteArray *
grader_vectors_bytes (json_t *row, const gchar *key)
{
  GByteArray *bytes = g_byte_array_new ();

  for (const gchar *hex = json_string_value (json_object_get (row, key)); hex[0] != '\0'; hex += 2)
    {
      guint8 byte = (guint8) (g_ascii_xdigit_value (hex[0]) << 4 | g_ascii_xdigit_value (hex[1]));

      g_byte_array_append (bytes, &byte, 1);
    }
  return bytes;
}
