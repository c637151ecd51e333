/* Every command and its refusals, through the verbs, on temporary databases. */
#include "tests/station/fixture.h"

#include "db/database.h"
#include "db/projector.h"
#include "station/session.h"

#include <string.h>

#define ID(n) ((json_int_t) (n))

static gint64
integer (json_t *object, const gchar *name)
{
  g_assert_true (json_is_integer (json_object_get (object, name)));
  return json_integer_value (json_object_get (object, name));
}

static json_t *
crate (Fixture *f, gint64 lot)
{
  return json_pack ("{s:I, s:I, s:I}", "lot", ID (lot), "scale", ID (f->scale), "crate_type", ID (f->crate_type));
}

static gchar *
path_of (const gchar *format, gint64 id)
{
  g_auto(GStrv) parts = g_strsplit (format, "%", 2);

  return g_strdup_printf ("%s%" G_GINT64_FORMAT "%s", parts[0], id, parts[1]);
}

static json_t *
approver (const gchar *pin)
{
  return json_pack ("{s:s, s:s}", "user", "站长", "pin", pin);
}

static json_t *
with (json_t *body, const gchar *name, json_t *value)
{
  json_object_set_new (body, name, value);
  return body;
}

/* Views rebuilt from the log are the views that the commands left. */
static void
check_rebuild (Fixture *f)
{
  g_autoptr(GError) error = NULL;
  GuoDatabase *db = guo_station_db (f->station);
  g_autofree gchar *before = guo_projector_dump (db, &error);
  g_autofree gchar *after = NULL;

  g_assert_no_error (error);
  guo_projector_rebuild (db, NULL, NULL, &error);
  g_assert_no_error (error);
  after = guo_projector_dump (db, &error);
  g_assert_cmpstr (before, ==, after);
}

static void
test_first_user (void)
{
  Fixture f;
  GuoActor actor = { 0, GUO_ROLE_NOBODY, NULL };

  fixture_open (&f);
  g_assert_true (guo_sessions_lookup (f.station, NULL, &actor)); /* whoever may open the socket */
  g_assert_cmpint (actor.role, ==, GUO_ROLE_SUPERVISOR);
  fixture_refused (&f, "/v1/users", json_pack ("{s:s, s:s, s:s}", "name", "a", "role", "operator", "pin", "1111"),
                   "first-supervisor");
  fixture_refused (&f, "/v1/users", json_pack ("{s:s, s:s, s:s}", "name", "a", "role", "supervisor", "pin", "12ab"),
                   "bad-field");
  fixture_centre (&f);
  g_assert_true (guo_sessions_lookup (f.station, NULL, &actor));
  g_assert_cmpint (actor.role, ==, GUO_ROLE_NOBODY);
  f.actor = actor;
  fixture_refused (&f, "/v1/centre", json_pack ("{s:s}", "name", "x"), "login-needed");
  fixture_as_operator (&f);
  fixture_refused (&f, "/v1/centre", json_pack ("{s:s}", "name", "x"), "supervisor-needed");
  fixture_reopen (&f); /* known again after a restart */
  g_assert_true (guo_sessions_lookup (f.station, NULL, &actor));
  g_assert_cmpint (actor.role, ==, GUO_ROLE_NOBODY);
  fixture_close (&f);
}

static void
test_login (void)
{
  Fixture f;
  g_autoptr(json_t) login = NULL;
  GuoActor actor;
  const gchar *token;

  fixture_open (&f);
  fixture_centre (&f);
  fixture_refused (&f, "/v1/login", json_pack ("{s:s, s:s}", "user", "nobody", "pin", "1111"), "not-found");
  login = fixture_do (&f, "/v1/login", json_pack ("{s:s, s:s}", "user", "王芳", "pin", "1111"));
  token = json_string_value (json_object_get (login, "token"));
  g_assert_true (guo_sessions_lookup (f.station, token, &actor));
  g_assert_cmpint (actor.user, ==, f.operator_id);
  for (gint i = 0; i < 5; i++)
    fixture_refused (&f, "/v1/login", json_pack ("{s:s, s:s}", "user", "王芳", "pin", "2222"), "wrong-pin");
  fixture_refused (&f, "/v1/login", json_pack ("{s:s, s:s}", "user", "王芳", "pin", "1111"), "wrong-pin");
  f.monotonic_us += (gint64) 31 * G_USEC_PER_SEC;
  json_decref (fixture_do (&f, "/v1/login", json_pack ("{s:s, s:s}", "user", "王芳", "pin", "1111")));
  f.monotonic_us += (gint64) 12 * 3600 * G_USEC_PER_SEC;
  g_assert_false (guo_sessions_lookup (f.station, token, &actor));
  g_assert_cmpint (actor.role, ==, GUO_ROLE_NOBODY);
  fixture_close (&f);
}

static void
test_users (void)
{
  Fixture f;
  g_autofree gchar *own = NULL;
  g_autofree gchar *other = NULL;
  g_autoptr(json_t) changed = NULL;

  fixture_open (&f);
  fixture_centre (&f);
  fixture_as_supervisor (&f);
  own = path_of ("/v1/users/%", f.supervisor_id);
  other = path_of ("/v1/users/%", f.operator_id);
  fixture_refused (&f, own, json_pack ("{s:b}", "active", FALSE), "last-supervisor");
  fixture_refused (&f, own, json_pack ("{s:s}", "role", "operator"), "last-supervisor");
  fixture_refused (&f, other, json_pack ("{s:s}", "name", "站长"), "name-taken");
  changed = fixture_do (&f, other, json_pack ("{s:s}", "pin", "4321"));
  g_assert_null (json_object_get (changed, "pin_hash"));
  fixture_refused (&f, "/v1/login", json_pack ("{s:s, s:s}", "user", "王芳", "pin", "1111"), "wrong-pin");
  json_decref (fixture_do (&f, "/v1/login", json_pack ("{s:s, s:s}", "user", "王芳", "pin", "4321")));
  json_decref (fixture_do (&f, other, json_pack ("{s:b}", "active", FALSE)));
  fixture_refused (&f, "/v1/login", json_pack ("{s:s, s:s}", "user", "王芳", "pin", "4321"), "not-found");
  check_rebuild (&f);
  fixture_close (&f);
}

static void
test_master (void)
{
  Fixture f;
  g_autoptr(json_t) plots = NULL;
  g_autoptr(json_t) crate_type = NULL;
  g_autoptr(json_t) centre = NULL;

  fixture_open (&f);
  fixture_centre (&f);
  fixture_as_supervisor (&f);
  fixture_refused (&f, "/v1/parties", json_pack ("{s:s, s:s, s:s}", "kind", "cooperative", "name", "b", "code", "QS"),
                   "code-taken");
  fixture_refused (&f, "/v1/parties", json_pack ("{s:s, s:s}", "kind", "cooperative", "name", "b"), "bad-field");
  fixture_refused (&f, "/v1/parties", json_pack ("{s:s, s:s}", "kind", "grower", "name", "b"), "bad-field");
  fixture_refused (&f, "/v1/parties",
                   json_pack ("{s:s, s:s, s:I}", "kind", "grower", "name", "b", "cooperative", ID (f.grower)),
                   "not-found");
  fixture_refused (&f, "/v1/plots",
                   json_pack ("{s:I, s:s, s:s}", "grower", ID (f.grower), "name", "b", "area_mu", "x"), "bad-field");
  fixture_refused (&f, "/v1/products", json_pack ("{s:s, s:s, s:s}", "name", "b", "kind", "plum", "season_from", "02-29"),
                   "bad-field");
  fixture_refused (&f, "/v1/villages", json_pack ("{s:s, s:I}", "name", "b", "replaces", ID (f.plot)), "not-found");
  fixture_refused (&f, "/v1/brands", json_pack ("{s:s, s:s}", "name", "b", "gtin", "9520123456780"), "bad-field");
  fixture_refused (&f, "/v1/centre", json_pack ("{s:s}", "host", "https://x"), "bad-field");
  plots = fixture_get (&f, "/v1/plots");
  g_assert_cmpint (integer (json_array_get (json_object_get (plots, "rows"), 0), "area_m2"), ==, 2800);
  json_decref (fixture_do (&f, "/v1/tares",
                           json_pack ("{s:I, s:I, s:s}", "crate_type", ID (f.crate_type), "tare_mg", ID (1900000),
                                      "from", "2026-07-17")));
  crate_type = fixture_get (&f, "/v1/crate-types");
  g_assert_cmpint (integer (json_array_get (json_object_get (crate_type, "rows"), 0), "tare_mg"), ==, 1850000);
  centre = fixture_do (&f, "/v1/centre", json_pack ("{s:s}", "host", "trace.example.cn"));
  g_assert_cmpstr (json_string_value (json_object_get (centre, "name")), ==, "大坪果站"); /* kept */
  {
    g_autofree gchar *url = guo_station_pages_url (f.station);

    g_assert_cmpstr (url, ==, "https://trace.example.cn");
  }
  check_rebuild (&f);
  fixture_close (&f);
}

static void
test_devices (void)
{
  Fixture f;
  g_autofree gchar *release = NULL;
  g_autofree gchar *zero = NULL;
  g_autoptr(json_t) protocols = NULL;

  fixture_open (&f);
  fixture_centre (&f);
  fixture_as_supervisor (&f);
  fixture_refused (&f, "/v1/devices",
                   json_pack ("{s:s, s:s, s:s, s:s}", "name", "x", "kind", "scale", "address", "tcp:localhost:1",
                              "protocol", "nothing"),
                   "bad-field");
  fixture_refused (&f, "/v1/devices", json_pack ("{s:s, s:s, s:s}", "name", "x", "kind", "scale", "address", "tcp:h:1"),
                   "bad-field");
  fixture_refused (&f, "/v1/devices",
                   json_pack ("{s:s, s:s, s:s, s:s}", "name", "x", "kind", "scale", "address", "smoke:signals",
                              "protocol", "yaohua-tf0"),
                   "device");
  fixture_refused (&f, "/v1/devices", json_pack ("{s:s, s:s, s:s}", "name", "x", "kind", "printer", "address", "lpt1"),
                   "bad-field");
  zero = path_of ("/v1/scales/%/zero", f.plot);
  fixture_refused (&f, zero, NULL, "not-found");
  fixture_refused (&f, "/v1/scales/x/rearm", NULL, "not-found");
  release = path_of ("/v1/devices/%/release", f.scale);
  json_decref (fixture_do (&f, release, NULL));
  g_assert_false (guo_devices_has (guo_station_devices (f.station), f.scale));
  protocols = fixture_get (&f, "/v1/protocols");
  g_assert_cmpuint (json_array_size (json_object_get (protocols, "rows")), >=, 3);
  fixture_close (&f);
}

static void
test_deliver (void)
{
  Fixture f;
  gint64 delivery, stranger, cooperative;
  g_autofree gchar *close = NULL;
  g_autofree gchar *reopen = NULL;
  g_autoptr(json_t) row = NULL;

  fixture_open (&f);
  fixture_centre (&f);
  fixture_as_supervisor (&f);
  cooperative = fixture_make (&f, "/v1/parties",
                              json_pack ("{s:s, s:s, s:s}", "kind", "cooperative", "name", "红岩", "code", "HY"));
  stranger = fixture_make (&f, "/v1/parties",
                           json_pack ("{s:s, s:s, s:I}", "kind", "grower", "name", "王长顺", "cooperative",
                                      ID (cooperative)));
  fixture_as_operator (&f);
  fixture_refused (&f, "/v1/deliveries",
                   json_pack ("{s:I, s:I, s:[{s:I}]}", "cooperative", ID (f.cooperative), "product", ID (f.product),
                              "sources", "grower", ID (stranger)),
                   "wrong-cooperative");
  fixture_refused (&f, "/v1/deliveries",
                   json_pack ("{s:I, s:I, s:[{s:I}], s:s}", "cooperative", ID (f.cooperative), "product",
                              ID (f.product), "sources", "grower", ID (f.grower), "harvested_on", "2026-07-17"),
                   "bad-field");
  fixture_refused (&f, "/v1/deliveries",
                   json_pack ("{s:I, s:I, s:[{s:I, s:i}]}", "cooperative", ID (f.cooperative), "product",
                              ID (f.product), "sources", "grower", ID (f.grower), "share_ppm", 5),
                   "bad-field");
  fixture_refused (&f, "/v1/deliveries",
                   json_pack ("{s:I, s:I, s:[{s:I}]}", "cooperative", ID (f.grower), "product", ID (f.product),
                              "sources", "grower", ID (f.grower)),
                   "not-found");
  fixture_deliver (&f, &delivery);
  close = path_of ("/v1/deliveries/%/close", delivery);
  reopen = path_of ("/v1/deliveries/%/reopen", delivery);
  fixture_refused (&f, reopen, json_pack ("{s:s}", "reason", "x"), "delivery-open");
  row = fixture_do (&f, close, NULL);
  g_assert_cmpstr (json_string_value (json_object_get (row, "no")), ==, "0716-01");
  fixture_refused (&f, close, NULL, "delivery-closed");
  fixture_refused (&f, reopen, NULL, "bad-field");
  json_decref (fixture_do (&f, reopen, json_pack ("{s:s}", "reason", "one crate more")));
  check_rebuild (&f);
  fixture_close (&f);
}

static void
test_weigh (void)
{
  Fixture f;
  gint64 lot;
  g_autoptr(json_t) first = NULL;
  g_autoptr(json_t) again = NULL;
  g_autoptr(json_t) below = NULL;
  g_autoptr(json_t) list = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree gchar *rearm = NULL;

  fixture_open (&f);
  fixture_centre (&f);
  lot = fixture_deliver (&f, NULL);
  fixture_refused (&f, "/v1/weighings", crate (&f, lot), "scale-disconnected");
  fixture_run (&f, 500);
  fixture_refused (&f, "/v1/weighings", crate (&f, f.plot), "not-found");
  fixture_refused (&f, "/v1/weighings", json_pack ("{s:I}", "lot", ID (lot)), "bad-field");
  fixture_refused (&f, "/v1/weighings", with (crate (&f, lot), "_scale", json_object ()), "unknown-field");
  fixture_scale (&f, "put 23.45");
  fixture_refused (&f, "/v1/weighings", with (crate (&f, lot), "tare_mg", json_integer (23450000)), "tare-too-heavy");
  fixture_refused (&f, "/v1/weighings", with (crate (&f, lot), "crates", json_integer (100)), "tare-too-heavy");

  first = fixture_command (&f, 7, "/v1/weighings", crate (&f, lot), &error);
  g_assert_no_error (error);
  again = fixture_command (&f, 7, "/v1/weighings", crate (&f, lot), &error); /* the first answer */
  g_assert_no_error (error);
  g_assert_true (json_equal (first, again));
  g_assert_null (fixture_command (&f, 7, "/v1/weighings", with (crate (&f, lot), "crates", json_integer (2)), &error));
  g_assert_cmpstr (guo_refusal_code (error), ==, "command-id-reused");

  fixture_refused (&f, "/v1/weighings", crate (&f, lot), "scale-recorded");
  rearm = path_of ("/v1/scales/%/rearm", f.scale);
  json_decref (fixture_do (&f, rearm, NULL));
  json_decref (fixture_do (&f, "/v1/weighings", crate (&f, lot)));
  fixture_scale (&f, "remove");
  fixture_scale (&f, "put 0.80");
  fixture_refused (&f, "/v1/weighings", json_pack ("{s:I, s:I}", "lot", ID (lot), "scale", ID (f.scale)), "below-min");
  below = fixture_do (&f, "/v1/weighings",
                      json_pack ("{s:I, s:I, s:b}", "lot", ID (lot), "scale", ID (f.scale), "confirm_below_min", TRUE));
  g_assert_cmpint (integer (below, "net_mg"), ==, 800000);
  f.monotonic_us += 2 * G_USEC_PER_SEC;
  fixture_refused (&f, "/v1/weighings", crate (&f, lot), "scale-stale");
  guo_station_stop_recording (f.station, "disk-full");
  fixture_refused (&f, "/v1/weighings", crate (&f, lot), "scale-stopped");
  list = fixture_get (&f, "/v1/weighings?limit=10");
  g_assert_cmpuint (json_array_size (json_object_get (list, "rows")), ==, 3);
  check_rebuild (&f);
  fixture_close (&f);
}

static json_t *
typed (gint64 lot)
{
  return json_pack ("{s:I, s:b, s:I}", "lot", ID (lot), "typed", TRUE, "gross_mg", ID (20000000));
}

static void
test_typed (void)
{
  Fixture f;
  gint64 lot;
  g_autoptr(json_t) row = NULL;

  fixture_open (&f);
  fixture_centre (&f);
  lot = fixture_deliver (&f, NULL);
  fixture_refused (&f, "/v1/weighings", typed (lot), "supervisor-needed");
  fixture_refused (&f, "/v1/weighings", with (typed (lot), "approver", approver ("1234")), "wrong-pin");
  fixture_refused (&f, "/v1/weighings",
                   with (typed (lot), "approver", json_pack ("{s:s, s:s}", "user", "王芳", "pin", "1111")),
                   "supervisor-needed");
  fixture_refused (&f, "/v1/weighings", with (typed (lot), "approver", approver ("9999")), "reason-needed");
  row = fixture_do (&f, "/v1/weighings",
                    with (with (typed (lot), "approver", approver ("9999")), "reason", json_string ("scale at repair")));
  g_assert_cmpstr (json_string_value (json_object_get (row, "mode")), ==, "typed");
  g_assert_cmpint (integer (row, "net_mg"), ==, 20000000);
  check_rebuild (&f);
  fixture_close (&f);
}

static gint64
weigh (Fixture *f, gint64 lot, const gchar *put)
{
  gint64 id;

  fixture_scale (f, "remove");
  fixture_scale (f, put);
  id = fixture_make (f, "/v1/weighings", crate (f, lot));
  return id;
}

static void
test_void (void)
{
  Fixture f;
  gint64 lot, first, second, delivery;
  g_autofree gchar *first_path = NULL;
  g_autofree gchar *second_path = NULL;
  g_autofree gchar *close = NULL;
  g_autoptr(json_t) gone = NULL;
  g_autoptr(json_t) yields = NULL;

  fixture_open (&f);
  fixture_centre (&f);
  lot = fixture_deliver (&f, &delivery);
  first = weigh (&f, lot, "put 20.00");
  second = weigh (&f, lot, "put 30.00");
  first_path = path_of ("/v1/weighings/%/void", first);
  second_path = path_of ("/v1/weighings/%/void", second);
  close = path_of ("/v1/deliveries/%/close", delivery);
  fixture_refused (&f, first_path, json_pack ("{s:s}", "reason", "duplicate"), "not-own-weighing");
  fixture_refused (&f, second_path, json_pack ("{s:s}", "reason", "tired"), "bad-field");
  fixture_refused (&f, second_path, json_pack ("{s:s}", "reason", "other"), "reason-needed");
  gone = fixture_do (&f, second_path, json_pack ("{s:s}", "reason", "duplicate"));
  g_assert_true (json_is_true (json_object_get (gone, "void")));
  fixture_refused (&f, second_path, json_pack ("{s:s}", "reason", "duplicate"), "already-void");
  json_decref (fixture_do (&f, close, NULL));
  fixture_refused (&f, first_path, json_pack ("{s:s}", "reason", "duplicate"), "delivery-closed");
  yields = fixture_get (&f, "/v1/yields?by=product");
  g_assert_cmpint (integer (json_array_get (json_object_get (yields, "rows"), 0), "net_mg"), ==, 18150000);
  json_decref (fixture_do (&f, first_path,
                           with (json_pack ("{s:s}", "reason", "wrong-party"), "approver", approver ("9999"))));
  check_rebuild (&f);
  fixture_close (&f);
}

static json_t *
box (gint64 lot, gint64 nominal_mg)
{
  return json_pack ("{s:I, s:s, s:I}", "lot", ID (lot), "grade_class", "first", "nominal_mg", ID (nominal_mg));
}

static void
check_labels (Fixture *f, gint64 job, const gchar *state)
{
  g_autofree gchar *path = g_strdup_printf ("/v1/print-jobs/%" G_GINT64_FORMAT, job);
  g_autoptr(json_t) row = fixture_get (f, path);
  gsize i;
  json_t *label;

  g_assert_cmpuint (json_array_size (json_object_get (row, "labels")), >, 0);
  json_array_foreach (json_object_get (row, "labels"), i, label)
    g_assert_cmpstr (json_string_value (json_object_get (label, "state")), ==, state);
}

static void
test_pack (void)
{
  Fixture f;
  gint64 lot;
  g_autoptr(json_t) one = NULL;
  g_autoptr(json_t) two = NULL;
  g_autoptr(json_t) three = NULL;
  g_autoptr(json_t) shown = NULL;
  g_autofree gchar *path = NULL;
  g_autofree gchar *void_path = NULL;
  const gchar *serial;

  fixture_open (&f);
  fixture_centre (&f);
  lot = fixture_deliver (&f, NULL);
  fixture_refused (&f, "/v1/cases", box (lot, 5000000), "lot-empty");
  weigh (&f, lot, "put 23.45");
  fixture_refused (&f, "/v1/cases", with (box (lot, 5000000), "grade_class", json_string ("best")), "bad-field");
  fixture_refused (&f, "/v1/cases", with (box (lot, 5000000), "gtin", json_string ("123456789")), "bad-field");
  fixture_refused (&f, "/v1/cases", with (box (lot, 5000000), "printer", json_integer (f.scale)), "no-printer");
  fixture_refused (&f, "/v1/cases", with (box (lot, 5000000), "net_mg", json_integer (5000000)), "supervisor-needed");
  fixture_scale (&f, "remove");
  fixture_scale (&f, "put 5.10");
  fixture_refused (&f, "/v1/cases",
                   with (with (box (lot, 5000000), "scale", json_integer (f.scale)), "tare_mg", json_integer (200000)),
                   "net-too-low");
  one = fixture_do (&f, "/v1/cases", with (box (lot, 5000000), "scale", json_integer (f.scale)));
  g_assert_cmpint (integer (json_array_get (json_object_get (one, "cases"), 0), "net_mg"), ==, 5100000);
  fixture_refused (&f, "/v1/cases", with (box (lot, 5000000), "scale", json_integer (f.scale)), "scale-recorded");
  two = fixture_do (&f, "/v1/cases", with (box (lot, 5000000), "count", json_integer (2)));
  g_assert_cmpint (integer (json_object_get (one, "lot"), "id"), ==, integer (json_object_get (two, "lot"), "id"));
  g_assert_cmpint (integer (json_object_get (two, "lot"), "cases"), ==, 3);
  serial = json_string_value (json_object_get (json_array_get (json_object_get (two, "cases"), 0), "serial"));
  path = g_strconcat ("/v1/cases/", serial, NULL);
  void_path = g_strconcat (path, "/void", NULL);
  shown = fixture_get (&f, path);
  g_assert_cmpstr (json_string_value (json_object_get (shown, "label_state")), ==, "reserved");
  three = fixture_do (&f, "/v1/cases", with (with (box (lot, 1000000), "count", json_integer (2)), "simulated_print", json_true ()));
  check_labels (&f, integer (three, "job"), "out");
  g_assert_true (g_str_has_prefix (json_string_value (json_object_get (shown, "uri")), "http://localhost:8480/01/0"));
  fixture_refused (&f, void_path, json_pack ("{s:s}", "reason", "crushed"), "supervisor-needed");
  json_decref (fixture_do (&f, void_path, with (json_pack ("{s:s}", "reason", "crushed"), "approver", approver ("9999"))));
  fixture_refused (&f, void_path, with (json_pack ("{s:s}", "reason", "crushed"), "approver", approver ("9999")),
                   "already-void");
  check_rebuild (&f);
  fixture_close (&f);
}

static void
test_links (void)
{
  Fixture f;
  g_autoptr(json_t) link = NULL;
  g_autoptr(json_t) again = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree gchar *withdraw = NULL;

  fixture_open (&f);
  fixture_centre (&f);
  fixture_as_supervisor (&f);
  fixture_refused (&f, "/v1/links", json_pack ("{s:I}", "party", ID (f.grower)), "not-found");
  link = fixture_command (&f, 9, "/v1/links", json_pack ("{s:I}", "party", ID (f.cooperative)), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (json_string_length (json_object_get (link, "code")), ==, 26);
  again = fixture_command (&f, 9, "/v1/links", json_pack ("{s:I}", "party", ID (f.cooperative)), &error);
  g_assert_no_error (error);
  g_assert_null (json_object_get (again, "code")); /* told once, and not kept */
  g_assert_null (json_object_get (again, "url"));
  withdraw = path_of ("/v1/links/%/withdraw", integer (link, "id"));
  json_decref (fixture_do (&f, withdraw, NULL));
  check_rebuild (&f);
  fixture_close (&f);
}

static void
refuse_csv (Fixture *f, const gchar *kind, const gchar *csv, gint line, gint column)
{
  g_autofree gchar *path = g_strconcat ("/v1/import/", kind, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(json_t) before = fixture_get (f, "/v1/status");
  g_autoptr(json_t) after = NULL;

  g_assert_null (fixture_call (f, "POST", path, json_pack ("{s:s}", "csv", csv), &error));
  g_assert_cmpstr (guo_refusal_code (error), ==, "bad-field");
  g_assert_cmpint (integer (guo_refusal_params (error), "line"), ==, line);
  g_assert_cmpint (integer (guo_refusal_params (error), "column"), ==, column);
  after = fixture_get (f, "/v1/status");
  g_assert_true (json_equal (json_object_get (before, "size"), json_object_get (after, "size")));
}

static void
test_import (void)
{
  Fixture f;
  g_autoptr(json_t) dry = NULL;
  g_autoptr(json_t) rows = NULL;

  fixture_open (&f);
  fixture_centre (&f);
  fixture_as_supervisor (&f);
  refuse_csv (&f, "cooperatives", "名称,代码,颜色\n红岩,HY,红\n", 1, 3);
  refuse_csv (&f, "cooperatives", "名称\n红岩\n", 1, 0);
  refuse_csv (&f, "cooperatives", "name,code\n红岩,HY\n白云,hy\n", 3, 2);
  refuse_csv (&f, "growers", "姓名,合作社\n张三,没有\n", 2, 2);
  refuse_csv (&f, "plots", "cooperative,grower,name,area_mu\n青石坝合作社,李长顺,1号地,many\n", 2, 4);
  refuse_csv (&f, "products", "产品,类别\n脐橙,fruit\n", 2, 2);
  fixture_refused (&f, "/v1/import/ghosts", json_pack ("{s:s}", "csv", "a\n1\n"), "not-found");
  dry = fixture_do (&f, "/v1/import/cooperatives",
                    json_pack ("{s:s, s:b}", "csv", "\xef\xbb\xbf名称,代码,村\n红岩,HY,红岩村\n", "dry_run", TRUE));
  g_assert_cmpint (integer (dry, "total"), ==, 1);
  json_decref (fixture_do (&f, "/v1/import/cooperatives",
                           json_pack ("{s:s}", "csv", "\xef\xbb\xbf代码,名称,村\r\nHY,\"红岩, 新\",红岩村\r\n")));
  json_decref (fixture_do (&f, "/v1/import/growers",
                           json_pack ("{s:s}", "csv", "姓名,合作社,村,电话\n张三,\"红岩, 新\",红岩村,13800000000\n")));
  json_decref (fixture_do (&f, "/v1/import/products",
                           json_pack ("{s:s}", "csv", "产品,类别,品种\n脐橙,柑橘,纽荷尔\n脐橙,柑橘,伦晚\n")));
  json_decref (fixture_do (&f, "/v1/import/plots",
                           json_pack ("{s:s}", "csv",
                                      "合作社,农户,地块,亩,产品,品种\n\"红岩, 新\",张三,东坡,3.5,脐橙,伦晚\n")));
  json_decref (fixture_do (&f, "/v1/import/growers", /* again: brought up to date, not doubled */
                           json_pack ("{s:s}", "csv", "姓名,合作社,电话\n张三,\"红岩, 新\",13900000000\n")));
  rows = fixture_get (&f, "/v1/parties?kind=grower");
  g_assert_cmpuint (json_array_size (json_object_get (rows, "rows")), ==, 2);
  check_rebuild (&f);
  fixture_close (&f);
}

static gchar *
many_growers (gint count)
{
  GString *csv = g_string_new ("姓名,合作社,代码\n");

  for (gint i = 0; i < count; i++)
    g_string_append_printf (csv, "农户%d,青石坝合作社,%c%c%d\n", i, 'A' + i / 100 / 26 % 26, 'A' + i / 100 % 26, i % 100);
  return g_string_free (csv, FALSE);
}

static void
refuse_gtin (Fixture *f, const gchar *gtin, const gchar *reason)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (fixture_call (f, "POST", "/v1/brands", json_pack ("{s:s, s:s}", "name", "b", "gtin", gtin), &error));
  g_assert_cmpstr (json_string_value (json_object_get (guo_refusal_params (error), "field")), ==, "gtin");
  g_assert_cmpstr (json_string_value (json_object_get (guo_refusal_params (error), "reason")), ==, reason);
}

static void
test_gtin (void)
{
  Fixture f;

  fixture_open (&f);
  fixture_centre (&f);
  fixture_as_supervisor (&f);
  refuse_gtin (&f, "95201234567", "not 8, 12, 13 or 14 digits");
  refuse_gtin (&f, "9520123456780", "the last digit does not fit the others");
  refuse_gtin (&f, "95201234567x8", "not only digits");
  fixture_close (&f);
}

/* As many rows as a file may have, in a moment; one more is refused. */
static void
test_import_many (void)
{
  Fixture f;
  g_autofree gchar *csv = many_growers (5000);
  g_autofree gchar *more = many_growers (5001);
  g_autoptr(json_t) rows = NULL;
  json_t *list;

  fixture_open (&f);
  fixture_centre (&f);
  fixture_as_supervisor (&f);
  refuse_csv (&f, "growers", more, 5002, 0);
  json_decref (fixture_do (&f, "/v1/import/growers", json_pack ("{s:s}", "csv", csv)));
  json_decref (fixture_do (&f, "/v1/import/growers", json_pack ("{s:s}", "csv", csv))); /* not doubled */
  rows = fixture_get (&f, "/v1/parties?kind=grower&q=农户");
  list = json_object_get (rows, "rows");
  g_assert_cmpuint (json_array_size (list), ==, 5000);
  for (gsize i = 0; i < 5000; i++)
    g_assert_cmpint (integer (json_array_get (list, i), "cooperative"), ==, f.cooperative);
  fixture_close (&f);
}

/* What demo does: simulated loads in simulated time, through the same verb. */
static void
test_simulated (void)
{
  Fixture f;
  gint64 lot;
  g_autofree gchar *release = NULL;

  fixture_open (&f);
  fixture_centre (&f);
  lot = fixture_deliver (&f, NULL);
  for (gint i = 0; i < 20; i++)
    {
      g_autoptr(json_t) row
        = fixture_do (&f, "/v1/weighings", with (crate (&f, lot), "simulated_mg", json_integer (20050000 + i * 50000)));

      g_assert_cmpint (integer (row, "gross_mg"), ==, 20050000 + i * 50000);
      g_assert_true (json_is_true (json_object_get (row, "simulated")));
    }
  fixture_refused (&f, "/v1/weighings", with (crate (&f, lot), "simulated_mg", json_integer (400000000)), "scale-stale");
  fixture_as_supervisor (&f);
  release = path_of ("/v1/devices/%/release", f.scale);
  json_decref (fixture_do (&f, release, NULL));
  fixture_refused (&f, "/v1/weighings", with (crate (&f, lot), "simulated_mg", json_integer (20050000)),
                   "sim-needs-practice");
  check_rebuild (&f);
  fixture_close (&f);
}

static void
test_status (void)
{
  Fixture f;
  g_autoptr(json_t) empty = NULL;
  g_autoptr(json_t) ready = NULL;
  gint64 lot;

  fixture_open (&f);
  empty = fixture_get (&f, "/v1/status");
  g_assert_cmpstr (json_string_value (json_object_get (empty, "setup")), ==, "empty");
  g_assert_true (json_is_true (json_object_get (empty, "practice")));
  fixture_centre (&f);
  lot = fixture_deliver (&f, NULL);
  fixture_run (&f, 500);
  weigh (&f, lot, "put 23.45");
  fixture_reopen (&f);
  ready = fixture_get (&f, "/v1/status");
  g_assert_cmpstr (json_string_value (json_object_get (ready, "setup")), ==, "ready");
  g_assert_cmpint (integer (json_object_get (ready, "last_weighing"), "gross_mg"), ==, 23450000);
  g_assert_false (json_is_true (json_object_get (ready, "unclean_stop")));
  fixture_run (&f, 4000); /* the crate still stands there: it may be the one that is recorded */
  fixture_refused (&f, "/v1/weighings", crate (&f, lot), "maybe-recorded");
  fixture_close (&f);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/station/commands/first-user", test_first_user);
  g_test_add_func ("/station/commands/login", test_login);
  g_test_add_func ("/station/commands/users", test_users);
  g_test_add_func ("/station/commands/master", test_master);
  g_test_add_func ("/station/commands/devices", test_devices);
  g_test_add_func ("/station/commands/deliver", test_deliver);
  g_test_add_func ("/station/commands/weigh", test_weigh);
  g_test_add_func ("/station/commands/typed", test_typed);
  g_test_add_func ("/station/commands/void", test_void);
  g_test_add_func ("/station/commands/pack", test_pack);
  g_test_add_func ("/station/commands/links", test_links);
  g_test_add_func ("/station/commands/import", test_import);
  g_test_add_func ("/station/commands/import-many", test_import_many);
  g_test_add_func ("/station/commands/gtin", test_gtin);
  g_test_add_func ("/station/commands/simulated", test_simulated);
  g_test_add_func ("/station/commands/status", test_status);
  return g_test_run ();
}
