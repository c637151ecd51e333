/* Lots: limits from a sample, tolerances by number and by mass, what tolerated fruit must still meet. */
#include "station/grading/lot-judge.h"
#include "tests/grading/vectors.h"

#include <string.h>

#define TODAY 20260716

/* All defects 12 %, of which 8 % permanent and 2 % rotten, as US plums are judged (7 CFR 51.1520); the second class by
 * mass, of which 1 % may be worse than the third. */
static const gchar scheme_text[]
  = "{\"id\":\"lot\",\"defects\":{\"scar\":{\"meets\":\"II\"},\"rot\":{}},"
    "\"lot_limits\":[{\"field\":\"juice_percent\",\"min\":33}],"
    "\"classes\":["
    "{\"code\":\"X\",\"lot_limits\":[{\"field\":\"juice_percent\",\"min\":35,\"from\":\"06-01\",\"until\":\"08-31\"}],"
    "\"tolerances\":[{\"percent\":12,\"by\":\"number\",\"must_meet\":\"any\"},{\"of\":[\"scar\",\"rot\"],\"percent\":8,\"by\":\"number\"},"
    "{\"of\":[\"rot\"],\"percent\":2,\"by\":\"number\"}]},"
    "{\"code\":\"I\",\"tolerances\":[{\"percent\":10,\"by\":\"mass\",\"must_meet\":\"II\",\"worse_percent\":1}]},"
    "{\"code\":\"II\"}]}";

typedef struct
{
  const gchar *name;
  guint class_index;
  const gchar *juice;
  guint32 date;
  GuoFruitCount inspected;
  GuoFruitCount by_class[4];
  GuoFruitCount by_defect[2]; /* scar, rot */
  const gchar *failures;      /* fault and place of each, in order */
  guint meets;
} LotCase;

#define N(n) { (n), -1 }
#define OF(n, g) { (n), (g) * 1000 }

static const LotCase cases[] = {
  { "nothing-counted", 0, "35", TODAY, N (0), { N (0) }, { N (0) }, "", 0 },
  { "season", 0, "34.9", TODAY, N (0), { N (0) }, { N (0) }, "limit /classes/0/lot_limits/0 34.9 >= 35;", 1 },
  { "out-of-season", 0, "34.9", 20260901, N (0), { N (0) }, { N (0) }, "", 0 },
  { "any-class", 0, "32.9", 20260901, N (0), { N (0) }, { N (0) }, "limit /lot_limits/0 32.9 >= 33;", 3 },
  { "not-measured", 0, "null", 20260901, N (0), { N (0) }, { N (0) }, "limit /lot_limits/0 null >= 33;", 3 },
  { "at-the-bound", 0, "40", TODAY, N (100), { N (88), N (4) }, { N (6), N (2) }, "", 0 },
  { "above-all", 0, "40", TODAY, N (100), { N (0), N (5) }, { N (6), N (2) }, "tolerance /classes/0/tolerances/0 13 of 100;", 3 },
  { "above-some", 0, "40", TODAY, N (100), { N (0) }, { N (7), N (2) }, "tolerance /classes/0/tolerances/1 9 of 100;", 3 },
  { "above-rot", 0, "40", TODAY, N (100), { N (0) }, { N (0), N (3) }, "tolerance /classes/0/tolerances/2 3 of 100;", 3 },
  { "one-of-few", 0, "40", TODAY, N (9), { N (0), N (0), N (1) }, { N (0) }, "", 0 },
  { "by-mass", 1, "40", TODAY, OF (50, 10000), { N (0), N (0), OF (4, 1000) }, { N (0) }, "", 0 },
  { "above-by-mass", 1, "40", TODAY, OF (50, 10000), { N (0), N (0), OF (4, 1001) }, { N (0) },
    "tolerance /classes/1/tolerances/0 1001000 of 10000000;", 0 },
  { "worse", 1, "40", TODAY, OF (50, 10000), { N (0) }, { OF (0, 0), OF (1, 101) }, "worse /classes/1/tolerances/0 101000 of 10000000;", 0 },
  { "worse-at-bound", 1, "40", TODAY, OF (50, 10000), { N (0) }, { OF (4, 900), OF (1, 100) }, "", 1 },
  { "unweighed", 1, "40", TODAY, OF (50, 10000), { N (0), N (0), N (4) }, { N (0) },
    "unweighed /classes/1/tolerances/0 -1 of 10000000;", 0 },
  { "none-tolerated", 2, "40", TODAY, N (100), { N (0), N (0), N (5), N (1) }, { N (0) }, "tolerance - 1 of 100;", 0 },
  { "meets-this-one", 2, "40", TODAY, N (100), { N (0), N (0), N (20) }, { N (70) }, "", 2 },
};

static gchar *
failure_text (const GuoLotFailure *failure)
{
  static const gchar *const faults[] = { "limit", "tolerance", "worse", "unweighed" };
  g_autofree gchar *value = failure->value != GUO_MISSING ? guo_decimal_text (failure->value) : g_strdup ("null");
  g_autofree gchar *bound = guo_decimal_text (failure->bound);

  if (failure->fault == GUO_LOT_LIMIT)
    return g_strdup_printf ("limit %s %s %s %s;", failure->limit->pointer, value, failure->op, bound);
  return g_strdup_printf ("%s %s %" G_GINT64_FORMAT " of %" G_GINT64_FORMAT ";", faults[failure->fault],
                          failure->tolerance != NULL ? failure->tolerance->pointer : "-", failure->found, failure->inspected);
}

static void
test_case (gconstpointer data)
{
  const LotCase *c = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GuoScheme) scheme = guo_scheme_parse (scheme_text, &error);
  g_autoptr(GuoLotJudgement) judgement = NULL;
  g_autoptr(GString) failures = g_string_new (NULL);
  gint64 values[GUO_MEASUREMENTS_MAX];
  GuoLotSample sample = { .values = values, .inspected = c->inspected, .by_class = c->by_class, .by_defect = c->by_defect };

  g_assert_no_error (error);
  guo_scheme_clear (scheme, values);
  guo_decimal_parse (c->juice, &values[0]);
  judgement = guo_scheme_judge_lot (scheme, &sample, c->class_index, c->date, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < judgement->failures->len; i++)
    {
      g_autofree gchar *text = failure_text (&g_array_index (judgement->failures, GuoLotFailure, i));

      g_string_append (failures, text);
    }
  g_assert_cmpstr (failures->str, ==, c->failures);
  g_assert_cmpint (judgement->passed, ==, c->failures[0] == '\0');
  g_assert_cmpuint (judgement->meets, ==, c->meets);
}

/* A class that is given in July only, tolerances that change with the day, and what is tolerated must meet the next class. */
static void
test_by_date (void)
{
  static const gchar text[] = "{\"id\":\"days\",\"classes\":[{\"code\":\"A\",\"from\":\"07-01\",\"until\":\"07-31\",\"tolerances\":["
                              "{\"percent\":10,\"by\":\"number\",\"from\":\"06-01\",\"until\":\"07-15\"},"
                              "{\"percent\":5,\"by\":\"number\",\"from\":\"07-16\",\"until\":\"08-31\"}]},"
                              "{\"code\":\"B\"},{\"code\":\"C\"}]}";
  static const struct
  {
    guint32 date;
    GuoFruitCount by_class[4];
    const gchar *failures;
    gboolean passed;
    guint meets;
  } days[] = {
    { 20260715, { N (92), N (8) }, "", TRUE, 0 },
    { 20260716, { N (92), N (8) }, "tolerance /classes/0/tolerances/1 8 of 100;", FALSE, 1 },
    { 20260715, { N (92), N (7), N (1) }, "worse /classes/0/tolerances/0 1 of 100;", FALSE, 2 },
    { 20260731, { N (100) }, "", TRUE, 0 },
    { 20260801, { N (100) }, "", FALSE, 1 },
  };
  g_autoptr(GuoScheme) scheme = guo_scheme_parse (text, NULL);
  gint64 values[GUO_MEASUREMENTS_MAX];

  guo_scheme_clear (scheme, values);
  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    {
      GuoLotSample sample = { .values = values, .inspected = N (100), .by_class = days[i].by_class };
      g_autoptr(GuoLotJudgement) judgement = guo_scheme_judge_lot (scheme, &sample, 0, days[i].date, NULL);
      g_autofree gchar *failures = judgement->failures->len > 0 ? failure_text (&g_array_index (judgement->failures, GuoLotFailure, 0))
                                                                : g_strdup ("");

      g_assert_cmpstr (failures, ==, days[i].failures);
      g_assert_cmpint (judgement->passed, ==, days[i].passed);
      g_assert_cmpuint (judgement->meets, ==, days[i].meets);
    }
}

/* Limits of a class over what is measured on samples are limits of the lot. */
static void
test_class_limits (void)
{
  g_autoptr(GuoScheme) scheme = guo_scheme_builtin ("gbt21488-2008-navel-orange", NULL);
  gint64 values[GUO_MEASUREMENTS_MAX];
  GuoLotSample sample = { .values = values };
  g_autoptr(GuoLotJudgement) judgement = NULL;

  vectors_row_of_text (scheme, "{\"tss_percent\":11,\"acid_percent\":1.2,\"peel_mm\":5,\"edible_percent\":71}", values);
  judgement = guo_scheme_judge_lot (scheme, &sample, 0, TODAY, NULL);
  g_assert_false (judgement->passed);
  g_assert_cmpuint (judgement->failures->len, ==, 1);
  g_assert_cmpuint (judgement->meets, ==, 1); /* 11 : 1.2 = 9.1666… */
}

static void
test_contradiction (void)
{
  static const GuoFruitCount too_many[4] = { N (60), N (41) }, negative[4] = { N (-1) };
  static const GuoFruitCount heavy[4] = { OF (1, 2000) }, huge[4] = { { 1, GUO_SAMPLE_MASS_MAX + 1 } };
  const GuoFruitCount *const wrong[] = { too_many, negative, heavy, huge };
  g_autoptr(GuoScheme) scheme = guo_scheme_parse (scheme_text, NULL);
  gint64 values[GUO_MEASUREMENTS_MAX];

  guo_scheme_clear (scheme, values);
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      GuoLotSample sample = { .values = values, .inspected = OF (100, 1000), .by_class = wrong[i] };
      g_autoptr(GError) error = NULL;

      g_assert_null (guo_scheme_judge_lot (scheme, &sample, 0, TODAY, &error));
      g_assert_error (error, GUO_STATION_ERROR, GUO_STATION_ERROR_BAD_FIELD);
      g_assert_true (json_is_string (json_object_get (guo_refusal_params (error), "reason")));
    }
}

/* More faulty fruit never makes a lot better. */
static void
test_monotone (void)
{
  g_autoptr(GuoScheme) scheme = guo_scheme_builtin ("centre-plum", NULL);
  gint64 values[GUO_MEASUREMENTS_MAX];
  guint best = 0;

  vectors_row_of_text (scheme, "{\"tss_percent\":12,\"firmness_n\":8}", values);
  for (gint n = 0; n <= 100; n++)
    {
      GuoFruitCount by_class[5] = { N (100 - n), N (n / 2), N (0), N (0), N (n - n / 2) };
      GuoLotSample sample = { .values = values, .inspected = N (100), .by_class = by_class };
      g_autoptr(GuoLotJudgement) judgement = guo_scheme_judge_lot (scheme, &sample, 0, TODAY, NULL);

      g_assert_cmpuint (judgement->meets, >=, best);
      best = judgement->meets;
    }
  g_assert_cmpuint (best, ==, 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree gchar *path = g_strconcat ("/grading/lot/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/grading/lot/by-date", test_by_date);
  g_test_add_func ("/grading/lot/class-limits", test_class_limits);
  g_test_add_func ("/grading/lot/contradiction", test_contradiction);
  g_test_add_func ("/grading/lot/monotone", test_monotone);
  return g_test_run ();
}
