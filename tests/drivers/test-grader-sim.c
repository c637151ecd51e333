/* The simulated grader by the clock of the test: what it says is read back, and each scenario does what it promises. */
#include "drivers/sim/grader-fruit.h"
#include "drivers/sim/grader-sim.h"
#include "drivers/sim/random.h"
#include "drivers/sim/scale-sim.h"
#include "tests/drivers/listener.h"

#include <gio/gio.h>
#include <string.h>

typedef struct
{
  GuoGraderSim *sim;
  GuoGraderLine *line;
  gint64 ended[GUO_GRADER_NOT_CLOSED + 1]; /* batches, by their totals */
  guint64 problems[GUO_GRADER_TOTALS_MISMATCH + 1];
  gint64 fruit;
  GString *names; /* of ended batches */
  guint resets;
} Bench;

static void
note_record (const GuoGraderRecord *record, gpointer user_data)
{
  ((Bench *) user_data)->fruit += record->type == GUO_GRADER_FRUIT ? 1 : 0;
}

static void
note_batch (const GuoGraderBatch *batch, gpointer user_data)
{
  Bench *self = user_data;

  self->ended[batch->totals]++;
  g_string_append_printf (self->names, " %s", batch->name);
}

static void
note_problem (const GuoGraderProblem *problem, gpointer user_data)
{
  ((Bench *) user_data)->problems[problem->code]++;
}

static Bench *
bench_new (const gchar *scenario, const GuoGraderSimSetup *setup)
{
  static const GuoGraderListener listener = { note_record, note_batch, note_problem };
  static const GuoGraderSimSetup usual = GUO_GRADER_SIM_SETUP;
  g_autoptr (GError) error = NULL;
  Bench *self = g_new0 (Bench, 1);

  self->sim = guo_grader_sim_new (setup != NULL ? setup : &usual, scenario, &error);
  g_assert_no_error (error);
  self->line = guo_grader_line_new (NULL, &listener, self);
  self->names = g_string_new (NULL);
  return self;
}

static void
bench_free (Bench *self)
{
  guo_grader_sim_free (self->sim);
  guo_grader_line_free (self->line);
  g_string_free (self->names, TRUE);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Bench, bench_free)

static void
run_to (Bench *self, gint64 to_us)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gboolean reset = FALSE;
  gint64 next_us = guo_grader_sim_advance (self->sim, to_us, bytes, &reset);

  g_assert_cmpint (next_us, >, to_us);
  guo_grader_line_push (self->line, bytes->data, bytes->len);
  self->resets += reset ? 1 : 0;
}

static guint64
all_problems (const Bench *self)
{
  guint64 n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (self->problems); i++)
    n += self->problems[i];
  return n;
}

/* An hour: every line is good, every batch closes, and the two sides have counted alike. */
static void
test_good (void)
{
  g_autoptr (Bench) bench = bench_new (NULL, NULL);
  const GuoGraderSimCounts *sent = guo_grader_sim_counts (bench->sim);
  const GuoGraderTally *heard = guo_grader_line_tally (bench->line);
  gint64 mass_mg = 0;

  run_to (bench, 3600 * G_TIME_SPAN_SECOND);
  g_assert_cmpuint (all_problems (bench), ==, 0);
  g_assert_cmpuint (heard->counts.records, ==, sent->lines);
  g_assert_cmpuint (heard->counts.skipped_bytes, ==, 0);
  g_assert_cmpint (bench->fruit, ==, (gint64) sent->fruit);
  g_assert_cmpint (bench->ended[GUO_GRADER_MATCH] + (heard->batch_open ? 1 : 0), ==, (gint64) sent->batches);
  g_assert_cmpuint (sent->batches, >, 80);
  g_assert_true (heard->has_stream);
  g_assert_cmpint (heard->stream.lanes, ==, 8);
  for (guint i = 0; i < 9; i++)
    {
      g_assert_cmpint (heard->outlets[i].fruit, >, 0);
      mass_mg += heard->outlets[i].mass_mg;
    }
  g_assert_cmpint (heard->outlets[9].fruit, ==, 0);
  g_assert_cmpint (mass_mg / bench->fruit, >, 30000);
}

/* Each lane passes its cups, filled or not, to the number. */
static void
test_rate (void)
{
  const GuoGraderSimSetup fastest = { 24, 15, 1000, 24, 10000000, 3 };
  const GuoGraderSimSetup slowest = { 1, 1, 1000, 2, 10000000, 3 };
  const GuoGraderSimSetup half_full = { 24, 15, 500, 24, 10000000, 3 };
  g_autoptr (Bench) fast = bench_new (NULL, &fastest);
  g_autoptr (Bench) slow = bench_new (NULL, &slowest);
  g_autoptr (Bench) half = bench_new (NULL, &half_full);

  run_to (fast, 100 * G_TIME_SPAN_SECOND - 1);
  run_to (slow, 100 * G_TIME_SPAN_SECOND - 1);
  run_to (half, 100 * G_TIME_SPAN_SECOND - 1);
  g_assert_cmpint (fast->fruit, ==, 36000);
  g_assert_cmpint (slow->fruit, ==, 100);
  g_assert_cmpint (half->fruit, >, 17000);
  g_assert_cmpint (half->fruit, <, 19000);
}

static GByteArray *
run_in_steps (guint32 seed, gint64 step_us)
{
  const GuoGraderSimSetup setup = { 4, 10, 900, 6, 300, seed };
  g_autoptr (GuoGraderSim) sim = guo_grader_sim_new (&setup, "trouble", NULL);
  GByteArray *bytes = g_byte_array_new ();

  for (gint64 at_us = 0; at_us < 60 * G_TIME_SPAN_SECOND; at_us += step_us)
    guo_grader_sim_advance (sim, at_us, bytes, NULL);
  guo_grader_sim_advance (sim, 60 * G_TIME_SPAN_SECOND, bytes, NULL);
  return bytes;
}

/* The seed alone decides, not how the time is stepped. */
static void
test_steps (void)
{
  g_autoptr (GByteArray) fine = run_in_steps (5, 777);
  g_autoptr (GByteArray) coarse = run_in_steps (5, 13 * G_TIME_SPAN_SECOND);
  g_autoptr (GByteArray) other = run_in_steps (6, 777);

  g_assert_cmpuint (fine->len, ==, coarse->len);
  g_assert_true (memcmp (fine->data, coarse->data, fine->len) == 0);
  g_assert_false (fine->len == other->len && memcmp (fine->data, other->data, fine->len) == 0);
}

/* What a scenario does to an hour of lines, by the counts of both sides. */
typedef struct
{
  const gchar *scenario;
  gboolean lost, damaged, twice, garbage;
} FaultCase;

static const FaultCase faults[] = {
  { "lost", TRUE, FALSE, FALSE, FALSE },     { "bad-crc", FALSE, TRUE, FALSE, FALSE },
  { "duplicate", FALSE, FALSE, TRUE, FALSE }, { "garbage", FALSE, FALSE, FALSE, TRUE },
  { "trouble", TRUE, TRUE, TRUE, TRUE },
};

static void
test_faults (gconstpointer data)
{
  const FaultCase *c = data;
  g_autoptr (Bench) bench = bench_new (c->scenario, NULL);
  const GuoGraderSimCounts *sent = guo_grader_sim_counts (bench->sim);
  const GuoGraderCounts *heard = &guo_grader_line_tally (bench->line)->counts;

  run_to (bench, 3600 * G_TIME_SPAN_SECOND); /* the heartbeat of the last second tells of what was lost before */
  g_assert_cmpuint (heard->records, ==, sent->lines);
  g_assert_cmpuint (heard->lost, ==, sent->lost + sent->damaged);
  g_assert_cmpuint (heard->bad_crc, ==, sent->damaged);
  g_assert_cmpuint (heard->duplicates, ==, sent->twice);
  g_assert_cmpuint (heard->rejected, ==, 0);
  g_assert_cmpint (sent->lost > 0, ==, c->lost);
  g_assert_cmpint (sent->damaged > 0, ==, c->damaged);
  g_assert_cmpint (sent->twice > 0, ==, c->twice);
  g_assert_cmpint (sent->garbage > 0, ==, c->garbage);
  g_assert_cmpint (heard->skipped_bytes > 0, ==, c->garbage);
  g_assert_cmpint (heard->broken > 0, ==, c->garbage);
  g_assert_cmpint (bench->ended[GUO_GRADER_LOST_EXPLAINS] > 0, ==, c->lost || c->damaged);
  g_assert_cmpint (bench->ended[GUO_GRADER_MISMATCH] + bench->ended[GUO_GRADER_NOT_CLOSED], ==, 0);
}

static void
test_restart (void)
{
  g_autoptr (Bench) bench = bench_new ("restart", NULL);

  run_to (bench, 600 * G_TIME_SPAN_SECOND);
  g_assert_cmpuint (guo_grader_sim_counts (bench->sim)->restarts, ==, 13);
  g_assert_cmpuint (bench->problems[GUO_GRADER_SENDER_RESTARTED], ==, 13);
  g_assert_cmpint (bench->ended[GUO_GRADER_NOT_CLOSED], >, 5);
  g_assert_cmpuint (all_problems (bench), ==,
                    bench->problems[GUO_GRADER_SENDER_RESTARTED] + bench->problems[GUO_GRADER_BATCH_NOT_CLOSED]);
}

static void
test_link (void)
{
  g_autoptr (Bench) cut = bench_new ("link-reset", NULL);
  g_autoptr (Bench) silent = bench_new ("silence", NULL);
  gint64 before;

  for (gint64 s = 0; s <= 300; s++)
    run_to (cut, s * G_TIME_SPAN_SECOND);
  g_assert_cmpuint (cut->resets, ==, 10);
  run_to (silent, 20 * G_TIME_SPAN_SECOND);
  before = silent->fruit;
  g_assert_cmpint (before, >, 1000);
  run_to (silent, 60 * G_TIME_SPAN_SECOND);
  g_assert_cmpint (silent->fruit, ==, before);
}

static void
test_batches (void)
{
  g_autoptr (Bench) open = bench_new ("not-closed", NULL);
  g_autoptr (Bench) wrong = bench_new ("wrong-total", NULL);

  run_to (open, 300 * G_TIME_SPAN_SECOND);
  run_to (wrong, 300 * G_TIME_SPAN_SECOND);
  g_assert_cmpint (open->ended[GUO_GRADER_NOT_CLOSED], >, 3);
  g_assert_cmpint (open->ended[GUO_GRADER_MATCH], ==, 0);
  g_assert_cmpint (wrong->ended[GUO_GRADER_MISMATCH], >, 3);
  g_assert_cmpint (wrong->ended[GUO_GRADER_MATCH], ==, 0);
}

static void
act (Bench *bench, const gchar *line)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (guo_grader_sim_control (bench->sim, line, &error));
  g_assert_no_error (error);
}

static void
test_control (void)
{
  g_autoptr (Bench) bench = bench_new (NULL, NULL);
  const GuoGraderTally *heard = guo_grader_line_tally (bench->line);

  run_to (bench, 5 * G_TIME_SPAN_SECOND);
  act (bench, "batch 果果果果果果果果果果果果果");
  run_to (bench, 6 * G_TIME_SPAN_SECOND);
  g_assert_cmpstr (bench->names->str, ==, " SIM-0001");
  g_assert_cmpstr (heard->batch.name, ==, "果果果果果果果果果果果果果");
  act (bench, "lose 7");
  run_to (bench, 8 * G_TIME_SPAN_SECOND);
  g_assert_cmpuint (heard->counts.lost, ==, 7);
  act (bench, "silence on");
  run_to (bench, 9 * G_TIME_SPAN_SECOND);
  act (bench, "silence off");
  act (bench, "drop");
  run_to (bench, 10 * G_TIME_SPAN_SECOND);
  g_assert_cmpuint (heard->counts.lost, >, 50);
  g_assert_cmpuint (bench->resets, ==, 1);
  act (bench, "restart");
  run_to (bench, 14 * G_TIME_SPAN_SECOND);
  g_assert_cmpuint (bench->problems[GUO_GRADER_SENDER_RESTARTED], ==, 1);
  g_assert_cmpint (bench->ended[GUO_GRADER_NOT_CLOSED], ==, 1);
}

static void
test_control_refused (void)
{
  static const gchar *const lines[] = { "", "batch", "batch ", "batch \xff", "batch a\x07", "lose", "lose -1", "lose many",
                                        "silence", "silence maybe", "batch aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" };
  g_autoptr (Bench) bench = bench_new (NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (guo_grader_sim_control (bench->sim, lines[i], &error));
      g_assert_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ARGUMENT);
    }
}

static void
test_setup_refused (void)
{
  static const struct
  {
    GuoGraderSimSetup setup;
    const gchar *scenario, *says;
  } cases[] = {
    { { 0, 10, 900, 8, 100, 1 }, NULL, "lanes: 0" },
    { { 25, 10, 900, 8, 100, 1 }, NULL, "lanes: 25" },
    { { 8, 16, 900, 8, 100, 1 }, NULL, "cups per second: 16" },
    { { 8, 10, 1001, 8, 100, 1 }, NULL, "1001" },
    { { 8, 10, 900, 1, 100, 1 }, NULL, "outlets: 1" },
    { { 8, 10, 900, 8, 0, 1 }, NULL, "fruit of a batch: 0" },
    { GUO_GRADER_SIM_SETUP, "crates", "wrong-total" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (guo_grader_sim_new (&cases[i].setup, cases[i].scenario, &error));
      g_assert_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ARGUMENT);
      g_assert_nonnull (strstr (error->message, cases[i].says));
    }
}

/* The fruit itself: within its limits, around its mean, and as large as it is heavy. */
static void
test_fruit (void)
{
  guint32 random = guo_sim_random_begin (11);
  const GuoGraderCrop *crop = guo_grader_crop (0);
  gint64 sum_mg = 0;
  gint64 n = 0;

  for (guint i = 0; i < 20000; i++)
    {
      GuoGraderFruit fruit;

      guo_grader_crop_pick (crop, 6, &random, &fruit);
      g_assert_cmpint (fruit.outlet, <=, 6);
      if (fruit.mass_mg == GUO_GRADER_NONE)
        continue;
      g_assert_cmpint (ABS (fruit.mass_mg - crop->mean_mg), <=, 4 * crop->spread_mg);
      g_assert_cmpint ((gint64) fruit.diameter_x10mm * fruit.diameter_x10mm * fruit.diameter_x10mm / 1920, <=, fruit.mass_mg);
      g_assert_cmpint ((gint64) fruit.diameter_x10mm * fruit.diameter_x10mm * fruit.diameter_x10mm / 1920, >,
                       fruit.mass_mg - fruit.mass_mg / 100);
      sum_mg += fruit.mass_mg;
      n++;
    }
  g_assert_cmpint (n, <, 20000);
  g_assert_cmpint (ABS (sum_mg / n - crop->mean_mg), <, crop->spread_mg / 20);
}

/* On TCP one receiver is heard by; the next is turned away. */
static void
test_server (void)
{
  g_autoptr (Bench) bench = bench_new (NULL, NULL);
  const GuoGraderSimSetup setup = GUO_GRADER_SIM_SETUP;
  g_autoptr (GError) error = NULL;
  g_autoptr (GuoSimServer) server
      = guo_grader_sim_serve (guo_grader_sim_new (&setup, NULL, NULL), "127.0.0.1", 0, &error);
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) first = NULL;
  g_autoptr (GSocketConnection) second = NULL;
  guint8 buffer[4096];
  gssize n;

  g_assert_no_error (error);
  g_socket_client_set_enable_proxy (client, FALSE); /* libproxy throws, which an executable in C cannot pass on to ASan */
  first = g_socket_client_connect_to_host (client, "127.0.0.1", guo_sim_server_port (server), NULL, &error);
  g_assert_no_error (error);
  while (bench->fruit < 20)
    {
      n = g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (first)), buffer, sizeof buffer, NULL, &error);
      g_assert_cmpint (n, >, 0);
      guo_grader_line_push (bench->line, buffer, (gsize) n);
    }
  second = g_socket_client_connect_to_host (client, "127.0.0.1", guo_sim_server_port (server), NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (second)), buffer, sizeof buffer, NULL,
                                        NULL), <=, 0);
  g_assert_true (guo_sim_server_control (server, "batch by-hand", &error));
  while (!g_str_equal (guo_grader_line_tally (bench->line)->batch.name, "by-hand"))
    {
      n = g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (first)), buffer, sizeof buffer, NULL, &error);
      g_assert_cmpint (n, >, 0);
      guo_grader_line_push (bench->line, buffer, (gsize) n);
    }
}

/* The same in this process, as a practice station binds it. */
static void
test_transport (void)
{
  g_autoptr (GError) error = NULL;
  GuoTransport *transport
      = guo_grader_sim_transport ("sim:guozhan-line?lanes=24&cups=15&batch=500&seed=2&scenario=good", &error);
  g_autoptr (Bench) bench = bench_new (NULL, NULL);
  Listener *listener;

  g_assert_no_error (error);
  listener = listener_new (transport);
  listener_wait_states (listener, "oO");
  listener_wait_bytes (listener, 2000);
  guo_transport_free (transport);
  guo_grader_line_push (bench->line, listener->bytes->data, listener->bytes->len);
  g_assert_cmpuint (all_problems (bench), ==, 0);
  g_assert_cmpint (guo_grader_line_tally (bench->line)->stream.lanes, ==, 24);
  g_assert_cmpint (bench->fruit, >, 30);
  listener_free (listener);
}

static void
test_address_refused (void)
{
  static const gchar *const addresses[] = { "tcp:guozhan-line", "sim:mt-cont", "sim:guozhan-line?lanes=25",
                                            "sim:guozhan-line?lanes=x", "sim:guozhan-line?fill=9", "sim:guozhan-line?lanes",
                                            "sim:guozhan-line?scenario=crates" };

  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (guo_grader_sim_transport (addresses[i], &error));
      g_assert_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ADDRESS);
    }
  g_assert_null (guo_scale_sim_transport ("sim:guozhan-line", NULL));
  g_assert_null (guo_scale_sim_transport ("sim:mt-cont?lanes=4", NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/drivers/grader-sim/good", test_good);
  g_test_add_func ("/drivers/grader-sim/rate", test_rate);
  g_test_add_func ("/drivers/grader-sim/steps", test_steps);
  g_test_add_func ("/drivers/grader-sim/restart", test_restart);
  g_test_add_func ("/drivers/grader-sim/link", test_link);
  g_test_add_func ("/drivers/grader-sim/batches", test_batches);
  g_test_add_func ("/drivers/grader-sim/control", test_control);
  g_test_add_func ("/drivers/grader-sim/control-refused", test_control_refused);
  g_test_add_func ("/drivers/grader-sim/setup-refused", test_setup_refused);
  g_test_add_func ("/drivers/grader-sim/fruit", test_fruit);
  g_test_add_func ("/drivers/grader-sim/server", test_server);
  g_test_add_func ("/drivers/grader-sim/transport", test_transport);
  g_test_add_func ("/drivers/grader-sim/address-refused", test_address_refused);
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree gchar *path = g_strdup_printf ("/drivers/grader-sim/faults/%s", faults[i].scenario);

      g_test_add_data_func (path, &faults[i], test_faults);
    }
  return g_test_run ();
}
