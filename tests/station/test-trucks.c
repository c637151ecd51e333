/* Trucks and pallets: two weighings that make one, who may undo them, what is said of the same truck again. */
#include "tests/station/fixture.h"

#include "db/database.h"
#include "db/projector.h"

#include <string.h>

#define ID(n) ((json_int_t) (n))
#define KG ((gint64) 1000000)

typedef struct
{
  Fixture f;
  gint64 bridge; /* a truck scale: Max 9 t, e 20 kg */
  gint64 pallet; /* 15 kg */
  gint64 delivery;
  gint64 lot;
} Yard;

static gint64
integer (json_t *object, const gchar *name)
{
  g_assert_true (json_is_integer (json_object_get (object, name)));
  return json_integer_value (json_object_get (object, name));
}

static gboolean
is_true (json_t *object, const gchar *name)
{
  g_assert_true (json_is_boolean (json_object_get (object, name)));
  return json_is_true (json_object_get (object, name));
}

static gchar *
path_of (const gchar *before, gint64 id, const gchar *after)
{
  return g_strdup_printf ("%s%" G_GINT64_FORMAT "%s", before, id, after);
}

static void
yard_open (Yard *yard)
{
  Fixture *f = &yard->f;

  fixture_open (f);
  fixture_centre (f);
  fixture_as_supervisor (f);
  yard->bridge = fixture_make (f, "/v1/devices",
                               json_pack ("{s:s, s:s, s:s, s:s, s:I, s:I}", "name", "地磅", "kind", "scale",
                                          "address", "sim:yaohua-tf0?scenario=manual", "protocol", "yaohua-tf0",
                                          "e_mg", ID (20 * KG), "max_mg", ID (9000 * KG)));
  yard->pallet = fixture_make (f, "/v1/crate-types", json_pack ("{s:s, s:I}", "name", "木托盘", "tare_mg", ID (15 * KG)));
  fixture_as_operator (f);
  yard->lot = fixture_deliver (f, &yard->delivery);
}

/* Views rebuilt from the log are the views that the commands left. */
static void
yard_close (Yard *yard)
{
  GuoDatabase *db = guo_station_db (yard->f.station);
  g_autofree gchar *before = guo_projector_dump (db, NULL);
  g_autofree gchar *after = NULL;

  g_assert_true (guo_projector_rebuild (db, NULL, NULL, NULL));
  after = guo_projector_dump (db, NULL);
  g_assert_cmpstr (before, ==, after);
  fixture_close (&yard->f);
}

/* What a truck weighs, on the truck scale; @vehicle may be NULL. */
static json_t *
truck (Yard *yard, gint64 kg, const gchar *vehicle)
{
  return json_pack ("{s:I, s:I, s:I, s:s*}", "lot", ID (yard->lot), "scale", ID (yard->bridge), "simulated_mg",
                    ID (kg * KG), "vehicle", vehicle);
}

static json_t *
second (Yard *yard, gint64 kg, gint64 first)
{
  json_t *body = truck (yard, kg, NULL);

  json_object_set_new (body, "vehicle_weighing", json_integer (first));
  return body;
}

static json_t *
with (json_t *body, const gchar *name, json_t *value)
{
  json_object_set_new (body, name, value);
  return body;
}

static guint
count_waiting (Yard *yard)
{
  g_autoptr(json_t) list = fixture_get (&yard->f, "/v1/vehicle-weighings?waiting=1");

  return (guint) json_array_size (json_object_get (list, "rows"));
}

static void
check_masses (json_t *row, gint64 gross_kg, gint64 tare_kg, gint64 net_kg)
{
  g_assert_cmpint (integer (row, "gross_mg"), ==, gross_kg * KG);
  g_assert_cmpint (integer (row, "tare_mg"), ==, tare_kg * KG);
  g_assert_cmpint (integer (row, "net_mg"), ==, net_kg * KG);
}

static void
test_loose (void)
{
  Yard y;
  g_autoptr(json_t) first = NULL;
  g_autoptr(json_t) row = NULL;
  gint64 id;

  yard_open (&y);
  first = fixture_do (&y.f, "/v1/vehicle-weighings", truck (&y, 7000, "渝F·00A21"));
  id = integer (first, "id");
  g_assert_cmpint (integer (first, "mg"), ==, 7000 * KG);
  g_assert_true (is_true (first, "waiting"));
  g_assert_cmpuint (count_waiting (&y), ==, 1);
  row = fixture_do (&y.f, "/v1/weighings", second (&y, 2980, id));
  check_masses (row, 7000, 2980, 4020);
  g_assert_cmpint (integer (row, "crates"), ==, 0);
  g_assert_cmpint (integer (row, "first_mg"), ==, 7000 * KG);
  g_assert_cmpint (integer (row, "vehicle_mg"), ==, 2980 * KG);
  g_assert_cmpstr (json_string_value (json_object_get (row, "tare_source")), ==, "vehicle");
  g_assert_cmpstr (json_string_value (json_object_get (row, "vehicle")), ==, "渝F·00A21");
  g_assert_cmpuint (count_waiting (&y), ==, 0);
  fixture_refused (&y.f, "/v1/weighings", second (&y, 2980, id), "vehicle-weighed");
  yard_close (&y);
}

/* Empty at the gate, loaded on the way back; crates come off by the table, rounded to e together. */
static void
test_empty_first (void)
{
  Yard y;
  g_autoptr(json_t) row = NULL;
  gint64 id;

  yard_open (&y);
  id = fixture_make (&y.f, "/v1/vehicle-weighings", truck (&y, 3000, NULL));
  row = fixture_do (&y.f, "/v1/weighings",
                    with (with (second (&y, 5000, id), "crates", json_integer (80)), "crate_type",
                          json_integer (y.f.crate_type)));
  check_masses (row, 5000, 3140, 1860); /* 80 × 1.85 = 148, on e = 20 kg: 140 */
  g_assert_cmpint (integer (row, "crates"), ==, 80);
  yard_close (&y);
}

static void
test_refusals (void)
{
  Yard y;
  gint64 id, other;

  yard_open (&y);
  id = fixture_make (&y.f, "/v1/vehicle-weighings", truck (&y, 7000, NULL));
  fixture_refused (&y.f, "/v1/weighings", second (&y, 7000, id), "tare-too-heavy");
  fixture_refused (&y.f, "/v1/weighings", with (second (&y, 3000, id), "crate_type", json_integer (y.f.crate_type)),
                   "bad-field"); /* how many? */
  fixture_refused (&y.f, "/v1/weighings", with (second (&y, 3000, id), "pallet_type", json_integer (y.pallet)),
                   "bad-field");
  fixture_refused (&y.f, "/v1/weighings", with (second (&y, 3000, id), "tare_mg", json_integer (1)), "bad-field");
  fixture_refused (&y.f, "/v1/weighings", second (&y, 3000, y.lot), "not-found");
  fixture_refused (&y.f, "/v1/vehicle-weighings",
                   json_pack ("{s:I, s:I}", "lot", ID (y.lot), "mg", ID (7000 * KG)), "supervisor-needed");
  other = fixture_deliver (&y.f, NULL);
  fixture_refused (&y.f, "/v1/weighings", with (second (&y, 3000, id), "lot", json_integer (other)), "not-found");
  yard_close (&y);
}

/* A typed truck: supervisor and reason, marked in the row. */
static void
test_typed (void)
{
  Yard y;
  g_autoptr(json_t) first = NULL;
  g_autoptr(json_t) row = NULL;

  yard_open (&y);
  fixture_as_supervisor (&y.f);
  fixture_refused (&y.f, "/v1/vehicle-weighings",
                   json_pack ("{s:I, s:I}", "lot", ID (y.lot), "mg", ID (7000 * KG)), "reason-needed");
  first = fixture_do (&y.f, "/v1/vehicle-weighings",
                      json_pack ("{s:I, s:I, s:s}", "lot", ID (y.lot), "mg", ID (7000 * KG), "reason", "线断了"));
  g_assert_cmpstr (json_string_value (json_object_get (first, "mode")), ==, "typed");
  g_assert_cmpstr (json_string_value (json_object_get (first, "approver_name")), ==, "站长");
  row = fixture_do (&y.f, "/v1/weighings",
                    json_pack ("{s:I, s:I, s:b, s:I, s:s}", "lot", ID (y.lot), "vehicle_weighing",
                               ID (integer (first, "id")), "typed", TRUE, "gross_mg", ID (3000 * KG), "reason",
                               "线断了"));
  check_masses (row, 7000, 3000, 4000);
  yard_close (&y);
}

static void
test_void (void)
{
  Yard y;
  g_autoptr(json_t) row = NULL;
  g_autofree gchar *truck_void = NULL;
  g_autofree gchar *weighing_void = NULL;
  g_autofree gchar *close = NULL;
  gint64 id;

  yard_open (&y);
  id = fixture_make (&y.f, "/v1/vehicle-weighings", truck (&y, 7000, "渝F00A21"));
  truck_void = path_of ("/v1/vehicle-weighings/", id, "/void");
  close = path_of ("/v1/deliveries/", y.delivery, "/close");
  fixture_refused (&y.f, close, NULL, "truck-waiting");
  row = fixture_do (&y.f, "/v1/weighings", second (&y, 3000, id));
  weighing_void = path_of ("/v1/weighings/", integer (row, "id"), "/void");
  fixture_refused (&y.f, truck_void, json_pack ("{s:s}", "reason", "wrong-lot"), "weighing-first");
  json_decref (fixture_do (&y.f, weighing_void, json_pack ("{s:s}", "reason", "not-emptied")));
  g_assert_cmpuint (count_waiting (&y), ==, 1); /* it waits again */
  json_decref (fixture_do (&y.f, "/v1/weighings", second (&y, 2960, id)));
  fixture_refused (&y.f, truck_void, json_pack ("{s:s}", "reason", "wrong-lot"), "weighing-first");
  json_decref (fixture_do (&y.f, close, NULL));
  yard_close (&y);
}

/* The own last one of an open delivery; an older one, or another person's, wants a supervisor. */
static void
test_void_rights (void)
{
  Yard y;
  g_autoptr(json_t) gone = NULL;
  g_autofree gchar *older = NULL;
  g_autofree gchar *newer = NULL;
  gint64 id;

  yard_open (&y);
  id = fixture_make (&y.f, "/v1/vehicle-weighings", truck (&y, 7000, "A"));
  older = path_of ("/v1/vehicle-weighings/", id, "/void");
  newer = path_of ("/v1/vehicle-weighings/", fixture_make (&y.f, "/v1/vehicle-weighings", truck (&y, 6000, "B")),
                   "/void");
  fixture_refused (&y.f, older, json_pack ("{s:s}", "reason", "duplicate"), "not-own-weighing");
  fixture_refused (&y.f, newer, json_pack ("{s:s}", "reason", "other"), "reason-needed");
  gone = fixture_do (&y.f, newer, json_pack ("{s:s}", "reason", "duplicate"));
  g_assert_true (is_true (gone, "void"));
  g_assert_false (is_true (gone, "waiting"));
  fixture_refused (&y.f, newer, json_pack ("{s:s}", "reason", "duplicate"), "already-void");
  fixture_refused (&y.f, "/v1/weighings", second (&y, 3000, integer (gone, "id")), "already-void");
  fixture_as_supervisor (&y.f);
  json_decref (fixture_do (&y.f, older, json_pack ("{s:s}", "reason", "duplicate")));
  g_assert_cmpuint (count_waiting (&y), ==, 0);
  yard_close (&y);
}

static void
test_pallet (void)
{
  Yard y;
  g_autoptr(json_t) row = NULL;
  g_autoptr(json_t) box = NULL;

  yard_open (&y);
  row = fixture_do (&y.f, "/v1/weighings",
                    json_pack ("{s:I, s:I, s:I, s:I, s:I, s:i}", "lot", ID (y.lot), "scale", ID (y.f.scale),
                               "simulated_mg", ID (120 * KG), "crate_type", ID (y.f.crate_type), "pallet_type",
                               ID (y.pallet), "crates", 4));
  g_assert_cmpint (integer (row, "tare_mg"), ==, 22400000); /* 4 × 1.85 + 15 */
  g_assert_cmpint (integer (row, "net_mg"), ==, 97600000);
  g_assert_cmpstr (json_string_value (json_object_get (row, "pallet_type_name")), ==, "木托盘");
  box = fixture_do (&y.f, "/v1/weighings", /* loose fruit in a box of pallet's size */
                    json_pack ("{s:I, s:I, s:I, s:I, s:i}", "lot", ID (y.lot), "scale", ID (y.f.scale),
                               "simulated_mg", ID (100 * KG), "pallet_type", ID (y.pallet), "crates", 0));
  check_masses (box, 100, 15, 85);
  fixture_refused (&y.f, "/v1/weighings",
                   json_pack ("{s:I, s:I, s:I, s:I}", "lot", ID (y.lot), "scale", ID (y.f.scale), "simulated_mg",
                              ID (20 * KG), "pallet_type", ID (y.f.plot)),
                   "not-found");
  yard_close (&y);
}

/* The same command id twice is one truck. */
static void
test_repeat_command (void)
{
  Yard y;
  g_autoptr(GError) error = NULL;
  g_autoptr(json_t) first = NULL;
  g_autoptr(json_t) again = NULL;

  yard_open (&y);
  first = fixture_command (&y.f, 5, "/v1/vehicle-weighings", truck (&y, 7000, NULL), &error);
  again = fixture_command (&y.f, 5, "/v1/vehicle-weighings", truck (&y, 7000, NULL), &error);
  g_assert_no_error (error);
  g_assert_true (json_equal (first, again));
  g_assert_cmpuint (count_waiting (&y), ==, 1);
  g_assert_null (fixture_command (&y.f, 5, "/v1/vehicle-weighings", truck (&y, 6000, NULL), &error));
  g_assert_cmpstr (guo_refusal_code (error), ==, "command-id-reused");
  yard_close (&y);
}

static json_t *
warning_of (json_t *row)
{
  json_t *warnings = json_object_get (row, "warnings");

  g_assert_cmpuint (json_array_size (warnings), <=, 1);
  return json_array_get (warnings, 0);
}

/* The same plate with the same weight within ten minutes is said, however the plate is written. */
static void
test_same_vehicle (void)
{
  Yard y;
  g_autoptr(json_t) first = NULL;
  g_autoptr(json_t) same = NULL;
  g_autoptr(json_t) other = NULL;
  g_autoptr(json_t) later = NULL;

  yard_open (&y);
  first = fixture_do (&y.f, "/v1/vehicle-weighings", truck (&y, 7000, "渝F·00A21"));
  g_assert_null (warning_of (first));
  y.f.wall_us += (gint64) 9 * 60 * G_USEC_PER_SEC;
  same = fixture_do (&y.f, "/v1/vehicle-weighings", truck (&y, 7020, "渝f 00A21"));
  g_assert_cmpstr (json_string_value (json_object_get (warning_of (same), "code")), ==, "same-vehicle");
  g_assert_true (json_is_null (json_object_get (warning_of (same), "no")));
  g_assert_true (json_equal (json_object_get (warning_of (same), "at"), json_object_get (first, "at")));
  other = fixture_do (&y.f, "/v1/vehicle-weighings", truck (&y, 7020, "渝F·00A22"));
  g_assert_null (warning_of (other));
  y.f.wall_us += (gint64) 11 * 60 * G_USEC_PER_SEC;
  later = fixture_do (&y.f, "/v1/vehicle-weighings", truck (&y, 7020, "渝F·00A21"));
  g_assert_null (warning_of (later));
  yard_close (&y);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/station/trucks/loose", test_loose);
  g_test_add_func ("/station/trucks/empty-first", test_empty_first);
  g_test_add_func ("/station/trucks/refusals", test_refusals);
  g_test_add_func ("/station/trucks/typed", test_typed);
  g_test_add_func ("/station/trucks/void", test_void);
  g_test_add_func ("/station/trucks/void-rights", test_void_rights);
  g_test_add_func ("/station/trucks/pallet", test_pallet);
  g_test_add_func ("/station/trucks/repeat-command", test_repeat_command);
  g_test_add_func ("/station/trucks/same-vehicle", test_same_vehicle);
  return g_test_run ();
}
