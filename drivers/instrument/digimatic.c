#include "drivers/instrument/digimatic.h"

#include "drivers/instrument/field.h"
#include "drivers/scale/frame.h"

#include <glib/gi18n.h>
#include <string.h>

enum
{
  HEAD_LEN = 3,  /* "01A" */
  VALUE_LEN = 8, /* with its point */
  MITUTOYO_LEN = HEAD_LEN + 1 + VALUE_LEN,
  ADAPTER_DECIMALS = 6,
};

#define ADAPTER_ONE ((gint64) 1000000)
#define ADAPTER_MOST (9999 * ADAPTER_ONE) /* mm; no calliper is longer */

/* Mitutoyo's USB cable (QM-Height manual p.67): "01A", sign, eight characters with the point among them, CR.
 *
 *   01A+0000.123   Whether that is millimetres or inches the frame does not say.
 */
static GuoInstrumentStatus
read_mitutoyo (const guint8 *text, gsize len, GuoInstrumentReading *out)
{
  const GuoField value = { text + HEAD_LEN, VALUE_LEN + 1 };

  if (len < HEAD_LEN || memcmp (text, "01A", HEAD_LEN) != 0)
    return GUO_INSTRUMENT_MALFORMED;
  if (len != MITUTOYO_LEN)
    return GUO_INSTRUMENT_LENGTH;
  if ((value.at[0] != '+' && value.at[0] != '-') || memchr (value.at, ' ', value.len) != NULL
      || memchr (value.at, '.', value.len) == NULL
      || !guo_measure_read (&value, GUO_QUANTITY_LENGTH, 0, GUO_MEASURE_NONE, out))
    return GUO_INSTRUMENT_MALFORMED;
  return GUO_INSTRUMENT_READ;
}

/* What a person types, with as many decimals as are typed, one at least. */
static gsize
frame_mitutoyo (const gchar *typed, guint8 *out, gsize max, GError **error)
{
  const gchar *point = strchr (typed, '.');
  guint decimals = point != NULL ? (guint) CLAMP (strlen (point + 1), 1, 6) : 1;
  gint64 number;
  gint64 one = 1;

  for (guint i = 0; i < decimals; i++)
    one *= 10;
  if (!guo_measure_typed (typed, decimals, 9999999, &number, error))
    return 0;
  return guo_frame_printf (out, max, "01A%c%0*" G_GINT64_FORMAT ".%0*" G_GINT64_FORMAT "\r", number < 0 ? '-' : '+',
                           VALUE_LEN - 1 - (gint) decimals, ABS (number) / one, (gint) decimals,
                           ABS (number) % one);
}

/* apirek/digimatic, src/main.c: any byte asks; the answer is a number with six decimals, whatever the display has, or
 * a line that begins with "#": the instrument did not answer. */
static GuoInstrumentStatus
read_adapter (const guint8 *text, gsize len, GuoInstrumentReading *out)
{
  const GuoField value = { text, len };

  if (len > 0 && text[0] == '#')
    return GUO_INSTRUMENT_ERROR;
  return guo_measure_read (&value, GUO_QUANTITY_LENGTH, 0, GUO_MEASURE_NONE, out) ? GUO_INSTRUMENT_READ
                                                                                  : GUO_INSTRUMENT_MALFORMED;
}

/* What a person types, "#" for an instrument that does not answer. */
static gsize
frame_adapter (const gchar *typed, guint8 *out, gsize max, GError **error)
{
  gint64 number;

  if (g_str_equal (typed, "#"))
    return guo_frame_printf (out, max, "# Error reading from instrument: -1\r\n");
  if (!guo_measure_typed (typed, ADAPTER_DECIMALS, ADAPTER_MOST, &number, error))
    return 0;
  return guo_frame_printf (out, max, "%s%" G_GINT64_FORMAT ".%06" G_GINT64_FORMAT "\r\n", number < 0 ? "-" : "",
                           ABS (number) / ADAPTER_ONE, ABS (number) % ADAPTER_ONE);
}

const GuoInstrument guo_instrument_mitutoyo_usb = {
  .id = "mitutoyo-usb",
  .name = N_("Mitutoyo Digimatic by the maker's USB cable"),
  .models = "Mitutoyo callipers and gauges with Digimatic output, cable set to a virtual port",
  .line = "9600/8n1",
  .verified = "manual QM-Height p.67",
  .quantity = GUO_QUANTITY_LENGTH,
  .read = read_mitutoyo,
  .frame = frame_mitutoyo,
};

const GuoInstrument guo_instrument_digimatic_adapter = {
  .id = "digimatic-adapter",
  .name = N_("Digimatic by an adapter that is asked"),
  .models = "adapters after apirek/digimatic",
  .line = "9600/8n1",
  .verified = "its program (src/main.c)",
  .quantity = GUO_QUANTITY_LENGTH,
  .asked = TRUE,
  .read = read_adapter,
  .frame = frame_adapter,
};
