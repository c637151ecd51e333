/* The decoders of one family, FUZZ_PROTOCOLS: the invariants of drivers/driver.h over any bytes. */
#include "drivers/encode.h"
#include "drivers/registry.h"
#include "tests/fuzz/fuzz.h"

#include <string.h>

static void
check_reading (const GuoReading *reading)
{
  g_autofree gchar *text = guo_reading_to_string (reading);
  gint64 mg;

  g_assert_true (!reading->overload || !reading->has_value);
  g_assert_nonnull (guo_reading_kind_name (reading->kind));
  g_assert_true ((text != NULL) == reading->has_value);
  if (!reading->has_value)
    return;
  g_assert_cmpint (reading->exponent, >=, -9);
  g_assert_cmpint (reading->exponent, <=, 9);
  if (guo_reading_to_mg (reading, &mg, NULL) && guo_reading_step_mg (reading) > 0)
    g_assert_cmpint (mg, ==, reading->mantissa * guo_reading_step_mg (reading));
}

static void
check (const GuoScaleProtocol *protocol, const guint8 *data, gsize size)
{
  GuoScaleConfig config;
  GuoReading untouched;

  guo_scale_config_init (&config, protocol, NULL);
  memset (&untouched, 0xa5, sizeof untouched);
  for (gsize at = 0; at < size;)
    {
      GuoReading reading;
      GuoDecodeResult result;

      memcpy (&reading, &untouched, sizeof reading);
      result = protocol->decode (data + at, size - at, &config, &reading);
      g_assert_cmpuint (result.used, <=, size - at);
      g_assert_true ((result.status == GUO_DECODE_MORE) == (result.used == 0));
      g_assert_true (result.status != GUO_DECODE_MORE || size - at < protocol->max_frame);
      if (result.status == GUO_DECODE_MORE && protocol->flush != NULL)
        {
          result = protocol->flush (data + at, size - at, &config, &reading);
          g_assert_cmpuint (result.used, <=, size - at);
          g_assert_true ((result.status == GUO_DECODE_MORE) == (result.used == 0));
        }
      if (result.status == GUO_DECODE_READING)
        check_reading (&reading);
      else
        g_assert_true (memcmp (&reading, &untouched, sizeof reading) == 0);
      if (result.status == GUO_DECODE_MORE)
        break;
      at += result.used;
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static gchar **ids; /* for the life of the process */

  if (ids == NULL)
    ids = g_strsplit (FUZZ_PROTOCOLS, " ", -1);
  for (gsize i = 0; ids[i] != NULL; i++)
    check (guo_scale_protocol_find (ids[i], NULL), data, size);
  return 0;
}
