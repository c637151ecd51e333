/* The scale's states by a clock of the test's own, first by readings made here, then by the scenarios of
 * the simulators, byte by byte through decoder and framer. */
#include "drivers/framer.h"
#include "drivers/registry.h"
#include "drivers/sim/scale-sim.h"
#include "station/weighing/scale-state.h"

#include <string.h>

#define MS ((gint64) 1000)
#define KG ((gint64) 1000000)
#define E ((gint64) 50000)
#define MAX_MG (150 * KG)

typedef struct
{
  GuoScaleState *state;
  gint64 now_us;
  GuoFlag flag;
} Bench;

static Bench
bench_new (GuoFlag flag)
{
  GuoScaleSettings settings = { .e_mg = E, .max_mg = MAX_MG, .interval_us = 100 * MS };
  Bench bench = { guo_scale_state_new (&settings), 1000 * MS, flag };

  guo_scale_state_link (bench.state, TRUE, bench.now_us);
  return bench;
}

static void
push (Bench *bench, const GuoReading *reading)
{
  bench->now_us += 100 * MS;
  guo_scale_state_push (bench->state, reading, bench->now_us);
}

/* @centikilos: hundredths of a kilogram, as an indicator with two decimals sends them. */
static GuoReading
weight (const Bench *bench, gint64 centikilos)
{
  return (GuoReading) { .has_value = TRUE, .mantissa = centikilos, .exponent = -2, .unit = GUO_UNIT_KG,
                        .kind = GUO_READING_UNKNOWN, .stable = bench->flag, .zero = GUO_FLAG_ABSENT };
}

static void
hold (Bench *bench, gint64 centikilos, gint64 ms)
{
  for (gint64 left = ms; left > 0; left -= 100)
    {
      GuoReading reading = weight (bench, centikilos);

      push (bench, &reading);
    }
}

static GuoScaleView
look (Bench *bench)
{
  GuoScaleView view;

  guo_scale_state_view (bench->state, bench->now_us, &view);
  return view;
}

static void
expect (Bench *bench, const gchar *state, const gchar *refusal)
{
  GuoScaleView view = look (bench);

  g_assert_cmpstr (guo_scale_state_name (view.state), ==, state);
  g_assert_cmpstr (view.refusal, ==, refusal);
  g_assert_true (view.can_record == (refusal == NULL));
}

static gboolean
take (Bench *bench)
{
  return guo_scale_state_take (bench->state, look (bench).arming);
}

static void
test_window_own (void)
{
  Bench b = bench_new (GUO_FLAG_ABSENT);

  hold (&b, 0, 1000);
  expect (&b, "empty", "scale-empty");
  hold (&b, 2345, 1000); /* ten readings span 0.9 s */
  expect (&b, "moving", "scale-moving");
  g_assert_true (look (&b).station_judged);
  hold (&b, 2345, 100);
  expect (&b, "stable", NULL);
  g_assert_cmpint (look (&b).mg, ==, 23450000);
  guo_scale_state_free (b.state);
}

static void
test_window_flag (void)
{
  Bench b = bench_new (GUO_FLAG_TRUE);

  hold (&b, 2345, 500);
  expect (&b, "moving", "scale-moving");
  hold (&b, 2345, 100);
  expect (&b, "stable", NULL);
  g_assert_false (look (&b).station_judged);
  b.flag = GUO_FLAG_FALSE; /* the indicator's word ends it at once */
  hold (&b, 2345, 100);
  expect (&b, "moving", "scale-moving");
  guo_scale_state_free (b.state);
}

/* One e apart is still; a hair more is not. */
static void
test_window_spread (void)
{
  Bench b = bench_new (GUO_FLAG_ABSENT);

  for (gint i = 0; i < 12; i++)
    hold (&b, i % 2 ? 2345 : 2350, 100);
  expect (&b, "stable", NULL);
  hold (&b, 2351, 100);
  expect (&b, "moving", "scale-moving");
  for (gint i = 0; i < 40; i++) /* a slow drift of 2 e a second never stands */
    {
      hold (&b, 2400 + i, 100);
      expect (&b, "moving", "scale-moving");
    }
  guo_scale_state_free (b.state);
}

/* Many frames in one read have one time: they prove nothing about a second. */
static void
test_window_burst (void)
{
  Bench b = bench_new (GUO_FLAG_ABSENT);
  GuoReading reading = weight (&b, 2345);

  b.now_us += 100 * MS;
  for (gint i = 0; i < 1000; i++)
    guo_scale_state_push (b.state, &reading, b.now_us);
  expect (&b, "moving", "scale-moving");
  b.now_us += 2000 * MS; /* a silence, then a burst: the window begins anew */
  for (gint i = 0; i < 1000; i++)
    guo_scale_state_push (b.state, &reading, b.now_us);
  expect (&b, "moving", "scale-moving");
  guo_scale_state_free (b.state);
}

static void
test_arming (void)
{
  Bench b = bench_new (GUO_FLAG_ABSENT);
  guint64 first;

  hold (&b, 2345, 1500);
  first = look (&b).arming;
  g_assert_true (take (&b));
  g_assert_false (take (&b)); /* a double press is one record */
  guo_scale_state_recorded (b.state, first, 33);
  expect (&b, "recorded", "scale-recorded");
  g_assert_cmpint (look (&b).recorded_no, ==, 33);
  hold (&b, 4000, 1500); /* something put on top is no new crate */
  expect (&b, "recorded", "scale-recorded");
  hold (&b, 50, 300); /* under Min (20 e = 1 kg), but readings span 0.2 s only */
  hold (&b, 2345, 1500);
  expect (&b, "recorded", "scale-recorded");
  hold (&b, 50, 400); /* leaves stay on the plate */
  hold (&b, 2345, 1500);
  expect (&b, "stable", NULL); /* two equal crates are two records */
  g_assert_cmpuint (look (&b).arming, ==, first + 1);
  g_assert_false (guo_scale_state_take (b.state, first)); /* a press from before is no press now */
  g_assert_true (take (&b));
  guo_scale_state_rearm (b.state);
  expect (&b, "stable", NULL);
  guo_scale_state_free (b.state);
}

static void
test_release (void)
{
  Bench b = bench_new (GUO_FLAG_ABSENT);
  guint64 arming;

  hold (&b, 2345, 1500);
  arming = look (&b).arming;
  g_assert_true (take (&b));
  guo_scale_state_release (b.state, arming); /* the disk was full */
  expect (&b, "stable", NULL);
  g_assert_true (take (&b));
  guo_scale_state_rearm (b.state);
  guo_scale_state_release (b.state, arming); /* too late: means nothing any more */
  g_assert_true (take (&b));
  guo_scale_state_free (b.state);
}

static void
test_below_min (void)
{
  Bench b = bench_new (GUO_FLAG_ABSENT);

  hold (&b, 80, 1500);
  expect (&b, "below-min", "below-min");
  g_assert_cmpint (look (&b).min_mg, ==, 20 * E);
  g_assert_true (take (&b));
  hold (&b, 80, 2000); /* it lies under Min itself: that must not arm */
  expect (&b, "recorded", "scale-recorded");
  hold (&b, 5, 400);
  hold (&b, 80, 1500);
  expect (&b, "below-min", "below-min");
  guo_scale_state_free (b.state);
}

static void
test_range (void)
{
  Bench b = bench_new (GUO_FLAG_ABSENT);

  hold (&b, 15045, 1500); /* Max + 9 e is still a weight */
  expect (&b, "stable", NULL);
  hold (&b, 15046, 100);
  expect (&b, "overload", "scale-overload");
  g_assert_false (look (&b).has_value);
  hold (&b, -100, 1500); /* −20 d is still shown */
  expect (&b, "empty", "scale-empty");
  hold (&b, -101, 100);
  expect (&b, "underload", "scale-underload");
  g_assert_false (look (&b).has_value);
  guo_scale_state_free (b.state);
}

static void
test_out_of_range_frame (void)
{
  Bench b = bench_new (GUO_FLAG_ABSENT);
  GuoReading over = { .overload = TRUE, .stable = GUO_FLAG_ABSENT };

  hold (&b, 2345, 1500);
  push (&b, &over);
  expect (&b, "overload", "scale-overload");
  hold (&b, 2345, 500); /* the window begins anew */
  expect (&b, "moving", "scale-moving");
  hold (&b, -50, 100);
  push (&b, &over);
  expect (&b, "underload", "scale-underload");
  guo_scale_state_free (b.state);
}

static void
test_kinds (void)
{
  static const struct
  {
    GuoReadingKind kind;
    const gchar *state;
  } kinds[] = {
    { GUO_READING_UNKNOWN, "stable" },
    { GUO_READING_GROSS, "stable" },
    { GUO_READING_NET, "net" },
    { GUO_READING_TARE, "net" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      Bench b = bench_new (GUO_FLAG_ABSENT);

      for (gint n = 0; n < 15; n++)
        {
          GuoReading reading = weight (&b, 2345);

          reading.kind = kinds[i].kind;
          push (&b, &reading);
        }
      g_assert_cmpstr (guo_scale_state_name (look (&b).state), ==, kinds[i].state);
      guo_scale_state_free (b.state);
    }
}

static void
test_units (void)
{
  static const GuoUnit refused[] = { GUO_UNIT_LB, GUO_UNIT_OZ, GUO_UNIT_PC, GUO_UNIT_PERCENT, GUO_UNIT_NONE };

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      Bench b = bench_new (GUO_FLAG_TRUE);

      for (gint n = 0; n < 15; n++)
        {
          GuoReading reading = weight (&b, 2345);

          reading.unit = refused[i];
          push (&b, &reading);
        }
      expect (&b, "unit", "unit-refused");
      g_assert_false (look (&b).has_value);
      guo_scale_state_free (b.state);
    }
}

static void
test_stale (void)
{
  Bench b = bench_new (GUO_FLAG_ABSENT);

  hold (&b, 2345, 1500);
  b.now_us += 300 * MS; /* three intervals of 100 ms */
  expect (&b, "stable", NULL);
  b.now_us += 1;
  expect (&b, "stale", "scale-stale");
  g_assert_false (look (&b).has_value);
  g_assert_cmpint (look (&b).age_us, ==, 300 * MS + 1);
  hold (&b, 2345, 900); /* an old value never completes a window */
  expect (&b, "moving", "scale-moving");
  guo_scale_state_free (b.state);
}

/* A slow sender is given its own three intervals, but never more than a second. */
static void
test_stale_slow (void)
{
  GuoScaleSettings settings = { .e_mg = E, .max_mg = MAX_MG, .interval_us = 100 * MS };
  Bench b = { guo_scale_state_new (&settings), 1000 * MS, GUO_FLAG_ABSENT };

  for (gint i = 0; i < 60; i++)
    {
      GuoReading reading = weight (&b, 2345);

      b.now_us += 300 * MS;
      guo_scale_state_push (b.state, &reading, b.now_us);
    }
  expect (&b, "stable", NULL);
  b.now_us += 800 * MS;
  expect (&b, "stable", NULL);
  b.now_us += 201 * MS;
  expect (&b, "stale", "scale-stale");
  guo_scale_state_free (b.state);
}

static void
test_link (void)
{
  Bench b = bench_new (GUO_FLAG_ABSENT);

  hold (&b, 2345, 1500);
  guo_scale_state_bad (b.state, 2);
  expect (&b, "stable", NULL); /* a single bad frame between good ones is noise */
  guo_scale_state_bad (b.state, 3);
  expect (&b, "bad-frames", "scale-bad-frames");
  g_assert_cmpuint (look (&b).bad_frames, ==, 3);
  hold (&b, 2345, 100);
  expect (&b, "stable", NULL);
  guo_scale_state_stop (b.state, TRUE);
  expect (&b, "stopped", "scale-stopped");
  guo_scale_state_stop (b.state, FALSE);
  guo_scale_state_link (b.state, FALSE, b.now_us);
  expect (&b, "disconnected", "scale-disconnected");
  guo_scale_state_link (b.state, TRUE, b.now_us);
  b.now_us += 400 * MS;
  expect (&b, "stale", "scale-stale"); /* open, and nothing comes */
  hold (&b, 2345, 1500);
  expect (&b, "stable", NULL);
  guo_scale_state_free (b.state);
}

/* A cable that is pulled and put back gives no second record of the same crate. */
static void
test_link_keeps_record (void)
{
  Bench b = bench_new (GUO_FLAG_ABSENT);

  hold (&b, 2345, 1500);
  g_assert_true (take (&b));
  guo_scale_state_link (b.state, FALSE, b.now_us);
  guo_scale_state_link (b.state, TRUE, b.now_us);
  hold (&b, 2345, 1500);
  expect (&b, "recorded", "scale-recorded");
  guo_scale_state_free (b.state);
}

/* After a stop: the load may be the crate of the last record. Somebody must say so before it counts again. */
static void
test_resume (void)
{
  Bench b = bench_new (GUO_FLAG_ABSENT);

  guo_scale_state_resume (b.state, 23450000, 33);
  hold (&b, 2345, 500);
  expect (&b, "moving", "scale-moving");
  hold (&b, 2350, 1500); /* one e more */
  expect (&b, "maybe-recorded", "maybe-recorded");
  g_assert_cmpint (look (&b).recorded_no, ==, 33);
  g_assert_true (take (&b)); /* it was another one */
  expect (&b, "recorded", "scale-recorded");
  hold (&b, 2700, 1500); /* a record is a record: only an empty scale arms it */
  expect (&b, "recorded", "scale-recorded");
  hold (&b, 0, 500);
  hold (&b, 2350, 1500);
  expect (&b, "stable", NULL);
  guo_scale_state_free (b.state);

  b = bench_new (GUO_FLAG_ABSENT);
  guo_scale_state_resume (b.state, 23450000, 33);
  hold (&b, 2345, 1500);
  guo_scale_state_rearm (b.state);
  expect (&b, "stable", NULL);
  g_assert_true (look (&b).rearmed);
  guo_scale_state_free (b.state);
}

static void
test_resume_other (void)
{
  Bench b = bench_new (GUO_FLAG_ABSENT);

  guo_scale_state_resume (b.state, 23450000, 33);
  hold (&b, 2360, 1500); /* another crate */
  expect (&b, "stable", NULL);
  hold (&b, 2345, 1500); /* and the doubt is over */
  expect (&b, "stable", NULL);
  guo_scale_state_free (b.state);

  b = bench_new (GUO_FLAG_ABSENT);
  guo_scale_state_resume (b.state, 23450000, 33);
  hold (&b, 0, 500); /* it was empty since */
  hold (&b, 2345, 1500);
  expect (&b, "stable", NULL);
  guo_scale_state_free (b.state);
}

/* The record failed: what was in doubt is in doubt again. */
static void
test_resume_released (void)
{
  Bench b = bench_new (GUO_FLAG_ABSENT);
  guint64 arming;

  guo_scale_state_resume (b.state, 23450000, 33);
  hold (&b, 2345, 1500);
  arming = look (&b).arming;
  g_assert_true (guo_scale_state_take (b.state, arming));
  guo_scale_state_release (b.state, arming);
  expect (&b, "maybe-recorded", "maybe-recorded");
  guo_scale_state_free (b.state);
}

/* Armed by hand is kept in mind until the scale was empty. */
static void
test_rearmed (void)
{
  Bench b = bench_new (GUO_FLAG_ABSENT);

  guo_scale_state_rearm (b.state); /* nothing was recorded: nothing is re-armed */
  hold (&b, 2345, 1500);
  g_assert_false (look (&b).rearmed);
  g_assert_true (take (&b));
  guo_scale_state_rearm (b.state);
  expect (&b, "stable", NULL);
  g_assert_true (look (&b).rearmed);
  hold (&b, 0, 500);
  hold (&b, 2345, 1500);
  g_assert_false (look (&b).rearmed);
  guo_scale_state_free (b.state);
}

/* What a scenario may show, and what it must come to. */
typedef struct
{
  const gchar *scenario;
  const gchar *must; /* state that has to be seen */
  gint min_records;  /* of an operator who presses whenever the key allows it */
  gint max_records;
  gint64 max_mg;     /* of the scale; 0: MAX_MG */
  gint64 e_mg;       /* 0: E */
} Scenario;

static const Scenario scenarios[] = {
  { "empty", "empty", 0, 0, 0, 0 },         { "crate", "stable", 1, 100, 0, 0 },
  { "crates", "stable", 2, 100, 0, 0 },     { "motion", "moving", 0, 0, 0, 0 },
  { "overload", "overload", 0, 100, 0, 0 }, { "silence", "stale", 0, 100, 0, 0 },
  { "pallets", "stable", 3, 100, 1500 * KG, KG / 2 }, { "trucks", "stable", 4, 100, 9000 * KG, 20 * KG },
};

static const gchar *const protocols[] = { "yaohua-tf0", "mt-cont", "mt-cont-chk" };

typedef struct
{
  GuoScaleState *state;
  gint64 now_us;
} Line;

static void
on_reading (const GuoReading *reading, gpointer user_data)
{
  Line *line = user_data;

  guo_scale_state_push (line->state, reading, line->now_us);
}

static void
play (const gchar *id, const Scenario *scenario)
{
  const GuoScaleProtocol *protocol = guo_scale_protocol_find (id, NULL);
  g_autoptr(GuoScaleSim) sim = guo_scale_sim_new (protocol, scenario->scenario, 7, NULL);
  g_autoptr(GuoFramer) framer = guo_framer_new (protocol, &(GuoScaleConfig) { .unit = GUO_UNIT_KG });
  GuoScaleSettings settings = { .max_mg = scenario->max_mg > 0 ? scenario->max_mg : MAX_MG,
                                .e_mg = scenario->e_mg > 0 ? scenario->e_mg : E,
                                .interval_us = protocol->interval_us };
  Line line = { guo_scale_state_new (&settings), 0 };
  /* Yaohua's frame has no word for a load out of range: the indicator falls silent. */
  const gchar *must = g_str_equal (id, "yaohua-tf0") && g_str_equal (scenario->scenario, "overload")
                        ? "stale"
                        : scenario->must;
  gboolean seen = FALSE;
  gint records = 0;

  g_assert_nonnull (sim);
  for (gint64 ms = 10; ms < 60000; ms += 10)
    {
      g_autoptr(GByteArray) bytes = g_byte_array_new ();
      GuoScaleView view;

      line.now_us = 1000 * MS + ms * MS;
      guo_scale_sim_advance (sim, ms * MS, bytes, NULL);
      guo_framer_push (framer, bytes->data, bytes->len, on_reading, &line);
      guo_scale_state_view (line.state, line.now_us, &view);
      seen = seen || g_str_equal (guo_scale_state_name (view.state), must);
      if (view.can_record && guo_scale_state_take (line.state, view.arming))
        records++;
    }
  g_assert_true (seen);
  g_assert_cmpint (records, >=, scenario->min_records);
  g_assert_cmpint (records, <=, scenario->max_records);
  guo_scale_state_free (line.state);
}

static void
test_scenario (gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (protocols); i++)
    play (protocols[i], data);
}

/* A device may be bound with a longer time to stand still, and with a d of its own. */
static void
test_settings (void)
{
  GuoScaleSettings settings = { .e_mg = E, .d_mg = E / 10, .max_mg = MAX_MG, .interval_us = 100 * MS, .stable_us = 2000 * MS };
  Bench bench = { guo_scale_state_new (&settings), 1000 * MS, GUO_FLAG_TRUE };

  guo_scale_state_link (bench.state, TRUE, bench.now_us);
  hold (&bench, 2345, 2000);
  g_assert_cmpint (look (&bench).state, ==, GUO_SCALE_MOVING);
  hold (&bench, 2345, 100);
  g_assert_cmpint (look (&bench).state, ==, GUO_SCALE_STABLE);
  hold (&bench, -11, 100); /* 22 d, but 2.2 e */
  g_assert_cmpint (look (&bench).state, ==, GUO_SCALE_UNDERLOAD);
  guo_scale_state_free (bench.state);
}

/* Without a check sum damage may look like a weight: what it can be told by keeps it from being recorded. */
static void
test_damage (void)
{
  Bench bench = bench_new (GUO_FLAG_ABSENT);
  GuoReading moved;

  hold (&bench, 2345, 1200);
  g_assert_cmpint (look (&bench).state, ==, GUO_SCALE_STABLE);
  hold (&bench, 2346, 100); /* within e, but it came once */
  g_assert_cmpint (look (&bench).state, ==, GUO_SCALE_MOVING);
  hold (&bench, 2346, 100);
  g_assert_cmpint (look (&bench).state, ==, GUO_SCALE_STABLE);
  moved = weight (&bench, 23461);
  moved.exponent = -3; /* a digit came in between: within e, but the point moved */
  push (&bench, &moved);
  push (&bench, &moved);
  g_assert_cmpint (look (&bench).state, ==, GUO_SCALE_MOVING);
  hold (&bench, 2346, 1200);
  g_assert_cmpint (look (&bench).state, ==, GUO_SCALE_STABLE);
  guo_scale_state_broken (bench.state);
  g_assert_cmpint (look (&bench).state, ==, GUO_SCALE_MOVING);
  hold (&bench, 2346, 1000);
  g_assert_cmpint (look (&bench).state, ==, GUO_SCALE_MOVING);
  hold (&bench, 2346, 200);
  g_assert_cmpint (look (&bench).state, ==, GUO_SCALE_STABLE);
  guo_scale_state_free (bench.state);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/station/scale-state/window/own", test_window_own);
  g_test_add_func ("/station/scale-state/window/flag", test_window_flag);
  g_test_add_func ("/station/scale-state/window/spread", test_window_spread);
  g_test_add_func ("/station/scale-state/window/burst", test_window_burst);
  g_test_add_func ("/station/scale-state/arming", test_arming);
  g_test_add_func ("/station/scale-state/release", test_release);
  g_test_add_func ("/station/scale-state/below-min", test_below_min);
  g_test_add_func ("/station/scale-state/range", test_range);
  g_test_add_func ("/station/scale-state/out-of-range-frame", test_out_of_range_frame);
  g_test_add_func ("/station/scale-state/kinds", test_kinds);
  g_test_add_func ("/station/scale-state/units", test_units);
  g_test_add_func ("/station/scale-state/stale", test_stale);
  g_test_add_func ("/station/scale-state/stale-slow", test_stale_slow);
  g_test_add_func ("/station/scale-state/link", test_link);
  g_test_add_func ("/station/scale-state/link-keeps-record", test_link_keeps_record);
  g_test_add_func ("/station/scale-state/resume", test_resume);
  g_test_add_func ("/station/scale-state/resume-other", test_resume_other);
  g_test_add_func ("/station/scale-state/resume-released", test_resume_released);
  g_test_add_func ("/station/scale-state/rearmed", test_rearmed);
  for (gsize i = 0; i < G_N_ELEMENTS (scenarios); i++)
    {
      g_autofree gchar *path = g_strconcat ("/station/scale-state/sim/", scenarios[i].scenario, NULL);

      g_test_add_data_func (path, &scenarios[i], test_scenario);
    }
  g_test_add_func ("/station/scale-state/damage", test_damage);
  g_test_add_func ("/station/scale-state/settings", test_settings);
  return g_test_run ();
}
