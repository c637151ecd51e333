#include "drivers/scale/toledo-8217.h"

#include "drivers/scale/frame.h"

#include <glib/gi18n.h>
#include <string.h>

#define STX 0x02
#define CR 0x0d

/* Toledo 8217 (Mettler Viva, Ariva, Diva manual p.39 and p.45, Datalogic Magellan, clones; odoo
 * serial_scale_driver.py):
 *
 *   02   digits with the point, 00.000   [N]   0D     at rest; N: net
 *   02   3F   status                           0D     moving or out of range, and after Z
 *   02   E                                     0D     echo test
 *
 * Status: b0 moving, b1 over, b2 under zero, b3 outside the zero range, b4 centre of zero, b5 net, b6 = 1, b7
 * parity, which is not stripped here. 2 decimals mean lb and 3 kg: only the set-up knows. */
enum
{
  VALUE_LEAST = 5,
  VALUE_MOST = 7,
  FRAME_MOST = 1 + VALUE_MOST + 1 + 1,

  S_MOVING = 0x01,
  S_OVER = 0x02,
  S_UNDER = 0x04,
  S_ZERO = 0x10,
  S_NET = 0x20,
  S_FIXED_MASK = 0xc0,
  S_FIXED = 0x40,
};

static GuoDecodeStatus
read_status (guint8 status, GuoReading *out)
{
  if ((status & S_FIXED_MASK) != S_FIXED)
    return GUO_DECODE_SKIP;
  *out = (GuoReading) {
    .kind = (status & S_NET) != 0 ? GUO_READING_NET : GUO_READING_GROSS,
    .stable = (status & S_MOVING) != 0 ? GUO_FLAG_FALSE : GUO_FLAG_TRUE,
    .overload = (status & (S_OVER | S_UNDER)) != 0,
    .zero = (status & S_ZERO) != 0 ? GUO_FLAG_TRUE : GUO_FLAG_FALSE,
  };
  return GUO_DECODE_READING;
}

/* Reads what stands between 02 and 0D. */
static GuoDecodeStatus
read_body (const guint8 *body, gsize len, const GuoScaleConfig *config, GuoReading *out)
{
  GuoReading reading = { .unit = config->unit, .stable = GUO_FLAG_TRUE, .zero = GUO_FLAG_ABSENT };
  gboolean net = len > 0 && body[len - 1] == 'N';

  if (len == 2 && body[0] == '?')
    return read_status (body[1], out);
  if (guo_line_is (body, len, "E"))
    return GUO_DECODE_SILENT;
  reading.kind = net ? GUO_READING_NET : GUO_READING_GROSS;
  len -= net ? 1 : 0;
  if (len < VALUE_LEAST || len > VALUE_MOST || !g_ascii_isdigit (body[0]) || !g_ascii_isdigit (body[len - 1])
      || !guo_field_number (body, len, &reading) || reading.exponent == 0)
    return GUO_DECODE_SKIP;
  *out = reading;
  return GUO_DECODE_READING;
}

static GuoDecodeResult
decode (const guint8 *bytes, gsize len, const GuoScaleConfig *config, GuoReading *out)
{
  GuoDecodeResult result;
  const guint8 *end;
  GuoDecodeStatus status;

  if (!guo_frame_at_front (bytes, len, STX, 1, &result))
    return result;
  end = memchr (bytes, CR, MIN (len, FRAME_MOST));
  if (end == NULL)
    return len < FRAME_MOST ? GUO_MORE : GUO_SKIP (1);
  status = read_body (bytes + 1, (gsize) (end - bytes) - 1, config, out);
  return status == GUO_DECODE_SKIP ? GUO_SKIP (1) : (GuoDecodeResult) { status, (gsize) (end - bytes) + 1 };
}

static gsize
frame (const GuoScaleDisplay *display, guint8 *out, gsize max)
{
  GuoDigits digits;
  gint status = S_FIXED | (display->stable ? 0 : S_MOVING) | (display->overload ? S_OVER : 0)
                | (display->underload || display->mantissa < 0 ? S_UNDER : 0) | (display->net ? S_NET : 0);

  if (status != S_FIXED && status != (S_FIXED | S_NET))
    return guo_frame_printf (out, max, "\002?%c\r", status);
  if (display->exponent >= 0 || !guo_display_digits (display, 6, '0', FALSE, &digits))
    return 0;
  return guo_frame_printf (out, max, "\002%s%s\r", digits.text, display->net ? "N" : "");
}

static gsize
answer (const gchar *verb, const GuoScaleDisplay *display, guint8 *out, gsize max)
{
  if (g_str_equal (verb, "ask"))
    return frame (display, out, max);
  return guo_frame_printf (out, max, "\002?%c\r",
                           S_FIXED | (display->zero ? S_ZERO : 0) | (display->net ? S_NET : 0));
}

/* Without a terminator, but for the tare. 150 ms have to pass after a tare or clear. */
static const GuoScaleVerb verbs[] = {
  { "ask", GUO_COMMAND_ASKS, "W" },        { "zero", GUO_COMMAND_ACTS, "Z" },
  { "clear-tare", GUO_COMMAND_ACTS, "C" }, { "tare", GUO_COMMAND_ACTS, "T\r" },
  { NULL, GUO_COMMAND_ASKS, NULL },
};

const GuoScaleProtocol guo_scale_toledo_8217 = {
  .id = "toledo-8217",
  .name = N_("Toledo 8217 dialogue"),
  .models = "Mettler Toledo Viva, Ariva, Diva; Datalogic Magellan; clones as \"8217\" or \"8213\"",
  .line = "9600/7e1",
  .verified = "manual Diva p.39 and p.45; odoo serial_scale_driver.py",
  .max_frame = FRAME_MOST,
  .interval_us = 200 * G_TIME_SPAN_MILLISECOND,
  .poll = GUO_POLL_RATE,
  .ask = "ask",
  .has_stable = TRUE,
  .has_kind = TRUE,
  .decode = decode,
  .verbs = verbs,
  .frame = frame,
  .answer = answer,
};
