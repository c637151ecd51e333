/* Recorded polls as `guozhanctl grader read` gets them: the twelve sequences, answers compared whole; what is refused. */
#include "station/cli/grader-read.h"

#include "drivers/error.h"
#include "tests/drivers/grader-vectors.h"

#include <string.h>

static GBytes *
as_bytes (json_t *value)
{
  gchar *text = json_dumps (value, JSON_COMPACT);

  return g_bytes_new_take (text, strlen (text));
}

static void
assert_json (json_t *got, json_t *expected)
{
  g_autofree gchar *a = json_dumps (got, JSON_SORT_KEYS | JSON_INDENT (1));
  g_autofree gchar *b = json_dumps (expected, JSON_SORT_KEYS | JSON_INDENT (1));

  g_assert_cmpstr (a, ==, b);
}

/* As it was recorded, and as the file of the vectors is. */
static void
test_sequence (gconstpointer name)
{
  json_auto_t *record = grader_vectors_load (name);
  json_auto_t *expect = json_incref (json_object_get (record, "expect"));

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(GBytes) input = as_bytes (record);
      g_autoptr(GError) error = NULL;
      json_auto_t *answer = NULL;

      g_assert_true (guo_grader_read_modbus (input, NULL, &answer, &error));
      g_assert_no_error (error);
      assert_json (answer, expect);
      json_object_del (record, "expect");
    }
}

static const struct
{
  const gchar *input;
  const gchar *says; /* begins so */
} bad[] = {
  { "", "line 1, column 0" },
  { "{\"polls\":[]", "line 1, column" },
  { "[]", "/polls: " },
  { "{\"polls\":[]}", "/map: " },
  { "{\"polls\":[],\"map\":{}}", "/map/format: " },
  { "{\"polls\":[],\"polls\":[]}", "line 1, column" },
  { "\xff", "line 1, column" },
};

static void
test_bad (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(GBytes) input = g_bytes_new_static (bad[i].input, strlen (bad[i].input));
      g_autoptr(GError) error = NULL;
      json_t *answer = NULL;

      g_assert_false (guo_grader_read_modbus (input, NULL, &answer, &error));
      g_assert_null (answer);
      g_assert_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_FILE);
      if (!g_str_has_prefix (error->message, bad[i].says))
        g_error ("\"%s\" does not begin with \"%s\"", error->message, bad[i].says);
    }
}

static void
test_profile (void)
{
  g_autoptr(GBytes) some = g_bytes_new_static ("{}", 2);
  g_autoptr(GError) error = NULL;
  json_t *answer = NULL;

  g_assert_false (guo_grader_read_modbus (some, some, &answer, &error));
  g_assert_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ARGUMENT);
}

int
main (int argc, char **argv)
{
  g_autofree gchar *folder = NULL;
  g_autoptr(GDir) dir = NULL;
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const gchar *name;

  g_test_init (&argc, &argv, NULL);
  folder = g_test_build_filename (G_TEST_DIST, "vectors", "graders", NULL);
  dir = g_dir_open (folder, 0, NULL);
  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, "modbus-") && !g_str_equal (name, "modbus-words.json")
        && !g_str_equal (name, "modbus-frames.json"))
      {
        g_autofree gchar *path = g_strdup_printf ("/cli/grader-read-modbus/%s", name);

        g_ptr_array_add (names, g_strdup (name));
        g_test_add_data_func (path, names->pdata[names->len - 1], test_sequence);
      }
  g_assert_cmpuint (names->len, ==, 12);
  g_test_add_func ("/cli/grader-read-modbus/bad", test_bad);
  g_test_add_func ("/cli/grader-read-modbus/profile", test_profile);
  return g_test_run ();
}
