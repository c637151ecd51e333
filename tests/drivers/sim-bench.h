/* A simulated scale and the framer that hears it, driven by a clock of the test. */
#pragma once

#include "drivers/encode.h"
#include "drivers/framer.h"
#include "drivers/registry.h"
#include "drivers/sim/scale-sim.h"

typedef struct
{
  const GuoScaleProtocol *protocol;
  gint64 at_ms;
  GuoScaleSim *sim;
  GuoFramer *framer;
  GArray *readings; /* of GuoReading */
  guint resets;
} Bench;

static void
collect (const GuoReading *reading, gpointer user_data)
{
  g_array_append_val ((GArray *) user_data, *reading);
}

static Bench *
bench_new (const gchar *protocol_id, const gchar *scenario)
{
  g_autoptr (GError) error = NULL;
  const GuoScaleProtocol *protocol = guo_scale_protocol_find (protocol_id, NULL);
  const GuoScaleConfig hundredths = { .exponent = -2 }; /* no register tells it */
  Bench *bench = g_new0 (Bench, 1);

  bench->protocol = protocol;
  bench->at_ms = -100; /* the first frame comes at 0 */
  bench->sim = guo_scale_sim_new (protocol, scenario, 7, &error);
  g_assert_no_error (error);
  bench->framer = guo_framer_new (protocol, protocol->map != NULL ? &hundredths : NULL);
  bench->readings = g_array_new (FALSE, FALSE, sizeof (GuoReading));
  return bench;
}

static void
bench_free (Bench *bench)
{
  guo_scale_sim_free (bench->sim);
  guo_framer_free (bench->framer);
  g_array_unref (bench->readings);
  g_free (bench);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Bench, bench_free)

/* What the station would do: a scale that is asked is asked ten times a second. */
static void
ask (Bench *bench, GByteArray *answer)
{
  guint8 question[64];
  gssize n;

  if (bench->protocol->poll == GUO_POLL_LISTEN)
    return;
  n = guo_scale_encode (bench->protocol, &(GuoScaleCommand) { .command = bench->protocol->ask }, question,
                        sizeof question, NULL);
  g_assert_cmpint (n, >, 0);
  guo_scale_sim_receive (bench->sim, question, (gsize) n, answer);
}

static void
run_once (Bench *bench, gint64 to_ms)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gboolean reset = FALSE;

  guo_scale_sim_advance (bench->sim, to_ms * 1000, bytes, &reset);
  ask (bench, bytes);
  bench->resets += reset ? 1 : 0;
  guo_framer_push (bench->framer, bytes->data, bytes->len, collect, bench->readings);
  if (bench->protocol->has_packets || bench->protocol->flush != NULL)
    guo_framer_flush (bench->framer, collect, bench->readings);
  bench->at_ms = to_ms;
}

static void
run_to (Bench *bench, gint64 to_ms)
{
  if (bench->protocol->poll != GUO_POLL_LISTEN || bench->protocol->has_packets)
    for (gint64 ms = bench->at_ms + 100; ms < to_ms; ms += 100)
      run_once (bench, ms);
  run_once (bench, to_ms);
}

static const GuoReading *
last (Bench *bench)
{
  g_assert_cmpuint (bench->readings->len, >, 0);
  return &g_array_index (bench->readings, GuoReading, bench->readings->len - 1);
}
