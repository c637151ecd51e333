/* The day's exception report: what was not as usual, under the day on which it was done. */
#include "tests/station/desk.h"

/* A whole day of exceptions; the kinds in the order in which they happened. */
static void
make_exceptions (Desk *d)
{
  g_autofree gchar *undo = NULL;
  g_autofree gchar *reopen = desk_path ("/v1/deliveries/", d->delivery, "/reopen");
  g_autofree gchar *rearm = desk_path ("/v1/scales/", d->f.scale, "/rearm");
  json_t *low = json_pack ("{s:I, s:I, s:b}", "lot", ID (d->lot), "scale", ID (d->f.scale), "confirm_below_min", TRUE);

  fixture_run (&d->f, 500);
  fixture_scale (&d->f, "put 0.80");
  json_decref (fixture_do (&d->f, "/v1/weighings", json_deep_copy (low)));
  fixture_scale (&d->f, "remove");
  fixture_scale (&d->f, "put 23.45");
  json_decref (fixture_do (&d->f, "/v1/weighings", json_deep_copy (low)));
  json_decref (fixture_do (&d->f, rearm, NULL));
  undo = desk_path ("/v1/weighings/", fixture_make (&d->f, "/v1/weighings", low), "/void");
  json_decref (fixture_do (&d->f, undo, json_pack ("{s:s}", "reason", "duplicate")));
  fixture_run (&d->f, 1000);
  fixture_as_supervisor (&d->f);
  json_decref (fixture_do (&d->f, "/v1/weighings",
                           json_pack ("{s:I, s:b, s:I, s:s}", "lot", ID (d->lot), "typed", TRUE, "gross_mg",
                                      ID (20000000), "reason", "秤坏了")));
  fixture_run (&d->f, 1000);
  json_decref (fixture_do (&d->f, "/v1/deductions", desk_percent (d, 100000)));
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
    g_assert_cmpstr (desk_text (json_array_get (rows, i), "kind"), ==, kinds[i]);
  g_assert_cmpuint (json_array_size (rows), ==, G_N_ELEMENTS (kinds));
  g_assert_cmpint (desk_integer (json_array_get (rows, 2), "was_mg"), ==, 23450000);
  g_assert_cmpint (desk_integer (json_array_get (rows, 2), "now_mg"), ==, 0);
  g_assert_cmpstr (desk_text (json_array_get (rows, 2), "reason"), ==, "duplicate");
  g_assert_cmpstr (desk_text (json_array_get (rows, 2), "no"), ==, "3");
  g_assert_cmpstr (desk_text (json_array_get (rows, 2), "what"), ==, "weighing");
  g_assert_cmpstr (desk_text (json_array_get (rows, 2), "actor_name"), ==, "王芳");
  g_assert_cmpint (desk_integer (json_array_get (rows, 3), "now_mg"), ==, 20000000);
  g_assert_cmpstr (desk_text (json_array_get (rows, 3), "reason"), ==, "秤坏了");
  g_assert_cmpstr (desk_text (json_array_get (rows, 3), "approver_name"), ==, "站长");
  g_assert_cmpint (desk_integer (json_array_get (rows, 4), "now_mg"), ==, 4450000); /* of 44.25 */
  g_assert_cmpstr (desk_text (json_array_get (rows, 4), "party_name"), ==, "李长顺");
  g_assert_cmpstr (desk_text (json_array_get (rows, 5), "delivery_no"), ==, "0716-01");
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
  undo = desk_path ("/v1/weighings/", desk_crate (&d, 20000000), "/void");
  d.f.wall_us += (gint64) 24 * 3600 * G_USEC_PER_SEC;
  json_decref (fixture_do (&d.f, "/v1/deductions", desk_percent (&d, 10000)));
  json_decref (fixture_do (&d.f, undo, json_pack ("{s:s}", "reason", "duplicate")));
  then = fixture_get (&d.f, "/v1/exceptions?day=2026-07-16");
  today = fixture_get (&d.f, "/v1/exceptions");
  g_assert_cmpuint (json_array_size (json_object_get (then, "rows")), ==, 0);
  g_assert_cmpuint (json_array_size (json_object_get (today, "rows")), ==, 2);
  desk_close (&d);
}

/* What was replaced keeps the figure that was said then; each correction tells what it found. */
static void
test_replaced (void)
{
  static const gint64 figures[][2] = { { 0, 2000000 }, { 2000000, 1000000 }, { 1000000, 2500000 } };
  Desk d;
  g_autoptr(json_t) list = NULL;
  json_t *rows, *percent, *mass;
  gint64 id;

  desk_open (&d);
  desk_crate (&d, 20000000);
  id = fixture_make (&d.f, "/v1/deductions", desk_percent (&d, 100000));
  percent = desk_percent (&d, 50000);
  json_object_set_new (percent, "replaces", json_integer (id));
  json_decref (fixture_do (&d.f, "/v1/deductions", percent));
  mass = json_pack ("{s:s, s:I, s:s, s:I}", "kind", "mass", "mg", ID (2500000), "reason", "leaf", "replaces", ID (id));
  json_decref (fixture_do (&d.f, "/v1/deductions", mass));
  list = fixture_get (&d.f, "/v1/exceptions");
  rows = json_object_get (list, "rows");
  g_assert_cmpuint (json_array_size (rows), ==, G_N_ELEMENTS (figures));
  for (gsize i = 0; i < G_N_ELEMENTS (figures); i++)
    {
      json_t *row = json_array_get (rows, i);

      g_assert_cmpstr (desk_text (row, "kind"), ==, i == 0 ? "deduction" : "replaced");
      g_assert_cmpint (json_integer_value (json_object_get (row, "was_mg")), ==, figures[i][0]);
      g_assert_cmpint (desk_integer (row, "now_mg"), ==, figures[i][1]);
    }
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
  g_assert_cmpint (desk_integer (guo_refusal_params (error), "no"), ==, 1);
  g_assert_cmpint (desk_integer (guo_refusal_params (error), "net_mg"), ==, 23450000);
  json_object_set_new (body, "confirm_repeat", json_true ());
  row = fixture_do (&d.f, "/v1/weighings", body);
  g_assert_true (json_is_true (json_object_get (row, "confirmed_repeat")));
  list = fixture_get (&d.f, "/v1/exceptions");
  g_assert_cmpstr (desk_text (json_array_get (json_object_get (list, "rows"), 0), "kind"), ==, "confirmed-repeat");
  desk_close (&d);
}

/* A clock that is put back is said once; one that goes on is none. */
static void
test_clock (void)
{
  Desk d;
  g_autoptr(json_t) list = NULL;
  g_autoptr(json_t) status = NULL;
  json_t *rows;

  desk_open (&d);
  d.f.wall_us -= (gint64) 30 * G_USEC_PER_SEC; /* set right by a few seconds */
  desk_crate (&d, 20000000);
  d.f.wall_us += (gint64) 3600 * G_USEC_PER_SEC; /* slept */
  desk_crate (&d, 20000000);
  status = fixture_get (&d.f, "/v1/status");
  g_assert_true (json_is_null (json_object_get (status, "clock_step")));
  d.f.wall_us -= (gint64) 600 * G_USEC_PER_SEC;
  desk_crate (&d, 20000000);
  desk_crate (&d, 20000000);
  list = fixture_get (&d.f, "/v1/exceptions");
  rows = json_object_get (list, "rows");
  g_assert_cmpuint (json_array_size (rows), ==, 1);
  g_assert_cmpstr (desk_text (json_array_get (rows, 0), "kind"), ==, "clock");
  g_assert_cmpstr (desk_text (json_array_get (rows, 0), "what"), ==, "clock");
  json_decref (status);
  status = fixture_get (&d.f, "/v1/status");
  g_assert_cmpstr (desk_text (json_object_get (status, "clock_step"), "before"), ==,
                   desk_text (json_array_get (rows, 0), "text"));
  desk_close (&d);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/station/exceptions/day", test_exceptions);
  g_test_add_func ("/station/exceptions/next-day", test_next_day);
  g_test_add_func ("/station/exceptions/replaced", test_replaced);
  g_test_add_func ("/station/exceptions/confirmed-repeat", test_confirmed_repeat);
  g_test_add_func ("/station/exceptions/clock", test_clock);
  return g_test_run ();
}
