/* Numbers as people read them, and what they type. */
#include "station/client/format.h"

typedef struct
{
  gint64 mg;
  gint decimals;
  const gchar *people;
  const gchar *plain;
} MassCase;

static const MassCase masses[] = {
  { 0, 2, "0.00", "0.00" },
  { 23450000, 2, "23.45", "23.45" },
  { 1226400000, 2, "1\u202f226.40", "1226.40" },
  { 1234567890000, 0, "1\u202f234\u202f568", "1234568" },
  { -150450000, 2, "\u2212150.45", "-150.45" },
  { 5000, 2, "0.01", "0.01" },          /* half up */
  { 4999, 2, "0.00", "0.00" },
  { -5000, 2, "\u22120.01", "-0.01" },  /* away from zero */
  { 1, 6, "0.000001", "0.000001" },
};

typedef struct
{
  const gchar *text;
  gboolean good;
  gint64 mg;
} ParseCase;

static const ParseCase parses[] = {
  { "23.45", TRUE, 23450000 },
  { "0", TRUE, 0 },
  { "２３。４５", TRUE, 23450000 },
  { "23，4", TRUE, 23400000 },
  { "0.000001", TRUE, 1 },
  { "999999", TRUE, 999999000000 },
  { "", FALSE, 0 },
  { ".", FALSE, 0 },
  { "-1", FALSE, 0 },
  { "1e3", FALSE, 0 },
  { "1.2.3", FALSE, 0 },
  { "23.45 kg", FALSE, 0 },
  { "0.0000001", FALSE, 0 },
  { "1000000", FALSE, 0 },
  { "99999999999999999999", FALSE, 0 },
};

static void
test_mass_unit (void)
{
  g_autofree gchar *kg = guo_format_mass_in (21600000, 2, guo_mass_unit ("kg"));
  g_autofree gchar *jin = guo_format_mass_in (21600000, 2, guo_mass_unit ("jin"));
  g_autofree gchar *tonnes = guo_format_figure (-613200000000, 0, GUO_MASS_JIN);
  g_autofree gchar *odd = guo_format_figure (12345678, 2, GUO_MASS_JIN);

  g_assert_cmpstr (kg, ==, "21.60 kg");
  g_assert_cmpstr (jin, ==, "43.20 jin");
  g_assert_cmpstr (tonnes, ==, "\u22121\u202f226\u202f400");
  g_assert_cmpstr (odd, ==, "24.69");
  g_assert_cmpint (guo_mass_unit (NULL), ==, GUO_MASS_KG);
  g_assert_cmpint (guo_mass_unit ("stone"), ==, GUO_MASS_KG);
}

static void
test_mass (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (masses); i++)
    {
      g_autofree gchar *people = guo_format_mass (masses[i].mg, masses[i].decimals);
      g_autofree gchar *plain = guo_format_mass_plain (masses[i].mg, masses[i].decimals);

      g_assert_cmpstr (people, ==, masses[i].people);
      g_assert_cmpstr (plain, ==, masses[i].plain);
    }
}

static void
test_parse (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (parses); i++)
    {
      gint64 mg = 0;

      g_test_message ("“%s”", parses[i].text);
      g_assert_cmpint (guo_parse_mass (parses[i].text, &mg), ==, parses[i].good);
      if (parses[i].good)
        g_assert_cmpint (mg, ==, parses[i].mg);
    }
}

static void
test_small (void)
{
  static const struct { gint64 mg; const gchar *text; } contents[] = {
    { 500000, "500 g" }, { 1000000, "1 kg" }, { 2500000, "2.5 kg" }, { 5000000, "5 kg" },
  };
  g_autofree gchar *mu = guo_format_area_mu (2800);

  for (gsize i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_autofree gchar *text = guo_format_net_content (contents[i].mg);

      g_assert_cmpstr (text, ==, contents[i].text);
    }
  g_assert_cmpstr (mu, ==, "4.2");
  g_assert_cmpint (guo_format_decimals (50000), ==, 2);
  g_assert_cmpint (guo_format_decimals (1000), ==, 3);
  g_assert_cmpint (guo_format_decimals (1000000), ==, 0);
  g_assert_cmpint (guo_format_decimals (0), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/client/format/mass", test_mass);
  g_test_add_func ("/client/format/mass-unit", test_mass_unit);
  g_test_add_func ("/client/format/parse", test_parse);
  g_test_add_func ("/client/format/small", test_small);
  return g_test_run ();
}
