/* Decimals, the loader and what it refuses, writing back, editing. */
#include "station/client/grade-words.h"
#include "station/grading/scheme-edit.h"
#include "tests/grading/vectors.h"

#include <string.h>

#define PLAIN(rest) "{\"id\":\"a\",\"classes\":[{\"code\":\"A\"" rest "}]}"
#define LIMIT(rest) PLAIN (",\"limits\":[{\"field\":\"d\"," rest "}]")
#define TOP(rest) "{\"id\":\"a\",\"classes\":[{\"code\":\"A\"},{\"code\":\"B\"}]," rest "}"

static const struct
{
  const gchar *text;
  gint64 value; /* G_MININT64: refused */
} decimals[] = {
  { "0", 0 },
  { "-0.0", 0 },
  { "0.3", 3000000 },
  { "90.1", 901000000 },
  { "1e2", 1000000000 },
  { "1.5E-3", 15000 },
  { "0.000001", 10 },
  { "0.0000001", 5 },
  { "0.0000009", 5 },
  { "13.333333333333334", 133333335 },
  { "13.33333300", 133333330 },
  { "-2.0000001", -20000005 },
  { "1e-400", 5 },
  { "0e999999999999", 0 },
  { "900000000000", GUO_DECIMAL_MAX },
  { "900000000000.0000001", G_MININT64 },
  { "900000000001", G_MININT64 },
  { "1e300", G_MININT64 },
  { "", G_MININT64 },
  { "-", G_MININT64 },
  { "+1", G_MININT64 },
  { ".5", G_MININT64 },
  { "5.", G_MININT64 },
  { "01", G_MININT64 },
  { "1e", G_MININT64 },
  { "1 ", G_MININT64 },
  { "0x1", G_MININT64 },
  { "nan", G_MININT64 },
};

static void
test_decimals (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (decimals); i++)
    {
      gint64 value = G_MININT64;

      g_test_message ("%s", decimals[i].text);
      g_assert_cmpint (guo_decimal_parse (decimals[i].text, &value), ==, decimals[i].value != G_MININT64);
      g_assert_cmpint (value, ==, decimals[i].value);
    }
}

/* As written, so read, whatever the digits. */
static void
test_decimal_text (void)
{
  for (guint i = 0; i < 20000; i++)
    {
      gint64 value = (gint64) g_test_rand_int_range (G_MININT32, G_MAXINT32) * g_test_rand_int_range (1, 100000)
                     * GUO_DECIMAL_STEP;
      g_autofree gchar *text = guo_decimal_text (value);
      gint64 again = 0;

      g_assert_true (guo_decimal_parse (text, &again));
      g_assert_cmpint (again, ==, value);
    }
}

static void
test_ratio (void)
{
  gint64 value = 0;

  g_assert_true (guo_decimal_ratio (9 * GUO_DECIMAL_ONE, 1 * GUO_DECIMAL_ONE, &value));
  g_assert_cmpint (value, ==, 9 * GUO_DECIMAL_ONE);
  g_assert_true (guo_decimal_ratio (10 * GUO_DECIMAL_ONE, 3 * GUO_DECIMAL_ONE, &value));
  g_assert_cmpint (value, ==, 33333335);
  g_assert_true (guo_decimal_ratio (85000000, 10000000, &value));
  g_assert_cmpint (value, ==, 85000000);
  g_assert_false (guo_decimal_ratio (1, 0, &value));
  g_assert_false (guo_decimal_ratio (GUO_MISSING, 1, &value));
  g_assert_false (guo_decimal_ratio (GUO_DECIMAL_MAX / 10, 1, &value));
}

static const struct
{
  const gchar *text;
  const gchar *field; /* JSON pointer; NULL: no JSON */
} refused[] = {
  { "", NULL },
  { "{", NULL },
  { "{\"id\":\"a\",\"id\":\"b\"}", NULL },
  { "{\"id\":\"\\u00015\"}", NULL },
  { "{\"id\":\"a\",\"version\":1e999}", NULL },
  { "[]", "" },
  { "{}", "/id" },
  { "{\"id\":7}", "/id" },
  { "{\"id\":\" a\"}", "/id" },
  { "{\"id\":\"a\"}", "/classes" },
  { "{\"id\":\"a\",\"classes\":[]}", "/classes" },
  { "{\"id\":\"a\",\"classes\":[{}]}", "/classes/0" },
  { "{\"id\":\"a\",\"classes\":[7]}", "/classes/0" },
  { "{\"id\":\"a\",\"clases\":[]}", "/clases" },
  { "{\"id\":\"a\",\"a/b~\":[]}", "/a~1b~0" },
  { "{\"id\":\"a\",\"version\":1.5,\"classes\":[{\"code\":\"A\"}]}", "/version" },
  { TOP ("\"valid_from\":\"2026-02-29\""), "/valid_from" },
  { TOP ("\"valid_from\":\"2026-02-01\",\"valid_until\":\"2026-01-01\""), "/valid_until" },
  { TOP ("\"missing\":\"yes\""), "/missing" },
  { TOP ("\"below\":\"A\""), "/classes/0" },
  { TOP ("\"below\":{\"name\":\"x\"}"), "/below/name" },
  { TOP ("\"fields\":[]"), "/fields" },
  { TOP ("\"fields\":{\"a b\":\"x\"}"), "/fields/a b" },
  { TOP ("\"fields\":{\"d\":{\"on\":\"tree\"}}"), "/fields/d/on" },
  { TOP ("\"fields\":{\"d\":{\"machine\":\"weight\"}}"), "/fields/d/machine" },
  { TOP ("\"fields\":{\"d_mm\":{\"machine\":\"mass\"}}"), "/fields/d_mm/unit" },
  { TOP ("\"fields\":{\"d_mm\":{\"machine\":\"diameter\",\"codes\":[\"S\"]}}"), "/fields/d_mm/codes" },
  { TOP ("\"fields\":{\"d_mm2\":{\"machine\":\"defect-sum\"}}"), "/fields/d_mm2/codes" },
  { TOP ("\"fields\":{\"d_mm2\":{\"machine\":\"defect-sum\",\"codes\":[\"s1\"]}}"), "/fields/d_mm2/codes" },
  { TOP ("\"fields\":{\"d_mm2\":{\"machine\":\"defect-sum\",\"codes\":[\"S12\"]}}"), "/fields/d_mm2/codes" },
  { TOP ("\"fields\":{\"r\":{\"ratio_of\":[\"r\",\"x\"]}}"), "/fields/r/ratio_of" },
  { TOP ("\"fields\":{\"r\":{\"max\":3}}"), "/fields/r/max" },
  { TOP ("\"fields\":{\"x\":\"\"},\"limits\":[{\"field\":\"y\",\"min\":1}]"), "/limits/0/field" },
  { TOP ("\"limits\":{}"), "/limits" },
  { TOP ("\"lot_limits\":[{\"field\":\"y\"}]"), "/lot_limits/0" },
  { "{\"id\":\"a\",\"classes\":[{\"code\":\"A\",\"rank\":1},{\"code\":\"B\"}]}", "/classes/1/rank" },
  { "{\"id\":\"a\",\"classes\":[{\"code\":\"A\",\"rank\":1},{\"code\":\"B\",\"rank\":1.0}]}", "/classes/1/rank" },
  { "{\"id\":\"a\",\"classes\":[{\"code\":\"A\",\"rank\":0}]}", "/classes/0/rank" },
  { "{\"id\":\"a\",\"classes\":[{\"code\":\"A\"},{\"name_zh\":\"A\"}]}", "/classes/1" },
  { "{\"id\":\"a\",\"classes\":[{\"code\":\"A\",\"name\":\"B\"}]}", "/classes/0/name" },
  { PLAIN (",\"limit\":[]"), "/classes/0/limit" },
  { PLAIN (",\"from\":\"13-01\",\"until\":\"12-01\""), "/classes/0/from" },
  { LIMIT ("\"op\":\"~\",\"value\":1"), "/classes/0/limits/0/op" },
  { LIMIT ("\"value\":1"), "/classes/0/limits/0/op" },
  { LIMIT ("\"op\":\">=\""), "/classes/0/limits/0/value" },
  { LIMIT ("\"op\":\">=\",\"value\":\"ten\""), "/classes/0/limits/0/value" },
  { LIMIT ("\"op\":\">=\",\"value\":true"), "/classes/0/limits/0/value" },
  { LIMIT ("\"op\":\">=\",\"value\":1.0000001"), "/classes/0/limits/0/value" },
  { LIMIT ("\"op\":\">=\",\"value\":1e30"), "/classes/0/limits/0/value" },
  { LIMIT ("\"op\":\">=\",\"value\":1,\"max\":2"), "/classes/0/limits/0/max" },
  { LIMIT ("\"min\":1,\"over\":1"), "/classes/0/limits/0/over" },
  { LIMIT ("\"max\":1,\"under\":1"), "/classes/0/limits/0/under" },
  { LIMIT ("\"min\":2,\"max\":1"), "/classes/0/limits/0" },
  { LIMIT ("\"min\":2,\"under\":2"), "/classes/0/limits/0" },
  { LIMIT ("\"min\":null"), "/classes/0/limits/0" },
  { LIMIT ("\"min\":1,\"till\":\"2026-01-01\""), "/classes/0/limits/0/till" },
  { LIMIT ("\"min\":1,\"from\":\"02-30\",\"until\":\"03-01\""), "/classes/0/limits/0/from" },
  { LIMIT ("\"min\":1,\"from\":\"02-01\""), "/classes/0/limits/0/until" },
  { LIMIT ("\"min\":1,\"from\":\"02-01\",\"until\":\"2026-03-01\""), "/classes/0/limits/0/until" },
  { LIMIT ("\"min\":1,\"from\":\"2026-04-01\",\"until\":\"2026-03-01\""), "/classes/0/limits/0/until" },
  { LIMIT ("\"min\":1,\"missing\":true"), "/classes/0/limits/0/missing" },
  { PLAIN (",\"limits\":[{\"min\":1}]"), "/classes/0/limits/0/field" },
  { PLAIN (",\"tolerances\":{}"), "/classes/0/tolerances" },
  { PLAIN (",\"tolerances\":[{\"by\":\"number\"}]"), "/classes/0/tolerances/0/percent" },
  { PLAIN (",\"tolerances\":[{\"percent\":101,\"by\":\"number\"}]"), "/classes/0/tolerances/0/percent" },
  { PLAIN (",\"tolerances\":[{\"percent\":0.00001,\"by\":\"mass\"}]"), "/classes/0/tolerances/0/percent" },
  { PLAIN (",\"tolerances\":[{\"percent\":1,\"by\":\"volume\"}]"), "/classes/0/tolerances/0/by" },
  { PLAIN (",\"tolerances\":[{\"percent\":1,\"by\":\"mass\",\"of\":[\"rot\"]}]"), "/classes/0/tolerances/0/of" },
  { PLAIN (",\"tolerances\":[{\"percent\":1,\"by\":\"mass\",\"must_meet\":\"A\"}]"), "/classes/0/tolerances/0/must_meet" },
  { TOP ("\"defects\":[]"), "/defects" },
  { TOP ("\"defects\":{\"rot\":{\"meets\":\"Z\"}}"), "/defects/rot/meets" },
  { TOP ("\"sizes\":[]"), "/sizes" },
  { TOP ("\"sizes\":{\"field\":\"d\",\"codes\":[]}"), "/sizes/codes" },
  { TOP ("\"sizes\":{\"field\":\"d\",\"required\":1,\"codes\":[{\"code\":\"1\",\"min\":1}]}"), "/sizes/required" },
  { TOP ("\"sizes\":{\"field\":\"d\",\"codes\":[{\"min\":1}]}"), "/sizes/codes/0/code" },
  { TOP ("\"sizes\":{\"field\":\"d\",\"codes\":[{\"code\":\"1\"}]}"), "/sizes/codes/0" },
  { TOP ("\"sizes\":{\"field\":\"d\",\"codes\":[{\"code\":\"1\",\"min\":1,\"classes\":[\"Z\"]}]}"), "/sizes/codes/0/classes" },
  { TOP ("\"partition\":{\"field\":\"d\",\"parts\":[{\"code\":\"1\",\"min\":1,\"max\":2},{\"code\":\"2\",\"min\":2,\"max\":3}]}"),
    "/partition/parts" },
};

static void
test_refused (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GuoScheme) scheme = guo_scheme_parse (refused[i].text, &error);
      const gchar *field;

      g_test_message ("%s", refused[i].text);
      g_assert_null (scheme);
      g_assert_error (error, GUO_STATION_ERROR, GUO_STATION_ERROR_BAD_FIELD);
      field = json_string_value (json_object_get (guo_refusal_params (error), "field"));
      g_assert_cmpstr (field, ==, refused[i].field);
      g_assert_cmpstr (guo_refusal_code (error), ==, field != NULL ? "bad-field" : "bad-json");
      g_assert_true (g_str_has_prefix (error->message, "grade scheme: "));
    }
}

/* What was written back is the same scheme, to the byte. */
static void
check_round (const gchar *text)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GuoScheme) scheme = guo_scheme_parse (text, &error);
  g_autoptr(GuoScheme) again = NULL;
  g_autofree gchar *first = NULL, *second = NULL;

  g_assert_no_error (error);
  first = guo_scheme_text (scheme);
  again = guo_scheme_parse (first, &error);
  g_assert_no_error (error);
  second = guo_scheme_text (again);
  g_assert_cmpstr (first, ==, second);
  g_assert_true (json_equal (scheme->source, again->source));
}

static void
test_shipped (void)
{
  for (gsize i = 0; guo_scheme_names[i] != NULL; i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GuoScheme) scheme = guo_scheme_builtin (guo_scheme_names[i], &error);
      g_autoptr(GBytes) text = guo_scheme_builtin_text (guo_scheme_names[i], NULL);

      g_assert_no_error (error);
      g_assert_cmpstr (scheme->id, ==, guo_scheme_names[i]);
      for (guint j = 0; j < scheme->n_classes; j++)
        g_assert_true (scheme->classes[j].name_zh != NULL
                       && (scheme->classes[j].name_en != NULL || scheme->classes[j].code != NULL));
      check_round (g_bytes_get_data (text, NULL));
    }
}

static void
test_round (void)
{
  static const gchar *const files[] = { "letters.json", "danleng-2020-qingjian.json", "gbt21488-2008-navel-orange.json" };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree gchar *text = vectors_text (files[i]);

      check_round (text);
    }
  check_round (TOP ("\"x_odd\":[1.50,[],{},null,-0.0,1E+2,\"\\t\\\"/\\\\\"]"));
}

/* The order of members does not matter, their digits stay. */
static void
test_canonical (void)
{
  g_autoptr(GuoScheme) one = guo_scheme_parse (LIMIT ("\"op\":\">=\",\"value\":90.10"), NULL);
  g_autoptr(GuoScheme) other
    = guo_scheme_parse ("{\"classes\":[{\"limits\":[{\"value\":90.10,\"op\":\">=\",\"field\":\"d\"}],\"code\":\"A\"}],"
                        "\"id\":\"a\"}", NULL);
  g_autofree gchar *first = guo_scheme_text (one);
  g_autofree gchar *second = guo_scheme_text (other);

  g_assert_cmpstr (first, ==, second);
  g_assert_nonnull (strstr (first, "{ \"field\": \"d\", \"op\": \">=\", \"value\": 90.10 }"));
}

static void
test_versions (void)
{
  static const gchar *const pairs[][2]
    = { { "1", "2" }, { "9", "10" }, { "2026-1", "2026-2" }, { "2026-09", "2026-10" }, { "v99", "v100" }, { "a", "a-2" } };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree gchar *next = guo_scheme_next_version (pairs[i][0]);

      g_assert_cmpstr (next, ==, pairs[i][1]);
    }
}

static GuoScheme *
edit (const GuoScheme *scheme, const gchar *changes, GError **error)
{
  json_auto_t *object = json_loads (changes, 0, NULL);

  return guo_scheme_edit (scheme, object, error);
}

static void
test_edit (void)
{
  g_autoptr(GuoScheme) scheme = vectors_scheme ("danleng-2020-qingjian");
  g_autoptr(GError) error = NULL;
  g_autoptr(GuoScheme) next = edit (scheme, "{\"/classes/0/limits/0/value\":\"79.5\",\"/classes/0/limits/4\":null,"
                                            "\"/classes/2/limits/-\":{\"field\":\"mass_g\",\"min\":120},"
                                            "\"/below\":\"次果\"}", &error);
  g_autofree gchar *text = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (scheme->version, ==, "1");
  g_assert_cmpstr (next->version, ==, "2");
  g_assert_cmpint (scheme->classes[0].limits[0].least, ==, 80 * GUO_DECIMAL_ONE);
  g_assert_cmpint (next->classes[0].limits[0].least, ==, 795000000);
  g_assert_cmpuint (next->classes[0].n_limits, ==, 4);
  g_assert_cmpuint (next->classes[2].n_limits, ==, scheme->classes[2].n_limits + 1);
  g_assert_cmpstr (guo_scheme_class_key (next, 3), ==, "次果");
  text = guo_scheme_text (next);
  g_assert_nonnull (strstr (text, "\"value\": 79.5 }"));
  check_round (text);
}

static void
test_edit_refused (void)
{
  static const gchar *const changes[] = {
    "[]", "{\"\":1}", "{\"/nothing/0\":1}", "{\"/classes/9\":{}}", "{\"/classes/x\":{}}", "{\"/classes/0/limits/0/value\":79.5}",
    "{\"/classes/0/limits/0/value\":\"many\"}", "{\"/classes/0/limits/9\":null}", "{\"/id\":null}", "{\"/id/x\":1}",
    "{\"/classes/0/limits/-\":{\"field\":\"d\",\"min\":1.5}}",
  };
  g_autoptr(GuoScheme) scheme = vectors_scheme ("danleng-2020-qingjian");
  g_autofree gchar *before = guo_scheme_text (scheme);
  g_autofree gchar *after = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", changes[i]);
      g_assert_null (edit (scheme, changes[i], &error));
      g_assert_error (error, GUO_STATION_ERROR, GUO_STATION_ERROR_BAD_FIELD);
    }
  after = guo_scheme_text (scheme);
  g_assert_cmpstr (before, ==, after);
}

/* Whatever class a shipped scheme gives: an English page has an English word for it, a label a Chinese one. */
static void
test_words (void)
{
  static const gchar *const codes[] = { "I", "II", "AAA", "AA", "A" };

  for (gsize i = 0; guo_scheme_names[i] != NULL; i++)
    {
      g_autoptr(GuoScheme) scheme = guo_scheme_builtin (guo_scheme_names[i], NULL);

      for (guint j = 0; j <= scheme->n_classes; j++)
        {
          const gchar *key = guo_scheme_class_key (scheme, j);

          g_test_message ("%s: %s", scheme->id, key);
          g_assert_true (g_str_is_ascii (guo_grade_word (key)));
          g_assert_true (!g_str_is_ascii (guo_grade_word_on_label (key)) || strcmp (key, "I") == 0 || strcmp (key, "II") == 0);
          g_assert_cmpint (guo_scheme_class (scheme, key), ==, (gint) j);
        }
    }
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_assert_cmpstr (guo_grade_word (codes[i]), ==, codes[i]);
      g_assert_cmpstr (guo_grade_word_on_label (codes[i]), ==, codes[i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/grading/scheme/decimals", test_decimals);
  g_test_add_func ("/grading/scheme/decimal-text", test_decimal_text);
  g_test_add_func ("/grading/scheme/ratio", test_ratio);
  g_test_add_func ("/grading/scheme/refused", test_refused);
  g_test_add_func ("/grading/scheme/shipped", test_shipped);
  g_test_add_func ("/grading/scheme/round", test_round);
  g_test_add_func ("/grading/scheme/canonical", test_canonical);
  g_test_add_func ("/grading/scheme/versions", test_versions);
  g_test_add_func ("/grading/scheme/edit", test_edit);
  g_test_add_func ("/grading/scheme/edit-refused", test_edit_refused);
  g_test_add_func ("/grading/scheme/words", test_words);
  return g_test_run ();
}
