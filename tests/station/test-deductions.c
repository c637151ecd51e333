/* Deductions: what they take, to the milligram; who may say so; and the day's exception report over it all. */
#include "tests/station/fixture.h"

#include "db/database.h"
#include "db/projector.h"
#include "station/client/mass.h"

#include <string.h>

#define ID(n) ((json_int_t) (n))

typedef struct
{
  Fixture f;
  gint64 delivery;
  gint64 lot;
  gchar *close;
} Desk;

static gint64
integer (json_t *object, const gchar *name)
{
  g_assert_true (json_is_integer (json_object_get (object, name)));
  return json_integer_value (json_object_get (object, name));
}

static const gchar *
text (json_t *object, const gchar *name)
{
  const gchar *value = json_string_value (json_object_get (object, name));

  return value != NULL ? value : "";
}

static gchar *
path_of (const gchar *before, gint64 id, const gchar *after)
{
  return g_strdup_printf ("%s%" G_GINT64_FORMAT "%s", before, id, after);
}

static gint64
crate (Desk *desk, gint64 gross_mg)
{
  return fixture_make (&desk->f, "/v1/weighings",
                       json_pack ("{s:I, s:I, s:I}", "lot", ID (desk->lot), "scale", ID (desk->f.scale),
                                  "simulated_mg", ID (gross_mg)));
}

static void
desk_open (Desk *desk)
{
  fixture_open (&desk->f);
  fixture_centre (&desk->f);
  desk->lot = fixture_deliver (&desk->f, &desk->delivery);
  desk->close = path_of ("/v1/deliveries/", desk->delivery, "/close");
}

/* Views rebuilt from the log are the views that the commands left. */
static void
desk_close (Desk *desk)
{
  GuoDatabase *db = guo_station_db (desk->f.station);
  g_autofree gchar *before = guo_projector_dump (db, NULL);
  g_autofree gchar *after = NULL;

  g_assert_true (guo_projector_rebuild (db, NULL, NULL, NULL));
  after = guo_projector_dump (db, NULL);
  g_assert_cmpstr (before, ==, after);
  g_free (desk->close);
  fixture_close (&desk->f);
}

static json_t *
percent (Desk *desk, gint64 ppm)
{
  return json_pack ("{s:I, s:s, s:I, s:s}", "lot", ID (desk->lot), "kind", "percent", "ppm", ID (ppm), "reason",
                    "water");
}

static json_t *
mass (Desk *desk, gint64 mg)
{
  return json_pack ("{s:I, s:s, s:I, s:s}", "lot", ID (desk->lot), "kind", "mass", "mg", ID (mg), "reason", "leaf");
}

/* Lot and delivery say the same. */
static void
check_sums (Desk *desk, gint64 net_mg, gint64 deduction_mg, gint64 payable_mg)
{
  g_autofree gchar *lot_path = path_of ("/v1/lots/", desk->lot, "");
  g_autofree gchar *delivery_path = path_of ("/v1/deliveries/", desk->delivery, "");
  g_autoptr(json_t) lot = fixture_get (&desk->f, lot_path);
  g_autoptr(json_t) delivery = fixture_get (&desk->f, delivery_path);
  json_t *rows[] = { lot, delivery, json_array_get (json_object_get (delivery, "lots"), 0) };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_cmpint (integer (rows[i], "net_mg"), ==, net_mg);
      g_assert_cmpint (integer (rows[i], "deduction_mg"), ==, deduction_mg);
      g_assert_cmpint (integer (rows[i], "payable_mg"), ==, payable_mg);
      g_assert_true (json_is_array (json_object_get (rows[i], "deductions")));
    }
}

/* The sum is rounded, not each crate; each deduction is taken of the whole net. */
static void
test_sum (void)
{
  Desk d;
  g_autoptr(json_t) row = NULL;

  desk_open (&d);
  row = fixture_do (&d.f, "/v1/deductions", percent (&d, 15000));
  g_assert_cmpint (integer (row, "deducted_mg"), ==, 0); /* nothing is weighed yet */
  for (gint i = 0; i < 3; i++)
    crate (&d, 21600000);
  check_sums (&d, 64800000, 950000, 63850000); /* 972 g, on 50 g */
  json_decref (fixture_do (&d.f, "/v1/deductions", percent (&d, 20000)));
  check_sums (&d, 64800000, 950000 + 1300000, 62550000); /* 1,296 g more */
  json_decref (fixture_do (&d.f, "/v1/deductions", mass (&d, 123456)));
  check_sums (&d, 64800000, 2250000 + 123456, 62426544); /* a mass is taken as said */
  json_decref (fixture_do (&d.f, "/v1/deductions", mass (&d, 100000000)));
  check_sums (&d, 64800000, 102373456, 0); /* never less than nothing */
  desk_close (&d);
}

/* Half an interval rounds up; the face's preview is the station's figure. */
static void
test_rounding (void)
{
  static const struct
  {
    gint64 gross_mg;
    gint64 ppm;
    gint64 deducted_mg;
  } cases[] = {
    { 25000000, 1000, 50000 },  /* 25 g: half of 50 g */
    { 24000000, 1000, 0 },
    { 75000000, 1000, 100000 }, /* 75 g */
    { 100000000, 1000000, 100000000 },
    { 21600000, 333333, 7200000 },
    { 21600000, 1, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Desk d;
      g_autoptr(json_t) row = NULL;

      desk_open (&d);
      crate (&d, cases[i].gross_mg);
      row = fixture_do (&d.f, "/v1/deductions", percent (&d, cases[i].ppm));
      g_assert_cmpint (integer (row, "round_mg"), ==, 50000);
      g_assert_cmpint (integer (row, "deducted_mg"), ==, cases[i].deducted_mg);
      g_assert_cmpint (guo_mass_percent (cases[i].gross_mg, cases[i].ppm, 50000), ==, cases[i].deducted_mg);
      desk_close (&d);
    }
}

static void
test_fields (void)
{
  Desk d;

  desk_open (&d);
  fixture_refused (&d.f, "/v1/deductions", json_pack ("{s:I, s:s, s:s}", "lot", ID (d.lot), "kind", "percent",
                                                      "reason", "water"),
                   "bad-field");
  fixture_refused (&d.f, "/v1/deductions",
                   json_pack ("{s:I, s:s, s:s, s:i, s:i}", "lot", ID (d.lot), "kind", "percent", "reason", "water",
                              "ppm", 1, "mg", 1),
                   "bad-field");
  fixture_refused (&d.f, "/v1/deductions", percent (&d, 1000001), "bad-field");
  fixture_refused (&d.f, "/v1/deductions",
                   json_pack ("{s:I, s:s, s:i, s:s}", "lot", ID (d.lot), "kind", "mass", "mg", 1, "reason", "other"),
                   "reason-needed");
  fixture_refused (&d.f, "/v1/deductions",
                   json_pack ("{s:I, s:s, s:i, s:s}", "lot", ID (d.f.plot), "kind", "mass", "mg", 1, "reason",
                              "water"),
                   "not-found");
  desk_close (&d);
}

/* An operator while the delivery is open; afterwards a supervisor, also by a PIN on the spot. */
static void
test_rights (void)
{
  Desk d;
  g_autofree gchar *undo = NULL;
  gint64 id;

  desk_open (&d);
  crate (&d, 100000000);
  id = fixture_make (&d.f, "/v1/deductions", percent (&d, 20000));
  undo = path_of ("/v1/deductions/", id, "/void");
  json_decref (fixture_do (&d.f, d.close, NULL));
  fixture_refused (&d.f, "/v1/deductions", percent (&d, 10000), "delivery-closed");
  fixture_refused (&d.f, undo, json_pack ("{s:s}", "reason", "wrong-amount"), "delivery-closed");
  check_sums (&d, 100000000, 2000000, 98000000);
  json_decref (fixture_do (&d.f, undo,
                           json_pack ("{s:s, s:{s:s, s:s}}", "reason", "wrong-amount", "approver", "user", "站长",
                                      "pin", "9999")));
  check_sums (&d, 100000000, 0, 100000000);
  fixture_as_supervisor (&d.f);
  fixture_refused (&d.f, undo, json_pack ("{s:s}", "reason", "wrong-amount"), "already-void");
  json_decref (fixture_do (&d.f, "/v1/deductions", percent (&d, 10000)));
  check_sums (&d, 100000000, 1000000, 99000000);
  desk_close (&d);
}

static void
test_replace (void)
{
  Desk d;
  g_autoptr(json_t) row = NULL;
  g_autofree gchar *list_path = NULL;
  g_autoptr(json_t) list = NULL;
  g_autofree gchar *undo = NULL;
  gint64 id, other;

  desk_open (&d);
  crate (&d, 100000000);
  id = fixture_make (&d.f, "/v1/deductions", percent (&d, 20000));
  row = fixture_do (&d.f, "/v1/deductions",
                    json_pack ("{s:I, s:s, s:i, s:s}", "replaces", ID (id), "kind", "mass", "mg", 1500000, "reason",
                               "damage"));
  g_assert_cmpint (integer (row, "id"), ==, id);
  g_assert_cmpint (integer (row, "deducted_mg"), ==, 1500000);
  check_sums (&d, 100000000, 1500000, 98500000);
  other = fixture_deliver (&d.f, NULL);
  fixture_refused (&d.f, "/v1/deductions",
                   json_pack ("{s:I, s:I, s:s, s:i, s:s}", "replaces", ID (id), "lot", ID (other), "kind", "mass",
                              "mg", 1, "reason", "damage"),
                   "bad-field");
  list_path = path_of ("/v1/deductions?delivery=", d.delivery, "");
  list = fixture_get (&d.f, list_path);
  g_assert_cmpuint (json_array_size (json_object_get (list, "rows")), ==, 1);
  undo = path_of ("/v1/deductions/", id, "/void");
  json_decref (fixture_do (&d.f, undo, json_pack ("{s:s}", "reason", "duplicate")));
  fixture_refused (&d.f, "/v1/deductions",
                   json_pack ("{s:I, s:s, s:i, s:s}", "replaces", ID (id), "kind", "mass", "mg", 1, "reason",
                              "damage"),
                   "already-void");
  desk_close (&d);
}

/* The same command id twice is one deduction. */
static void
test_repeat_command (void)
{
  Desk d;
  g_autoptr(GError) error = NULL;
  g_autoptr(json_t) first = NULL;
  g_autoptr(json_t) again = NULL;

  desk_open (&d);
  crate (&d, 100000000);
  first = fixture_command (&d.f, 3, "/v1/deductions", percent (&d, 20000), &error);
  again = fixture_command (&d.f, 3, "/v1/deductions", percent (&d, 20000), &error);
  g_assert_no_error (error);
  g_assert_true (json_equal (first, again));
  check_sums (&d, 100000000, 2000000, 98000000);
  desk_close (&d);
}

/* A whole day of exceptions; the kinds in the order in which they happened. */
static void
make_exceptions (Desk *d)
{
  g_autofree gchar *undo = NULL;
  g_autofree gchar *reopen = path_of ("/v1/deliveries/", d->delivery, "/reopen");
  g_autofree gchar *rearm = path_of ("/v1/scales/", d->f.scale, "/rearm");
  json_t *low = json_pack ("{s:I, s:I, s:b}", "lot", ID (d->lot), "scale", ID (d->f.scale), "confirm_below_min", TRUE);

  fixture_run (&d->f, 500);
  fixture_scale (&d->f, "put 0.80");
  json_decref (fixture_do (&d->f, "/v1/weighings", json_deep_copy (low)));
  fixture_scale (&d->f, "remove");
  fixture_scale (&d->f, "put 23.45");
  json_decref (fixture_do (&d->f, "/v1/weighings", json_deep_copy (low)));
  json_decref (fixture_do (&d->f, rearm, NULL));
  undo = path_of ("/v1/weighings/", fixture_make (&d->f, "/v1/weighings", low), "/void");
  json_decref (fixture_do (&d->f, undo, json_pack ("{s:s}", "reason", "duplicate")));
  fixture_run (&d->f, 1000);
  fixture_as_supervisor (&d->f);
  json_decref (fixture_do (&d->f, "/v1/weighings",
                           json_pack ("{s:I, s:b, s:I, s:s}", "lot", ID (d->lot), "typed", TRUE, "gross_mg",
                                      ID (20000000), "reason", "秤坏了")));
  fixture_run (&d->f, 1000);
  json_decref (fixture_do (&d->f, "/v1/deductions", percent (d, 100000)));
  fixture_run (&d->f, 1000);
  json_decref (fixture_do (&d->f, d->close, NULL));
  json_decref (fixture_do (&d->f, reopen, json_pack ("{s:s}", "reason", "还有一筐")));
}

static void
test_exceptions (void)
{
  static const gchar *const kinds[] = { "below-min", "rearmed", "void", "typed", "deduction", "reopened" };
  Desk d;
  g_autoptr(json_t) list = NULL;
  g_autoptr(json_t) empty = NULL;
  json_t *rows;

  desk_open (&d);
  make_exceptions (&d);
  list = fixture_get (&d.f, "/v1/exceptions");
  rows = json_object_get (list, "rows");
  for (gsize i = 0; i < json_array_size (rows); i++)
    g_assert_cmpstr (text (json_array_get (rows, i), "kind"), ==, kinds[i]);
  g_assert_cmpuint (json_array_size (rows), ==, G_N_ELEMENTS (kinds));
  g_assert_cmpint (integer (json_array_get (rows, 2), "was_mg"), ==, 23450000);
  g_assert_cmpint (integer (json_array_get (rows, 2), "now_mg"), ==, 0);
  g_assert_cmpstr (text (json_array_get (rows, 2), "reason"), ==, "duplicate");
  g_assert_cmpstr (text (json_array_get (rows, 2), "no"), ==, "3");
  g_assert_cmpstr (text (json_array_get (rows, 2), "what"), ==, "weighing");
  g_assert_cmpstr (text (json_array_get (rows, 2), "actor_name"), ==, "王芳");
  g_assert_cmpint (integer (json_array_get (rows, 3), "now_mg"), ==, 20000000);
  g_assert_cmpstr (text (json_array_get (rows, 3), "reason"), ==, "秤坏了");
  g_assert_cmpstr (text (json_array_get (rows, 3), "approver_name"), ==, "站长");
  g_assert_cmpint (integer (json_array_get (rows, 4), "now_mg"), ==, 4450000); /* of 44.25 */
  g_assert_cmpstr (text (json_array_get (rows, 4), "party_name"), ==, "李长顺");
  g_assert_cmpstr (text (json_array_get (rows, 5), "delivery_no"), ==, "0716-01");
  empty = fixture_get (&d.f, "/v1/exceptions?day=2026-07-15");
  g_assert_cmpuint (json_array_size (json_object_get (empty, "rows")), ==, 0);
  desk_close (&d);
}

/* What is done today to yesterday's delivery is today's exception. */
static void
test_next_day (void)
{
  Desk d;
  g_autofree gchar *undo = NULL;
  g_autoptr(json_t) today = NULL;
  g_autoptr(json_t) then = NULL;

  desk_open (&d);
  undo = path_of ("/v1/weighings/", crate (&d, 20000000), "/void");
  d.f.wall_us += (gint64) 24 * 3600 * G_USEC_PER_SEC;
  json_decref (fixture_do (&d.f, "/v1/deductions", percent (&d, 10000)));
  json_decref (fixture_do (&d.f, undo, json_pack ("{s:s}", "reason", "duplicate")));
  then = fixture_get (&d.f, "/v1/exceptions?day=2026-07-16");
  today = fixture_get (&d.f, "/v1/exceptions");
  g_assert_cmpuint (json_array_size (json_object_get (then, "rows")), ==, 0);
  g_assert_cmpuint (json_array_size (json_object_get (today, "rows")), ==, 2);
  desk_close (&d);
}

/* After a stop the crate on the scale may be the one that was recorded: said with its number, kept in the event. */
static void
test_confirmed_repeat (void)
{
  Desk d;
  g_autoptr(GError) error = NULL;
  g_autoptr(json_t) row = NULL;
  g_autoptr(json_t) list = NULL;
  json_t *body;

  desk_open (&d);
  body = json_pack ("{s:I, s:I}", "lot", ID (d.lot), "scale", ID (d.f.scale));
  fixture_run (&d.f, 500);
  fixture_scale (&d.f, "put 23.45");
  json_decref (fixture_do (&d.f, "/v1/weighings", json_deep_copy (body)));
  fixture_reopen (&d.f);
  fixture_run (&d.f, 4000);
  g_assert_null (fixture_call (&d.f, "POST", "/v1/weighings", json_deep_copy (body), &error));
  g_assert_cmpstr (guo_refusal_code (error), ==, "maybe-recorded");
  g_assert_cmpint (integer (guo_refusal_params (error), "no"), ==, 1);
  g_assert_cmpint (integer (guo_refusal_params (error), "net_mg"), ==, 23450000);
  json_object_set_new (body, "confirm_repeat", json_true ());
  row = fixture_do (&d.f, "/v1/weighings", body);
  g_assert_true (json_is_true (json_object_get (row, "confirmed_repeat")));
  list = fixture_get (&d.f, "/v1/exceptions");
  g_assert_cmpstr (text (json_array_get (json_object_get (list, "rows"), 0), "kind"), ==, "confirmed-repeat");
  desk_close (&d);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/station/deductions/sum", test_sum);
  g_test_add_func ("/station/deductions/rounding", test_rounding);
  g_test_add_func ("/station/deductions/fields", test_fields);
  g_test_add_func ("/station/deductions/rights", test_rights);
  g_test_add_func ("/station/deductions/replace", test_replace);
  g_test_add_func ("/station/deductions/repeat-command", test_repeat_command);
  g_test_add_func ("/station/exceptions/day", test_exceptions);
  g_test_add_func ("/station/exceptions/next-day", test_next_day);
  g_test_add_func ("/station/exceptions/confirmed-repeat", test_confirmed_repeat);
  return g_test_run ();
}
