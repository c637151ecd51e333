/* What a delivery says: whose fruit it is in which shares, and the empty crates that come and go with it. */
#include "tests/station/fixture.h"

#define ID(n) ((json_int_t) (n))

typedef struct
{
  Fixture f;
  gint64 growers[3];
  gint64 plots[3];
} House;

/* Three growers of the one cooperative; the plots have 4.2, 7 and 2 mu. */
static void
house_open (House *self)
{
  static const struct
  {
    const gchar *name;
    const gchar *area_mu;
  } more[] = { { "王小梅", "7" }, { "陈大山", "2" } };

  fixture_open (&self->f);
  fixture_centre (&self->f);
  fixture_as_supervisor (&self->f);
  self->growers[0] = self->f.grower;
  self->plots[0] = self->f.plot;
  for (gsize i = 0; i < G_N_ELEMENTS (more); i++)
    {
      self->growers[i + 1] = fixture_make (&self->f, "/v1/parties",
                                           json_pack ("{s:s, s:s, s:I}", "kind", "grower", "name", more[i].name,
                                                      "cooperative", ID (self->f.cooperative)));
      self->plots[i + 1] = fixture_make (&self->f, "/v1/plots",
                                         json_pack ("{s:I, s:s, s:s}", "grower", ID (self->growers[i + 1]), "name",
                                                    "坡上", "area_mu", more[i].area_mu));
    }
  fixture_as_operator (&self->f);
}

static json_t *
body_of (House *house, json_t *sources)
{
  return json_pack ("{s:I, s:I, s:o, s:b}", "cooperative", ID (house->f.cooperative), "product", ID (house->f.product),
                    "sources", sources, "certificate_received", TRUE);
}

static json_t *
first_lot (json_t *delivery)
{
  return json_array_get (json_object_get (delivery, "lots"), 0);
}

static json_int_t
source_int (json_t *delivery, gsize i, const gchar *name)
{
  json_t *source = json_array_get (json_object_get (first_lot (delivery), "sources"), i);

  g_assert_nonnull (source);
  return json_integer_value (json_object_get (source, name));
}

static const gchar *
basis_of (json_t *delivery)
{
  return json_string_value (
    json_object_get (json_array_get (json_object_get (first_lot (delivery), "sources"), 0), "basis"));
}

static void
assert_shares (json_t *delivery, const gchar *basis, const json_int_t ppm[3])
{
  g_assert_cmpstr (basis_of (delivery), ==, basis);
  for (gsize i = 0; i < 3; i++)
    g_assert_cmpint (source_int (delivery, i, "share_ppm"), ==, ppm[i]);
}

static void
test_bases (void)
{
  House h;
  g_autoptr(json_t) equal = NULL;
  g_autoptr(json_t) crates = NULL;
  g_autoptr(json_t) area = NULL;
  g_autoptr(json_t) declared = NULL;

  house_open (&h);
  equal = fixture_do (&h.f, "/v1/deliveries",
                      body_of (&h, json_pack ("[{s:I}, {s:I}, {s:I}]", "grower", ID (h.growers[0]), "grower",
                                              ID (h.growers[1]), "grower", ID (h.growers[2]))));
  assert_shares (equal, "equal", (json_int_t[]) { 333334, 333333, 333333 });
  crates = fixture_do (&h.f, "/v1/deliveries",
                       body_of (&h, json_pack ("[{s:I, s:i}, {s:I, s:i}, {s:I, s:i}]", "grower", ID (h.growers[0]),
                                               "crates", 12, "grower", ID (h.growers[1]), "crates", 19, "grower",
                                               ID (h.growers[2]), "crates", 9)));
  assert_shares (crates, "crates", (json_int_t[]) { 300000, 475000, 225000 });
  g_assert_cmpint (source_int (crates, 1, "crates"), ==, 19);
  area = fixture_do (&h.f, "/v1/deliveries",
                     body_of (&h, json_pack ("[{s:I, s:I, s:s}, {s:I, s:I, s:s}, {s:I, s:I, s:s}]", "grower",
                                             ID (h.growers[0]), "plot", ID (h.plots[0]), "basis", "area", "grower",
                                             ID (h.growers[1]), "plot", ID (h.plots[1]), "basis", "area", "grower",
                                             ID (h.growers[2]), "plot", ID (h.plots[2]), "basis", "area")));
  assert_shares (area, "area", (json_int_t[]) { 318182, 530341, 151477 }); /* 2800, 4667, 1333 m² */
  declared = fixture_do (&h.f, "/v1/deliveries",
                         body_of (&h, json_pack ("[{s:I, s:i}, {s:I, s:i}, {s:I, s:i}]", "grower",
                                                 ID (h.growers[0]), "share_ppm", 500000, "grower",
                                                 ID (h.growers[1]), "share_ppm", 300000, "grower",
                                                 ID (h.growers[2]), "share_ppm", 200000)));
  assert_shares (declared, "declared", (json_int_t[]) { 500000, 300000, 200000 });
  fixture_close (&h.f);
}

static void
test_bases_refused (void)
{
  House h;

  house_open (&h);
  /* one without crates, one without a plot, another basis each, somebody else's plot */
  fixture_refused (&h.f, "/v1/deliveries",
                   body_of (&h, json_pack ("[{s:I, s:i}, {s:I}]", "grower", ID (h.growers[0]), "crates", 12,
                                           "grower", ID (h.growers[1]))),
                   "bad-field");
  fixture_refused (&h.f, "/v1/deliveries",
                   body_of (&h, json_pack ("[{s:I, s:I, s:s}, {s:I, s:s}]", "grower", ID (h.growers[0]), "plot",
                                           ID (h.plots[0]), "basis", "area", "grower", ID (h.growers[1]), "basis",
                                           "area")),
                   "bad-field");
  fixture_refused (&h.f, "/v1/deliveries",
                   body_of (&h, json_pack ("[{s:I, s:s}, {s:I, s:s}]", "grower", ID (h.growers[0]), "basis", "equal",
                                           "grower", ID (h.growers[1]), "basis", "area")),
                   "bad-field");
  fixture_refused (&h.f, "/v1/deliveries",
                   body_of (&h, json_pack ("[{s:I, s:I}]", "grower", ID (h.growers[0]), "plot", ID (h.plots[1]))),
                   "not-found");
  fixture_close (&h.f);
}

/* Whatever is weighed, the growers' lines sum to it, to the milligram; a void takes it away again. */
static void
test_nets_sum (void)
{
  House h;
  g_autoptr(json_t) delivery = NULL;
  g_autofree gchar *path = NULL;
  gint64 lot;

  house_open (&h);
  delivery = fixture_do (&h.f, "/v1/deliveries",
                         body_of (&h, json_pack ("[{s:I}, {s:I}, {s:I}]", "grower", ID (h.growers[0]), "grower",
                                                 ID (h.growers[1]), "grower", ID (h.growers[2]))));
  lot = json_integer_value (json_object_get (first_lot (delivery), "id"));
  path = g_strdup_printf ("/v1/deliveries/%" JSON_INTEGER_FORMAT,
                          json_integer_value (json_object_get (delivery, "id")));
  fixture_as_supervisor (&h.f);
  for (gint i = 0; i < 5; i++)
    {
      g_autoptr(json_t) row = fixture_do (
        &h.f, "/v1/weighings",
        json_pack ("{s:I, s:b, s:I, s:I, s:s}", "lot", ID (lot), "typed", TRUE, "gross_mg",
                   (json_int_t) 23450000 + i * 50001, "tare_mg", (json_int_t) 1850000, "reason", "秤坏了"));
      g_autoptr(json_t) now = fixture_get (&h.f, path);
      json_int_t net = json_integer_value (json_object_get (now, "net_mg"));
      json_int_t sum = source_int (now, 0, "net_mg") + source_int (now, 1, "net_mg") + source_int (now, 2, "net_mg");

      g_assert_cmpint (sum, ==, net);
      g_assert_cmpint (source_int (now, 0, "net_mg") - source_int (now, 2, "net_mg"), <=, 1);
    }
  fixture_close (&h.f);
}

static json_int_t
balance_of (Fixture *f, gint64 cooperative, gint64 crate_type)
{
  g_autofree gchar *path = g_strdup_printf ("/v1/crate-loans?cooperative=%" G_GINT64_FORMAT, cooperative);
  g_autoptr(json_t) answer = fixture_get (f, path);
  gsize i;
  json_t *row;

  json_array_foreach (json_object_get (answer, "balances"), i, row)
    if (json_integer_value (json_object_get (row, "crate_type")) == crate_type)
      return json_integer_value (json_object_get (row, "out"));
  return 0;
}

static void
test_crate_loans (void)
{
  House h;
  g_autoptr(json_t) delivery = NULL;
  g_autoptr(json_t) again = NULL;
  g_autofree gchar *path = NULL;
  json_t *body, *loan;
  gint64 id;

  house_open (&h);
  body = body_of (&h, json_pack ("[{s:I}]", "grower", ID (h.growers[0])));
  json_object_set_new (body, "crate_loans",
                       json_pack ("[{s:I, s:i, s:i}]", "crate_type", ID (h.f.crate_type), "lent", 40, "returned", 38));
  delivery = fixture_do (&h.f, "/v1/deliveries", body);
  loan = json_array_get (json_object_get (delivery, "crate_loans"), 0);
  g_assert_cmpint (json_integer_value (json_object_get (loan, "lent")), ==, 40);
  g_assert_cmpint (json_integer_value (json_object_get (loan, "returned")), ==, 38);
  g_assert_cmpint (json_integer_value (json_object_get (loan, "out")), ==, 2);
  id = fixture_make (&h.f, "/v1/crate-loans",
                     json_pack ("{s:I, s:I, s:i, s:I}", "cooperative", ID (h.f.cooperative), "crate_type",
                                ID (h.f.crate_type), "returned", 5, "delivery",
                                json_integer_value (json_object_get (delivery, "id"))));
  g_assert_cmpint (balance_of (&h.f, h.f.cooperative, h.f.crate_type), ==, -3);
  path = g_strdup_printf ("/v1/crate-loans/%" G_GINT64_FORMAT "/void", id);
  fixture_refused (&h.f, path, json_pack ("{s:s}", "reason", "数错了"), "supervisor-needed");
  fixture_as_supervisor (&h.f);
  again = fixture_do (&h.f, path, json_pack ("{s:s}", "reason", "数错了"));
  g_assert_true (json_is_true (json_object_get (again, "void")));
  g_assert_cmpint (balance_of (&h.f, h.f.cooperative, h.f.crate_type), ==, 2);
  fixture_close (&h.f);
}

static void
test_crate_loans_refused (void)
{
  House h;
  json_t *body;

  house_open (&h);
  fixture_refused (&h.f, "/v1/crate-loans",
                   json_pack ("{s:I, s:I}", "cooperative", ID (h.f.cooperative), "crate_type", ID (h.f.crate_type)),
                   "bad-field");
  fixture_refused (&h.f, "/v1/crate-loans",
                   json_pack ("{s:I, s:I, s:i}", "cooperative", ID (h.f.cooperative), "crate_type", ID (99999), "lent", 1),
                   "not-found");
  fixture_refused (&h.f, "/v1/crate-loans",
                   json_pack ("{s:I, s:I, s:i}", "cooperative", ID (h.growers[0]), "crate_type", ID (h.f.crate_type),
                              "lent", 1),
                   "not-found");
  body = body_of (&h, json_pack ("[{s:I}]", "grower", ID (h.growers[0])));
  json_object_set_new (body, "crate_loans", json_pack ("[{s:I}]", "crate_type", ID (h.f.crate_type)));
  fixture_refused (&h.f, "/v1/deliveries", body, "bad-field"); /* and no delivery is left behind */
  {
    g_autoptr(json_t) answer = fixture_get (&h.f, "/v1/deliveries");

    g_assert_cmpuint (json_array_size (json_object_get (answer, "rows")), ==, 0);
  }
  fixture_close (&h.f);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/station/delivery/bases", test_bases);
  g_test_add_func ("/station/delivery/bases-refused", test_bases_refused);
  g_test_add_func ("/station/delivery/nets-sum", test_nets_sum);
  g_test_add_func ("/station/delivery/crate-loans", test_crate_loans);
  g_test_add_func ("/station/delivery/crate-loans-refused", test_crate_loans_refused);
  return g_test_run ();
}
