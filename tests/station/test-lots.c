/* What becomes of lots between harvest and case: the balance of a lot over all its runs sums to the milligram. */
#include "tests/station/desk.h"

#define KG(n) ((gint64) (n) * 1000000)

typedef struct
{
  Desk d;
  gint64 scheme;
} Hall;

static const gchar *const parts[] = { "graded_mg", "below_mg", "cull_mg", "loss_mg", "line_mg", "difference_mg", "packed_mg",
                                      "moved_mg", "left_mg", "corrected_mg" };

/* One crate of 100 kg stands in the lot; the plum scheme is taken over. */
static void
hall_open (Hall *hall)
{
  desk_open (&hall->d);
  desk_crate (&hall->d, KG (100));
  fixture_as_supervisor (&hall->d.f);
  hall->scheme = fixture_make (&hall->d.f, "/v1/grade-schemes", json_pack ("{s:s}", "shipped", "centre-plum"));
  fixture_as_operator (&hall->d.f);
}

static gint64
weigh (Hall *hall, gint64 lot, gint64 mg)
{
  return fixture_make (&hall->d.f, "/v1/weighings", json_pack ("{s:I, s:I, s:I}", "lot", ID (lot), "scale", ID (hall->d.f.scale),
                                                               "simulated_mg", ID (mg)));
}

static gint64
run_of (Hall *hall, gint64 lot, gint64 mg)
{
  return fixture_make (&hall->d.f, "/v1/grade-runs",
                       json_pack ("{s:I, s:s, s:[{s:I, s:I}]}", "scheme", ID (hall->scheme), "mixing", "variety", "lots", "lot", ID (lot),
                                  "mg", ID (mg)));
}

static void
feed (Hall *hall, gint64 run, gint64 lot, gint64 mg)
{
  g_autofree gchar *path = desk_path ("/v1/grade-runs/", run, "/feed");

  json_decref (fixture_do (&hall->d.f, path, json_pack ("{s:[{s:I, s:I}]}", "lots", "lot", ID (lot), "mg", ID (mg))));
}

static void
take (Hall *hall, gint64 run, const gchar *kind, const gchar *class, gint64 mg)
{
  g_autofree gchar *path = desk_path ("/v1/grade-runs/", run, "/take");

  json_decref (fixture_do (&hall->d.f, path, json_pack ("{s:s, s:s*, s:I}", "kind", kind, "grade_class", class, "mg", ID (mg))));
}

static json_t *
close_run (Hall *hall, gint64 run)
{
  g_autofree gchar *path = desk_path ("/v1/grade-runs/", run, "/close");

  return fixture_do (&hall->d.f, path, json_pack ("{s:s}", "reason", "rain"));
}

static gint64
sum_of (json_t *object)
{
  gint64 sum = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    sum += json_integer_value (json_object_get (object, parts[i]));
  return sum;
}

/* In is what it became, to the milligram: of the lot, and of each run's part in it. */
static json_t *
balance_of (Hall *hall, gint64 lot)
{
  g_autofree gchar *path = desk_path ("/v1/lots/", lot, "/balance");
  json_t *balance = fixture_get (&hall->d.f, path), *run;
  gsize i;

  g_assert_cmpint (sum_of (balance), ==, desk_integer (balance, "in_mg"));
  json_array_foreach (json_object_get (balance, "runs"), i, run)
    g_assert_cmpint (sum_of (run), ==, desk_integer (run, "in_mg"));
  return balance;
}

static void
check_part (json_t *balance, const gchar *part, gint64 mg)
{
  g_test_message ("%s", part);
  g_assert_cmpint (desk_integer (balance, part), ==, mg);
}

/* Two runs of one lot, the first closed with a difference, the second open and shared with another lot. */
static void
test_balance (void)
{
  Hall hall;
  gint64 other, run;
  g_autoptr(json_t) first = NULL, second = NULL;

  hall_open (&hall);
  other = fixture_deliver (&hall.d.f, NULL);
  weigh (&hall, other, KG (50));
  run = run_of (&hall, hall.d.lot, KG (40));
  take (&hall, run, "class", "特级", KG (30));
  take (&hall, run, "below", NULL, KG (6));
  take (&hall, run, "cull", NULL, KG (3));
  json_decref (close_run (&hall, run));
  run = run_of (&hall, hall.d.lot, KG (20));
  feed (&hall, run, other, KG (10));
  take (&hall, run, "class", "一级", KG (15) + 1);
  take (&hall, run, "loss", NULL, KG (1));
  first = balance_of (&hall, hall.d.lot);
  second = balance_of (&hall, other);
  check_part (first, "in_mg", KG (100));
  check_part (first, "graded_mg", KG (40) + 1); /* 30, and two thirds of what is ours by proportion */
  check_part (second, "graded_mg", KG (5));
  check_part (first, "below_mg", KG (6));
  check_part (first, "difference_mg", KG (1));
  check_part (first, "left_mg", KG (40));
  check_part (second, "left_mg", KG (40));
  g_assert_cmpint (desk_integer (first, "loss_mg") + desk_integer (second, "loss_mg"), ==, KG (1));
  g_assert_cmpint (desk_integer (first, "line_mg") + desk_integer (second, "line_mg"), ==, KG (14) - 1);
  g_assert_cmpstr (desk_text (first, "basis"), ==, "proportion");
  g_assert_cmpstr (desk_text (json_array_get (json_object_get (first, "runs"), 0), "basis"), ==, "measured");
  desk_close (&hall.d);
}

static void
void_weighing (Hall *hall, gint64 weighing)
{
  g_autofree gchar *path = desk_path ("/v1/weighings/", weighing, "/void");

  json_decref (fixture_do (&hall->d.f, path, json_pack ("{s:s}", "reason", "duplicate")));
}

/* A weighing that turns out wrong after the run: the difference is named, whichever way it goes; before it, it is none. */
static void
test_corrected (void)
{
  Hall hall;
  gint64 twice, wrong, run;
  g_autoptr(json_t) before = NULL, after = NULL, less = NULL;

  hall_open (&hall);
  wrong = weigh (&hall, hall.d.lot, KG (10));
  fixture_as_supervisor (&hall.d.f);
  void_weighing (&hall, wrong);
  before = balance_of (&hall, hall.d.lot);
  check_part (before, "changed_mg", 0);
  twice = weigh (&hall, hall.d.lot, KG (20));
  run = run_of (&hall, hall.d.lot, KG (120));
  take (&hall, run, "class", "特级", KG (100));
  void_weighing (&hall, twice);
  after = balance_of (&hall, hall.d.lot);
  check_part (after, "in_mg", KG (100));
  check_part (after, "line_mg", KG (20));
  check_part (after, "left_mg", 0);
  check_part (after, "corrected_mg", -KG (20));
  check_part (after, "changed_mg", -KG (20));
  weigh (&hall, hall.d.lot, KG (25)); /* another crate is no correction */
  less = balance_of (&hall, hall.d.lot);
  check_part (less, "left_mg", KG (5));
  check_part (less, "corrected_mg", 0);
  check_part (less, "changed_mg", -KG (20));
  desk_close (&hall.d);
}

/* What may be unaccounted for is the centre's to set; a run that is closed keeps what held then. */
static void
test_limit (void)
{
  Hall hall;
  gint64 run;
  g_autofree gchar *show = NULL, *close = NULL;
  g_autoptr(json_t) closed = NULL, later = NULL;

  hall_open (&hall);
  fixture_as_supervisor (&hall.d.f);
  fixture_refused (&hall.d.f, "/v1/centre", json_pack ("{s:i}", "run_limit_ppm", 100001), "bad-field");
  json_decref (fixture_do (&hall.d.f, "/v1/centre", json_pack ("{s:i, s:I}", "run_limit_ppm", 20000, "run_limit_mg", ID (KG (1)))));
  run = run_of (&hall, hall.d.lot, KG (100));
  close = desk_path ("/v1/grade-runs/", run, "/close");
  show = desk_path ("/v1/grade-runs/", run, "");
  take (&hall, run, "class", "特级", KG (98) - 1);
  fixture_refused (&hall.d.f, close, json_object (), "balance");
  take (&hall, run, "loss", NULL, 1); /* 2 kg of 100 */
  closed = fixture_do (&hall.d.f, close, json_object ());
  g_assert_cmpint (desk_integer (json_object_get (closed, "balance"), "limit_mg"), ==, KG (2));
  json_decref (fixture_do (&hall.d.f, "/v1/centre", json_pack ("{s:i, s:i}", "run_limit_ppm", 0, "run_limit_mg", 0)));
  later = fixture_get (&hall.d.f, show);
  g_assert_cmpint (desk_integer (json_object_get (later, "balance"), "limit_mg"), ==, KG (2));
  g_assert_true (json_is_true (json_object_get (json_object_get (later, "balance"), "within")));
  desk_close (&hall.d);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/station/lots/balance", test_balance);
  g_test_add_func ("/station/lots/corrected", test_corrected);
  g_test_add_func ("/station/lots/limit", test_limit);
  return g_test_run ();
}
