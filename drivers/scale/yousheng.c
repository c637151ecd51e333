#include "drivers/scale/yousheng.h"

#include "drivers/scale/frame.h"

#include <glib/gi18n.h>

#define START 0xff

/* Yousheng JCS-B manual p.6:
 *
 *   0    1       2        3        4         5
 *   FF   flags   BCD low  BCD mid  BCD high  unit: 0 kg, 1 lb
 *
 * Flags: b0-2 decimals 0 to 5, b3-4 mode (0 weighing; others are no weight: refused), b5 negative, b6 stable, b7
 * overflow. No checksum: FF is no BCD, no unit and no flags, so a cut frame is noticed. A public driver for the
 * HT9800 reads the same frame with one decimal less: one weight has to be compared with the display. */
enum
{
  FLAGS = 1,
  LOW = 2,
  N_BCD = 3,
  UNIT = 5,
  LEN = 6,

  F_DECIMALS = 0x07,
  F_MODE = 0x18,
  F_NEGATIVE = 0x20,
  F_STABLE = 0x40,
  F_OVERFLOW = 0x80,
  DECIMALS_MOST = 5,
};

static gboolean
read_bcd (const guint8 *low, gint64 *value)
{
  *value = 0;
  for (gsize i = N_BCD; i > 0; i--)
    {
      if (low[i - 1] >> 4 > 9 || (low[i - 1] & 0x0f) > 9)
        return FALSE;
      *value = *value * 100 + (low[i - 1] >> 4) * 10 + (low[i - 1] & 0x0f);
    }
  return TRUE;
}

static GuoDecodeResult
decode (const guint8 *bytes, gsize len, const GuoScaleConfig *config, GuoReading *out)
{
  GuoDecodeResult result;
  guint flags;
  gint64 value;

  if (!guo_frame_at_front (bytes, len, START, LEN, &result))
    return result;
  flags = bytes[FLAGS];
  if ((flags & F_DECIMALS) > DECIMALS_MOST || (flags & F_MODE) != 0 || bytes[UNIT] > 1 || !read_bcd (bytes + LOW, &value))
    return GUO_SKIP (1);
  *out = (GuoReading) {
    .stable = (flags & F_STABLE) != 0 ? GUO_FLAG_TRUE : GUO_FLAG_FALSE,
    .overload = (flags & F_OVERFLOW) != 0,
    .zero = GUO_FLAG_ABSENT,
  };
  if (!out->overload)
    {
      out->has_value = TRUE;
      out->mantissa = (flags & F_NEGATIVE) != 0 ? -value : value;
      out->exponent = -(gint) (flags & F_DECIMALS);
      out->unit = bytes[UNIT] == 0 ? GUO_UNIT_KG : GUO_UNIT_LB;
    }
  return (GuoDecodeResult) { GUO_DECODE_READING, LEN };
}

static gsize
frame (const GuoScaleDisplay *display, guint8 *out, gsize max)
{
  gboolean outside = guo_display_out_of_range (display);
  gint64 rest = outside ? 0 : ABS (display->mantissa);

  if (max < LEN || rest > 999999 || display->exponent > 0 || display->exponent < -DECIMALS_MOST
      || (display->unit != GUO_UNIT_KG && display->unit != GUO_UNIT_LB))
    return 0;
  out[0] = START;
  out[FLAGS] = (guint8) (-display->exponent | (display->mantissa < 0 ? F_NEGATIVE : 0)
                         | (display->stable ? F_STABLE : 0) | (outside ? F_OVERFLOW : 0));
  for (gsize i = LOW; i < UNIT; i++, rest /= 100)
    out[i] = (guint8) ((rest % 100) / 10 << 4 | rest % 10);
  out[UNIT] = display->unit == GUO_UNIT_LB ? 1 : 0;
  return LEN;
}

const GuoScaleProtocol guo_scale_yousheng_ff = {
  .id = "yousheng-ff",
  .name = N_("Yousheng, six bytes"),
  .models = "Yousheng JCS-B; HT9800 with other decimals",
  .line = "9600/8n1",
  .verified = "manual JCS-B p.6",
  .max_frame = LEN,
  .interval_us = 200 * G_TIME_SPAN_MILLISECOND,
  .has_stable = TRUE,
  .has_unit = TRUE,
  .decode = decode,
  .frame = frame,
};
