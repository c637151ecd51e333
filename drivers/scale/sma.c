#include "drivers/scale/sma.h"

#include "drivers/scale/frame.h"

#include <glib/gi18n.h>
#include <string.h>

#define LF 0x0a
#define CR 0x0d

/* SMA (PR 5220 manual p.130, FB2550 p.180, T419S p.61):
 *
 *   0A   s   range   n   m   reserved   weight, right-aligned in 10   unit, left in 3   0D
 *
 * s: Z centre of zero, O over, U under, E zero error, I initial zero error, T tare error, or blank. n: G gross,
 * N net, T tare, g n the same in high resolution. m: M moving, or blank. 0A ? 0D: a command that is not known. */
enum
{
  STATE = 1,
  KIND = 3,
  MOTION = 4,
  RESERVED = 5,
  WEIGHT = 6,
  N_WEIGHT = 10,
  UNIT = WEIGHT + N_WEIGHT,
  LEN = UNIT + 3 + 1,
};

static gboolean
read_head (const guint8 *frame, GuoReading *reading)
{
  switch (frame[KIND])
    {
    case 'G':
    case 'g':
      reading->kind = GUO_READING_GROSS;
      break;
    case 'N':
    case 'n':
      reading->kind = GUO_READING_NET;
      break;
    case 'T':
      reading->kind = GUO_READING_TARE;
      break;
    default:
      return FALSE;
    }
  reading->stable = frame[MOTION] == 'M' ? GUO_FLAG_FALSE : GUO_FLAG_TRUE;
  reading->zero = frame[STATE] == 'Z' ? GUO_FLAG_TRUE : GUO_FLAG_FALSE;
  reading->overload = frame[STATE] == 'O' || frame[STATE] == 'U';
  return (frame[MOTION] == 'M' || frame[MOTION] == ' ') && g_ascii_isdigit (frame[STATE + 1]);
}

static GuoDecodeStatus
read_frame (const guint8 *frame, GuoReading *out)
{
  GuoReading reading = { 0 };

  if (frame[LEN - 1] != CR || !read_head (frame, &reading))
    return GUO_DECODE_SKIP;
  if (frame[STATE] == 'E' || frame[STATE] == 'I' || frame[STATE] == 'T')
    return GUO_DECODE_SILENT;
  if (!reading.overload
      && ((frame[STATE] != ' ' && frame[STATE] != 'Z') || !guo_field_number (frame + WEIGHT, N_WEIGHT, &reading)
          || !guo_field_unit (frame + UNIT, 3, &reading.unit) || reading.unit == GUO_UNIT_NONE))
    return GUO_DECODE_SKIP;
  *out = reading;
  return GUO_DECODE_READING;
}

static GuoDecodeResult
decode (const guint8 *bytes, gsize len, const GuoScaleConfig *config, GuoReading *out)
{
  GuoDecodeResult result;
  GuoDecodeStatus status;

  if (guo_frame_at_front (bytes, len, LF, 3, &result) && bytes[1] == '?' && bytes[2] == CR)
    return (GuoDecodeResult) { GUO_DECODE_SILENT, 3 };
  if (!guo_frame_at_front (bytes, len, LF, LEN, &result))
    return result;
  status = read_frame (bytes, out);
  return status == GUO_DECODE_SKIP ? GUO_SKIP (1) : (GuoDecodeResult) { status, LEN };
}

static gsize
frame (const GuoScaleDisplay *display, guint8 *out, gsize max)
{
  GuoDigits digits = { "          " };
  gchar state = display->overload ? 'O' : display->underload ? 'U' : display->zero ? 'Z' : ' ';

  if (!guo_display_out_of_range (display) && !guo_display_digits (display, N_WEIGHT, ' ', TRUE, &digits))
    return 0;
  return guo_frame_printf (out, max, "\n%c1%c%c %s%-3s\r", state, display->net ? 'N' : 'G', display->stable ? ' ' : 'M',
                           digits.text, guo_unit_name (display->unit));
}

static const GuoScaleVerb verbs[] = {
  { "ask", GUO_COMMAND_ASKS, "\nW\r" },
  { "zero", GUO_COMMAND_ACTS, "\nZ\r" },
  { "tare", GUO_COMMAND_ACTS, "\nT\r" },
  { NULL, GUO_COMMAND_ASKS, NULL },
};

const GuoScaleProtocol guo_scale_sma = {
  .id = "sma",
  .name = N_("SMA"),
  .models = "Sartorius PR 5210, PR 5220; Fairbanks FB2550; T419S; Minebea over TCP 49155",
  .line = "9600/8n1",
  .verified = "manuals PR 5220 p.130, FB2550 p.180, T419S p.61",
  .max_frame = LEN,
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
