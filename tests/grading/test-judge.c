/* Classes and sizes of fruit: the cases of the standards, a scheme of nobody's, what must hold of any, the machine. */
#include "station/grading/judge.h"
#include "station/grading/machine.h"
#include "station/grading/preview.h"
#include "station/grading/scheme-edit.h"
#include "tests/grading/vectors.h"

#include <string.h>

static const gchar *
text_of (json_t *object, const gchar *key)
{
  return guo_exact_json_text (json_object_get (object, key));
}

/* Calls @check with each line of a file. */
static guint
each_line (const gchar *file, void (*check) (json_t *line, gpointer data), gpointer data)
{
  g_autofree gchar *text = vectors_text (file);
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);
  guint n = 0;

  for (gsize i = 0; lines[i] != NULL && lines[i][0] != '\0'; i++, n++)
    {
      g_autoptr(GError) error = NULL;
      json_auto_t *line = guo_exact_json_parse (lines[i], &error);

      g_test_message ("%s", lines[i]);
      g_assert_no_error (error);
      check (line, data);
    }
  return n;
}

static void
check_case (json_t *line, gpointer data)
{
  gboolean ours = GPOINTER_TO_INT (data);
  g_autoptr(GuoScheme) scheme
    = ours ? guo_scheme_builtin (text_of (line, "scheme"), NULL) : vectors_scheme (text_of (line, "scheme"));
  gint64 values[GUO_MEASUREMENTS_MAX];
  GuoJudgement judgement;

  vectors_row (scheme, json_object_get (line, "fruit"), values);
  guo_scheme_judge (scheme, values, 0, &judgement);
  g_assert_cmpstr (guo_scheme_class_key (scheme, judgement.class_index), ==, text_of (line, "class"));
  g_assert_cmpint (judgement.failed_class, ==, (gint) judgement.class_index - 1);
}

static void
test_cases (void)
{
  g_assert_cmpuint (each_line ("cases.jsonl", check_case, GINT_TO_POINTER (FALSE)), ==, 22);
}

static void
test_cases_shipped (void)
{
  g_assert_cmpuint (each_line ("cases.jsonl", check_case, GINT_TO_POINTER (TRUE)), ==, 22);
}

static void
check_failed (const GuoScheme *scheme, const GuoJudgement *judgement, json_t *expected)
{
  const gchar *bound = guo_exact_json_text (json_array_get (expected, 2));
  g_autofree gchar *found = guo_decimal_text (judgement->bound);

  if (json_is_null (expected))
    {
      g_assert_cmpint (judgement->failed_class, ==, -1);
      return;
    }
  g_assert_cmpstr (guo_scheme_class_key (scheme, (guint) judgement->failed_class), ==,
                   guo_exact_json_text (json_array_get (expected, 0)));
  g_assert_cmpstr (judgement->op != NULL ? judgement->op : "size", ==, guo_exact_json_text (json_array_get (expected, 1)));
  if (bound != NULL)
    g_assert_cmpstr (found, ==, bound);
}

static void
check_letter (json_t *line, gpointer data)
{
  const GuoScheme *scheme = data;
  guint32 date = guo_date_parse (text_of (line, "day"));
  json_t *sizes = json_object_get (line, "sizes");
  gint64 values[GUO_MEASUREMENTS_MAX];
  guint codes[8];
  GuoJudgement judgement;

  vectors_row (scheme, json_object_get (line, "fruit"), values);
  guo_scheme_judge (scheme, values, date, &judgement);
  g_assert_cmpstr (guo_scheme_class_key (scheme, judgement.class_index), ==, text_of (line, "class"));
  g_assert_cmpstr (judgement.size >= 0 ? scheme->sizes[judgement.size].code : NULL, ==, text_of (line, "size"));
  g_assert_cmpuint (guo_scheme_sizes_of (scheme, judgement.class_index, values[scheme->size_measurement], date, codes,
                                         G_N_ELEMENTS (codes)), ==, json_array_size (sizes));
  for (gsize i = 0; i < json_array_size (sizes); i++)
    g_assert_cmpstr (scheme->sizes[codes[i]].code, ==, guo_exact_json_text (json_array_get (sizes, i)));
  check_failed (scheme, &judgement, json_object_get (line, "failed"));
}

static void
test_letters (void)
{
  g_autoptr(GuoScheme) scheme = vectors_scheme ("letters");

  g_assert_cmpuint (each_line ("letters.jsonl", check_letter, scheme), ==, 19);
  g_assert_false (guo_scheme_is_valid_on (scheme, 20251231));
  g_assert_true (guo_scheme_is_valid_on (scheme, 20260101));
}

static guint
class_of (const GuoScheme *scheme, const gchar *row, guint32 date)
{
  gint64 values[GUO_MEASUREMENTS_MAX];
  GuoJudgement judgement;

  vectors_row_of_text (scheme, row, values);
  guo_scheme_judge (scheme, values, date, &judgement);
  return judgement.class_index;
}

/* The fruit of bounds that a floating point number cannot hold, one digit on either side. */
static void
test_bounds (void)
{
  static const struct
  {
    const gchar *limit;
    const gchar *in;
    const gchar *out;
  } bounds[] = {
    { "\"max\":90.0", "90.000000", "90.1" },
    { "\"max\":90", "9e1", "90.000000000000000001" },
    { "\"max\":0.3", "0.3", "0.30000000000000004" },
    { "\"min\":0.3", "0.3", "0.29999999999999998" },
    { "\"under\":0.3", "0.29999999999999998", "0.3" },
    { "\"over\":0.3", "0.30000000000000004", "0.3" },
    { "\"op\":\"=\",\"value\":4", "4.0", "4.0000000000000000000001" },
    { "\"op\":\"<\",\"value\":\"-1.5\"", "-1.50000000001", "-1.5" },
    { "\"min\":-1,\"under\":0", "-0.000000000001", "0" },
    { "\"min\":899999999999.999999", "899999999999.999999", "899999999999.9999989" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bounds); i++)
    {
      g_autofree gchar *text = g_strdup_printf ("{\"id\":\"b\",\"classes\":[{\"code\":\"A\",\"limits\":[{\"field\":\"d\",%s}]}]}",
                                                bounds[i].limit);
      g_autofree gchar *in = g_strdup_printf ("{\"d\":%s}", bounds[i].in);
      g_autofree gchar *out = g_strdup_printf ("{\"d\":%s}", bounds[i].out);
      g_autoptr(GError) error = NULL;
      g_autoptr(GuoScheme) scheme = guo_scheme_parse (text, &error);

      g_test_message ("%s", bounds[i].limit);
      g_assert_no_error (error);
      g_assert_cmpuint (class_of (scheme, in, 0), ==, 0);
      g_assert_cmpuint (class_of (scheme, out, 0), ==, 1);
    }
}

static void
test_missing (void)
{
  static const struct
  {
    const gchar *policies[3]; /* of scheme, field, limit */
    guint class_index;
  } rows[] = {
    { { "", "", "" }, 1 },
    { { ",\"missing\":\"met\"", "", "" }, 0 },
    { { "", ",\"missing\":\"met\"", "" }, 0 },
    { { "", "", ",\"missing\":\"met\"" }, 0 },
    { { ",\"missing\":\"met\"", ",\"missing\":\"not-met\"", "" }, 1 },
    { { "", ",\"missing\":\"met\"", ",\"missing\":\"not-met\"" }, 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree gchar *text
        = g_strdup_printf ("{\"id\":\"m\"%s,\"fields\":{\"d\":{\"unit\":\"mm\"%s}},\"classes\":[{\"code\":\"A\",\"limits\":"
                           "[{\"field\":\"d\",\"max\":5%s}]}]}", rows[i].policies[0], rows[i].policies[1], rows[i].policies[2]);
      g_autoptr(GuoScheme) scheme = guo_scheme_parse (text, NULL);

      g_assert_nonnull (scheme);
      g_assert_cmpuint (class_of (scheme, "{}", 0), ==, rows[i].class_index);
      g_assert_cmpuint (class_of (scheme, "{\"d\":5}", 0), ==, 0);
    }
}

/* A fruit that is better in everything is never in a lower class; the class is the first whose limits hold. */
static void
test_monotone (void)
{
  g_autoptr(GuoScheme) scheme = guo_scheme_builtin ("gbt21488-2008-navel-orange", NULL);
  guint seen[4] = { 0 };

  for (guint i = 0; i < 20000; i++)
    {
      g_autofree gchar *row = NULL, *better = NULL;
      gint tss = g_test_rand_int_range (85, 120), ratio = g_test_rand_int_range (80, 110),
           colour = g_test_rand_int_range (60, 100), total = g_test_rand_int_range (0, 35),
           single = g_test_rand_int_range (0, 12), peel = g_test_rand_int_range (50, 75);
      guint first, second;

      row = g_strdup_printf ("{\"tss_percent\":%de-1,\"tss_acid_ratio\":%de-1,\"coloured_percent\":%d,\"blemish_total_cm2\":"
                             "%de-1,\"blemish_single_cm2\":%de-1,\"peel_mm\":%de-1,\"edible_percent\":70}",
                             tss, ratio, colour, total, single, peel);
      better = g_strdup_printf ("{\"tss_percent\":%de-1,\"tss_acid_ratio\":%de-1,\"coloured_percent\":%d,"
                                "\"blemish_total_cm2\":%de-1,\"blemish_single_cm2\":%de-1,\"peel_mm\":%de-1,"
                                "\"edible_percent\":70}",
                                tss + g_test_rand_int_range (0, 5), ratio + g_test_rand_int_range (0, 5), colour + 1,
                                MAX (total - g_test_rand_int_range (0, 5), 0), single, peel);
      first = class_of (scheme, row, 0);
      second = class_of (scheme, better, 0);
      seen[first]++;
      g_assert_cmpuint (second, <=, first);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (seen); i++)
    g_assert_cmpuint (seen[i], >, 0);
}

/* What is said to have decided did: the limit does not hold, and all limits of the class given do. */
static void
test_reason (void)
{
  g_autoptr(GuoScheme) scheme = guo_scheme_builtin ("centre-plum", NULL);
  guint n_failed = 0;

  for (guint i = 0; i < 20000; i++)
    {
      gint64 values[GUO_MEASUREMENTS_MAX];
      GuoMachineFruit fruit = { .mass_mg = 30000, .diameter_dmm = g_test_rand_int_range (-1, 480),
                                .colour_permille = g_test_rand_int_range (-1, 1001), .brix_x10 = g_test_rand_int_range (-1, 140),
                                .n_defects = 2,
                                .defects = { { 'S', 1, g_test_rand_int_range (0, 100) }, { 'B', 1, 3 } } };
      GuoJudgement judgement, again;

      fruit.n_defects = (guint) g_test_rand_int_range (0, 3);
      guo_scheme_measure (scheme, &fruit, values);
      guo_scheme_judge (scheme, values, 20260716, &judgement);
      if (judgement.class_index < scheme->n_classes)
        g_assert_null (guo_limits_check (scheme->classes[judgement.class_index].limits,
                                         scheme->classes[judgement.class_index].n_limits, values, 20260716));
      if (judgement.failed_class < 0)
        continue;
      n_failed++;
      g_assert_true (judgement.value < judgement.failed->least || judgement.value > judgement.failed->most);
      guo_scheme_regrade (scheme, values, 20260716, judgement.class_index, &again);
      g_assert_cmpuint (again.class_index, >, judgement.class_index);
    }
  g_assert_cmpuint (n_failed, >, 1000);
}

/* Overlapping codes all hold; the partition gives one place, without gaps where the scheme has none. */
static void
test_sizes (void)
{
  g_autoptr(GuoScheme) scheme = guo_scheme_builtin ("centre-plum", NULL);
  g_autoptr(GuoScheme) mandarin = guo_scheme_builtin ("unece-ffv14-mandarin", NULL);
  guint codes[8];

  g_assert_cmpuint (guo_scheme_sizes_of (mandarin, 0, 64 * GUO_DECIMAL_ONE, 0, codes, 8), ==, 4);
  g_assert_cmpstr (mandarin->sizes[codes[1]].code, ==, "1");
  g_assert_cmpstr (mandarin->sizes[codes[2]].code, ==, "2");
  g_assert_cmpuint (guo_scheme_sizes_of (mandarin, 0, GUO_MISSING, 0, codes, 8), ==, 0);
  for (gint64 dmm = 250; dmm < 600; dmm++)
    {
      gint64 value = dmm * GUO_DECIMAL_ONE / 10;
      guint n = guo_scheme_sizes_of (scheme, 0, value, 0, codes, 8);
      gint part = guo_scheme_part_of (scheme, value);

      g_assert_cmpint (part, ==, dmm < 300 ? -1 : MIN ((dmm - 300) / 40, 4));
      g_assert_cmpuint (n, ==, dmm < 300 ? 0 : dmm > 300 && dmm <= 460 && dmm % 40 == 20 ? 2 : 1);
    }
}

static void
test_machine (void)
{
  g_autoptr(GuoScheme) scheme = guo_scheme_builtin ("gbt21488-2008-navel-orange", NULL);
  GuoMachineFruit fruit = { .mass_mg = 210000, .diameter_dmm = 782, .colour_permille = 905, .brix_x10 = 112, .n_defects = 4,
                            .defects = { { 'S', 1, 20 }, { 'R', 9, 11 }, { 'B', 1, 500 }, { 'S', 0, 30 } } };
  gint64 values[GUO_MEASUREMENTS_MAX];
  gint64 sample[GUO_MEASUREMENTS_MAX];
  GuoJudgement judgement;

#define VALUE(name) values[guo_scheme_measurement (scheme, name)]
  guo_scheme_measure (scheme, &fruit, values);
  g_assert_cmpint (VALUE ("coloured_percent"), ==, 905000000);
  g_assert_cmpint (VALUE ("tss_percent"), ==, 112000000);
  g_assert_cmpint (VALUE ("blemish_total_cm2"), ==, 6100000);
  g_assert_cmpint (VALUE ("blemish_single_cm2"), ==, 3000000);
  g_assert_cmpint (VALUE ("peel_mm"), ==, GUO_MISSING);
  guo_scheme_judge (scheme, values, 0, &judgement);
  g_assert_cmpuint (judgement.class_index, ==, 3);
  vectors_row_of_text (scheme, "{\"tss_percent\":9,\"acid_percent\":0.9,\"peel_mm\":5,\"edible_percent\":72}", sample);
  guo_scheme_add_sample (scheme, sample, values);
  g_assert_cmpint (VALUE ("tss_percent"), ==, 112000000); /* its own value stays */
  g_assert_cmpint (VALUE ("tss_acid_ratio"), ==, 10 * GUO_DECIMAL_ONE);
  guo_scheme_judge (scheme, values, 0, &judgement);
  g_assert_cmpuint (judgement.class_index, ==, 0);
  fruit.defects[0].area_mm2 = -1;
  fruit.colour_permille = -1;
  guo_scheme_measure (scheme, &fruit, values);
  g_assert_cmpint (VALUE ("blemish_total_cm2"), ==, GUO_MISSING);
  g_assert_cmpint (VALUE ("coloured_percent"), ==, GUO_MISSING);
#undef VALUE
}

static void
test_preview (void)
{
  g_autoptr(GuoScheme) scheme = guo_scheme_builtin ("centre-plum", NULL);
  json_auto_t *changes = json_pack ("{s:s}", "/classes/0/limits/0/min", "43.5");
  g_autoptr(GuoScheme) next = guo_scheme_edit (scheme, changes, NULL);
  g_autofree gint64 *values = g_new (gint64, 100 * scheme->n_measurements);
  gint64 masses_mg[100];
  gint64 sum = 0;
  g_autoptr(GuoPreview) preview = NULL;
  g_autoptr(GuoPreview) same = NULL;

  for (gint i = 0; i < 100; i++)
    {
      GuoMachineFruit fruit = { .mass_mg = 40000 + i, .diameter_dmm = 400 + i, .colour_permille = 950, .brix_x10 = 125 };

      masses_mg[i] = fruit.mass_mg;
      guo_scheme_measure (scheme, &fruit, values + (guint) i * scheme->n_measurements);
      if (i >= 20 && i < 35)
        sum += masses_mg[i];
    }
  preview = guo_preview_new (scheme, next, values, masses_mg, 100, 20260716);
  g_assert_cmpint (guo_preview_cell (preview, 0, 1)->n, ==, 15);
  g_assert_cmpint (guo_preview_cell (preview, 0, 1)->mass_mg, ==, sum);
  g_assert_cmpint (guo_preview_cell (preview, 0, 0)->n, ==, 65);
  g_assert_cmpint (guo_preview_cell (preview, 1, 1)->n, ==, 20);
  g_assert_cmpint (guo_preview_cell (preview, 1, 0)->n, ==, 0);
  g_assert_cmpint (preview->total.n, ==, 100);
  same = guo_preview_new (scheme, scheme, values, NULL, 100, 0);
  g_assert_cmpint (guo_preview_cell (same, 0, 0)->n + guo_preview_cell (same, 1, 1)->n, ==, 100);
}

/* A scheme with other measurements in another order is compared by their names. */
static void
test_preview_other (void)
{
  g_autoptr(GuoScheme) plum = guo_scheme_builtin ("centre-plum", NULL);
  g_autoptr(GuoScheme) other = guo_scheme_parse (
    "{\"id\":\"o\",\"classes\":[{\"code\":\"A\",\"limits\":[{\"field\":\"tss_percent\",\"min\":12},"
    "{\"field\":\"diameter_mm\",\"min\":45}]},{\"code\":\"B\",\"limits\":[{\"field\":\"smell\",\"max\":1}]}]}", NULL);
  GuoMachineFruit fruit = { .mass_mg = 1, .diameter_dmm = 450, .colour_permille = 950, .brix_x10 = 125 };
  gint64 values[GUO_MEASUREMENTS_MAX * 2];
  g_autoptr(GuoPreview) preview = NULL;

  guo_scheme_measure (plum, &fruit, values);
  fruit.diameter_dmm--;
  guo_scheme_measure (plum, &fruit, values + plum->n_measurements);
  preview = guo_preview_new (plum, other, values, NULL, 2, 0);
  g_assert_cmpint (guo_preview_cell (preview, 0, 0)->n, ==, 1);
  g_assert_cmpint (guo_preview_cell (preview, 0, 2)->n, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/grading/judge/cases", test_cases);
  g_test_add_func ("/grading/judge/cases-shipped", test_cases_shipped);
  g_test_add_func ("/grading/judge/letters", test_letters);
  g_test_add_func ("/grading/judge/bounds", test_bounds);
  g_test_add_func ("/grading/judge/missing", test_missing);
  g_test_add_func ("/grading/judge/monotone", test_monotone);
  g_test_add_func ("/grading/judge/reason", test_reason);
  g_test_add_func ("/grading/judge/sizes", test_sizes);
  g_test_add_func ("/grading/judge/machine", test_machine);
  g_test_add_func ("/grading/judge/preview", test_preview);
  g_test_add_func ("/grading/judge/preview-other", test_preview_other);
  return g_test_run ();
}
