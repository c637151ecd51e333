/* Every printer language's reader and its description of answers, over any bytes: the first byte says how many answers
 * are awaited. What comes split anywhere is the same as what comes whole, because the reader takes single bytes. */
#include "drivers/printer/language.h"
#include "drivers/sim/printer-sim.h"
#include "tests/fuzz/fuzz.h"

#include <string.h>

static const gchar *const queries[] = { NULL, "~HQES", "~HI", "1b2153", "100402", "100404", "asb", "stream",
                                        "GET_DEVICE_ID" };

static void
check_answer (GuoPrinterHeard heard, const GuoPrinterAnswer *answer)
{
  if (heard == GUO_PRINTER_HEARD_MARK)
    {
      g_assert_cmpuint (answer->mark, >=, 1);
      g_assert_cmpuint (answer->mark, <=, GUO_PRINTER_MARKS);
    }
  g_assert_cmpuint (answer->states & ~GUO_PRINTER_STATES, ==, 0);
}

static void
hear (const GuoPrinterLanguage *language, const guint8 *data, gsize size)
{
  GuoPrinterReader reader = { .parts = data[0] % 5 };
  GuoPrinterAnswer untouched;

  memset (&untouched, 0xa5, sizeof untouched);
  for (gsize at = 1; at < size; at++)
    {
      GuoPrinterAnswer answer;
      GuoPrinterHeard heard;

      memcpy (&answer, &untouched, sizeof answer);
      heard = language->hear (&reader, data[at], &answer);
      g_assert_cmpuint (reader.n, <, sizeof reader.held);
      if (heard == GUO_PRINTER_HEARD_NOTHING)
        g_assert_true (memcmp (&answer, &untouched, sizeof answer) == 0);
      else
        check_answer (heard, &answer);
    }
}

static void
describe (const gchar *language, const guint8 *data, gsize size)
{
  for (gsize i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      json_auto_t *out = guo_printer_describe (language, queries[i], data, size, NULL);

      g_assert_true (out == NULL || json_is_object (out));
    }
}

/* The simulated print head takes anything too. */
static void
print (const gchar *language, const guint8 *data, gsize size)
{
  g_autoptr(GuoPrinterSim) sim = guo_printer_sim_new (language, NULL, NULL, NULL, NULL);
  g_autoptr(GByteArray) answer = g_byte_array_new ();

  guo_printer_sim_receive (sim, data, size / 2, answer);
  guo_printer_sim_receive (sim, data + size / 2, size - size / 2, answer);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  if (size == 0)
    return 0;
  for (const GuoPrinterLanguage *const *language = guo_printer_languages (); *language != NULL; language++)
    {
      hear (*language, data, size);
      describe ((*language)->id, data, size);
      print ((*language)->id, data, size);
    }
  describe ("usb-printer", data, size);
  return 0;
}
