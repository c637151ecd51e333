/* The pages of a cooperative, behind its link: what it delivered, what was taken off, and nobody else's rows. */
#include "tests/web/page-test.h"

#include <locale.h>
#include <string.h>

#define BRIX \
  "{\"kind\":\"limit\",\"state\":\"failed\",\"title\":\"可溶性固形物\",\"title_en\":\"soluble solids\",\"op\":\">=\"," \
  "\"bound\":\"10\",\"value\":\"9.8\",\"unit\":\"°Bx\"}"
#define ROT \
  "{\"kind\":\"tolerance\",\"state\":\"ok\",\"title\":\"腐烂\",\"title_en\":\"rot\",\"by\":\"number\"," \
  "\"allowed_percent\":\"5\",\"found\":1,\"inspected\":50}"

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

/* The drawing that is called @title, without what stands around it. */
static gchar *
drawing_of (const gchar *page, const gchar *title)
{
  g_autofree gchar *label = g_strdup_printf ("aria-label=\"%s\"", title);
  const gchar *at = strstr (page, label);

  g_assert_nonnull (at);
  return g_strndup (at, (gsize) (strstr (at, "</svg>") - at));
}

/* Each row of the drawing stands in the table below it: the same name, share and kilograms. */
static void
test_shares (Fixture *fixture, gconstpointer practice)
{
  g_autofree gchar *text = house_text (fixture->house, "/c/" HOUSE_CODE, NULL, "en", 200);
  g_autofree gchar *varieties = drawing_of (text, "Shares of the varieties");
  g_autofree gchar *growers = drawing_of (text, "Shares of the growers");
  g_autofree gchar *classes = drawing_of (text, "Shares of the classes");

  assert_has (varieties, ">80.2%</text>");
  assert_has (varieties, ">1\u202f676\u00a0kg</text>");
  assert_has (text, "<td>Green crisp plum <small>80.2%</small></td><td class=\"n\">77</td><td class=\"n\"><b>1\u202f675.73</b>");
  assert_has (varieties, ">19.8%</text>");
  assert_has (varieties, ">414\u00a0kg</text>");
  assert_has (text, "<td>Late crisp plum <small>19.8%</small></td><td class=\"n\">19</td><td class=\"n\"><b>414.43</b>");
  assert_has (classes, ">Extra</text>");
  assert_has (text, "<tr><td>Extra</td><td class=\"n\">23.4%</td><td class=\"n\"><b>490.00</b></td></tr><tr><td>Class I</td>");
  assert_has (text, "<tr><td>no class</td><td class=\"n\">70.1%</td>");
  assert_has (growers, ">冉启明</text>");
  assert_has (growers, ">198\u00a0kg</text>");
  assert_has (text, "<td>冉启明 <small>9.5%</small></td><td class=\"n\">9</td><td class=\"n\"><b>197.93</b>");
  assert_has (growers, ">Others (3)</text>"); /* whose rows are in the table */
  assert_has (text, "<td>马方术 <small>1.0%</small>");
  assert_has (growers, "&lt;script&gt;");
  assert_not (growers, "<script");
}

/* Where the bars of the season stand, in hundredths of the width from the left. */
static GArray *
bars_of (const gchar *drawing)
{
  GArray *bars = g_array_new (FALSE, FALSE, sizeof (gdouble));
  const gchar *group = strstr (drawing, "<g class=\"a\">");
  const gchar *end = group == NULL ? NULL : strstr (group, "</g>");

  for (const gchar *at = group; at != NULL && (at = strstr (at, "<rect x=\"")) != NULL && at < end; at++)
    {
      gdouble x = g_ascii_strtod (at + strlen ("<rect x=\""), NULL);

      g_array_append_val (bars, x);
    }
  return bars;
}

/* 25 June to 16 July are 22 days, and nothing came on two of them: a bar for each of the others, and a gap. */
static void
test_days (Fixture *fixture, gconstpointer practice)
{
  static const guint missing[] = { 12, 18 }; /* after so many bars: 7 and 14 July */
  g_autofree gchar *text = house_text (fixture->house, "/c/" HOUSE_CODE, NULL, "en", 200);
  g_autofree gchar *days = drawing_of (text, "Net mass of each day");
  g_autoptr(GArray) bars = bars_of (days);
  gdouble step;

  g_assert_cmpuint (bars->len, ==, 20);
  step = g_array_index (bars, gdouble, 1) - g_array_index (bars, gdouble, 0);
  for (guint i = 1; i < bars->len; i++)
    {
      gdouble wide = g_array_index (bars, gdouble, i) - g_array_index (bars, gdouble, i - 1);
      guint n = i == missing[0] || i == missing[1] ? 2 : 1;

      g_assert_cmpfloat_with_epsilon (wide, n * step, 0.05);
    }
  assert_has (days, "<g class=\"o\"><line"); /* the season before: two days beside each other */
  assert_has (text, "<b></b> 2026 <i></i> 2025");
  assert_has (text, "<td>13 July</td><td>Late crisp plum</td><td class=\"n\">4</td><td class=\"n\"><b>91.38</b>");
  assert_not (text, "<td>14 July</td>");
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
  assert_has (text, "<td>Extra<br><small>QS-0716-01</small></td><td class=\"n\">78.4%</td><td class=\"n\"><b>490.00</b>");
  assert_has (text, "<td>Class I<br><small>QS-0716-01 · by proportion</small></td><td class=\"n\">21.6%</td><td class=\"n\"><b>135.00</b>");
  assert_has (text, "By proportion: this fruit ran");
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
/* What was measured, against which limit; what is held, why, and who released it: by office, not by name. */
static void
test_samples (Fixture *fixture, gconstpointer practice)
{
  House *house = fixture->house;
  g_autofree gchar *query = g_strdup_printf ("delivery=%" G_GINT64_FORMAT, house->delivery);
  gint64 sample = store_append (house->store, "sample.measured", NULL, "{\"lot\":%r,\"content\":{\"values\":[]}}", NULL,
                                "{\"judged\":{\"state\":\"failed\",\"results\":[" BRIX "," ROT "]}}", house->graded);
  gint64 hold = store_append (house->store, "hold.placed", "{\"lot\":%r,\"run\":null}", NULL, NULL,
                              "{\"stops\":\"packing\",\"failed\":[" BRIX "],\"sample\":%r}", house->graded, sample);
  g_autofree gchar *held = house_text (house, "/c/" HOUSE_CODE, query, "en", 200);
  g_autofree gchar *list = house_text (house, "/c/" HOUSE_CODE, NULL, "en", 200);
  g_autofree gchar *after = NULL, *list_after = NULL;

  assert_has (held, "<td>▲ soluble solids</td><td class=\"n\">≥ 10 °Bx</td><td class=\"n\">9.8</td>");
  assert_has (held, "<td>✓ rot</td><td class=\"n\">≤ 5 %</td><td class=\"n\">1 / 50</td>");
  assert_has (held, "▲ failed</caption>");
  assert_has (held, "■ R-0716-01-1 held since");
  assert_has (held, "soluble solids 9.8, limit ≥ 10 °Bx");
  assert_has (list, "0716-01 · Green crisp plum · still open · ■ on hold");
  store_append (house->store, "hold.released", "{\"hold\":%r}", NULL, NULL, "{\"reason\":\"second sample sweet\"}", hold);
  after = house_text (house, "/c/" HOUSE_CODE, query, "en", 200);
  list_after = house_text (house, "/c/" HOUSE_CODE, NULL, "en", 200);
  assert_has (after, "by a supervisor of the sorting centre: second sample sweet");
  assert_not (after, "■");
  assert_not (list_after, "on hold");
}

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

int
main (int argc, char **argv)
{
  static const PageTest tests[] = {
    { "cooperative", FALSE, test_cooperative },
    { "shares", FALSE, test_shares },
    { "days", FALSE, test_days },
    { "delivery", FALSE, test_delivery },
    { "deductions", FALSE, test_deductions },
    { "trucks", FALSE, test_trucks },
    { "samples", FALSE, test_samples },
    { "no-oracle", FALSE, test_no_oracle },
  };

  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  page_tests_add ("/web/cooperative", tests, G_N_ELEMENTS (tests));
  return g_test_run ();
}
