/* Reports of our own that the vectors leave out: rules of rows and totals, encodings, limits. The vectors themselves are
 * compared whole by tests/cli/test-grader-read-profile.c. */
#include "drivers/grader/report.h"

#include <string.h>

#define HEAD "{\"format\":\"guozhan-profile/1\",\"name\":\"n\",\"file\":{\"kind\":\"csv\"%s},\"numbers\":{\"thousands\":\",\"}," \
  "\"columns\":[{\"field\":\"batch\",\"names\":[\"批次\"],\"required\":true,\"carry_down\":true}," \
  "{\"field\":\"outlet\",\"names\":[\"出口\"],\"carry_down\":true},{\"field\":\"grade\",\"names\":[\"等级\",\"规格\"]}," \
  "{\"field\":\"fruit\",\"names\":[\"果数\"],\"required\":true},{\"field\":\"mass\",\"names\":[\"重量\"],\"unit\":\"kg\",\"required\":true}," \
  "{\"field\":\"mean_mass\",\"names\":[\"均重\"],\"unit\":\"g\"},{\"field\":\"brix_mean\",\"names\":[\"糖度\"],\"carry_down\":true}]," \
  "\"row_key\":[\"batch\",\"outlet\",\"grade\"],\"totals_row\":{\"fields\":[\"batch\",\"grade\"],\"text\":[\"合计\"]," \
  "\"check\":[\"fruit\",\"mass\"],\"tolerance\":{\"mass_mg\":500000}%s},\"ignore_rows\":[{\"field\":\"outlet\",\"text\":[\"循环\"]}]}"

#define TITLES "批次,出口,等级,果数,重量,均重,糖度\n"

static GuoReport *
read_bytes (const gchar *bytes, gsize len, const gchar *file, const gchar *totals)
{
  g_autofree gchar *text = g_strdup_printf (HEAD, file, totals);
  g_autoptr(GError) error = NULL;
  g_autoptr(GuoProfile) profile = guo_profile_parse (text, strlen (text), &error);

  g_assert_no_error (error);
  return guo_report_read ((const guint8 *) bytes, len, profile);
}

/* Rows as "2 batch/outlet/grade fruit mass_mg brix;", then problems as "code row field text first;". */
static gchar *
sketch (const GuoReport *report)
{
  GString *out = g_string_new (NULL);

  g_assert_true (!report->rejected || report->rows->len == 0);
  for (guint i = 0; i < report->rows->len; i++)
    {
      const GuoReportRow *row = &g_array_index (report->rows, GuoReportRow, i);
      const gboolean has_brix = (row->given & 1u << GUO_REPORT_BRIX) != 0;

      g_string_append_printf (out, "%u %s/%s/%s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %d;", row->row, row->texts[GUO_REPORT_BATCH],
                              row->texts[GUO_REPORT_OUTLET] != NULL ? row->texts[GUO_REPORT_OUTLET] : "",
                              row->texts[GUO_REPORT_GRADE] != NULL ? row->texts[GUO_REPORT_GRADE] : "",
                              row->numbers[GUO_REPORT_FRUIT - GUO_REPORT_TEXTS],
                              row->numbers[GUO_REPORT_MASS - GUO_REPORT_TEXTS],
                              has_brix ? (gint) row->numbers[GUO_REPORT_BRIX - GUO_REPORT_TEXTS] : -1);
    }
  for (guint i = 0; i < report->problems->len; i++)
    {
      const GuoReportProblem *problem = &g_array_index (report->problems, GuoReportProblem, i);

      g_string_append_printf (out, "%s %u %s %s %u;", guo_report_code_name (problem->code), problem->row,
                              problem->field >= 0 ? guo_report_field_name ((GuoReportField) problem->field) : "-",
                              problem->text != NULL ? problem->text : "-", problem->first_row);
    }
  return g_string_free (out, FALSE);
}

static const struct
{
  const gchar *name;
  const gchar *text;
  const gchar *expected;
} cases[] = {
  { "plain", TITLES "a,1,x,10,1.5,,12\na,2,x,\"1,000\",2,,\n", "2 a/1/x 10 1500000 1200;3 a/2/x 1000 2000000 1200;" },
  { "columns-in-another-order", "重 量,备注,果数,批次\n1,甲,2,a\n", "2 a// 2 1000000 -1;" },
  { "blank-rows-count", TITLES "\n,,,,,,\na,1,x,1,1,,\n", "4 a/1/x 1 1000000 -1;" },
  { "break-in-a-cell", TITLES "a,1,\"x\ny\",1,1,,\na,2,x,1,z,,\n", "not_a_number 3 mass z 0;" },
  { "short-row", TITLES "a,1,x,1,1\n", "2 a/1/x 1 1000000 -1;" },
  { "wide-spaces", TITLES "　a　,1,x,　１　,1,,\n", "2 a/1/x 1 1000000 -1;" },
  { "carried", TITLES "a,1,x,1,1,,9\n,,y,1,1,,\nb,,x,1,1,,8\n", "2 a/1/x 1 1000000 900;3 a/1/y 1 1000000 900;4 b/1/x 1 1000000 800;" },
  { "nothing-to-carry", TITLES ",1,x,1,1,,\n", "value_missing 2 batch - 0;" },
  { "ignored", TITLES "a,1,x,1,1,,\na,循环,x,5,5,,\na,2,x,1,1,,\n", "2 a/1/x 1 1000000 -1;4 a/2/x 1 1000000 -1;" },
  { "ignored-and-carried", TITLES "a,循 环,x,5,5,,\n,,y,5,5,,\n,2,x,1,1,,\n", "4 a/2/x 1 1000000 -1;" },
  { "ignored-may-be-wrong", TITLES "a,循环,x,?,?,,\na,2,x,1,1,,\n", "3 a/2/x 1 1000000 -1;" },
  { "value-missing", TITLES "a,1,x,,1,,\na,2,x,1,-,,\n", "value_missing 2 fruit - 0;value_missing 3 mass - 0;" },
  { "several-in-a-row", TITLES "a,1,x,q,-1,w,e\n", "not_a_number 2 fruit q 0;negative 2 mass - 0;not_a_number 2 mean_mass w 0;not_a_number 2 brix_mean e 0;" },
  { "in-the-file's-order", "糖度,重量,果数,批次\nq,w,e,a\n", "not_a_number 2 brix_mean q 0;not_a_number 2 mass w 0;not_a_number 2 fruit e 0;" },
  { "half-a-fruit", TITLES "a,1,x,15.652,1,,\n", "not_whole 2 fruit 15.652 0;" },
  { "whole-with-a-point", TITLES "a,1,x,15.0,1,,\n", "2 a/1/x 15 1000000 -1;" },
  { "too-large", TITLES "a,1,x,1,1000000001,,\n", "too_large 2 mass 1000000001 0;" },
  { "no-fruit-no-mass", TITLES "a,1,x,0,0,,\n", "2 a/1/x 0 0 -1;" },
  { "mass-without-fruit", TITLES "a,1,x,0,1,,\n", "mass_without_fruit 2 - - 0;" },
  { "fruit-without-mass", TITLES "a,1,x,1,0,,\n", "2 a/1/x 1 0 -1;fruit_without_mass 2 - - 0;" },
  { "mean-at-the-edge", TITLES "a,1,x,10,0.5,51,\n", "2 a/1/x 10 500000 -1;" },               /* 1 g a fruit */
  { "mean-beyond", TITLES "a,1,x,10,0.5,51.001,\n", "2 a/1/x 10 500000 -1;mean_mass_differs 2 - - 0;" },
  { "mean-of-heavy-fruit", TITLES "a,1,x,1,1,1005,\n", "2 a/1/x 1 1000000 -1;" },             /* 0.5 % */
  { "mean-of-heavy-beyond", TITLES "a,1,x,1,1,1005.001,\n", "2 a/1/x 1 1000000 -1;mean_mass_differs 2 - - 0;" },
  { "mean-beyond-64-bits", TITLES "a,1,x,1000000000000000,1,1000000000,\n", "2 a/1/x 1000000000000000 1000000 -1;mean_mass_differs 2 - - 0;" },
  { "duplicate", TITLES "a,1,x,1,1,,\na,1,y,1,1,,\na,1,x,2,2,,\n", "duplicate_row 4 - - 2;" },
  { "duplicate-of-nothing", TITLES "a,1,,1,1,,\na,1,,2,2,,\n", "duplicate_row 3 - - 2;" },
  { "totals", TITLES "a,1,x,1,1,,\na,2,x,2,2,,\n合 计,,,3,3.5,,\n", "2 a/1/x 1 1000000 -1;3 a/2/x 2 2000000 -1;" },
  { "totals-in-front", TITLES "合计,,,3,3,,\na,1,x,1,1,,\na,2,x,2,2,,\n", "3 a/1/x 1 1000000 -1;4 a/2/x 2 2000000 -1;" },
  { "totals-beyond", TITLES "a,1,x,1,1,,\n合计,,,2,1.500001,,\n", "totals_differ 3 fruit - 0;" },
  { "totals-mass-beyond", TITLES "a,1,x,1,1,,\n合计,,,1,1.500001,,\n", "totals_differ 3 mass - 0;" },
  { "totals-not-compared", TITLES "a,1,x,1,q,,\n合计,,,2,2,,\n", "not_a_number 2 mass q 0;" },
  { "totals-not-a-number", TITLES "a,1,x,1,1,,\n合计,,,?,1,,\n", "not_a_number 3 fruit ? 0;" },
  { "totals-twice", TITLES "a,1,x,1,1,,\n合计,,,1,1,,\nb,1,x,1,1,,\n合计,,,1,1,,\n", "totals_twice 5 - - 3;" },
  { "rows-behind-totals", TITLES "a,1,x,1,1,,\n合计,,,1,1,,\nb,1,x,1,1,,\n", "totals_differ 3 fruit - 0;" },
  { "footer", TITLES "a,1,x,1,1,,\n合计,,,1,1,,\n制表人：张三,,审核：李四,,,,\n", "2 a/1/x 1 1000000 -1;" },
  { "warning-behind-totals-error", TITLES "a,1,x,1,0,,\n合计,,,2,0,,\n", "fruit_without_mass 2 - - 0;totals_differ 3 fruit - 0;" },
  { "column-twice", "批次,果数,重量,等级,规格\na,1,1,x,y\n", "column_twice 1 grade - 0;" },
  { "columns-missing", "批,数\na,1\n", "column_missing 1 batch - 0;column_missing 1 fruit - 0;column_missing 1 mass - 0;" },
  { "empty-file", "", "column_missing 1 batch - 0;column_missing 1 fruit - 0;column_missing 1 mass - 0;" },
  { "only-titles", TITLES, "no_rows 0 - - 0;" },
  { "only-totals", TITLES "合计,,,0,0,,\n", "no_rows 0 - - 0;" },
  { "open-quote", TITLES "a,1,x,1,1,,\na,2,\"x,1,1,,\n", "quote_open 3 - - 0;" },
  { "behind-quote", TITLES "a,1,\"x\"y,1,1,,\n", "behind_quote 2 - - 0;" },
  { "lone-return", TITLES "a,1,x,1,1,,\ra,2,x,1,1,,\n", "behind_quote 2 - - 0;" },
};

static void
test_case (gconstpointer data)
{
  const gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr(GuoReport) report = read_bytes (cases[i].text, strlen (cases[i].text), "", "");
  g_autofree gchar *is = sketch (report);

  g_assert_cmpstr (is, ==, cases[i].expected);
}

static void
test_totals_required (void)
{
  static const gchar *const texts[][2] = {
    { TITLES "a,1,x,1,1,,\n", "totals_missing 0 - - 0;" },
    { TITLES "a,1,x,1,1,,\n合计,,,,,,\n", "totals_missing 0 - - 0;" }, /* says nothing */
    { TITLES "a,1,x,1,q,,\n", "not_a_number 2 mass q 0;totals_missing 0 - - 0;" },
    { TITLES "a,1,x,1,1,,\n合计,,,1,,,\n", "2 a/1/x 1 1000000 -1;" },
    { TITLES "a,1,x,1,1,,\na,\"", "quote_open 3 - - 0;" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GuoReport) report = read_bytes (texts[i][0], strlen (texts[i][0]), "", ",\"required\":true");
      g_autofree gchar *is = sketch (report);

      g_assert_cmpstr (is, ==, texts[i][1]);
    }
}

static const struct
{
  const gchar *charset;
  const gchar *mark; /* in front */
  const gchar *want;
  const gchar *fails; /* as which encoding; NULL: it is read */
} encodings[] = {
  { "UTF-8", "", "auto", NULL },           { "UTF-8", "\xef\xbb\xbf", "auto", NULL }, { "UTF-8", "\xef\xbb\xbf", "utf-8", NULL },
  { "UTF-8", "", "utf-8", NULL },          { "GB18030", "", "auto", NULL },           { "GB18030", "", "gb18030", NULL },
  { "GB18030", "\x84\x31\x95\x33", "auto", NULL }, { "UTF-16LE", "\xff\xfe", "auto", NULL }, { "UTF-16BE", "\xfe\xff", "auto", NULL },
  { "GB18030", "", "utf-8", "utf-8" },     { "UTF-16LE", "\xff\xfe", "utf-8", "utf-8" },
  { "UTF-16LE", "\xff\xfe", "gb18030", "gb18030" },  { "UTF-16LE", "", "auto", "gb18030" }, /* zeros are no text */
};

static void
test_encodings (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      gsize len;
      g_autofree gchar *body = g_convert (TITLES "甲,1,x,1,1,,\n", -1, encodings[i].charset, "UTF-8", NULL, &len, NULL);
      g_autoptr(GString) bytes = g_string_new (encodings[i].mark);
      g_autofree gchar *file = g_strdup_printf (",\"encoding\":\"%s\"", encodings[i].want);
      g_autoptr(GuoReport) report = NULL;
      g_autofree gchar *is = NULL;
      g_autofree gchar *fails = g_strdup_printf ("encoding 0 - %s 0;", encodings[i].fails);

      g_string_append_len (bytes, body, (gssize) len);
      report = read_bytes (bytes->str, bytes->len, file, "");
      is = sketch (report);
      g_test_message ("%s as %s", encodings[i].charset, encodings[i].want);
      g_assert_cmpstr (is, ==, encodings[i].fails == NULL ? "2 甲/1/x 1 1000000 -1;" : fails);
    }
}

static const struct
{
  const gchar *bytes;
  gsize len;
  gsize at_byte;
} bad_bytes[] = {
  { "ab\xff", 3, 2 },
  { "\xef\xbb\xbf" "ab\xff", 6, 2 },             /* counted behind the mark, and what is marked is nothing else */
  { "\xef\xbb\xbf" "a\xe9\x87", 6, 1 },          /* cut within a character */
  { "\xd6\xd0" "a\xd6", 4, 3 },                  /* GB18030, cut */
  { "a\0b", 3, 1 },
  { "\xff\xfe" "a\0\0\xd8" "b\0", 8, 2 },        /* half a pair */
  { "\xff\xfe" "a\0b", 5, 2 },                   /* half a unit */
  { "\xff\xfe" "a\0\0\0", 6, 2 },
};

static void
test_bad_bytes (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bad_bytes); i++)
    {
      g_autoptr(GuoReport) report = read_bytes (bad_bytes[i].bytes, bad_bytes[i].len, "", "");
      const GuoReportProblem *problem = &g_array_index (report->problems, GuoReportProblem, 0);

      g_test_message ("case %zu", i);
      g_assert_cmpuint (report->problems->len, ==, 1);
      g_assert_cmpint (problem->code, ==, GUO_REPORT_ENCODING);
      g_assert_cmpuint (problem->at_byte, ==, bad_bytes[i].at_byte);
    }
}

static void
test_delimiters (void)
{
  static const gchar *const files[][2] = {
    { ",\"delimiter\":\";\"", "批次;果数;重量\na;1;1\n" },
    { ",\"delimiter\":\"\\t\"", "批次\t果数\t重量\na\t1\t1\n" },
    { ",\"delimiter\":\"|\"", "批次|果数|重量\na|1|1\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr(GuoReport) report = read_bytes (files[i][1], strlen (files[i][1]), files[i][0], "");
      g_autofree gchar *is = sketch (report);

      g_assert_cmpstr (is, ==, "2 a// 1 1000000 -1;");
    }
}

/* So many rows that the table of keys grows often, and the last is one of the first. */
static void
test_many_rows (void)
{
  g_autoptr(GString) text = g_string_new (TITLES);
  g_autoptr(GuoReport) good = NULL;
  g_autoptr(GuoReport) twice = NULL;
  g_autofree gchar *is = NULL;

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (text, "a,%u,x%u,1,0.05,,\n", i % 100, i);
  good = read_bytes (text->str, text->len, "", "");
  g_assert_false (good->rejected);
  g_assert_cmpuint (good->rows->len, ==, 20000);
  g_assert_cmpint (good->sums[GUO_REPORT_MASS - GUO_REPORT_TEXTS], ==, G_GINT64_CONSTANT (1000000000));
  g_string_append (text, "a,7,x7,1,0.05,,\n");
  twice = read_bytes (text->str, text->len, "", "");
  is = sketch (twice);
  g_assert_cmpstr (is, ==, "duplicate_row 20002 - - 9;");
}

/* A wrong file must not make a list without end. */
static void
test_many_problems (void)
{
  g_autoptr(GString) text = g_string_new (TITLES);
  g_autoptr(GuoReport) report = NULL;
  json_auto_t *json = NULL;

  for (guint i = 0; i < 1500; i++)
    g_string_append_printf (text, "a,%u,x,1,q,,\n", i);
  report = read_bytes (text->str, text->len, "", "");
  g_assert_cmpuint (report->problems->len, ==, GUO_REPORT_PROBLEMS_MAX);
  g_assert_cmpuint (report->n_unlisted, ==, 500);
  json = guo_report_json (report);
  g_assert_cmpint (json_integer_value (json_object_get (json, "problems_unlisted")), ==, 500);
}

static void
test_limits (void)
{
  g_autofree gchar *text = g_strnfill (GUO_REPORT_TEXT_MAX + 1, 'x');
  g_autofree gchar *number = g_strnfill (300, '9');
  g_autofree gchar *commas = g_strnfill (GUO_TABLE_COLUMNS_MAX, ',');
  const struct
  {
    gchar *text;
    const gchar *begins;
  } files[] = {
    { g_strdup_printf (TITLES "a,1,%s,1,1,,\n", text), "too_long 2 grade - 0;" },
    { g_strdup_printf (TITLES "a,1,%s,1,1,,\n", text + 1), "2 a/1/xxx" },
    { g_strdup_printf (TITLES "a,1,x,1,%s,,\n", number), "too_large 2 mass 999" },
    { g_strdup_printf (TITLES "a,1,x,1,果%s,,\n", number), "not_a_number 2 mass 果999" },
    { g_strdup_printf (TITLES "a%s\n", commas), "too_wide 2 - - 0;" },
    { g_strdup_printf (TITLES "a%s\n", commas + 1), "value_missing 2 fruit - 0;" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr(GuoReport) report = read_bytes (files[i].text, strlen (files[i].text), "", "");
      g_autofree gchar *is = sketch (report);

      if (!g_str_has_prefix (is, files[i].begins) || !g_utf8_validate (is, -1, NULL))
        g_error ("%s", is);
      g_free (files[i].text);
    }
}

static void
test_too_many_rows (void)
{
  g_autoptr(GString) text = g_string_new (TITLES "a,1,x,1,1,,\n");
  g_autoptr(GuoReport) report = NULL;
  g_autofree gchar *is = NULL;

  for (guint i = 0; i < GUO_TABLE_ROWS_MAX - 1; i++)
    g_string_append_c (text, '\n');
  report = read_bytes (text->str, text->len, "", "");
  is = sketch (report);
  g_assert_cmpstr (is, ==, "too_many_rows 1048577 - - 0;");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree gchar *path = g_strconcat ("/drivers/report/", cases[i].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_case);
    }
  g_test_add_func ("/drivers/report/totals-required", test_totals_required);
  g_test_add_func ("/drivers/report/encodings", test_encodings);
  g_test_add_func ("/drivers/report/bad-bytes", test_bad_bytes);
  g_test_add_func ("/drivers/report/delimiters", test_delimiters);
  g_test_add_func ("/drivers/report/many-rows", test_many_rows);
  g_test_add_func ("/drivers/report/many-problems", test_many_problems);
  g_test_add_func ("/drivers/report/limits", test_limits);
  g_test_add_func ("/drivers/report/too-many-rows", test_too_many_rows);
  return g_test_run ();
}
