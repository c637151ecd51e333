/* GS1 keys, Digital Link URIs, element strings, against the vectors of tests/vectors/gs1. */
#include "station/gs1/credit-code.h"
#include "station/gs1/digital-link.h"
#include "station/gs1/element-string.h"
#include "station/gs1/keys.h"
#include "station/gs1/sscc.h"
#include "station/gs1/voice-pick.h"

#include <jansson.h>
#include <string.h>

static void
free_json (gpointer row)
{
  json_decref (row);
}

/* Rows of one kind (NULL: all) of a file of JSON lines. */
static GPtrArray *
rows_of (const gchar *file, const gchar *kind)
{
  g_autofree gchar *path = g_test_build_filename (G_TEST_DIST, "vectors", "gs1", file, NULL);
  g_autofree gchar *text = NULL;
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) lines = NULL;
  GPtrArray *rows = g_ptr_array_new_with_free_func (free_json);

  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  lines = g_strsplit (text, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    {
      json_t *row = json_loads (lines[i], 0, NULL);

      if (row != NULL && (kind == NULL || g_strcmp0 (json_string_value (json_object_get (row, "kind")), kind) == 0))
        g_ptr_array_add (rows, row);
      else
        json_decref (row);
    }
  g_assert_cmpuint (rows->len, >, 10);
  return rows;
}

static const gchar *
text_of (json_t *row, const gchar *key)
{
  return json_string_value (json_object_get (row, key));
}

static gboolean
is_valid (json_t *row)
{
  return json_is_true (json_object_get (row, "valid"));
}

static const guint *
lengths_of (const gchar *key)
{
  static const guint lengths[][2] = { { 8, 0 }, { 12, 0 }, { 13, 0 }, { 14, 0 }, { 17, 0 }, { 18, 0 } };
  static const gchar *const names[] = { "GTIN-8", "GTIN-12", "GTIN-13", "GTIN-14", "GSIN", "SSCC" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i], key) == 0)
      return lengths[i];
  g_assert_cmpstr (key, ==, "GLN");
  return lengths[2];
}

static void
test_check_digits (void)
{
  g_autoptr(GPtrArray) rows = rows_of ("vectors.jsonl", "check-digit");

  for (guint i = 0; i < rows->len; i++)
    {
      json_t *row = g_ptr_array_index (rows, i);
      g_autoptr(GError) error = NULL;
      gint digit = guo_gs1_check_key (text_of (row, "value"), lengths_of (text_of (row, "key")), &error);
      gint64 expected = is_valid (row) ? json_integer_value (json_object_get (row, "check_digit")) : -1;

      g_test_message ("%s", text_of (row, "value"));
      g_assert_cmpint (digit, ==, expected);
      if (is_valid (row))
        g_assert_no_error (error);
      else
        {
          g_assert_error (error, GUO_STATION_ERROR, GUO_STATION_ERROR_BAD_FIELD);
          g_assert_cmpstr (text_of (guo_refusal_params (error), "reason"), ==, text_of (row, "reason"));
        }
    }
}

static void
assert_pairs (GPtrArray *elements, guint from, json_t *pairs, gboolean ordered)
{
  g_assert_cmpuint (elements->len - from, ==, json_array_size (pairs));
  for (guint i = 0; i < json_array_size (pairs); i++)
    {
      const gchar *ai = json_string_value (json_array_get (json_array_get (pairs, i), 0));
      const gchar *value = json_string_value (json_array_get (json_array_get (pairs, i), 1));
      const GuoGs1Element *element = g_ptr_array_index (elements, from + i);

      if (ordered)
        g_assert_cmpstr (element->ai, ==, ai);
      g_assert_cmpstr (guo_gs1_element_find (elements, ai), ==, value);
    }
}

static void
check_link (json_t *row)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GuoDigitalLink) link = guo_digital_link_parse (text_of (row, "uri"), &error);
  json_auto_t *primary = NULL;
  g_autofree gchar *reference = NULL;

  g_test_message ("%s", text_of (row, "uri"));
  if (!is_valid (row))
    {
      g_assert_null (link);
      g_assert_error (error, GUO_STATION_ERROR, GUO_STATION_ERROR_BAD_FIELD);
      g_assert_nonnull (text_of (guo_refusal_params (error), "field"));
      return;
    }
  g_assert_no_error (error);
  primary = json_pack ("[O]", json_object_get (row, "primary_key"));
  assert_pairs (link->path, 1, json_object_get (row, "qualifiers"), TRUE);
  g_assert_cmpstr (guo_gs1_element_find (link->path, json_string_value (json_array_get (
                     json_array_get (primary, 0), 0))), ==,
                   json_string_value (json_array_get (json_array_get (primary, 0), 1)));
  assert_pairs (link->attributes, 0, json_object_get (row, "attributes_unordered"), FALSE);
  reference = guo_digital_link_reference (link->path);
  g_assert_cmpstr (reference, ==, text_of (row, "reference_uri_without_query"));
}

static void
test_digital_links (void)
{
  g_autoptr(GPtrArray) rows = rows_of ("vectors.jsonl", "digital-link");

  for (guint i = 0; i < rows->len; i++)
    check_link (g_ptr_array_index (rows, i));
}

static void
check_elements (json_t *row)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) elements = guo_element_string_parse (text_of (row, "hri"), &error);
  g_autoptr(GPtrArray) again = NULL, path = NULL;
  g_autofree gchar *raw = NULL, *text = NULL, *reference = NULL;

  g_test_message ("%s", text_of (row, "hri"));
  if (!is_valid (row))
    {
      g_assert_null (elements);
      g_assert_error (error, GUO_STATION_ERROR, GUO_STATION_ERROR_BAD_FIELD);
      return;
    }
  g_assert_no_error (error);
  raw = guo_element_string_raw (elements);
  g_assert_cmpstr (raw, ==, text_of (row, "raw_fnc1_as_caret"));
  again = guo_element_string_parse (raw, &error);
  g_assert_no_error (error);
  text = guo_element_string_text (again);
  g_assert_cmpstr (text, ==, text_of (row, "hri"));
  path = guo_digital_link_key_path (elements, &error);
  g_assert_no_error (error);
  reference = guo_digital_link_reference (path);
  g_assert_cmpstr (reference, ==, text_of (row, "reference_uri_without_query"));
}

static void
test_element_strings (void)
{
  g_autoptr(GPtrArray) rows = rows_of ("vectors.jsonl", "element-string");

  for (guint i = 0; i < rows->len; i++)
    check_elements (g_ptr_array_index (rows, i));
}

static void
test_credit_codes (void)
{
  g_autoptr(GPtrArray) rows = rows_of ("credit-code.jsonl", NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      json_t *row = g_ptr_array_index (rows, i);
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", text_of (row, "code"));
      g_assert_cmpint (guo_credit_code_check (text_of (row, "code"), &error), ==, is_valid (row));
      g_assert_cmpint (error == NULL, ==, is_valid (row));
    }
}

static void
test_internal_items (void)
{
  g_autofree gchar *item = guo_gs1_internal_item (12);
  g_autofree gchar *most = guo_gs1_internal_item (G_GINT64_CONSTANT (9999999999));
  g_autofree gchar *padded = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_cmpstr (item, ==, "00400000000121"); /* a row of the vectors has this one */
  g_assert_true (guo_gs1_is_internal (item));
  g_assert_cmpuint (strlen (most), ==, 14);
  g_assert_null (guo_gs1_internal_item (-1));
  g_assert_null (guo_gs1_internal_item (G_GINT64_CONSTANT (10000000000)));
  g_assert_false (guo_gs1_is_internal ("09521234500018"));
  g_assert_true (guo_gs1_is_internal ("02000000000015"));
  padded = guo_gs1_gtin14 ("9526570704991", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (padded, ==, "09526570704991");
}

/* 18 digits, the last by mod 10; a number that does not fit is none. */
static void
test_sscc (void)
{
  static const guint lengths[] = { 18, 0 };
  g_autofree gchar *first = guo_gs1_sscc (0, "9521234", 50000001);
  g_autofree gchar *last = guo_gs1_sscc (9, "952123450000", 9999);

  g_assert_cmpuint (strlen (first), ==, 18);
  g_assert_true (g_str_has_prefix (first, "09521234050000001"));
  g_assert_cmpint (guo_gs1_check_key (first, lengths, NULL), >=, 0);
  g_assert_cmpint (guo_gs1_check_key (last, lengths, NULL), >=, 0);
  g_assert_null (guo_gs1_sscc (0, "952123450000", 10000));
  g_assert_null (guo_gs1_sscc (10, "9521234", 1));
  g_assert_null (guo_gs1_sscc (0, "952", 1));
  g_assert_null (guo_gs1_sscc (0, "95212a4", 1));
  g_assert_null (guo_gs1_sscc (0, "9521234", -1));
}

static void
test_case_uri (void)
{
  g_autoptr(GError) error = NULL;
  g_autofree gchar *uri = guo_digital_link_case ("https://trace.example.cn", "09521234500018", "60716-014",
                                                 "6A000128K7QX", &error);
  g_autofree gchar *item = guo_digital_link_case ("http://localhost:8480", "09521234500018", NULL, NULL, NULL);
  g_autofree gchar *escaped = guo_digital_link_case ("https://a.cn", "09521234500018", "A/B", NULL, NULL);

  g_assert_no_error (error);
  g_assert_cmpstr (uri, ==, "https://trace.example.cn/01/09521234500018/10/60716-014/21/6A000128K7QX");
  g_assert_cmpstr (item, ==, "http://localhost:8480/01/09521234500018");
  g_assert_cmpstr (escaped, ==, "https://a.cn/01/09521234500018/10/A%2FB");
  g_assert_null (guo_digital_link_case ("https://a.cn", "9521234500018", NULL, NULL, &error));
  g_assert_nonnull (strstr (error->message, "(01)"));
}

static void
test_voice_pick (void)
{
  g_autoptr(GPtrArray) rows = rows_of ("voicepick.jsonl", NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      json_t *row = g_ptr_array_index (rows, i);
      g_autoptr(GError) error = NULL;
      GuoVoicePick code;

      g_test_message ("%s %s", text_of (row, "gtin"), text_of (row, "lot"));
      g_assert_true (guo_voice_pick (text_of (row, "gtin"), text_of (row, "lot"), text_of (row, "date_yymmdd"), &code, &error));
      g_assert_no_error (error);
      g_assert_cmpint (code.crc, ==, json_integer_value (json_object_get (row, "crc16_arc")));
      g_assert_cmpstr (code.code, ==, text_of (row, "voice_pick_code"));
      g_assert_cmpstr (code.small, ==, text_of (row, "small_digits"));
      g_assert_cmpstr (code.large, ==, text_of (row, "large_digits"));
    }
}

/* A shorter GTIN counts as its fourteen digits; what no code can be made of is named. */
static void
test_voice_pick_input (void)
{
  static const gchar *const faults[][4] = {
    { "1085051000201X", "L1", NULL, "gtin" }, { "1085051", "L1", NULL, "gtin" },
    { "", "L1", NULL, "gtin" },              { "10850510002011", "", NULL, "lot" },    { "10850510002011", "L 1", NULL, "lot" },
    { "10850510002011", "123456789012345678901", NULL, "lot" }, { "10850510002011", "批1", NULL, "lot" },
    { "10850510002011", "L1", "261301", "date" },              { "10850510002011", "L1", "2026-07-16", "date" },
  };
  GuoVoicePick longer, shorter;

  g_assert_true (guo_voice_pick ("00012345678905", "A1", NULL, &longer, NULL));
  g_assert_true (guo_voice_pick ("012345678905", "A1", NULL, &shorter, NULL));
  g_assert_cmpstr (longer.code, ==, shorter.code);
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr(GError) error = NULL;

      g_test_message ("%s %s", faults[i][0], faults[i][1]);
      g_assert_false (guo_voice_pick (faults[i][0], faults[i][1], faults[i][2], &longer, &error));
      g_assert_error (error, GUO_STATION_ERROR, GUO_STATION_ERROR_BAD_FIELD);
      g_assert_cmpstr (text_of (guo_refusal_params (error), "field"), ==, faults[i][3]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/label/gs1/check-digits", test_check_digits);
  g_test_add_func ("/label/gs1/digital-links", test_digital_links);
  g_test_add_func ("/label/gs1/element-strings", test_element_strings);
  g_test_add_func ("/label/gs1/credit-codes", test_credit_codes);
  g_test_add_func ("/label/gs1/internal-items", test_internal_items);
  g_test_add_func ("/label/gs1/sscc", test_sscc);
  g_test_add_func ("/label/gs1/case-uri", test_case_uri);
  g_test_add_func ("/gs1/voice-pick/vectors", test_voice_pick);
  g_test_add_func ("/gs1/voice-pick/input", test_voice_pick_input);
  return g_test_run ();
}
