/* Fruit a second through the reader of "guozhan line", beside memchr() over the same bytes in the same run: the ratio
 * means the same on every machine. The stream is the simulator's, with its faults. */
#include "drivers/sim/grader-sim.h"

#include <string.h>

#define SECONDS 6000
#define PIECE 4096
#define ROUNDS 3
/* Stands in no frame and in no garbage, so that memchr() walks through everything. */
#define ABSENT 0x04

static GByteArray *
make_stream (const gchar *scenario)
{
  const GuoGraderSimSetup setup = { 24, 15, 1000, 24, 100000, 1 };
  g_autoptr (GuoGraderSim) sim = guo_grader_sim_new (&setup, scenario, NULL);
  GByteArray *stream = g_byte_array_new ();

  guo_grader_sim_advance (sim, SECONDS * G_TIME_SPAN_SECOND, stream, NULL);
  return stream;
}

static void
add_up (const GuoGraderRecord *record, gpointer user_data)
{
  if (record->type == GUO_GRADER_FRUIT)
    *(gint64 *) user_data += record->fruit.mass_mg;
}

static gint64
read_once (const GByteArray *stream, guint64 *n_records)
{
  static const GuoGraderListener listener = { .record = add_up };
  gint64 sum = 0;
  g_autoptr (GuoGraderLine) line = guo_grader_line_new (NULL, &listener, &sum);
  gint64 began_us = g_get_monotonic_time ();

  for (gsize at = 0; at < stream->len; at += PIECE)
    guo_grader_line_push (line, stream->data + at, MIN (PIECE, stream->len - at));
  *n_records = guo_grader_line_tally (line)->counts.records;
  if (sum == 0)
    g_error ("nothing was read");
  return g_get_monotonic_time () - began_us;
}

static gint64
search_once (const GByteArray *stream)
{
  gint64 began_us = g_get_monotonic_time ();

  if (memchr (stream->data, ABSENT, stream->len) != NULL)
    g_error ("the byte %02x was to be absent", ABSENT);
  return MAX (1, g_get_monotonic_time () - began_us);
}

static void
bench (const gchar *scenario)
{
  g_autoptr (GByteArray) stream = make_stream (scenario);
  gint64 read_us = G_MAXINT64;
  gint64 search_us = G_MAXINT64;
  guint64 n_records = 0;

  for (guint i = 0; i < ROUNDS; i++)
    {
      read_us = MIN (read_us, read_once (stream, &n_records));
      search_us = MIN (search_us, search_once (stream));
    }
  g_print ("grader %-8s %7.1f MB/s, memchr %8.1f MB/s, ratio %.4f; %.1f million lines/s\n", scenario,
           (gdouble) stream->len / (gdouble) read_us, (gdouble) stream->len / (gdouble) search_us,
           (gdouble) search_us / (gdouble) read_us, (gdouble) n_records / (gdouble) read_us);
}

int
main (void)
{
  bench ("good");
  bench ("trouble");
  return 0;
}
