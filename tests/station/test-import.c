/* Lists from files: what a rehearsal tells, encodings, templates, and that nothing is left of a bad file. */
#include "station/import-file.h"
#include "tests/drivers/zip-maker.h"
#include "tests/station/fixture.h"

#include <string.h>

static const gchar *const kinds[] = { "villages", "cooperatives", "growers", "products", "plots", "pack-plans" };

static json_t *
encoded (const gchar *text, const gchar *charset, gboolean dry_run)
{
  gsize len;
  g_autofree gchar *bytes = g_convert (text, -1, charset, "UTF-8", NULL, &len, NULL);
  g_autofree gchar *base64 = g_base64_encode ((const guint8 *) bytes, len);

  g_assert_nonnull (bytes);
  return json_pack ("{s:s, s:b}", "data", base64, "dry_run", dry_run);
}

static json_int_t
integer (json_t *object, const gchar *name)
{
  g_assert_true (json_is_integer (json_object_get (object, name)));
  return json_integer_value (json_object_get (object, name));
}

static json_t *
item (json_t *answer, const gchar *list, gsize i)
{
  json_t *found = json_array_get (json_object_get (answer, list), i);

  g_assert_nonnull (found);
  return found;
}

static void
assert_error (json_t *answer, gsize i, json_int_t line, json_int_t column, const gchar *reason)
{
  json_t *error = item (answer, "errors", i);

  g_assert_cmpint (integer (error, "line"), ==, line);
  g_assert_cmpint (integer (error, "column"), ==, column);
  g_assert_cmpstr (json_string_value (json_object_get (error, "reason")), ==, reason);
}

static void
assert_change (json_t *answer, gsize i, const gchar *change)
{
  g_assert_cmpstr (json_string_value (json_object_get (item (answer, "rows", i), "change")), ==, change);
}

static json_int_t
log_size (Fixture *f)
{
  g_autoptr(json_t) status = fixture_get (f, "/v1/status");

  return integer (status, "size");
}

static void
test_rehearsal (void)
{
  Fixture f;
  g_autoptr(json_t) answer = NULL;
  json_int_t before;

  fixture_open (&f);
  fixture_centre (&f);
  fixture_as_supervisor (&f);
  before = log_size (&f);
  answer = fixture_do (&f, "/v1/import/growers",
                       json_pack ("{s:s, s:b}", "csv",
                                  "姓名,合作社,电话\n"
                                  "李长顺,青石坝合作社,\n"     /* there as it is */
                                  "张三,青石坝合作社,1380\n"
                                  "王五,没有合作社,\n"
                                  ",青石坝合作社,\n"
                                  "张三,青石坝合作社,1390\n"
                                  "李长顺,青石坝合作社,1370\n",
                                  "dry_run", TRUE));
  g_assert_cmpint (integer (answer, "total"), ==, 6);
  g_assert_cmpint (integer (answer, "new"), ==, 1);
  g_assert_cmpint (integer (answer, "same"), ==, 1);
  assert_change (answer, 0, "same");
  assert_change (answer, 1, "new");
  assert_change (answer, 2, "error");
  assert_error (answer, 0, 4, 2, "there is no cooperative “没有合作社”");
  assert_error (answer, 1, 5, 1, "empty");
  assert_error (answer, 2, 6, 1, "the same stands already in line “3”");
  assert_error (answer, 3, 7, 1, "the same stands already in line “2”");
  g_assert_cmpstr (json_string_value (item (answer, "columns", 0)), ==, "name");
  g_assert_cmpstr (json_string_value (item (answer, "headers", 2)), ==, "电话");
  g_assert_cmpint (log_size (&f), ==, before);
  fixture_close (&f);
}

/* What cannot even be read is told by a rehearsal too, and refused by the import. */
static void
test_unreadable (void)
{
  static const struct
  {
    const gchar *bytes;
    gsize len;
    json_int_t line;
    const gchar *reason;
  } cases[] = {
    { "name,code\n\xff\xff\n", 13, 2, "neither UTF-8 nor GB18030 text" },
    { "name,code\nA\0B,C\n", 16, 2, "neither UTF-8 nor GB18030 text" },
    { "name,code\n\"甲,C\n", 17, 2, "a quote is not closed" },
    { "\n\n", 2, 1, "there is no line with the names of the columns" },
  };
  Fixture f;

  fixture_open (&f);
  fixture_centre (&f);
  fixture_as_supervisor (&f);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree gchar *base64 = g_base64_encode ((const guint8 *) cases[i].bytes, cases[i].len);
      g_autoptr(json_t) answer = fixture_do (&f, "/v1/import/cooperatives",
                                             json_pack ("{s:s, s:b}", "data", base64, "dry_run", TRUE));

      g_assert_cmpint (integer (item (answer, "errors", 0), "line"), ==, cases[i].line);
      g_assert_cmpstr (json_string_value (json_object_get (item (answer, "errors", 0), "reason")), ==,
                       cases[i].reason);
      fixture_refused (&f, "/v1/import/cooperatives", json_pack ("{s:s}", "data", base64), "bad-field");
    }
  fixture_refused (&f, "/v1/import/cooperatives", json_pack ("{s:b}", "dry_run", TRUE), "bad-field");
  fixture_refused (&f, "/v1/import/cooperatives", json_pack ("{s:s, s:s}", "csv", "a", "data", "YQ=="), "bad-field");
  fixture_close (&f);
}

/* A list as a workbook: the same rows, the same faults; a number is its digits, and the end of a row may be left out. */
static void
test_workbook (void)
{
  static const gchar sheet[]
      = "<worksheet><sheetData><row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"B2\" t=\"s\"><v>1</v></c>"
        "<c r=\"C2\" t=\"inlineStr\"><is><t>电话</t></is></c></row>"
        "<row r=\"3\"><c r=\"A3\" t=\"str\"><v>张三</v></c><c r=\"B3\" t=\"s\"><v>2</v></c><c r=\"C3\"><v>13800138000</v></c></row>"
        "<row r=\"5\"><c r=\"A5\" t=\"str\"><v>李长顺</v></c><c r=\"B5\" t=\"s\"><v>2</v></c></row>"
        "<row r=\"6\"><c r=\"A6\" t=\"str\"><v>王五</v></c><c r=\"B6\" t=\"str\"><v>没有合作社</v></c></row></sheetData></worksheet>";
  g_autoptr(GBytes) book = zip_maker_workbook ("<si><t>姓名</t></si><si><t>合作社</t></si><si><t>青石坝合作社</t></si>", sheet);
  gsize len;
  const guint8 *bytes = g_bytes_get_data (book, &len);
  g_autofree gchar *whole = g_base64_encode (bytes, len);
  g_autofree gchar *cut = g_base64_encode (bytes, len / 2);
  g_autoptr(json_t) answer = NULL;
  g_autoptr(json_t) damaged = NULL;
  Fixture f;

  fixture_open (&f);
  fixture_centre (&f);
  fixture_as_supervisor (&f);
  answer = fixture_do (&f, "/v1/import/growers", json_pack ("{s:s, s:b}", "data", whole, "dry_run", TRUE));
  g_assert_cmpstr (json_string_value (json_object_get (answer, "encoding")), ==, "XLSX");
  g_assert_cmpint (integer (answer, "total"), ==, 3);
  assert_change (answer, 0, "new");
  assert_change (answer, 1, "same");
  assert_error (answer, 0, 6, 2, "there is no cooperative “没有合作社”");
  g_assert_cmpstr (json_string_value (json_array_get (json_object_get (item (answer, "rows", 0), "cells"), 2)), ==, "13800138000");
  damaged = fixture_do (&f, "/v1/import/growers", json_pack ("{s:s, s:b}", "data", cut, "dry_run", TRUE));
  assert_error (damaged, 0, 1, 0, "the workbook cannot be read");
  fixture_refused (&f, "/v1/import/growers", json_pack ("{s:s}", "data", cut), "bad-field");
  fixture_close (&f);
}

static void
test_encodings (void)
{
  static const struct
  {
    const gchar *charset;
    const gchar *encoding;
    const gchar *mark;
    const gchar *village;
  } cases[] = {
    { "UTF-8", "UTF-8", "", "㵲阳村" },     { "UTF-8", "UTF-8", "\xef\xbb\xbf", "㵲阳村" },
    { "GB18030", "GB18030", "", "㵲阳村" }, { "GBK", "GB18030", "", "红岩村" },
    { "UTF-16", "UTF-16", "", "㵲阳村" },
  };
  Fixture f;

  fixture_open (&f);
  fixture_centre (&f);
  fixture_as_supervisor (&f);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree gchar *text = g_strconcat (cases[i].mark, "村,区县\n", cases[i].village, ",巫山县\n", NULL);
      g_autoptr(json_t) answer = fixture_do (&f, "/v1/import/villages", encoded (text, cases[i].charset, TRUE));

      g_assert_cmpstr (json_string_value (json_object_get (answer, "encoding")), ==, cases[i].encoding);
      g_assert_cmpuint (json_array_size (json_object_get (answer, "errors")), ==, 0);
      g_assert_cmpstr (json_string_value (json_array_get (json_object_get (item (answer, "rows", 0), "cells"), 0)), ==,
                       cases[i].village);
    }
  fixture_close (&f);
}

/* The templates, imported one after the other into an empty station; a second time nothing changes. */
static void
test_templates (void)
{
  Fixture f;

  fixture_open (&f);
  fixture_centre (&f);
  fixture_as_supervisor (&f);
  for (gint turn = 0; turn < 2; turn++)
    for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
      {
        g_autofree gchar *text = guo_import_template (guo_import_kind (kinds[i]), turn == 1);
        g_autofree gchar *path = g_strconcat ("/v1/import/", kinds[i], NULL);
        json_int_t before = log_size (&f);
        g_autoptr(json_t) answer = fixture_do (&f, path, encoded (text, "UTF-8", FALSE));

        g_assert_cmpint (integer (answer, "total"), >=, 2);
        if (turn == 1)
          {
            g_assert_cmpint (integer (answer, "same"), ==, integer (answer, "total"));
            g_assert_cmpint (log_size (&f), ==, before);
          }
      }
  fixture_close (&f);
}

/* Hundreds of varieties of one product: each by its key, not through all the others. */
static void
test_many_varieties (void)
{
  Fixture f;
  g_autoptr(GString) csv = g_string_new ("产品,类别,品种\n");
  g_autoptr(json_t) answer = NULL;

  for (gint i = 0; i < 3000; i++)
    g_string_append_printf (csv, "脐橙,柑橘,品种%d\n", i);
  fixture_open (&f);
  fixture_centre (&f);
  fixture_as_supervisor (&f);
  answer = fixture_do (&f, "/v1/import/products", json_pack ("{s:s}", "csv", csv->str));
  g_assert_cmpint (integer (answer, "new"), ==, 3000);
  g_assert_cmpuint (json_array_size (json_object_get (answer, "rows")), ==, 200);
  fixture_close (&f);
}

/* A file that is wrong everywhere tells 200 faults, not 5,000. */
static void
test_many_faults (void)
{
  Fixture f;
  g_autoptr(GString) csv = g_string_new ("村,海拔\n");
  g_autoptr(json_t) answer = NULL;

  for (gint i = 0; i < 1000; i++)
    g_string_append_printf (csv, "村%d,高\n", i);
  fixture_open (&f);
  fixture_centre (&f);
  fixture_as_supervisor (&f);
  answer = fixture_do (&f, "/v1/import/villages", json_pack ("{s:s, s:b}", "csv", csv->str, "dry_run", TRUE));
  g_assert_cmpint (integer (answer, "total"), ==, 1000);
  g_assert_cmpuint (json_array_size (json_object_get (answer, "errors")), ==, 200);
  assert_error (answer, 0, 2, 2, "not a whole number");
  fixture_close (&f);
}

/* 5,000 rows are read; one more is refused with what to do about it. */
static void
test_too_long (void)
{
  Fixture f;
  g_autoptr(GString) csv = g_string_new ("村\n");
  g_autoptr(json_t) answer = NULL;
  g_autoptr(json_t) refused = NULL;

  for (gint i = 0; i < 5000; i++)
    g_string_append_printf (csv, "村%d\n", i);
  fixture_open (&f);
  fixture_centre (&f);
  fixture_as_supervisor (&f);
  answer = fixture_do (&f, "/v1/import/villages", json_pack ("{s:s, s:b}", "csv", csv->str, "dry_run", TRUE));
  g_assert_cmpint (integer (answer, "new"), ==, 5000);
  g_string_append (csv, "又一村\n");
  refused = fixture_do (&f, "/v1/import/villages", json_pack ("{s:s, s:b}", "csv", csv->str, "dry_run", TRUE));
  assert_error (refused, 0, 5002, 0, "more than 5,000 rows in one file: split it");
  fixture_close (&f);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/station/import/rehearsal", test_rehearsal);
  g_test_add_func ("/station/import/unreadable", test_unreadable);
  g_test_add_func ("/station/import/workbook", test_workbook);
  g_test_add_func ("/station/import/encodings", test_encodings);
  g_test_add_func ("/station/import/templates", test_templates);
  g_test_add_func ("/station/import/many-varieties", test_many_varieties);
  g_test_add_func ("/station/import/many-faults", test_many_faults);
  g_test_add_func ("/station/import/too-long", test_too_long);
  return g_test_run ();
}
