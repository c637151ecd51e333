/* Master data: what is stopped, brands with their papers and pictures, tares with dates, the centre. */
#include "station/bytes.h"
#include "station/pictures.h"
#include "tests/station/fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#define ID(n) ((json_int_t) (n))

static const guint8 png[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\10\2\0\0\0";

static gboolean
is_listed (Fixture *f, const gchar *path, gint64 id)
{
  g_autoptr(json_t) answer = fixture_get (f, path);
  gsize i;
  json_t *row;

  json_array_foreach (json_object_get (answer, "rows"), i, row)
    if (json_integer_value (json_object_get (row, "id")) == id)
      return TRUE;
  return FALSE;
}

/* Stopped: gone from the list, there with all=1, offered again when it is set active. */
static void
check_stop (Fixture *f, const gchar *path, json_t *stop)
{
  gint64 id = json_integer_value (json_object_get (stop, "replaces"));
  g_autofree gchar *all = g_strconcat (path, strchr (path, '?') != NULL ? "&" : "?", "all=1", NULL);
  g_autofree gchar *bare = g_strndup (path, strcspn (path, "?"));
  json_t *start = json_deep_copy (stop);
  g_autoptr(json_t) stopped = NULL;
  g_autoptr(json_t) started = NULL;

  g_assert_true (is_listed (f, path, id));
  json_object_set_new (stop, "active", json_false ());
  json_object_set_new (start, "active", json_true ());
  stopped = fixture_do (f, bare, stop);
  g_assert_true (json_is_false (json_object_get (stopped, "active")));
  g_assert_false (is_listed (f, path, id));
  g_assert_true (is_listed (f, all, id));
  started = fixture_do (f, bare, start);
  g_assert_true (is_listed (f, path, id));
}

static void
test_stopped (void)
{
  Fixture f;
  gint64 brand;

  fixture_open (&f);
  fixture_centre (&f);
  fixture_as_supervisor (&f);
  brand = fixture_make (&f, "/v1/brands", json_pack ("{s:s}", "name", "双龙脆李"));
  check_stop (&f, "/v1/villages", json_pack ("{s:I}", "replaces", ID (f.village)));
  check_stop (&f, "/v1/parties", json_pack ("{s:I}", "replaces", ID (f.grower)));
  check_stop (&f, "/v1/plots", json_pack ("{s:I}", "replaces", ID (f.plot)));
  check_stop (&f, "/v1/products", json_pack ("{s:I}", "replaces", ID (f.product)));
  check_stop (&f, "/v1/crate-types", json_pack ("{s:I}", "replaces", ID (f.crate_type)));
  check_stop (&f, "/v1/brands", json_pack ("{s:I}", "replaces", ID (brand)));
  fixture_close (&f);
}

/* A list that is scrolled: parts that follow each other, each row once, in the order of the whole. */
static void
check_parts (Fixture *f, const gchar *path, guint step)
{
  g_autoptr(json_t) whole = fixture_get (f, path);
  json_t *rows = json_object_get (whole, "rows");
  gsize seen = 0;
  gint64 after = 0;
  gsize n;

  do
    {
      g_autofree gchar *asked = after == 0
        ? g_strdup_printf ("%s&limit=%u", path, step)
        : g_strdup_printf ("%s&limit=%u&after=%" G_GINT64_FORMAT, path, step, after);
      g_autoptr(json_t) answer = fixture_get (f, asked);
      json_t *part = json_object_get (answer, "rows");

      n = json_array_size (part);
      for (gsize i = 0; i < n; i++)
        g_assert_true (json_equal (json_array_get (part, i), json_array_get (rows, seen + i)));
      seen += n;
      after = json_integer_value (json_object_get (json_array_get (part, n - 1), "id"));
    }
  while (n == step);
  g_assert_cmpuint (seen, ==, json_array_size (rows));
}

static void
test_parts (void)
{
  static const gchar *const names[] = { "李长顺", "李长顺", "王芳", "A", "周明", "李四" };
  Fixture f;

  fixture_open (&f);
  fixture_centre (&f);
  fixture_as_supervisor (&f);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      gint64 grower = fixture_make (&f, "/v1/parties",
                                    json_pack ("{s:s, s:s, s:I}", "kind", "grower", "name", names[i], "cooperative",
                                               ID (f.cooperative)));

      fixture_make (&f, "/v1/plots", json_pack ("{s:I, s:s, s:s}", "grower", ID (grower), "name", "坡上", "area_mu",
                                                  "4.2"));
    }
  check_parts (&f, "/v1/parties?kind=grower", 2);
  check_parts (&f, "/v1/parties?kind=grower", 100);
  check_parts (&f, "/v1/plots?all=1", 3);
  check_parts (&f, "/v1/plots?q=lcs", 1);
  fixture_close (&f);
}

static void
check_initials (json_t *row, const gchar *wanted)
{
  g_assert_cmpstr (json_string_value (json_object_get (row, "initials")), ==, wanted);
}

/* Whatever is chosen by its name is found without an input method. */
static void
test_initials (void)
{
  static const gchar *const paths[] = { "/v1/villages", "/v1/brands", "/v1/crate-types" };
  Fixture f;
  g_autoptr(json_t) product = NULL;
  g_autoptr(json_t) variety = NULL;
  g_autoptr(json_t) products = NULL;

  fixture_open (&f);
  fixture_centre (&f);
  fixture_as_supervisor (&f);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr(json_t) row = fixture_do (&f, paths[i], json_pack ("{s:s}", "name", "红岩"));

      check_initials (row, "hy");
    }
  product = fixture_do (&f, "/v1/products", json_pack ("{s:s, s:s}", "name", "柑橘", "kind", "citrus"));
  check_initials (product, "gj");
  variety = fixture_do (&f, "/v1/varieties",
                        json_pack ("{s:O, s:s}", "product", json_object_get (product, "id"), "name", "沃柑"));
  check_initials (variety, "wg");
  products = fixture_get (&f, "/v1/products");
  check_initials (json_array_get (json_object_get (json_array_get (json_object_get (products, "rows"), 1), "varieties"), 0),
                  "wg");
  fixture_close (&f);
}

/* What was delivered keeps its names; a variety stopped is out of its product's list only. */
static void
test_stopped_keeps_names (void)
{
  Fixture f;
  g_autoptr(json_t) variety = NULL;
  g_autoptr(json_t) grower = NULL;
  g_autoptr(json_t) products = NULL;
  g_autoptr(json_t) lot = NULL;
  g_autofree gchar *path = NULL;

  fixture_open (&f);
  fixture_centre (&f);
  fixture_as_operator (&f);
  path = g_strdup_printf ("/v1/lots/%" G_GINT64_FORMAT, fixture_deliver (&f, NULL));
  fixture_as_supervisor (&f);
  variety = fixture_do (&f, "/v1/varieties",
                        json_pack ("{s:I, s:I, s:b}", "product", ID (f.product), "replaces", ID (f.variety), "active",
                                   FALSE));
  grower = fixture_do (&f, "/v1/parties", json_pack ("{s:I, s:b}", "replaces", ID (f.grower), "active", FALSE));
  products = fixture_get (&f, "/v1/products");
  g_assert_cmpuint (json_array_size (json_object_get (json_array_get (json_object_get (products, "rows"), 0),
                                                      "varieties")),
                    ==, 0);
  lot = fixture_get (&f, path);
  g_assert_cmpstr (json_string_value (json_object_get (lot, "variety_name")), ==, "青脆李");
  g_assert_nonnull (json_string_value (
    json_object_get (json_array_get (json_object_get (lot, "sources"), 0), "grower_name")));
  fixture_close (&f);
}

static json_t *
picture (const guint8 *data, gsize size)
{
  g_autofree gchar *text = g_base64_encode (data, size);

  return json_pack ("{s:s}", "data", text);
}

static void
test_pictures (void)
{
  Fixture f;
  g_autoptr(json_t) answer = NULL;
  g_autoptr(json_t) brand = NULL;
  g_autoptr(json_t) bare = NULL;
  g_autofree guint8 *large = g_malloc0 (GUO_PICTURE_MAX + 1);
  g_autoptr(GBytes) bytes = NULL;
  const gchar *sha256, *type = NULL;

  fixture_open (&f);
  fixture_centre (&f);
  fixture_as_operator (&f);
  fixture_refused (&f, "/v1/pictures", picture (png, sizeof png - 1), "supervisor-needed");
  fixture_as_supervisor (&f);
  memcpy (large, png, sizeof png - 1);
  fixture_refused (&f, "/v1/pictures", picture (large, GUO_PICTURE_MAX + 1), "bad-field");
  fixture_refused (&f, "/v1/pictures", picture ((const guint8 *) "<svg/>", 6), "bad-field");
  fixture_refused (&f, "/v1/pictures", json_pack ("{s:s}", "data", "not base64!"), "bad-field");
  answer = fixture_do (&f, "/v1/pictures", picture (png, sizeof png - 1));
  sha256 = json_string_value (json_object_get (answer, "sha256"));
  g_assert_cmpstr (json_string_value (json_object_get (answer, "type")), ==, "image/png");
  bytes = guo_picture_load (f.station, sha256, &type);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, sizeof png - 1);
  g_assert_cmpint (memcmp (g_bytes_get_data (bytes, NULL), png, sizeof png - 1), ==, 0);
  g_assert_cmpstr (type, ==, "image/png");

  fixture_refused (&f, "/v1/brands", json_pack ("{s:s, s:s}", "name", "甲", "picture_sha256", "../../key"), "not-found");
  brand = fixture_do (&f, "/v1/brands", json_pack ("{s:s, s:s}", "name", "双龙脆李", "picture_sha256", sha256));
  g_assert_cmpstr (json_string_value (json_object_get (brand, "picture_type")), ==, "image/png");
  bare = fixture_do (&f, "/v1/brands",
                     json_pack ("{s:O, s:s}", "replaces", json_object_get (brand, "id"), "picture_sha256", ""));
  g_assert_true (json_is_null (json_object_get (bare, "picture_sha256")));
  fixture_close (&f);
}

/* Whoever changes a file behind the daemon's back does not change what the page shows. */
static void
test_picture_changed (void)
{
  Fixture f;
  g_autoptr(json_t) answer = NULL;
  g_autofree gchar *path = NULL;
  g_autofree gchar *folder = NULL;

  fixture_open (&f);
  fixture_centre (&f);
  fixture_as_supervisor (&f);
  answer = fixture_do (&f, "/v1/pictures", picture (png, sizeof png - 1));
  folder = g_strconcat (f.path, ".d", NULL);
  path = g_build_filename (folder, "pictures", json_string_value (json_object_get (answer, "sha256")), NULL);
  g_assert_true (g_file_set_contents (path, (const gchar *) png, sizeof png, NULL)); /* one byte more */
  g_assert_null (guo_picture_load (f.station, json_string_value (json_object_get (answer, "sha256")), NULL));
  fixture_close (&f);
}

static void
test_picture_types (void)
{
  g_assert_cmpstr (guo_picture_type ((const guint8 *) "\xff\xd8\xff\xe0", 4), ==, "image/jpeg");
  g_assert_cmpstr (guo_picture_type ((const guint8 *) "RIFF\0\0\0\0WEBPVP8 ", 16), ==, "image/webp");
  g_assert_null (guo_picture_type ((const guint8 *) "\xff\xd8", 2));
  g_assert_null (guo_picture_type ((const guint8 *) "GIF89a", 6));
  g_assert_null (guo_picture_type ((const guint8 *) "", 0));
}

static void
test_base64 (void)
{
  gsize size;
  g_autofree guint8 *good = guo_base64_decode ("5p2O\r\n6ZW/6aG6", &size);

  g_assert_cmpstr ((const gchar *) good, ==, "李长顺");
  g_assert_cmpuint (size, ==, 9);
  g_assert_null (guo_base64_decode ("5p2O!", &size));
  g_assert_null (guo_base64_decode ("5p2", &size));
  g_assert_null (guo_base64_decode ("", &size));
}

static void
test_papers (void)
{
  Fixture f;
  g_autoptr(json_t) brand = NULL;
  g_autoptr(json_t) changed = NULL;
  json_t *papers;

  fixture_open (&f);
  fixture_centre (&f);
  fixture_as_supervisor (&f);
  fixture_refused (&f, "/v1/brands",
                   json_pack ("{s:s, s:[{s:s, s:s, s:s, s:s}]}", "name", "双龙脆李", "certificates", "kind", "green",
                              "number", "LB-15", "from", "2026-07-02", "to", "2026-07-01"),
                   "bad-field");
  fixture_refused (&f, "/v1/brands",
                   json_pack ("{s:s, s:[{s:s, s:s, s:s, s:s}]}", "name", "双龙脆李", "certificates", "kind", "magic",
                              "number", "LB-15", "from", "2026-07-01", "to", "2026-07-02"),
                   "bad-field");
  fixture_refused (&f, "/v1/brands",
                   json_pack ("{s:s, s:{s:s, s:s, s:s, s:s}}", "name", "双龙脆李", "licence", "number", "W-1", "holder",
                              "协会", "from", "2027-01-01", "to", "2026-12-31"),
                   "bad-field");
  brand = fixture_do (&f, "/v1/brands",
                      json_pack ("{s:s, s:[{s:s, s:s, s:s, s:s}]}", "name", "双龙脆李", "certificates", "kind", "green",
                                 "number", "LB-15", "from", "2026-07-01", "to", "2027-06-30"));
  changed = fixture_do (&f, "/v1/brands", json_pack ("{s:O, s:s}", "replaces", json_object_get (brand, "id"), "owner", "协会"));
  papers = json_object_get (changed, "certificates"); /* kept */
  g_assert_cmpuint (json_array_size (papers), ==, 1);
  g_assert_cmpstr (json_string_value (json_object_get (json_array_get (papers, 0), "number")), ==, "LB-15");
  fixture_close (&f);
}

static void
test_tares (void)
{
  Fixture f;
  g_autoptr(json_t) later = NULL;
  g_autoptr(json_t) answer = NULL;
  g_autoptr(json_t) types = NULL;
  g_autofree gchar *path = NULL;
  json_t *rows;

  fixture_open (&f);
  fixture_centre (&f);
  fixture_as_supervisor (&f);
  later = fixture_do (&f, "/v1/tares",
                      json_pack ("{s:I, s:i, s:s}", "crate_type", ID (f.crate_type), "tare_mg", 1900000, "from",
                                 "2026-08-01"));
  path = g_strdup_printf ("/v1/tares?crate_type=%" G_GINT64_FORMAT, f.crate_type);
  answer = fixture_get (&f, path);
  rows = json_object_get (answer, "rows");
  g_assert_cmpuint (json_array_size (rows), ==, 2);
  g_assert_cmpstr (json_string_value (json_object_get (json_array_get (rows, 0), "from")), ==, "2026-08-01");
  g_assert_cmpstr (json_string_value (json_object_get (json_array_get (rows, 0), "actor_name")), ==, "站长");
  types = fixture_get (&f, "/v1/crate-types"); /* until then the old one is in force */
  g_assert_cmpint (json_integer_value (
                     json_object_get (json_array_get (json_object_get (types, "rows"), 0), "tare_mg")),
                   ==, 1850000);
  fixture_close (&f);
}

static void
test_centre (void)
{
  Fixture f;
  g_autoptr(json_t) before = NULL;
  g_autoptr(json_t) centre = NULL;
  g_autoptr(json_t) kept = NULL;

  fixture_open (&f);
  fixture_centre (&f);
  fixture_as_supervisor (&f);
  before = fixture_get (&f, "/v1/centre");
  g_assert_cmpstr (json_string_value (json_object_get (before, "mass_unit")), ==, "kg");
  fixture_refused (&f, "/v1/centre", json_pack ("{s:s}", "mass_unit", "lb"), "bad-field");
  centre = fixture_do (&f, "/v1/centre", json_pack ("{s:s, s:i}", "mass_unit", "jin", "day_boundary_min", 240));
  kept = fixture_do (&f, "/v1/centre", json_pack ("{s:s}", "phone", "023-1"));
  g_assert_cmpstr (json_string_value (json_object_get (kept, "mass_unit")), ==, "jin");
  g_assert_cmpint (json_integer_value (json_object_get (kept, "day_boundary_min")), ==, 240);
  g_assert_true (json_is_true (json_object_get (kept, "certificate_gate")));
  fixture_close (&f);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/station/master/initials", test_initials);
  g_test_add_func ("/station/master/stopped", test_stopped);
  g_test_add_func ("/station/master/parts", test_parts);
  g_test_add_func ("/station/master/stopped-keeps-names", test_stopped_keeps_names);
  g_test_add_func ("/station/master/pictures", test_pictures);
  g_test_add_func ("/station/master/picture-changed", test_picture_changed);
  g_test_add_func ("/station/master/picture-types", test_picture_types);
  g_test_add_func ("/station/master/base64", test_base64);
  g_test_add_func ("/station/master/papers", test_papers);
  g_test_add_func ("/station/master/tares", test_tares);
  g_test_add_func ("/station/master/centre", test_centre);
  return g_test_run ();
}
