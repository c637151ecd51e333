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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/station/gates/certificate", test_certificate);
  g_test_add_func ("/station/gates/certificate-overridden", test_certificate_overridden);
  g_test_add_func ("/station/gates/certificate-not-asked", test_certificate_not_asked);
  return g_test_run ();
}
