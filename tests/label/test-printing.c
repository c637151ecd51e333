/* From a packed case to paper: the printer's thread against simulated printers with every fault. */
#include "drivers/printer/bitmap.h"
#include "drivers/sim/printer-sim.h"
#include "station/bytes.h"
#include "station/label/case-label.h"
#include "station/print-marker.h"
#include "station/printing.h"
#include "station/station-private.h"
#include "tests/station/fixture.h"

#include <string.h>

#define PATIENCE_US (20 * G_USEC_PER_SEC)

typedef struct
{
  Fixture f;
  GuoPrinterServer *printer;
  gint64 device;
  gint64 lot;
  GuoWriter *writer;
  GuoDatabase *db; /* the test's own, read-only */
  GMutex lock;
  GPtrArray *paper; /* GuoBitmap that came out */
} Shop;

static void
keep (const GuoBitmap *picture, guint number, gpointer user_data)
{
  Shop *self = user_data;
  GuoBitmap *copy = guo_bitmap_new (picture->width, picture->height);

  guo_bitmap_paste (copy, picture, 0, 0);
  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->paper, copy);
  g_mutex_unlock (&self->lock);
}

/* A centre with a lot to pack from, and (unless @scenario is NULL) a bound printer. */
static void
shop_open (Shop *self, const gchar *scenario)
{
  g_autofree gchar *address = NULL;
  g_autoptr(json_t) weighing = NULL;

  memset (self, 0, sizeof *self);
  g_mutex_init (&self->lock);
  self->paper = g_ptr_array_new_with_free_func ((GDestroyNotify) guo_bitmap_free);
  fixture_open (&self->f);
  fixture_centre (&self->f);
  fixture_as_supervisor (&self->f);
  self->lot = fixture_deliver (&self->f, NULL);
  fixture_scale (&self->f, "put 103.45");
  weighing = fixture_do (&self->f, "/v1/weighings",
                         json_pack ("{s:I, s:I, s:i}", "lot", (json_int_t) self->lot, "scale",
                                    (json_int_t) self->f.scale, "tare_mg", 0));
  if (scenario == NULL)
    return;
  self->printer = guo_printer_server_new (guo_printer_sim_new ("zpl", scenario, keep, self, NULL), "127.0.0.1", 0, NULL);
  address = g_strdup_printf ("tcp:127.0.0.1:%u", guo_printer_server_port (self->printer));
  self->device = fixture_make (&self->f, "/v1/devices",
                               json_pack ("{s:s, s:s, s:s}", "name", "标签机", "kind", "printer", "address", address));
}

/* From here on commands go through the writer. */
static void
shop_start (Shop *self)
{
  self->writer = guo_writer_new (self->f.station);
  guo_printing_start (self->f.station, self->writer);
  if (self->db == NULL)
    self->db = guo_database_open (self->f.path, GUO_DATABASE_READ_ONLY, NULL);
}

static void
shop_stop (Shop *self)
{
  guo_printing_stop (self->f.station);
  g_clear_pointer (&self->writer, guo_writer_free);
}

static void
shop_close (Shop *self)
{
  if (self->writer != NULL)
    shop_stop (self);
  g_clear_pointer (&self->db, guo_database_free);
  fixture_close (&self->f);
  g_clear_pointer (&self->printer, guo_printer_server_free);
  g_ptr_array_unref (self->paper);
  g_mutex_clear (&self->lock);
}

/* Packs @n cases; returns the answer. */
static json_t *
shop_pack (Shop *self, gint n)
{
  return fixture_do (&self->f, "/v1/cases",
                     json_pack ("{s:I, s:s, s:i, s:i}", "lot", (json_int_t) self->lot, "grade_class", "special",
                                "nominal_mg", 5000000, "count", n));
}

static json_t *
labels_of (Shop *self, json_t *packed)
{
  g_autoptr(json_t) params = json_pack ("{s:O}", "job", json_object_get (packed, "job"));

  return guo_database_rows (self->db, "job-labels", params, NULL);
}

static gchar *
state_of (Shop *self, json_t *packed, gsize which)
{
  g_autoptr(json_t) rows = labels_of (self, packed);

  return g_strdup (json_string_value (json_object_get (json_array_get (rows, which), "state")));
}

static const gchar *
serial_of (json_t *packed, gsize which)
{
  json_t *box = json_array_get (json_object_get (packed, "cases"), which);

  return json_string_value (json_object_get (box, "serial"));
}

static void
await_state (Shop *self, json_t *packed, gsize which, const gchar *state)
{
  gint64 until = g_get_monotonic_time () + PATIENCE_US;

  while (g_get_monotonic_time () < until)
    {
      g_autofree gchar *now = state_of (self, packed, which);

      if (g_strcmp0 (now, state) == 0)
        return;
      g_usleep (5000);
    }
  g_error ("label %u is not %s", (guint) which, state);
}

static void
assert_state (Shop *self, json_t *packed, gsize which, const gchar *state)
{
  g_autofree gchar *now = state_of (self, packed, which);

  g_assert_cmpstr (now, ==, state);
}

static guint
printed (Shop *self)
{
  return guo_printer_sim_labels (guo_printer_server_sim (self->printer));
}

static void
test_out (void)
{
  Shop shop;
  g_autoptr(json_t) packed = NULL;
  g_autoptr(GuoBitmap) expected = NULL;

  shop_open (&shop, "ready");
  packed = shop_pack (&shop, 3);
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

  shop_open (&shop, "silence");
  packed = shop_pack (&shop, 2);
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

  shop_open (&shop, "paper-out:1");
  path = g_strdup_printf ("/v1/printers/%" G_GINT64_FORMAT "/resume", shop.device);
  packed = shop_pack (&shop, 3);
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

  shop_open (&shop, "paper-out");
  packed = shop_pack (&shop, 1);
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

  shop_open (&shop, "ready");
  packed = shop_pack (&shop, 1);
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

  shop_open (&shop, "reset:300");
  packed = shop_pack (&shop, 2);
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

  shop_open (&shop, "ready");
  packed = shop_pack (&shop, 1);
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

  shop_open (&shop, "ready");
  packed = shop_pack (&shop, 1);
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

  shop_open (&shop, NULL);
  packed = shop_pack (&shop, 1);
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

/* What could never be printed is refused before the case exists. */
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

  shop_open (&shop, "ready");
  for (guint i = 0; i < 21; i++)
    {
      json_t *packed = i == 0 ? shop_pack (&shop, 1) : NULL;
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

  shop_open (&shop, "ready");
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

  shop_open (&shop, "ready");
  packed = shop_pack (&shop, 1);
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
  g_test_add_func ("/label/printing/live-lines-are-few", test_live_lines_are_few);
  g_test_add_func ("/label/printing/refused-before-paper", test_refused_before_paper);
  g_test_add_func ("/label/printing/picture", test_picture);
  return g_test_run ();
}
