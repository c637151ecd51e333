#include "drivers/scale/frame.h"
#include "drivers/scale/sma.h"

#include <glib/gi18n.h>
#include <string.h>

#define LF 0x0a
#define ETX 0x03

/* NCI SCP-01 (AWTX 7821 manual p.25, Ohaus Aviator service manual p.47-49, CAS CI-100A p.38, MDW p.14):
 *
 *   0A   weight   unit in 2   0D 0A   [S]   status   0D 03
 *   0A                                [S]   status   0D 03     moving or out of range, on some
 *
 * Status is 2 to 4 bytes with b4 = b5 = 1 and b7 = 0; b6 of the second and later says that another follows. First:
 * b0 moving, b1 at zero. Second: b0 under, b1 over. Third: b2 net. A weight of ^ is above the range, of _ below.
 * 0A ? 0D 03: a command that is not known. SCP-12 as one manual prints it inverts the first byte: another
 * protocol, not this one. */
enum
{
  WEIGHT_MOST = 10,
  STATUS_MOST = 4,
  FRAME_MOST = 1 + WEIGHT_MOST + 2 + 2 + 1 + STATUS_MOST + 2,

  S_FIXED_MASK = 0xb0,
  S_FIXED = 0x30,
  S_MORE = 0x40,
  S1_MOVING = 0x01,
  S1_ZERO = 0x02,
  S2_OUT = 0x03,
  S3_NET = 0x04,
};

static gboolean
read_status (const guint8 *status, gsize n, GuoReading *reading)
{
  if (n < 2 || n > STATUS_MOST)
    return FALSE;
  for (gsize i = 0; i < n; i++)
    if ((status[i] & S_FIXED_MASK) != S_FIXED || (i > 0 && ((status[i] & S_MORE) != 0) != (i + 1 < n)))
      return FALSE;
  reading->stable = (status[0] & S1_MOVING) != 0 ? GUO_FLAG_FALSE : GUO_FLAG_TRUE;
  reading->zero = (status[0] & S1_ZERO) != 0 ? GUO_FLAG_TRUE : GUO_FLAG_FALSE;
  reading->overload = (status[1] & S2_OUT) != 0;
  if (n > 2)
    reading->kind = (status[2] & S3_NET) != 0 ? GUO_READING_NET : GUO_READING_GROSS;
  return TRUE;
}

static gboolean
is_all (const guint8 *at, gsize len, guint8 byte)
{
  for (gsize i = 0; i < len; i++)
    if (at[i] != byte)
      return FALSE;
  return len > 0;
}

/* Reads the weight and its unit in two letters. */
static gboolean
read_weight (const guint8 *at, gsize len, GuoReading *reading)
{
  if (len < 3)
    return FALSE;
  len -= 2;
  if (reading->overload || is_all (at, len, '^') || is_all (at, len, '_'))
    {
      reading->overload = TRUE;
      return TRUE;
    }
  return guo_field_number (at, len, reading) && guo_field_unit (at + len, 2, &reading->unit)
         && reading->unit != GUO_UNIT_NONE;
}

/* Reads what stands between 0A and 0D 03. */
static GuoDecodeStatus
read_body (const guint8 *body, gsize len, GuoReading *out)
{
  const guint8 *lf = memchr (body, LF, len);
  const guint8 *status = lf != NULL ? lf + 1 : body;
  gsize n = len - (gsize) (status - body);
  GuoReading reading = { 0 };

  if (guo_line_is (body, len, "?"))
    return GUO_DECODE_SILENT;
  if (n > 0 && status[0] == 'S')
    {
      status++;
      n--;
    }
  if (!read_status (status, n, &reading))
    return GUO_DECODE_SKIP;
  if (lf != NULL && (lf == body || lf[-1] != '\r' || !read_weight (body, (gsize) (lf - body) - 1, &reading)))
    return GUO_DECODE_SKIP;
  *out = reading;
  return GUO_DECODE_READING;
}

static GuoDecodeResult
decode (const guint8 *bytes, gsize len, const GuoScaleConfig *config, GuoReading *out)
{
  GuoDecodeResult result;
  GuoDecodeStatus status;
  const guint8 *end;
  gsize used;

  if (!guo_frame_at_front (bytes, len, LF, 1, &result))
    return result;
  end = memchr (bytes, ETX, MIN (len, FRAME_MOST));
  if (end == NULL)
    return len < FRAME_MOST ? GUO_MORE : GUO_SKIP (1);
  used = (gsize) (end - bytes) + 1;
  if (used < 4 || end[-1] != '\r')
    return GUO_SKIP (1);
  status = read_body (bytes + 1, used - 3, out);
  return status == GUO_DECODE_SKIP ? GUO_SKIP (1) : (GuoDecodeResult) { status, used };
}

static gsize
frame (const GuoScaleDisplay *display, guint8 *out, gsize max)
{
  GuoDigits digits = { "       " };
  gboolean outside = guo_display_out_of_range (display);
  gint first = S_FIXED | (display->stable ? 0 : S1_MOVING) | (display->zero ? S1_ZERO : 0);
  gint second = S_FIXED | S_MORE | (display->underload ? 1 : 0) | (display->overload ? 2 : 0);

  if (outside)
    memset (digits.text, display->overload ? '^' : '_', 7);
  else if (!guo_display_digits (display, 7, '0', TRUE, &digits))
    return 0;
  return guo_frame_printf (out, max, "\n%s%2s\r\n%c%c%c\r\003", digits.text, guo_unit_name (display->unit), first, second,
                           S_FIXED | (display->net ? S3_NET : 0));
}

static const GuoScaleVerb verbs[] = {
  { "ask", GUO_COMMAND_ASKS, "W\r" },
  { "zero", GUO_COMMAND_ACTS, "Z\r" },
  { NULL, GUO_COMMAND_ASKS, NULL },
};

const GuoScaleProtocol guo_scale_nci = {
  .id = "nci",
  .name = N_("NCI SCP-01"),
  .models = "Avery Weigh-Tronix 7821; Ohaus Aviator 7000; CAS CI-100A; MDW",
  .line = "9600/7e1",
  .verified = "manuals AWTX 7821 p.25, Aviator service p.47-49, CI-100A p.38, MDW p.14",
  .max_frame = FRAME_MOST,
  .interval_us = 200 * G_TIME_SPAN_MILLISECOND,
  .poll = GUO_POLL_RATE,
  .ask = "ask",
  .has_stable = TRUE,
  .has_kind = TRUE,
  .has_unit = TRUE,
  .decode = decode,
  .verbs = verbs,
  .frame = frame,
};
