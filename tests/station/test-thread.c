/* One crate from delivery to case, through the verbs alone. */
#include "tests/station/fixture.h"

#include "db/database.h"

#include <string.h>

static gint64
integer (json_t *object, const gchar *name)
{
  g_assert_true (json_is_integer (json_object_get (object, name)));
  return json_integer_value (json_object_get (object, name));
}

static const gchar *
text (json_t *object, const gchar *name)
{
  g_assert_true (json_is_string (json_object_get (object, name)));
  return json_string_value (json_object_get (object, name));
}

static json_t *
crate (Fixture *f, gint64 lot)
{
  return json_pack ("{s:I, s:I, s:I}", "lot", (json_int_t) lot, "scale", (json_int_t) f->scale, "crate_type",
                    (json_int_t) f->crate_type);
}

static void
test_crate (void)
{
  Fixture f;
  gint64 delivery, lot;
  g_autoptr(json_t) first = NULL;
  g_autoptr(json_t) second = NULL;
  g_autoptr(json_t) closed = NULL;
  g_autoptr(json_t) packed = NULL;
  g_autoptr(json_t) yields = NULL;
  g_autofree gchar *path = NULL;
  json_t *box;

  fixture_open (&f);
  fixture_centre (&f);
  lot = fixture_deliver (&f, &delivery);
  fixture_run (&f, 1000);
  fixture_refused (&f, "/v1/weighings", crate (&f, lot), "scale-empty");
  fixture_scale (&f, "put 23.45");
  first = fixture_do (&f, "/v1/weighings", crate (&f, lot));
  g_assert_cmpint (integer (first, "gross_mg"), ==, 23450000);
  g_assert_cmpint (integer (first, "tare_mg"), ==, 1850000);
  g_assert_cmpint (integer (first, "net_mg"), ==, 21600000);
  g_assert_cmpint (integer (first, "no"), ==, 1);
  g_assert_true (json_is_true (json_object_get (first, "simulated")));
  fixture_refused (&f, "/v1/weighings", crate (&f, lot), "scale-recorded");

  fixture_scale (&f, "remove");
  fixture_scale (&f, "put 23.45");
  second = fixture_do (&f, "/v1/weighings", crate (&f, lot));
  g_assert_cmpint (integer (second, "no"), ==, 2);

  path = g_strdup_printf ("/v1/deliveries/%" G_GINT64_FORMAT "/close", delivery);
  closed = fixture_do (&f, path, NULL);
  g_assert_cmpstr (text (closed, "state"), ==, "closed");
  g_assert_cmpint (integer (closed, "net_mg"), ==, 43200000);
  fixture_refused (&f, "/v1/weighings", crate (&f, lot), "delivery-closed");

  packed = fixture_do (&f, "/v1/cases",
                       json_pack ("{s:I, s:s, s:i, s:i}", "lot", (json_int_t) lot, "grade_class", "special",
                                  "nominal_mg", 5000000, "count", 3));
  box = json_array_get (json_object_get (packed, "cases"), 2);
  g_assert_cmpuint (json_array_size (json_object_get (packed, "cases")), ==, 3);
  g_assert_true (g_str_has_prefix (text (box, "serial"), "6A000003"));
  g_assert_cmpuint (strlen (text (box, "serial")), ==, 12);
  g_assert_cmpstr (text (json_object_get (packed, "lot"), "no"), ==, "60716-001");
  fixture_refused (&f, "/v1/cases",
                   json_pack ("{s:I, s:s, s:i, s:i}", "lot", (json_int_t) lot, "grade_class", "special",
                              "nominal_mg", 5000000, "count", 6),
                   "lot-empty");

  yields = fixture_get (&f, "/v1/yields?by=cooperative,product");
  g_assert_cmpint (integer (json_array_get (json_object_get (yields, "rows"), 0), "net_mg"), ==, 43200000);
  fixture_close (&f);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/station/thread/crate", test_crate);
  return g_test_run ();
}
