#include "drivers/scale/rinstrum.h"

#include "drivers/scale/frame.h"

#include <glib/gi18n.h>
#include <string.h>

#define STX 0x02
#define ETX 0x03

/* Rinstrum automatic output (R320 manual p.44 FMT_1 and FMT_2, C530 p.48):
 *
 *   A   02   minus or blank   7 characters   S            03
 *   B   02   minus or blank   7 characters   S M Z R   unit in 3   03
 *
 * S: G gross, N net, U underload, O overload, E error; in A also M moving, which hides gross and net. In B:
 * M moving, Z centre of zero, R - 1 2 the range, each else blank; the unit is blank while moving. */
enum
{
  SIGN = 1,
  DIGITS = 2,
  N_DIGITS = 7,
  STATE = DIGITS + N_DIGITS,
  A_LEN = STATE + 2,
  MOTION = STATE + 1,
  ZERO = STATE + 2,
  RANGE = STATE + 3,
  UNIT = STATE + 4,
  B_LEN = UNIT + 3 + 1,
};

static gboolean
read_number (const guint8 *frame, GuoReading *reading)
{
  if ((frame[SIGN] != ' ' && frame[SIGN] != '-') || memchr (frame + DIGITS, '-', N_DIGITS) != NULL
      || memchr (frame + DIGITS, '+', N_DIGITS) != NULL || !guo_field_number (frame + DIGITS, N_DIGITS, reading))
    return FALSE;
  if (frame[SIGN] == '-')
    reading->mantissa = -reading->mantissa;
  return TRUE;
}

/* Reads the weight unless the state says that there is none. */
static GuoDecodeStatus
read_state (const guint8 *frame, GuoReading *reading)
{
  switch (frame[STATE])
    {
    case 'E':
      return GUO_DECODE_SILENT;
    case 'O':
    case 'U':
      reading->overload = TRUE;
      return GUO_DECODE_READING;
    case 'G':
    case 'N':
      reading->kind = frame[STATE] == 'N' ? GUO_READING_NET : GUO_READING_GROSS;
      return read_number (frame, reading) ? GUO_DECODE_READING : GUO_DECODE_SKIP;
    default:
      return GUO_DECODE_SKIP;
    }
}

static GuoDecodeStatus
read_a (const guint8 *frame, const GuoScaleConfig *config, GuoReading *reading)
{
  reading->unit = config->unit;
  if (frame[STATE] == 'M')
    {
      reading->stable = GUO_FLAG_FALSE;
      return read_number (frame, reading) ? GUO_DECODE_READING : GUO_DECODE_SKIP;
    }
  if (frame[STATE] == 'G' || frame[STATE] == 'N')
    reading->stable = GUO_FLAG_TRUE;
  return read_state (frame, reading);
}

static GuoDecodeStatus
read_b (const guint8 *frame, const GuoScaleConfig *config, GuoReading *reading)
{
  if ((frame[MOTION] != ' ' && frame[MOTION] != 'M') || (frame[ZERO] != ' ' && frame[ZERO] != 'Z')
      || frame[RANGE] == '\0' || strchr (" -12", frame[RANGE]) == NULL
      || !guo_field_unit (frame + UNIT, 3, &reading->unit))
    return GUO_DECODE_SKIP;
  reading->stable = frame[MOTION] == 'M' ? GUO_FLAG_FALSE : GUO_FLAG_TRUE;
  reading->zero = frame[ZERO] == 'Z' ? GUO_FLAG_TRUE : GUO_FLAG_FALSE;
  return read_state (frame, reading);
}

static GuoDecodeResult
decode (const guint8 *bytes, gsize len, gsize frame_len, const GuoScaleConfig *config, GuoReading *out)
{
  GuoReading reading = { .stable = GUO_FLAG_ABSENT, .zero = GUO_FLAG_ABSENT };
  GuoDecodeResult result;
  GuoDecodeStatus status;

  if (!guo_frame_at_front (bytes, len, STX, frame_len, &result))
    return result;
  if (bytes[frame_len - 1] != ETX)
    return GUO_SKIP (1);
  status = frame_len == A_LEN ? read_a (bytes, config, &reading) : read_b (bytes, config, &reading);
  if (status == GUO_DECODE_READING)
    *out = reading;
  return status == GUO_DECODE_SKIP ? GUO_SKIP (1) : (GuoDecodeResult) { status, frame_len };
}

static GuoDecodeResult
a_decode (const guint8 *bytes, gsize len, const GuoScaleConfig *config, GuoReading *out)
{
  return decode (bytes, len, A_LEN, config, out);
}

static GuoDecodeResult
b_decode (const guint8 *bytes, gsize len, const GuoScaleConfig *config, GuoReading *out)
{
  return decode (bytes, len, B_LEN, config, out);
}

static gboolean
put_digits (const GuoScaleDisplay *display, GuoDigits *digits, gchar *state)
{
  *digits = (GuoDigits) { "       " };
  *state = display->overload ? 'O' : display->underload ? 'U' : display->net ? 'N' : 'G';
  return guo_display_out_of_range (display) || guo_display_digits (display, N_DIGITS, ' ', FALSE, digits);
}

static gsize
a_frame (const GuoScaleDisplay *display, guint8 *out, gsize max)
{
  GuoDigits digits;
  gchar state;

  if (!put_digits (display, &digits, &state))
    return 0;
  if (!guo_display_out_of_range (display) && !display->stable)
    state = 'M';
  return guo_frame_printf (out, max, "\002%c%s%c\003", display->mantissa < 0 ? '-' : ' ', digits.text, state);
}

static gsize
b_frame (const GuoScaleDisplay *display, guint8 *out, gsize max)
{
  GuoDigits digits;
  gchar state;

  if (!put_digits (display, &digits, &state))
    return 0;
  return guo_frame_printf (out, max, "\002%c%s%c%c%c-%3s\003", display->mantissa < 0 ? '-' : ' ', digits.text, state,
                           display->stable ? ' ' : 'M', display->zero ? 'Z' : ' ',
                           display->stable ? guo_unit_name (display->unit) : "");
}

#define MODELS "Rinstrum R320, R420, C530"
#define MANUALS "manuals R320 p.44, C530 p.48"

const GuoScaleProtocol guo_scale_rinstrum_a = {
  .id = "rinstrum-a",
  .name = N_("Rinstrum FMT_1"),
  .models = MODELS,
  .line = "9600/8n1",
  .verified = MANUALS,
  .max_frame = A_LEN,
  .interval_us = 200 * G_TIME_SPAN_MILLISECOND,
  .has_stable = TRUE,
  .has_kind = TRUE,
  .decode = a_decode,
  .frame = a_frame,
};

const GuoScaleProtocol guo_scale_rinstrum_b = {
  .id = "rinstrum-b",
  .name = N_("Rinstrum FMT_2"),
  .models = MODELS,
  .line = "9600/8n1",
  .verified = MANUALS,
  .max_frame = B_LEN,
  .interval_us = 200 * G_TIME_SPAN_MILLISECOND,
  .has_stable = TRUE,
  .has_kind = TRUE,
  .has_unit = TRUE,
  .decode = b_decode,
  .frame = b_frame,
};
