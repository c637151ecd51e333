/* Numbers as reports write them, exact to the last digit. */
#include "drivers/grader/decimal.h"

#include <string.h>

typedef struct
{
  const gchar *text;
  gchar decimal;
  gchar thousands;
  GuoDecimalStatus status;
  const gchar *value; /* what was read: [-]digits e exponent [+] */
} Reading;

static const Reading readings[] = {
  { "0", '.', ',', GUO_DECIMAL_GIVEN, "0e0" },
  { "42.76", '.', ',', GUO_DECIMAL_GIVEN, "4276e-2" },
  { "-12.50", '.', ',', GUO_DECIMAL_GIVEN, "-1250e-2" },
  { "-0.00", '.', ',', GUO_DECIMAL_GIVEN, "0e-2" }, /* minus zero is not below it */
  { ".5", '.', ',', GUO_DECIMAL_GIVEN, "5e-1" },
  { "007", '.', ',', GUO_DECIMAL_GIVEN, "7e0" },
  { "1,234", '.', ',', GUO_DECIMAL_GIVEN, "1234e0" },
  { "1,234,567.8", '.', ',', GUO_DECIMAL_GIVEN, "12345678e-1" },
  { "1234567", '.', ',', GUO_DECIMAL_GIVEN, "1234567e0" },
  { "1.234,56", ',', '.', GUO_DECIMAL_GIVEN, "123456e-2" },
  { "1 234,5", ',', ' ', GUO_DECIMAL_GIVEN, "12345e-1" },
  { "1\xc2\xa0" "234,5", ',', ' ', GUO_DECIMAL_GIVEN, "12345e-1" },
  { "1'234.5", '.', '\'', GUO_DECIMAL_GIVEN, "12345e-1" },
  { "26,42%", ',', '.', GUO_DECIMAL_GIVEN, "2642e-2" },
  { "26,42 %", ',', '.', GUO_DECIMAL_GIVEN, "2642e-2" },
  { "３８．４８", '.', ',', GUO_DECIMAL_GIVEN, "3848e-2" },
  { "１，２３４％", '.', ',', GUO_DECIMAL_GIVEN, "1234e0" },
  { "－３", '.', ',', GUO_DECIMAL_GIVEN, "-3e0" },
  { "\xe3\x80\x80" "7", '.', ',', GUO_DECIMAL_GIVEN, "7e0" },
  { "0.000000000000000000000000000001", '.', '\0', GUO_DECIMAL_GIVEN, "1e-30" },
  { "1234567890123456789012", '.', '\0', GUO_DECIMAL_GIVEN, "123456789012345678e4+" },
  { "1.00000000000000000000", '.', '\0', GUO_DECIMAL_GIVEN, "100000000000000000e-17" },
  { "", '.', ',', GUO_DECIMAL_EMPTY, NULL },
  { " ", '.', ',', GUO_DECIMAL_EMPTY, NULL },
  { "-", '.', ',', GUO_DECIMAL_EMPTY, NULL },
  { "—", '.', ',', GUO_DECIMAL_EMPTY, NULL },
  { "--", '.', ',', GUO_DECIMAL_EMPTY, NULL },
  { "——", '.', ',', GUO_DECIMAL_EMPTY, NULL },
  { "/", '.', ',', GUO_DECIMAL_EMPTY, NULL },
  { "n/a", '.', ',', GUO_DECIMAL_EMPTY, NULL },
  { "N/A", '.', ',', GUO_DECIMAL_EMPTY, NULL },
  { "1,23", '.', ',', GUO_DECIMAL_BAD, NULL },
  { "1.23", ',', '.', GUO_DECIMAL_BAD, NULL },
  { "1234,567", '.', ',', GUO_DECIMAL_BAD, NULL },
  { ",123", '.', ',', GUO_DECIMAL_BAD, NULL },
  { "1,,234", '.', ',', GUO_DECIMAL_BAD, NULL },
  { "1,234,", '.', ',', GUO_DECIMAL_BAD, NULL },
  { "1.5,000", '.', ',', GUO_DECIMAL_BAD, NULL },
  { "1.2.3", '.', '\0', GUO_DECIMAL_BAD, NULL },
  { "1,234", '.', '\0', GUO_DECIMAL_BAD, NULL },
  { "5.", '.', ',', GUO_DECIMAL_BAD, NULL },
  { ".", '.', ',', GUO_DECIMAL_BAD, NULL },
  { "%", '.', ',', GUO_DECIMAL_BAD, NULL },
  { "-%", '.', ',', GUO_DECIMAL_BAD, NULL },
  { "+5", '.', ',', GUO_DECIMAL_BAD, NULL },
  { "--5", '.', ',', GUO_DECIMAL_BAD, NULL },
  { "12a0", '.', ',', GUO_DECIMAL_BAD, NULL },
  { "1e3", '.', ',', GUO_DECIMAL_BAD, NULL },
  { "0x10", '.', ',', GUO_DECIMAL_BAD, NULL },
  { "十二", '.', ',', GUO_DECIMAL_BAD, NULL },
  { "#DIV/0!", '.', ',', GUO_DECIMAL_BAD, NULL },
};

static void
test_readings (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (readings); i++)
    {
      const Reading *c = &readings[i];
      GuoDecimal number;
      g_autofree gchar *value = NULL;

      g_test_message ("\"%s\"", c->text);
      g_assert_cmpint (guo_report_decimal_parse (c->text, strlen (c->text), c->decimal, c->thousands, &number), ==, c->status);
      if (c->value == NULL)
        continue;
      value = g_strdup_printf ("%s%" G_GUINT64_FORMAT "e%d%s", number.negative ? "-" : "", number.digits, number.exponent,
                               number.more ? "+" : "");
      g_assert_cmpstr (value, ==, c->value);
    }
}

static const struct
{
  const gchar *text;
  guint factor;
  gint power;
  gint64 value; /* -1: too large */
  gboolean exact;
} scales[] = {
  { "42.76", 1, 6, 42760000, TRUE },
  { "0.1", 1, 6, 100000, TRUE },
  { "1.5", 5, 5, 750000, TRUE }, /* 斤 */
  { "0.000001", 5, 5, 0, FALSE },
  { "0.000003", 5, 5, 2, FALSE }, /* 1.5 mg: to the even 2 */
  { "13.305", 1, 2, 1330, FALSE },
  { "13.315", 1, 2, 1332, FALSE },
  { "13.3150000000000000000001", 1, 2, 1332, FALSE },
  { "13.3050000000000000000001", 1, 2, 1331, FALSE }, /* a trace above the half */
  { "13.3049999999999999999999", 1, 2, 1330, FALSE },
  { "0.5", 1, 0, 0, FALSE },
  { "1.5", 1, 0, 2, FALSE },
  { "2.5", 1, 0, 2, FALSE },
  { "2.0", 1, 0, 2, TRUE },
  { "2.00000000000000000000000", 1, 0, 2, TRUE },
  { "2.00000000000000000000001", 1, 0, 2, FALSE },
  { "0.00000000000000000000000001", 1, 9, 0, FALSE },
  { "0", 1, 9, 0, TRUE },
  { "1000000", 1, 9, G_GINT64_CONSTANT (1000000000000000), TRUE },
  { "1000000.0000000001", 1, 9, G_GINT64_CONSTANT (1000000000000000), FALSE },
  { "1000000.000000001", 1, 9, -1, FALSE },
  { "1000001", 1, 9, -1, FALSE },
  { "99999999999999999999999999999999999999", 1, 0, -1, FALSE },
  { "999999999999999999", 5, 5, -1, FALSE },
  { "999999999999999.4999999999999999999", 1, 0, G_GINT64_CONSTANT (999999999999999), FALSE },
  { "999999999999999.5", 1, 0, G_GINT64_CONSTANT (1000000000000000), FALSE },
};

static void
test_scales (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      GuoDecimal number;
      gint64 value;
      gboolean exact;

      g_test_message ("%s", scales[i].text);
      g_assert_cmpint (guo_report_decimal_parse (scales[i].text, strlen (scales[i].text), '.', '\0', &number), ==, GUO_DECIMAL_GIVEN);
      if (scales[i].value < 0)
        {
          g_assert_false (guo_report_decimal_scale (&number, scales[i].factor, scales[i].power, &value, &exact));
          continue;
        }
      g_assert_true (guo_report_decimal_scale (&number, scales[i].factor, scales[i].power, &value, &exact));
      g_assert_cmpint (value, ==, scales[i].value);
      g_assert_cmpint (exact, ==, scales[i].exact);
    }
}

/* Every thousandth of a kilogram up to 30 kg comes out as it went in. */
static void
test_grams (void)
{
  for (gint64 g = 0; g <= 30000; g++)
    {
      g_autofree gchar *text = g_strdup_printf ("%" G_GINT64_FORMAT ".%03" G_GINT64_FORMAT, g / 1000, g % 1000);
      GuoDecimal number;
      gint64 mg;
      gboolean exact;

      g_assert_cmpint (guo_report_decimal_parse (text, strlen (text), '.', ',', &number), ==, GUO_DECIMAL_GIVEN);
      g_assert_true (guo_report_decimal_scale (&number, 1, 6, &mg, &exact));
      g_assert_cmpint (mg, ==, g * 1000);
      g_assert_true (exact);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/drivers/decimal/readings", test_readings);
  g_test_add_func ("/drivers/decimal/scales", test_scales);
  g_test_add_func ("/drivers/decimal/grams", test_grams);
  return g_test_run ();
}
