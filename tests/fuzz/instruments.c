/* The streams of all instruments over any bytes: whole, byte by byte and cut in two they tell the same, and nothing that a
 * frame cannot hold. */
#include "drivers/instrument/stream.h"
#include "tests/fuzz/fuzz.h"

#include <string.h>

static void
check_reading (const GuoInstrumentReading *reading, gpointer user_data)
{
  g_assert_cmpuint (reading->n_measures, <=, GUO_MEASURES_MAX);
  g_assert_true ((reading->n_measures > 0) == (reading->status == GUO_INSTRUMENT_READ));
  g_assert_cmpint (reading->place, >=, -1);
  g_assert_cmpint (reading->place, <=, 9999);
  for (guint i = 0; i < reading->n_measures; i++)
    {
      g_autofree gchar *digits = guo_measure_to_string (&reading->measures[i]);

      g_assert_true ((digits != NULL) == (reading->measures[i].range == GUO_RANGE_OK));
      g_assert_cmpint (reading->measures[i].exponent, <=, 0);
      g_assert_cmpint (reading->measures[i].exponent, >=, -9);
      g_assert_nonnull (guo_quantity_name (reading->measures[i].quantity));
    }
  g_array_append_val ((GArray *) user_data, *reading);
}

static GArray *
read_in_pieces (const GuoInstrument *instrument, const guint8 *data, gsize size, gsize piece)
{
  GArray *readings = g_array_new (FALSE, FALSE, sizeof (GuoInstrumentReading));
  GuoInstrumentStream stream;

  guo_instrument_stream_init (&stream, instrument);
  for (gsize at = 0; at < size; at += piece)
    guo_instrument_stream_push (&stream, data + at, MIN (piece, size - at), check_reading, readings);
  guo_instrument_stream_flush (&stream, check_reading, readings);
  g_assert_cmpuint (stream.seen, ==, size);
  g_assert_cmpuint (stream.skipped, <=, size);
  return readings;
}

/* Field by field: between the fields of a struct anything may lie. */
static void
assert_same (const GuoInstrumentReading *a, const GuoInstrumentReading *b)
{
  g_assert_cmpint (a->status, ==, b->status);
  g_assert_cmpint (a->place, ==, b->place);
  g_assert_cmpuint (a->offset, ==, b->offset);
  g_assert_cmpuint (a->n_measures, ==, b->n_measures);
  for (guint i = 0; i < a->n_measures; i++)
    {
      g_assert_cmpint (a->measures[i].mantissa, ==, b->measures[i].mantissa);
      g_assert_cmpint (a->measures[i].exponent, ==, b->measures[i].exponent);
      g_assert_cmpint (a->measures[i].range, ==, b->measures[i].range);
    }
}

static void
check (const GuoInstrument *instrument, const guint8 *data, gsize size)
{
  const gsize pieces[] = { 1, size / 2 + 1 };
  g_autoptr(GArray) whole = read_in_pieces (instrument, data, size, MAX (size, 1));

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr(GArray) cut = read_in_pieces (instrument, data, size, pieces[i]);

      g_assert_cmpuint (cut->len, ==, whole->len);
      for (guint k = 0; k < cut->len; k++)
        assert_same (&g_array_index (cut, GuoInstrumentReading, k), &g_array_index (whole, GuoInstrumentReading, k));
    }
}

/* What a person types at a simulator: refused, or a frame that is read. */
static void
check_typed (const GuoInstrument *instrument, const guint8 *data, gsize size)
{
  g_autofree gchar *text = g_strndup (size > 0 ? (const gchar *) data : "", size);
  g_autoptr(GError) error = NULL;
  guint8 frame[GUO_INSTRUMENT_FRAME_MAX];
  gsize len = instrument->frame (text, frame, sizeof frame, &error);
  g_autoptr(GArray) readings = NULL;

  g_assert_true ((len == 0) == (error != NULL));
  readings = read_in_pieces (instrument, frame, len, MAX (len, 1));
  g_assert_cmpuint (readings->len, ==, len > 0 ? 1 : 0);
  if (len > 0)
    g_assert_cmpint (g_array_index (readings, GuoInstrumentReading, 0).status, ==, GUO_INSTRUMENT_READ);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  for (const GuoInstrument *const *at = guo_instruments (); *at != NULL; at++)
    {
      check (*at, data, size);
      if ((*at)->frame != NULL)
        check_typed (*at, data, size);
    }
  return 0;
}
