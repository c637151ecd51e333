/* What the Weigh page works out without the station: percentages as typed, rates in words, a report as CSV. */
#include "ui/weigh/deduct.h"
#include "ui/weigh/exceptions-csv.h"

#include <string.h>

static const struct
{
  const gchar *text;
  gint64       ppm;     /* 0: refused */
  const gchar *shown;
} percents[] = {
  { "1.5", 15000, "1.5%" },   { "0.5", 5000, "0.5%" },      { "10", 100000, "10%" },
  { "100", 1000000, "100%" }, { "0.0001", 1, "0.0001%" },   { "1。5", 15000, "1.5%" },
  { "0", 0, NULL },           { "100.0001", 0, NULL },      { "0.00001", 0, NULL },
  { "", 0, NULL },            { "-1", 0, NULL },
};

static void
test_percent (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (percents); i++)
    {
      gint64 ppm = 0;
      gboolean good = guo_deduct_parse_percent (percents[i].text, &ppm);
      g_autofree gchar *shown = good ? guo_deduct_percent_text (ppm) : NULL;

      g_assert_true (good == (percents[i].ppm > 0));
      if (good)
        g_assert_cmpint (ppm, ==, percents[i].ppm);
      g_assert_cmpstr (shown, ==, percents[i].shown);
    }
}

/* 21.60 kg, 1.5 %, to 50 g: 0.324 is 0.30; kilograms belong to the lot, not to one crate. */
static void
test_rates (void)
{
  json_t *deductions = json_pack ("[{s:s,s:i,s:i}, {s:s,s:i,s:i}]", "kind", "percent", "ppm", 15000,
                                  "round_mg", 50000, "kind", "mass", "mg", 3000000, "round_mg", 50000);
  g_autofree gchar *text = guo_deduct_rates_text (deductions);
  g_autofree gchar *none = guo_deduct_rates_text (NULL);

  g_assert_cmpstr (text, ==, "1.5% + 3.00 kg");
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpint (guo_deduct_percents_mg (deductions, 21600000), ==, 300000);
  g_assert_cmpint (guo_deduct_percents_mg (NULL, 21600000), ==, 0);
  json_decref (deductions);
}

static void
test_csv (void)
{
  json_t *rows = json_pack ("[{s:s,s:s,s:i,s:i,s:s,s:s}]", "at", "2026-07-16T14:03:22+08:00", "kind",
                            "typed", "no", 3, "now_mg", 21600000, "reason", "scale \"2\", broken",
                            "actor_name", "=cmd()");
  g_autofree gchar *csv = guo_exceptions_csv (rows);
  g_autofree gchar *empty = guo_exceptions_csv (NULL);

  g_assert_true (g_str_has_prefix (csv, "\357\273\277at,kind,no,"));
  g_assert_nonnull (strstr (csv, "2026-07-16T14:03:22+08:00,typed,3,,,,,,21.600,"));
  g_assert_nonnull (strstr (csv, "\"scale \"\"2\"\", broken\""));
  g_assert_nonnull (strstr (csv, "\"'=cmd()\""));
  g_assert_true (g_str_has_suffix (empty, "approver\r\n"));
  json_decref (rows);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/weigh/percent", test_percent);
  g_test_add_func ("/ui/weigh/rates", test_rates);
  g_test_add_func ("/ui/weigh/csv", test_csv);
  return g_test_run ();
}
