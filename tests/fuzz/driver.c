/* Runs a fuzz target over its corpus without libFuzzer: each file whole, and cut at every place of its first
 * and last bytes. The input lies in a block of its exact size, so that a sanitizer sees a read behind it. */
#include "tests/fuzz/fuzz.h"

#define CUTS 256

static void
run_input (const guint8 *bytes, gsize len)
{
  g_autofree guint8 *copy = g_memdup2 (bytes, len);

  LLVMFuzzerTestOneInput (copy, len);
}

static void
run_file (const gchar *path)
{
  g_autofree gchar *text = NULL;
  g_autoptr (GError) error = NULL;
  gsize len;

  if (!g_file_get_contents (path, &text, &len, &error))
    g_error ("%s", error->message);
  run_input ((const guint8 *) text, len);
  for (gsize cut = 0; cut < MIN (len, CUTS); cut++)
    {
      run_input ((const guint8 *) text, cut);
      run_input ((const guint8 *) text, len - 1 - cut);
    }
}

int
main (int argc, char **argv)
{
  guint n = 0;

  for (int i = 1; i < argc; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GDir) dir = g_dir_open (argv[i], 0, &error);
      const gchar *name;

      if (dir == NULL)
        g_error ("%s", error->message);
      while ((name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree gchar *path = g_build_filename (argv[i], name, NULL);

          run_file (path);
          n++;
        }
    }
  g_print ("%u inputs\n", n);
  return n > 0 ? 0 : 1;
}
