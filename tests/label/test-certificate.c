/* The label of 100×60 with the whole certificate: read back at the printers' dots, no name too long for it, and
 * no promise in anybody's name that nobody made. */
#include "station/label/case-data.h"
#include "station/label/case-label.h"
#include "station/certificate.h"
#include "station/label/painter.h"
#include "station/label/qr.h"
#include "tests/station/fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#define URI "https://trace.example.cn/01/09521234500018/10/60716-014/21/6A000128K7QX"
#define LONG_URI "https://suyuan.wushancuili.example.com.cn/01/09521234500018/10/60716-014/21/6A000128K7QX"

static json_t *
sample (void)
{
  return json_pack ("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s}", "product", "脆李", "grade_class",
                    "特级", "net_content", "5 kg", "origin", "曲尺乡 青石坝村", "packed_on", "2026-07-16", "lot",
                    "60716-014", "number", "000128", "serial", "6A000128K7QX", "uri", URI, "mark", "模拟 样张", "copy",
                    "12", "diameter", "38-42 mm");
}

static json_t *
centre_with (const gchar *ground)
{
  return json_pack ("{s:s, s:s, s:s}", "name", "大河镇选果中心", "phone", "023-1", "certificate_ground", ground);
}

static json_t *
certificates (gint lots, gint certified, gint numbered, gint cooperatives)
{
  return json_pack ("{s:i, s:i, s:i, s:i, s:s, s:s, s:s}", "lots", lots, "certified", certified, "numbered", numbered,
                    "cooperatives", cooperatives, "cooperative_name", "青石坝合作社", "cooperative_phone", "023-2",
                    "number_list", "0716-21,0716-22");
}

static GuoBitmap *
paint (gint64 dpi, json_t *data, GError **error)
{
  g_autoptr(GuoLabelLayout) layout = guo_label_layout_builtin ("case-100x60", error);
  g_autoptr(GuoLabelPainter) painter = guo_label_painter_new (layout, dpi, error);

  return guo_label_paint (painter, data, error);
}

static gchar *
decode (const GuoBitmap *picture, gint64 dpi)
{
  g_autoptr(GBytes) png = guo_label_png (picture, dpi);
  g_autofree gchar *path = NULL;
  const gchar *argv[] = { "zbarimg", "-q", "--raw", "--nodbus", NULL, NULL };
  gchar *out = NULL;
  gint fd = g_file_open_tmp ("guozhan-label-XXXXXX.png", &path, NULL);

  g_assert_true (g_close (fd, NULL));
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (png, NULL), (gssize) g_bytes_get_size (png), NULL));
  argv[4] = path;
  g_assert_true (g_spawn_sync (NULL, (gchar **) argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL,
                               NULL, &out, NULL, NULL, NULL));
  g_unlink (path);
  return g_strchomp (out);
}

/* Every state of the certificate, hosts of both lengths, all resolutions: what zbar reads is what was printed. */
static void
test_decodes (void)
{
  static const gint64 resolutions[] = { 203, 300, 600 };
  static const gchar *const grounds[] = { "none", "control", "own-test", "commissioned-test" };
  g_autofree gchar *zbar = g_find_program_in_path ("zbarimg");

  if (zbar == NULL)
    {
      g_test_skip ("zbarimg");
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (resolutions) * G_N_ELEMENTS (grounds); i++)
    {
      json_auto_t *data = sample ();
      json_auto_t *centre = centre_with (grounds[i / G_N_ELEMENTS (resolutions)]);
      json_auto_t *row = certificates (2, 2, 2, 1);
      gint64 dpi = resolutions[i % G_N_ELEMENTS (resolutions)];
      g_autoptr(GError) error = NULL;
      g_autoptr(GuoBitmap) picture = NULL;
      g_autofree gchar *read = NULL;

      guo_certificate_put (data, centre, row);
      if (i % 2 == 1)
        json_object_set_new (data, "uri", json_string (LONG_URI));
      picture = paint (dpi, data, &error);
      g_assert_no_error (error);
      read = decode (picture, dpi);
      g_assert_cmpstr (read, ==, json_string_value (json_object_get (data, "uri")));
    }
}

/* Interface.md 4: 7 dots a module at 203 dpi, 287 with the quiet zone. */
static void
test_module (void)
{
  json_auto_t *data = sample ();
  g_autoptr(GuoBitmap) picture = paint (203, data, NULL);
  guint left = picture->width, right = 0, top = picture->height, bottom = 0;

  for (guint y = 0; y < 320; y++)
    for (guint x = 478; x < picture->width; x++)
      if (guo_bitmap_get (picture, x, y))
        {
          left = MIN (left, x);
          right = MAX (right, x);
          top = MIN (top, y);
          bottom = MAX (bottom, y);
        }
  g_assert_cmpuint (picture->width, ==, 800);
  g_assert_cmpuint (picture->height, ==, 480);
  g_assert_cmpuint (right - left + 1, ==, 33 * 7);
  g_assert_cmpuint (bottom - top + 1, ==, 33 * 7);
}

/* Sixty hanzi everywhere: something ends in "…", nothing covers anything, nothing is refused. */
static void
test_long_names (void)
{
  static const gchar *const fields[] = { "product", "origin", "promisor", "contact", "certificate_no", "brand",
                                         "diameter" };
  GString *name = g_string_new (NULL);
  json_auto_t *data = sample ();
  g_autoptr(GError) error = NULL;
  g_autoptr(GuoBitmap) picture = NULL;

  for (guint i = 0; i < 12; i++)
    g_string_append (name, "红叶高山脆");
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    json_object_set_new (data, fields[i], json_string (name->str));
  picture = paint (203, data, &error);
  g_assert_no_error (error);
  g_string_free (name, TRUE);
}

/* The law's figures: never narrowed in height, an error when the layout makes them smaller than 6 mm. */
static void
test_net_content (void)
{
  g_autoptr(GuoLabelLayout) layout = guo_label_layout_builtin ("case-100x60", NULL);
  gboolean found = FALSE;

  for (guint i = 0; i < layout->items->len; i++)
    {
      const GuoLabelItem *item = g_ptr_array_index (layout->items, i);

      if (item->kind == GUO_LABEL_TEXT && strcmp (item->text, "{net_content}") == 0)
        {
          g_assert_cmpint (item->digit_height, >=, 60);
          found = TRUE;
        }
    }
  g_assert_true (found);
}

static const gchar *
said (json_t *data, const gchar *name)
{
  return json_string_value (json_object_get (data, name));
}

static json_t *
put (const gchar *ground, gint lots, gint certified, gint numbered, gint cooperatives)
{
  json_t *data = json_object ();
  json_auto_t *centre = centre_with (ground);
  json_auto_t *row = certificates (lots, certified, numbered, cooperatives);

  guo_certificate_put (data, centre, row);
  return data;
}

static void
test_who_promises (void)
{
  json_auto_t *buyer = put ("own-test", 2, 2, 0, 2);
  json_auto_t *producer = put ("none", 2, 2, 2, 1);
  json_auto_t *some = put ("own-test", 2, 1, 1, 1);
  json_auto_t *many = put ("none", 2, 2, 2, 2);
  json_auto_t *received = put ("none", 2, 2, 1, 1);
  json_auto_t *empty = put ("control", 0, 0, 0, 0);

  g_assert_cmpstr (said (buyer, "promisor"), ==, "大河镇选果中心");
  g_assert_nonnull (strstr (said (buyer, "promise"), "收取并保存"));
  g_assert_nonnull (strstr (said (buyer, "ground"), "✓自行检测合格"));
  g_assert_nonnull (strstr (said (buyer, "ground"), "□委托检测合格"));
  g_assert_cmpstr (said (producer, "promisor"), ==, "青石坝合作社");
  g_assert_cmpstr (said (producer, "certificate_no"), ==, "0716-21、0716-22");
  g_assert_nonnull (strstr (said (producer, "promise"), "未使用国家禁用"));
  g_assert_null (said (producer, "ground")); /* it stands on their paper, nobody told us which */
  g_assert_cmpuint (json_object_size (some), ==, 0);
  g_assert_cmpuint (json_object_size (many), ==, 0);
  g_assert_cmpuint (json_object_size (received), ==, 0);
  g_assert_cmpuint (json_object_size (empty), ==, 0);
}

static json_t *
data_of (Fixture *f, json_t *packed)
{
  json_t *box = json_array_get (json_object_get (packed, "cases"), 0);
  g_autoptr(GError) error = NULL;
  json_t *data = guo_case_label_data (f->station, guo_station_db (f->station), said (box, "serial"), 1, &error);

  g_assert_no_error (error);
  return data;
}

static json_t *
pack (Fixture *f, gint64 lot, gint64 brand)
{
  return fixture_do (f, "/v1/cases",
                     json_pack ("{s:I, s:s, s:I, s:i, s:I}", "lot", (json_int_t) lot, "grade_class", "special",
                                "nominal_mg", (json_int_t) 5000000, "count", 1, "brand", (json_int_t) brand));
}

static gint64
brand_until (Fixture *f, const gchar *name, const gchar *to)
{
  return fixture_make (f, "/v1/brands",
                       json_pack ("{s:s, s:s, s:{s:s, s:s, s:s, s:s}}", "name", name, "mark", "地理标志", "licence",
                                  "number", "AGI1", "holder", "协会", "from", "2020-01-01", "to", to));
}

/* From the views of a station: the mark of a licence that held, none of one that ran out; the centre's own
 * promise as soon as it says on what ground. */
static void
test_from_station (void)
{
  Fixture f;
  gint64 delivery, lot;
  g_autoptr(json_t) valid = NULL, expired = NULL, before = NULL, after = NULL, gone = NULL;

  fixture_open (&f);
  fixture_centre (&f);
  fixture_as_supervisor (&f);
  lot = fixture_deliver (&f, &delivery);
  json_decref (fixture_do (&f, "/v1/weighings",
                           json_pack ("{s:I, s:b, s:I, s:s, s:I}", "lot", (json_int_t) lot, "typed", TRUE, "gross_mg",
                                      (json_int_t) 31900000, "reason", "秤坏了", "crate_type",
                                      (json_int_t) f.crate_type)));
  valid = pack (&f, lot, brand_until (&f, "大河脆李", "2099-12-31"));
  expired = pack (&f, lot, brand_until (&f, "旧牌", "2020-12-31"));
  before = data_of (&f, valid);
  gone = data_of (&f, expired);
  g_assert_cmpstr (said (before, "brand"), ==, "大河脆李 · 地理标志 AGI1");
  g_assert_cmpstr (said (gone, "brand"), ==, "");
  g_assert_null (said (before, "promise"));
  json_decref (fixture_do (&f, "/v1/centre", json_pack ("{s:s}", "certificate_ground", "control")));
  after = data_of (&f, valid);
  g_assert_nonnull (strstr (said (after, "ground"), "✓质量安全控制符合要求"));
  fixture_close (&f);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/label/certificate/decodes", test_decodes);
  g_test_add_func ("/label/certificate/module", test_module);
  g_test_add_func ("/label/certificate/long-names", test_long_names);
  g_test_add_func ("/label/certificate/net-content", test_net_content);
  g_test_add_func ("/label/certificate/who-promises", test_who_promises);
  g_test_add_func ("/label/certificate/from-station", test_from_station);
  return g_test_run ();
}
