/* Runs over the grading line: what goes on, what comes off, and the lots that are left. */
#include "tests/station/desk.h"

#define KG(n) ((gint64) (n) * 1000000)

typedef struct
{
  Desk d;
  gint64 scheme;
} Hall;

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

static void
hall_close (Hall *hall)
{
  desk_close (&hall->d);
}

static json_t *
opening (Hall *hall, const gchar *mixing, gint64 lot, gint64 mg)
{
  json_t *put = json_pack ("{s:I}", "lot", ID (lot));

  if (mg > 0)
    json_object_set_new (put, "mg", json_integer (mg));
  return json_pack ("{s:I, s:s, s:[o]}", "scheme", ID (hall->scheme), "mixing", mixing, "lots", put);
}

static gint64
open_run (Hall *hall, gint64 mg)
{
  return fixture_make (&hall->d.f, "/v1/grade-runs", opening (hall, "none", hall->d.lot, mg));
}

static json_t *
took (const gchar *kind, const gchar *class, gint64 mg)
{
  return json_pack ("{s:s, s:s*, s:I}", "kind", kind, "grade_class", class, "mg", ID (mg));
}

static void
take (Hall *hall, gint64 run, const gchar *kind, const gchar *class, gint64 mg)
{
  g_autofree gchar *path = desk_path ("/v1/grade-runs/", run, "/take");

  json_decref (fixture_do (&hall->d.f, path, took (kind, class, mg)));
}

static json_t *
show (Hall *hall, gint64 run)
{
  g_autofree gchar *path = desk_path ("/v1/grade-runs/", run, "");

  return fixture_get (&hall->d.f, path);
}

static gint64
left_in (Hall *hall, gint64 lot)
{
  g_autofree gchar *path = desk_path ("/v1/lots/", lot, "");
  g_autoptr(json_t) row = fixture_get (&hall->d.f, path);

  return desk_integer (row, "left_mg");
}

static void
check_balance (Hall *hall, gint64 run, gint64 in_mg, gint64 graded_mg, gint64 rest_mg, gboolean within)
{
  g_autoptr(json_t) row = show (hall, run);
  json_t *balance = json_object_get (row, "balance");

  g_assert_cmpint (desk_integer (balance, "in_mg"), ==, in_mg);
  g_assert_cmpint (desk_integer (balance, "graded_mg"), ==, graded_mg);
  g_assert_cmpint (desk_integer (balance, "rest_mg"), ==, rest_mg);
  g_assert_cmpint (json_is_true (json_object_get (balance, "within")), ==, within);
}

/* What is on the line is out of its lot, comes off as lots of a class, and the first of them is packed as that only. */
static void
test_run (void)
{
  Hall hall;
  gint64 run, best;
  g_autofree gchar *close = NULL, *feed = NULL;
  g_autoptr(json_t) closed = NULL;

  hall_open (&hall);
  run = open_run (&hall, KG (60));
  close = desk_path ("/v1/grade-runs/", run, "/close");
  feed = desk_path ("/v1/grade-runs/", run, "/feed");
  g_assert_cmpint (left_in (&hall, hall.d.lot), ==, KG (40));
  fixture_refused (&hall.d.f, feed, json_pack ("{s:[{s:I, s:I}]}", "lots", "lot", ID (hall.d.lot), "mg", ID (KG (41))), "lot-empty");
  json_decref (fixture_do (&hall.d.f, feed, json_pack ("{s:[{s:I}]}", "lots", "lot", ID (hall.d.lot)))); /* all that is left */
  g_assert_cmpint (left_in (&hall, hall.d.lot), ==, 0);
  fixture_refused (&hall.d.f, close, json_object (), "run-empty");
  take (&hall, run, "class", "special", KG (50));
  take (&hall, run, "class", "first", KG (30));
  take (&hall, run, "below", NULL, KG (12));
  take (&hall, run, "cull", NULL, KG (5));
  check_balance (&hall, run, KG (100), KG (80), KG (3), FALSE);
  fixture_refused (&hall.d.f, close, json_object (), "balance");
  take (&hall, run, "loss", NULL, KG (3) - 499999);
  check_balance (&hall, run, KG (100), KG (80), 499999, TRUE);
  closed = fixture_do (&hall.d.f, close, json_object ());
  g_assert_cmpstr (desk_text (closed, "state"), ==, "closed");
  g_assert_cmpint (desk_integer (closed, "unaccounted_mg"), ==, 499999);
  g_assert_cmpuint (json_array_size (json_object_get (closed, "lots")), ==, 3); /* two classes and what is below */
  fixture_refused (&hall.d.f, close, json_object (), "run-closed");
  best = desk_integer (json_array_get (json_object_get (closed, "lots"), 0), "id");
  g_assert_cmpint (left_in (&hall, best), ==, KG (50));
  g_assert_cmpint (left_in (&hall, hall.d.lot), ==, 0);
  hall_close (&hall);
}

static json_t *
cases (gint64 lot, const gchar *class)
{
  return json_pack ("{s:I, s:s, s:I, s:i}", "lot", ID (lot), "grade_class", class, "nominal_mg", ID (KG (5)), "count", 2);
}

/* A graded lot is packed as what it was graded; its cooperative, village and day of picking come through the run. */
static void
test_packed (void)
{
  Hall hall;
  gint64 run, best;
  g_autofree gchar *close = NULL, *regrade = NULL, *class = NULL;
  g_autoptr(json_t) closed = NULL, packed = NULL, other = NULL;
  json_t *lot;

  hall_open (&hall);
  run = open_run (&hall, 0);
  close = desk_path ("/v1/grade-runs/", run, "/close");
  take (&hall, run, "class", "special", KG (100));
  closed = fixture_do (&hall.d.f, close, json_object ());
  lot = json_array_get (json_object_get (closed, "lots"), 0);
  best = desk_integer (lot, "id");
  class = g_strdup (desk_text (lot, "grade_class"));
  fixture_refused (&hall.d.f, "/v1/cases", cases (best, "third-hand"), "class-differs");
  packed = fixture_do (&hall.d.f, "/v1/cases", cases (best, class));
  lot = json_object_get (packed, "lot");
  g_assert_cmpuint (json_array_size (json_object_get (lot, "cooperatives")), ==, 1);
  g_assert_cmpstr (desk_text (lot, "picked_from"), !=, "");
  g_assert_cmpint (left_in (&hall, best), ==, KG (90));
  regrade = desk_path ("/v1/lots/", best, "/regrade");
  fixture_refused (&hall.d.f, regrade, json_pack ("{s:s, s:s}", "grade_class", "special", "reason", "x"), "bad-field");
  fixture_refused (&hall.d.f, regrade, json_pack ("{s:s, s:I, s:s}", "grade_class", "second", "mg", ID (KG (91)), "reason", "x"),
                   "lot-empty");
  other = fixture_do (&hall.d.f, regrade, json_pack ("{s:s, s:I, s:s}", "grade_class", "second", "mg", ID (KG (30)), "reason", "soft"));
  g_assert_cmpint (desk_integer (other, "left_mg"), ==, KG (30));
  g_assert_cmpint (left_in (&hall, best), ==, KG (60)); /* the first judgement stays, with what is left of it */
  hall_close (&hall);
}

/* What was put on by mistake, weighed off by mistake, or never ran is as if it had not been. */
static void
test_void (void)
{
  Hall hall;
  gint64 run;
  g_autofree gchar *feed_path = NULL, *take_path = NULL, *void_path = NULL, *off = NULL;
  g_autoptr(json_t) row = NULL, after = NULL;

  hall_open (&hall);
  run = open_run (&hall, KG (60));
  take (&hall, run, "class", "special", KG (20));
  row = show (&hall, run);
  feed_path = desk_path ("/v1/run-feeds/", desk_integer (json_array_get (json_object_get (row, "feeds"), 0), "id"), "/void");
  take_path = desk_path ("/v1/run-takes/", desk_integer (json_array_get (json_object_get (row, "takes"), 0), "id"), "/void");
  json_decref (fixture_do (&hall.d.f, take_path, json_pack ("{s:s}", "reason", "wrong class")));
  fixture_refused (&hall.d.f, take_path, json_pack ("{s:s}", "reason", "again"), "already-void");
  check_balance (&hall, run, KG (60), 0, KG (60), FALSE);
  json_decref (fixture_do (&hall.d.f, feed_path, json_pack ("{s:s}", "reason", "wrong lot")));
  check_balance (&hall, run, 0, 0, 0, TRUE);
  g_assert_cmpint (left_in (&hall, hall.d.lot), ==, KG (100));
  void_path = desk_path ("/v1/grade-runs/", run, "/void");
  fixture_as_supervisor (&hall.d.f);
  after = fixture_do (&hall.d.f, void_path, json_pack ("{s:s}", "reason", "never ran"));
  g_assert_cmpstr (desk_text (after, "state"), ==, "void");
  off = desk_path ("/v1/grade-runs/", run, "/take");
  fixture_refused (&hall.d.f, off, took ("below", NULL, KG (1)), "run-closed");
  hall_close (&hall);
}

/* Fruit of two lots together: whose class it is, is a proportion that sums to the class, and says so. */
static void
test_shares (void)
{
  Hall hall;
  gint64 delivery, second, run, sum = 0;
  g_autofree gchar *feed = NULL;
  g_autoptr(json_t) row = NULL;
  gsize i;
  json_t *share;

  hall_open (&hall);
  second = fixture_deliver (&hall.d.f, &delivery);
  json_decref (fixture_do (&hall.d.f, "/v1/weighings", json_pack ("{s:I, s:I, s:I}", "lot", ID (second), "scale", ID (hall.d.f.scale),
                                                                  "simulated_mg", ID (KG (50)))));
  run = open_run (&hall, KG (60));
  feed = desk_path ("/v1/grade-runs/", run, "/feed");
  fixture_refused (&hall.d.f, feed, json_pack ("{s:[{s:I}]}", "lots", "lot", ID (second)), "mixing");
  run = fixture_make (&hall.d.f, "/v1/grade-runs",
                      json_pack ("{s:I, s:s, s:[{s:I}, {s:I}]}", "scheme", ID (hall.scheme), "mixing", "cooperative", "lots",
                                 "lot", ID (hall.d.lot), "lot", ID (second)));
  take (&hall, run, "class", "first", KG (70) + 1);
  row = show (&hall, run);
  json_array_foreach (json_object_get (row, "shares"), i, share)
    sum += desk_integer (json_array_get (json_object_get (share, "classes"), 1), "mg");
  g_assert_cmpint (sum, ==, KG (70) + 1);
  g_assert_cmpuint (i, ==, 1); /* one cooperative: whose fruit it is was measured */
  g_assert_cmpstr (desk_text (json_array_get (json_object_get (row, "shares"), 0), "basis"), ==, "measured");
  hall_close (&hall);
}

static gint64
first_class_mg (json_t *share)
{
  return desk_integer (json_array_get (json_object_get (share, "classes"), 0), "mg");
}

/* Two cooperatives' fruit together, 100 and 50 kg: two parts and one of each class, said to be a proportion. */
static void
test_proportion (void)
{
  Hall hall;
  gint64 lot, run;
  g_autoptr(json_t) row = NULL;
  json_t *shares;

  hall_open (&hall);
  lot = desk_neighbour (&hall.d);
  fixture_refused (&hall.d.f, "/v1/grade-runs",
                   json_pack ("{s:I, s:s, s:[{s:I}, {s:I}]}", "scheme", ID (hall.scheme), "mixing", "cooperative", "lots", "lot",
                              ID (hall.d.lot), "lot", ID (lot)),
                   "mixing");
  run = fixture_make (&hall.d.f, "/v1/grade-runs",
                      json_pack ("{s:I, s:s, s:[{s:I}, {s:I}]}", "scheme", ID (hall.scheme), "mixing", "variety", "lots", "lot",
                                 ID (hall.d.lot), "lot", ID (lot)));
  take (&hall, run, "class", "special", KG (90) + 1);
  row = show (&hall, run);
  shares = json_object_get (row, "shares");
  g_assert_cmpuint (json_array_size (shares), ==, 2);
  for (gsize i = 0; i < 2; i++)
    g_assert_cmpstr (desk_text (json_array_get (shares, i), "basis"), ==, "proportion");
  g_assert_cmpint (first_class_mg (json_array_get (shares, 0)), ==, KG (60) + 1); /* the milligram to the larger remainder */
  g_assert_cmpint (first_class_mg (json_array_get (shares, 1)), ==, KG (30));
  hall_close (&hall);
}

/* A scheme is a file: a wrong one is refused by the place in it; a run keeps the version that judges it. */
/* What is no JSON is said as a line and a column of the file. */
static void
check_place (Fixture *f)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(json_t) answer
    = fixture_call (f, "POST", "/v1/grade-schemes", json_pack ("{s:s}", "file", "{\"id\": \"a\",\n  \"classes\" [] }"), &error);
  json_t *params;

  g_assert_null (answer);
  g_assert_cmpstr (guo_refusal_code (error), ==, "bad-field");
  params = guo_refusal_params (error);
  g_assert_cmpstr (desk_text (params, "field"), ==, "file");
  g_assert_cmpint (desk_integer (params, "line"), ==, 2);
  g_assert_cmpint (desk_integer (params, "column"), >, 0);
  g_assert_true (g_str_has_prefix (desk_text (params, "reason"), "what stands there is not JSON"));
}

/* A scheme of one product judges no other; the sentence has both. */
static void
test_product (void)
{
  Hall hall;
  gint64 other, citrus;
  g_autoptr(GError) error = NULL;
  g_autoptr(json_t) answer = NULL;

  hall_open (&hall);
  fixture_as_supervisor (&hall.d.f);
  other = fixture_make (&hall.d.f, "/v1/products", json_pack ("{s:s, s:s}", "name", "脐橙", "kind", "citrus"));
  citrus = fixture_make (&hall.d.f, "/v1/grade-schemes",
                         json_pack ("{s:s, s:I}", "shipped", "gbt21488-2008-navel-orange", "product", ID (other)));
  json_decref (fixture_do (&hall.d.f, "/v1/grade-schemes",
                           json_pack ("{s:I, s:I}", "replaces", ID (hall.scheme), "product", ID (hall.d.f.product))));
  fixture_as_operator (&hall.d.f);
  answer = fixture_call (&hall.d.f, "POST", "/v1/grade-runs",
                         json_pack ("{s:I, s:[{s:I}]}", "scheme", ID (citrus), "lots", "lot", ID (hall.d.lot)), &error);
  g_assert_null (answer);
  g_assert_cmpstr (guo_refusal_code (error), ==, "scheme-product");
  g_assert_cmpstr (desk_text (guo_refusal_params (error), "product"), ==, "脐橙");
  g_assert_cmpstr (desk_text (guo_refusal_params (error), "lot_product"), ==, "脆李");
  open_run (&hall, KG (10));
  hall_close (&hall);
}

static void
test_scheme (void)
{
  Hall hall;
  gint64 run;
  g_autoptr(json_t) before = NULL, after = NULL;
  const gchar *letters = "{\"id\": \"letters\", \"version\": \"7\", \"fields\": {\"diameter_mm\": {}}, \"classes\": ["
                         "{\"code\": \"AAA\", \"limits\": [{\"field\": \"diameter_mm\", \"min\": 40}]},"
                         "{\"code\": \"AA\", \"limits\": [{\"field\": \"diameter_mm\", \"min\": 35, \"under\": 40}]}]}";

  hall_open (&hall);
  run = open_run (&hall, KG (10));
  before = show (&hall, run);
  fixture_as_supervisor (&hall.d.f);
  fixture_refused (&hall.d.f, "/v1/grade-schemes", json_pack ("{s:s}", "file", "{\"id\": 7"), "bad-field");
  check_place (&hall.d.f);
  fixture_refused (&hall.d.f, "/v1/grade-schemes", json_pack ("{s:s}", "shipped", "nobody's"), "not-found");
  fixture_refused (&hall.d.f, "/v1/grade-schemes", json_object (), "bad-field");
  json_decref (fixture_do (&hall.d.f, "/v1/grade-schemes", json_pack ("{s:I, s:s}", "replaces", ID (hall.scheme), "file", letters)));
  after = show (&hall, run);
  g_assert_cmpstr (desk_text (after, "scheme_version"), ==, desk_text (before, "scheme_version"));
  g_assert_true (json_equal (json_object_get (before, "classes"), json_object_get (after, "classes")));
  run = open_run (&hall, KG (10));
  take (&hall, run, "class", "AA", KG (4));
  check_balance (&hall, run, KG (10), KG (4), KG (6), FALSE);
  hall_close (&hall);
}

/* Its first and its last day are days of it. The desk's clock stands on 16 July 2026. */
static void
test_valid (void)
{
  static const struct
  {
    const gchar *from, *until, *code;
  } versions[] = {
    { "2026-07-16", "2026-07-16", NULL },
    { "2025-01-01", "2026-07-15", "scheme-not-valid" },
    { "2026-07-17", "2027-01-01", "scheme-not-valid" },
  };
  Hall hall;

  hall_open (&hall);
  for (gsize i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      g_autofree gchar *file
        = g_strdup_printf ("{\"id\":\"v%d\",\"valid_from\":\"%s\",\"valid_until\":\"%s\",\"classes\":[{\"code\":\"A\"}]}", (gint) i,
                           versions[i].from, versions[i].until);
      json_t *body;

      fixture_as_supervisor (&hall.d.f);
      body = json_pack ("{s:I, s:[{s:I, s:I}]}", "scheme", ID (fixture_make (&hall.d.f, "/v1/grade-schemes", json_pack ("{s:s}", "file", file))),
                        "lots", "lot", ID (hall.d.lot), "mg", ID (KG (1)));
      if (versions[i].code != NULL)
        fixture_refused (&hall.d.f, "/v1/grade-runs", body, versions[i].code);
      else
        g_assert_cmpint (fixture_make (&hall.d.f, "/v1/grade-runs", body), >, 0);
    }
  hall_close (&hall);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/station/runs/run", test_run);
  g_test_add_func ("/station/runs/packed", test_packed);
  g_test_add_func ("/station/runs/void", test_void);
  g_test_add_func ("/station/runs/shares", test_shares);
  g_test_add_func ("/station/runs/proportion", test_proportion);
  g_test_add_func ("/station/runs/scheme", test_scheme);
  g_test_add_func ("/station/runs/valid", test_valid);
  g_test_add_func ("/station/runs/product", test_product);
  return g_test_run ();
}
