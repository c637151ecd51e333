/* Profiles: the examples, the schema's words, and where a wrong one is wrong. */
#include "drivers/grader/profile.h"

#include <jansson.h>
#include <string.h>

static const gchar *const examples[] = { "decimal-comma-csv", "zh-csv", "zh-xlsx" };

static void
test_examples (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (examples); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GBytes) bytes = guo_profile_builtin (examples[i], &error);
      g_autoptr(GuoProfile) profile = NULL;

      g_assert_no_error (error);
      profile = guo_profile_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error);
      g_assert_no_error (error);
      g_assert_cmpint (profile->is_xlsx, ==, g_str_has_suffix (examples[i], "xlsx"));
      g_assert_cmpint (profile->tolerance[GUO_REPORT_MASS], ==, 500000);
    }
}

static void
test_no_such_example (void)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (guo_profile_builtin ("reemoon", &error));
  g_assert_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ARGUMENT);
  for (gsize i = 0; i < G_N_ELEMENTS (examples); i++)
    g_assert_nonnull (strstr (error->message, examples[i]));
}

/* What stands where in the good one that the wrong ones are made from. */
static const gchar good[]
    = "{\"format\":\"guozhan-profile/1\",\"name\":\"n\",\"file\":{\"kind\":\"csv\"},\"numbers\":{\"decimal\":\".\"},"
      "\"columns\":[{\"field\":\"batch\",\"names\":[\"批次\"]},{\"field\":\"fruit\",\"names\":[\"果数\"]},"
      "{\"field\":\"mass\",\"names\":[\"重量(kg)\"],\"unit\":\"kg\"}],\"row_key\":[\"batch\"],"
      "\"totals_row\":{\"fields\":[\"batch\"],\"text\":[\"合计\"],\"check\":[\"mass\"],\"tolerance\":{\"mass_mg\":5}},"
      "\"ignore_rows\":[{\"field\":\"batch\",\"text\":[\"循环\"]}]}";

static void
test_defaults (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GuoProfile) profile = guo_profile_parse (good, strlen (good), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (profile->header_row, ==, 1);
  g_assert_cmpint (profile->encoding, ==, GUO_ENCODING_AUTO);
  g_assert_cmpint (profile->delimiter, ==, ',');
  g_assert_cmpint (profile->thousands, ==, '\0');
  g_assert_null (profile->sheet);
  g_assert_cmpuint (profile->n_columns, ==, 3);
  g_assert_cmpstr (profile->columns[2].names[0], ==, "重量(kg)");
  g_assert_cmpint (profile->columns[2].power, ==, 6);
}

/* @from → @to in the good one; the message begins with @says. */
static const struct
{
  const gchar *from;
  const gchar *to;
  const gchar *says;
} wrongs[] = {
  { "{\"format\"", "[\"format\"", "line 1 column" },
  { "\"name\":\"n\"", "\"name\":\"n\",\"name\":\"n\"", "line 1 column" },
  { good, "[]", "/: an object" },
  { good, "\"x\"", "line 1" },
  { "profile/1", "profile/2", "/format: " },
  { "\"format\":\"guozhan-profile/1\",", "", "/format: " },
  { "\"name\":\"n\"", "\"name\":\"\"", "/name: " },
  { "\"name\":\"n\"", "\"name\":7", "/name: " },
  { "\"name\":\"n\"", "\"name\":\"n\",\"a/b~c\":1", "/a~1b~0c: no such key" },
  { "\"file\":{\"kind\":\"csv\"},", "", "/file: an object" },
  { "{\"kind\":\"csv\"}", "{}", "/file/kind: " },
  { "\"csv\"", "\"xls\"", "/file/kind: one of \"csv\", \"xlsx\"" },
  { "\"csv\"", "7", "/file/kind: " },
  { "\"csv\"", "\"csv\",\"sheet\":\"a\"", "/file/sheet: a CSV" },
  { "\"csv\"", "\"xlsx\",\"sheet\":\"\"", "/file/sheet: " },
  { "\"csv\"", "\"xlsx\",\"encoding\":\"utf-8\"", "/file/encoding: a workbook" },
  { "\"csv\"", "\"xlsx\",\"delimiter\":\";\"", "/file/delimiter: a workbook" },
  { "\"csv\"", "\"csv\",\"encoding\":\"latin-1\"", "/file/encoding: one of" },
  { "\"csv\"", "\"csv\",\"delimiter\":\"::\"", "/file/delimiter: one of" },
  { "\"csv\"", "\"csv\",\"header_row\":0", "/file/header_row: " },
  { "\"csv\"", "\"csv\",\"header_row\":1.5", "/file/header_row: " },
  { "\"csv\"", "\"csv\",\"header_row\":1001", "/file/header_row: " },
  { "\"csv\"", "\"csv\",\"headerrow\":1", "/file/headerrow: no such key" },
  { "\"decimal\":\".\"", "\"decimal\":\";\"", "/numbers/decimal: one of" },
  { "\"decimal\":\".\"", "\"thousands\":\".\"", "/numbers/thousands: it is the decimal sign" },
  { "{\"decimal\":\".\"}", "[]", "/numbers: an object" },
  { "\"columns\":[", "\"columns\":[7,", "/columns/0: an object" },
  { "\"field\":\"batch\",\"names\"", "\"field\":\"lot\",\"names\"", "/columns/0/field: " },
  { "\"field\":\"fruit\"", "\"field\":\"batch\"", "/columns/1/field: the field has a column" },
  { "[\"果数\"]", "[]", "/columns/1/names: " },
  { "[\"果数\"]", "\"果数\"", "/columns/1/names: " },
  { "[\"果数\"]", "[\"果数\",\" \"]", "/columns/1/names/1: " },
  { "[\"果数\"]", "[\"个数\",\"批 次\"]", "/columns/1/names/1: another column" },
  { "[\"重量(kg)\"]", "[\"重量（ＫＧ）\",\"果数\"]", "/columns/2/names/1: another column" },
  { ",\"unit\":\"kg\"", "", "/columns/2/unit: kg, g, mg, t, 斤 is needed" },
  { "\"unit\":\"kg\"", "\"unit\":\"lb\"", "/columns/2/unit: kg, g" },
  { "\"unit\":\"kg\"", "\"unit\":7", "/columns/2/unit: a text" },
  { "[\"批次\"]", "[\"批次\"],\"unit\":\"kg\"", "/columns/0/unit: a text has none" },
  { "[\"果数\"]", "[\"果数\"],\"unit\":\"kg\"", "/columns/1/unit: 1 is needed" },
  { "[\"果数\"]", "[\"果数\"],\"required\":1", "/columns/1/required: " },
  { "[\"果数\"]", "[\"果数\"],\"carry_down\":true", "/columns/1/carry_down: what is added up" },
  { "\"row_key\":[\"batch\"]", "\"row_key\":[\"grade\"]", "/row_key/0: a field that has a column" },
  { "\"row_key\":[\"batch\"]", "\"row_key\":[\"batch\",\"batch\"]", "/row_key/1: the field is there" },
  { "\"row_key\":[\"batch\"]", "\"row_key\":\"batch\"", "/row_key: a list" },
  { "\"fields\":[\"batch\"]", "\"fields\":[\"mass\"]", "/totals_row/fields/0: a text field" },
  { "\"fields\":[\"batch\"]", "\"fields\":[]", "/totals_row/fields: a list" },
  { "\"text\":[\"合计\"]", "\"text\":[]", "/totals_row/text: " },
  { "\"check\":[\"mass\"]", "\"check\":[\"batch\"]", "/totals_row/check/0: fruit, mass or share" },
  { "\"mass_mg\":5", "\"mass\":5", "/totals_row/tolerance/mass: fruit, mass_mg" },
  { "\"mass_mg\":5", "\"fruit\":5", "/totals_row/tolerance/fruit: " },
  { "\"mass_mg\":5", "\"mass_mg\":-1", "/totals_row/tolerance/mass_mg: a whole number" },
  { "\"mass_mg\":5", "\"mass_mg\":0.5", "/totals_row/tolerance/mass_mg: a whole number" },
  { "{\"mass_mg\":5}", "{\"mass_mg\":5},\"required\":\"yes\"", "/totals_row/required: " },
  { "{\"mass_mg\":5}", "{\"mass_mg\":5},\"texts\":[]", "/totals_row/texts: no such key" },
  { "[\"循环\"]", "[\"循环\",\"合 计\"]", "/ignore_rows/0/text/1: it is a text of the totals row" },
  { "{\"field\":\"batch\",\"text\":[\"循环\"]}", "{\"field\":\"fruit\",\"text\":[\"0\"]}", "/ignore_rows/0/field: " },
  { "{\"field\":\"batch\",\"text\":[\"循环\"]}", "7", "/ignore_rows/0: an object" },
};

static void
test_wrong (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (wrongs); i++)
    {
      const gchar *at = strstr (good, wrongs[i].from);
      g_autoptr(GString) text = g_string_new (NULL);
      g_autoptr(GError) error = NULL;

      g_assert_nonnull (at);
      g_string_append_len (text, good, at - good);
      g_string_append (text, wrongs[i].to);
      g_string_append (text, at + strlen (wrongs[i].from));
      g_test_message ("%s", wrongs[i].to);
      g_assert_null (guo_profile_parse (text->str, text->len, &error));
      g_assert_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_FILE);
      if (!g_str_has_prefix (error->message, wrongs[i].says))
        g_error ("\"%s\" does not begin with \"%s\"", error->message, wrongs[i].says);
    }
}

/* Nothing of the columns but texts: there would be nothing to count. */
static void
test_nothing_counted (void)
{
  static const gchar text[] = "{\"format\":\"guozhan-profile/1\",\"name\":\"n\",\"file\":{\"kind\":\"csv\"},"
                              "\"columns\":[{\"field\":\"batch\",\"names\":[\"b\"]}]}";
  g_autoptr(GError) error = NULL;

  g_assert_null (guo_profile_parse (text, strlen (text), &error));
  g_assert_cmpstr (error->message, ==, "/columns: a column for fruit or for mass is needed");
}

static void
test_too_large (void)
{
  g_autofree gchar *text = g_strnfill (GUO_PROFILE_BYTES_MAX + 1, ' ');
  g_autoptr(GError) error = NULL;

  g_assert_null (guo_profile_parse (text, strlen (text), &error));
  g_assert_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_FILE);
}

/* The schema beside the code has its fields, and the code's. */
static void
test_schema (void)
{
  g_autofree gchar *path = g_test_build_filename (G_TEST_DIST, "..", "drivers", "grader", "profile.schema.json", NULL);
  json_error_t problem;
  json_auto_t *schema = json_load_file (path, 0, &problem);
  json_t *defs = json_object_get (schema, "$defs");
  json_t *names = json_object_get (json_object_get (defs, "field"), "enum");
  json_t *texts = json_object_get (json_object_get (defs, "text_field"), "enum");

  g_assert_cmpuint (json_array_size (names), ==, GUO_REPORT_FIELDS);
  g_assert_cmpuint (json_array_size (texts), ==, GUO_REPORT_TEXTS);
  for (guint i = 0; i < GUO_REPORT_FIELDS; i++)
    g_assert_cmpstr (json_string_value (json_array_get (names, i)), ==, guo_report_field_name (i));
  for (guint i = 0; i < GUO_REPORT_TEXTS; i++)
    g_assert_cmpstr (json_string_value (json_array_get (texts, i)), ==, guo_report_field_name (i));
}

static void
test_fold (void)
{
  static const gchar *const folds[][2] = {
    { "重量（ＫＧ）", "重量(kg)" }, { " 重 量 (kg)\r\n", "重量(kg)" }, { "合　计", "合计" }, { "【合计】", "[合计]" },
    { "Ｂｒｉｘ１２", "brix12" },   { "PESO\xc2\xa0(Kg)", "peso(kg)" }, { "Ä", "ä" },       { "", "" },
    { "\xe2\x80\x8b\xef\xbb\xbf" "a", "a" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (folds); i++)
    {
      gchar out[64];
      const gsize len = guo_report_fold (folds[i][0], strlen (folds[i][0]), out, sizeof out);

      g_assert_cmpuint (len, ==, strlen (folds[i][1]));
      g_assert_true (strncmp (out, folds[i][1], len) == 0);
      g_assert_cmpuint (guo_report_fold (folds[i][0], strlen (folds[i][0]), out, len), ==, len);
      if (len > 0)
        g_assert_cmpuint (guo_report_fold (folds[i][0], strlen (folds[i][0]), out, len - 1), ==, len);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/drivers/profile/examples", test_examples);
  g_test_add_func ("/drivers/profile/no-such-example", test_no_such_example);
  g_test_add_func ("/drivers/profile/defaults", test_defaults);
  g_test_add_func ("/drivers/profile/wrong", test_wrong);
  g_test_add_func ("/drivers/profile/nothing-counted", test_nothing_counted);
  g_test_add_func ("/drivers/profile/too-large", test_too_large);
  g_test_add_func ("/drivers/profile/schema", test_schema);
  g_test_add_func ("/drivers/profile/fold", test_fold);
  return g_test_run ();
}
