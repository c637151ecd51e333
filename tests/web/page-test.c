#include "tests/web/page-test.h"

#include <gio/gio.h>
#include <string.h>

static void
set_up (Fixture *fixture, gconstpointer practice)
{
  fixture->house = house_new (GPOINTER_TO_INT (practice));
}

static void
tear_down (Fixture *fixture, gconstpointer practice)
{
  house_free (fixture->house);
}

void
page_tests_add (const gchar *folder, const PageTest *tests, gsize n_tests)
{
  for (gsize i = 0; i < n_tests; i++)
    {
      g_autofree gchar *path = g_strconcat (folder, "/", tests[i].name, NULL);

      g_test_add (path, Fixture, GINT_TO_POINTER (tests[i].practice), set_up, tests[i].test, tear_down);
    }
}

void
assert_has (const gchar *text, const gchar *part)
{
  if (strstr (text, part) == NULL)
    g_error ("\"%s\" is missing in:\n%s", part, text);
}

void
assert_not (const gchar *text, const gchar *part)
{
  if (strstr (text, part) != NULL)
    g_error ("\"%s\" should not stand in:\n%s", part, text);
}

gsize
gzip_size (const gchar *text)
{
  g_autoptr(GZlibCompressor) gzip = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 6);
  g_autoptr(GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr(GOutputStream) out = g_converter_output_stream_new (memory, G_CONVERTER (gzip));

  g_assert_true (g_output_stream_write_all (out, text, strlen (text), NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (out, NULL, NULL));
  return g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (memory));
}
