/* Every protocol against its own simulator: what it shows, and a line with faults. */
#include "tests/drivers/sim-bench.h"

/* A damaged line never gives a reading, and the counts tell of it. */
static void
test_damage (gconstpointer scenario)
{
  for (const GuoScaleProtocol *const *at = guo_scale_protocols (); *at != NULL; at++)
    {
      g_autoptr (Bench) bench = bench_new ((*at)->id, scenario);

      g_test_message ("%s", (*at)->id);
      run_to (bench, 900);
      g_assert_cmpuint (bench->readings->len, ==, 10);
      run_to (bench, 60000);
      for (guint i = 10; i < bench->readings->len; i++)
        g_assert_true (!g_array_index (bench->readings, GuoReading, i).has_value
                       || g_array_index (bench->readings, GuoReading, i).mantissa == 2345);
      g_assert_cmpuint (guo_framer_counts (bench->framer)->bad, >, 50);
    }
}

/* Every protocol reads what its own simulator says: the load at rest to the last digit, motion where it has a
 * flag, a load above the range as such or not at all. */
static void
test_every_protocol (void)
{
  for (const GuoScaleProtocol *const *at = guo_scale_protocols (); *at != NULL; at++)
    {
      g_autoptr (Bench) crate = bench_new ((*at)->id, NULL);
      g_autoptr (Bench) motion = bench_new ((*at)->id, "motion");
      g_autoptr (Bench) overload = bench_new ((*at)->id, "overload");

      g_test_message ("%s", (*at)->id);
      run_to (crate, 5000);
      g_assert_cmpint (last (crate)->mantissa, ==, 2345);
      g_assert_cmpint (last (crate)->exponent, ==, -2);
      g_assert_cmpint (last (crate)->unit, ==, GUO_UNIT_KG);
      g_assert_cmpint (last (crate)->stable, ==, (*at)->has_stable ? GUO_FLAG_TRUE : GUO_FLAG_ABSENT);
      g_assert_cmpuint (guo_framer_counts (crate->framer)->skipped, ==, 0);
      run_to (motion, 5000);
      g_assert_cmpint (last (motion)->stable, ==, (*at)->has_stable ? GUO_FLAG_FALSE : GUO_FLAG_ABSENT);
      run_to (overload, 5000);
      g_assert_true (last (overload)->overload || last (overload)->mantissa < 16000);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/drivers/sim/every-protocol", test_every_protocol);
  g_test_add_data_func ("/drivers/sim/half-frames", "half-frames", test_damage);
  g_test_add_data_func ("/drivers/sim/bad-checksum", "bad-checksum", test_damage);
  return g_test_run ();
}
