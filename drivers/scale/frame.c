#include "drivers/scale/frame.h"

#include <string.h>

#define N_DIGITS_MAX 18

gboolean
guo_frame_at_front (const guint8 *bytes, gsize len, guint8 start, gsize frame_len, GuoDecodeResult *result)
{
  if (len > 0 && bytes[0] != start)
    {
      const guint8 *next = memchr (bytes, start, len);

      *result = GUO_SKIP (next != NULL ? (gsize) (next - bytes) : len);
      return FALSE;
    }
  *result = GUO_MORE;
  return len >= frame_len;
}

GuoDecodeResult
guo_line_decode (const guint8 *bytes, gsize len, const GuoScaleConfig *config, GuoLineFunc func, GuoReading *out)
{
  const guint8 *end = len > 0 ? memchr (bytes, '\n', MIN (len, GUO_LINE_MAX)) : NULL;
  gsize used;

  if (end == NULL)
    return len < GUO_LINE_MAX ? GUO_MORE : GUO_SKIP (GUO_LINE_MAX);
  used = (gsize) (end - bytes) + 1;
  if (used < 2 || end[-1] != '\r')
    return GUO_SKIP (used);
  return (GuoDecodeResult) { func (bytes, used - 2, config, out), used };
}

gboolean
guo_line_is (const guint8 *line, gsize len, const gchar *text)
{
  return len == strlen (text) && memcmp (line, text, len) == 0;
}

gboolean
guo_field_blank (const guint8 *at, gsize len)
{
  for (gsize i = 0; i < len; i++)
    if (at[i] != ' ')
      return FALSE;
  return TRUE;
}

static gsize
skip_blanks (const guint8 *at, gsize len, gsize i)
{
  while (i < len && at[i] == ' ')
    i++;
  return i;
}

gboolean
guo_field_number (const guint8 *at, gsize len, GuoReading *out)
{
  gsize i = skip_blanks (at, len, 0);
  gboolean negative = i < len && at[i] == '-';
  gint64 mantissa = 0;
  gsize n_digits = 0;
  gint decimals = -1; /* no point yet */

  if (i < len && (at[i] == '-' || at[i] == '+'))
    i = skip_blanks (at, len, i + 1);
  for (; i < len; i++)
    if (at[i] == '.' && decimals < 0)
      decimals = 0;
    else if (at[i] >= '0' && at[i] <= '9' && n_digits < N_DIGITS_MAX)
      {
        mantissa = mantissa * 10 + (at[i] - '0');
        n_digits++;
        decimals += decimals >= 0 ? 1 : 0;
      }
    else
      return FALSE;
  if (n_digits == 0 || decimals > 9)
    return FALSE;
  out->has_value = TRUE;
  out->mantissa = negative ? -mantissa : mantissa;
  out->exponent = -MAX (decimals, 0);
  return TRUE;
}

gboolean
guo_field_unit (const guint8 *at, gsize len, GuoUnit *unit)
{
  gchar name[8];
  gsize begin = skip_blanks (at, len, 0);

  while (len > begin && at[len - 1] == ' ')
    len--;
  *unit = GUO_UNIT_NONE;
  if (begin == len)
    return TRUE;
  if (len - begin >= sizeof name)
    return FALSE;
  memcpy (name, at + begin, len - begin);
  name[len - begin] = '\0';
  *unit = guo_unit_from_name (name);
  return *unit != GUO_UNIT_NONE;
}

guint8
guo_xor (const guint8 *at, gsize len)
{
  guint8 sum = 0;

  for (gsize i = 0; i < len; i++)
    sum ^= at[i];
  return sum;
}

guint8
guo_hex_digit (guint nibble)
{
  return (guint8) "0123456789ABCDEF"[nibble & 0xf];
}

gsize
guo_frame_printf (guint8 *out, gsize max, const gchar *format, ...)
{
  gchar text[2 * GUO_LINE_MAX];
  va_list args;
  gint len;

  va_start (args, format);
  len = g_vsnprintf (text, sizeof text, format, args);
  va_end (args);
  if (len < 0 || (gsize) len >= sizeof text || (gsize) len > max)
    return 0;
  memcpy (out, text, (gsize) len);
  return (gsize) len;
}

gboolean
guo_display_digits (const GuoScaleDisplay *display, gsize width, gchar pad, gboolean sign, GuoDigits *out)
{
  guint64 rest = (guint64) ABS (display->mantissa);
  gint decimals = -display->exponent;
  gsize least = 1 + (decimals > 0 ? (gsize) decimals + 1 : 0);
  gboolean minus = sign && display->mantissa < 0;
  gsize at = width;

  if (width >= sizeof out->text || decimals < 0 || least + (minus ? 1 : 0) > width)
    return FALSE;
  memset (out->text, pad, width);
  out->text[width] = '\0';
  for (gint place = 0; place <= decimals || rest > 0; place++, rest /= 10)
    {
      if (at == 0)
        return FALSE;
      out->text[--at] = (gchar) ('0' + rest % 10);
      if (place + 1 == decimals)
        out->text[--at] = '.';
    }
  if (minus && at == 0)
    return FALSE;
  if (minus)
    out->text[pad == '0' ? 0 : at - 1] = '-';
  return TRUE;
}

gboolean
guo_display_out_of_range (const GuoScaleDisplay *display)
{
  return display->overload || display->underload;
}
