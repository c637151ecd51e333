/* Every public page, from a store: content, marks, escaping, size, what stays hidden. English words here,
 * so that no translation need be built; the Chinese pages are looked at in pages.test.mjs. */
#include "tests/web/house.h"

#include "station/web/words.h"

#include <locale.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#define LOT "/01/" HOUSE_GTIN "/10/" HOUSE_LOT
#define CASE LOT "/21/" HOUSE_SERIAL

typedef struct
{
  House *house;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer practice)
{
  fixture->house = house_new (GPOINTER_TO_INT (practice));
}

static void
tear_down (Fixture *fixture, gconstpointer practice)
{
  house_free (fixture->house);
}

static void
assert_has (const gchar *text, const gchar *part)
{
  if (strstr (text, part) == NULL)
    g_error ("\"%s\" is missing in:\n%s", part, text);
}

static void
assert_not (const gchar *text, const gchar *part)
{
  if (strstr (text, part) != NULL)
    g_error ("\"%s\" should not stand in:\n%s", part, text);
}

static gsize
gzip_size (const gchar *text)
{
  g_autoptr(GZlibCompressor) gzip = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 6);
  g_autoptr(GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr(GOutputStream) out = g_converter_output_stream_new (memory, G_CONVERTER (gzip));

  g_assert_true (g_output_stream_write_all (out, text, strlen (text), NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (out, NULL, NULL));
  return g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (memory));
}

static void
test_case (Fixture *fixture, gconstpointer practice)
{
  g_autofree gchar *text = house_text (fixture->house, CASE, NULL, "en", 200);
  g_autofree gchar *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, HOUSE_SERIAL, -1);

  hash[32] = '\0';
  assert_has (text, "<html lang=\"en\">");
  assert_has (text, "<h1>Green crisp plum · Special class</h1>");
  assert_has (text, "<dt>Net content</dt><dd>5 kg</dd>");
  assert_has (text, "<b>000128</b>");
  assert_has (text, HOUSE_SERIAL);
  assert_has (text, "check-weighed: 5.06 kg");
  assert_has (text, "<dt>Label printed again</dt><dd>1 time</dd>");
  assert_has (text, "Qingshiba, 双龙镇, Wushan");
  assert_has (text, "16 July delivered and weighed");
  assert_has (text, "巫山脆李: licence W-12");
  assert_has (text, "collected for every delivery");
  assert_has (text, "#b5d165");             /* a plum, and no other plant */
  assert_not (text, "#69a650");
  assert_has (text, "Not checked yet");
  assert_has (text, "part of this signed state");
  assert_has (text, hash);
  assert_has (text, "All cases of this lot (260)");
  assert_not (text, "6A000202ZZZZ");        /* no other case's number */
  assert_not (text, HOUSE_VOID_SERIAL);
  assert_not (text, "QS-0716-01");          /* nor the harvest lot or the vehicle */
  assert_not (text, "渝F");
  assert_not (text, "<script");
  assert_not (text, "simulated");
  g_assert_cmpuint (gzip_size (text), <=, 14 * 1024);
}

static const gchar *
header (const GuoPage *page, const gchar *name)
{
  return json_string_value (json_object_get (page->headers, name));
}

/* Only papers that held on the day of packing, 16 July: a paper of one day counts on that day. */
static void
test_brand (Fixture *fixture, gconstpointer practice)
{
  g_autofree gchar *text = house_text (fixture->house, CASE, NULL, "en", 200);

  assert_has (text, "<img class=\"picture\" src=\"/p/" HOUSE_PICTURE "\" alt=\"Picture of the brand Shuanglong Plum\" "
                    "loading=\"lazy\"");
  assert_has (text, "<dt>Green food</dt><dd>LB-15, 绿色食品中心, until 16 July 2026</dd>");
  assert_has (text, "<dt>Test report</dt><dd>NC-7, until 9 July 2027</dd>");
  assert_not (text, "OVER-1");
  assert_not (text, "LATER-2");
}

static void
test_picture (Fixture *fixture, gconstpointer practice)
{
  GuoPage page;

  house_page (fixture->house, "/p/" HOUSE_PICTURE, NULL, NULL, &page);
  g_assert_cmpuint (page.status, ==, 200);
  g_assert_cmpstr (page.content_type, ==, "image/png");
  g_assert_cmpstr (page.cache, ==, "public, max-age=31536000, immutable");
  g_assert_cmpstr (header (&page, "X-Content-Type-Options"), ==, "nosniff");
  g_assert_cmpuint (g_bytes_get_size (page.body), ==, 6);
  guo_page_clear (&page);
  house_page (fixture->house, "/p/0000000000000000000000000000000000000000000000000000000000000000", NULL, NULL, &page);
  g_assert_cmpuint (page.status, ==, 404);
  g_assert_cmpstr (page.cache, ==, "no-store");
  guo_page_clear (&page);
}

static void
test_lot (Fixture *fixture, gconstpointer practice)
{
  g_autofree gchar *text = house_text (fixture->house, LOT, "lang=en", "zh", 200);

  assert_has (text, "<dt>Net content of a case</dt><dd>5 kg</dd>");
  assert_has (text, "<dt>Cases</dt><dd>260</dd>");
  assert_not (text, "Compare with the case");
  assert_not (text, HOUSE_SERIAL);
}

static void
test_case_without_lot (Fixture *fixture, gconstpointer practice)
{
  g_autofree gchar *text = house_text (fixture->house, "/01/" HOUSE_GTIN "/21/" HOUSE_SERIAL, NULL, "en", 200);

  assert_has (text, "<b>000128</b>");
  assert_has (text, "href=\"" LOT "\"");
}

static void
test_unknown_case (Fixture *fixture, gconstpointer practice)
{
  g_autofree gchar *text = house_text (fixture->house, LOT "/21/6A999999XXXX", NULL, "en", 200);

  assert_has (text, "This case is not in our records");
  assert_has (text, "6A999999XXXX");
  assert_has (text, "Green crisp plum");
  assert_not (text, "Compare with the case");
}

static void
test_void_case (Fixture *fixture, gconstpointer practice)
{
  g_autofree gchar *text = house_text (fixture->house, LOT "/21/" HOUSE_VOID_SERIAL, NULL, "en", 200);

  assert_has (text, "This case was withdrawn from the record");
  assert_has (text, "tel:023-57600000");
}

static void
test_unknown_lot (Fixture *fixture, gconstpointer practice)
{
  static const gchar *const paths[] = { "/01/" HOUSE_GTIN "/10/NOPE", "/01/" HOUSE_GTIN,
                                        "/01/" HOUSE_GTIN "/21/6A999999XXXX",
                                        "/01/" HOUSE_GTIN "/10/NOPE/21/" HOUSE_SERIAL };

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree gchar *text = house_text (fixture->house, paths[i], NULL, "en", 404);

      assert_has (text, "This code was not found");
      assert_has (text, "Scan the code once more");
    }
}

static void
test_resolver (Fixture *fixture, gconstpointer practice)
{
  g_autofree gchar *description = house_text (fixture->house, "/.well-known/gs1resolver", NULL, NULL, 200);
  g_autofree gchar *linkset = house_text (fixture->house, CASE, "linkType=linkset", "en", 200);
  g_autofree gchar *none = house_text (fixture->house, CASE, "linkType=gs1:epcis", "en", 404);
  json_t *json = json_loads (linkset, 0, NULL);
  GuoPage page;

  assert_has (none, "This code was not found");
  assert_has (description, "\"resolverRoot\": \"https://trace.example.cn\"");
  g_assert_cmpstr (json_string_value (json_object_get (
                     json_array_get (json_object_get (json, "linkset"), 0), "anchor")), ==,
                   "https://trace.example.cn" CASE);
  json_decref (json);
  house_page (fixture->house, CASE, "linkType=gs1:pip", "en", &page);
  g_assert_cmpuint (page.status, ==, 307);
  g_assert_cmpstr (page.location, ==, CASE);
  guo_page_clear (&page);
}

static void
test_cooperative (Fixture *fixture, gconstpointer practice)
{
  g_autofree gchar *text = house_text (fixture->house, "/c/" HOUSE_CODE, NULL, "en", 200);
  g_autofree gchar *link = g_strdup_printf ("href=\"?delivery=%" G_GINT64_FORMAT "\"", fixture->house->delivery);

  /* 39 crates of 21.60 kg and the numbers' hundredths, without the void one: 842.40 + 7.90 */
  assert_has (text, "850.30");
  assert_has (text, "as of 16 July, 14:03");
  assert_has (text, link);
  assert_has (text, "Green crisp plum");
  assert_has (text, "&lt;script&gt;alert(&quot;&#39;&amp;&quot;)&lt;/script&gt;");
  assert_not (text, HOUSE_EVIL);
  assert_not (text, "0716-02");
  assert_not (text, "98.14");               /* the other cooperative's crate */
  g_assert_cmpuint (gzip_size (text), <=, 14 * 1024);
}

static void
test_delivery (Fixture *fixture, gconstpointer practice)
{
  g_autofree gchar *query = g_strdup_printf ("delivery=%" G_GINT64_FORMAT, fixture->house->delivery);
  g_autofree gchar *text = house_text (fixture->house, "/c/" HOUSE_CODE, query, "en", 200);

  assert_has (text, "Delivery 0716-01");
  assert_has (text, "<tr><td>1</td><td class=\"n\">23.46</td><td class=\"n\">1.85</td><td class=\"n\"><b>21.61</b>");
  assert_has (text, "<td>17 ✎</td>");
  assert_has (text, "typed by hand: 秤坏了");
  assert_has (text, "<s>23.75</s>");
  assert_has (text, "void: weighed twice");
  assert_has (text, "<b>850.30 kg</b>");
  assert_not (text, "▨</td>");
  g_assert_cmpuint (gzip_size (text), <=, 14 * 1024);
}

static gint64
lot_of (House *house)
{
  g_autofree gchar *params = g_strdup_printf ("{\"delivery\":%" G_GINT64_FORMAT "}", house->delivery);
  g_autoptr(json_t) lot = store_row (house->store, "lots", params);

  return json_integer_value (json_object_get (lot, "id"));
}

/* What is taken off can be recomputed: rule, rounding, what it was before; what is void stands there, struck. */
static void
test_deductions (Fixture *fixture, gconstpointer practice)
{
  Store *store = fixture->house->store;
  const gint64 lot = lot_of (fixture->house);
  g_autofree gchar *query = g_strdup_printf ("delivery=%" G_GINT64_FORMAT, fixture->house->delivery);
  g_autofree gchar *before = house_text (fixture->house, "/c/" HOUSE_CODE, query, "en", 200);
  g_autofree gchar *text = NULL;
  gint64 leaf, water;

  assert_not (before, "Deductions");
  water = store_append (store, "deduction.applied", NULL,
                        "{\"lot\":%r,\"kind\":\"percent\",\"ppm\":20000,\"round_mg\":50000,\"reason\":\"water\"}",
                        NULL, "{}", lot);
  store_append (store, "deduction.applied", "{\"replaces\":%r}",
                "{\"lot\":%r,\"kind\":\"percent\",\"ppm\":15000,\"round_mg\":50000,\"reason\":\"water\",\"text\":"
                "\"<b>rain</b>\"}",
                NULL, "{}", water, lot);
  leaf = store_append (store, "deduction.applied", NULL,
                       "{\"lot\":%r,\"kind\":\"mass\",\"mg\":2500000,\"round_mg\":50000,\"reason\":\"leaf\"}", NULL,
                       "{}", lot);
  store_append (store, "fact.voided", "{\"of\":%r,\"reason\":\"wrong-amount\"}", NULL, NULL, "{}", leaf);
  text = house_text (fixture->house, "/c/" HOUSE_CODE, query, "en", 200);
  assert_has (text, "Water 1.5 %, rounded to 0.05 kg");
  assert_has (text, "corrected, first 2 %");
  assert_has (text, "&lt;b&gt;rain&lt;/b&gt;");
  assert_has (text, "−12.75"); /* 1.5 % of 850.30 is 12.7545 */
  assert_has (text, "<td>Payable</td><td class=\"n\">837.55</td>");
  assert_has (text, "<s>Leaves and stems 2.50 kg</s>");
  assert_has (text, "void: wrong figure");
}

/* A truck that waits is said; one that was weighed twice shows both figures. */
static void
test_trucks (Fixture *fixture, gconstpointer practice)
{
  Store *store = fixture->house->store;
  const gint64 lot = lot_of (fixture->house);
  g_autofree gchar *query = g_strdup_printf ("delivery=%" G_GINT64_FORMAT, fixture->house->delivery);
  g_autofree gchar *waiting = NULL;
  g_autofree gchar *weighed = NULL;
  gint64 truck;

  truck = store_append (store, "vehicle.weighed", NULL,
                        "{\"lot\":%r,\"mg\":7000000000,\"vehicle\":\"渝F·00A99\",\"mode\":\"stable\"}", NULL, "{}",
                        lot);
  waiting = house_text (fixture->house, "/c/" HOUSE_CODE, query, "en", 200);
  assert_has (waiting, "truck 渝F·00A99: first weighing 7\u202f000.00 kg, the second is to come");
  store_append (store, "weighing.recorded", NULL,
                "{\"no\":41,\"lot\":%r,\"crates\":80,\"mode\":\"stable\",\"tare_source\":\"vehicle\",\"gross_mg\":"
                "7000000000,\"tare_mg\":3148000000,\"net_mg\":3852000000,\"vehicle_weighing\":%r}",
                NULL, "{\"vehicle_mg\":3000000000}", lot, truck);
  weighed = house_text (fixture->house, "/c/" HOUSE_CODE, query, "en", 200);
  assert_not (weighed, "the second is to come");
  assert_has (weighed, "truck 渝F·00A99: loaded 7\u202f000.00, empty 3\u202f000.00, crates 148.00");
}

/* Never was, was withdrawn, malformed, somebody else's delivery: one and the same answer. */
static void
test_no_oracle (Fixture *fixture, gconstpointer practice)
{
  g_autofree gchar *query = g_strdup_printf ("delivery=%" G_GINT64_FORMAT, fixture->house->foreign);
  g_autofree gchar *unknown = house_text (fixture->house, "/c/AAAAAAAAAAAAAAAAAAAAAAAAAA", NULL, "en", 404);
  g_autofree gchar *withdrawn = house_text (fixture->house, "/c/" HOUSE_WITHDRAWN, NULL, "en", 404);
  g_autofree gchar *malformed = house_text (fixture->house, "/c/x/../y", NULL, "en", 404);
  g_autofree gchar *foreign = house_text (fixture->house, "/c/" HOUSE_CODE, query, "en", 404);
  g_autofree gchar *huge = house_text (fixture->house, "/c/" HOUSE_CODE, "delivery=99999999999999999999", "en", 200);

  g_assert_cmpstr (unknown, ==, withdrawn);
  g_assert_cmpstr (unknown, ==, malformed);
  assert_has (foreign, "This link opens nothing");
  assert_not (foreign, "0716-02");
  assert_has (huge, "Deliveries");
}

static void
test_headers (Fixture *fixture, gconstpointer practice)
{
  static const gchar *const private[] = { "/c/" HOUSE_CODE, "/c/" HOUSE_WITHDRAWN, "/c/x" };
  GuoPage page;

  for (gsize i = 0; i < G_N_ELEMENTS (private); i++)
    {
      house_page (fixture->house, private[i], NULL, NULL, &page);
      g_assert_cmpstr (page.cache, ==, "private, no-store");
      g_assert_cmpstr (header (&page, "Referrer-Policy"), ==, "no-referrer");
      g_assert_cmpstr (header (&page, "X-Robots-Tag"), ==, "noindex, nofollow");
      guo_page_clear (&page);
    }
  house_page (fixture->house, CASE, NULL, NULL, &page);
  g_assert_cmpstr (page.cache, ==, "public, max-age=60");
  g_assert_cmpstr (header (&page, "Content-Language"), ==, "zh-CN");
  assert_has (header (&page, "Content-Security-Policy"), "default-src 'none'; style-src 'sha256-");
  guo_page_clear (&page);
  house_page (fixture->house, "/v1/status", NULL, NULL, &page);
  g_assert_cmpuint (page.status, ==, 404);
  g_assert_cmpstr (page.cache, ==, "no-store");
  guo_page_clear (&page);
}

static void
test_practice (Fixture *fixture, gconstpointer practice)
{
  g_autofree gchar *query = g_strdup_printf ("delivery=%" G_GINT64_FORMAT, fixture->house->delivery);
  g_autofree gchar *page = house_text (fixture->house, CASE, NULL, "en", 200);
  g_autofree gchar *delivery = house_text (fixture->house, "/c/" HOUSE_CODE, query, "en", 200);
  g_autofree gchar *lost = house_text (fixture->house, "/nowhere", NULL, "en", 404);

  assert_has (page, "▨ Practice: simulated data, sample only");
  assert_has (page, "▨ simulated");
  assert_has (delivery, "<td>17 ✎ ▨</td>");
  assert_has (lost, "▨ Practice");
}

/* What stands in {{_ …}} stands in words.c, where xgettext finds it, and nothing else does. */
static void
test_words (void)
{
  g_autofree gchar *folder = g_build_filename (g_getenv ("WEB_PAGES"), NULL);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr(GHashTable) used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint listed = 0;
  const gchar *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree gchar *path = g_build_filename (folder, name, NULL);
      g_autofree gchar *text = NULL;

      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      for (gchar *at = strstr (text, "{{_"); at != NULL; at = strstr (at + 1, "{{_"))
        g_hash_table_add (used, g_strstrip (g_strndup (at + 3, (gsize) (strstr (at, "}}") - at - 3))));
    }
  for (; guo_web_words[listed] != NULL; listed++)
    if (!g_hash_table_contains (used, guo_web_words[listed]))
      g_error ("words.c lists what no template says: %s", guo_web_words[listed]);
  g_assert_cmpuint (g_hash_table_size (used), ==, listed);
}

/* The language changes from page to page, whichever came first, and though the text domain is the process's
 * own. The translation is a file of one sentence. */
static void
test_languages (Fixture *fixture, gconstpointer practice)
{
  static const gchar *const accepted[] = { "en", "zh-CN", "en", "zh-CN" };
  g_autofree gchar *folder = g_dir_make_tmp ("guo-words-XXXXXX", NULL);
  g_autofree gchar *inner = g_build_filename (folder, "zh_CN", "LC_MESSAGES", NULL);
  g_autofree gchar *outer = g_build_filename (folder, "zh_CN", NULL);
  g_autofree gchar *file = g_build_filename (inner, GETTEXT_PACKAGE ".mo", NULL);
  g_autoptr(GFile) from = g_file_new_for_path (g_getenv ("WEB_WORDS"));
  g_autoptr(GFile) to = g_file_new_for_path (file);
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (inner, 0700), ==, 0);
  g_file_copy (from, to, G_FILE_COPY_NONE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  bindtextdomain (GETTEXT_PACKAGE, folder);
  textdomain (GETTEXT_PACKAGE);
  for (gsize i = 0; i < G_N_ELEMENTS (accepted); i++)
    {
      g_autofree gchar *text = house_text (fixture->house, CASE, NULL, accepted[i], 200);

      assert_has (text, i % 2 == 0 ? "<dt>Net content</dt>" : "<dt>净含量</dt>");
    }
  g_remove (file);
  g_rmdir (inner);
  g_rmdir (outer);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const gchar *name;
    gboolean practice;
    void (*test) (Fixture *fixture, gconstpointer practice);
  } tests[] = {
    { "case", FALSE, test_case },
    { "lot", FALSE, test_lot },
    { "brand", FALSE, test_brand },
    { "picture", FALSE, test_picture },
    { "case-without-lot", FALSE, test_case_without_lot },
    { "unknown-case", FALSE, test_unknown_case },
    { "void-case", FALSE, test_void_case },
    { "unknown-lot", FALSE, test_unknown_lot },
    { "resolver", FALSE, test_resolver },
    { "cooperative", FALSE, test_cooperative },
    { "delivery", FALSE, test_delivery },
    { "deductions", FALSE, test_deductions },
    { "trucks", FALSE, test_trucks },
    { "no-oracle", FALSE, test_no_oracle },
    { "headers", FALSE, test_headers },
    { "practice", TRUE, test_practice },
    { "languages", FALSE, test_languages },
  };

  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree gchar *path = g_strconcat ("/web/pages/", tests[i].name, NULL);

      g_test_add (path, Fixture, GINT_TO_POINTER (tests[i].practice), set_up, tests[i].test, tear_down);
    }
  g_test_add_func ("/web/words", test_words);
  return g_test_run ();
}
