#include "tests/drivers/sim-bench.h"

#include <gio/gio.h>
#include <string.h>

static void
test_empty (void)
{
  g_autoptr (Bench) bench = bench_new ("yaohua-tf0", "empty");

  run_to (bench, 60000);
  g_assert_cmpuint (bench->readings->len, ==, 601);
  for (guint i = 0; i < bench->readings->len; i++)
    g_assert_cmpint (g_array_index (bench->readings, GuoReading, i).mantissa, ==, 0);
}

/* Rises, overshoots, settles on the weight, stays, comes down. */
static void
test_crates (void)
{
  g_autoptr (Bench) bench = bench_new ("mt-cont", NULL);
  gint64 highest = 0;
  guint stable_on = 0;

  run_to (bench, 5400);
  for (guint i = 0; i < bench->readings->len; i++)
    {
      const GuoReading *reading = &g_array_index (bench->readings, GuoReading, i);

      highest = MAX (highest, reading->mantissa);
      if (reading->stable == GUO_FLAG_TRUE && reading->mantissa != 0)
        {
          g_assert_cmpint (reading->mantissa, ==, 2345);
          stable_on++;
        }
    }
  g_assert_cmpint (highest, >, 2345);
  g_assert_cmpuint (stable_on, >=, 25);
  run_to (bench, 7900);
  g_assert_cmpint (last (bench)->mantissa, ==, 0);
  g_assert_cmpint (last (bench)->stable, ==, GUO_FLAG_TRUE);
  run_to (bench, 12000);
  g_assert_cmpint (last (bench)->mantissa, ==, 1890);
}

/* Every round of "crate" has another weight within its span, and the same seed the same weights. */
static void
test_crate_varies (void)
{
  g_autoptr (Bench) one = bench_new ("mt-cont", "crate");
  g_autoptr (Bench) two = bench_new ("mt-cont", "crate");
  g_autoptr (GHashTable) weights = g_hash_table_new (NULL, NULL);

  for (gint64 round = 0; round < 20; round++)
    {
      run_to (one, round * 7500 + 5000);
      run_to (two, round * 7500 + 3000);
      run_to (two, round * 7500 + 5000);
      g_assert_cmpint (last (one)->mantissa, >=, 1900);
      g_assert_cmpint (last (one)->mantissa, <=, 2600);
      g_assert_cmpint (last (one)->mantissa, ==, last (two)->mantissa);
      g_hash_table_add (weights, GINT_TO_POINTER ((gint) last (one)->mantissa));
    }
  g_assert_cmpuint (g_hash_table_size (weights), >, 10);
}

static void
test_motion (void)
{
  g_autoptr (Bench) bench = bench_new ("mt-cont", "motion");
  guint equal = 0;

  run_to (bench, 60000);
  for (guint i = 20; i < bench->readings->len; i++)
    {
      g_assert_cmpint (g_array_index (bench->readings, GuoReading, i).stable, ==, GUO_FLAG_FALSE);
      if (g_array_index (bench->readings, GuoReading, i).mantissa
          == g_array_index (bench->readings, GuoReading, i - 1).mantissa)
        equal++;
    }
  g_assert_cmpuint (equal, <, 60);
}

static void
test_drift (void)
{
  g_autoptr (Bench) bench = bench_new ("yaohua-tf0", "drift");

  run_to (bench, 12000);
  g_assert_cmpint (last (bench)->mantissa, ==, 2020);
  run_to (bench, 62000);
  g_assert_cmpint (last (bench)->mantissa, ==, 2120);
}

static void
test_overload (void)
{
  g_autoptr (Bench) toledo = bench_new ("mt-cont-chk", "overload");
  g_autoptr (Bench) yaohua = bench_new ("yaohua-tf0", "overload");
  guint before;

  run_to (toledo, 5000);
  g_assert_true (last (toledo)->overload);
  run_to (yaohua, 5000);
  before = yaohua->readings->len;
  run_to (yaohua, 10000);
  g_assert_cmpuint (yaohua->readings->len, ==, before);
}

static void
test_silence (void)
{
  g_autoptr (Bench) bench = bench_new ("mt-cont", "silence");

  run_to (bench, 2900);
  g_assert_cmpint (last (bench)->mantissa, ==, 2345);
  g_assert_cmpuint (bench->readings->len, ==, 30);
  run_to (bench, 100000);
  g_assert_cmpuint (bench->readings->len, ==, 30);
}

static void
test_link_reset (void)
{
  g_autoptr (Bench) bench = bench_new ("yaohua-tf0", "link-reset");

  for (gint64 ms = 0; ms <= 20500; ms += 50)
    run_to (bench, ms);
  g_assert_cmpuint (bench->resets, ==, 5);
  g_assert_cmpint (last (bench)->mantissa, ==, 2345);
}

static void
control (Bench *bench, const gchar *line, gint64 at_ms)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (guo_scale_sim_control (bench->sim, line, at_ms * 1000, &error));
  g_assert_no_error (error);
}

static void
test_manual (void)
{
  g_autoptr (Bench) bench = bench_new ("mt-cont", "manual");

  run_to (bench, 1000);
  g_assert_cmpint (last (bench)->mantissa, ==, 0);
  control (bench, "put 23.45\n", 1000);
  run_to (bench, 1400);
  g_assert_cmpint (last (bench)->stable, ==, GUO_FLAG_FALSE);
  run_to (bench, 3000);
  g_assert_cmpint (last (bench)->mantissa, ==, 2345);
  g_assert_cmpint (last (bench)->stable, ==, GUO_FLAG_TRUE);
  control (bench, "motion on", 3000);
  run_to (bench, 4000);
  g_assert_cmpint (last (bench)->stable, ==, GUO_FLAG_FALSE);
  control (bench, "motion off", 4000);
  control (bench, "remove", 4000);
  run_to (bench, 6000);
  g_assert_cmpint (last (bench)->mantissa, ==, 0);
  control (bench, "overload", 6000);
  run_to (bench, 8000);
  g_assert_true (last (bench)->overload);
  control (bench, "underload", 8000);
  run_to (bench, 10000);
  g_assert_true (last (bench)->overload);
  control (bench, "put 1.5", 10000);
  run_to (bench, 12000);
  control (bench, "zero", 12000);
  run_to (bench, 12200);
  g_assert_cmpint (last (bench)->mantissa, ==, 0);
  control (bench, "drop", 12200);
  run_to (bench, 12300);
  g_assert_cmpuint (bench->resets, ==, 1);
}

static void
test_control_refused (void)
{
  static const gchar *const lines[] = { "", "put", "put x", "put 1.234", "put 1.", "motion", "motion maybe", "jump", "put 999999999999" };
  g_autoptr (Bench) bench = bench_new ("mt-cont", "manual");

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (guo_scale_sim_control (bench->sim, lines[i], 0, &error));
      g_assert_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ARGUMENT);
    }
}

static void
receive (Bench *bench, const gchar *bytes)
{
  g_autoptr (GByteArray) answer = g_byte_array_new ();

  guo_scale_sim_receive (bench->sim, (const guint8 *) bytes, strlen (bytes), answer);
  g_assert_cmpuint (answer->len, ==, 0);
}

static void
test_commands (void)
{
  g_autoptr (Bench) bench = bench_new ("mt-cont", "manual");

  control (bench, "put 2.00", 0);
  run_to (bench, 2000);
  receive (bench, "T\r");
  receive (bench, "\n");
  control (bench, "put 12.00", 2000);
  run_to (bench, 4000);
  g_assert_cmpint (last (bench)->kind, ==, GUO_READING_NET);
  g_assert_cmpint (last (bench)->mantissa, ==, 1000);
  receive (bench, "T1.85\r\n");
  run_to (bench, 4200);
  g_assert_cmpint (last (bench)->mantissa, ==, 1015);
  receive (bench, "nonsense that is longer than any command of any protocol can ever be, on one line\r\nC\r\n");
  run_to (bench, 4400);
  g_assert_cmpint (last (bench)->kind, ==, GUO_READING_GROSS);
  g_assert_cmpint (last (bench)->mantissa, ==, 1200);
  receive (bench, "Z\r\n");
  run_to (bench, 4600);
  g_assert_cmpint (last (bench)->mantissa, ==, 0);
}

typedef struct
{
  const gchar *name;
  const gchar *text;
  gint code;
  const gchar *says; /* part of the message */
} BadCase;

static const BadCase bad_cases[] = {
  { "name", "no-such", GUO_DRIVER_ERROR_BAD_ARGUMENT, "crates" },
  { "syntax", "{\n\"steps\": [}", GUO_DRIVER_ERROR_BAD_FILE, "line 2" },
  { "array", "[]", GUO_DRIVER_ERROR_BAD_FILE, "object" },
  { "no-steps", "{}", GUO_DRIVER_ERROR_BAD_FILE, "steps" },
  { "key", "{\"steps\":[],\"stpes\":1}", GUO_DRIVER_ERROR_BAD_FILE, "stpes" },
  { "action", "{\"steps\":[{\"do\":\"wait\"},{\"do\":\"jump\"}]}", GUO_DRIVER_ERROR_BAD_FILE, "step 2" },
  { "step", "{\"steps\":[3]}", GUO_DRIVER_ERROR_BAD_FILE, "step 1" },
  { "weight-number", "{\"steps\":[{\"do\":\"put\",\"weight\":2.5}]}", GUO_DRIVER_ERROR_BAD_FILE, "weight" },
  { "weight-places", "{\"steps\":[{\"do\":\"put\",\"weight\":\"2.555\"}]}", GUO_DRIVER_ERROR_BAD_FILE, "weight" },
  { "weight-missing", "{\"steps\":[{\"do\":\"put\"}]}", GUO_DRIVER_ERROR_BAD_FILE, "weight" },
  { "drift-for-ever", "{\"steps\":[{\"do\":\"drift\",\"by\":\"1\"}]}", GUO_DRIVER_ERROR_BAD_FILE, "ms" },
  { "vary", "{\"steps\":[{\"do\":\"put\",\"weight\":\"1\",\"vary\":\"-1\"}]}", GUO_DRIVER_ERROR_BAD_FILE, "vary" },
  { "unit", "{\"unit\":\"lb\",\"steps\":[]}", GUO_DRIVER_ERROR_BAD_FILE, "unit" },
  { "decimals", "{\"decimals\":9,\"steps\":[]}", GUO_DRIVER_ERROR_BAD_FILE, "decimals" },
  { "interval", "{\"interval_ms\":0,\"steps\":[]}", GUO_DRIVER_ERROR_BAD_FILE, "interval_ms" },
  { "no-time", "{\"repeat\":true,\"steps\":[{\"do\":\"cut\",\"ms\":0}]}", GUO_DRIVER_ERROR_BAD_FILE, "repeat" },
  { "twice", "{\"steps\":[],\"steps\":[]}", GUO_DRIVER_ERROR_BAD_FILE, "duplicate" },
};

static void
test_bad_scenario (gconstpointer data)
{
  const BadCase *c = data;
  g_autoptr (GError) error = NULL;

  g_assert_null (guo_scale_sim_new (guo_scale_protocol_find ("mt-cont", NULL), c->text, 1, &error));
  g_assert_error (error, GUO_DRIVER_ERROR, c->code);
  if (strstr (error->message, c->says) == NULL)
    g_error ("\"%s\" does not say \"%s\"", error->message, c->says);
}

static void
test_own_scenario (void)
{
  g_autoptr (Bench) bench = bench_new (
      "mt-cont", "{\"unit\":\"g\",\"decimals\":1,\"max\":\"500\",\"interval_ms\":500,"
                 "\"steps\":[{\"do\":\"put\",\"weight\":\"499.9\",\"ms\":5000},{\"do\":\"underload\"}]}");

  run_to (bench, 4900);
  g_assert_cmpuint (bench->readings->len, ==, 10);
  g_assert_cmpint (last (bench)->mantissa, ==, 4999);
  g_assert_cmpint (last (bench)->unit, ==, GUO_UNIT_G);
  run_to (bench, 9000);
  g_assert_true (last (bench)->overload);
}

/* The schema names the actions that the parser knows, and no other. */
static void
test_schema (void)
{
  g_autofree gchar *path = g_test_build_filename (G_TEST_DIST, "..", "drivers", "sim", "scenario.schema.json", NULL);
  g_autofree gchar *text = NULL;
  g_autofree gchar *list = NULL;
  g_auto (GStrv) actions = NULL;
  const gchar *at;
  guint n = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  at = strstr (text, "\"enum\": [\"wait\"");
  g_assert_nonnull (at);
  list = g_strndup (at + strlen ("\"enum\": ["), strcspn (at, "]") - strlen ("\"enum\": ["));
  actions = g_strsplit (list, ", ", -1);
  for (gsize i = 0; actions[i] != NULL; i++, n++)
    {
      g_autofree gchar *scenario
          = g_strdup_printf ("{\"steps\":[{\"do\":%s,\"ms\":1,\"weight\":\"1\"}]}", actions[i]);
      g_autoptr (GuoScaleSim) sim = guo_scale_sim_new (guo_scale_protocol_find ("mt-cont", NULL), scenario, 1, NULL);

      g_assert_nonnull (sim);
    }
  g_assert_cmpuint (n, ==, 11);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/drivers/sim/empty", test_empty);
  g_test_add_func ("/drivers/sim/crates", test_crates);
  g_test_add_func ("/drivers/sim/crate-varies", test_crate_varies);
  g_test_add_func ("/drivers/sim/motion", test_motion);
  g_test_add_func ("/drivers/sim/drift", test_drift);
  g_test_add_func ("/drivers/sim/overload", test_overload);
  g_test_add_func ("/drivers/sim/silence", test_silence);
  g_test_add_func ("/drivers/sim/link-reset", test_link_reset);
  g_test_add_func ("/drivers/sim/manual", test_manual);
  g_test_add_func ("/drivers/sim/control-refused", test_control_refused);
  g_test_add_func ("/drivers/sim/commands", test_commands);
  g_test_add_func ("/drivers/sim/own-scenario", test_own_scenario);
  g_test_add_func ("/drivers/sim/schema", test_schema);
  for (gsize i = 0; i < G_N_ELEMENTS (bad_cases); i++)
    {
      g_autofree gchar *path = g_strconcat ("/drivers/sim/bad-scenario/", bad_cases[i].name, NULL);

      g_test_add_data_func (path, &bad_cases[i], test_bad_scenario);
    }
  return g_test_run ();
}
