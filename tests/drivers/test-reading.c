#include "drivers/error.h"
#include "drivers/reading.h"

typedef struct
{
  const gchar *name;
  gint64 mantissa;
  gint exponent;
  GuoUnit unit;
  gint64 mg;        /* expected, when no error is */
  gint error;       /* expected code, -1: none */
  gint64 step_mg;
  const gchar *text;
} Case;

static const Case cases[] = {
  { "kg", 2345, -2, GUO_UNIT_KG, 23450000, -1, 10000, "23.45" },
  { "negative", -10, -2, GUO_UNIT_KG, -100000, -1, 10000, "-0.10" },
  { "zero", 0, -3, GUO_UNIT_KG, 0, -1, 1000, "0.000" },
  { "gram", 1500, 0, GUO_UNIT_G, 1500000, -1, 1000, "1500" },
  { "tonne", 31, 0, GUO_UNIT_T, G_GINT64_CONSTANT (31000000000), -1, G_GINT64_CONSTANT (1000000000), "31" },
  { "milligram", 7, 1, GUO_UNIT_MG, 70, -1, 10, "70" },
  { "dummy-zeros", 0, 2, GUO_UNIT_KG, 0, -1, 100000000, "0" },
  { "exact-below-mg", 1000, -9, GUO_UNIT_KG, 1, -1, 0, "0.000001000" },
  { "fraction-of-mg", 1001, -9, GUO_UNIT_KG, 0, GUO_DRIVER_ERROR_RANGE, 0, "0.000001001" },
  { "too-large", G_MAXINT64, 0, GUO_UNIT_KG, 0, GUO_DRIVER_ERROR_RANGE, 1000000, "9223372036854775807" },
  { "smallest", G_MININT64, 0, GUO_UNIT_MG, G_MININT64, -1, 1, "-9223372036854775808" },
  { "pound", 100, -2, GUO_UNIT_LB, 0, GUO_DRIVER_ERROR_UNIT, 0, "1.00" },
  { "ounce", 1, 0, GUO_UNIT_OZ, 0, GUO_DRIVER_ERROR_UNIT, 0, "1" },
  { "pieces", 12, 0, GUO_UNIT_PC, 0, GUO_DRIVER_ERROR_UNIT, 0, "12" },
  { "percent", 12, 0, GUO_UNIT_PERCENT, 0, GUO_DRIVER_ERROR_UNIT, 0, "12" },
  { "blank-unit", 12, 0, GUO_UNIT_NONE, 0, GUO_DRIVER_ERROR_UNIT, 0, "12" },
};

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  GuoReading reading = { .has_value = TRUE, .mantissa = c->mantissa, .exponent = c->exponent, .unit = c->unit };
  g_autoptr (GError) error = NULL;
  g_autofree gchar *text = guo_reading_to_string (&reading);
  gint64 mg = -1;

  g_assert_cmpstr (text, ==, c->text);
  g_assert_cmpint (guo_reading_step_mg (&reading), ==, c->step_mg);
  if (c->error >= 0)
    {
      g_assert_false (guo_reading_to_mg (&reading, &mg, &error));
      g_assert_error (error, GUO_DRIVER_ERROR, c->error);
      g_assert_cmpint (mg, ==, -1);
      return;
    }
  g_assert_true (guo_reading_to_mg (&reading, &mg, &error));
  g_assert_no_error (error);
  g_assert_cmpint (mg, ==, c->mg);
}

static void
test_state_has_no_digits (void)
{
  GuoReading reading = { .has_value = FALSE };

  g_assert_null (guo_reading_to_string (&reading));
}

static void
test_names (void)
{
  for (gint unit = GUO_UNIT_MG; unit <= GUO_UNIT_PERCENT; unit++)
    g_assert_cmpint (guo_unit_from_name (guo_unit_name ((GuoUnit) unit)), ==, unit);
  g_assert_null (guo_unit_name (GUO_UNIT_NONE));
  g_assert_cmpint (guo_unit_from_name ("PCS"), ==, GUO_UNIT_PC);
  g_assert_cmpint (guo_unit_from_name ("KG"), ==, GUO_UNIT_KG);
  g_assert_cmpint (guo_unit_from_name ("stone"), ==, GUO_UNIT_NONE);
  g_assert_cmpstr (guo_reading_kind_name (GUO_READING_NET), ==, "net");
  g_assert_cmpstr (guo_reading_kind_name (GUO_READING_UNKNOWN), ==, "unknown");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree gchar *path = g_strconcat ("/drivers/reading/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/drivers/reading/state-has-no-digits", test_state_has_no_digits);
  g_test_add_func ("/drivers/reading/names", test_names);
  return g_test_run ();
}
