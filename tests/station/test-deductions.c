/* Deductions: what they take, to the milligram, and who may say so. */
#include "station/client/mass.h"
#include "tests/station/desk.h"

static json_t *
mass (Desk *desk, gint64 mg)
{
  return json_pack ("{s:I, s:s, s:I, s:s}", "lot", ID (desk->lot), "kind", "mass", "mg", ID (mg), "reason", "leaf");
}

/* Lot and delivery say the same. */
static void
check_sums (Desk *desk, gint64 net_mg, gint64 deduction_mg, gint64 payable_mg)
{
  g_autofree gchar *lot_path = desk_path ("/v1/lots/", desk->lot, "");
  g_autofree gchar *delivery_path = desk_path ("/v1/deliveries/", desk->delivery, "");
  g_autoptr(json_t) lot = fixture_get (&desk->f, lot_path);
  g_autoptr(json_t) delivery = fixture_get (&desk->f, delivery_path);
  json_t *rows[] = { lot, delivery, json_array_get (json_object_get (delivery, "lots"), 0) };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_cmpint (desk_integer (rows[i], "net_mg"), ==, net_mg);
      g_assert_cmpint (desk_integer (rows[i], "deduction_mg"), ==, deduction_mg);
      g_assert_cmpint (desk_integer (rows[i], "payable_mg"), ==, payable_mg);
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
  row = fixture_do (&d.f, "/v1/deductions", desk_percent (&d, 15000));
  g_assert_cmpint (desk_integer (row, "deducted_mg"), ==, 0); /* nothing is weighed yet */
  for (gint i = 0; i < 3; i++)
    desk_crate (&d, 21600000);
  check_sums (&d, 64800000, 950000, 63850000); /* 972 g, on 50 g */
  json_decref (fixture_do (&d.f, "/v1/deductions", desk_percent (&d, 20000)));
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
      desk_crate (&d, cases[i].gross_mg);
      row = fixture_do (&d.f, "/v1/deductions", desk_percent (&d, cases[i].ppm));
      g_assert_cmpint (desk_integer (row, "round_mg"), ==, 50000);
      g_assert_cmpint (desk_integer (row, "deducted_mg"), ==, cases[i].deducted_mg);
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
  fixture_refused (&d.f, "/v1/deductions", desk_percent (&d, 1000001), "bad-field");
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
  desk_crate (&d, 100000000);
  id = fixture_make (&d.f, "/v1/deductions", desk_percent (&d, 20000));
  undo = desk_path ("/v1/deductions/", id, "/void");
  json_decref (fixture_do (&d.f, d.close, NULL));
  fixture_refused (&d.f, "/v1/deductions", desk_percent (&d, 10000), "delivery-closed");
  fixture_refused (&d.f, undo, json_pack ("{s:s}", "reason", "wrong-amount"), "delivery-closed");
  check_sums (&d, 100000000, 2000000, 98000000);
  json_decref (fixture_do (&d.f, undo,
                           json_pack ("{s:s, s:{s:s, s:s}}", "reason", "wrong-amount", "approver", "user", "站长",
                                      "pin", "9999")));
  check_sums (&d, 100000000, 0, 100000000);
  fixture_as_supervisor (&d.f);
  fixture_refused (&d.f, undo, json_pack ("{s:s}", "reason", "wrong-amount"), "already-void");
  json_decref (fixture_do (&d.f, "/v1/deductions", desk_percent (&d, 10000)));
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
  desk_crate (&d, 100000000);
  id = fixture_make (&d.f, "/v1/deductions", desk_percent (&d, 20000));
  row = fixture_do (&d.f, "/v1/deductions",
                    json_pack ("{s:I, s:s, s:i, s:s}", "replaces", ID (id), "kind", "mass", "mg", 1500000, "reason",
                               "damage"));
  g_assert_cmpint (desk_integer (row, "id"), ==, id);
  g_assert_cmpint (desk_integer (row, "deducted_mg"), ==, 1500000);
  check_sums (&d, 100000000, 1500000, 98500000);
  other = fixture_deliver (&d.f, NULL);
  fixture_refused (&d.f, "/v1/deductions",
                   json_pack ("{s:I, s:I, s:s, s:i, s:s}", "replaces", ID (id), "lot", ID (other), "kind", "mass",
                              "mg", 1, "reason", "damage"),
                   "bad-field");
  list_path = desk_path ("/v1/deductions?delivery=", d.delivery, "");
  list = fixture_get (&d.f, list_path);
  g_assert_cmpuint (json_array_size (json_object_get (list, "rows")), ==, 1);
  undo = desk_path ("/v1/deductions/", id, "/void");
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
  desk_crate (&d, 100000000);
  first = fixture_command (&d.f, 3, "/v1/deductions", desk_percent (&d, 20000), &error);
  again = fixture_command (&d.f, 3, "/v1/deductions", desk_percent (&d, 20000), &error);
  g_assert_no_error (error);
  g_assert_true (json_equal (first, again));
  check_sums (&d, 100000000, 2000000, 98000000);
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
  return g_test_run ();
}
