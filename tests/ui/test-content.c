/* The content of a case against its limits: the ends of each range, the way to the target, and how it is said. */
#include "ui/pack/content.h"

/* 5 kg: 75 g may be missing; the target as the rule of the house has it for a fruit of 30 g. */
static const GuoContentBand five_kg = {
  .nominal_mg = 5000000, .least_mg = 4925000, .from_mg = 5030000, .to_mg = 5120000,
};

static const struct
{
  gint64          net_mg;
  GuoContentState state;
  gint64          off_mg;
  const gchar    *words;
} nets[] = {
  { 0, GUO_CONTENT_LIGHT, -5030000, "▼ Light −5\u202f030 g" },
  { -250000, GUO_CONTENT_LIGHT, -5280000, "▼ Light −5\u202f280 g" },
  { 4924999, GUO_CONTENT_LIGHT, -105001, "▼ Light −105.001 g" },
  { 4925000, GUO_CONTENT_SHORT, -105000, "▽ Scant −105 g" },
  { 5000000, GUO_CONTENT_SHORT, -30000, "▽ Scant −30 g" },
  { 5029500, GUO_CONTENT_SHORT, -500, "▽ Scant −0.5 g" },
  { 5030000, GUO_CONTENT_GOOD, 0, "✓ Good" },
  { 5120000, GUO_CONTENT_GOOD, 0, "✓ Good" },
  { 5120001, GUO_CONTENT_HEAVY, 1, "▲ Heavy +0.001 g" },
  { 5240000, GUO_CONTENT_HEAVY, 120000, "▲ Heavy +120 g" },
};

static void
test_states (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (nets); i++)
    {
      g_autofree gchar *words = guo_content_words (&five_kg, nets[i].net_mg);

      g_assert_cmpint (guo_content_state (&five_kg, nets[i].net_mg), ==, nets[i].state);
      g_assert_cmpint (guo_content_off (&five_kg, nets[i].net_mg), ==, nets[i].off_mg);
      g_assert_cmpstr (words, ==, nets[i].words);
    }
}

static void
test_unknown (void)
{
  GuoContentBand none = { .nominal_mg = 0 };
  g_autofree gchar *words = guo_content_words (&none, 5000000);

  g_assert_cmpint (guo_content_state (&none, 5000000), ==, GUO_CONTENT_UNKNOWN);
  g_assert_cmpstr (words, ==, "");
}

/* A target of one point: what hits it is good. */
static void
test_point (void)
{
  GuoContentBand point = { .nominal_mg = 1000, .least_mg = 1000, .from_mg = 1000, .to_mg = 1000 };

  g_assert_cmpint (guo_content_state (&point, 999), ==, GUO_CONTENT_LIGHT);
  g_assert_cmpint (guo_content_state (&point, 1000), ==, GUO_CONTENT_GOOD);
  g_assert_cmpint (guo_content_state (&point, 1001), ==, GUO_CONTENT_HEAVY);
  g_assert_cmpint (guo_content_permille (&point, 1000), ==, 0);
  g_assert_cmpint (guo_content_permille (&point, 2000), ==, 1000);
}

/* Half of the bar lies between the least and the end of the target, a quarter at either side. */
static void
test_places (void)
{
  g_assert_cmpint (guo_content_permille (&five_kg, 4925000), ==, 250);
  g_assert_cmpint (guo_content_permille (&five_kg, 5120000), ==, 750);
  g_assert_cmpint (guo_content_permille (&five_kg, 0), ==, 0);
  g_assert_cmpint (guo_content_permille (&five_kg, -1), ==, 0);
  g_assert_cmpint (guo_content_permille (&five_kg, 100000000), ==, 1000);
  for (gint64 mg = 4800000; mg < 5250000; mg += 1000)
    g_assert_cmpint (guo_content_permille (&five_kg, mg), <=, guo_content_permille (&five_kg, mg + 1000));
}

/* 0.248 kg at e = 5 g is 0.250 kg, as the station has it. */
static void
test_net (void)
{
  g_assert_cmpint (guo_content_net (5310000, 248000, 5000), ==, 5060000);
  g_assert_cmpint (guo_content_net (5310000, 247500, 5000), ==, 5060000);
  g_assert_cmpint (guo_content_net (5310000, 247499, 5000), ==, 5065000);
  g_assert_cmpint (guo_content_net (5310000, 248000, 0), ==, 5062000);
  g_assert_cmpint (guo_content_net (100000, 248000, 1), ==, -148000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/content/states", test_states);
  g_test_add_func ("/content/unknown", test_unknown);
  g_test_add_func ("/content/point", test_point);
  g_test_add_func ("/content/places", test_places);
  g_test_add_func ("/content/net", test_net);
  return g_test_run ();
}
