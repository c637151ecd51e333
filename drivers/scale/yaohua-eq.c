#include "drivers/scale/frame.h"
#include "drivers/scale/yaohua.h"

#include <glib/gi18n.h>
#include <string.h>

#define N_CHARS 7

/* "=" frames (XK3190-A26 manual p.10-11, A23p p.21-22; the period of 8: a driver's tF = 2 and a captured line):
 *
 *   eq-rev   = | 7 characters with the point, LOW first  | '0' or '-'
 *   eq-rev8  = | 7 characters with the point, LOW first  | (next frame's =)
 *   eq-fwd   = | '0' or '-' | 7 characters, HIGH first
 *
 * No checksum, no terminator, no unit. Exactly one point: what is sent when the display has none is not known.
 * A 9-byte frame read with a period of 8 would lose its minus sign; so the next byte must be '='. Negative
 * frames of the period of 8 are not known. */
typedef struct
{
  gboolean reversed;
  gsize sign;   /* place of the sign; 0: none */
  gsize digits; /* place of the first character */
  guint8 minus;
} Layout;

static const Layout rev = { TRUE, 8, 1, '-' };
static const Layout rev8 = { TRUE, 0, 1, '-' };
static const Layout fwd = { FALSE, 1, 2, '-' };
static const Layout a22 = { TRUE, 8, 1, '1' };

static gboolean
read_frame (const guint8 *frame, const Layout *layout, const GuoScaleConfig *config, GuoReading *out)
{
  GuoReading reading = { .unit = config->unit, .stable = GUO_FLAG_ABSENT, .zero = GUO_FLAG_ABSENT };
  gboolean negative = layout->sign != 0 && frame[layout->sign] == layout->minus;
  guint8 text[N_CHARS];

  if (layout->sign != 0 && !negative && frame[layout->sign] != '0')
    return FALSE;
  for (gsize i = 0; i < N_CHARS; i++)
    text[i] = frame[layout->digits + (layout->reversed ? N_CHARS - 1 - i : i)];
  if (memchr (text, '.', N_CHARS) == NULL || text[0] == ' ' || text[0] == '+' || text[0] == '-'
      || !guo_field_number (text, N_CHARS, &reading))
    return FALSE;
  if (negative)
    reading.mantissa = -reading.mantissa;
  *out = reading;
  return TRUE;
}

static GuoDecodeResult
decode (const guint8 *bytes, gsize len, const Layout *layout, const GuoScaleConfig *config, GuoReading *out)
{
  GuoDecodeResult result;

  if (!guo_frame_at_front (bytes, len, '=', GUO_YAOHUA_EQ_LEN, &result))
    return result;
  return read_frame (bytes, layout, config, out) ? (GuoDecodeResult) { GUO_DECODE_READING, GUO_YAOHUA_EQ_LEN }
                                                 : GUO_SKIP (1);
}

static GuoDecodeResult
rev_decode (const guint8 *bytes, gsize len, const GuoScaleConfig *config, GuoReading *out)
{
  return decode (bytes, len, &rev, config, out);
}

static GuoDecodeResult
fwd_decode (const guint8 *bytes, gsize len, const GuoScaleConfig *config, GuoReading *out)
{
  return decode (bytes, len, &fwd, config, out);
}

GuoDecodeResult
guo_yaohua_a22_decode (const guint8 *bytes, gsize len, const GuoScaleConfig *config, GuoReading *out)
{
  return decode (bytes, len, &a22, config, out);
}

static GuoDecodeResult
rev8_decode (const guint8 *bytes, gsize len, const GuoScaleConfig *config, GuoReading *out)
{
  GuoDecodeResult result;

  if (!guo_frame_at_front (bytes, len, '=', GUO_YAOHUA_EQ_LEN, &result))
    return result;
  if (bytes[1 + N_CHARS] != '=' || !read_frame (bytes, &rev8, config, out))
    return GUO_SKIP (1);
  return (GuoDecodeResult) { GUO_DECODE_READING, 1 + N_CHARS };
}

/* The last frame has no '=' behind it: silence stands for it. */
static GuoDecodeResult
rev8_flush (const guint8 *bytes, gsize len, const GuoScaleConfig *config, GuoReading *out)
{
  if (len == 0)
    return GUO_MORE;
  return len == 1 + N_CHARS && bytes[0] == '=' && read_frame (bytes, &rev8, config, out)
             ? (GuoDecodeResult) { GUO_DECODE_READING, len }
             : GUO_SKIP (1);
}

/* What is sent out of range, and without a point, is not known: nothing. */
static gsize
frame (const GuoScaleDisplay *display, const Layout *layout, gsize frame_len, guint8 *out, gsize max)
{
  GuoDigits digits;

  if (max < frame_len || guo_display_out_of_range (display) || display->exponent >= 0
      || (layout->sign == 0 && display->mantissa < 0) || !guo_display_digits (display, N_CHARS, '0', FALSE, &digits))
    return 0;
  out[0] = '=';
  if (layout->sign != 0)
    out[layout->sign] = display->mantissa < 0 ? layout->minus : '0';
  for (gsize i = 0; i < N_CHARS; i++)
    out[layout->digits + (layout->reversed ? N_CHARS - 1 - i : i)] = (guint8) digits.text[i];
  return frame_len;
}

static gsize
rev_frame (const GuoScaleDisplay *display, guint8 *out, gsize max)
{
  return frame (display, &rev, GUO_YAOHUA_EQ_LEN, out, max);
}

static gsize
rev8_frame (const GuoScaleDisplay *display, guint8 *out, gsize max)
{
  return frame (display, &rev8, 1 + N_CHARS, out, max);
}

static gsize
fwd_frame (const GuoScaleDisplay *display, guint8 *out, gsize max)
{
  return frame (display, &fwd, GUO_YAOHUA_EQ_LEN, out, max);
}

gsize
guo_yaohua_a22_frame (const GuoScaleDisplay *display, guint8 *out, gsize max)
{
  return frame (display, &a22, GUO_YAOHUA_EQ_LEN, out, max);
}

const GuoScaleProtocol guo_scale_yaohua_eq_rev = {
  .id = "yaohua-eq-rev",
  .name = N_("Yaohua \"=\", low digit first"),
  .models = "Yaohua XK3190 A6, A9, A23p, A26; Keli D2008",
  .line = "9600/8n1",
  .verified = "manuals XK3190-A26 p.10, A23p p.21",
  .max_frame = GUO_YAOHUA_EQ_LEN,
  .interval_us = 200 * G_TIME_SPAN_MILLISECOND,
  .decode = rev_decode,
  .frame = rev_frame,
};

const GuoScaleProtocol guo_scale_yaohua_eq_rev8 = {
  .id = "yaohua-eq-rev8",
  .name = N_("Yaohua \"=\", low digit first, period of 8"),
  .models = "Yaohua XK3190 A6, A9; Keli D2008",
  .line = "9600/8n1",
  .verified = "a captured line; a public driver (tF = 2)",
  .max_frame = GUO_YAOHUA_EQ_LEN,
  .interval_us = 200 * G_TIME_SPAN_MILLISECOND,
  .decode = rev8_decode,
  .flush = rev8_flush,
  .frame = rev8_frame,
};

const GuoScaleProtocol guo_scale_yaohua_eq_fwd = {
  .id = "yaohua-eq-fwd",
  .name = N_("Yaohua \"=\", high digit first"),
  .models = "Yaohua XK3190 A23p, A26",
  .line = "9600/8n1",
  .verified = "manuals XK3190-A26 p.11, A23p p.22",
  .max_frame = GUO_YAOHUA_EQ_LEN,
  .interval_us = 200 * G_TIME_SPAN_MILLISECOND,
  .decode = fwd_decode,
  .frame = fwd_frame,
};
