/* Throughput of each decoder behind its framer, beside memchr() over the same bytes in the same run: the ratio
 * means the same on every machine. One frame in a hundred is damaged, as on a bad cable. */
#include "drivers/framer.h"
#include "drivers/registry.h"

#include <string.h>

#define SIZE (32u * 1024 * 1024)
#define PIECE 4096
#define ROUNDS 3
/* Stands in no frame, so that memchr() walks through everything. */
#define ABSENT 0x04

static GByteArray *
make_stream (const GuoScaleProtocol *protocol)
{
  GByteArray *stream = g_byte_array_sized_new (SIZE + 64);
  GuoScaleDisplay display = { .exponent = -2, .unit = GUO_UNIT_KG };

  for (gint64 i = 0; stream->len < SIZE; i++)
    {
      guint8 frame[64];
      gsize len;

      display.mantissa = i * 7919 % 15000;
      display.stable = i % 5 != 0;
      len = protocol->frame (&display, frame, sizeof frame);
      if (i % 100 == 0)
        frame[len / 2] ^= 0x80;
      g_byte_array_append (stream, frame, (guint) len);
    }
  return stream;
}

static void
add_up (const GuoReading *reading, gpointer user_data)
{
  *(gint64 *) user_data += reading->mantissa;
}

/* Returns: microseconds of one walk. */
static gint64
decode_once (const GuoScaleProtocol *protocol, const GByteArray *stream, guint64 *n_readings)
{
  g_autoptr (GuoFramer) framer = guo_framer_new (protocol, NULL);
  gint64 began_us = g_get_monotonic_time ();
  gint64 sum = 0;

  for (gsize at = 0; at < stream->len; at += PIECE)
    guo_framer_push (framer, stream->data + at, MIN (PIECE, stream->len - at), add_up, &sum);
  *n_readings = guo_framer_counts (framer)->readings;
  if (sum == 0)
    g_error ("%s: nothing was decoded", protocol->id);
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
bench (const GuoScaleProtocol *protocol)
{
  g_autoptr (GByteArray) stream = make_stream (protocol);
  gint64 decode_us = G_MAXINT64;
  gint64 search_us = G_MAXINT64;
  guint64 n_readings = 0;

  for (guint i = 0; i < ROUNDS; i++)
    {
      decode_us = MIN (decode_us, decode_once (protocol, stream, &n_readings));
      search_us = MIN (search_us, search_once (stream));
    }
  g_print ("decoder %-12s %7.1f MB/s, memchr %8.1f MB/s, ratio %.4f; %.1f million readings/s\n", protocol->id,
           (gdouble) stream->len / (gdouble) decode_us, (gdouble) stream->len / (gdouble) search_us,
           (gdouble) search_us / (gdouble) decode_us, (gdouble) n_readings / (gdouble) decode_us);
}

int
main (void)
{
  for (const GuoScaleProtocol *const *at = guo_scale_protocols (); *at != NULL; at++)
    bench (*at);
  return 0;
}
