#include "drivers/scale/yaohua.h"

#include <string.h>

#define STX 0x02
#define ETX 0x03

/* Yaohua continuous output, tF = 0 (XK3190-A9+ manual p.9, DS1 p.6, A26 p.10, A23p p.21):
 *
 *   0    1      2..7                 8              9         10        11
 *   02   + / -  6 digits, high first '0'..'4' point XOR high  XOR low   03
 *
 * XOR over bytes 1..8; each nibble as an ASCII hex digit. The value is what the display shows; the
 * frame does not tell gross from net, nor whether it is stable, nor the unit. What it sends when out
 * of range stands in no manual that could be read. */
enum
{
  SIGN = 1,
  DIGITS = 2,
  N_DIGITS = 6,
  DECIMALS = 8,
  CHECK_HIGH = 9,
  CHECK_LOW = 10,
  END = 11,
  FRAME_LEN = 12,
};

static guint8
hex_digit (guint nibble)
{
  return (guint8) "0123456789ABCDEF"[nibble & 0xf];
}

static guint
frame_xor (const guint8 *frame)
{
  guint sum = 0;

  for (gsize i = SIGN; i <= DECIMALS; i++)
    sum ^= frame[i];
  return sum;
}

static gboolean
frame_is_whole (const guint8 *frame)
{
  guint sum = frame_xor (frame);

  if (frame[END] != ETX || frame[CHECK_HIGH] != hex_digit (sum >> 4) || frame[CHECK_LOW] != hex_digit (sum))
    return FALSE;
  if ((frame[SIGN] != '+' && frame[SIGN] != '-') || frame[DECIMALS] < '0' || frame[DECIMALS] > '4')
    return FALSE;
  for (gsize i = DIGITS; i < DIGITS + N_DIGITS; i++)
    if (frame[i] < '0' || frame[i] > '9')
      return FALSE;
  return TRUE;
}

static GuoDecodeResult
tf0_decode (const guint8 *bytes, gsize len, const GuoScaleConfig *config, GuoReading *out)
{
  gint64 mantissa = 0;

  if (len > 0 && bytes[0] != STX)
    {
      const guint8 *next = memchr (bytes, STX, len);

      return (GuoDecodeResult) { GUO_DECODE_SKIP, next != NULL ? (gsize) (next - bytes) : len };
    }
  if (len < FRAME_LEN)
    return (GuoDecodeResult) { GUO_DECODE_MORE, 0 };
  if (!frame_is_whole (bytes))
    return (GuoDecodeResult) { GUO_DECODE_SKIP, 1 };

  for (gsize i = DIGITS; i < DIGITS + N_DIGITS; i++)
    mantissa = mantissa * 10 + (bytes[i] - '0');
  *out = (GuoReading) {
    .has_value = TRUE,
    .mantissa = bytes[SIGN] == '-' ? -mantissa : mantissa,
    .exponent = '0' - bytes[DECIMALS],
    .unit = config->unit,
    .kind = GUO_READING_UNKNOWN,
    .stable = GUO_FLAG_ABSENT,
    .zero = GUO_FLAG_ABSENT,
  };
  return (GuoDecodeResult) { GUO_DECODE_READING, FRAME_LEN };
}

/* Out of range nothing is sent: what a real indicator does is not known, and silence is the only
 * answer that no station can take for a weight. */
static gsize
tf0_frame (const GuoScaleDisplay *display, guint8 *out, gsize max)
{
  gint64 rest = ABS (display->mantissa);
  guint sum;

  if (max < FRAME_LEN || display->overload || display->underload || rest > 999999
      || display->exponent > 0 || display->exponent < -4)
    return 0;

  out[0] = STX;
  out[SIGN] = display->mantissa < 0 ? '-' : '+';
  for (gsize i = N_DIGITS; i > 0; i--, rest /= 10)
    out[DIGITS + i - 1] = (guint8) ('0' + rest % 10);
  out[DECIMALS] = (guint8) ('0' - display->exponent);
  sum = frame_xor (out);
  out[CHECK_HIGH] = hex_digit (sum >> 4);
  out[CHECK_LOW] = hex_digit (sum);
  out[END] = ETX;
  return FRAME_LEN;
}

/* The A1+ converts 5 to 25 times a second and frames follow the conversion: the interval is the
 * slowest of them. */
const GuoScaleProtocol guo_scale_yaohua_tf0 = {
  .id = "yaohua-tf0",
  .name = "Yaohua continuous, tF = 0",
  .models = "Yaohua XK3190 A1+, A6, A9+, A23p, A26, A27, DS1, DS3; Keli D2008, K9",
  .line = "9600/8n1",
  .verified = "manuals XK3190-A9+ p.9, DS1 p.6, A26 p.10, A23p p.21; public captures of a truck scale",
  .max_frame = FRAME_LEN,
  .interval_us = 200 * G_TIME_SPAN_MILLISECOND,
  .has_checksum = TRUE,
  .decode = tf0_decode,
  .frame = tf0_frame,
};
