/* The pages of buyers, and what all public pages share: content, marks, escaping, size, what stays hidden. English
 * words here, so that no translation need be built; the Chinese pages are looked at in pages.test.mjs. */
#include "tests/web/page-test.h"

#include "station/web/words.h"

#include <locale.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#define LOT "/01/" HOUSE_GTIN "/10/" HOUSE_LOT
#define CASE LOT "/21/" HOUSE_SERIAL

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
  assert_has (text, "16 July graded</b><span class=\"dim\">scheme Plum classes, version 2026-1</span>");
  assert_has (text, "巫山脆李: licence W-12");
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
  assert_has (text, "may be a fake");
  assert_has (text, "tel:023-57600000");
  assert_has (text, "6A999999XXXX");
  assert_has (text, "Green crisp plum");
  assert_not (text, "Compare with the case");
}

static void
test_void_case (Fixture *fixture, gconstpointer practice)
{
  g_autofree gchar *text = house_text (fixture->house, LOT "/21/" HOUSE_VOID_SERIAL, NULL, "en", 200);

  assert_has (text, "This case was withdrawn from the record");
  assert_has (text, "do not rely on");
  assert_has (text, "tel:023-57600000");
}

/* A buyer reads that the lot is held back, and not why; after the release nothing. What is withdrawn warns of worse. */
static void
test_held (Fixture *fixture, gconstpointer practice)
{
  House *house = fixture->house;
  gint64 hold = store_append (house->store, "hold.placed", "{\"lot\":%r,\"run\":null}", NULL, NULL,
                              "{\"stops\":\"packing\",\"reason\":\"smells of spray\"}", house->graded);
  g_autofree gchar *one = house_text (house, LOT "/21/" HOUSE_SERIAL, NULL, "en", 200);
  g_autofree gchar *lot = house_text (house, LOT, NULL, "en", 200);
  g_autofree gchar *gone = house_text (house, LOT "/21/" HOUSE_VOID_SERIAL, NULL, "en", 200);
  g_autofree gchar *after = NULL;

  assert_has (one, "This lot is on hold");
  assert_has (one, "tel:023-57600000");
  assert_not (one, "spray");
  assert_has (lot, "This lot is on hold");
  assert_not (gone, "on hold");
  g_free (g_steal_pointer (&gone));
  gone = house_text (house, "/00/" HOUSE_SSCC, NULL, "en", 200);
  assert_has (gone, "Fruit on this pallet is on hold");
  assert_has (gone, HOUSE_LOT " · 5 kg · 16 July · ■ on hold</small>");
  assert_has (gone, "60716-015 · 2.5 kg · 16 July</small>");
  store_append (house->store, "hold.released", "{\"hold\":%r}", NULL, NULL, "{\"reason\":\"looked at\"}", hold);
  after = house_text (house, LOT "/21/" HOUSE_SERIAL, NULL, "en", 200);
  assert_not (after, "on hold");
  g_free (g_steal_pointer (&after));
  after = house_text (house, "/00/" HOUSE_SSCC, NULL, "en", 200);
  assert_not (after, "on hold");
}

/* Who holds the old label finds the case that has the fruit now; that one's own page warns of nothing. */
static void
test_replaced_case (Fixture *fixture, gconstpointer practice)
{
  g_autofree gchar *text = house_text (fixture->house, LOT "/21/" HOUSE_REPLACED_SERIAL, NULL, "en", 200);
  g_autofree gchar *next = house_text (fixture->house, LOT "/21/" HOUSE_SUCCESSOR_SERIAL, NULL, "en", 200);

  assert_has (text, "This case was opened and packed anew");
  assert_has (text, "<a href=\"" LOT "/21/" HOUSE_SUCCESSOR_SERIAL "\">" HOUSE_SUCCESSOR_SERIAL "</a>");
  assert_has (text, "tel:023-57600000");
  assert_not (text, "withdrawn from the record");
  assert_not (next, "class=\"box fault\"");
  assert_not (next, HOUSE_REPLACED_SERIAL);
}

static void
test_reserved_case (Fixture *fixture, gconstpointer practice)
{
  g_autofree gchar *text = house_text (fixture->house, LOT "/21/" HOUSE_RESERVED_SERIAL, NULL, "en", 200);
  g_autofree gchar *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, HOUSE_RESERVED_SERIAL, -1);
  g_autofree gchar *row = g_strdup_printf ("<tr class=\"mine\"><td>%.32s", hash);

  assert_has (text, "This label is on no case yet");
  assert_has (text, "tel:023-57600000");
  assert_not (text, "withdrawn from the record");
  assert_has (text, "All cases of this lot (260)");   /* it is none of them */
  assert_not (text, row);
}

/* Lots lead to their pages; the numbers of cases, the buyer and the order are not for who can count SSCCs. */
static void
test_pallet (Fixture *fixture, gconstpointer practice)
{
  g_autofree gchar *text = house_text (fixture->house, "/00/" HOUSE_SSCC, NULL, "en", 200);
  g_autofree gchar *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "6A000901DDDD", -1);
  g_autofree gchar *off = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "6A000903FFFF", -1);

  hash[32] = '\0';
  off[32] = '\0';
  assert_has (text, "<h1>Pallet</h1>");
  assert_has (text, "pallet 3 · SSCC " HOUSE_SSCC "</p>");
  assert_has (text, "<dt>Cases</dt><dd>4</dd>");
  assert_has (text, "<dt>Net content</dt><dd>15 kg</dd>");
  assert_has (text, "<a href=\"" LOT "\">Green crisp plum · Special class</a><small>" HOUSE_LOT " · 5 kg · 16 July</small>"
                    "</td><td class=\"n\"><b>2</b>");
  assert_has (text, "<a href=\"/01/" HOUSE_GTIN "/10/60716-015\">Green crisp plum · First class</a><small>60716-015 · 2.5 kg · "
                    "16 July</small></td><td class=\"n\"><b>2</b>");
  assert_has (text, "All cases of this pallet (4)");
  assert_has (text, hash);
  assert_not (text, off);
  assert_not (text, "6A000901DDDD");
  assert_not (text, "ZZZZ");
  assert_not (text, "果行");
  assert_not (text, "S-0716-09");
  assert_not (text, "still being packed");
  assert_not (text, "class=\"box fault\"");
  g_assert_cmpuint (gzip_size (text), <=, 14 * 1024);
}

static void
test_other_pallets (Fixture *fixture, gconstpointer practice)
{
  g_autofree gchar *open = house_text (fixture->house, "/00/" HOUSE_OPEN_SSCC, NULL, "en", 200);
  g_autofree gchar *gone = house_text (fixture->house, "/00/" HOUSE_VOID_SSCC, NULL, "en", 200);
  g_autofree gchar *absent = house_text (fixture->house, "/00/" HOUSE_ABSENT_SSCC, NULL, "en", 404);
  g_autofree gchar *linkset = house_text (fixture->house, "/00/" HOUSE_SSCC, "linkType=linkset", "en", 200);

  assert_has (open, "There is no case on this pallet now.");
  assert_has (open, "still being packed");
  assert_not (open, "class=\"tiles\"");
  assert_has (gone, "This pallet was withdrawn from the record");
  assert_has (gone, "tel:023-57600000");
  assert_has (absent, "This code was not found");
  assert_has (absent, HOUSE_ABSENT_SSCC);
  assert_has (absent, "may be a fake");
  assert_has (linkset, "\"https://trace.example.cn/00/" HOUSE_SSCC "\"");
  house_change (fixture->house, "DROP TRIGGER event_update; UPDATE event SET public = replace(public, 'pallet', 'carton') WHERE type = 'pallet.built'");
  g_free (g_steal_pointer (&gone));
  gone = house_text (fixture->house, "/00/" HOUSE_SSCC, NULL, "en", 200);
  assert_has (gone, "This record is damaged");
}

/* Whoever changes the record of the lot, or what the log's key has signed, is found by the page itself. */
static void
test_damaged (Fixture *fixture, gconstpointer practice)
{
  static const gchar *const changes[] = { HOUSE_CHANGE_LOT, HOUSE_CHANGE_SIGNED };
  g_autofree gchar *before = house_text (fixture->house, CASE, NULL, "en", 200);

  assert_not (before, "This record is damaged");
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr(House) house = house_new (FALSE);
      g_autofree gchar *text = NULL;

      house_change (house, changes[i]);
      text = house_text (house, CASE, NULL, "en", 200);
      assert_has (text, "This record is damaged");
      assert_has (text, "do not rely on");
    }
}

/* Who promises on the page is who promises on the label, in the label's words. */
static void
test_promises (Fixture *fixture, gconstpointer practice)
{
  g_autofree gchar *producer = house_text (fixture->house, CASE, NULL, "en", 200);
  g_autofree gchar *buyer = NULL;
  g_autofree gchar *nobody = NULL;

  assert_has (producer, "<dt>Who promises</dt><dd>Qingshiba Cooperative</dd>");
  assert_has (producer, "<dt>Certificate number</dt><dd>0716-21</dd>");
  assert_has (producer, "承诺：未使用国家禁用的农药");
  assert_has (producer, "The cooperative issued this certificate.");
  house_set_ground (fixture->house, "own-test");
  buyer = house_text (fixture->house, CASE, NULL, "en", 200);
  assert_has (buyer, "<dt>Who promises</dt><dd>Futian Fruit Sorting Centre</dd>");
  assert_has (buyer, "<dt>Contact</dt><dd>023-5760 0000</dd>");
  assert_has (buyer, "承诺：已按规定收取并保存");
  assert_has (buyer, "✓自行检测合格");
  assert_has (buyer, "its own test, passed");
  house_change (fixture->house, HOUSE_NO_CERTIFICATES);
  nobody = house_text (fixture->house, CASE, NULL, "en", 200);
  assert_has (nobody, "No such certificate is recorded for this lot.");
  assert_not (nobody, "Who promises");
  assert_not (nobody, "承诺：");
}

static void
test_busy (void)
{
  GuoPage page;
  g_autofree gchar *text = NULL;

  guo_web_busy (&page);
  text = g_strndup (g_bytes_get_data (page.body, NULL), g_bytes_get_size (page.body));
  g_assert_cmpuint (page.status, ==, 503);
  g_assert_cmpstr (page.cache, ==, "no-store");
  assert_has (text, "请过一分钟再打开");
  assert_has (text, "Please open it again in a minute");
  guo_page_clear (&page);
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
      assert_has (text, "may be a fake");
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
  static const PageTest tests[] = {
    { "case", FALSE, test_case },
    { "lot", FALSE, test_lot },
    { "brand", FALSE, test_brand },
    { "picture", FALSE, test_picture },
    { "case-without-lot", FALSE, test_case_without_lot },
    { "unknown-case", FALSE, test_unknown_case },
    { "void-case", FALSE, test_void_case },
    { "held", FALSE, test_held },
    { "replaced-case", FALSE, test_replaced_case },
    { "reserved-case", FALSE, test_reserved_case },
    { "pallet", FALSE, test_pallet },
    { "other-pallets", FALSE, test_other_pallets },
    { "damaged", FALSE, test_damaged },
    { "promises", FALSE, test_promises },
    { "unknown-lot", FALSE, test_unknown_lot },
    { "resolver", FALSE, test_resolver },
    { "headers", FALSE, test_headers },
    { "practice", TRUE, test_practice },
    { "languages", FALSE, test_languages },
  };

  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  page_tests_add ("/web/pages", tests, G_N_ELEMENTS (tests));
  g_test_add_func ("/web/busy", test_busy);
  g_test_add_func ("/web/words", test_words);
  return g_test_run ();
}
