/* Samples and what they hold: each limit with its value, what is not sampled, and who lets a held lot go on. */
#include "tests/station/desk.h"

#include <string.h>

#define KG(n) ((gint64) (n) * 1000000)

/* One crate of 100 kg, the plum scheme is the product's: Brix at least 10, firmness at least 6 N or not measured; of the
 * best class 5 % may be of the next, and none rotten. */
typedef struct
{
  Desk d;
  gint64 scheme;
} House;

static void
house_open (House *house)
{
  desk_open (&house->d);
  desk_crate (&house->d, KG (100));
  fixture_as_supervisor (&house->d.f);
  house->scheme = fixture_make (&house->d.f, "/v1/grade-schemes",
                                json_pack ("{s:s, s:I}", "shipped", "centre-plum", "product", ID (house->d.f.product)));
  fixture_as_operator (&house->d.f);
}

static json_t *
of_lot (House *house, const gchar *class)
{
  return json_pack ("{s:I, s:s*, s:[], s:[]}", "lot", ID (house->d.lot), "grade_class", class, "values", "defects");
}

static json_t *
measured (json_t *body, const gchar *name, gint64 value)
{
  json_array_append_new (json_object_get (body, "values"), json_pack ("{s:s, s:I}", "name", name, "value", ID (value)));
  return body;
}

static json_t *
counted (json_t *body, gint64 n, const gchar *defect, gint64 bad)
{
  json_object_set_new (body, "inspected", json_pack ("{s:I}", "n", ID (n)));
  if (defect != NULL)
    json_array_append_new (json_object_get (body, "defects"), json_pack ("{s:s, s:I}", "defect", defect, "n", ID (bad)));
  return body;
}

/* Fruit that is of another class. */
static json_t *
sorted (json_t *body, const gchar *class, gint64 n)
{
  json_object_set_new (body, "classes", json_pack ("[{s:s, s:I}]", "grade_class", class, "n", ID (n)));
  return body;
}

static json_t *
record (House *house, json_t *body)
{
  return fixture_do (&house->d.f, "/v1/samples", body);
}

/* "brix_e2 failed 9.8 10" of the result of that name, or of the first of that kind. */
static void
check_result (json_t *sample, const gchar *name, const gchar *expected)
{
  json_t *results = json_object_get (json_object_get (sample, "judged"), "results"), *result;
  g_autofree gchar *text = NULL;
  gsize i;

  json_array_foreach (results, i, result)
    if (text == NULL && g_str_equal (desk_text (result, desk_text (result, "name")[0] != '\0' ? "name" : "title_en"), name))
      text = g_strcmp0 (desk_text (result, "kind"), "limit") == 0
               ? g_strdup_printf ("%s %s %s %s", desk_text (result, "state"), desk_text (result, "value"),
                                  desk_text (result, "op"), desk_text (result, "bound"))
               : g_strdup_printf ("%s %s %" G_GINT64_FORMAT "/%" G_GINT64_FORMAT " %s", desk_text (result, "state"),
                                  desk_text (result, "by"), desk_integer (result, "found"), desk_integer (result, "inspected"),
                                  desk_text (result, "allowed_percent"));
  g_assert_cmpstr (text, ==, expected);
}

static gboolean
is_held (House *house, gint64 lot)
{
  g_autofree gchar *path = desk_path ("/v1/lots/", lot, "");
  g_autoptr(json_t) row = fixture_get (&house->d.f, path);

  return json_is_true (json_object_get (row, "held"));
}

/* What holds is said too; the bound itself holds; what the scheme lets be missing does not keep it from passing. */
static void
test_passed (void)
{
  House house;
  g_autoptr(json_t) sample = NULL, again = NULL;
  g_autofree gchar *path = NULL;

  house_open (&house);
  sample = record (&house, sorted (counted (measured (of_lot (&house, "special"), "brix_e2", 1000), 100, NULL, 0), "first", 5));
  g_assert_cmpstr (desk_text (sample, "state"), ==, "passed");
  g_assert_cmpstr (desk_text (json_object_get (sample, "judged"), "grade_class"), ==, "special");
  g_assert_cmpstr (desk_text (json_object_get (sample, "judged"), "meets"), ==, "special");
  check_result (sample, "brix_e2", "ok 10 >= 10");
  check_result (sample, "firmness_e2", "missing  >= 6");
  check_result (sample, "rot", "ok number 0/100 0");
  g_assert_true (json_is_null (json_object_get (sample, "hold")));
  g_assert_false (is_held (&house, house.d.lot));
  path = desk_path ("/v1/samples/", desk_integer (sample, "id"), "");
  again = fixture_get (&house.d.f, path);
  g_assert_true (json_equal (sample, again));
  desk_close (&house.d);
}

/* A hundredth under the limit fails, and holds in the same breath. */
static void
test_limit (void)
{
  House house;
  g_autoptr(json_t) sample = NULL, hold = NULL;
  g_autofree gchar *path = NULL;
  json_t *failed;

  house_open (&house);
  sample = record (&house, measured (of_lot (&house, NULL), "brix_e2", 999));
  g_assert_cmpstr (desk_text (sample, "state"), ==, "failed");
  check_result (sample, "brix_e2", "failed 9.99 >= 10");
  g_assert_true (is_held (&house, house.d.lot));
  path = desk_path ("/v1/holds/", desk_integer (sample, "hold"), "");
  hold = fixture_get (&house.d.f, path);
  g_assert_cmpstr (desk_text (hold, "state"), ==, "held");
  g_assert_cmpint (desk_integer (hold, "sample"), ==, desk_integer (sample, "id"));
  failed = json_object_get (hold, "failed");
  g_assert_cmpuint (json_array_size (failed), ==, 1);
  g_assert_cmpstr (desk_text (json_array_get (failed, 0), "name"), ==, "brix_e2");
  desk_close (&house.d);
}

/* Six of a hundred are more than 5 %; one rotten is more than none, in whatever class. */
static void
test_tolerances (void)
{
  House house;
  g_autoptr(json_t) six = NULL, worse = NULL, rot = NULL, below = NULL;
  json_t *body;

  house_open (&house);
  body = counted (measured (of_lot (&house, "special"), "brix_e2", 1200), 100, NULL, 0);
  six = record (&house, sorted (body, "first", 6));
  g_assert_cmpstr (desk_text (six, "state"), ==, "failed");
  check_result (six, "", "failed number 6/100 5");
  check_result (six, "rot", "ok number 0/100 0");
  g_assert_cmpstr (desk_text (json_object_get (six, "judged"), "meets"), ==, "first");
  body = counted (measured (of_lot (&house, "special"), "brix_e2", 1200), 100, NULL, 0);
  worse = record (&house, sorted (body, "second", 1)); /* what is tolerated is of the next class */
  g_assert_cmpstr (desk_text (worse, "state"), ==, "failed");
  rot = record (&house, counted (measured (of_lot (&house, "special"), "brix_e2", 1200), 100, "rot", 1));
  check_result (rot, "rot", "failed number 1/100 0");
  below = record (&house, counted (measured (of_lot (&house, NULL), "brix_e2", 1200), 100, "scar", 6)); /* of the last class */
  g_assert_cmpstr (desk_text (below, "state"), ==, "passed");
  desk_close (&house.d);
}

/* A navel orange lot of which only the sugar was read neither passes nor is held. */
static void
test_missing (void)
{
  House house;
  g_autoptr(json_t) set = NULL, sample = NULL, whole = NULL;
  json_t *body;

  house_open (&house);
  fixture_as_supervisor (&house.d.f);
  set = fixture_do (&house.d.f, "/v1/grade-schemes",
                    json_pack ("{s:s, s:I}", "shipped", "danleng-2020-qingjian", "product", ID (house.d.f.product)));
  fixture_as_operator (&house.d.f);
  sample = record (&house, measured (of_lot (&house, NULL), "brix_e2", 1150));
  g_assert_cmpstr (desk_text (sample, "state"), ==, "incomplete");
  check_result (sample, "acid_e2", "missing  <= 0.8");
  g_assert_true (json_is_null (json_object_get (json_object_get (sample, "judged"), "meets")));
  g_assert_false (is_held (&house, house.d.lot));
  body = measured (measured (of_lot (&house, NULL), "brix_e2", 1150), "acid_e2", 80);
  whole = record (&house, measured (body, "edible_percent_e2", 7500)); /* a measurement by the scheme's own name */
  g_assert_cmpstr (desk_text (whole, "state"), ==, "passed");
  fixture_refused (&house.d.f, "/v1/samples", measured (of_lot (&house, NULL), "edible_percent_e2", 10001), "value-unlikely");
  desk_close (&house.d);
}

static void
test_refusals (void)
{
  House house;
  Fixture *f;

  house_open (&house);
  f = &house.d.f;
  fixture_refused (f, "/v1/samples", of_lot (&house, NULL), "sample-empty");
  fixture_refused (f, "/v1/samples", measured (of_lot (&house, NULL), "sweetness_e2", 1), "bad-field");
  fixture_refused (f, "/v1/samples", measured (measured (of_lot (&house, NULL), "brix_e2", 1), "brix_e2", 2), "bad-field");
  /* no fruit has them: the rinsed prism, a slip of the finger, more than the whole */
  fixture_refused (f, "/v1/samples", measured (of_lot (&house, NULL), "brix_e2", 0), "value-unlikely");
  fixture_refused (f, "/v1/samples", measured (of_lot (&house, NULL), "brix_e2", 6001), "value-unlikely");
  fixture_refused (f, "/v1/samples", measured (of_lot (&house, NULL), "juice_e2", 10001), "value-unlikely");
  fixture_refused (f, "/v1/samples", counted (of_lot (&house, NULL), 10, "worms", 1), "bad-field");
  fixture_refused (f, "/v1/samples", counted (of_lot (&house, NULL), 10, "rot", 11), "bad-field");
  fixture_refused (f, "/v1/samples", measured (of_lot (&house, "五级"), "brix_e2", 1200), "bad-field");
  fixture_refused (f, "/v1/samples", measured (json_pack ("{s:[]}", "values"), "brix_e2", 1200), "bad-field");
  fixture_refused (f, "/v1/samples", measured (json_pack ("{s:i, s:[]}", "lot", 77, "values"), "brix_e2", 1200), "not-found");
  g_assert_false (is_held (&house, house.d.lot));
  desk_close (&house.d);
}

/* Judging alone records nothing. */
static void
test_judge_only (void)
{
  House house;
  g_autoptr(json_t) answer = NULL, list = NULL, form = NULL;
  g_autofree gchar *path = NULL;

  house_open (&house);
  answer = fixture_do (&house.d.f, "/v1/samples/judge", measured (of_lot (&house, NULL), "brix_e2", 980));
  g_assert_cmpstr (desk_text (json_object_get (answer, "judged"), "state"), ==, "failed");
  list = fixture_get (&house.d.f, "/v1/samples");
  g_assert_cmpuint (json_array_size (json_object_get (list, "rows")), ==, 0);
  g_assert_false (is_held (&house, house.d.lot));
  path = g_strdup_printf ("/v1/samples/form?lot=%" G_GINT64_FORMAT, house.d.lot);
  form = fixture_get (&house.d.f, path);
  g_assert_cmpstr (desk_text (json_array_get (json_object_get (form, "fields"), 0), "name"), ==, "brix_e2");
  g_assert_cmpuint (json_array_size (json_object_get (form, "defects")), ==, 4);
  desk_close (&house.d);
}

static json_t *
opening (House *house)
{
  return json_pack ("{s:I, s:[{s:I, s:I}]}", "scheme", ID (house->scheme), "lots", "lot", ID (house->d.lot), "mg", ID (KG (40)));
}

static json_t *
cases (gint64 lot)
{
  return json_pack ("{s:I, s:s, s:I}", "lot", ID (lot), "grade_class", "special", "nominal_mg", ID (KG (5)));
}

static gint64
hold_by_hand (House *house, json_t *scope, const gchar *stops)
{
  json_object_set_new (scope, "reason", json_string ("有药味"));
  json_object_set_new (scope, "stops", json_string (stops));
  return fixture_make (&house->d.f, "/v1/holds", scope);
}

static json_t *
release (House *house, gint64 hold, gint64 sample)
{
  g_autofree gchar *path = desk_path ("/v1/holds/", hold, "/release");
  json_t *body = json_pack ("{s:s}", "reason", "查过了");

  if (sample != 0)
    json_object_set_new (body, "sample", json_integer (sample));
  return fixture_do (&house->d.f, path, body);
}

/* Held: neither graded nor packed; held for packing: graded, and what comes of it is held as well. */
static void
test_stops (void)
{
  House house;
  Fixture *f;
  gint64 all, packing, run, best;
  g_autofree gchar *take = NULL, *close = NULL;
  g_autoptr(json_t) closed = NULL;

  house_open (&house);
  f = &house.d.f;
  all = hold_by_hand (&house, json_pack ("{s:I}", "lot", ID (house.d.lot)), "all");
  fixture_refused (f, "/v1/grade-runs", opening (&house), "held");
  fixture_refused (f, "/v1/cases", cases (house.d.lot), "held");
  packing = hold_by_hand (&house, json_pack ("{s:I}", "lot", ID (house.d.lot)), "packing");
  fixture_as_supervisor (f);
  json_decref (release (&house, all, 0));
  fixture_as_operator (f);
  fixture_refused (f, "/v1/cases", cases (house.d.lot), "held");
  run = fixture_make (f, "/v1/grade-runs", opening (&house));
  take = desk_path ("/v1/grade-runs/", run, "/take");
  close = desk_path ("/v1/grade-runs/", run, "/close");
  json_decref (fixture_do (f, take, json_pack ("{s:s, s:s, s:I}", "kind", "class", "grade_class", "special", "mg", ID (KG (40)))));
  closed = fixture_do (f, close, json_object ());
  best = desk_integer (json_array_get (json_object_get (closed, "lots"), 0), "id");
  g_assert_true (is_held (&house, best));
  fixture_refused (f, "/v1/cases", cases (best), "held");
  fixture_as_supervisor (f);
  json_decref (release (&house, packing, 0));
  fixture_as_operator (f);
  g_assert_false (is_held (&house, best));
  json_decref (fixture_do (f, "/v1/cases", cases (best)));
  desk_close (&house.d);
}

/* A hold of one class of a run leaves the others alone. */
static void
test_class_of_run (void)
{
  House house;
  Fixture *f;
  gint64 run, best, second;
  g_autofree gchar *take = NULL, *close = NULL;
  g_autoptr(json_t) closed = NULL, sample = NULL;
  json_t *body;

  house_open (&house);
  f = &house.d.f;
  run = fixture_make (f, "/v1/grade-runs", opening (&house));
  take = desk_path ("/v1/grade-runs/", run, "/take");
  close = desk_path ("/v1/grade-runs/", run, "/close");
  json_decref (fixture_do (f, take, json_pack ("{s:s, s:s, s:I}", "kind", "class", "grade_class", "special", "mg", ID (KG (20)))));
  json_decref (fixture_do (f, take, json_pack ("{s:s, s:s, s:I}", "kind", "class", "grade_class", "first", "mg", ID (KG (20)))));
  body = json_pack ("{s:I, s:s, s:[{s:s, s:i}]}", "run", ID (run), "grade_class", "special", "values", "name", "brix_e2", "value", 950);
  sample = record (&house, body);
  g_assert_cmpint (desk_integer (sample, "run"), ==, run);
  g_assert_cmpint (desk_integer (sample, "hold"), >, 0);
  closed = fixture_do (f, close, json_object ());
  best = desk_integer (json_array_get (json_object_get (closed, "lots"), 0), "id");
  second = desk_integer (json_array_get (json_object_get (closed, "lots"), 1), "id");
  g_assert_true (is_held (&house, best));
  g_assert_false (is_held (&house, second));
  g_assert_false (is_held (&house, house.d.lot));
  fixture_refused (f, "/v1/cases", cases (best), "held");
  desk_close (&house.d);
}

/* A repeat that passes releases nothing: it is a reason, and the supervisor says so. What was judged first stays. */
static void
test_release (void)
{
  House house;
  Fixture *f;
  gint64 hold, passed, again;
  g_autoptr(json_t) bad = NULL, good = NULL, row = NULL, released = NULL, list = NULL;
  g_autofree gchar *path = NULL, *show = NULL;

  house_open (&house);
  f = &house.d.f;
  bad = record (&house, measured (of_lot (&house, NULL), "brix_e2", 980));
  hold = desk_integer (bad, "hold");
  path = desk_path ("/v1/holds/", hold, "/release");
  show = desk_path ("/v1/holds/", hold, "");
  fixture_refused (f, path, json_pack ("{s:s}", "reason", "急着发货"), "supervisor-needed");
  good = record (&house, counted (measured (of_lot (&house, NULL), "brix_e2", 1080), 50, NULL, 0));
  passed = desk_integer (good, "id");
  g_assert_true (is_held (&house, house.d.lot));
  row = fixture_get (f, show);
  g_assert_cmpint (desk_integer (row, "later_passed"), ==, passed);
  fixture_as_supervisor (f);
  fixture_refused (f, path, json_pack ("{s:s, s:I}", "reason", "复检", "sample", ID (desk_integer (bad, "id"))), "bad-field");
  fixture_refused (f, path, json_object (), "bad-field");
  released = release (&house, hold, passed);
  g_assert_cmpstr (desk_text (released, "state"), ==, "released");
  g_assert_cmpstr (desk_text (released, "release_reason"), ==, "查过了");
  g_assert_cmpstr (desk_text (released, "released_by"), ==, "站长");
  g_assert_cmpint (desk_integer (released, "release_sample"), ==, passed);
  g_assert_cmpuint (json_array_size (json_object_get (released, "failed")), ==, 1);
  g_assert_false (is_held (&house, house.d.lot));
  fixture_refused (f, path, json_pack ("{s:s}", "reason", "again"), "not-held");
  again = desk_integer (bad, "id");
  list = fixture_get (f, "/v1/samples");
  g_assert_cmpint (desk_integer (json_array_get (json_object_get (list, "rows"), 1), "id"), ==, again);
  g_assert_cmpstr (desk_text (json_array_get (json_object_get (list, "rows"), 1), "state"), ==, "failed");
  desk_close (&house.d);
}

/* A typing error is replaced, and the first judgement stays in sight; what placed a hold is a supervisor's, and its hold
 * goes by a release alone. */
static void
test_corrections (void)
{
  House house;
  Fixture *f;
  g_autoptr(json_t) first = NULL, second = NULL, bad = NULL, void_one = NULL;
  g_autofree gchar *path = NULL;
  json_t *body, *was;

  house_open (&house);
  f = &house.d.f;
  first = record (&house, counted (measured (of_lot (&house, NULL), "brix_e2", 1100), 50, NULL, 0));
  body = measured (of_lot (&house, NULL), "brix_e2", 110);
  json_object_set (body, "replaces", json_object_get (first, "id"));
  second = record (&house, body);
  g_assert_cmpint (desk_integer (second, "id"), ==, desk_integer (first, "id"));
  g_assert_cmpstr (desk_text (second, "state"), ==, "failed");
  was = json_array_get (json_object_get (second, "was"), 0);
  g_assert_cmpstr (desk_text (json_object_get (was, "judged"), "state"), ==, "passed");
  g_assert_true (is_held (&house, house.d.lot));
  body = measured (of_lot (&house, NULL), "brix_e2", 1100);
  json_object_set (body, "replaces", json_object_get (first, "id"));
  fixture_refused (f, "/v1/samples", body, "supervisor-needed");
  path = desk_path ("/v1/samples/", desk_integer (first, "id"), "/void");
  fixture_refused (f, path, json_pack ("{s:s}", "reason", "批号打错"), "supervisor-needed");
  fixture_as_supervisor (f);
  void_one = fixture_do (f, path, json_pack ("{s:s}", "reason", "批号打错"));
  g_assert_true (json_is_true (json_object_get (void_one, "void")));
  g_assert_true (is_held (&house, house.d.lot));
  fixture_refused (f, path, json_pack ("{s:s}", "reason", "批号打错"), "already-void");
  desk_close (&house.d);
}

/* The same command twice is one sample and one hold. */
static void
test_once (void)
{
  House house;
  g_autoptr(json_t) first = NULL, second = NULL, holds = NULL;

  house_open (&house);
  first = fixture_command (&house.d.f, 9, "/v1/samples", measured (of_lot (&house, NULL), "brix_e2", 980), NULL);
  second = fixture_command (&house.d.f, 9, "/v1/samples", measured (of_lot (&house, NULL), "brix_e2", 980), NULL);
  g_assert_true (json_equal (first, second));
  holds = fixture_get (&house.d.f, "/v1/holds?state=held");
  g_assert_cmpuint (json_array_size (json_object_get (holds, "rows")), ==, 1);
  desk_close (&house.d);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/station/samples/passed", test_passed);
  g_test_add_func ("/station/samples/limit", test_limit);
  g_test_add_func ("/station/samples/tolerances", test_tolerances);
  g_test_add_func ("/station/samples/missing", test_missing);
  g_test_add_func ("/station/samples/refusals", test_refusals);
  g_test_add_func ("/station/samples/judge-only", test_judge_only);
  g_test_add_func ("/station/samples/stops", test_stops);
  g_test_add_func ("/station/samples/class-of-run", test_class_of_run);
  g_test_add_func ("/station/samples/release", test_release);
  g_test_add_func ("/station/samples/corrections", test_corrections);
  g_test_add_func ("/station/samples/once", test_once);
  return g_test_run ();
}
