/* Layouts of the centre's own: set, versioned, in place of a shipped one, held against the longest words; and that a
 * label which does not come out stops the run before a byte goes to the printer. */
#include "station/bytes.h"
#include "station/label/case-data.h"
#include "station/label/case-label.h"
#include "station/label/find.h"
#include "station/label/names.h"
#include "station/label/painter.h"
#include "station/label/pallet-data.h"
#include "station/label/read-back.h"
#include "station/printing.h"
#include "station/station-private.h"
#include "tests/label/shop.h"

#include <gio/gio.h>
#include <string.h>

#define LAYOUTS "/v1/label-layouts"
#define PREVIEW "/v1/label-layouts/preview"

static const gchar *
said (json_t *row, const gchar *name)
{
  return json_string_value (json_object_get (row, name));
}

/* A case's label of 60 × 40 mm with these items, named @id. */
static gchar *
layout_of (const gchar *id, const gchar *items)
{
  return g_strdup_printf (
    "{\"id\":\"%s\",\"width\":600,\"height\":400,\"family\":\"Noto Sans CJK SC\",\"language\":\"zh-cn\",\"fields\":["
    "{\"name\":\"product\",\"zh\":\"产品\",\"sample\":\"脆李\"},{\"name\":\"number\",\"zh\":\"箱号\",\"sample\":\"000128\"},"
    "{\"name\":\"gtin\",\"zh\":\"商品条码\",\"sample\":\"09521234500018\"},{\"name\":\"lot\",\"zh\":\"批\",\"sample\":\"60716-014\"},"
    "{\"name\":\"diameter\",\"zh\":\"果径\",\"sample\":\"38-42 mm\"},"
    "{\"name\":\"uri\",\"zh\":\"网址\",\"sample\":\"https://a.cn\"}],\"items\":[%s]}", id, items);
}

#define PRODUCT "{\"type\":\"text\",\"text\":\"{product}\",\"x\":20,\"baseline\":60,\"w\":150,\"size\":40,\"squeeze\":80}"
#define NUMBER "{\"type\":\"text\",\"text\":\"{number}\",\"x\":20,\"baseline\":150,\"w\":250,\"size\":50}"
#define CODE "{\"type\":\"qr\",\"text\":\"{uri}\",\"x\":300,\"y\":60,\"w\":282,\"least_module\":5}"
/* A reader takes a lone letter of Latin 1 for another alphabet's: what it says is not what was meant. */
#define NAME_CODE "{\"type\":\"qr\",\"text\":\"{product}\",\"x\":300,\"y\":60,\"w\":150,\"least_module\":5}"
#define BARS "{\"type\":\"gs1_128\",\"text\":\"(01){gtin}(10){lot}\",\"x\":0,\"y\":200,\"w\":600,\"h\":120,\"least_x\":12,\"size\":24}"
#define DIAMETER "{\"type\":\"text\",\"text\":\"{diameter}\",\"x\":20,\"baseline\":250,\"w\":250,\"size\":40}"

static json_t *
set_layout (Shop *shop, gint64 replaces, const gchar *id, const gchar *items)
{
  g_autofree gchar *file = layout_of (id, items);
  json_t *body = json_pack ("{s:s}", "file", file);

  if (replaces != 0)
    json_object_set_new (body, "replaces", json_integer (replaces));
  return fixture_do (&shop->f, LAYOUTS, body);
}

static json_t *
listed (Shop *shop, const gchar *path, const gchar *name)
{
  g_autoptr(json_t) answer = fixture_get (&shop->f, path);
  gsize i;
  json_t *row;

  json_array_foreach (json_object_get (answer, "rows"), i, row)
    if (g_strcmp0 (said (row, "name"), name) == 0)
      return json_incref (row);
  return NULL;
}

static void
test_set (void)
{
  Shop shop;
  g_autoptr(json_t) first = NULL, second = NULL, shipped = NULL, stopped = NULL, gone = NULL, other = NULL;
  g_autofree gchar *same = layout_of ("自家 60×40", PRODUCT), *path = layout_of ("a/b", PRODUCT);
  json_int_t id;

  shop_open (&shop, "zpl", NULL);
  first = set_layout (&shop, 0, "自家 60×40", PRODUCT "," NUMBER);
  id = json_integer_value (json_object_get (first, "id"));
  g_assert_cmpint (json_integer_value (json_object_get (first, "version")), ==, 1);
  g_assert_cmpstr (said (first, "purpose"), ==, "case");
  g_assert_cmpint (json_integer_value (json_object_get (first, "width")), ==, 600);
  second = set_layout (&shop, id, "自家 60×40", PRODUCT "," NUMBER "," CODE);
  g_assert_cmpint (json_integer_value (json_object_get (second, "version")), ==, 2);
  g_assert_cmpstr (said (second, "sha256"), !=, said (first, "sha256"));
  fixture_refused (&shop.f, LAYOUTS, json_pack ("{s:s}", "file", same), "name-taken");
  fixture_refused (&shop.f, LAYOUTS, json_pack ("{s:s}", "file", path), "bad-field");
  fixture_refused (&shop.f, LAYOUTS, json_pack ("{s:s}", "file", "{"), "bad-json");
  shipped = listed (&shop, LAYOUTS, "pallet-a6");
  g_assert_cmpstr (said (shipped, "purpose"), ==, "pallet");
  g_assert_false (json_is_true (json_object_get (shipped, "own")));
  stopped = fixture_do (&shop.f, LAYOUTS, json_pack ("{s:I, s:b}", "replaces", id, "active", 0));
  gone = listed (&shop, LAYOUTS, "自家 60×40");
  g_assert_null (gone);
  other = fixture_do (&shop.f, LAYOUTS, json_pack ("{s:s}", "file", same));
  g_assert_nonnull (other);
  shop_close (&shop);
}

/* What does not come out with its own samples is not kept, and the refusal names the element. */
static void
test_refused (void)
{
  Shop shop;
  g_autofree gchar *over = layout_of ("x", PRODUCT "," PRODUCT), *big = NULL, *glyph = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(json_t) answer = NULL;

  shop_open (&shop, "zpl", NULL);
  answer = fixture_call (&shop.f, "POST", LAYOUTS, json_pack ("{s:s}", "file", over), &error);
  g_assert_null (answer);
  g_assert_cmpstr (guo_refusal_code (error), ==, "label-overlap");
  g_assert_nonnull (strstr (error->message, "/items/1"));
  big = layout_of ("x", "{\"type\":\"text\",\"text\":\"{product}\",\"x\":20,\"baseline\":60,\"w\":30,\"size\":40}");
  fixture_refused (&shop.f, LAYOUTS, json_pack ("{s:s}", "file", big), "label-too-long");
  glyph = layout_of ("x", "{\"type\":\"text\",\"text\":\"\U0001F351\",\"x\":20,\"baseline\":60,\"w\":300,\"size\":40}");
  fixture_refused (&shop.f, LAYOUTS, json_pack ("{s:s}", "file", glyph), "label-missing-glyph");
  shop_close (&shop);
}

/* The centre's own stands in place of the shipped one of that name, for the picture of a case and for the printer. */
static void
test_in_place (void)
{
  Shop shop;
  g_autoptr(json_t) packed = NULL, own = NULL, row = NULL;
  g_autoptr(GuoBitmap) before = NULL, after = NULL;
  g_autofree gchar *digest = NULL;

  shop_open (&shop, "zpl", "ready");
  packed = shop_pack (&shop, 1, 5000000);
  before = guo_case_label_paint (shop.f.station, guo_station_db (shop.f.station), serial_of (packed, 0), 1, "case-60x40",
                                 203, NULL);
  own = set_layout (&shop, 0, "case-60x40", PRODUCT "," NUMBER "," CODE);
  after = guo_case_label_paint (shop.f.station, guo_station_db (shop.f.station), serial_of (packed, 0), 1, "case-60x40",
                                203, NULL);
  g_assert_nonnull (before);
  g_assert_nonnull (after);
  g_assert_false (guo_bitmap_equal (before, after));
  digest = guo_case_label_sha256 (guo_station_db (shop.f.station), "case-60x40", NULL);
  g_assert_cmpstr (digest, ==, said (own, "sha256"));
  shop_start (&shop);
  await_state (&shop, packed, 0, "out");
  shop_stop (&shop);
  g_assert_true (guo_bitmap_equal (g_ptr_array_index (shop.paper, 0), after));
  shop_close (&shop);
}

static json_t *
preview (Shop *shop, const gchar *items, const gchar *data, const gchar *serial)
{
  g_autofree gchar *file = layout_of ("x", items);

  return fixture_do (&shop->f, PREVIEW, json_pack ("{s:s, s:s, s:s?}", "file", file, "data", data, "case", serial));
}

/* All names of the centre are gone over, whatever stands beside them: @which: of the answer; NULL: all fit */
static void
assert_names (json_t *preview, gint tried, gint faulty, const gchar *which)
{
  json_t *names = json_object_get (preview, "names"), *problems = json_object_get (names, "problems");

  g_assert_cmpint (json_integer_value (json_object_get (names, "tried")), ==, tried);
  g_assert_cmpint (json_integer_value (json_object_get (names, "faulty")), ==, faulty);
  g_assert_cmpuint (json_array_size (problems), ==, (gsize) MIN (faulty, GUO_LABEL_NAMES_TOLD));
  if (which != NULL)
    g_assert_cmpstr (said (json_array_get (problems, 0), "name"), ==, which);
}

static json_t *
problem_of (json_t *preview, gsize which)
{
  return json_array_get (json_object_get (preview, "problems"), which);
}

static void
test_preview (void)
{
  static const gchar longest[] = "重庆市巫山县曲尺乡高山脆李特选";
  Shop shop;
  g_autoptr(json_t) good = NULL, long_name = NULL, real = NULL, packed = NULL, product = NULL;
  g_autofree guint8 *png = NULL;
  gsize size = 0;

  shop_open (&shop, "zpl", NULL);
  good = preview (&shop, PRODUCT "," NUMBER "," CODE, "sample", NULL);
  g_assert_cmpuint (json_array_size (json_object_get (good, "problems")), ==, 0);
  png = guo_base64_decode (said (good, "png"), &size);
  g_assert_cmpuint (size, >, 100);
  g_assert_cmpint (memcmp (png + 1, "PNG", 3), ==, 0);
  product = fixture_do (&shop.f, "/v1/products", json_pack ("{s:s, s:s}", "name", longest, "kind", "plum"));
  long_name = preview (&shop, NUMBER "," PRODUCT, "longest", NULL);
  g_assert_cmpstr (said (problem_of (long_name, 0), "code"), ==, "label-too-long");
  g_assert_cmpint (json_integer_value (json_object_get (problem_of (long_name, 0), "item")), ==, 1);
  g_assert_cmpstr (said (json_object_get (problem_of (long_name, 0), "params"), "text"), ==, longest);
  assert_names (long_name, 2, 1, longest);
  g_assert_cmpint (json_integer_value (json_object_get (json_array_get (json_object_get (json_object_get (long_name, "names"),
                                                                                         "problems"), 0), "item")), ==, 1);
  g_assert_null (json_object_get (good, "names"));
  packed = shop_pack (&shop, 1, 5000000);
  real = preview (&shop, NUMBER "," DIAMETER, "case", serial_of (packed, 0));
  g_assert_cmpstr (said (problem_of (real, 0), "code"), ==, "label-empty-field");
  g_assert_cmpstr (said (json_object_get (problem_of (real, 0), "params"), "field"), ==, "diameter");
  fixture_refused (&shop.f, PREVIEW, json_pack ("{s:s, s:s, s:s}", "file", "{}", "data", "case", "case", "6A0"), "bad-field");
  shop_close (&shop);
}

/* Names beyond those that are told are counted; a village stands with its township; what is stopped is asked of nobody. */
static void
test_names (void)
{
  Shop shop;
  g_autoptr(json_t) before = NULL, many = NULL, village = NULL, products = NULL;
  g_autofree gchar *file = g_strdup (
    "{\"id\":\"x\",\"width\":600,\"height\":400,\"family\":\"Noto Sans CJK SC\",\"language\":\"zh-cn\",\"fields\":["
    "{\"name\":\"variety\",\"zh\":\"品种\",\"sample\":\"青\"},{\"name\":\"origin\",\"zh\":\"产地\",\"sample\":\"曲尺\"}],"
    "\"items\":[{\"type\":\"rows\",\"x\":20,\"y\":20,\"w\":300,\"h\":100,\"size\":30,\"label_w\":60,\"pitch\":40,\"rows\":["
    "{\"label\":\"品\",\"text\":\"{variety}\"},{\"label\":\"产\",\"text\":\"{origin}\"}]}]}");
  json_int_t product;
  gint tried;

  shop_open (&shop, "zpl", NULL);
  products = fixture_get (&shop.f, "/v1/products");
  product = json_integer_value (json_object_get (json_array_get (json_object_get (products, "rows"), 0), "id"));
  before = fixture_do (&shop.f, PREVIEW, json_pack ("{s:s, s:s}", "file", file, "data", "longest"));
  tried = (gint) json_integer_value (json_object_get (json_object_get (before, "names"), "tried"));
  assert_names (before, tried, 0, NULL);
  for (gint i = 0; i < GUO_LABEL_NAMES_TOLD + 5; i++)
    {
      g_autofree gchar *name = g_strdup_printf ("很长很长很长的品种名称 %02d", i);
      g_autoptr(json_t) variety = fixture_do (&shop.f, "/v1/varieties",
                                              json_pack ("{s:s, s:I}", "name", name, "product", product));

      g_assert_nonnull (variety);
    }
  village = fixture_do (&shop.f, "/v1/villages", json_pack ("{s:s, s:s}", "name", "青坝", "township", "曲尺乡"));
  many = fixture_do (&shop.f, PREVIEW, json_pack ("{s:s, s:s}", "file", file, "data", "longest"));
  assert_names (many, tried + GUO_LABEL_NAMES_TOLD + 6, GUO_LABEL_NAMES_TOLD + 5, "很长很长很长的品种名称 00");
  shop_close (&shop);
}

/* What stands on a pallet's label is asked for by its SSCC. */
static void
test_pallet_data (void)
{
  Shop shop;
  g_autofree gchar *file = NULL;
  g_autoptr(GBytes) text = guo_label_layout_builtin_text ("pallet-a6", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(json_t) none = NULL;

  file = g_strndup (g_bytes_get_data (text, NULL), g_bytes_get_size (text));
  shop_open (&shop, "zpl", NULL);
  none = fixture_call (&shop.f, "POST", PREVIEW, json_pack ("{s:s, s:s, s:s}", "file", file, "data", "pallet", "pallet",
                                                            "095212345000000017"), &error);
  g_assert_null (none);
  g_assert_cmpstr (guo_refusal_code (error), ==, "not-found");
  fixture_refused (&shop.f, PREVIEW, json_pack ("{s:s, s:s}", "file", file, "data", "pallet"), "bad-field");
  shop_close (&shop);
}

/* Bytes that came to @listener so far. */
static gsize
received (GSocketListener *listener, gboolean *connected)
{
  g_autoptr(GCancellable) at_once = g_cancellable_new ();
  g_autoptr(GSocketConnection) connection = NULL;
  gchar byte;

  g_cancellable_cancel (at_once);
  connection = g_socket_listener_accept (listener, NULL, at_once, NULL);
  *connected = connection != NULL;
  if (connection == NULL)
    return 0;
  return (gsize) MAX (0, g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (connection)), &byte, 1, NULL, NULL));
}

static json_t *
bind_label (Shop *shop, guint16 port, const gchar *layout)
{
  g_autofree gchar *address = g_strdup_printf ("tcp:127.0.0.1:%u", port);

  return fixture_do (&shop->f, "/v1/devices",
                     json_pack ("{s:s, s:s, s:s, s:s, s:s}", "name", layout, "kind", "printer", "address", address, "language",
                                "zpl", "label", layout));
}

static void
assert_run_stops (Shop *shop, GSocketListener *listener, const gchar *items, const gchar *code)
{
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);
  g_autoptr(json_t) own = set_layout (shop, 0, code, items);
  g_autoptr(json_t) device = bind_label (shop, port, code);
  g_autoptr(json_t) before = fixture_get (&shop->f, "/v1/cases"), after = NULL;
  gboolean connected;

  g_test_message ("%s", code);
  fixture_refused (&shop->f, "/v1/cases",
                   json_pack ("{s:I, s:s, s:i, s:i, s:O}", "lot", (json_int_t) shop->lot, "grade_class", "special",
                              "nominal_mg", 5000000, "count", 3, "printer", json_object_get (device, "id")), code);
  shop_start (shop);
  shop_stop (shop);
  g_assert_cmpuint (received (listener, &connected), ==, 0);
  after = fixture_get (&shop->f, "/v1/cases");
  g_assert_true (json_equal (before, after));
}

static void
rename_product (Shop *shop, const gchar *name)
{
  g_autoptr(json_t) row = fixture_do (&shop->f, "/v1/products",
                                      json_pack ("{s:I, s:s}", "replaces", (json_int_t) shop->f.product, "name", name));

  g_assert_nonnull (row);
}

/* An empty field, a code that no scanner reads, a number that no buyer may see: no case, no job, not a byte. */
static void
test_nothing_sent (void)
{
  Shop shop;
  g_autoptr(GSocketListener) a = g_socket_listener_new (), b = g_socket_listener_new (), c = g_socket_listener_new ();

  shop_open (&shop, "zpl", NULL);
  assert_run_stops (&shop, a, NUMBER "," DIAMETER, "label-empty-field");
  rename_product (&shop, "é");
  assert_run_stops (&shop, b, NUMBER "," NAME_CODE, "label-unreadable");
  assert_run_stops (&shop, c, NUMBER "," BARS, "label-bad-code");
  shop_close (&shop);
}

/* The layout was changed while labels waited: the worker finds out, and the label is void before it is sent. */
static void
test_nothing_sent_late (void)
{
  Shop shop;
  g_autoptr(json_t) packed = NULL, own = NULL;

  shop_open (&shop, "zpl", "ready");
  packed = shop_pack (&shop, 2, 5000000);
  own = set_layout (&shop, 0, "case-60x40", NUMBER "," NAME_CODE);
  rename_product (&shop, "é");
  shop_start (&shop);
  await_state (&shop, packed, 0, "void");
  await_state (&shop, packed, 1, "void");
  shop_stop (&shop);
  g_assert_cmpuint (printed (&shop), ==, 0);
  shop_close (&shop);
}

/* What the printer's binding names must be a layout whose fields the station knows. */
static void
test_bound (void)
{
  Shop shop;
  g_autoptr(json_t) own = NULL, device = NULL, other = NULL;
  g_autofree gchar *file = NULL;
  const gchar *text;

  shop_open (&shop, "zpl", NULL);
  other = set_layout (&shop, 0, "other", NUMBER); /* of a list of somebody's own */
  text = said (other, "file");
  file = g_strdup_printf ("%.*s{\"name\":\"colour\",\"zh\":\"颜色\"},%s", (int) (strchr (text, '[') - text) + 1, text,
                          strchr (text, '[') + 1);
  json_decref (fixture_do (&shop.f, LAYOUTS, json_pack ("{s:O, s:s}", "replaces", json_object_get (other, "id"), "file", file)));
  fixture_refused (&shop.f, "/v1/devices",
                   json_pack ("{s:s, s:s, s:s, s:s}", "name", "p", "kind", "printer", "address", "tcp:127.0.0.1:9100", "label",
                              "other"), "bad-field");
  fixture_refused (&shop.f, "/v1/devices",
                   json_pack ("{s:s, s:s, s:s, s:s}", "name", "p", "kind", "printer", "address", "tcp:127.0.0.1:9100", "label",
                              "none"), "bad-field");
  own = set_layout (&shop, 0, "none", NUMBER);
  device = bind_label (&shop, 9100, "none");
  g_assert_cmpstr (said (device, "label"), ==, "none");
  shop_close (&shop);
}

/* Its bars are wide enough at 8 dots a millimetre, where they are three wide, and too narrow at 12, where four are less. */
#define NARROW "{\"type\":\"gs1_128\",\"text\":\"(01){gtin}\",\"x\":10,\"y\":200,\"w\":580,\"h\":120,\"least_x\":37,\"size\":24}"

/* The trial before the log is at the dots of the printer that is meant: what comes out at others says nothing. */
static void
test_printers_dots (void)
{
  Shop shop;
  g_autoptr(json_t) own = NULL, coarse = NULL, fine = NULL, packed = NULL;
  json_t *body;

  shop_open (&shop, "zpl", NULL);
  own = set_layout (&shop, 0, "bars", NUMBER "," NARROW);
  coarse = bind_label (&shop, 9, "bars");
  fine = fixture_do (&shop.f, "/v1/devices",
                     json_pack ("{s:s, s:s, s:s, s:s, s:s, s:i}", "name", "fine", "kind", "printer", "address", "tcp:127.0.0.1:9",
                                "language", "zpl", "label", "bars", "dpi", 300));
  body = json_pack ("{s:I, s:s, s:s, s:i, s:O}", "lot", (json_int_t) shop.lot, "gtin", "09521234500018", "grade_class", "special",
                    "nominal_mg", 5000000, "printer", json_object_get (coarse, "id"));
  packed = fixture_do (&shop.f, "/v1/cases", json_deep_copy (body));
  g_assert_true (json_is_integer (json_object_get (packed, "job")));
  json_object_set (body, "printer", json_object_get (fine, "id"));
  fixture_refused (&shop.f, "/v1/cases", body, "label-too-long");
  shop_close (&shop);
}

/* Samples and rulers come out before the labels that wait, and are in no log. */
static void
test_sheet (void)
{
  Shop shop;
  g_autoptr(json_t) packed = NULL, first = NULL, second = NULL, shipped = NULL;
  g_autofree gchar *path = NULL, *faulty = layout_of ("x", PRODUCT "," PRODUCT);

  shop_open (&shop, "zpl", "ready");
  path = g_strdup_printf ("/v1/printers/%" G_GINT64_FORMAT "/sheet", shop.device);
  shipped = listed (&shop, LAYOUTS, "case-60x40");
  packed = shop_pack (&shop, 1, 5000000);
  fixture_refused (&shop.f, path, json_pack ("{s:s, s:s}", "file", faulty, "sheet", "sample"), "label-overlap");
  fixture_refused (&shop.f, "/v1/printers/999999/sheet", json_pack ("{s:s, s:s}", "file", said (shipped, "file"), "sheet", "rulers"),
                   "not-found");
  shop_start (&shop);
  await_state (&shop, packed, 0, "out");
  first = fixture_do (&shop.f, path, json_pack ("{s:s, s:s}", "file", said (shipped, "file"), "sheet", "sample"));
  second = fixture_do (&shop.f, path, json_pack ("{s:s, s:s}", "file", said (shipped, "file"), "sheet", "rulers"));
  while (printed (&shop) < 3)
    g_usleep (5000);
  shop_stop (&shop);
  g_assert_false (guo_bitmap_equal (g_ptr_array_index (shop.paper, 1), g_ptr_array_index (shop.paper, 2)));
  shop_close (&shop);
}

static json_t *
pallet_case (const gchar *lot, const gchar *gtin, gint64 nominal_mg)
{
  return json_pack ("{s:s, s:s, s:s, s:s, s:I, s:I, s:s}", "lot_no", lot, "gtin", gtin, "product_name", "脆李", "grade_class",
                    "special", "nominal_mg", (json_int_t) nominal_mg, "net_mg", (json_int_t) 5043000, "packed_on",
                    "2026-07-16");
}

static void
test_pallet (void)
{
  g_autoptr(json_t) cases = json_array (), data = NULL, none = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GuoLabelLayout) layout = guo_label_layout_builtin ("pallet-a6", NULL);
  g_autoptr(GuoLabelPainter) painter = guo_label_painter_new (layout, 203, NULL);
  g_autoptr(GuoBitmap) picture = NULL;
  GuoPallet pallet = { .sscc = "095212345000000018", .from = "曲尺乡果品分选中心", .to = "重庆双福果行", .base = "https://t.cn",
                       .mark = "", .copy = 2, .cases = cases };

  none = guo_pallet_label_data (&pallet, &error);
  g_assert_null (none);
  g_assert_cmpstr (guo_refusal_code (error), ==, "pallet-empty");
  g_clear_error (&error);
  for (guint i = 0; i < 96; i++)
    json_array_append_new (cases, pallet_case (i < 50 ? "60716-014" : "60716-015", "09521234500018", 5000000));
  json_array_append_new (cases, pallet_case ("60716-015", "09521234500018", 2500000));
  data = guo_pallet_label_data (&pallet, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (said (data, "cases"), ==, "97");
  g_assert_cmpstr (said (data, "net_kg"), ==, "482.5");
  g_assert_cmpstr (said (data, "lots"), ==, "60716-014 60716-015");
  g_assert_cmpstr (said (data, "net_content"), ==, "5 kg、2.5 kg");
  g_assert_cmpstr (said (data, "gtin"), ==, "09521234500018");
  g_assert_cmpstr (said (data, "copy"), ==, "1");
  picture = guo_label_paint (painter, data, &error);
  g_assert_no_error (error);
  g_assert_true (guo_label_read_back (layout, data, picture, 203, &error));
  json_array_append_new (cases, pallet_case ("60716-016", "00400000000015", 5000000));
  json_decref (data);
  data = guo_pallet_label_data (&pallet, &error);
  g_assert_cmpstr (said (data, "gtin"), ==, "");
  pallet.sscc = "095212345000000013";
  none = guo_pallet_label_data (&pallet, &error);
  g_assert_null (none);
  g_assert_error (error, GUO_STATION_ERROR, GUO_STATION_ERROR_BAD_FIELD);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/layouts/set", test_set);
  g_test_add_func ("/layouts/refused", test_refused);
  g_test_add_func ("/layouts/in-place", test_in_place);
  g_test_add_func ("/layouts/preview", test_preview);
  g_test_add_func ("/layouts/preview/names", test_names);
  g_test_add_func ("/layouts/preview/pallet", test_pallet_data);
  g_test_add_func ("/layouts/nothing-sent", test_nothing_sent);
  g_test_add_func ("/layouts/nothing-sent-late", test_nothing_sent_late);
  g_test_add_func ("/layouts/bound", test_bound);
  g_test_add_func ("/layouts/printers-dots", test_printers_dots);
  g_test_add_func ("/layouts/sheet", test_sheet);
  g_test_add_func ("/layouts/pallet", test_pallet);
  return g_test_run ();
}
