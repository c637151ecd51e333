/* What becomes of lots between harvest and case: the balance of a lot over all its runs sums to the milligram. */
#include "tests/station/desk.h"

#include "db/database-private.h"

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
  take (&hall, run, "class", "special", KG (30));
  take (&hall, run, "below", NULL, KG (6));
  take (&hall, run, "cull", NULL, KG (3));
  json_decref (close_run (&hall, run));
  run = run_of (&hall, hall.d.lot, KG (20));
  feed (&hall, run, other, KG (10));
  take (&hall, run, "class", "first", KG (15) + 1);
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
  take (&hall, run, "class", "special", KG (100));
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

/* As another station of the house may say it: this one only voids. */
static void
correct_weighing (Hall *hall, gint64 weighing, gint64 mg)
{
  GuoStation *station = hall->d.f.station;
  GuoDatabase *db = guo_station_db (station);
  g_autoptr(GError) error = NULL;
  g_autoptr(GuoTransaction) tx = guo_transaction_begin (db, &error);
  json_auto_t *data = json_pack ("{s:o}", "replaces", guo_log_ref (db, weighing, NULL));
  json_auto_t *grower
    = json_pack ("{s:i, s:o, s:o, s:i, s:s, s:b, s:I, s:i, s:I}", "no", 2, "lot", guo_log_ref (db, hall->d.lot, NULL), "scale",
                 guo_log_ref (db, hall->d.f.scale, NULL), "crates", 1, "mode", "stable", "simulated", TRUE, "gross_mg", ID (mg),
                 "tare_mg", 0, "net_mg", ID (mg));

  g_assert_cmpint (guo_log_append (guo_station_log (station),
                                   &(GuoEvent) { .type = "weighing.recorded", .day = "2026-07-16", .season = 2026, .data = data, .grower = grower },
                                   &error),
                   >, 0);
  g_assert_true (guo_transaction_commit (&tx, &error));
}

/* More than was known when the fruit was used: the rest that nobody saw is named, what was left before stays left. */
static void
test_corrected_up (void)
{
  Hall hall;
  gint64 low, run;
  g_autoptr(json_t) before = NULL, after = NULL, again = NULL;

  hall_open (&hall);
  low = weigh (&hall, hall.d.lot, KG (20));
  fixture_as_supervisor (&hall.d.f);
  run = run_of (&hall, hall.d.lot, KG (118));
  take (&hall, run, "class", "special", KG (118));
  before = balance_of (&hall, hall.d.lot);
  check_part (before, "left_mg", KG (2));
  correct_weighing (&hall, low, KG (26));
  after = balance_of (&hall, hall.d.lot);
  check_part (after, "in_mg", KG (126));
  check_part (after, "changed_mg", KG (6));
  check_part (after, "corrected_mg", KG (6));
  check_part (after, "left_mg", KG (2));
  feed (&hall, run, hall.d.lot, KG (5)); /* whoever takes more of it has seen it */
  again = balance_of (&hall, hall.d.lot);
  check_part (again, "changed_mg", 0);
  check_part (again, "corrected_mg", 0);
  check_part (again, "left_mg", KG (3));
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
  take (&hall, run, "class", "special", KG (98) - 1);
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

static json_t *
show (Hall *hall, gint64 lot)
{
  g_autofree gchar *path = desk_path ("/v1/lots/", lot, "");

  return fixture_get (&hall->d.f, path);
}

static gint64
made_by (json_t *lot)
{
  return desk_integer (json_object_get (lot, "made"), "transform");
}

static json_t *
together (gint64 a, gint64 b, const gchar *mixing)
{
  return json_pack ("{s:[{s:I}, {s:I}], s:s}", "lots", "lot", ID (a), "lot", ID (b), "mixing", mixing);
}

/* A part of a lot is a lot of the same fruit, and is the lot's again when it is taken back; not once it was used. */
static void
test_split (void)
{
  Hall hall;
  g_autofree gchar *split = NULL, *undo = NULL, *undo_used = NULL;
  g_autoptr(json_t) parts_made = NULL, lot = NULL, back = NULL, gone = NULL;
  json_t *first, *second;

  hall_open (&hall);
  split = desk_path ("/v1/lots/", hall.d.lot, "/split");
  fixture_refused (&hall.d.f, split, json_pack ("{s:[{s:I}, {s:I}]}", "parts", "mg", ID (KG (60)), "mg", ID (KG (40) + 1)), "lot-empty");
  parts_made = fixture_do (&hall.d.f, split, json_pack ("{s:[{s:I}, {s:I}]}", "parts", "mg", ID (KG (30)), "mg", ID (KG (10))));
  first = json_array_get (json_object_get (parts_made, "rows"), 0);
  second = json_array_get (json_object_get (parts_made, "rows"), 1);
  g_assert_true (g_str_has_suffix (desk_text (first, "no"), "/1"));
  g_assert_true (g_str_has_suffix (desk_text (second, "no"), "/2"));
  g_assert_cmpstr (desk_text (first, "kind"), ==, "harvest");
  g_assert_cmpstr (desk_text (first, "picked_from"), !=, "");
  g_assert_cmpint (desk_integer (first, "cooperative"), ==, hall.d.f.cooperative);
  g_assert_cmpint (desk_integer (first, "left_mg"), ==, KG (30));
  lot = balance_of (&hall, hall.d.lot);
  check_part (lot, "moved_mg", KG (40));
  check_part (lot, "left_mg", KG (60));
  undo_used = desk_path ("/v1/transforms/", made_by (first), "/void");
  run_of (&hall, desk_integer (first, "id"), KG (1));
  fixture_refused (&hall.d.f, undo_used, json_pack ("{s:s}", "reason", "x"), "supervisor-needed");
  fixture_as_supervisor (&hall.d.f);
  fixture_refused (&hall.d.f, undo_used, json_pack ("{s:s}", "reason", "x"), "lot-used");
  json_decref (parts_made);
  parts_made = fixture_do (&hall.d.f, split, json_pack ("{s:[{s:I}]}", "parts", "mg", ID (KG (60))));
  undo = desk_path ("/v1/transforms/", made_by (json_array_get (json_object_get (parts_made, "rows"), 0)), "/void");
  back = fixture_do (&hall.d.f, undo, json_pack ("{s:s}", "reason", "wrong lot"));
  gone = show (&hall, desk_integer (json_array_get (json_object_get (parts_made, "rows"), 0), "id"));
  g_assert_true (json_is_true (json_object_get (gone, "void")));
  g_assert_cmpint (desk_integer (gone, "in_mg"), ==, 0);
  g_assert_cmpint (desk_integer (json_array_get (json_object_get (back, "rows"), 0), "left_mg"), ==, KG (60));
  fixture_refused (&hall.d.f, undo, json_pack ("{s:s}", "reason", "again"), "already-void");
  desk_close (&hall.d);
}

/* Lots of two cooperatives become one only where the rule says so; whose it is stays known, and is said to be a proportion. */
static void
test_merge (void)
{
  Hall hall;
  gint64 other, run, merged, sum = 0;
  g_autofree gchar *show_run = NULL;
  g_autoptr(json_t) lot = NULL, ran = NULL;
  json_t *share;
  gsize i;

  hall_open (&hall);
  other = desk_neighbour (&hall.d);
  fixture_refused (&hall.d.f, "/v1/lots/merge", together (hall.d.lot, other, "cooperative"), "lots-differ");
  fixture_refused (&hall.d.f, "/v1/lots/merge", together (other, other, "variety"), "bad-field");
  merged = fixture_make (&hall.d.f, "/v1/lots/merge", together (hall.d.lot, other, "variety"));
  fixture_refused (&hall.d.f, "/v1/lots/merge", together (hall.d.lot, merged, "variety"), "lot-empty");
  lot = show (&hall, merged);
  g_assert_cmpint (desk_integer (lot, "in_mg"), ==, KG (150));
  g_assert_true (json_is_null (json_object_get (lot, "cooperative")));
  g_assert_cmpuint (json_array_size (json_object_get (lot, "fruit")), ==, 2);
  g_assert_cmpstr (desk_text (json_array_get (json_object_get (lot, "shares"), 0), "basis"), ==, "proportion");
  run = run_of (&hall, merged, KG (150));
  take (&hall, run, "class", "special", KG (90) + 1);
  show_run = desk_path ("/v1/grade-runs/", run, "");
  ran = fixture_get (&hall.d.f, show_run);
  g_assert_cmpuint (json_array_size (json_object_get (ran, "shares")), ==, 2);
  json_array_foreach (json_object_get (ran, "shares"), i, share)
    sum += desk_integer (json_array_get (json_object_get (share, "classes"), 0), "mg");
  g_assert_cmpint (sum, ==, KG (90) + 1);
  g_assert_cmpint (desk_integer (json_array_get (json_object_get (json_array_get (json_object_get (ran, "shares"), 1), "classes"), 0),
                                 "mg"), ==, KG (30));
  g_assert_cmpstr (desk_text (json_array_get (json_object_get (ran, "shares"), 0), "basis"), ==, "proportion");
  json_decref (close_run (&hall, run));
  fixture_refused (&hall.d.f, "/v1/lots/merge", together (other, merged, "variety"), "lot-empty");
  desk_close (&hall.d);
}

/* A supervisor says another class, of a part; what the run judged first stays beside it, through a second change too. */
static void
test_override (void)
{
  Hall hall;
  gint64 run, best, second;
  g_autofree gchar *override = NULL, *again = NULL, *regrade = NULL;
  g_autoptr(json_t) closed = NULL, lot = NULL, third = NULL, first = NULL;

  hall_open (&hall);
  run = run_of (&hall, hall.d.lot, KG (100));
  take (&hall, run, "class", "special", KG (100));
  closed = close_run (&hall, run);
  best = desk_integer (json_array_get (json_object_get (closed, "lots"), 0), "id");
  override = desk_path ("/v1/lots/", best, "/override");
  regrade = desk_path ("/v1/lots/", hall.d.lot, "/override");
  fixture_refused (&hall.d.f, override, json_pack ("{s:s, s:s}", "grade_class", "second", "reason", "scars"), "supervisor-needed");
  fixture_as_supervisor (&hall.d.f);
  fixture_refused (&hall.d.f, override, json_pack ("{s:s}", "grade_class", "second"), "bad-field");
  fixture_refused (&hall.d.f, regrade, json_pack ("{s:s, s:s}", "grade_class", "second", "reason", "x"), "lot-empty");
  lot = fixture_do (&hall.d.f, override, json_pack ("{s:s, s:s, s:I}", "grade_class", "first", "reason", "scars", "mg", ID (KG (30))));
  second = desk_integer (lot, "id");
  g_assert_cmpstr (desk_text (lot, "grade_class"), ==, "first");
  g_assert_cmpstr (desk_text (lot, "grade_class_name"), ==, "一级");
  g_assert_cmpstr (desk_text (lot, "first_class"), ==, "special");
  g_assert_cmpstr (desk_text (json_object_get (lot, "made"), "kind"), ==, "override");
  g_assert_cmpstr (desk_text (json_object_get (lot, "made"), "reason"), ==, "scars");
  again = desk_path ("/v1/lots/", second, "/override");
  third = fixture_do (&hall.d.f, again, json_pack ("{s:s, s:s}", "grade_class", "second", "reason", "soft"));
  g_assert_cmpstr (desk_text (third, "first_class"), ==, "special");
  first = show (&hall, best);
  g_assert_cmpstr (desk_text (first, "grade_class"), ==, "special");
  g_assert_cmpint (desk_integer (first, "left_mg"), ==, KG (70));
  desk_close (&hall.d);
}

/* Random days */

enum { LOTS_MOST = 400, STEPS = 160 };

typedef struct
{
  Hall hall;
  GRand *rand;
  gint64 lots[LOTS_MOST]; /* harvest and graded, whatever became of them */
  guint n_lots;
  gint64 runs[STEPS];
  guint n_runs;
  gint64 weighings[STEPS];
  guint n_weighings;
  gint64 transforms[LOTS_MOST];
  guint n_transforms;
  guint done[8], refused[8]; /* acts by kind */
} Day;

static const gchar *const classes[] = { "special", "first", "second" };

static gint64
pick (Day *day, const gint64 *list, guint n)
{
  guint newest = MIN (n, 4); /* half of the time, what is new: there is more of it left */

  return list[g_rand_boolean (day->rand) ? n - 1 - (guint) g_rand_int_range (day->rand, 0, (gint) newest)
                                         : (guint) g_rand_int_range (day->rand, 0, (gint) n)];
}

/* Odd milligrams, so that everything has a remainder. */
static gint64
some_mg (Day *day, gint64 most)
{
  return 1 + (gint64) (g_rand_double (day->rand) * (gdouble) (most - 1));
}

static gint64
left_of (Day *day, gint64 lot)
{
  g_autofree gchar *path = desk_path ("/v1/lots/", lot, "");
  g_autoptr(json_t) row = fixture_get (&day->hall.d.f, path);

  return desk_integer (row, "left_mg");
}

static void
note_lot (Day *day, json_t *row)
{
  g_assert_cmpuint (day->n_lots, <, LOTS_MOST);
  day->lots[day->n_lots++] = desk_integer (row, "id");
  if (json_is_object (json_object_get (row, "made")))
    day->transforms[day->n_transforms++] = desk_integer (json_object_get (row, "made"), "transform");
}

/* Refusals are answers too: nothing may be half done then. */
static json_t *
try (Day *day, guint kind, const gchar *path, json_t *body)
{
  g_autoptr(GError) error = NULL;
  json_t *answer = fixture_call (&day->hall.d.f, "POST", path, body, &error);

  day->done[kind] += answer != NULL;
  day->refused[kind] += answer == NULL;
  return answer;
}

static void
act_weigh (Day *day)
{
  gint64 lot = day->lots[g_rand_int_range (day->rand, 0, 3)];

  if (day->n_weighings > 3 && g_rand_boolean (day->rand))
    {
      g_autofree gchar *path = desk_path ("/v1/weighings/", pick (day, day->weighings, day->n_weighings), "/void");

      json_decref (try (day, 0, path, json_pack ("{s:s}", "reason", "duplicate")));
      return;
    }
  day->weighings[day->n_weighings++] = weigh (&day->hall, lot, KG (g_rand_int_range (day->rand, 5, 40)));
}

static void
act_open (Day *day)
{
  gint64 lot = pick (day, day->lots, day->n_lots), left = left_of (day, lot);
  json_t *run;

  if (left < 2)
    return;
  run = try (day, 1, "/v1/grade-runs", json_pack ("{s:I, s:s, s:[{s:I, s:I}]}", "scheme", ID (day->hall.scheme), "mixing", "variety",
                                                  "lots", "lot", ID (lot), "mg", ID (some_mg (day, left))));
  if (run != NULL)
    day->runs[day->n_runs++] = desk_integer (run, "id");
  json_decref (run);
}

static void
act_feed (Day *day)
{
  gint64 lot = pick (day, day->lots, day->n_lots), left = left_of (day, lot);
  g_autofree gchar *path = day->n_runs > 0 ? desk_path ("/v1/grade-runs/", pick (day, day->runs, day->n_runs), "/feed") : NULL;

  if (path != NULL && left >= 2)
    json_decref (try (day, 2, path, json_pack ("{s:[{s:I, s:I}]}", "lots", "lot", ID (lot), "mg", ID (some_mg (day, left)))));
}

static void
act_take (Day *day)
{
  static const gchar *const kinds[] = { "class", "class", "class", "below", "cull", "loss" };
  const gchar *kind = kinds[g_rand_int_range (day->rand, 0, 6)];
  gboolean class = g_str_equal (kind, "class");
  g_autofree gchar *path = day->n_runs > 0 ? desk_path ("/v1/grade-runs/", pick (day, day->runs, day->n_runs), "/take") : NULL;

  if (path != NULL)
    json_decref (try (day, 3, path, json_pack ("{s:s, s:s*, s:I}", "kind", kind, "grade_class",
                                               class ? classes[g_rand_int_range (day->rand, 0, 3)] : NULL, "mg",
                                               ID (some_mg (day, KG (20))))));
}

static void
act_close (Day *day)
{
  g_autofree gchar *path = day->n_runs > 0 ? desk_path ("/v1/grade-runs/", pick (day, day->runs, day->n_runs), "/close") : NULL;
  json_t *run = path != NULL ? try (day, 4, path, json_pack ("{s:s}", "reason", "evening")) : NULL, *lot;
  gsize i;

  json_array_foreach (json_object_get (run, "lots"), i, lot)
    note_lot (day, lot);
  json_decref (run);
}

static void
act_split (Day *day)
{
  gint64 lot = pick (day, day->lots, day->n_lots), left = left_of (day, lot);
  g_autofree gchar *path = desk_path ("/v1/lots/", lot, "/split");
  json_t *answer, *row;
  gsize i;

  if (left < 9)
    return;
  answer = try (day, 5, path, json_pack ("{s:[{s:I}, {s:I}, {s:I}]}", "parts", "mg", ID (some_mg (day, left / 3)), "mg",
                                         ID (some_mg (day, left / 3)), "mg",
                                         ID (g_rand_boolean (day->rand) ? left / 3 : some_mg (day, left / 3))));
  json_array_foreach (json_object_get (answer, "rows"), i, row)
    note_lot (day, row);
  json_decref (answer);
}

static void
act_merge (Day *day)
{
  gint64 a = pick (day, day->lots, day->n_lots), b = pick (day, day->lots, day->n_lots);
  json_t *row = try (day, 6, "/v1/lots/merge",
                     json_pack ("{s:[{s:I}, {s:I}], s:s}", "lots", "lot", ID (a), "lot", ID (b), "mixing",
                                g_rand_int_range (day->rand, 0, 4) > 0 ? "variety" : "cooperative"));

  if (row != NULL)
    note_lot (day, row);
  json_decref (row);
}

static void
act_judge (Day *day)
{
  gint64 lot = pick (day, day->lots, day->n_lots), left = left_of (day, lot);
  g_autofree gchar *path = desk_path ("/v1/lots/", lot, g_rand_boolean (day->rand) ? "/override" : "/regrade");
  json_t *row;

  if (left < 2)
    return;
  row = try (day, 7, path, json_pack ("{s:s, s:I, s:s}", "grade_class", classes[g_rand_int_range (day->rand, 0, 3)], "mg",
                                      ID (some_mg (day, left)), "reason", "soft"));
  if (row != NULL)
    note_lot (day, row);
  json_decref (row);
}

static void
act_take_back (Day *day)
{
  g_autofree gchar *path
    = day->n_transforms > 0 ? desk_path ("/v1/transforms/", pick (day, day->transforms, day->n_transforms), "/void") : NULL;

  if (path != NULL)
    json_decref (try (day, 0, path, json_pack ("{s:s}", "reason", "mistake")));
}

static gint64
count (Day *day, const gchar *sql)
{
  sqlite3_stmt *stmt = NULL;
  gint64 n;

  g_assert_cmpint (sqlite3_prepare_v2 (guo_station_db (day->hall.d.f.station)->handle, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  n = sqlite3_column_int64 (stmt, 0);
  sqlite3_finalize (stmt);
  return n;
}

#define LIVE "NOT EXISTS (SELECT 1 FROM fix WHERE of_n = t.id) AND t.kind <> 'pack'"

/* Each asks for what must not be. */
static const gchar *const never[] = {
  /* an edge whose shares are not it */
  "SELECT count(*) FROM transform t JOIN edge e ON e.src = t.id WHERE " LIVE " AND e.mass_mg <> "
  "(SELECT sum(mg) FROM fruit_share s WHERE s.n = t.id AND s.part = 'out' AND s.lot = e.dst)",
  "SELECT count(*) FROM transform t JOIN edge e ON e.dst = t.id WHERE " LIVE " AND e.mass_mg <> "
  "(SELECT sum(mg) FROM fruit_share s WHERE s.n = t.id AND s.part = 'in' AND s.lot = e.src)",
  /* in that is not out, loss and unaccounted */
  "SELECT count(*) FROM transform t WHERE " LIVE " AND (SELECT sum(mass_mg) FROM edge WHERE dst = t.id) <> "
  "(SELECT coalesce(sum(mass_mg), 0) FROM edge WHERE src = t.id) + t.loss_mg + t.unaccounted_mg",
  /* somebody's fruit that became somebody else's in a split, a merge or under another class */
  "SELECT count(*) FROM transform t JOIN (SELECT n, source, sum(iif(part = 'in', mg, -mg)) AS mg FROM fruit_share GROUP BY 1, 2) s "
  "ON s.n = t.id WHERE " LIVE " AND t.kind <> 'grade' AND s.mg <> 0",
  /* more taken of somebody's fruit than there was of it */
  "SELECT count(*) FROM (SELECT s.lot, s.source, sum(iif(s.part = 'out', s.mg, -s.mg)) AS mg FROM fruit_share s JOIN transform t "
  "ON t.id = s.n JOIN lot l ON l.id = s.lot WHERE l.delivery IS NULL AND s.part <> 'loss' AND " LIVE " GROUP BY 1, 2) WHERE mg < 0",
  /* fruit whose harvest lot is none */
  "SELECT count(*) FROM fruit_share s LEFT JOIN lot l ON l.id = s.source WHERE l.delivery IS NULL",
  /* a made lot that has more out than in */
  "SELECT count(*) FROM lot l JOIN lot_mass m ON m.id = l.id WHERE l.delivery IS NULL AND m.out_mg > m.in_mg",
};

static void
check_shares (json_t *run)
{
  json_t *class, *share;
  gsize i, k;

  json_array_foreach (json_object_get (run, "classes"), i, class)
    {
      gint64 sum = 0;

      json_array_foreach (json_object_get (run, "shares"), k, share)
        sum += desk_integer (json_array_get (json_object_get (share, "classes"), i), "mg");
      g_assert_cmpint (sum, ==, json_array_size (json_object_get (run, "feeds")) > 0 ? desk_integer (class, "mg") : 0);
    }
}

static gint64
yield_of (Hall *hall, const gchar *by, const gchar *class)
{
  g_autofree gchar *path = g_strconcat ("/v1/yields?by=", by, NULL);
  g_autoptr(json_t) answer = fixture_get (&hall->d.f, path);
  json_t *row;
  gint64 mg = 0;
  gsize i;

  json_array_foreach (json_object_get (answer, "rows"), i, row)
    if (class == NULL || g_str_equal (desk_text (row, "class"), class))
      mg += desk_integer (row, "net_mg");
  return mg;
}

/* Every class is what the graded lots of that class hold, cases and what runs again not counted; all together the net. */
static void
check_yields (Day *day)
{
  g_assert_cmpint (yield_of (&day->hall, "class", NULL), ==, yield_of (&day->hall, "season", NULL));
  g_assert_cmpint (yield_of (&day->hall, "cooperative,class", NULL), ==, yield_of (&day->hall, "season", NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    {
      g_autofree gchar *sql = g_strdup_printf (
        "SELECT coalesce(sum(e.mass_mg * CASE e.dst WHEN l.id THEN 1 ELSE -1 END), 0) FROM lot l JOIN edge e ON l.id IN (e.src, e.dst) "
        "WHERE l.kind = 'graded' AND l.grade_class = '%s' AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = e.n)", classes[i]);

      g_assert_cmpint (yield_of (&day->hall, "class", classes[i]), ==, count (day, sql));
    }
}

static void
check_day (Day *day)
{
  check_yields (day);
  for (guint i = 0; i < day->n_lots; i++)
    json_decref (balance_of (&day->hall, day->lots[i]));
  for (guint i = 0; i < day->n_runs; i++)
    {
      g_autofree gchar *path = desk_path ("/v1/grade-runs/", day->runs[i], "");
      g_autoptr(json_t) run = fixture_get (&day->hall.d.f, path);

      check_shares (run);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (never); i++)
    {
      if (count (day, never[i]) != 0)
        g_error ("%s", never[i]);
    }
}

static void
test_random (gconstpointer data)
{
  static void (*const acts[]) (Day *)
    = { act_weigh, act_open, act_feed, act_feed, act_take, act_take, act_take, act_close, act_split, act_merge, act_judge, act_take_back };
  Day day = { .rand = g_rand_new_with_seed (GPOINTER_TO_UINT (data)) };

  hall_open (&day.hall);
  day.lots[day.n_lots++] = day.hall.d.lot;
  day.lots[day.n_lots++] = fixture_deliver (&day.hall.d.f, NULL);
  day.lots[day.n_lots++] = desk_neighbour (&day.hall.d);
  fixture_as_supervisor (&day.hall.d.f);
  for (guint step = 0; step < STEPS; step++)
    {
      acts[g_rand_int_range (day.rand, 0, G_N_ELEMENTS (acts))](&day);
      if (step % 20 == 19)
        check_day (&day);
    }
  for (guint kind = 0; kind < G_N_ELEMENTS (day.done); kind++)
    g_test_message ("act %u: %u done, %u refused", kind, day.done[kind], day.refused[kind]);
  g_rand_free (day.rand);
  desk_close (&day.hall.d);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/station/lots/balance", test_balance);
  g_test_add_func ("/station/lots/corrected", test_corrected);
  g_test_add_func ("/station/lots/corrected-up", test_corrected_up);
  g_test_add_func ("/station/lots/limit", test_limit);
  g_test_add_func ("/station/lots/split", test_split);
  g_test_add_func ("/station/lots/merge", test_merge);
  g_test_add_func ("/station/lots/override", test_override);
  for (guint seed = 1; seed <= 6; seed++)
    {
      g_autofree gchar *name = g_strdup_printf ("/station/lots/random/%u", seed);

      g_test_add_data_func (name, GUINT_TO_POINTER (seed), test_random);
    }
  return g_test_run ();
}
