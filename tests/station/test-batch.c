/* Many commands in one transaction, at another time. */
#include "tests/station/fixture.h"

#include "db/database.h"
#include "db/projector.h"
#include "station/session.h"

#include <glib/gstdio.h>

#define ID(n) ((json_int_t) (n))
#define EVENING "2026-07-15T19:30:00+08:00"

static gint64
integer (json_t *object, const gchar *name)
{
  g_assert_true (json_is_integer (json_object_get (object, name)));
  return json_integer_value (json_object_get (object, name));
}

static json_t *
weighing (Fixture *f, gint64 lot, gint64 gross_mg)
{
  return json_pack ("{s:s, s:{s:I, s:I, s:I, s:I}}", "path", "/v1/weighings", "body", "lot", ID (lot), "scale",
                    ID (f->scale), "crate_type", ID (f->crate_type), "simulated_mg", ID (gross_mg));
}

static json_t *
weighings (Fixture *f, gint64 lot, guint n)
{
  json_t *commands = json_array ();

  for (guint i = 0; i < n; i++)
    json_array_append_new (commands, weighing (f, lot, 21850000 + 50000 * i));
  return commands;
}

static guint64
log_size (Fixture *f)
{
  return guo_log_size (guo_station_log (f->station));
}

static void
test_together (void)
{
  Fixture f;
  gint64 delivery, lot;
  g_autoptr(json_t) answer = NULL;
  g_autoptr(json_t) row = NULL;
  g_autofree gchar *path = NULL;

  fixture_open (&f);
  fixture_centre (&f);
  lot = fixture_deliver (&f, &delivery);
  fixture_as_supervisor (&f);
  answer = fixture_do (&f, "/v1/batch", json_pack ("{s:o}", "commands", weighings (&f, lot, 50)));
  g_assert_cmpuint (json_array_size (json_object_get (answer, "answers")), ==, 50);
  row = json_incref (json_array_get (json_object_get (answer, "answers"), 49));
  g_assert_cmpint (integer (row, "no"), ==, 50);
  g_assert_cmpint (integer (row, "net_mg"), ==, 20000000 + 49 * 50000);
  path = g_strdup_printf ("/v1/deliveries/%" G_GINT64_FORMAT, delivery);
  json_decref (row);
  row = fixture_get (&f, path);
  g_assert_cmpint (integer (row, "crates"), ==, 50);
  fixture_close (&f);
}

/* A bad one refuses them all, and the refusal says which it was. */
static void
test_all_or_nothing (void)
{
  Fixture f;
  gint64 lot;
  guint64 before;
  g_autoptr(GError) error = NULL;
  json_t *commands;

  fixture_open (&f);
  fixture_centre (&f);
  lot = fixture_deliver (&f, NULL);
  fixture_as_supervisor (&f);
  before = log_size (&f);
  commands = weighings (&f, lot, 3);
  json_array_insert_new (commands, 2, weighing (&f, 99, 21850000)); /* no such lot: refused when it is run */
  g_assert_null (fixture_call (&f, "POST", "/v1/batch", json_pack ("{s:o}", "commands", commands), &error));
  g_assert_cmpstr (guo_refusal_code (error), ==, "not-found");
  g_assert_cmpint (integer (guo_refusal_params (error), "command"), ==, 2);
  g_assert_cmpuint (log_size (&f), ==, before);
  g_clear_error (&error);
  commands = weighings (&f, lot, 2);
  json_array_append_new (commands, json_pack ("{s:s, s:{s:s}}", "path", "/v1/weighings", "body", "lot", "x"));
  g_assert_null (fixture_call (&f, "POST", "/v1/batch", json_pack ("{s:o}", "commands", commands), &error));
  g_assert_cmpstr (guo_refusal_code (error), ==, "bad-field"); /* and this one before anything is run */
  g_assert_cmpint (integer (guo_refusal_params (error), "command"), ==, 2);
  g_assert_cmpuint (log_size (&f), ==, before);
  json_decref (fixture_do (&f, "/v1/batch", json_pack ("{s:o}", "commands", weighings (&f, lot, 1))));
  g_assert_cmpuint (log_size (&f), ==, before + 1); /* the log goes on as if nothing had been */
  fixture_close (&f);
}

/* Time and person are those of the commands, and of nothing else. */
static void
test_time_and_person (void)
{
  Fixture f;
  gint64 lot;
  g_autoptr(json_t) answer = NULL;
  g_autoptr(json_t) now = NULL;
  g_autoptr(json_t) live = NULL;
  json_t *first, *second, *commands;

  fixture_open (&f);
  fixture_centre (&f);
  lot = fixture_deliver (&f, NULL);
  fixture_as_supervisor (&f);
  commands = weighings (&f, lot, 2);
  json_object_set_new (json_array_get (commands, 1), "at", json_string ("2026-07-15T20:00:07.250+08:00"));
  json_object_set_new (json_array_get (commands, 1), "user", json_integer (f.operator_id));
  answer = fixture_do (&f, "/v1/batch", json_pack ("{s:s, s:o}", "at", EVENING, "commands", commands));
  first = json_array_get (json_object_get (answer, "answers"), 0);
  second = json_array_get (json_object_get (answer, "answers"), 1);
  g_assert_true (g_str_has_prefix (json_string_value (json_object_get (first, "at")), "2026-07-15T19:30:00.000"));
  g_assert_cmpstr (json_string_value (json_object_get (first, "actor_name")), ==, "站长");
  g_assert_true (g_str_has_prefix (json_string_value (json_object_get (second, "at")), "2026-07-15T20:00:07.250"));
  g_assert_cmpstr (json_string_value (json_object_get (second, "actor_name")), ==, "王芳");
  live = weighing (&f, lot, 21850000);
  now = fixture_do (&f, "/v1/weighings", json_incref (json_object_get (live, "body")));
  g_assert_false (g_str_has_prefix (json_string_value (json_object_get (now, "at")), "2026-07-15"));
  g_assert_cmpint (guo_station_clock (f.station)->wall_us (guo_station_clock (f.station)->user_data), ==, f.wall_us);
  fixture_close (&f);
}

/* Nobody gets more rights by being named: an operator types no weight. */
static void
test_rights (void)
{
  Fixture f;
  gint64 lot;
  json_t *typed;

  fixture_open (&f);
  fixture_centre (&f);
  lot = fixture_deliver (&f, NULL);
  fixture_refused (&f, "/v1/batch", json_pack ("{s:o}", "commands", weighings (&f, lot, 1)), "supervisor-needed");
  fixture_as_supervisor (&f);
  typed = json_pack ("{s:I, s:s, s:{s:I, s:b, s:I, s:s}}", "user", ID (f.operator_id), "path", "/v1/weighings", "body",
                     "lot", ID (lot), "typed", TRUE, "gross_mg", ID (20000000), "reason", "秤坏");
  fixture_refused (&f, "/v1/batch", json_pack ("{s:[O]}", "commands", typed), "supervisor-needed");
  json_object_del (typed, "user");
  json_decref (fixture_do (&f, "/v1/batch", json_pack ("{s:[o]}", "commands", typed)));
  fixture_refused (&f, "/v1/batch", json_pack ("{s:[{s:s, s:I}]}", "commands", "path", "/v1/checkpoint", "user", ID (7)),
                   "not-found");
  fixture_close (&f);
}

static void
test_bounds (void)
{
  Fixture f;
  gint64 lot;

  fixture_open (&f);
  fixture_centre (&f);
  lot = fixture_deliver (&f, NULL);
  fixture_as_supervisor (&f);
  fixture_refused (&f, "/v1/batch", json_pack ("{s:[]}", "commands"), "bad-field");
  fixture_refused (&f, "/v1/batch", json_pack ("{s:o}", "commands", weighings (&f, lot, 51)), "bad-field");
  fixture_refused (&f, "/v1/batch", json_pack ("{s:[{s:s}]}", "commands", "path", "/v1/batch"), "bad-field");
  fixture_refused (&f, "/v1/batch", json_pack ("{s:[{s:s}]}", "commands", "path", "/v1/login"), "bad-field");
  fixture_refused (&f, "/v1/batch", json_pack ("{s:[{s:s}]}", "commands", "path", "/v1/nothing"), "bad-field");
  fixture_refused (&f, "/v1/batch",
                   json_pack ("{s:s, s:o}", "at", "yesterday", "commands", weighings (&f, lot, 1)), "bad-field");
  fixture_refused (&f, "/v1/batch",
                   json_pack ("{s:[{s:s, s:s}]}", "commands", "path", "/v1/checkpoint", "id",
                              "zz000000000000000000000000000000"),
                   "bad-field");
  fixture_close (&f);
}

/* Sent again, batch or command, there is nothing new, and the first answer comes. */
static void
test_again (void)
{
  Fixture f;
  gint64 lot;
  guint64 size;
  g_autoptr(GError) error = NULL;
  json_t *one;
  g_autoptr(json_t) body = NULL;
  g_autoptr(json_t) first = NULL;
  g_autoptr(json_t) again = NULL;
  g_autoptr(json_t) alone = NULL;

  fixture_open (&f);
  fixture_centre (&f);
  lot = fixture_deliver (&f, NULL);
  fixture_as_supervisor (&f);
  one = weighing (&f, lot, 21850000);
  json_object_set_new (one, "id", json_string ("0707070707070707" "0707070707070707"));
  body = json_pack ("{s:[o]}", "commands", one);
  first = fixture_command (&f, 1, "/v1/batch", json_deep_copy (body), &error);
  g_assert_no_error (error);
  size = log_size (&f);
  again = fixture_command (&f, 1, "/v1/batch", json_deep_copy (body), &error);
  g_assert_true (json_equal (first, again));
  alone = fixture_command (&f, 7, "/v1/weighings", json_deep_copy (json_object_get (one, "body")), &error);
  g_assert_no_error (error);
  g_assert_true (json_equal (alone, json_array_get (json_object_get (first, "answers"), 0)));
  json_decref (fixture_command (&f, 2, "/v1/batch", json_deep_copy (body), &error)); /* another batch, the same command */
  g_assert_no_error (error);
  g_assert_cmpuint (log_size (&f), ==, size);
  fixture_close (&f);
}

static void
test_brief (void)
{
  Fixture f;
  gint64 lot;
  g_autoptr(json_t) answer = NULL;
  json_t *first, *commands;

  fixture_open (&f);
  fixture_centre (&f);
  lot = fixture_deliver (&f, NULL);
  fixture_as_supervisor (&f);
  commands = weighings (&f, lot, 2);
  json_object_set_new (json_array_get (commands, 0), "brief", json_true ());
  answer = fixture_do (&f, "/v1/batch", json_pack ("{s:o}", "commands", commands));
  first = json_array_get (json_object_get (answer, "answers"), 0);
  g_assert_cmpuint (json_object_size (first), ==, 1);
  g_assert_cmpint (integer (first, "id"), >, 0);
  g_assert_cmpuint (json_object_size (json_array_get (json_object_get (answer, "answers"), 1)), >, 10);
  fixture_close (&f);
}

/* The code of a page is told once, and stands nowhere afterwards. */
static void
test_secret (void)
{
  Fixture f;
  g_autoptr(GError) error = NULL;
  g_autoptr(json_t) body = NULL;
  g_autoptr(json_t) first = NULL;
  g_autoptr(json_t) again = NULL;

  fixture_open (&f);
  fixture_centre (&f);
  fixture_as_supervisor (&f);
  body = json_pack ("{s:[{s:s, s:{s:I}}]}", "commands", "path", "/v1/links", "body", "party", ID (f.cooperative));
  first = fixture_command (&f, 1, "/v1/batch", json_deep_copy (body), &error);
  g_assert_no_error (error);
  g_assert_nonnull (json_object_get (json_array_get (json_object_get (first, "answers"), 0), "url"));
  again = fixture_command (&f, 1, "/v1/batch", json_deep_copy (body), &error);
  g_assert_no_error (error);
  g_assert_null (json_object_get (again, "answers"));
  fixture_close (&f);
}

static void
test_real_database (void)
{
  g_autofree gchar *folder = g_dir_make_tmp ("guo-batch-XXXXXX", NULL);
  g_autofree gchar *path = g_build_filename (folder, "station.db", NULL);
  g_autoptr(GError) error = NULL;
  GuoStation *station = guo_station_open (path, NULL, &error);
  g_autoptr(json_t) body = json_pack ("{s:[{s:s}]}", "commands", "path", "/v1/checkpoint");
  g_autoptr(json_t) printed = json_pack ("{s:i, s:s, s:i, s:b}", "lot", 1, "grade_class", "first", "nominal_mg", 5000000,
                                         "simulated_print", TRUE);
  g_autoptr(json_t) params = json_object ();
  GuoActor actor = { 0, GUO_ROLE_SUPERVISOR, NULL };
  GuoCall call = { .actor = &actor, .params = params, .body = body };

  g_assert_no_error (error);
  call.db = guo_station_db (station);
  g_assert_false (guo_station_prepare (station, guo_verb_match ("POST", "/v1/batch", params, NULL), &call, &error));
  g_assert_cmpstr (guo_refusal_code (error), ==, "needs-practice");
  g_clear_error (&error);
  call.body = printed;
  g_assert_false (guo_station_prepare (station, guo_verb_match ("POST", "/v1/cases", params, NULL), &call, &error));
  g_assert_cmpstr (guo_refusal_code (error), ==, "needs-practice");
  guo_station_free (station);
}

/* Views rebuilt from the log are the views that the batches left. */
static void
test_rebuild (void)
{
  Fixture f;
  gint64 lot;
  g_autoptr(GError) error = NULL;
  g_autofree gchar *before = NULL;
  g_autofree gchar *after = NULL;

  fixture_open (&f);
  fixture_centre (&f);
  lot = fixture_deliver (&f, NULL);
  fixture_as_supervisor (&f);
  json_decref (fixture_do (&f, "/v1/batch", json_pack ("{s:s, s:o}", "at", EVENING, "commands", weighings (&f, lot, 9))));
  before = guo_projector_dump (guo_station_db (f.station), &error);
  guo_projector_rebuild (guo_station_db (f.station), NULL, NULL, &error);
  after = guo_projector_dump (guo_station_db (f.station), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (before, ==, after);
  fixture_close (&f);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/batch/together", test_together);
  g_test_add_func ("/batch/all-or-nothing", test_all_or_nothing);
  g_test_add_func ("/batch/time-and-person", test_time_and_person);
  g_test_add_func ("/batch/rights", test_rights);
  g_test_add_func ("/batch/bounds", test_bounds);
  g_test_add_func ("/batch/again", test_again);
  g_test_add_func ("/batch/brief", test_brief);
  g_test_add_func ("/batch/secret", test_secret);
  g_test_add_func ("/batch/real-database", test_real_database);
  g_test_add_func ("/batch/rebuild", test_rebuild);
  return g_test_run ();
}
