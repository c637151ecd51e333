#include "drivers/scale/frame.h"
#include "drivers/scale/yaohua.h"

#include <glib/gi18n.h>
#include <string.h>

/* Line of 15 bytes (XK3190-A12(E) manual p.12), overload above Max + 9 e, underload below -20 d:
 *
 *   W   G or N   7 characters: minus first if negative, blank last if no point   kg   XOR XOR   CR LF
 *   nine blanks                                                                  OL or LO, the same
 *
 * XOR over the eleven characters in front of it, each nibble as an ASCII hex digit. */
enum
{
  W15_LEN = 15,
  W15_CHECKED = 11,
  W15_DIGITS = 2,
  W15_N_DIGITS = 7,
  W15_UNIT = 9,
};

static gboolean
w15_read (const guint8 *line, GuoReading *reading)
{
  gsize n = line[W15_UNIT - 1] == ' ' ? W15_N_DIGITS - 1 : W15_N_DIGITS;

  if (guo_field_blank (line, W15_UNIT))
    {
      reading->overload = memcmp (line + W15_UNIT, "OL", 2) == 0 || memcmp (line + W15_UNIT, "LO", 2) == 0;
      return reading->overload;
    }
  reading->kind = line[1] == 'N' ? GUO_READING_NET : GUO_READING_GROSS;
  return line[0] == 'W' && (line[1] == 'N' || line[1] == 'G') && guo_field_number (line + W15_DIGITS, n, reading)
         && guo_field_unit (line + W15_UNIT, 2, &reading->unit) && reading->unit != GUO_UNIT_NONE;
}

static GuoDecodeStatus
w15_line (const guint8 *line, gsize len, const GuoScaleConfig *config, GuoReading *out)
{
  GuoReading reading = { .stable = GUO_FLAG_ABSENT, .zero = GUO_FLAG_ABSENT };
  guint sum;

  if (len != W15_LEN - 2)
    return GUO_DECODE_SKIP;
  sum = guo_xor (line, W15_CHECKED);
  if (line[W15_CHECKED] != guo_hex_digit (sum >> 4) || line[W15_CHECKED + 1] != guo_hex_digit (sum)
      || !w15_read (line, &reading))
    return GUO_DECODE_SKIP;
  *out = reading;
  return GUO_DECODE_READING;
}

static GuoDecodeResult
w15_decode (const guint8 *bytes, gsize len, const GuoScaleConfig *config, GuoReading *out)
{
  return guo_line_decode (bytes, len, config, w15_line, out);
}

static gsize
w15_frame (const GuoScaleDisplay *display, guint8 *out, gsize max)
{
  GuoDigits digits = { "       " };
  gboolean point = display->exponent < 0;
  guint sum;

  if (max < W15_LEN
      || (!guo_display_out_of_range (display)
          && !guo_display_digits (display, point ? W15_N_DIGITS : W15_N_DIGITS - 1, '0', TRUE, &digits)))
    return 0;
  if (guo_display_out_of_range (display))
    guo_frame_printf (out, max, "%9s%s", "", display->overload ? "OL" : "LO");
  else
    guo_frame_printf (out, max, "W%c%-7s%s", display->net ? 'N' : 'G', digits.text, guo_unit_name (display->unit));
  sum = guo_xor (out, W15_CHECKED);
  out[W15_CHECKED] = guo_hex_digit (sum >> 4);
  out[W15_CHECKED + 1] = guo_hex_digit (sum);
  memcpy (out + W15_CHECKED + 2, "\r\n", 2);
  return W15_LEN;
}

/* Line without a checksum (A12 and A27 family, Liden format A p.16, public drivers and receivers):
 *
 *   w   w gross, n net, t tare   7 to 9 characters: minus, digits, point   kg or lb   CR LF */
enum
{
  WW_LEAST = 2 + 7 + 2,
  WW_MOST = 2 + 9 + 2,
};

static GuoDecodeStatus
ww_line (const guint8 *line, gsize len, const GuoScaleConfig *config, GuoReading *out)
{
  GuoReading reading = { .stable = GUO_FLAG_ABSENT, .zero = GUO_FLAG_ABSENT };

  if (len < WW_LEAST || len > WW_MOST || line[0] != 'w' || strchr ("wnt", line[1]) == NULL || line[1] == '\0'
      || line[2] == ' ' || !guo_field_number (line + 2, len - 4, &reading)
      || !guo_field_unit (line + len - 2, 2, &reading.unit) || reading.unit == GUO_UNIT_NONE)
    return GUO_DECODE_SKIP;
  reading.kind = line[1] == 'w' ? GUO_READING_GROSS : line[1] == 'n' ? GUO_READING_NET : GUO_READING_TARE;
  *out = reading;
  return GUO_DECODE_READING;
}

static GuoDecodeResult
ww_decode (const guint8 *bytes, gsize len, const GuoScaleConfig *config, GuoReading *out)
{
  return guo_line_decode (bytes, len, config, ww_line, out);
}

/* Out of range: not known, so nothing. */
static gsize
ww_frame (const GuoScaleDisplay *display, guint8 *out, gsize max)
{
  GuoDigits digits;

  if (guo_display_out_of_range (display) || !guo_display_digits (display, 9, '0', TRUE, &digits))
    return 0;
  return guo_frame_printf (out, max, "w%c%s%s\r\n", display->net ? 'n' : 'w', digits.text, guo_unit_name (display->unit));
}

const GuoScaleProtocol guo_scale_yaohua_w15 = {
  .id = "yaohua-w15",
  .name = N_("Yaohua A12 line with checksum"),
  .models = "Yaohua XK3190 A12, A12E",
  .line = "9600/8n1",
  .verified = "manual XK3190-A12(E) p.12",
  .max_frame = GUO_LINE_MAX,
  .interval_us = 200 * G_TIME_SPAN_MILLISECOND,
  .has_kind = TRUE,
  .has_unit = TRUE,
  .has_checksum = TRUE,
  .decode = w15_decode,
  .frame = w15_frame,
};

const GuoScaleProtocol guo_scale_yaohua_ww = {
  .id = "yaohua-ww",
  .name = N_("Yaohua \"ww\" line"),
  .models = "Yaohua XK3190 A12, A12E, A27; Liden format A",
  .line = "9600/8n1",
  .verified = "Liden manual p.16; lines of public drivers and receivers",
  .max_frame = GUO_LINE_MAX,
  .interval_us = 200 * G_TIME_SPAN_MILLISECOND,
  .has_kind = TRUE,
  .has_unit = TRUE,
  .decode = ww_decode,
  .frame = ww_frame,
};
