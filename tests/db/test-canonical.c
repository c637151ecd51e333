/* RFC 8785 against the reference vectors. */
#include "db/canonical-json.h"
#include "tests/db/vectors.h"

#include <string.h>

static const gchar *
text_of (json_t *object, const gchar *key)
{
  return json_string_value (json_object_get (object, key));
}

static void
test_vectors (void)
{
  g_autoptr (json_t) vectors = vectors_read ("jcs/rfc8785-vectors.json");
  json_t *row;
  gsize i;

  json_array_foreach (json_object_get (vectors, "vectors"), i, row)
  {
    const gchar *input = text_of (row, "input_utf8");
    g_autoptr (GByteArray) expected = vectors_hex (text_of (row, "canonical_hex"));
    g_autoptr (GError) error = NULL;
    gsize len = 0;
    g_autofree gchar *text = guo_canonical_json_from_text (input, strlen (input), &len, &error);
    g_autofree gchar *again = NULL;

    if (error != NULL)
      g_error ("%s: %s", text_of (row, "name"), error->message);
    vectors_assert_equal (text, len, expected);
    again = guo_canonical_json_from_text (text, len, NULL, &error);
    g_assert_cmpstr (again, ==, text);
  }
  g_assert_cmpuint (i, ==, 14);
}

static void
test_refuse (void)
{
  g_autoptr (json_t) vectors = vectors_read ("jcs/rfc8785-vectors.json");
  json_t *row;
  gsize i;

  json_array_foreach (json_object_get (vectors, "refuse"), i, row)
  {
    const gchar *input = text_of (row, "input_utf8");
    g_autoptr (GError) error = NULL;

    g_assert_null (guo_canonical_json_from_text (input, strlen (input), NULL, &error));
    g_assert_error (error, GUO_DB_ERROR, GUO_DB_ERROR_BAD_JSON);
    g_assert_nonnull (strstr (error->message, "byte "));
  }
}

/* ECMA-262, Number::toString: one for each branch and each edge between them. */
static void
test_numbers (void)
{
  static const struct
  {
    const gchar *in;
    const gchar *out;
  } rows[] = {
    { "-0", "0" },
    { "0.0", "0" },
    { "-1.50", "-1.5" },
    { "1e21", "1e+21" },
    { "1e20", "100000000000000000000" },
    { "123456789012345678901", "123456789012345680000" },
    { "0.000001", "0.000001" },
    { "0.0000001", "1e-7" },
    { "5e-324", "5e-324" },
    { "1.7976931348623157e308", "1.7976931348623157e+308" },
    { "9007199254740993", "9007199254740992" },
    { "0.1", "0.1" },
    { "12.34e-10", "1.234e-9" },
    { "4.35", "4.35" },
    { "1e23", "1e+23" },
    { "9.5367431640625e-7", "9.5367431640625e-7" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree gchar *text
          = guo_canonical_json_from_text (rows[i].in, strlen (rows[i].in), NULL, NULL);

      g_assert_cmpstr (text, ==, rows[i].out);
    }
}

static void
test_bad_text (void)
{
  static const struct
  {
    const gchar *text;
    gsize len;
  } rows[] = {
    { "", 0 },
    { "{", 1 },
    { "1 2", 3 },
    { "\"\xff\"", 3 },
    { "\"\xc0\x80\"", 4 },
    { "\"\xed\xa0\x80\"", 5 },
    { "\"\\udc00\"", 8 },
    { "\"a\nb\"", 5 },
    { "1.", 2 },
    { ".5", 2 },
    { "+1", 2 },
    { "nul", 3 },
    { "{\"a\\u0000\":1,\"a\\u0000\":2}", 27 },
    { "1\0", 2 },
    { "{\"a\":1,}", 8 },
    { "\"\\x\"", 4 },
    { "'a'", 3 },
    { "-", 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree gchar *text
          = guo_canonical_json_from_text (rows[i].text, rows[i].len, NULL, &error);

      if (text != NULL)
        g_error ("taken: %s", rows[i].text);
      g_assert_error (error, GUO_DB_ERROR, GUO_DB_ERROR_BAD_JSON);
    }
}

static void
test_log_check (void)
{
  static const gchar *const good[] = { "{\"a\":[9007199254740991,null,true,\"李\"]}", "{}" };
  static const gchar *const bad[]
      = { "{\"a\":[{\"b\":1.0}]}", "{\"a\":-9007199254740992}", "{\"名\":1}" };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (json_t) value = json_loads (good[i], 0, NULL);

      g_assert_true (guo_log_json_check (value, NULL));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (json_t) value = json_loads (bad[i], 0, NULL);
      g_autoptr (GError) error = NULL;

      g_assert_false (guo_log_json_check (value, &error));
      g_assert_error (error, GUO_DB_ERROR, GUO_DB_ERROR_BAD_JSON);
      g_assert_true (g_str_has_prefix (error->message, "\"/"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/db/canonical/vectors", test_vectors);
  g_test_add_func ("/db/canonical/refuse", test_refuse);
  g_test_add_func ("/db/canonical/numbers", test_numbers);
  g_test_add_func ("/db/canonical/bad-text", test_bad_text);
  g_test_add_func ("/db/canonical/log-check", test_log_check);
  return g_test_run ();
}
