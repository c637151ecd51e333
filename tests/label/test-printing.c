/* From a packed case to paper: the printer's thread against simulated printers with every fault. */
#include "station/bytes.h"
#include "station/label/case-label.h"
#include "station/print-marker.h"
#include "station/printing.h"
#include "station/station-private.h"
#include "tests/label/shop.h"

#include <string.h>

static void
test_out (void)
{
  Shop shop;
  g_autoptr(json_t) packed = NULL;
  g_autoptr(GuoBitmap) expected = NULL;

  shop_open (&shop, "zpl", "ready");
  packed = shop_pack (&shop, 3, 5000000);
  shop_start (&shop);
  for (gsize i = 0; i < 3; i++)
    await_state (&shop, packed, i, "out");
  shop_stop (&shop);
  g_assert_cmpuint (printed (&shop), ==, 3);
  expected = guo_case_label_paint (shop.f.station, guo_station_db (shop.f.station), serial_of (packed, 1), 1,
                                   "case-60x40", 203, NULL);
  g_assert_true (guo_bitmap_equal (g_ptr_array_index (shop.paper, 1), expected));
  shop_close (&shop);
}

/* What never answers gets its job, and never proves anything. */
static void
test_silence_stays_sent (void)
{
  Shop shop;
  g_autoptr(json_t) packed = NULL;

  shop_open (&shop, "zpl", "silence");
  packed = shop_pack (&shop, 2, 5000000);
  shop_start (&shop);
  await_state (&shop, packed, 0, "sent");
  await_state (&shop, packed, 1, "sent");
  shop_stop (&shop);
  shop_start (&shop);
  g_usleep (G_USEC_PER_SEC / 2);
  assert_state (&shop, packed, 0, "sent");
  g_assert_cmpuint (printed (&shop), ==, 2); /* not sent again after the restart */
  shop_close (&shop);
}

/* Paper that ends under a label stops the run: whether it is good only a person can see. */
static void
test_paper_out_stops (void)
{
  Shop shop;
  g_autoptr(json_t) packed = NULL;
  g_autoptr(json_t) answer = NULL;
  g_autofree gchar *path = NULL;

  shop_open (&shop, "zpl", "paper-out:1");
  path = g_strdup_printf ("/v1/printers/%" G_GINT64_FORMAT "/resume", shop.device);
  packed = shop_pack (&shop, 3, 5000000);
  shop_start (&shop);
  await_state (&shop, packed, 0, "out");
  await_state (&shop, packed, 1, "doubtful");
  g_assert_true (guo_printer_sim_control (guo_printer_server_sim (shop.printer), "paper in", NULL));
  g_usleep (G_USEC_PER_SEC / 4);
  assert_state (&shop, packed, 2, "reserved");
  shop_stop (&shop);
  fixture_refused (&shop.f, path, json_pack ("{s:s}", "code", serial_of (packed, 2)), "label-unknown");
  answer = fixture_do (&shop.f, path, json_pack ("{s:s}", "code", serial_of (packed, 1)));
  g_assert_cmpint (json_integer_value (json_object_get (answer, "void")), ==, 0);
  shop_start (&shop);
  await_state (&shop, packed, 2, "out");
  assert_state (&shop, packed, 1, "seen");
  g_assert_cmpuint (printed (&shop), ==, 3);
  shop_close (&shop);
}

static void
test_not_ready_stays_reserved (void)
{
  Shop shop;
  g_autoptr(json_t) packed = NULL;

  shop_open (&shop, "zpl", "paper-out");
  packed = shop_pack (&shop, 1, 5000000);
  shop_start (&shop);
  g_usleep (G_USEC_PER_SEC / 2);
  assert_state (&shop, packed, 0, "reserved");
  g_assert_cmpuint (printed (&shop), ==, 0);
  shop_close (&shop);
}

static void
test_absent_stays_reserved (void)
{
  Shop shop;
  g_autoptr(json_t) packed = NULL;

  shop_open (&shop, "zpl", "ready");
  packed = shop_pack (&shop, 1, 5000000);
  g_clear_pointer (&shop.printer, guo_printer_server_free);
  shop_start (&shop);
  g_usleep (G_USEC_PER_SEC / 2);
  assert_state (&shop, packed, 0, "reserved");
  shop_close (&shop);
}

static void
settle (Shop *self, json_t *packed, const gchar *state)
{
  json_t *box = json_array_get (json_object_get (packed, "cases"), 0);
  g_autofree gchar *path = g_strdup_printf ("/v1/print-jobs/%" JSON_INTEGER_FORMAT "/settle",
                                            json_integer_value (json_object_get (packed, "job")));
  g_autoptr(json_t) answer
    = fixture_do (&self->f, path,
                  json_pack ("{s:O, s:i, s:s}", "unit", json_object_get (box, "id"), "copy", 1, "state", state));

  g_assert_nonnull (answer);
}

/* Broken after its first byte: a person says what came out, and the queue stands until then. */
static void
test_reset_is_doubtful (void)
{
  Shop shop;
  g_autoptr(json_t) packed = NULL;

  shop_open (&shop, "zpl", "reset:300");
  packed = shop_pack (&shop, 2, 5000000);
  shop_start (&shop);
  await_state (&shop, packed, 0, "doubtful");
  g_usleep (G_USEC_PER_SEC / 2);
  assert_state (&shop, packed, 1, "reserved");
  shop_stop (&shop);
  settle (&shop, packed, "void");
  shop_start (&shop);
  await_state (&shop, packed, 1, "out");
  assert_state (&shop, packed, 0, "void");
  g_assert_cmpuint (printed (&shop), ==, 1);
  shop_close (&shop);
}

/* The station died while it was sending: the marker is all that tells. */
static void
test_crash_is_doubtful (void)
{
  Shop shop;
  g_autoptr(json_t) packed = NULL;
  GuoPrintMarker marker;

  shop_open (&shop, "zpl", "ready");
  packed = shop_pack (&shop, 1, 5000000);
  marker = (GuoPrintMarker) { json_integer_value (json_object_get (packed, "job")), 0 };
  g_assert_true (guo_print_marker_set (shop.f.station->folder, shop.device, &marker, NULL));
  shop_start (&shop);
  await_state (&shop, packed, 0, "doubtful");
  g_usleep (G_USEC_PER_SEC / 4);
  g_assert_cmpuint (printed (&shop), ==, 0);
  shop_stop (&shop);
  g_assert_false (guo_print_marker_get (shop.f.station->folder, shop.device, &marker));
  shop_close (&shop);
}

static void
test_reprint_is_marked (void)
{
  Shop shop;
  g_autoptr(json_t) packed = NULL, again = NULL, row = NULL;
  g_autofree gchar *path = NULL, *shown = NULL;
  g_autoptr(GuoBitmap) first = NULL, second = NULL;

  shop_open (&shop, "zpl", "ready");
  packed = shop_pack (&shop, 1, 5000000);
  path = g_strdup_printf ("/v1/cases/%s/reprint", serial_of (packed, 0));
  fixture_refused (&shop.f, path, json_object (), "bad-field");
  again = fixture_do (&shop.f, path, json_pack ("{s:s}", "reason", "撕坏了"));
  g_assert_cmpint (json_integer_value (json_object_get (again, "copy")), ==, 2);
  shop_start (&shop);
  await_state (&shop, again, 0, "out");
  await_state (&shop, packed, 0, "out"); /* what is printed again goes first */
  shop_stop (&shop);
  first = guo_case_label_paint (shop.f.station, guo_station_db (shop.f.station), serial_of (packed, 0), 1,
                                "case-60x40", 203, NULL);
  second = guo_case_label_paint (shop.f.station, guo_station_db (shop.f.station), serial_of (packed, 0), 2,
                                 "case-60x40", 203, NULL);
  g_assert_false (guo_bitmap_equal (first, second));
  g_assert_cmpuint (shop.paper->len, ==, 2);
  g_assert_true (guo_bitmap_equal (g_ptr_array_index (shop.paper, 1), first));
  g_assert_true (guo_bitmap_equal (g_ptr_array_index (shop.paper, 0), second));
  shown = g_strdup_printf ("/v1/print-jobs/%" JSON_INTEGER_FORMAT, json_integer_value (json_object_get (again, "job")));
  row = fixture_get (&shop.f, shown);
  g_assert_cmpstr (json_string_value (json_object_get (row, "reason")), ==, "撕坏了");
  shop_close (&shop);
}

/* Packed before there was a printer: the label waits for the first that is bound. */
static void
test_without_printer (void)
{
  Shop shop;
  g_autoptr(json_t) packed = NULL;
  g_autoptr(GString) live = g_string_new (NULL);
  guint64 since = 0;

  shop_open (&shop, "zpl", NULL);
  packed = shop_pack (&shop, 1, 5000000);
  fixture_make (&shop.f, "/v1/devices",
                json_pack ("{s:s, s:s, s:s}", "name", "模拟标签机", "kind", "printer", "address", "sim:zpl"));
  shop_start (&shop);
  await_state (&shop, packed, 0, "out");
  shop_stop (&shop);
  g_assert_true (guo_live_collect (guo_station_live (shop.f.station), "queue", &since, live));
  g_assert_nonnull (strstr (live->str, serial_of (packed, 0)));
  g_assert_nonnull (strstr (live->str, "\"state\":\"out\""));
  shop_close (&shop);
}

/* What was thrown away, or is void, while its label waited: that is printed for nobody, and the job is not waited for. What
 * is taken back from the waste is printed after all. */
static void
test_gone_is_not_printed (void)
{
  Shop shop;
  g_autoptr(json_t) packed = NULL, scrap = NULL, job = NULL, after = NULL;
  g_autofree gchar *void_path = NULL, *back = NULL, *shown = NULL;

  shop_open (&shop, "zpl", "ready");
  packed = shop_pack (&shop, 3, 5000000);
  shown = g_strdup_printf ("/v1/print-jobs/%" JSON_INTEGER_FORMAT, json_integer_value (json_object_get (packed, "job")));
  scrap = fixture_do (&shop.f, "/v1/scraps", json_pack ("{s:[{s:s}], s:s}", "cases", "serial", serial_of (packed, 0), "reason", "摔坏了"));
  void_path = g_strdup_printf ("/v1/cases/%s/void", serial_of (packed, 1));
  json_decref (fixture_do (&shop.f, void_path, json_pack ("{s:s}", "reason", "数错了")));
  shop_start (&shop);
  await_state (&shop, packed, 2, "out");
  job = fixture_get (&shop.f, shown);
  g_assert_cmpstr (json_string_value (json_object_get (job, "state")), ==, "out");
  g_assert_cmpuint (printed (&shop), ==, 1);
  assert_state (&shop, packed, 0, "reserved");
  back = g_strdup_printf ("/v1/scraps/%" JSON_INTEGER_FORMAT "/void",
                          json_integer_value (json_object_get (json_array_get (json_object_get (scrap, "rows"), 0), "id")));
  json_decref (fixture_do (&shop.f, back, json_pack ("{s:s}", "reason", "是别的箱")));
  await_state (&shop, packed, 0, "out");
  assert_state (&shop, packed, 1, "reserved");
  after = fixture_get (&shop.f, shown);
  g_assert_cmpstr (json_string_value (json_object_get (after, "state")), ==, "out");
  shop_close (&shop);
}

/* A season has millions of jobs: the live lines must not. */
static void
test_live_lines_are_few (void)
{
  Shop shop;
  g_autoptr(GPtrArray) jobs = g_ptr_array_new_with_free_func ((GDestroyNotify) json_decref);
  g_autoptr(GString) live = g_string_new (NULL);
  g_auto(GStrv) lines = NULL;
  guint64 since = 0;
  guint filled = 0;

  shop_open (&shop, "zpl", "ready");
  for (guint i = 0; i < 21; i++)
    {
      json_t *packed = i == 0 ? shop_pack (&shop, 1, 5000000) : NULL;
      g_autofree gchar *path = i == 0 ? NULL
                                      : g_strdup_printf ("/v1/cases/%s/reprint",
                                                         serial_of (g_ptr_array_index (jobs, 0), 0));

      g_ptr_array_add (jobs, i == 0 ? packed : fixture_do (&shop.f, path, json_pack ("{s:s}", "reason", "撕坏了")));
    }
  shop_start (&shop);
  await_state (&shop, g_ptr_array_index (jobs, 0), 0, "out"); /* the last: what is printed again goes first */
  shop_stop (&shop);
  guo_live_collect (guo_station_live (shop.f.station), "queue", &since, live);
  lines = g_strsplit (live->str, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    filled += strlen (lines[i]) > 2 ? 1 : 0;
  g_assert_cmpuint (filled, ==, 20);
  shop_close (&shop);
}

static void
test_refused_before_paper (void)
{
  Shop shop;

  shop_open (&shop, "zpl", "ready");
  fixture_make (&shop.f, "/v1/products",
                json_pack ("{s:I, s:s, s:s}", "replaces", (json_int_t) shop.f.product, "name",
                           "名字长得在任何一张标签上都印不下的脆李", "kind", "plum"));
  fixture_refused (&shop.f, "/v1/cases",
                   json_pack ("{s:I, s:s, s:i, s:i}", "lot", (json_int_t) shop.lot, "grade_class", "special",
                              "nominal_mg", 5000000, "count", 1),
                   "label-too-long");
  shop_close (&shop);
}

static void
test_picture (void)
{
  Shop shop;
  g_autoptr(json_t) packed = NULL, answer = NULL;
  g_autofree gchar *path = NULL;
  g_autoptr(GBytes) png = NULL;
  const gchar *type;

  shop_open (&shop, "zpl", "ready");
  packed = shop_pack (&shop, 1, 5000000);
  path = g_strdup_printf ("/v1/cases/%s/label.png?dpi=300", serial_of (packed, 0));
  answer = fixture_get (&shop.f, path);
  png = guo_answer_take_bytes (answer, &type);
  g_assert_cmpstr (type, ==, "image/png");
  g_assert_true (memcmp (g_bytes_get_data (png, NULL), "\211PNG", 4) == 0);
  shop_close (&shop);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/label/printing/out", test_out);
  g_test_add_func ("/label/printing/silence-stays-sent", test_silence_stays_sent);
  g_test_add_func ("/label/printing/paper-out-stops", test_paper_out_stops);
  g_test_add_func ("/label/printing/not-ready-stays-reserved", test_not_ready_stays_reserved);
  g_test_add_func ("/label/printing/absent-stays-reserved", test_absent_stays_reserved);
  g_test_add_func ("/label/printing/reset-is-doubtful", test_reset_is_doubtful);
  g_test_add_func ("/label/printing/crash-is-doubtful", test_crash_is_doubtful);
  g_test_add_func ("/label/printing/reprint-is-marked", test_reprint_is_marked);
  g_test_add_func ("/label/printing/without-printer", test_without_printer);
  g_test_add_func ("/label/printing/gone-is-not-printed", test_gone_is_not_printed);
  g_test_add_func ("/label/printing/live-lines-are-few", test_live_lines_are_few);
  g_test_add_func ("/label/printing/refused-before-paper", test_refused_before_paper);
  g_test_add_func ("/label/printing/picture", test_picture);
  return g_test_run ();
}
