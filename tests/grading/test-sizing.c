/* Where classes reach by size, and the bins that a screen draws of a run. */
#include "station/grader-spread.h"
#include "station/grading/scheme-edit.h"
#include "station/grading/sizing.h"
#include "station/grading/tally.h"
#include "tests/grading/vectors.h"

typedef struct
{
  const gchar *name;
  gint64 from, to;
} Mark;

static void
check_marks (const GuoSizing *sizing, const Mark *marks, guint n)
{
  g_assert_cmpuint (sizing->n_marks, ==, n);
  for (guint i = 0; i < n; i++)
    {
      g_test_message ("%s", marks[i].name);
      g_assert_cmpstr (sizing->marks[i].name_zh, ==, marks[i].name);
      g_assert_cmpint (sizing->marks[i].from, ==, marks[i].from);
      g_assert_cmpint (sizing->marks[i].to, ==, marks[i].to);
    }
}

static void
sizing_of (const gchar *text, GuoScheme **scheme, GuoSizing *out)
{
  g_autoptr(GError) error = NULL;

  *scheme = guo_scheme_parse (text, &error);
  g_assert_no_error (error);
  guo_scheme_sizing (*scheme, 20260716, out);
}

static void
test_plum (void)
{
  static const Mark marks[] = {
    { "特级", 420, GUO_SIZING_NONE }, { "一级", 380, 420 }, { "二级", 340, 380 }, { "三级", 300, 340 },
    { "级外", GUO_SIZING_NONE, 300 },
  };
  g_autoptr(GuoScheme) scheme = guo_scheme_builtin ("centre-plum", NULL);
  json_auto_t *json = NULL;
  GuoSizing sizing;

  guo_scheme_sizing (scheme, 0, &sizing);
  g_assert_cmpint (sizing.by, ==, GUO_MACHINE_DIAMETER);
  check_marks (&sizing, marks, G_N_ELEMENTS (marks));
  json = guo_sizing_json (&sizing);
  g_assert_cmpstr (json_string_value (json_object_get (json, "by")), ==, "diameter");
  g_assert_true (json_is_null (json_object_get (json_array_get (json_object_get (json, "marks"), 0), "to")));
}

#define SCHEME(field, machine, classes, more)                                                                              \
  "{\"id\": \"t\", \"version\": \"1\", \"name_zh\": \"t\", \"fields\": {\"" field "\": {\"machine\": \"" machine "\"}}, "   \
  "\"classes\": [" classes "], \"below\": {\"name_zh\": \"外\"}" more "}"
#define CLASS(rank, name, limits) "{\"rank\": " rank ", \"name_zh\": \"" name "\", \"limits\": [" limits "]}"

/* Open and closed bounds, by mass, one that counts on other days only. */
static void
test_mass (void)
{
  static const Mark marks[] = { { "A", 200000, 250000 }, { "B", 90100, 200000 }, { "外", GUO_SIZING_NONE, 90100 } };
  GuoScheme *scheme;
  GuoSizing sizing;

  sizing_of (SCHEME ("mass_g", "mass",
                     CLASS ("1", "A", "{\"field\": \"mass_g\", \"min\": 200, \"under\": 250}") ","
                     CLASS ("2", "B", "{\"field\": \"mass_g\", \"over\": 90.1}, "
                                      "{\"field\": \"mass_g\", \"min\": 120, \"from\": \"2026-12-01\", \"until\": \"2026-12-31\"}"),
                     ""),
             &scheme, &sizing);
  g_assert_cmpint (sizing.by, ==, GUO_MACHINE_MASS);
  check_marks (&sizing, marks, G_N_ELEMENTS (marks));
  guo_scheme_free (scheme);
}

/* Classes that do not go by size: the parts of the range; no parts: nothing. */
static void
test_parts (void)
{
  static const Mark marks[] = { { "S", 300, 400 }, { "L", 400, GUO_SIZING_NONE } };
  GuoScheme *scheme;
  GuoSizing sizing;

  sizing_of (SCHEME ("diameter_mm", "diameter", CLASS ("1", "A", ""),
                     ", \"partition\": {\"field\": \"diameter_mm\", \"parts\": [{\"code\": \"S\", \"min\": 30, \"under\": 40}, "
                     "{\"code\": \"L\", \"min\": 40}]}"),
             &scheme, &sizing);
  g_assert_cmpint (sizing.by, ==, GUO_MACHINE_DIAMETER);
  check_marks (&sizing, marks, G_N_ELEMENTS (marks));
  guo_scheme_free (scheme);
  sizing_of (SCHEME ("diameter_mm", "diameter", CLASS ("1", "A", ""), ""), &scheme, &sizing);
  g_assert_cmpint (sizing.by, ==, GUO_MACHINE_NOTHING);
  g_assert_cmpuint (sizing.n_marks, ==, 0);
  guo_scheme_free (scheme);
}

/* Whatever is shipped: a range is not empty, and what has none says so. */
static void
test_shipped (void)
{
  for (guint i = 0; guo_scheme_names[i] != NULL; i++)
    {
      g_autoptr(GuoScheme) scheme = guo_scheme_builtin (guo_scheme_names[i], NULL);
      GuoSizing sizing;

      guo_scheme_sizing (scheme, 0, &sizing);
      g_assert_true ((sizing.by == GUO_MACHINE_NOTHING) == (sizing.n_marks == 0));
      for (guint k = 0; k < sizing.n_marks; k++)
        if (sizing.marks[k].from != GUO_SIZING_NONE && sizing.marks[k].to != GUO_SIZING_NONE)
          g_assert_cmpint (sizing.marks[k].from, <, sizing.marks[k].to);
    }
}

static gint64
integer (json_t *object, const gchar *name)
{
  return json_integer_value (json_object_get (object, name));
}

static gint64
bin (json_t *spread, const gchar *name, gsize i)
{
  return json_integer_value (json_array_get (json_object_get (spread, name), i));
}

/* 10 of 30 mm below grade, 20 of 31.5, 10 of 33; one of no diameter. */
static void
test_spread (void)
{
  g_autoptr(GuoGraderSpread) spread = guo_grader_spread_new (GUO_MACHINE_DIAMETER);
  json_auto_t *json = NULL;

  for (gint i = 0; i < 40; i++)
    guo_grader_spread_add (spread, &(GuoFruit) { .mass_mg = 20000, .grade_class = i < 10 ? GUO_FRUIT_BELOW : 0,
                                                 .diameter_x10mm = i < 10 ? 300 : i < 30 ? 315 : 330 });
  guo_grader_spread_add (spread, &(GuoFruit) { .mass_mg = 20000, .grade_class = 0 });
  json = guo_grader_spread_json (spread);
  g_assert_cmpint (integer (json, "first"), ==, 300);
  g_assert_cmpint (integer (json, "step"), ==, 10);
  g_assert_cmpuint (json_array_size (json_object_get (json, "n")), ==, 4);
  g_assert_cmpint (bin (json, "n", 0), ==, 10);
  g_assert_cmpint (bin (json, "below", 0), ==, 10);
  g_assert_cmpint (bin (json, "n", 1), ==, 20);
  g_assert_cmpint (bin (json, "below", 1), ==, 0);
  g_assert_cmpint (bin (json, "n", 2), ==, 0);
  g_assert_cmpint (bin (json, "n", 3), ==, 10);
  g_assert_cmpint (integer (json, "median"), ==, 315); /* half of those from 31 to 32 */
  g_assert_cmpint (integer (json, "missing"), ==, 1);
}

/* No fruit; one; fruit of every size, and a wrong one far away: few bins, all counted. */
static void
test_bins (void)
{
  static const guint spans[] = { 0, 1, 64, 65, 130, 499 };

  for (gsize s = 0; s < G_N_ELEMENTS (spans); s++)
    {
      g_autoptr(GuoGraderSpread) spread = guo_grader_spread_new (GUO_MACHINE_NOTHING);
      json_auto_t *json = NULL;
      gint64 total, fruit = 0;

      for (guint mm = 1; mm <= spans[s]; mm++)
        for (guint i = 0; i < 20; i++, fruit++)
          guo_grader_spread_add (spread, &(GuoFruit) { .mass_mg = 1, .diameter_x10mm = (guint16) (mm * 10 + i % 10) });
      if (fruit > 1000)
        {
          guo_grader_spread_add (spread, &(GuoFruit) { .mass_mg = 1, .diameter_x10mm = 5000 });
          fruit++;
        }
      json = guo_grader_spread_json (spread);
      g_assert_cmpuint (json_array_size (json_object_get (json, "n")), <=, GUO_GRADER_SPREAD_BINS);
      total = integer (json, "less") + integer (json, "more");
      for (gsize i = 0; i < json_array_size (json_object_get (json, "n")); i++)
        total += bin (json, "n", i);
      g_assert_cmpint (total, ==, fruit);
      g_assert_true (json_is_null (json_object_get (json, "median")) == (fruit == 0));
    }
}

/* Values of every distance, in any order: all are counted, in the bin that holds them as far as the first and the last tell. */
static void
test_tally (void)
{
  for (guint run = 0; run < 200; run++)
    {
      GuoTally tally = { .step = GUO_DECIMAL_ONE / 10 };
      gint64 least = G_MAXINT64, most = -1, total = 0, width = 1 + g_test_rand_int_range (0, 1 << (run % 20));
      json_auto_t *json = NULL;
      gint n = g_test_rand_int_range (1, 300);

      for (gint i = 0; i < n; i++)
        {
          gint64 value = (500 + g_test_rand_int_range (0, (gint32) width)) * (GUO_DECIMAL_ONE / 10);

          least = MIN (least, value);
          most = MAX (most, value);
          guo_tally_add (&tally, value);
        }
      guo_tally_add (&tally, GUO_MISSING);
      json = guo_tally_json (&tally);
      for (gsize i = 0; i < json_array_size (json_object_get (json, "n")); i++)
        total += bin (json, "n", i);
      g_assert_cmpint (total, ==, n);
      g_assert_cmpint (integer (json, "missing"), ==, 1);
      g_assert_cmpuint (json_array_size (json_object_get (json, "n")), <=, GUO_TALLY_BINS);
      g_assert_cmpint (integer (json, "first"), <=, least / GUO_DECIMAL_STEP);
      g_assert_cmpint (integer (json, "first") + integer (json, "step"), >, least / GUO_DECIMAL_STEP);
      g_assert_cmpint (integer (json, "first") + (gint64) json_array_size (json_object_get (json, "n")) * integer (json, "step"), >,
                       most / GUO_DECIMAL_STEP);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sizing/plum", test_plum);
  g_test_add_func ("/sizing/mass", test_mass);
  g_test_add_func ("/sizing/parts", test_parts);
  g_test_add_func ("/sizing/shipped", test_shipped);
  g_test_add_func ("/spread/bins-of-few", test_spread);
  g_test_add_func ("/spread/bins-of-many", test_bins);
  g_test_add_func ("/tally/random", test_tally);
  return g_test_run ();
}
