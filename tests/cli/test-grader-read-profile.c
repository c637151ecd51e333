/* guo_grader_read_profile(): every vector of a batch report, its answer compared whole, and what is no profile. */
#include "drivers/error.h"
#include "station/cli/grader-read.h"

#include <string.h>

static GBytes *
read_file (const gchar *name)
{
  g_autofree gchar *path = g_test_build_filename (G_TEST_DIST, "vectors", "graders", name, NULL);
  g_autoptr(GError) error = NULL;
  gchar *text;
  gsize len;

  g_file_get_contents (path, &text, &len, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (text, len);
}

static json_t *
read_json (const gchar *name)
{
  g_autoptr(GBytes) bytes = read_file (name);
  json_error_t problem;
  json_t *json = json_loadb (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), 0, &problem);

  if (json == NULL)
    g_error ("%s: %s", name, problem.text);
  return json;
}

static void
test_vector (gconstpointer data)
{
  json_auto_t *vector = read_json (data);
  json_t *expected = json_object_get (vector, "expect");
  g_autoptr(GBytes) input = read_file (json_string_value (json_object_get (vector, "file")));
  gchar *text = json_dumps (json_object_get (vector, "profile"), 0);
  g_autoptr(GBytes) profile = g_bytes_new_take (text, strlen (text));
  g_autoptr(GError) error = NULL;
  json_auto_t *answer = NULL;

  g_assert_true (guo_grader_read_profile (input, profile, &answer, &error));
  g_assert_no_error (error);
  if (!json_equal (answer, expected))
    {
      g_autofree gchar *is = json_dumps (answer, JSON_SORT_KEYS);
      g_autofree gchar *should = json_dumps (expected, JSON_SORT_KEYS);

      g_error ("is     %s\nshould %s", is, should);
    }
}

static void
test_no_profile (void)
{
  static const struct
  {
    const gchar *profile;
    GuoDriverError code;
    const gchar *says;
  } cases[] = {
    { NULL, GUO_DRIVER_ERROR_BAD_ARGUMENT, "a profile" },
    { "", GUO_DRIVER_ERROR_BAD_FILE, "line " },
    { "{\"format\":\"guozhan-profile/2\"}", GUO_DRIVER_ERROR_BAD_FILE, "/format: " },
  };
  g_autoptr(GBytes) input = read_file ("report-zh-good.csv");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GBytes) profile
          = cases[i].profile != NULL ? g_bytes_new_static (cases[i].profile, strlen (cases[i].profile)) : NULL;
      g_autoptr(GError) error = NULL;
      json_t *answer = NULL;

      g_assert_false (guo_grader_read_profile (input, profile, &answer, &error));
      g_assert_error (error, GUO_DRIVER_ERROR, (gint) cases[i].code);
      g_assert_nonnull (strstr (error->message, cases[i].says));
      g_assert_null (answer);
    }
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
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, "report-") && g_str_has_suffix (name, ".json"))
      {
        g_autofree gchar *path = g_strconcat ("/cli/grader-read-profile/", name, NULL);

        g_ptr_array_add (names, g_strdup (name));
        g_test_add_data_func (path, names->pdata[names->len - 1], test_vector);
      }
  g_assert_cmpuint (names->len, >=, 26);
  g_test_add_func ("/cli/grader-read-profile/no-profile", test_no_profile);
  return g_test_run ();
}
