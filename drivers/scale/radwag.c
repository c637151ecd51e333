#include "drivers/scale/radwag.h"

#include "drivers/scale/frame.h"

#include <glib/gi18n.h>
#include <string.h>

/* Radwag (PUE C/31 manual p.58, C41H p.144, WTC p.46-48; R balances p.84 send one blank more behind the command):
 *
 *   command in 3   [blank]   stability   blank   sign   mass, right-aligned in 9   blank   unit in 3   CR LF
 *
 * Command S, SI, SU or SUI as it was asked. Stability: blank at rest, ? moving, ^ above, v below the range.
 * A command is answered by itself and A, D, I, ^, v or E first; ES says that it is not understood. */
enum
{
  COMMAND = 3,
  STABILITY = 3,
  SIGN = 5,
  MASS = 6,
  N_MASS = 9,
  UNIT = MASS + N_MASS + 1,
  LEN = UNIT + 3,
  LONGER_LEN = LEN + 1,
  ANSWER_MOST = 5, /* "SUI A" */
};

static gboolean
is_answer (const guint8 *line, gsize len)
{
  if (guo_line_is (line, len, "ES"))
    return TRUE;
  return len >= 3 && len <= ANSWER_MOST && g_ascii_isupper (line[0]) && line[len - 2] == ' '
         && strchr ("ADI^vE", line[len - 1]) != NULL;
}

static gboolean
command_is_weight (const guint8 *line)
{
  static const gchar *const commands[] = { "S  ", "SI ", "SU ", "SUI" };

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (memcmp (line, commands[i], COMMAND) == 0)
      return TRUE;
  return FALSE;
}

/* Reads a line of 19 characters, the further blank of some balances taken out. */
static gboolean
read_weight (const guint8 *line, GuoReading *reading)
{
  if (line[STABILITY + 1] != ' ' || strchr ("?^v ", line[STABILITY]) == NULL || line[STABILITY] == '\0')
    return FALSE;
  reading->overload = line[STABILITY] == '^' || line[STABILITY] == 'v';
  if (reading->overload)
    return TRUE;
  reading->stable = line[STABILITY] == '?' ? GUO_FLAG_FALSE : GUO_FLAG_TRUE;
  if ((line[SIGN] != ' ' && line[SIGN] != '-') || line[UNIT - 1] != ' '
      || !guo_field_number (line + MASS, N_MASS, reading) || !guo_field_unit (line + UNIT, 3, &reading->unit)
      || reading->unit == GUO_UNIT_NONE)
    return FALSE;
  if (line[SIGN] == '-')
    reading->mantissa = -reading->mantissa;
  return TRUE;
}

static GuoDecodeStatus
read_line (const guint8 *line, gsize len, const GuoScaleConfig *config, GuoReading *out)
{
  GuoReading reading = { .stable = GUO_FLAG_ABSENT, .zero = GUO_FLAG_ABSENT };
  guint8 text[LEN];

  if (is_answer (line, len))
    return GUO_DECODE_SILENT;
  if ((len != LEN && len != LONGER_LEN) || !command_is_weight (line)
      || (len == LONGER_LEN && line[COMMAND] != ' '))
    return GUO_DECODE_SKIP;
  memcpy (text, line, COMMAND);
  memcpy (text + COMMAND, line + len - (LEN - COMMAND), LEN - COMMAND);
  if (!read_weight (text, &reading))
    return GUO_DECODE_SKIP;
  *out = reading;
  return GUO_DECODE_READING;
}

static GuoDecodeResult
decode (const guint8 *bytes, gsize len, const GuoScaleConfig *config, GuoReading *out)
{
  return guo_line_decode (bytes, len, config, read_line, out);
}

static gsize
frame (const GuoScaleDisplay *display, guint8 *out, gsize max)
{
  GuoDigits digits = { "         " };
  gchar state = display->overload ? '^' : display->underload ? 'v' : display->stable ? ' ' : '?';

  if (!guo_display_out_of_range (display) && !guo_display_digits (display, N_MASS, ' ', FALSE, &digits))
    return 0;
  return guo_frame_printf (out, max, "SI %c %c%s %-3s\r\n", state, display->mantissa < 0 ? '-' : ' ', digits.text,
                           guo_unit_name (display->unit));
}

static gsize
answer (const gchar *verb, const GuoScaleDisplay *display, guint8 *out, gsize max)
{
  if (g_str_has_prefix (verb, "ask"))
    return frame (display, out, max);
  return guo_frame_printf (out, max, "%s A\r\n",
                           g_str_equal (verb, "zero")     ? "Z"
                           : g_str_equal (verb, "tare")   ? "T"
                           : g_str_equal (verb, "repeat") ? "C1"
                                                          : "C0");
}

static const GuoScaleVerb verbs[] = {
  { "ask", GUO_COMMAND_ASKS, "SI\r\n" },   { "ask-stable", GUO_COMMAND_ASKS, "S\r\n" },
  { "repeat", GUO_COMMAND_ACTS, "C1\r\n" }, { "stop", GUO_COMMAND_ACTS, "C0\r\n" },
  { "zero", GUO_COMMAND_ACTS, "Z\r\n" },   { "tare", GUO_COMMAND_ACTS, "T\r\n" },
  { NULL, GUO_COMMAND_ASKS, NULL },
};

const GuoScaleProtocol guo_scale_radwag = {
  .id = "radwag",
  .name = N_("Radwag"),
  .models = "Radwag PUE C/31, C41H, WTC, R balances",
  .line = "9600/8n1",
  .verified = "manuals PUE C/31 p.58, C41H p.144, WTC p.46, R p.84",
  .max_frame = GUO_LINE_MAX,
  .interval_us = 200 * G_TIME_SPAN_MILLISECOND,
  .poll = GUO_POLL_RATE,
  .ask = "ask",
  .has_stable = TRUE,
  .has_unit = TRUE,
  .decode = decode,
  .verbs = verbs,
  .frame = frame,
  .answer = answer,
};
