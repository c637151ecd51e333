/* What a scanned code means: the rows of tests/vectors/scanners.jsonl whole, and every kind of code at a station. */
#include "drivers/scanner/line.h"
#include "station/gs1/keys.h"
#include "station/scan/content.h"
#include "tests/station/fixture.h"

#include <string.h>

#define ID(n) ((json_int_t) (n))

static guint n_rows;

static void
check_elements (GPtrArray *elements, json_t *expect)
{
  gsize i;
  json_t *pair;

  if (expect == NULL)
    {
      g_assert_null (elements);
      return;
    }
  g_assert_nonnull (elements);
  g_assert_cmpuint (elements->len, ==, json_array_size (expect));
  json_array_foreach (expect, i, pair)
    {
      const GuoGs1Element *element = g_ptr_array_index (elements, i);

      g_assert_cmpstr (element->ai, ==, json_string_value (json_array_get (pair, 0)));
      g_assert_cmpstr (element->value, ==, json_string_value (json_array_get (pair, 1)));
    }
}

static void
check_code (const GuoScan *scan, gpointer user_data)
{
  json_t *expect = user_data;
  g_autoptr(GuoScanContent) content = NULL;

  g_assert_cmpint (scan->status, ==, GUO_SCAN_CODE);
  content = guo_scan_content_read (scan->aim, scan->text);
  g_assert_cmpstr (scan->aim, ==, json_is_null (json_object_get (expect, "aim")) ? ""
                                  : json_string_value (json_object_get (expect, "aim")));
  g_assert_cmpstr (content->symbology, ==, json_string_value (json_object_get (expect, "symbology")));
  g_assert_cmpint (content->gs1, ==, json_is_true (json_object_get (expect, "gs1")));
  g_assert_cmpint (content->link, ==, json_is_true (json_object_get (expect, "digital_link")));
  g_assert_cmpstr (content->gtin14, ==, json_string_value (json_object_get (expect, "gtin")));
  g_assert_cmpstr (content->warning, ==, json_string_value (json_object_get (expect, "warning")));
  if (!content->link)
    check_elements (content->elements, json_object_get (expect, "ai"));
  json_object_set_new (expect, "seen", json_true ());
}

static void
test_vectors (void)
{
  g_autofree gchar *path = g_test_build_filename (G_TEST_DIST, "vectors", "scanners.jsonl", NULL);
  g_autofree gchar *text = NULL;
  g_auto(GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL && lines[i][0] != '\0'; i++)
    {
      g_autoptr(json_t) row = json_loads (lines[i], 0, NULL);
      const gchar *hex = json_string_value (json_object_get (row, "bytes"));
      g_autofree GuoScanLine *line = g_new (GuoScanLine, 1);

      if (strcmp (json_string_value (json_object_get (row, "kind")), "serial-line") != 0)
        continue;
      g_test_message ("%s", json_string_value (json_object_get (row, "case")));
      guo_scan_line_init (line, NULL, FALSE);
      for (; hex[0] != '\0'; hex += 2)
        {
          guint8 byte = (guint8) (g_ascii_xdigit_value (hex[0]) << 4 | g_ascii_xdigit_value (hex[1]));

          guo_scan_line_push (line, &byte, 1, check_code, json_object_get (row, "expect"));
        }
      g_assert_true (json_is_true (json_object_get (json_object_get (row, "expect"), "seen")));
      n_rows++;
    }
  g_assert_cmpuint (n_rows, ==, 6);
}

/* A code that is read as GS1 only where its symbol says so. */
static void
test_contents (void)
{
  static const struct
  {
    const gchar *aim, *text, *warning;
    gboolean elements;
  } cases[] = {
    { "]C1", "\x1d" "010690123456789210L1", NULL, TRUE },
    { "]C1", "0106901234567893", "AI (01): check-digit in “06901234567893”", FALSE },
    { "]C1", "019", "AI (01): length in “9”", FALSE },
    { "]C1", "hello", "no known AI at “hell” (character 2)", FALSE },
    { "]C0", "010690123456789210L1", NULL, FALSE },
    { "", "01069012345678921726053110AB", "looks like GS1 without a symbology identifier", FALSE },
    { "", "0106901234567892", "looks like GS1 without a symbology identifier", FALSE },
    { "", "0106901234567893", NULL, FALSE },
    { "", "https://t.example/01/06901234567892/10/L1/21/0001", NULL, TRUE },
    { "]Q1", "HTTPS://T.EXAMPLE/01/06901234567892", NULL, TRUE },
    { "]Q1", "https://t.example/somewhere", NULL, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GuoScanContent) content = guo_scan_content_read (cases[i].aim, cases[i].text);

      g_test_message ("%s %s", cases[i].aim, cases[i].text);
      g_assert_cmpstr (content->warning, ==, cases[i].warning);
      g_assert_cmpint (content->elements != NULL, ==, cases[i].elements);
    }
}

static json_t *
scan (Fixture *f, const gchar *aim, const gchar *code)
{
  return fixture_do (f, "/v1/scans", json_pack ("{s:s, s:s*}", "code", code, "aim", aim));
}

static const gchar *
text (json_t *object, const gchar *name)
{
  const gchar *value = json_string_value (json_object_get (object, name));

  return value != NULL ? value : "";
}

/* Asks, and checks kind, page and the word for the sentence. */
static json_t *
check (Fixture *f, const gchar *code, const gchar *kind, const gchar *page, const gchar *sentence)
{
  json_t *answer = scan (f, NULL, code);

  g_test_message ("%s: %s %s", code, text (answer, "kind"), text (answer, "sentence"));
  g_assert_cmpstr (text (answer, "kind"), ==, kind);
  g_assert_cmpstr (text (answer, "page"), ==, page);
  g_assert_cmpstr (text (answer, "sentence"), ==, sentence);
  g_assert_cmpstr (text (answer, "code"), ==, code);
  return answer;
}

static gchar *
code_of (Fixture *f, const gchar *kind, gint64 id)
{
  g_autoptr(json_t) list = fixture_get (f, "/v1/scan-codes");
  gsize i;
  json_t *row;

  json_array_foreach (json_object_get (list, "rows"), i, row)
    if (strcmp (text (row, "kind"), kind) == 0 && json_integer_value (json_object_get (row, "id")) == id)
      return g_strdup (text (row, "code"));
  g_assert_not_reached ();
}

static void
test_people_and_crates (void)
{
  Fixture f;
  g_autofree gchar *badge = NULL;
  g_autofree gchar *tag = NULL;
  g_autoptr(json_t) link = NULL;
  g_autoptr(json_t) answer = NULL;

  fixture_open (&f);
  fixture_centre (&f);
  fixture_as_supervisor (&f);
  badge = code_of (&f, "user", f.operator_id);
  tag = code_of (&f, "crate-type", f.crate_type);
  link = fixture_do (&f, "/v1/links", json_pack ("{s:I}", "party", ID (f.cooperative)));
  answer = check (&f, badge, "user", "", "scan-user");
  g_assert_cmpint (json_integer_value (json_object_get (answer, "id")), ==, f.operator_id);
  json_decref (answer);
  answer = check (&f, tag, "crate-type", "weigh", "scan-crate-type");
  g_assert_cmpint (json_integer_value (json_object_get (answer, "id")), ==, f.crate_type);
  json_decref (answer);
  answer = check (&f, text (link, "url"), "cooperative", "deliver", "scan-cooperative");
  g_assert_cmpint (json_integer_value (json_object_get (answer, "id")), ==, f.cooperative);
  json_decref (answer);
  answer = check (&f, "GUOZHAN:KEY:RECORD", "key", "", "scan-key");
  g_assert_cmpstr (text (answer, "key"), ==, "primary");
  json_decref (answer);
  json_decref (check (&f, "GUOZHAN:KEY:NOTHING", "unknown", "", "scan-unknown"));
  json_decref (check (&f, "GUOZHAN:USER:0123456789abcdef.guozhan/1/4", "stranger", "", "scan-stranger"));
  json_decref (check (&f, "GUOZHAN:USER:", "stranger", "", "scan-stranger"));
  /* who is switched off has no badge any more */
  g_free (g_steal_pointer (&badge));
  badge = code_of (&f, "user", f.operator_id);
  {
    g_autofree gchar *path = g_strdup_printf ("/v1/users/%" G_GINT64_FORMAT, f.operator_id);

    json_decref (fixture_do (&f, path, json_pack ("{s:b}", "active", FALSE)));
  }
  answer = check (&f, badge, "stranger", "", "scan-stranger");
  fixture_close (&f);
}

static void
test_deliveries (void)
{
  Fixture f;
  gint64 delivery = 0;
  gint64 lot;
  g_autofree gchar *path = NULL;
  g_autofree gchar *close = NULL;
  g_autoptr(json_t) row = NULL;
  const gchar *lot_no;
  g_autoptr(json_t) answer = NULL;

  fixture_open (&f);
  fixture_centre (&f);
  fixture_as_supervisor (&f);
  lot = fixture_deliver (&f, &delivery);
  path = g_strdup_printf ("/v1/deliveries/%" G_GINT64_FORMAT, delivery);
  close = g_strconcat (path, "/close", NULL);
  row = fixture_get (&f, path);
  lot_no = text (json_array_get (json_object_get (row, "lots"), 0), "no");
  answer = check (&f, text (row, "no"), "delivery", "weigh", "scan-delivery");
  g_assert_cmpint (json_integer_value (json_object_get (answer, "delivery")), ==, delivery);
  json_decref (answer);
  answer = check (&f, lot_no, "lot", "weigh", "scan-lot");
  g_assert_cmpint (json_integer_value (json_object_get (answer, "id")), ==, lot);
  json_decref (answer);
  answer = NULL;
  json_decref (fixture_do (&f, close, json_object ()));
  json_decref (check (&f, text (row, "no"), "delivery", "deliver", "scan-delivery-closed"));
  json_decref (check (&f, lot_no, "lot", "deliver", "scan-lot"));
  json_decref (check (&f, "1345-99", "unknown", "", "scan-unknown"));
  fixture_close (&f);
}

/* Packs a case; no printer is bound, so that its label stays reserved. */
static json_t *
pack (Fixture *f, gint64 lot)
{
  return fixture_do (f, "/v1/cases", json_pack ("{s:I, s:s, s:I, s:I}", "lot", ID (lot), "grade_class", "special",
                                                "nominal_mg", ID (5000000), "count", ID (1)));
}

static void
test_cases (void)
{
  Fixture f;
  gint64 delivery = 0;
  gint64 lot;
  g_autoptr(json_t) packed = NULL;
  g_autoptr(json_t) found = NULL;
  g_autofree gchar *serial = NULL;
  g_autofree gchar *path = NULL;
  g_autofree gchar *uri = NULL;
  g_autofree gchar *of_lot = NULL;
  g_autofree gchar *other_lot = NULL;
  g_autofree gchar *other_host = NULL;
  g_autofree gchar *unknown = NULL;
  g_autofree gchar *gs1 = NULL;
  g_autofree gchar *drop = NULL;

  fixture_open (&f);
  fixture_centre (&f);
  fixture_as_supervisor (&f);
  lot = fixture_deliver (&f, &delivery);
  json_decref (fixture_do (&f, "/v1/weighings", json_pack ("{s:I, s:b, s:I, s:s}", "lot", ID (lot), "typed", TRUE, "gross_mg",
                                                           ID (20000000), "reason", "秤坏了")));
  packed = pack (&f, lot);
  serial = g_strdup (text (json_array_get (json_object_get (packed, "cases"), 0), "serial"));
  path = g_strconcat ("/v1/cases/", serial, NULL);
  found = fixture_get (&f, path);
  uri = g_strdup_printf ("http://localhost:8480/01/%s/10/%s/21/%s", text (found, "gtin"), text (found, "lot_no"), serial);
  of_lot = g_strdup_printf ("http://localhost:8480/01/%s/10/%s", text (found, "gtin"), text (found, "lot_no"));
  other_host = g_strdup_printf ("https://trace.example.cn/01/%s/10/%s/21/%s?linkType=x", text (found, "gtin"),
                                text (found, "lot_no"), serial);
  other_lot = g_strdup_printf ("https://shop.example.com/01/09520123456788/10/%s/21/%s", text (found, "lot_no"), serial);
  unknown = g_strdup_printf ("http://localhost:8480/01/%s/10/%s/21/6A999999XXXX", text (found, "gtin"), text (found, "lot_no"));
  gs1 = g_strdup_printf ("01%s10%s\x1d" "21%s", text (found, "gtin"), text (found, "lot_no"), serial);
  json_decref (check (&f, uri, "case", "pack", "scan-case"));
  json_decref (check (&f, other_host, "case", "pack", "scan-case"));
  json_decref (check (&f, serial, "case", "pack", "scan-case"));
  json_decref (check (&f, of_lot, "lot", "pack", "scan-pack-lot"));
  json_decref (check (&f, text (found, "lot_no"), "lot", "pack", "scan-pack-lot"));
  json_decref (check (&f, unknown, "stranger", "", "scan-stranger"));
  json_decref (check (&f, other_lot, "foreign", "", "scan-foreign"));
  {
    g_autoptr(json_t) answer = scan (&f, "]Q3", gs1);

    g_assert_cmpstr (text (answer, "kind"), ==, "case");
    g_assert_cmpstr (text (answer, "symbology"), ==, "gs1-qr");
    g_assert_cmpuint (json_array_size (json_object_get (answer, "elements")), ==, 3);
  }
  drop = g_strconcat (path, "/void", NULL);
  json_decref (fixture_do (&f, drop, json_pack ("{s:s}", "reason", "压坏了")));
  json_decref (check (&f, uri, "case", "pack", "scan-case-void"));
  fixture_close (&f);
}

static void
test_strangers (void)
{
  static const struct
  {
    const gchar *code, *kind, *sentence;
  } cases[] = {
    { "6901234567892", "foreign", "scan-foreign" },
    { "00395011015300000012", "unknown", "scan-unknown" },
    { "https://u.wechat.com/EAbc", "link", "scan-link" },
    { "https://t.example/01/06901234567892/10/L1", "foreign", "scan-foreign" },
    { "0106901234567892" "10L1210001", "unclear", "scan-unclear" },
    { "http://localhost:8480/c/abcdefghijklmnopqrstuvwxyz", "stranger", "scan-card" },
    { "http://localhost:8480/c/short", "link", "scan-link" },
    { "快递单 SF123", "unknown", "scan-unknown" },
    { "x", "unknown", "scan-unknown" },
  };
  Fixture f;
  gchar sscc[21] = "0035012345000000012";
  g_autofree gchar *longest = g_strnfill (GUO_SCAN_MAX, 'A');
  g_autoptr(json_t) answer = NULL;

  fixture_open (&f);
  fixture_centre (&f);
  fixture_as_supervisor (&f);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    json_decref (check (&f, cases[i].code, cases[i].kind, "", cases[i].sentence));
  sscc[19] = (gchar) ('0' + guo_gs1_check_digit (sscc + 2, 17));
  json_decref (check (&f, sscc, "stranger", "", "scan-stranger"));
  answer = check (&f, longest, "unknown", "", "scan-unknown");
  g_assert_cmpint (g_utf8_strlen (text (answer, "shown"), -1), ==, 81);
  fixture_refused (&f, "/v1/scans", json_pack ("{s:s}", "code", ""), "bad-field");
  fixture_close (&f);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/station/scan/vectors", test_vectors);
  g_test_add_func ("/station/scan/contents", test_contents);
  g_test_add_func ("/station/scan/people-and-crates", test_people_and_crates);
  g_test_add_func ("/station/scan/deliveries", test_deliveries);
  g_test_add_func ("/station/scan/cases", test_cases);
  g_test_add_func ("/station/scan/strangers", test_strangers);
  return g_test_run ();
}
