#include "drivers/scale/cas.h"

#include "drivers/scale/frame.h"

#include <glib/gi18n.h>
#include <string.h>

/* CAS (CI-150/400 manual p.104, CI-600D p.75, NT-200 p.49):
 *
 *   ST US OL   ,   GS NT   ,   device, lamps   ,   8 characters   blank   unit in 2   CR LF
 *
 * Device: 30h + number. Lamps: b7 = 1, b6 stable, b5 1 (0 on the CI-600D), b4 hold, b3 print, b2 gross, b1 tare,
 * b0 zero. A lamp byte without b7 came over seven data bits: refused, the line setting is wrong. Where the
 * minus of a negative weight stands is not known; it is read where a number may have it. */
enum
{
  KIND = 3,
  DEVICE = 6,
  LAMPS = 7,
  DATA = 9,
  N_DATA = 8,
  UNIT = DATA + N_DATA + 1,
  LEN = UNIT + 2,

  LAMPS_FIXED = 0x80,
  LAMP_STABLE = 0x40,
  LAMP_FIXED_5 = 0x20,
  LAMP_GROSS = 0x04,
  LAMP_TARE = 0x02,
  LAMP_ZERO = 0x01,
};

static gboolean
head_is_known (const guint8 *line)
{
  return (memcmp (line, "ST,", 3) == 0 || memcmp (line, "US,", 3) == 0 || memcmp (line, "OL,", 3) == 0)
         && (memcmp (line + KIND, "GS,", 3) == 0 || memcmp (line + KIND, "NT,", 3) == 0) && line[DEVICE] >= '0'
         && (line[LAMPS] & LAMPS_FIXED) != 0 && line[DATA - 1] == ',' && line[UNIT - 1] == ' ';
}

static GuoDecodeStatus
read_line (const guint8 *line, gsize len, const GuoScaleConfig *config, GuoReading *out)
{
  GuoReading reading = { .stable = GUO_FLAG_ABSENT };

  if (len != LEN || !head_is_known (line))
    return GUO_DECODE_SKIP;
  reading.kind = line[KIND] == 'N' ? GUO_READING_NET : GUO_READING_GROSS;
  reading.zero = (line[LAMPS] & LAMP_ZERO) != 0 ? GUO_FLAG_TRUE : GUO_FLAG_FALSE;
  reading.overload = line[0] == 'O';
  if (!reading.overload)
    {
      reading.stable = line[0] == 'S' ? GUO_FLAG_TRUE : GUO_FLAG_FALSE;
      if (!guo_field_number (line + DATA, N_DATA, &reading) || !guo_field_unit (line + UNIT, 2, &reading.unit)
          || reading.unit == GUO_UNIT_NONE)
        return GUO_DECODE_SKIP;
    }
  *out = reading;
  return GUO_DECODE_READING;
}

static GuoDecodeResult
decode (const guint8 *bytes, gsize len, const GuoScaleConfig *config, GuoReading *out)
{
  return guo_line_decode (bytes, len, config, read_line, out);
}

static gsize
frame (const GuoScaleDisplay *display, guint8 *out, gsize max)
{
  GuoDigits digits = { "        " };
  gboolean outside = guo_display_out_of_range (display);
  gint lamps = LAMPS_FIXED | LAMP_FIXED_5 | (display->stable ? LAMP_STABLE : 0)
               | (display->net ? LAMP_TARE : LAMP_GROSS) | (display->zero ? LAMP_ZERO : 0);

  if (!outside && !guo_display_digits (display, N_DATA, '0', TRUE, &digits))
    return 0;
  return guo_frame_printf (out, max, "%s,%s,1%c,%s %2s\r\n", outside ? "OL" : display->stable ? "ST" : "US",
                           display->net ? "NT" : "GS", lamps, digits.text, guo_unit_name (display->unit));
}

static const GuoScaleVerb verbs[] = {
  { "ask", GUO_COMMAND_ASKS, NULL },
  { "zero", GUO_COMMAND_ACTS, NULL },
  { "tare", GUO_COMMAND_ACTS, NULL },
  { NULL, GUO_COMMAND_ASKS, NULL },
};

/* CI-200 manual p.43: D, the device in two digits, two letters. */
static gssize
encode (const GuoScaleCommand *command, guint8 *out, gsize max, GError **error)
{
  gchar letter = g_str_equal (command->command, "zero") ? 'Z' : g_str_equal (command->command, "tare") ? 'T' : 'W';
  gsize n = guo_frame_printf (out, max, "D%02uK%c\r\n", command->address, letter);

  if (n == 0)
    g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ARGUMENT, "no room for the command");
  return n > 0 ? (gssize) n : -1;
}

const GuoScaleProtocol guo_scale_cas_22 = {
  .id = "cas-22",
  .name = N_("CAS line of 22 bytes"),
  .models = "CAS CI-150, CI-200, CI-400, CI-600D, NT-200",
  .line = "9600/8n1",
  .verified = "manuals CI-150/400 p.104, CI-600D p.75, NT-200 p.49; commands CI-200 p.43",
  .max_frame = GUO_LINE_MAX,
  .interval_us = 200 * G_TIME_SPAN_MILLISECOND,
  .ask = "ask",
  .max_address = 99,
  .has_stable = TRUE,
  .has_kind = TRUE,
  .has_unit = TRUE,
  .decode = decode,
  .verbs = verbs,
  .encode = encode,
  .frame = frame,
};
