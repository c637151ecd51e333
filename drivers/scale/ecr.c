#include "drivers/scale/cas.h"
#include "drivers/scale/frame.h"

#include <glib/gi18n.h>
#include <string.h>

#define SOH 0x01
#define ACK 0x06
#define NAK 0x15

/* The dialogue of cash registers. CAS (PD-II manual p.23 type 6, SW-II p.15, AP-1; Ohaus Aviator p.36, Gram Zfoc
 * p.42): 05 asks whether the scale is ready, 06 says yes and 15h no, 11h asks for
 *
 *   0  1  2     3          4..9           10 11  12   13 14
 *   01 02 S/U   sign       6 characters   unit   BCC  03 04
 *
 * S stable, U moving; sign blank or minus; F as sign (then FFFFFF): out of range. BCC: XOR of 2..11.
 *
 * Aclas OS2 (OS2X manual p.15-16): the BCC is the XOR of 0..11, and F as status is out of range. By itself it
 * sends ten times a second and adds a flag: b4 zero, b5 a tare is set, b6 out of range. Asked, it answers
 * without: only silence, or the next answer, tells. */
enum
{
  STATUS = 2,
  SIGN = 3,
  DIGITS = 4,
  N_DIGITS = 6,
  UNIT = 10,
  BCC = 12,
  LEN = 15,
  FLAGGED_LEN = LEN + 1,

  FLAG_ZERO = 0x10,
  FLAG_TARE = 0x20,
  FLAG_OUT = 0x40,
};

static gboolean
read_value (const guint8 *frame, GuoReading *reading)
{
  if ((frame[SIGN] != ' ' && frame[SIGN] != '-') || frame[DIGITS] == '-' || frame[DIGITS] == '+'
      || !guo_field_number (frame + DIGITS, N_DIGITS, reading) || !guo_field_unit (frame + UNIT, 2, &reading->unit)
      || reading->unit == GUO_UNIT_NONE)
    return FALSE;
  if (frame[SIGN] == '-')
    reading->mantissa = -reading->mantissa;
  return TRUE;
}

/* Reads the 15 bytes. @summed: where the check sum begins. */
static gboolean
read_frame (const guint8 *frame, gsize summed, GuoReading *reading)
{
  *reading = (GuoReading) { .stable = GUO_FLAG_ABSENT, .zero = GUO_FLAG_ABSENT };
  if (frame[1] != 0x02 || frame[LEN - 2] != 0x03 || frame[LEN - 1] != 0x04
      || guo_xor (frame + summed, BCC - summed) != frame[BCC])
    return FALSE;
  if (frame[STATUS] == 'S' || frame[STATUS] == 'U')
    reading->stable = frame[STATUS] == 'S' ? GUO_FLAG_TRUE : GUO_FLAG_FALSE;
  else if (frame[STATUS] != 'F')
    return FALSE;
  reading->overload = frame[STATUS] == 'F' || frame[SIGN] == 'F';
  return reading->overload || read_value (frame, reading);
}

/* What stands in front of a frame: one byte of the dialogue, or noise. Returns: TRUE when a frame may begin. */
static gboolean
at_frame (const guint8 *bytes, gsize len, GuoDecodeResult *result)
{
  if (len > 0 && (bytes[0] == ACK || bytes[0] == NAK))
    {
      *result = (GuoDecodeResult) { GUO_DECODE_SILENT, 1 };
      return FALSE;
    }
  if (len > 0 && bytes[0] != SOH)
    {
      *result = GUO_SKIP (1);
      return FALSE;
    }
  *result = GUO_MORE;
  return len >= LEN;
}

static GuoDecodeResult
cas_decode (const guint8 *bytes, gsize len, const GuoScaleConfig *config, GuoReading *out)
{
  GuoDecodeResult result;
  GuoReading reading;

  if (!at_frame (bytes, len, &result))
    return result;
  if (!read_frame (bytes, STATUS, &reading))
    return GUO_SKIP (1);
  *out = reading;
  return (GuoDecodeResult) { GUO_DECODE_READING, LEN };
}

/* @flagged: whether a byte behind the 15 is there to be looked at. */
static GuoDecodeResult
aclas_read (const guint8 *bytes, gboolean flagged, GuoReading *out)
{
  GuoReading reading;
  guint8 flags = flagged ? bytes[LEN] : 0;

  if (!read_frame (bytes, 0, &reading))
    return GUO_SKIP (1);
  if (!flagged || (flags & ~(FLAG_ZERO | FLAG_TARE | FLAG_OUT)) != 0)
    {
      *out = reading;
      return (GuoDecodeResult) { GUO_DECODE_READING, LEN };
    }
  reading.kind = (flags & FLAG_TARE) != 0 ? GUO_READING_NET : GUO_READING_GROSS;
  reading.zero = (flags & FLAG_ZERO) != 0 ? GUO_FLAG_TRUE : GUO_FLAG_FALSE;
  if ((flags & FLAG_OUT) != 0)
    {
      reading.overload = TRUE;
      reading.has_value = FALSE;
    }
  *out = reading;
  return (GuoDecodeResult) { GUO_DECODE_READING, FLAGGED_LEN };
}

static GuoDecodeResult
aclas_decode (const guint8 *bytes, gsize len, const GuoScaleConfig *config, GuoReading *out)
{
  GuoDecodeResult result;

  if (!at_frame (bytes, len, &result))
    return result;
  return len < FLAGGED_LEN ? GUO_MORE : aclas_read (bytes, TRUE, out);
}

static GuoDecodeResult
aclas_flush (const guint8 *bytes, gsize len, const GuoScaleConfig *config, GuoReading *out)
{
  GuoDecodeResult result;

  if (!at_frame (bytes, len, &result))
    return result.used == 0 && len > 0 ? GUO_SKIP (1) : result;
  return aclas_read (bytes, FALSE, out);
}

static gsize
put_frame (const GuoScaleDisplay *display, gsize summed, guint8 *out, gsize max)
{
  GuoDigits digits = { "FFFFFF" };
  gboolean outside = guo_display_out_of_range (display);

  if (max < FLAGGED_LEN || (!outside && !guo_display_digits (display, N_DIGITS, '0', FALSE, &digits)))
    return 0;
  guo_frame_printf (out, max, "\001\002%c%c%s%2s", outside && summed == 0 ? 'F' : display->stable ? 'S' : 'U',
                    outside && summed != 0  ? 'F'
                    : display->mantissa < 0 ? '-'
                                            : ' ',
                    digits.text, guo_unit_name (display->unit));
  out[BCC] = guo_xor (out + summed, BCC - summed);
  out[BCC + 1] = 0x03;
  out[BCC + 2] = 0x04;
  out[LEN] = (guint8) ((display->zero ? FLAG_ZERO : 0) | (display->net ? FLAG_TARE : 0) | (outside ? FLAG_OUT : 0));
  return LEN;
}

static gsize
cas_frame (const GuoScaleDisplay *display, guint8 *out, gsize max)
{
  return put_frame (display, STATUS, out, max);
}

static gsize
aclas_frame (const GuoScaleDisplay *display, guint8 *out, gsize max)
{
  return put_frame (display, 0, out, max) > 0 ? FLAGGED_LEN : 0;
}

static gsize
cas_answer (const gchar *verb, const GuoScaleDisplay *display, guint8 *out, gsize max)
{
  return g_str_equal (verb, "ask") ? cas_frame (display, out, max) : guo_frame_printf (out, max, "%c", ACK);
}

static gsize
aclas_answer (const gchar *verb, const GuoScaleDisplay *display, guint8 *out, gsize max)
{
  if (g_str_equal (verb, "ask"))
    return put_frame (display, 0, out, max);
  return g_str_equal (verb, "enquire") ? guo_frame_printf (out, max, "%c", ACK) : 0;
}

static const GuoScaleVerb cas_verbs[] = {
  { "ask", GUO_COMMAND_ASKS, "\x11" },
  { "enquire", GUO_COMMAND_ASKS, "\x05" },
  { NULL, GUO_COMMAND_ASKS, NULL },
};

static const GuoScaleVerb aclas_verbs[] = {
  { "ask", GUO_COMMAND_ASKS, "\x11" },     { "enquire", GUO_COMMAND_ASKS, "\x05" },
  { "tare", GUO_COMMAND_ACTS, "<TK>\t" }, { "zero", GUO_COMMAND_ACTS, "<ZK>\t" },
  { NULL, GUO_COMMAND_ASKS, NULL },
};

const GuoScaleProtocol guo_scale_cas_ecr = {
  .id = "cas-ecr",
  .name = N_("CAS cash register dialogue"),
  .models = "CAS PD-II, SW-II, AP-1; Ohaus Aviator; Gram Zfoc",
  .line = "9600/8n1",
  .verified = "manuals PD-II p.23, SW-II p.15, Aviator p.36, Zfoc p.42",
  .max_frame = LEN,
  .interval_us = 200 * G_TIME_SPAN_MILLISECOND,
  .poll = GUO_POLL_RATE,
  .ask = "ask",
  .has_stable = TRUE,
  .has_unit = TRUE,
  .has_checksum = TRUE,
  .decode = cas_decode,
  .verbs = cas_verbs,
  .frame = cas_frame,
  .answer = cas_answer,
};

const GuoScaleProtocol guo_scale_aclas_os2 = {
  .id = "aclas-os2",
  .name = N_("Aclas OS2"),
  .models = "Aclas, Pinnacle (top-point) OS2, OS2C, OS2X",
  .line = "9600/8n1",
  .verified = "manual OS2X p.15-16",
  .max_frame = FLAGGED_LEN,
  .interval_us = 100 * G_TIME_SPAN_MILLISECOND,
  .ask = "ask",
  .has_stable = TRUE,
  .has_kind = TRUE,
  .has_unit = TRUE,
  .has_checksum = TRUE,
  .decode = aclas_decode,
  .flush = aclas_flush,
  .verbs = aclas_verbs,
  .frame = aclas_frame,
  .answer = aclas_answer,
};
