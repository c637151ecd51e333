/* A scenario file: refused with a sentence, or a scale that can be run and whose every whole frame is one. */
#include "drivers/framer.h"
#include "drivers/registry.h"
#include "drivers/sim/scale-sim.h"
#include "tests/fuzz/fuzz.h"

static void
ignore (const GuoReading *reading, gpointer user_data)
{
  g_assert_true (!reading->overload || !reading->has_value);
}

static void
run (const GuoScaleProtocol *protocol, const gchar *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GuoScaleSim) sim = guo_scale_sim_new (protocol, text, 1, &error);
  g_autoptr (GuoFramer) framer = guo_framer_new (protocol, NULL);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gint64 now_us = 0;

  g_assert_true ((sim == NULL) == (error != NULL));
  for (guint i = 0; sim != NULL && i < 50; i++)
    {
      gint64 due_us = guo_scale_sim_advance (sim, now_us, bytes, NULL);

      g_assert_cmpint (due_us, >, now_us);
      now_us = due_us;
    }
  guo_framer_push (framer, bytes->data, bytes->len, ignore, NULL);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree gchar *text = g_strndup ((const gchar *) data, size);

  for (const GuoScaleProtocol *const *at = guo_scale_protocols (); *at != NULL; at++)
    run (*at, text != NULL ? text : "");
  return 0;
}
