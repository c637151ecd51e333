/* The framer: however the bytes are cut, the same readings at the same places. Byte 0 chooses the protocol,
 * byte 1 the pieces. */
#include "drivers/framer.h"
#include "drivers/registry.h"
#include "tests/fuzz/fuzz.h"

#include <string.h>

static void
collect (const GuoReading *reading, gpointer user_data)
{
  g_array_append_val ((GArray *) user_data, *reading);
}

static GArray *
feed (const GuoScaleProtocol *protocol, const guint8 *data, gsize size, gsize piece)
{
  g_autoptr (GuoFramer) framer = guo_framer_new (protocol, NULL);
  GArray *readings = g_array_new (FALSE, TRUE, sizeof (GuoReading));
  const GuoFramerCounts *counts = guo_framer_counts (framer);

  for (gsize at = 0; at < size; at += piece)
    guo_framer_push (framer, data + at, MIN (piece, size - at), collect, readings);
  guo_framer_flush (framer, collect, readings);
  g_assert_cmpuint (counts->bytes, ==, size);
  g_assert_cmpuint (counts->readings, ==, readings->len);
  g_assert_cmpuint (counts->skipped, <=, size);
  g_assert_cmpuint (counts->bad, <=, counts->skipped);
  return readings;
}

static gboolean
same (const GuoReading *a, const GuoReading *b)
{
  return a->has_value == b->has_value && a->mantissa == b->mantissa && a->exponent == b->exponent
         && a->unit == b->unit && a->kind == b->kind && a->stable == b->stable && a->overload == b->overload
         && a->zero == b->zero && a->offset == b->offset;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  const GuoScaleProtocol *const *protocols = guo_scale_protocols ();
  gsize n_protocols = 0;
  g_autoptr (GArray) whole = NULL;
  g_autoptr (GArray) cut = NULL;

  if (size < 2)
    return 0;
  while (protocols[n_protocols] != NULL)
    n_protocols++;
  if (protocols[data[0] % n_protocols]->has_packets)
    return 0; /* where its transfers are cut matters */
  whole = feed (protocols[data[0] % n_protocols], data + 2, size - 2, size);
  cut = feed (protocols[data[0] % n_protocols], data + 2, size - 2, 1u + data[1] % 32);
  g_assert_cmpuint (whole->len, ==, cut->len);
  for (guint i = 0; i < whole->len; i++)
    g_assert_true (same (&g_array_index (whole, GuoReading, i), &g_array_index (cut, GuoReading, i)));
  return 0;
}
