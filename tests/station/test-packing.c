/* Cases, pallets, plans: what each command does, what it refuses, and that no gram is lost by any. */
#include "station/error.h"
#include "tests/station/hall.h"

#include <string.h>

static json_t *
lot_of (json_t *packed)
{
  return json_object_get (packed, "lot");
}

static void
check_state (Hall *hall, const gchar *serial, const gchar *state)
{
  g_autoptr(json_t) row = hall_show (hall, serial);

  g_assert_cmpstr (desk_text (row, "state"), ==, state);
}

/* A plan says everything but the lot; it is changed and stopped like any other thing. */
static void
test_plan (void)
{
  Hall hall;
  Fixture *f = &hall.d.f;
  g_autoptr(json_t) rows = NULL, packed = NULL, changed = NULL;
  json_t *row;

  hall_open (&hall);
  rows = fixture_get (f, "/v1/pack-plans");
  row = json_array_get (json_object_get (rows, "rows"), 0);
  g_assert_cmpint (desk_integer (row, "tare_mg"), ==, G (250));
  g_assert_cmpint (desk_integer (row, "least_mg"), ==, G (4925));
  g_assert_cmpint (desk_integer (row, "from_mg"), ==, G (5030));
  g_assert_cmpint (desk_integer (row, "to_mg"), ==, G (5120));
  packed = hall_do (&hall, "/v1/cases", json_pack ("{s:I, s:I, s:i}", "lot", ID (hall.lots[0]), "plan", ID (hall.plan), "count", 3));
  g_assert_cmpint (desk_integer (lot_of (packed), "nominal_mg"), ==, KG (5));
  g_assert_cmpstr (desk_text (lot_of (packed), "size"), ==, "38-42");
  g_assert_cmpint (desk_integer (lot_of (packed), "plan"), ==, hall.plan);
  g_assert_cmpstr (desk_text (json_array_get (json_object_get (packed, "cases"), 0), "net_mode"), ==, "nominal");
  fixture_refused (f, "/v1/pack-plans", json_pack ("{s:I, s:b}", "replaces", ID (hall.plan), "active", FALSE), "supervisor-needed");
  fixture_refused (f, "/v1/cases", json_pack ("{s:I}", "lot", ID (hall.lots[0])), "bad-field");
  fixture_as_supervisor (f);
  fixture_refused (f, "/v1/pack-plans", json_pack ("{s:I, s:s}", "replaces", ID (hall.plan), "layout", "no-such"), "bad-field");
  fixture_refused (f, "/v1/pack-plans", json_pack ("{s:I, s:s}", "replaces", ID (hall.plan), "gtin", "123"), "bad-field");
  fixture_refused (f, "/v1/pack-plans", json_pack ("{s:I, s:I}", "replaces", ID (hall.plan), "spread_mg", ID (KG (5))), "bad-field");
  fixture_refused (f, "/v1/pack-plans", json_pack ("{s:I, s:i}", "replaces", ID (hall.plan), "brand", 99), "not-found");
  changed = fixture_do (f, "/v1/pack-plans", json_pack ("{s:I, s:b}", "replaces", ID (hall.plan), "active", FALSE));
  g_assert_cmpstr (desk_text (changed, "name"), ==, "特级 5 kg");
  fixture_as_operator (f);
  fixture_refused (f, "/v1/cases", json_pack ("{s:I, s:I}", "lot", ID (hall.lots[0]), "plan", ID (hall.plan)), "plan-stopped");
  hall_check (&hall);
  hall_close (&hall);
}

static gint64
n_events (Hall *hall)
{
  g_autoptr(json_t) rows = fixture_get (&hall->d.f, "/v1/events?limit=1000");

  return (gint64) json_array_size (json_object_get (rows, "rows"));
}

static json_t *
weighed (Hall *hall, gint64 gross_mg)
{
  return json_pack ("{s:I, s:I, s:I, s:I}", "lot", ID (hall->lots[0]), "plan", ID (hall->plan), "scale", ID (hall->d.f.scale),
                    "simulated_mg", ID (gross_mg));
}

/* Below the permitted shortage nothing is packed, and the refusal names what it was; the mean of the lot is told. */
static void
test_check_weighing (void)
{
  Hall hall;
  g_autoptr(GError) error = NULL;
  g_autoptr(json_t) low = NULL, good = NULL, row = NULL;
  g_autofree gchar *serial = NULL;
  json_t *check, *params;
  gint64 before;

  hall_open (&hall);
  before = n_events (&hall);
  g_assert_null (fixture_call (&hall.d.f, "POST", "/v1/cases", weighed (&hall, G (5150)), &error));
  g_assert_cmpstr (guo_refusal_code (error), ==, "net-too-low");
  params = guo_refusal_params (error);
  g_assert_cmpint (desk_integer (params, "net_mg"), ==, G (4900));
  g_assert_cmpint (desk_integer (params, "least_mg"), ==, G (4925));
  g_assert_cmpint (desk_integer (params, "nominal_mg"), ==, KG (5));
  g_assert_cmpint (n_events (&hall), ==, before);
  low = hall_do (&hall, "/v1/cases", weighed (&hall, G (5200)));
  serial = hall_serial (low);
  row = hall_show (&hall, serial);
  g_assert_cmpint (desk_integer (row, "gross_mg"), ==, G (5200));
  g_assert_cmpint (desk_integer (row, "tare_mg"), ==, G (250));
  g_assert_cmpint (desk_integer (row, "net_mg"), ==, G (4950));
  g_assert_cmpint (desk_integer (row, "scale"), ==, hall.d.f.scale);
  check = json_object_get (lot_of (low), "check");
  g_assert_cmpint (desk_integer (check, "mean_mg"), ==, G (4950));
  g_assert_cmpint (desk_integer (check, "n_short"), ==, 1);
  g_assert_cmpstr (desk_text (check, "warning"), ==, "mean-low");
  g_assert_cmpint (desk_integer (check, "lacks_mg"), ==, G (50));
  good = hall_do (&hall, "/v1/cases", weighed (&hall, G (5300)));
  check = json_object_get (lot_of (good), "check");
  g_assert_cmpint (desk_integer (check, "n"), ==, 2);
  g_assert_cmpint (desk_integer (check, "mean_mg"), ==, KG (5));
  g_assert_true (json_is_null (json_object_get (check, "warning")));
  g_assert_cmpint (hall_of_lot (&hall, hall.lots[0], "left_mg"), ==, KG (90));
  hall_check (&hall);
  hall_close (&hall);
}

/* A real scale: the load is at rest and fresh, and is not packed twice. */
static void
test_scale (void)
{
  Hall hall;
  Fixture *f = &hall.d.f;
  json_t *body;
  g_autoptr(json_t) packed = NULL;

  hall_open (&hall);
  fixture_scale (f, "put 5.30");
  body = json_pack ("{s:I, s:I, s:I}", "lot", ID (hall.lots[0]), "plan", ID (hall.plan), "scale", ID (f->scale));
  packed = hall_do (&hall, "/v1/cases", json_deep_copy (body));
  g_assert_cmpint (desk_integer (json_array_get (json_object_get (packed, "cases"), 0), "gross_mg"), ==, G (5300));
  fixture_refused (f, "/v1/cases", json_deep_copy (body), "scale-recorded");
  fixture_scale (f, "remove");
  fixture_refused (f, "/v1/cases", body, "scale-empty");
  hall_check (&hall);
  hall_close (&hall);
}

static json_t *
filled (Hall *hall, gint64 lot, gint64 net_mg)
{
  json_t *body = json_pack ("{s:I, s:I}", "scale", ID (hall->d.f.scale), "simulated_mg", ID (net_mg + G (250)));

  if (lot != 0)
    json_object_set_new (body, "lot", json_integer (lot));
  return body;
}

/* Filled up from its own lot it stays in its pack lot; from another one it is of two, and says where from. */
static void
test_part (void)
{
  Hall hall;
  g_autoptr(json_t) first = NULL, second = NULL, whole = NULL, mixed = NULL, old = NULL;
  g_autofree gchar *a = NULL, *b = NULL, *c = NULL, *path_a = NULL, *path_b = NULL, *path_c = NULL, *plots = NULL;

  hall_open (&hall);
  fixture_refused (&hall.d.f, "/v1/cases", json_pack ("{s:I, s:I, s:b}", "lot", ID (hall.lots[0]), "plan", ID (hall.plan), "part", TRUE),
                   "bad-field");
  first = hall_case (&hall, hall.lots[0], G (3200), TRUE);
  second = hall_case (&hall, hall.lots[0], G (1000), TRUE);
  a = hall_serial (first);
  b = hall_serial (second);
  path_a = hall_path (a, "/complete");
  path_b = hall_path (b, "/complete");
  fixture_refused (&hall.d.f, path_a, filled (&hall, 0, G (4900)), "net-too-low");
  fixture_refused (&hall.d.f, path_a, json_pack ("{s:I, s:I, s:b}", "scale", ID (hall.d.f.scale), "simulated_mg", ID (G (3200)), "part", TRUE),
                   "part-lighter");
  whole = hall_do (&hall, path_a, filled (&hall, 0, G (5050)));
  g_assert_cmpint (desk_integer (lot_of (whole), "id"), ==, desk_integer (lot_of (first), "id"));
  check_state (&hall, a, "replaced");
  c = hall_serial (whole);
  old = hall_show (&hall, a);
  g_assert_cmpstr (json_string_value (json_array_get (json_object_get (old, "successors"), 0)), ==, c);
  path_c = hall_path (c, "/complete");
  fixture_refused (&hall.d.f, path_c, filled (&hall, 0, G (5100)), "not-part");
  mixed = hall_do (&hall, path_b, filled (&hall, hall.lots[1], G (5000)));
  g_assert_cmpint (desk_integer (lot_of (mixed), "id"), !=, desk_integer (lot_of (second), "id"));
  g_free (c);
  c = hall_serial (mixed);
  plots = hall_plots (&hall, c);
  g_assert_nonnull (strchr (plots, ',')); /* both harvest lots */
  g_assert_cmpint (hall_of_lot (&hall, hall.lots[0], "left_mg"), ==, KG (100) - G (5050) - G (1000));
  g_assert_cmpint (hall_of_lot (&hall, hall.lots[1], "left_mg"), ==, KG (96));
  fixture_refused (&hall.d.f, path_b, filled (&hall, 0, G (5000)), "case-not-packed");
  json_decref (hall_case (&hall, hall.lots[0], KG (5), FALSE)); /* not into the one of two */
  g_assert_cmpint (hall_of_pack_lot (&hall, desk_integer (lot_of (mixed), "id"), "cases"), ==, 1);
  hall_check (&hall);
  hall_close (&hall);
}

static json_t *
named (const gchar *a, const gchar *b)
{
  json_t *list = json_pack ("[{s:s}]", "serial", a);

  if (b != NULL)
    json_array_append_new (list, json_pack ("{s:s}", "serial", b));
  return list;
}

/* Two cases of 5 kg become three of 3 kg; a kilogram stays loose in the lot, is packed later, and scrapped in part. */
static void
test_repack (void)
{
  Hall hall;
  g_autoptr(json_t) packed = NULL, again = NULL, same = NULL, scrap = NULL, row = NULL, void_scrap = NULL;
  g_autofree gchar *a = NULL, *b = NULL, *c = NULL, *void_path = NULL;
  gint64 lot;

  hall_open (&hall);
  packed = hall_do (&hall, "/v1/cases", json_pack ("{s:I, s:I, s:i}", "lot", ID (hall.lots[0]), "plan", ID (hall.plan), "count", 3));
  lot = desk_integer (lot_of (packed), "id");
  a = hall_serial (packed);
  b = g_strdup (desk_text (json_array_get (json_object_get (packed, "cases"), 1), "serial"));
  c = g_strdup (desk_text (json_array_get (json_object_get (packed, "cases"), 2), "serial"));
  fixture_refused (&hall.d.f, "/v1/repacks",
                   json_pack ("{s:o, s:I, s:i, s:s}", "cases", named (a, b), "nominal_mg", ID (KG (3)), "count", 4, "reason", "small"), "lot-empty");
  fixture_refused (&hall.d.f, "/v1/repacks", json_pack ("{s:o, s:s}", "cases", named (a, a), "reason", "twice"), "bad-field");
  again = hall_do (&hall, "/v1/repacks",
                   json_pack ("{s:o, s:I, s:i, s:s}", "cases", named (a, b), "nominal_mg", ID (KG (3)), "count", 3, "reason", "small"));
  g_assert_cmpuint (json_array_size (json_object_get (again, "replaced")), ==, 2);
  row = hall_show (&hall, b);
  g_assert_cmpstr (desk_text (row, "state"), ==, "replaced");
  g_assert_cmpuint (json_array_size (json_object_get (row, "successors")), ==, 3);
  g_assert_cmpint (hall_of_pack_lot (&hall, lot, "loose_mg"), ==, KG (1));
  g_assert_cmpint (hall_of_pack_lot (&hall, lot, "cases"), ==, 1);
  hall_check (&hall);
  same = hall_do (&hall, "/v1/repacks", json_pack ("{s:o, s:s}", "cases", named (c, NULL), "reason", "wet"));
  g_assert_cmpint (desk_integer (lot_of (same), "id"), ==, lot); /* as before: the same lot */
  json_decref (hall_do (&hall, "/v1/cases", json_pack ("{s:I, s:I}", "lot", ID (lot), "nominal_mg", ID (G (400)))));
  g_assert_cmpint (hall_of_pack_lot (&hall, lot, "loose_mg"), ==, G (600));
  fixture_refused (&hall.d.f, "/v1/scraps", json_pack ("{s:I, s:I, s:s}", "lot", ID (lot), "mg", ID (G (600)), "reason", "rot"),
                   "supervisor-needed");
  scrap = hall_decide (&hall, "/v1/scraps", json_pack ("{s:I, s:I, s:s}", "lot", ID (lot), "mg", ID (G (600)), "reason", "rot"));
  g_assert_cmpint (hall_of_pack_lot (&hall, lot, "loose_mg"), ==, 0);
  hall_check (&hall);
  void_path = desk_path ("/v1/scraps/", desk_integer (json_array_get (json_object_get (scrap, "rows"), 0), "id"), "/void");
  void_scrap = hall_decide (&hall, void_path, json_pack ("{s:s}", "reason", "it was good"));
  g_assert_true (json_is_true (json_object_get (void_scrap, "void")));
  g_assert_cmpint (hall_of_pack_lot (&hall, lot, "loose_mg"), ==, G (600));
  hall_check (&hall);
  hall_close (&hall);
}

/* What is left over of two lots is thrown away with the repack: each loses what it gave too much. */
static void
test_repack_rest (void)
{
  Hall hall;
  g_autoptr(json_t) first = NULL, second = NULL, again = NULL, scraps = NULL;
  g_autofree gchar *a = NULL, *b = NULL;
  gint64 lots[2], sum_mg = 0;
  json_t *body;
  gsize i;
  json_t *row;

  hall_open (&hall);
  first = hall_do (&hall, "/v1/cases", json_pack ("{s:I, s:I}", "lot", ID (hall.lots[0]), "plan", ID (hall.plan)));
  second = hall_do (&hall, "/v1/cases", json_pack ("{s:I, s:s, s:I}", "lot", ID (hall.lots[1]), "grade_class", "special", "nominal_mg", ID (KG (3))));
  a = hall_serial (first);
  b = hall_serial (second);
  lots[0] = desk_integer (lot_of (first), "id");
  lots[1] = desk_integer (lot_of (second), "id");
  body = json_pack ("{s:o, s:I, s:i, s:s, s:s}", "cases", named (a, b), "nominal_mg", ID (KG (2)), "count", 3, "reason", "rot", "rest", "scrap");
  fixture_refused (&hall.d.f, "/v1/repacks", json_deep_copy (body), "supervisor-needed");
  check_state (&hall, a, "packed"); /* nothing half done */
  again = hall_decide (&hall, "/v1/repacks", body);
  g_assert_cmpint (desk_integer (lot_of (again), "net_mg"), ==, KG (6));
  g_assert_cmpint (hall_of_pack_lot (&hall, lots[0], "loose_mg"), ==, 0);
  g_assert_cmpint (hall_of_pack_lot (&hall, lots[1], "loose_mg"), ==, 0);
  scraps = fixture_get (&hall.d.f, "/v1/scraps");
  json_array_foreach (json_object_get (scraps, "rows"), i, row)
    sum_mg += desk_integer (row, "mg");
  g_assert_cmpuint (json_array_size (json_object_get (scraps, "rows")), ==, 2);
  g_assert_cmpint (sum_mg, ==, KG (2));
  hall_check (&hall);
  hall_close (&hall);
}

/* What two scales disagree by is said; it may not be much. */
static void
test_unaccounted (void)
{
  Hall hall;
  g_autoptr(json_t) packed = NULL, again = NULL;
  g_autofree gchar *a = NULL;
  json_t *body;

  hall_open (&hall);
  packed = hall_case (&hall, hall.lots[0], KG (5), FALSE);
  a = hall_serial (packed);
  body = json_pack ("{s:o, s:s, s:I, s:I}", "cases", named (a, NULL), "reason", "torn", "scale", ID (hall.d.f.scale), "simulated_mg",
                    ID (G (5400)));
  fixture_refused (&hall.d.f, "/v1/repacks", json_deep_copy (body), "lot-empty");
  json_object_set_new (body, "simulated_mg", json_integer (G (5300)));
  again = hall_do (&hall, "/v1/repacks", body);
  g_assert_cmpint (desk_integer (lot_of (again), "id"), !=, desk_integer (lot_of (packed), "id"));
  g_assert_cmpint (desk_integer (lot_of (again), "net_mg"), ==, G (5050));
  hall_check (&hall);
  hall_close (&hall);
}

/* A case that is thrown away is a loss, and comes back whole. */
static void
test_scrap (void)
{
  Hall hall;
  g_autoptr(json_t) packed = NULL, scrap = NULL, rows = NULL;
  g_autofree gchar *a = NULL, *void_path = NULL, *reprint = NULL;
  gint64 lot;

  hall_open (&hall);
  packed = hall_case (&hall, hall.lots[0], G (5100), FALSE);
  a = hall_serial (packed);
  lot = desk_integer (lot_of (packed), "id");
  scrap = hall_decide (&hall, "/v1/scraps", json_pack ("{s:o, s:s}", "cases", named (a, NULL), "reason", "fell"));
  check_state (&hall, a, "scrapped");
  g_assert_cmpint (hall_of_lot (&hall, lot, "left_mg"), ==, 0);
  g_assert_cmpint (hall_of_lot (&hall, lot, "cases"), ==, 0);
  hall_check (&hall);
  fixture_as_supervisor (&hall.d.f);
  fixture_refused (&hall.d.f, "/v1/scraps", json_pack ("{s:o, s:s}", "cases", named (a, NULL), "reason", "again"), "case-not-packed");
  fixture_refused (&hall.d.f, "/v1/scraps", json_pack ("{s:s}", "reason", "nothing"), "bad-field");
  rows = fixture_get (&hall.d.f, "/v1/scraps");
  g_assert_cmpuint (json_array_size (json_object_get (rows, "rows")), ==, 1);
  void_path = desk_path ("/v1/scraps/", desk_integer (json_array_get (json_object_get (scrap, "rows"), 0), "id"), "/void");
  json_decref (fixture_do (&hall.d.f, void_path, json_pack ("{s:s}", "reason", "it was another one")));
  fixture_refused (&hall.d.f, void_path, json_pack ("{s:s}", "reason", "again"), "already-void");
  check_state (&hall, a, "packed");
  g_assert_cmpint (hall_of_lot (&hall, lot, "left_mg"), ==, G (5100));
  hall_check (&hall);
  hall_close (&hall);
}

static gchar *
pallet_path (json_t *pallet, const gchar *verb)
{
  return g_strconcat ("/v1/pallets/", desk_text (pallet, "sscc"), verb, NULL);
}

static void
check_print (Hall *hall, json_t *pallet)
{
  Fixture *f = &hall->d.f;
  g_autofree gchar *print = pallet_path (pallet, "/print"), *png = pallet_path (pallet, "/label.png");
  g_autoptr(json_t) first = fixture_do (f, print, json_object ()), picture = fixture_get (f, png), again = NULL;

  g_assert_nonnull (picture);
  g_assert_cmpint (desk_integer (first, "printer"), ==, hall->pallet_printer);
  fixture_refused (f, print, json_object (), "reason-needed");
  again = fixture_do (f, print, json_pack ("{s:s}", "reason", "wet"));
  g_assert_cmpint (desk_integer (again, "copy"), ==, 2);
}

/* A case stands on one pallet; what is on a closed one stays; no number comes twice. */
static void
test_pallet (void)
{
  Hall hall;
  Fixture *f = &hall.d.f;
  g_autoptr(json_t) packed = NULL, one = NULL, two = NULL, moved = NULL, closed = NULL, scanned = NULL;
  g_autofree gchar *a = NULL, *b = NULL, *move1 = NULL, *move2 = NULL, *close = NULL, *reopen = NULL, *print = NULL, *lose = NULL,
                   *a_void = NULL;

  hall_open (&hall);
  packed = hall_do (&hall, "/v1/cases", json_pack ("{s:I, s:I, s:i}", "lot", ID (hall.lots[0]), "plan", ID (hall.plan), "count", 2));
  a = hall_serial (packed);
  b = g_strdup (desk_text (json_array_get (json_object_get (packed, "cases"), 1), "serial"));
  one = hall_do (&hall, "/v1/pallets", json_pack ("{s:s, s:o}", "to", "双福果行", "cases", named (a, NULL)));
  two = hall_do (&hall, "/v1/pallets", json_object ());
  g_assert_cmpuint (strlen (desk_text (one, "sscc")), ==, 18);
  g_assert_cmpstr (desk_text (one, "sscc"), !=, desk_text (two, "sscc"));
  g_assert_true (json_is_true (json_object_get (one, "internal")));
  move1 = pallet_path (one, "/move");
  move2 = pallet_path (two, "/move");
  close = pallet_path (one, "/close");
  reopen = pallet_path (one, "/reopen");
  print = pallet_path (one, "/print");
  lose = pallet_path (one, "/void");
  a_void = hall_path (a, "/void");
  fixture_refused (f, move2, json_pack ("{s:o}", "add", named (a, NULL)), "case-elsewhere");
  fixture_refused (f, move2, json_pack ("{s:o}", "remove", named (a, NULL)), "not-on-pallet");
  fixture_refused (f, "/v1/repacks", json_pack ("{s:o, s:s}", "cases", named (a, NULL), "reason", "x"), "case-elsewhere");
  fixture_refused (f, print, json_object (), "pallet-open");
  fixture_refused (f, lose, json_pack ("{s:s}", "reason", "x"), "pallet-open");
  fixture_as_supervisor (f);
  fixture_refused (f, a_void, json_pack ("{s:s}", "reason", "x"), "case-elsewhere");
  fixture_as_operator (f);
  moved = hall_do (&hall, move1, json_pack ("{s:o}", "add", named (b, NULL)));
  g_assert_cmpint (desk_integer (moved, "cases"), ==, 2);
  g_assert_cmpint (desk_integer (moved, "net_mg"), ==, KG (10));
  g_assert_cmpuint (json_array_size (json_object_get (moved, "content")), ==, 2);
  closed = hall_do (&hall, close, json_object ());
  g_assert_cmpstr (desk_text (closed, "state"), ==, "closed");
  fixture_refused (f, move1, json_pack ("{s:o}", "remove", named (b, NULL)), "pallet-closed");
  check_print (&hall, one);
  scanned = fixture_do (f, "/v1/scans", json_pack ("{s:s, s:s}", "code", desk_text (closed, "uri"), "aim", "]Q1"));
  g_assert_cmpstr (desk_text (scanned, "kind"), ==, "pallet");
  g_assert_cmpint (desk_integer (scanned, "cases"), ==, 2);
  json_decref (hall_do (&hall, reopen, json_pack ("{s:s}", "reason", "one more")));
  json_decref (hall_do (&hall, move1, json_pack ("{s:o}", "remove", named (b, NULL))));
  json_decref (hall_do (&hall, move2, json_pack ("{s:o}", "add", named (b, NULL))));
  g_assert_cmpint (hall_of_lot (&hall, desk_integer (lot_of (packed), "id"), "left_mg"), ==, KG (10)); /* no mass moved */
  hall_check (&hall);
  hall_close (&hall);
}

/* With a company prefix the number is its own; an empty pallet may be given up, its number is gone. */
static void
test_sscc (void)
{
  Hall hall;
  g_autoptr(json_t) one = NULL, two = NULL, gone = NULL;
  g_autofree gchar *lose = NULL, *close = NULL;

  hall_open (&hall);
  json_decref (hall_decide (&hall, "/v1/centre", json_pack ("{s:s, s:s}", "item_mode", "prefix", "gs1_prefix", "9521234")));
  one = hall_do (&hall, "/v1/pallets", json_object ());
  g_assert_true (g_str_has_prefix (desk_text (one, "sscc"), "09521234"));
  g_assert_true (json_is_false (json_object_get (one, "internal")));
  close = pallet_path (one, "/close");
  lose = pallet_path (one, "/void");
  fixture_refused (&hall.d.f, close, json_object (), "pallet-empty");
  gone = hall_do (&hall, lose, json_pack ("{s:s}", "reason", "wrong wood"));
  g_assert_cmpstr (desk_text (gone, "state"), ==, "void");
  two = hall_do (&hall, "/v1/pallets", json_object ());
  g_assert_cmpstr (desk_text (one, "sscc"), <, desk_text (two, "sscc"));
  hall_close (&hall);
}

/* Labels come first: bound once, to a case that holds enough, on their day; the others are listed and may be voided. */
static void
test_reserved (void)
{
  Hall hall;
  Fixture *f = &hall.d.f;
  g_autoptr(json_t) labels = NULL, bound = NULL, listed = NULL, row = NULL, packed = NULL;
  g_autofree gchar *a = NULL, *b = NULL, *bind_a = NULL, *bind_b = NULL, *void_b = NULL;

  hall_open (&hall);
  labels = hall_do (&hall, "/v1/cases/reserve", json_pack ("{s:I, s:I, s:i}", "lot", ID (hall.lots[0]), "plan", ID (hall.plan), "count", 3));
  g_assert_true (json_is_integer (json_object_get (labels, "job")));
  g_assert_cmpint (desk_integer (lot_of (labels), "cases"), ==, 0);
  a = hall_serial (labels);
  b = g_strdup (desk_text (json_array_get (json_object_get (labels, "cases"), 1), "serial"));
  row = hall_show (&hall, a);
  g_assert_cmpstr (desk_text (row, "state"), ==, "reserved");
  g_assert_cmpstr (desk_text (row, "label_state"), ==, "reserved");
  g_assert_cmpint (hall_of_lot (&hall, hall.lots[0], "left_mg"), ==, KG (100));
  bind_a = hall_path (a, "/bind");
  bind_b = hall_path (b, "/bind");
  void_b = hall_path (b, "/void");
  fixture_refused (f, bind_a, filled (&hall, 0, G (4900)), "net-too-low");
  bound = hall_do (&hall, bind_a, filled (&hall, 0, G (5080)));
  g_assert_cmpstr (desk_text (json_array_get (json_object_get (bound, "cases"), 0), "serial"), ==, a);
  g_assert_true (json_is_null (json_object_get (bound, "job")));
  check_state (&hall, a, "packed");
  fixture_refused (f, bind_a, filled (&hall, 0, G (5080)), "label-bound");
  packed = hall_case (&hall, hall.lots[0], KG (5), FALSE); /* the same pack lot, though no fruit was in it at first */
  g_assert_cmpint (desk_integer (lot_of (packed), "id"), ==, desk_integer (lot_of (labels), "id"));
  listed = fixture_get (f, "/v1/cases?state=reserved");
  g_assert_cmpuint (json_array_size (json_object_get (listed, "rows")), ==, 2);
  fixture_refused (f, "/v1/pallets", json_pack ("{s:o}", "cases", named (b, NULL)), "case-not-packed");
  json_decref (hall_decide (&hall, void_b, json_pack ("{s:s}", "reason", "torn")));
  fixture_refused (f, bind_b, filled (&hall, 0, KG (5)), "case-not-packed");
  json_decref (listed);
  listed = fixture_get (f, "/v1/cases?state=reserved");
  g_assert_cmpuint (json_array_size (json_object_get (listed, "rows")), ==, 1);
  g_free (bind_b);
  bind_b = hall_path (desk_text (json_array_get (json_object_get (labels, "cases"), 2), "serial"), "/bind");
  f->wall_us += 24 * G_TIME_SPAN_HOUR;
  fixture_refused (f, bind_b, filled (&hall, 0, KG (5)), "label-of-day");
  f->wall_us -= 24 * G_TIME_SPAN_HOUR;
  hall_check (&hall);
  hall_close (&hall);
}

/* What a refusal names. */
static json_t *
refusal_of (Fixture *f, const gchar *path, json_t *body, const gchar *code)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(json_t) answer = fixture_call (f, "POST", path, body, &error);

  g_assert_null (answer);
  g_assert_cmpstr (guo_refusal_code (error), ==, code);
  return json_incref (guo_refusal_params (error));
}

static json_t *
reserve_for (Hall *hall, const gchar *day, gint count)
{
  return json_pack ("{s:I, s:I, s:i, s:s}", "lot", ID (hall->lots[0]), "plan", ID (hall->plan), "count", count, "packed_on", day);
}

/* "2026-07-16" and some days. */
static gchar *
day_after (const gchar *day, gint days)
{
  g_autofree gchar *noon = g_strconcat (day, "T12:00:00Z", NULL);
  g_autoptr(GDateTime) from = g_date_time_new_from_iso8601 (noon, NULL);
  g_autoptr(GDateTime) to = g_date_time_add_days (from, days);

  return g_date_time_format (to, "%F");
}

/* In the evening for tomorrow: the label and its lot say tomorrow, it is bound then, and what is left over is scrapped. */
static void
test_ahead (void)
{
  Hall hall;
  Fixture *f = &hall.d.f;
  g_autoptr(json_t) today = NULL, labels = NULL, bound = NULL, early = NULL, late = NULL, packed = NULL, scrapped = NULL;
  g_autofree gchar *a = NULL, *b = NULL, *bind_a = NULL, *bind_b = NULL, *day = NULL, *tomorrow = NULL, *far = NULL, *past = NULL;

  hall_open (&hall);
  today = hall_case (&hall, hall.lots[0], KG (5), FALSE);
  day = g_strdup (desk_text (lot_of (today), "packed_on"));
  tomorrow = day_after (day, 1);
  far = day_after (day, 8);
  past = day_after (day, -1);
  fixture_refused (f, "/v1/cases/reserve", reserve_for (&hall, past, 1), "bad-field");
  fixture_refused (f, "/v1/cases/reserve", reserve_for (&hall, far, 1), "bad-field");
  fixture_refused (f, "/v1/cases/reserve", reserve_for (&hall, "2026-02-30", 1), "bad-field");
  labels = hall_do (&hall, "/v1/cases/reserve", reserve_for (&hall, tomorrow, 2));
  g_assert_cmpstr (desk_text (lot_of (labels), "packed_on"), ==, tomorrow);
  g_assert_cmpint (desk_integer (lot_of (labels), "id"), !=, desk_integer (lot_of (today), "id"));
  a = hall_serial (labels);
  b = g_strdup (desk_text (json_array_get (json_object_get (labels, "cases"), 1), "serial"));
  bind_a = hall_path (a, "/bind");
  bind_b = hall_path (b, "/bind");
  early = refusal_of (f, bind_a, filled (&hall, 0, G (5080)), "label-of-day");
  g_assert_true (json_is_true (json_object_get (early, "ahead")));
  f->wall_us += 24 * G_TIME_SPAN_HOUR;
  packed = hall_case (&hall, hall.lots[0], KG (5), FALSE); /* goes into the same pack lot, whose number is that of its day */
  g_assert_cmpint (desk_integer (lot_of (packed), "id"), ==, desk_integer (lot_of (labels), "id"));
  bound = hall_do (&hall, bind_a, filled (&hall, 0, G (5080)));
  check_state (&hall, a, "packed");
  json_decref (packed);
  packed = hall_case (&hall, hall.lots[1], KG (5), FALSE); /* another lot of that day: another number */
  g_assert_cmpstr (desk_text (lot_of (packed), "no"), !=, desk_text (lot_of (labels), "no"));
  f->wall_us += 24 * G_TIME_SPAN_HOUR;
  late = refusal_of (f, bind_b, filled (&hall, 0, G (5080)), "label-of-day");
  g_assert_cmpstr (desk_text (late, "serial"), ==, b);
  g_assert_cmpstr (desk_text (late, "packed_on"), ==, tomorrow);
  g_assert_false (json_is_true (json_object_get (late, "ahead")));
  scrapped = hall_decide (&hall, "/v1/scraps", json_pack ("{s:o, s:s}", "cases", named (b, NULL), "reason", "left over"));
  g_assert_cmpstr (json_string_value (json_array_get (json_object_get (scrapped, "labels"), 0)), ==, b);
  g_assert_cmpuint (json_array_size (json_object_get (scrapped, "rows")), ==, 0);
  check_state (&hall, b, "void");
  hall_check (&hall);
  hall_close (&hall);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/station/packing/plan", test_plan);
  g_test_add_func ("/station/packing/check-weighing", test_check_weighing);
  g_test_add_func ("/station/packing/scale", test_scale);
  g_test_add_func ("/station/packing/part", test_part);
  g_test_add_func ("/station/packing/repack", test_repack);
  g_test_add_func ("/station/packing/repack-rest", test_repack_rest);
  g_test_add_func ("/station/packing/unaccounted", test_unaccounted);
  g_test_add_func ("/station/packing/scrap", test_scrap);
  g_test_add_func ("/station/packing/pallet", test_pallet);
  g_test_add_func ("/station/packing/sscc", test_sscc);
  g_test_add_func ("/station/packing/reserved", test_reserved);
  g_test_add_func ("/station/packing/ahead", test_ahead);
  return g_test_run ();
}
