#include "drivers/capture.h"

#include <string.h>
#include <unistd.h>

static gchar *
temporary_file (const gchar *text)
{
  g_autoptr (GError) error = NULL;
  gchar *path = NULL;
  gint fd = g_file_open_tmp ("capture-XXXXXX", &path, &error);

  g_assert_no_error (error);
  close (fd);
  g_assert_true (g_file_set_contents (path, text, -1, &error));
  return path;
}

/* What is written is read back: every byte value, times, who sent it. */
static void
test_round_trip (void)
{
  g_autofree gchar *path = temporary_file ("");
  g_autoptr (GuoCaptureWriter) writer = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;
  const GuoCaptureItem *item;
  guint8 all[256];

  for (gsize i = 0; i < sizeof all; i++)
    all[i] = (guint8) i;
  writer = guo_capture_writer_new (path, "maker: none\nline: 9600/8n1", &error);
  g_assert_no_error (error);
  g_assert_true (guo_capture_writer_add (writer, GUO_CAPTURE_READ, all, sizeof all, 5000000, &error));
  g_assert_true (guo_capture_writer_add (writer, GUO_CAPTURE_WRITE, (const guint8 *) "T\r\n", 3, 5020999, &error));
  g_assert_true (guo_capture_writer_add (writer, GUO_CAPTURE_READ, all, 0, 5021999, &error));

  items = guo_capture_load (path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 3);
  item = g_ptr_array_index (items, 0);
  g_assert_cmpint (item->kind, ==, GUO_CAPTURE_READ);
  g_assert_cmpint (item->delay_ms, ==, 0);
  g_assert_cmpuint (item->line, ==, 3);
  g_assert_cmpuint (g_bytes_get_size (item->bytes), ==, sizeof all);
  g_assert_true (memcmp (g_bytes_get_data (item->bytes, NULL), all, sizeof all) == 0);
  item = g_ptr_array_index (items, 1);
  g_assert_cmpint (item->kind, ==, GUO_CAPTURE_WRITE);
  g_assert_cmpint (item->delay_ms, ==, 20);
  item = g_ptr_array_index (items, 2);
  g_assert_cmpuint (g_bytes_get_size (item->bytes), ==, 0);
  unlink (path);
}

/* A line of umockdev's own documentation. */
static void
test_umockdev_form (void)
{
  g_autofree gchar *path = temporary_file ("r 20 ST,+0012.34kg^M^J\n#r 0 no\n\nw 0 ^`^@^_");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = guo_capture_load (path, &error);
  const GuoCaptureItem *item;

  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 2);
  item = g_ptr_array_index (items, 0);
  g_assert_cmpint (item->delay_ms, ==, 20);
  g_assert_cmpuint (g_bytes_get_size (item->bytes), ==, strlen ("ST,+0012.34kg\r\n"));
  g_assert_true (memcmp (g_bytes_get_data (item->bytes, NULL), "ST,+0012.34kg\r\n", 15) == 0);
  item = g_ptr_array_index (items, 1);
  g_assert_cmpuint (item->line, ==, 4);
  g_assert_cmpuint (g_bytes_get_size (item->bytes), ==, 3);
  g_assert_true (memcmp (g_bytes_get_data (item->bytes, NULL), "^\0\x1f", 3) == 0);
  unlink (path);
}

typedef struct
{
  const gchar *name;
  const gchar *text;
  const gchar *says;
} BadCase;

static const BadCase bad_cases[] = {
  { "operation", "r 0 a\nx 0 b\n", "line 2 column 1" },
  { "time", "r x a\n", "line 1 column 1" },
  { "no-blank", "r 20\n", "line 1 column 3" },
  { "time-too-long", "r 99999999999 a\n", "line 1 column 3" },
  { "escape", "r 0 ab^x\n", "line 1 column 7" },
  { "escape-at-end", "r 0 ab^", "line 1 column 7" },
  { "short", "r", "line 1 column 1" },
};

static void
test_bad (gconstpointer data)
{
  const BadCase *c = data;
  g_autofree gchar *path = temporary_file (c->text);
  g_autoptr (GError) error = NULL;

  g_assert_null (guo_capture_load (path, &error));
  g_assert_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_FILE);
  if (strstr (error->message, c->says) == NULL)
    g_error ("\"%s\" does not say \"%s\"", error->message, c->says);
  unlink (path);
}

static void
test_absent (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (guo_capture_load ("/nowhere/at/all.script", &error));
  g_assert_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_ABSENT);
  g_clear_error (&error);
  g_assert_null (guo_capture_writer_new ("/nowhere/at/all.script", "", &error));
  g_assert_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_ABSENT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/drivers/capture/round-trip", test_round_trip);
  g_test_add_func ("/drivers/capture/umockdev-form", test_umockdev_form);
  g_test_add_func ("/drivers/capture/absent", test_absent);
  for (gsize i = 0; i < G_N_ELEMENTS (bad_cases); i++)
    {
      g_autofree gchar *path = g_strconcat ("/drivers/capture/bad/", bad_cases[i].name, NULL);

      g_test_add_data_func (path, &bad_cases[i], test_bad);
    }
  return g_test_run ();
}
