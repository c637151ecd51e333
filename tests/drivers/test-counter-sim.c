/* The simulated PLC against the counters, through the bytes of both: an hour of polls for each scenario, no clock. */
#include "drivers/grader/counter-poll.h"
#include "drivers/grader/counters.h"
#include "drivers/sim/counter-sim.h"

#include <string.h>

#define POLLS 3600
#define LATE_MS 50 /* a poll comes between two ticks of the PLC */

typedef struct
{
  const gchar *scenario;
  gboolean reset_on_batch;
  /* How often each event is told in the hour, of GuoCounterEventKind; of all items together. */
  guint events[GUO_COUNTER_NO_ANSWER + 1];
  gint64 most_lost; /* fruit of one outlet that was counted between the last poll and a reset */
} Run;

static const Run runs[] = {
  { "run", FALSE, { 0 }, 0 },
  { "wrap", FALSE, { 0 }, 0 },
  { "stopped", FALSE, { 0 }, 0 },
  { "reset:60", FALSE, { [GUO_COUNTER_RESET] = 59 * 18 }, 59 * 10 },
  { "restart:60", FALSE, { [GUO_COUNTER_RESTARTED] = 59, [GUO_COUNTER_NO_ANSWER] = 59 * 2 }, 59 * 10 },
  { "batch", FALSE, { [GUO_COUNTER_BATCH_CHANGED] = 359 }, 0 },
  { "batch:60", TRUE, { [GUO_COUNTER_BATCH_CHANGED] = 59 }, 59 * 10 },
  { "silence", FALSE, { [GUO_COUNTER_NO_ANSWER] = 359 * 3 }, 0 },
  { "torn", FALSE, { [GUO_COUNTER_JUMP] = 359 }, 0 },
};

/* Whether the PLC answered all that was asked. */
static gboolean
ask (GuoCounterPoll *poll, GuoCounterSim *sim)
{
  GuoCounterPollStatus status = GUO_COUNTER_POLL_ASKS;

  guo_counter_poll_begin (poll);
  while (status == GUO_COUNTER_POLL_ASKS)
    {
      g_autoptr(GByteArray) answer = g_byte_array_new ();
      guint8 question[16];
      gsize len = guo_counter_poll_question (poll, question, sizeof question);

      guo_counter_sim_receive (sim, question, 5, answer); /* in two pieces */
      guo_counter_sim_receive (sim, question + 5, len - 5, answer);
      status = guo_counter_poll_push (poll, answer->data, answer->len);
    }
  g_assert_cmpint (status, !=, GUO_COUNTER_POLL_REFUSED);
  return status == GUO_COUNTER_POLL_DONE;
}

static void
check_outlets (GuoCounters *counters, GuoCounterSim *sim, const Run *run)
{
  for (guint outlet = 0; outlet <= 8; outlet++)
    {
      gint64 fruit;
      gint64 mass_mg;
      gint64 ran;
      gint64 ran_mg;

      g_assert_true (guo_counters_outlet (counters, outlet, &fruit, &mass_mg));
      guo_counter_sim_counted (sim, outlet, &ran, &ran_mg);
      g_assert_cmpint (ran > 15000, ==, strcmp (run->scenario, "stopped") != 0);
      g_assert_cmpint (fruit, <=, ran);
      g_assert_cmpint (fruit, >=, ran - run->most_lost);
      g_assert_cmpint (fruit == ran, ==, run->most_lost == 0);
      g_assert_cmpint (mass_mg, <=, ran_mg);
      g_assert_cmpint (mass_mg, >=, ran_mg - 1000 - run->most_lost * 61000); /* below a gram the PLC tells nothing */
    }
}

static GuoCounterMap *
map_of (const Run *run)
{
  GuoCounterMap *map = guo_counter_map_builtin ("guozhan-outlets", NULL);

  for (guint i = 0; i < map->n_items; i++)
    map->items[i].reset_on_batch = run->reset_on_batch;
  return map;
}

static void
test_hour (gconstpointer data)
{
  const Run *run = data;
  g_autoptr(GuoCounterMap) map = map_of (run);
  g_autoptr(GError) error = NULL;
  g_autoptr(GuoCounterSim) sim = guo_counter_sim_new (map, run->scenario, 1, &error);
  g_autoptr(GuoCounters) counters = guo_counters_new (map);
  guint told[G_N_ELEMENTS (run->events)] = { 0 };
  GuoCounterPoll poll;

  g_assert_no_error (error);
  guo_counter_poll_init (&poll, map, TRUE);
  for (gint64 i = 0; i < POLLS; i++)
    {
      const GuoCounterEvent *events;
      guint n;

      guo_counter_sim_advance (sim, i == 0 ? 0 : i * 1000 + LATE_MS);
      guo_counters_poll (counters, i * 1000 + LATE_MS, ask (&poll, sim) ? poll.words : NULL);
      events = guo_counters_events (counters, &n);
      for (guint k = 0; k < n; k++)
        told[events[k].kind]++;
    }
  for (guint k = 0; k < G_N_ELEMENTS (told); k++)
    g_assert_cmpuint (told[k], ==, run->events[k]);
  check_outlets (counters, sim, run);
  guo_counter_poll_clear (&poll);
}

/* The same seed is the same hour, another is another. */
static void
test_seed (void)
{
  g_autoptr(GuoCounterMap) map = guo_counter_map_builtin ("guozhan-outlets", NULL);
  gint64 mass_mg[3];

  for (guint32 i = 0; i < 3; i++)
    {
      g_autoptr(GuoCounterSim) sim = guo_counter_sim_new (map, NULL, i / 2, NULL);
      gint64 fruit;

      guo_counter_sim_advance (sim, 60000);
      guo_counter_sim_counted (sim, 3, &fruit, &mass_mg[i]);
    }
  g_assert_cmpint (mass_mg[0], ==, mass_mg[1]);
  g_assert_cmpint (mass_mg[0], !=, mass_mg[2]);
}

static gsize
answer_to (GuoCounterSim *sim, const GuoModbusQuestion *question, GuoModbusAnswer *answer)
{
  static guint8 kept[GUO_MODBUS_FRAME_MAX];
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  guint8 frame[16];

  guo_counter_sim_receive (sim, frame, guo_modbus_question_write (question, frame, sizeof frame), bytes);
  memcpy (kept, bytes->data != NULL ? bytes->data : frame, bytes->len);
  *answer = guo_modbus_answer_read (question, kept, bytes->len);
  return bytes->len;
}

static void
test_refusals (void)
{
  static const struct
  {
    guint function;
    guint first;
    guint count;
    guint exception;
  } cases[] = { { 4, 0, 1, 1 }, { 3, 45, 2, 2 }, { 3, 0, 0, 3 }, { 3, 0, 126, 3 } };
  g_autoptr(GuoCounterMap) map = guo_counter_map_builtin ("guozhan-outlets", NULL);
  g_autoptr(GuoCounterSim) sim = guo_counter_sim_new (map, NULL, 1, NULL);
  GuoModbusQuestion question = { .tcp = TRUE, .unit = 2, .function = 3, .first = 0, .count = 1, .transaction = 9 };
  GuoModbusAnswer answer;

  g_assert_cmpuint (answer_to (sim, &question, &answer), ==, 0); /* another unit */
  question.unit = 1;
  g_assert_cmpuint (answer_to (sim, &question, &answer), ==, 11);
  g_assert_cmpuint (guo_modbus_word (answer.registers), ==, 7);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      question.function = cases[i].function;
      question.first = cases[i].first;
      question.count = cases[i].count;
      answer_to (sim, &question, &answer);
      g_assert_cmpint (answer.status, ==, GUO_MODBUS_EXCEPTION);
      g_assert_cmpuint (answer.exception, ==, cases[i].exception);
    }
}

static void
test_control (void)
{
  g_autoptr(GuoCounterMap) map = guo_counter_map_builtin ("guozhan-outlets", NULL);
  g_autoptr(GuoCounterSim) sim = guo_counter_sim_new (map, "stopped", 1, NULL);
  g_autoptr(GuoCounters) counters = guo_counters_new (map);
  g_autoptr(GError) error = NULL;
  GuoCounterPoll poll;
  gint64 fruit;
  gint64 mass_mg;

  guo_counter_poll_init (&poll, map, TRUE);
  g_assert_true (guo_counter_sim_control (sim, "batch", NULL));
  g_assert_true (guo_counter_sim_control (sim, "restart", NULL));
  g_assert_false (ask (&poll, sim));
  guo_counter_sim_advance (sim, 2000);
  g_assert_true (ask (&poll, sim));
  guo_counters_poll (counters, 2000, poll.words);
  g_assert_cmpint (guo_counters_value (counters, GUO_COUNTER_BOOT), ==, 8);
  g_assert_cmpint (guo_counters_value (counters, GUO_COUNTER_BATCH), ==, 42);
  g_assert_cmpint (guo_counters_value (counters, GUO_COUNTER_STATE), ==, 0);
  g_assert_true (guo_counter_sim_control (sim, "silence on", NULL));
  g_assert_false (ask (&poll, sim));
  g_assert_true (guo_counter_sim_control (sim, "silence off", NULL));
  g_assert_true (guo_counter_sim_control (sim, "run", NULL));
  guo_counter_sim_advance (sim, 12000);
  g_assert_true (ask (&poll, sim));
  guo_counter_sim_counted (sim, 1, &fruit, &mass_mg);
  g_assert_cmpint (fruit, >, 0);
  g_assert_false (guo_counter_sim_control (sim, "fly", &error));
  g_assert_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ARGUMENT);
  guo_counter_poll_clear (&poll);
}

static void
test_bad_scenario (void)
{
  static const gchar *const wrong[] = { "", "fly", "reset:", "reset:0", "reset:x", "resets", "run:5", "batch:86401" };
  g_autoptr(GuoCounterMap) map = guo_counter_map_builtin ("guozhan-outlets", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (guo_counter_sim_new (map, wrong[i], 1, &error));
      g_assert_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ARGUMENT);
      g_assert_nonnull (strstr (error->message, "silence[:S]"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (runs); i++)
    {
      g_autofree gchar *path = g_strdup_printf ("/drivers/sim/counters/hour/%s%s", runs[i].scenario,
                                                runs[i].reset_on_batch ? "-cleared" : "");

      g_test_add_data_func (path, &runs[i], test_hour);
    }
  g_test_add_func ("/drivers/sim/counters/seed", test_seed);
  g_test_add_func ("/drivers/sim/counters/refusals", test_refusals);
  g_test_add_func ("/drivers/sim/counters/control", test_control);
  g_test_add_func ("/drivers/sim/counters/bad-scenario", test_bad_scenario);
  return g_test_run ();
}
