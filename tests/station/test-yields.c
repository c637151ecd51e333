/* Yields: growers sum to the cooperative and to the slip, a season beside another, areas, files, refusals. */
#include "station/bytes.h"
#include "tests/station/desk.h"

#include <string.h>

#define YEAR_US ((gint64) 365 * 24 * 3600 * G_USEC_PER_SEC)
#define CRATE_MG 21650000 /* 12/31 of it is no whole number of milligrams */

typedef struct
{
  Fixture f;
  gint64 village, grower, plot; /* a second one of each */
  json_t *delivery;             /* of both growers, by 12 and 19 crates */
} Season;

static void
weigh (Season *self, json_t *delivery, gint64 mg)
{
  gint64 lot = desk_integer (json_array_get (json_object_get (delivery, "lots"), 0), "id");

  json_decref (fixture_do (&self->f, "/v1/weighings",
                           json_pack ("{s:I, s:I, s:I}", "lot", ID (lot), "scale", ID (self->f.scale), "simulated_mg",
                                      ID (mg))));
}

static json_t *
deliver (Season *self, json_t *sources)
{
  return fixture_do (&self->f, "/v1/deliveries",
                     json_pack ("{s:I, s:I, s:I, s:o, s:b}", "cooperative", ID (self->f.cooperative), "product",
                                ID (self->f.product), "variety", ID (self->f.variety), "sources", sources,
                                "certificate_received", TRUE));
}

/* Two growers of two villages in one lot; a year later one of them alone. */
static void
season_open (Season *self)
{
  g_autoptr(json_t) later = NULL;

  fixture_open (&self->f);
  fixture_centre (&self->f);
  fixture_as_supervisor (&self->f);
  self->village = fixture_make (&self->f, "/v1/villages", json_pack ("{s:s}", "name", "红岩村"));
  self->grower = fixture_make (&self->f, "/v1/parties",
                               json_pack ("{s:s, s:s, s:I, s:I}", "kind", "grower", "name", "王小梅", "cooperative",
                                          ID (self->f.cooperative), "village", ID (self->village)));
  self->plot = fixture_make (&self->f, "/v1/plots",
                             json_pack ("{s:I, s:s, s:s}", "grower", ID (self->grower), "name", "坡上", "area_mu", "7"));
  self->delivery = deliver (self, json_pack ("[{s:I, s:I, s:I}, {s:I, s:I}]", "grower", ID (self->f.grower), "plot",
                                             ID (self->f.plot), "crates", ID (12), "grower", ID (self->grower),
                                             "crates", ID (19)));
  weigh (self, self->delivery, CRATE_MG);
  self->f.wall_us += YEAR_US;
  later = deliver (self, json_pack ("[{s:I}]", "grower", ID (self->grower)));
  weigh (self, later, 2 * CRATE_MG);
}

static void
season_close (Season *self)
{
  json_decref (self->delivery);
  fixture_close (&self->f);
}

static json_t *
rows_of (Season *self, const gchar *query)
{
  g_autofree gchar *path = g_strconcat ("/v1/yields?", query, NULL);
  g_autoptr(json_t) answer = fixture_get (&self->f, path);

  return json_incref (json_object_get (answer, "rows"));
}

static json_t *
row_of (json_t *rows, const gchar *key, gint64 id)
{
  json_t *row;
  gsize i;

  json_array_foreach (rows, i, row)
    if (desk_integer (row, key) == id)
      return row;
  g_error ("no row of %s %" G_GINT64_FORMAT, key, id);
}

/* What a grower reads on the slip stands in the yields, to the milligram. */
static void
test_growers_sum (void)
{
  Season s;
  g_autofree gchar *path = NULL;
  g_autoptr(json_t) rows = NULL;
  g_autoptr(json_t) whole = NULL;
  g_autoptr(json_t) delivery = NULL;
  json_t *sources, *first, *second;

  season_open (&s);
  rows = rows_of (&s, "by=grower&season=2026");
  whole = rows_of (&s, "by=cooperative&season=2026");
  path = desk_path ("/v1/deliveries/", desk_integer (s.delivery, "id"), "");
  delivery = fixture_get (&s.f, path);
  sources = json_object_get (json_array_get (json_object_get (delivery, "lots"), 0), "sources");
  first = row_of (rows, "grower", s.f.grower);
  second = row_of (rows, "grower", s.grower);
  g_assert_cmpint (desk_integer (first, "net_mg"), ==, 8380645);
  g_assert_cmpint (desk_integer (second, "net_mg"), ==, CRATE_MG - 8380645);
  g_assert_cmpint (desk_integer (json_array_get (sources, 0), "net_mg"), ==, 8380645);
  g_assert_cmpint (desk_integer (json_array_get (whole, 0), "net_mg"), ==, CRATE_MG);
  g_assert_cmpint (desk_integer (first, "crates") + desk_integer (second, "crates"), ==,
                   desk_integer (json_array_get (whole, 0), "crates"));
  g_assert_null (json_object_get (first, "cooperative"));
  season_close (&s);
}

/* A part belongs to the village of its plot, else of its grower. */
static void
test_villages (void)
{
  Season s;
  g_autoptr(json_t) rows = NULL;
  g_autoptr(json_t) one = NULL;

  season_open (&s);
  rows = rows_of (&s, "by=village&season=2026&order=net");
  g_assert_cmpuint (json_array_size (rows), ==, 2);
  g_assert_cmpint (desk_integer (json_array_get (rows, 0), "village"), ==, s.village);
  g_assert_cmpint (desk_integer (row_of (rows, "village", s.f.village), "net_mg"), ==, 8380645);
  {
    g_autofree gchar *query = g_strdup_printf ("by=day&season=2026&village=%" G_GINT64_FORMAT, s.village);

    one = rows_of (&s, query);
  }
  g_assert_cmpuint (json_array_size (one), ==, 1);
  g_assert_cmpint (desk_integer (json_array_get (one, 0), "net_mg"), ==, CRATE_MG - 8380645);
  season_close (&s);
}

/* Two seasons in one row, and their days in one: of the other season, moved by a year. */
static void
test_against (void)
{
  Season s;
  g_autoptr(json_t) growers = NULL;
  g_autoptr(json_t) days = NULL;
  json_t *row;

  season_open (&s);
  growers = rows_of (&s, "by=grower&season=2027&against=2026");
  row = row_of (growers, "grower", s.grower);
  g_assert_cmpint (desk_integer (row, "net_mg"), ==, 2 * CRATE_MG);
  g_assert_cmpint (desk_integer (row, "against_net_mg"), ==, CRATE_MG - 8380645);
  row = row_of (growers, "grower", s.f.grower);
  g_assert_true (json_is_null (json_object_get (row, "net_mg")));   /* a gap, never a zero */
  days = rows_of (&s, "by=day&season=2027&against=2026");
  g_assert_cmpuint (json_array_size (days), ==, 1);
  g_assert_cmpstr (desk_text (json_array_get (days, 0), "day"), ==, "2027-07-16");
  g_assert_cmpint (desk_integer (json_array_get (days, 0), "against_net_mg"), ==, CRATE_MG);
  season_close (&s);
}

/* A plot that was stopped bears nothing: kilograms a mu are told of what is in use. */
static void
test_areas (void)
{
  Season s;
  g_autoptr(json_t) before = NULL;
  g_autoptr(json_t) after = NULL;

  season_open (&s);
  before = rows_of (&s, "by=cooperative&season=2026");
  g_assert_cmpint (desk_integer (json_array_get (before, 0), "area_m2"), ==, 2800 + 4667);
  fixture_make (&s.f, "/v1/plots", json_pack ("{s:I, s:I, s:s, s:s, s:b}", "replaces", ID (s.plot), "grower",
                                              ID (s.grower), "name", "坡上", "area_mu", "7", "active", FALSE));
  after = rows_of (&s, "by=cooperative&season=2026");
  g_assert_cmpint (desk_integer (json_array_get (after, 0), "area_m2"), ==, 2800);
  season_close (&s);
}

/* The land of the total is that of its rows: a grower who brought nothing does not thin it. */
static void
test_total_area (void)
{
  Season s;
  g_autoptr(json_t) both = NULL;
  g_autoptr(json_t) one = NULL;
  g_autoptr(json_t) days = NULL;

  season_open (&s);
  both = fixture_get (&s.f, "/v1/yields?by=grower&season=2026");
  one = fixture_get (&s.f, "/v1/yields?by=grower&season=2027");
  days = fixture_get (&s.f, "/v1/yields?by=day&season=2027");
  g_assert_cmpint (desk_integer (json_object_get (both, "total"), "area_m2"), ==, 2800 + 4667);
  g_assert_cmpint (desk_integer (json_object_get (one, "total"), "area_m2"), ==, 4667);
  g_assert_cmpint (desk_integer (json_object_get (days, "total"), "area_m2"), ==, 2800 + 4667);
  season_close (&s);
}

static gchar *
file_of (Season *self, const gchar *path, const gchar *type, gsize *size)
{
  g_autoptr(json_t) answer = fixture_get (&self->f, path);
  const gchar *said = NULL;
  g_autoptr(GBytes) bytes = guo_answer_take_bytes (answer, &said);

  g_assert_nonnull (bytes);
  g_assert_cmpstr (said, ==, type);
  *size = g_bytes_get_size (bytes);
  return g_strndup (g_bytes_get_data (bytes, NULL), *size);
}

static void
test_files (void)
{
  Season s;
  gsize size;
  g_autofree gchar *csv = NULL;
  g_autofree gchar *chinese = NULL;
  g_autofree gchar *svg = NULL;
  g_autofree gchar *pdf = NULL;

  season_open (&s);
  csv = file_of (&s, "/v1/yields.csv?by=grower&season=2026&order=net", "text/csv; charset=utf-8", &size);
  g_assert_true (g_str_has_prefix (csv, "grower,crates,net_mg,net_kg\r\n王小梅,"));
  g_assert_nonnull (strstr (csv, ",8380645,8.380645\r\n"));
  chinese = file_of (&s, "/v1/yields.csv?by=grower&season=2027&against=2026&lang=zh&bom=1", "text/csv; charset=utf-8",
                     &size);
  g_assert_true (g_str_has_prefix (chinese, "\357\273\277农户,筐,净重mg,净重kg,对比季筐"));
  svg = file_of (&s, "/v1/yields.svg?chart=shares&by=grower&season=2026&lang=zh", "image/svg+xml", &size);
  g_assert_nonnull (strstr (svg, "王小梅"));
  g_assert_nonnull (strstr (svg, "61.3%"));
  g_assert_null (strstr (svg, "style="));
  pdf = file_of (&s, "/v1/yields.pdf?by=grower&season=2026", "application/pdf", &size);
  g_assert_true (g_str_has_prefix (pdf, "%PDF-"));
  g_assert_cmpuint (size, >, 2000);
  season_close (&s);
}

/* A spreadsheet takes no name for a formula, and a name that is a negative number stays one. */
static void
test_formulas (void)
{
  static const struct { const gchar *name; const gchar *cell; } names[] = {
    { "=1+1", "\r\n\"'=1+1\"," }, { "+86", "\r\n\"'+86\"," },   { "-1a", "\r\n\"'-1a\"," },
    { "@x", "\r\n\"'@x\"," },     { "-12.5", "\r\n-12.5," },     { "a\"=,1", "\r\n\"a\"\"=,1\"," },
  };
  Season s;

  season_open (&s);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree gchar *csv = NULL;
      gsize size;

      fixture_make (&s.f, "/v1/parties", json_pack ("{s:I, s:s, s:s, s:I}", "replaces", ID (s.grower), "kind", "grower",
                                                    "name", names[i].name, "cooperative", ID (s.f.cooperative)));
      csv = file_of (&s, "/v1/yields.csv?by=grower&season=2026", "text/csv; charset=utf-8", &size);
      if (strstr (csv, names[i].cell) == NULL)
        g_error ("%s: %s", names[i].name, csv);
    }
  season_close (&s);
}

/* What makes no sense is said, field by field. */
static void
test_refusals (void)
{
  static const gchar *const wrong[] = {
    "/v1/yields?by=colour", "/v1/yields?by=", "/v1/yields?from=7-15", "/v1/yields?from=2026-07-16&to=2026-07-15",
    "/v1/yields?season=12", "/v1/yields?against=2025", "/v1/yields?season=2026&against=2026",
    "/v1/yields?by=season&season=2026&against=2025", "/v1/yields?grower=0", "/v1/yields?order=name",
    "/v1/yields.csv?bom=2", "/v1/yields.csv?lang=fr", "/v1/yields.svg?chart=pie",
    "/v1/yields.svg?chart=shares&by=day", "/v1/yields.svg?chart=shares&by=grower,variety", "/v1/yields.svg?width=1",
    "/v1/yields.pdf?lang=fr",
  };
  Fixture f;

  fixture_open (&f);
  fixture_centre (&f);
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(json_t) answer = fixture_call (&f, "GET", wrong[i], NULL, &error);

      if (answer != NULL || g_strcmp0 (guo_refusal_code (error), "bad-field") != 0)
        g_error ("%s was not refused", wrong[i]);
    }
  fixture_close (&f);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/station/yields/growers-sum", test_growers_sum);
  g_test_add_func ("/station/yields/villages", test_villages);
  g_test_add_func ("/station/yields/against", test_against);
  g_test_add_func ("/station/yields/areas", test_areas);
  g_test_add_func ("/station/yields/total-area", test_total_area);
  g_test_add_func ("/station/yields/files", test_files);
  g_test_add_func ("/station/yields/formulas", test_formulas);
  g_test_add_func ("/station/yields/refusals", test_refusals);
  return g_test_run ();
}
