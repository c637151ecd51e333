/* What stops fruit at the door, and who may let it in all the same. */
#include "tests/station/fixture.h"

#define ID(n) ((json_int_t) (n))

static json_t *
delivery_of (Fixture *f)
{
  return json_pack ("{s:I, s:I, s:[{s:I, s:I}]}", "cooperative", ID (f->cooperative), "product", ID (f->product),
                    "sources", "grower", ID (f->grower), "plot", ID (f->plot));
}

static json_t *
with_override (json_t *body, const gchar *reason, gboolean approved)
{
  json_object_set_new (body, "override", json_pack ("{s:s}", "reason", reason));
  if (approved)
    json_object_set_new (body, "approver", json_pack ("{s:s, s:s}", "user", "站长", "pin", "9999"));
  return body;
}

static json_t *
lot_of (Fixture *f, json_t *delivery)
{
  g_autofree gchar *path = g_strdup_printf (
    "/v1/lots/%" JSON_INTEGER_FORMAT,
    json_integer_value (json_object_get (json_array_get (json_object_get (delivery, "lots"), 0), "id")));

  return fixture_get (f, path);
}

static const gchar *
override_text (json_t *lot, const gchar *name)
{
  return json_string_value (json_object_get (json_array_get (json_object_get (lot, "overrides"), 0), name));
}

static void
test_certificate (void)
{
  Fixture f;
  json_t *body;
  g_autoptr(json_t) delivery = NULL;
  g_autoptr(json_t) lot = NULL;
  g_autoptr(json_t) numbered = NULL;

  fixture_open (&f);
  fixture_centre (&f);
  fixture_as_operator (&f);
  fixture_refused (&f, "/v1/deliveries", delivery_of (&f), "certificate-missing");
  body = delivery_of (&f);
  json_object_set_new (body, "certificate_no", json_string (""));
  fixture_refused (&f, "/v1/deliveries", body, "certificate-missing");
  body = delivery_of (&f);
  json_object_set_new (body, "certificate_received", json_false ());
  fixture_refused (&f, "/v1/deliveries", body, "certificate-missing");

  body = delivery_of (&f);
  json_object_set_new (body, "certificate_received", json_true ());
  delivery = fixture_do (&f, "/v1/deliveries", body);
  lot = lot_of (&f, delivery);
  g_assert_true (json_is_true (json_object_get (lot, "certificate_received")));
  g_assert_cmpuint (json_array_size (json_object_get (lot, "overrides")), ==, 0);
  body = delivery_of (&f);
  json_object_set_new (body, "certificate_no", json_string ("0716-21"));
  numbered = fixture_do (&f, "/v1/deliveries", body);
  fixture_close (&f);
}

/* An override is an act of a supervisor, and is kept with its reason. */
static void
test_certificate_overridden (void)
{
  Fixture f;
  g_autoptr(json_t) delivery = NULL;
  g_autoptr(json_t) lot = NULL;

  fixture_open (&f);
  fixture_centre (&f);
  fixture_as_operator (&f);
  fixture_refused (&f, "/v1/deliveries", with_override (delivery_of (&f), "晚上补", FALSE), "supervisor-needed");
  fixture_refused (&f, "/v1/deliveries", with_override (delivery_of (&f), " ", TRUE), "bad-field");
  delivery = fixture_do (&f, "/v1/deliveries", with_override (delivery_of (&f), "晚上补", TRUE));
  lot = lot_of (&f, delivery);
  g_assert_cmpstr (override_text (lot, "gate"), ==, "certificate");
  g_assert_cmpstr (override_text (lot, "reason"), ==, "晚上补");
  g_assert_cmpstr (override_text (lot, "approver_name"), ==, "站长");
  fixture_close (&f);
}

/* A centre may do without; and an override where no gate stood leaves no trace. */
static void
test_certificate_not_asked (void)
{
  Fixture f;
  g_autoptr(json_t) centre = NULL;
  g_autoptr(json_t) delivery = NULL;
  g_autoptr(json_t) needless = NULL;
  g_autoptr(json_t) lot = NULL;

  fixture_open (&f);
  fixture_centre (&f);
  fixture_as_supervisor (&f);
  centre = fixture_do (&f, "/v1/centre", json_pack ("{s:b}", "certificate_gate", FALSE));
  g_assert_true (json_is_false (json_object_get (centre, "certificate_gate")));
  fixture_as_operator (&f);
  delivery = fixture_do (&f, "/v1/deliveries", delivery_of (&f));
  needless = fixture_do (&f, "/v1/deliveries", with_override (delivery_of (&f), "晚上补", FALSE));
  lot = lot_of (&f, needless);
  g_assert_cmpuint (json_array_size (json_object_get (lot, "overrides")), ==, 0);
  fixture_close (&f);
}

static gint64
spray (Fixture *f, const gchar *applied_on, gint phi_days)
{
  return fixture_make (f, "/v1/inputs",
                       json_pack ("{s:I, s:s, s:s, s:i}", "plot", ID (f->plot), "name", "药剂甲", "applied_on",
                                  applied_on, "phi_days", phi_days));
}

static json_t *
harvested (Fixture *f, const gchar *day)
{
  json_t *body = delivery_of (f);

  json_object_set_new (body, "harvested_on", json_string (day));
  json_object_set_new (body, "certificate_received", json_true ());
  return body;
}

static void
assert_interval (Fixture *f, json_t *delivery, const gchar *interval)
{
  g_autoptr(json_t) lot = lot_of (f, delivery);
  json_t *source = json_array_get (json_object_get (lot, "sources"), 0);

  g_assert_cmpstr (json_string_value (json_object_get (lot, "interval")), ==, interval);
  g_assert_cmpstr (json_string_value (json_object_get (source, "interval")), ==, interval);
}

/* interface.md: sprayed on 7-04, 7 days: from 7-11 on. */
static void
test_interval (void)
{
  Fixture f;
  g_autoptr(json_t) unknown = NULL;
  g_autoptr(json_t) first_day = NULL;
  g_autoptr(json_t) before_spray = NULL;
  g_autoptr(GError) error = NULL;

  fixture_open (&f);
  fixture_centre (&f);
  fixture_as_operator (&f);
  unknown = fixture_do (&f, "/v1/deliveries", harvested (&f, "2026-07-16"));
  assert_interval (&f, unknown, "none-known");
  spray (&f, "2026-07-04", 7);
  spray (&f, "2026-06-20", 5);
  fixture_refused (&f, "/v1/deliveries", harvested (&f, "2026-07-10"), "interval-not-over");
  fixture_refused (&f, "/v1/deliveries", harvested (&f, "2026-07-04"), "interval-not-over");
  g_assert_null (fixture_call (&f, "POST", "/v1/deliveries", harvested (&f, "2026-07-10"), &error));
  g_assert_cmpstr (json_string_value (json_object_get (guo_refusal_params (error), "until")), ==, "2026-07-11");
  g_assert_cmpstr (json_string_value (json_object_get (guo_refusal_params (error), "name")), ==, "药剂甲");
  first_day = fixture_do (&f, "/v1/deliveries", harvested (&f, "2026-07-11"));
  assert_interval (&f, first_day, "over");
  before_spray = fixture_do (&f, "/v1/deliveries", harvested (&f, "2026-07-03"));
  assert_interval (&f, before_spray, "over");
  fixture_close (&f);
}

/* Without a harvest day it is today; the longest interval counts, not the latest spray. */
static void
test_interval_longest (void)
{
  Fixture f;
  g_autoptr(json_t) delivery = NULL;
  json_t *body;
  gint64 wrong;

  fixture_open (&f);
  fixture_centre (&f);
  fixture_as_operator (&f);
  wrong = spray (&f, "2026-07-01", 30);
  spray (&f, "2026-07-15", 1);
  body = delivery_of (&f);
  json_object_set_new (body, "certificate_no", json_string ("1"));
  fixture_refused (&f, "/v1/deliveries", body, "interval-not-over");
  {
    g_autofree gchar *path = g_strdup_printf ("/v1/inputs/%" G_GINT64_FORMAT "/void", wrong);
    g_autoptr(json_t) gone = NULL;

    fixture_refused (&f, path, json_pack ("{s:s}", "reason", "记错了地"), "supervisor-needed");
    fixture_as_supervisor (&f);
    gone = fixture_do (&f, path, json_pack ("{s:s}", "reason", "记错了地"));
    g_assert_cmpstr (json_string_value (json_object_get (gone, "void_reason")), ==, "记错了地");
    fixture_refused (&f, path, json_pack ("{s:s}", "reason", "记错了地"), "already-void");
  }
  fixture_as_operator (&f);
  delivery = fixture_do (&f, "/v1/deliveries", harvested (&f, "2026-07-16"));
  fixture_close (&f);
}

/* The first refusal names both gates; one override passes both, and both are kept. */
static void
test_both_overridden (void)
{
  Fixture f;
  g_autoptr(json_t) delivery = NULL;
  g_autoptr(json_t) lot = NULL;
  g_autoptr(GError) error = NULL;
  json_t *overrides;

  fixture_open (&f);
  fixture_centre (&f);
  fixture_as_operator (&f);
  spray (&f, "2026-07-14", 7);
  g_assert_null (fixture_call (&f, "POST", "/v1/deliveries", delivery_of (&f), &error));
  g_assert_cmpstr (guo_refusal_code (error), ==, "interval-not-over");
  g_assert_cmpstr (json_string_value (json_object_get (guo_refusal_params (error), "certificate")), ==, "missing");
  fixture_refused (&f, "/v1/deliveries", with_override (delivery_of (&f), "农残已检", FALSE), "supervisor-needed");
  delivery = fixture_do (&f, "/v1/deliveries", with_override (delivery_of (&f), "农残已检", TRUE));
  lot = lot_of (&f, delivery);
  overrides = json_object_get (lot, "overrides");
  g_assert_cmpuint (json_array_size (overrides), ==, 2);
  g_assert_cmpstr (override_text (lot, "gate"), ==, "interval");
  g_assert_cmpstr (override_text (lot, "until"), ==, "2026-07-21");
  g_assert_cmpstr (override_text (lot, "plot_name"), ==, "3号地");
  assert_interval (&f, delivery, "not-over");
  fixture_close (&f);
}

/* An operator writes sprays down; what opens the gate again is a supervisor's. */
static void
test_spray_corrected (void)
{
  Fixture f;
  gint64 id;
  g_autoptr(json_t) changed = NULL;

  fixture_open (&f);
  fixture_centre (&f);
  fixture_as_operator (&f);
  id = spray (&f, "2026-07-14", 7);
  fixture_refused (&f, "/v1/inputs",
                   json_pack ("{s:I, s:s, s:s, s:i}", "plot", ID (f.plot), "name", "药剂甲", "applied_on",
                              "2026-07-17", "phi_days", 1),
                   "bad-field");
  fixture_refused (&f, "/v1/inputs", json_pack ("{s:I, s:i}", "replaces", ID (id), "phi_days", 1),
                   "supervisor-needed");
  fixture_as_supervisor (&f);
  changed = fixture_do (&f, "/v1/inputs", json_pack ("{s:I, s:i}", "replaces", ID (id), "phi_days", 1));
  g_assert_cmpstr (json_string_value (json_object_get (changed, "until")), ==, "2026-07-15");
  g_assert_cmpstr (json_string_value (json_object_get (changed, "name")), ==, "药剂甲");
  fixture_close (&f);
}

/* Written down late, out of order, some of them void: the list goes by day, and its parts follow each other. */
static void
test_sprays_by_day (void)
{
  static const gchar *const days[] = { "2026-07-10", "2026-07-14", "2026-07-02", "2026-07-14", "2026-07-12",
                                       "2026-07-01" };
  static const gchar *const wanted[] = { "2026-07-14", "2026-07-14", "2026-07-12", "2026-07-10", "2026-07-01" };
  Fixture f;
  g_autoptr(json_t) gone = NULL;
  gint64 before = 0;

  fixture_open (&f);
  fixture_centre (&f);
  fixture_as_supervisor (&f);
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autofree gchar *path = g_strdup_printf ("/v1/inputs/%" G_GINT64_FORMAT "/void", spray (&f, days[i], 7));

      if (strcmp (days[i], "2026-07-02") == 0)
        gone = fixture_do (&f, path, json_pack ("{s:s}", "reason", "记错了地"));
    }
  for (guint i = 0; i <= G_N_ELEMENTS (wanted); i++)
    {
      g_autofree gchar *path = before == 0 ? g_strdup ("/v1/inputs?limit=1")
                                           : g_strdup_printf ("/v1/inputs?limit=1&before=%" G_GINT64_FORMAT, before);
      g_autoptr(json_t) answer = fixture_get (&f, path);
      json_t *row = json_array_get (json_object_get (answer, "rows"), 0);

      g_assert_cmpstr (json_string_value (json_object_get (row, "applied_on")), ==,
                       i < G_N_ELEMENTS (wanted) ? wanted[i] : NULL);
      g_assert_cmpint (json_integer_value (json_object_get (row, "id")), !=, before);
      before = json_integer_value (json_object_get (row, "id"));
    }
  fixture_close (&f);
}

static gsize
sprays_found (Fixture *f, const gchar *letters)
{
  g_autofree gchar *path = g_strconcat ("/v1/inputs?q=", letters, NULL);
  g_autoptr(json_t) answer = fixture_get (f, path);

  return json_array_size (json_object_get (answer, "rows"));
}

static void
test_sprays_found (void)
{
  Fixture f;

  fixture_open (&f);
  fixture_centre (&f);
  fixture_as_operator (&f);
  spray (&f, "2026-07-14", 7);
  g_assert_cmpuint (sprays_found (&f, "LCS"), ==, 1);
  g_assert_cmpuint (sprays_found (&f, "3"), ==, 1);
  g_assert_cmpuint (sprays_found (&f, "xyz"), ==, 0);
  fixture_close (&f);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/station/gates/certificate", test_certificate);
  g_test_add_func ("/station/gates/certificate-overridden", test_certificate_overridden);
  g_test_add_func ("/station/gates/certificate-not-asked", test_certificate_not_asked);
  g_test_add_func ("/station/gates/interval", test_interval);
  g_test_add_func ("/station/gates/interval-longest", test_interval_longest);
  g_test_add_func ("/station/gates/both-overridden", test_both_overridden);
  g_test_add_func ("/station/gates/spray-corrected", test_spray_corrected);
  g_test_add_func ("/station/gates/sprays-by-day", test_sprays_by_day);
  g_test_add_func ("/station/gates/sprays-found", test_sprays_found);
  return g_test_run ();
}
