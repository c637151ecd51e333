#include "drivers/scale/frame.h"
#include "drivers/scale/kern.h"

#include <glib/gi18n.h>
#include <string.h>

/* Sartorius and Minebea (CP225D manual p.56, GC803S p.57, WZA p.23-24, Master p.79):
 *
 *   sign   blank   value, right-aligned in 8   blank   unit in 3   CR LF      16 bytes
 *   a word in 6, then the same                                                22 bytes
 *
 * The unit is blank while the weight moves. Words: N net, G gross, T tare; others are refused. H or L among
 * blanks, or "Stat" and High or Low: above, below the range. [6] marks a digit that is not verified. */
enum
{
  LEN = 14,
  WORD = 6,
  VALUE = 10, /* sign, blank, digits */
  UNIT = 3,
};

/* Returns: 'H' or 'L' where the line holds nothing else but blanks, else 0. */
static guint8
lone_letter (const guint8 *line, gsize len)
{
  guint8 letter = 0;

  for (gsize i = 0; i < len; i++)
    if (line[i] != ' ' && letter != 0)
      return 0;
    else if (line[i] != ' ')
      letter = line[i];
  return letter == 'H' || letter == 'L' ? letter : 0;
}

/* Takes the brackets off the digit that is not verified. Returns: the length left. */
static gsize
drop_brackets (const guint8 *line, guint8 *text)
{
  gsize n = 0;

  for (gsize i = 0; i < VALUE; i++)
    if (line[i] != '[' && line[i] != ']')
      text[n++] = line[i];
  return n;
}

static gboolean
read_weight (const guint8 *line, GuoReading *reading)
{
  guint8 text[VALUE];
  gsize n = drop_brackets (line, text);

  if ((line[0] != '+' && line[0] != '-' && line[0] != ' ') || line[1] != ' ' || line[VALUE] != ' '
      || !guo_field_number (text, n, reading) || !guo_field_unit (line + VALUE + 1, UNIT, &reading->unit))
    return FALSE;
  reading->stable = reading->unit != GUO_UNIT_NONE ? GUO_FLAG_TRUE : GUO_FLAG_FALSE;
  return TRUE;
}

static GuoDecodeStatus
read_state (const guint8 *rest, GuoReading *reading)
{
  gsize begin = 0;

  while (begin < LEN && rest[begin] == ' ')
    begin++;
  reading->overload = LEN - begin >= 4 && (memcmp (rest + begin, "High", 4) == 0 || memcmp (rest + begin, "Low ", 4) == 0);
  return reading->overload ? GUO_DECODE_READING : GUO_DECODE_SILENT;
}

static GuoDecodeStatus
read_words (const guint8 *line, GuoReading *reading)
{
  if (memcmp (line, "Stat  ", WORD) == 0)
    return read_state (line + WORD, reading);
  if (!guo_field_blank (line + 1, WORD - 1) || strchr ("GNT", line[0]) == NULL || line[0] == '\0')
    return GUO_DECODE_SKIP;
  reading->kind = line[0] == 'N' ? GUO_READING_NET : line[0] == 'G' ? GUO_READING_GROSS : GUO_READING_TARE;
  return read_weight (line + WORD, reading) ? GUO_DECODE_READING : GUO_DECODE_SKIP;
}

static GuoDecodeStatus
read_line (const guint8 *line, gsize len, const GuoScaleConfig *config, GuoReading *out)
{
  GuoReading reading = { .stable = GUO_FLAG_ABSENT, .zero = GUO_FLAG_ABSENT };
  GuoDecodeStatus status = GUO_DECODE_SKIP;

  if (len == LEN && lone_letter (line, len) != 0)
    {
      reading.overload = TRUE;
      status = GUO_DECODE_READING;
    }
  else if (len == LEN)
    status = read_weight (line, &reading) ? GUO_DECODE_READING : GUO_DECODE_SKIP;
  else if (len == WORD + LEN)
    status = read_words (line, &reading);
  if (status == GUO_DECODE_READING)
    *out = reading;
  return status;
}

static GuoDecodeResult
decode (const guint8 *bytes, gsize len, const GuoScaleConfig *config, GuoReading *out)
{
  return guo_line_decode (bytes, len, config, read_line, out);
}

static gsize
frame (const GuoScaleDisplay *display, guint8 *out, gsize max)
{
  GuoDigits digits;

  if (guo_display_out_of_range (display))
    return guo_frame_printf (out, max, "        %c     \r\n", display->overload ? 'H' : 'L');
  if (!guo_display_digits (display, 8, ' ', FALSE, &digits))
    return 0;
  return guo_frame_printf (out, max, "%c %s %-3s\r\n", display->mantissa < 0 ? '-' : '+', digits.text,
                           display->stable ? guo_unit_name (display->unit) : "");
}

/* ESC P is the print key: what it does beside sending depends on the balance, so it is no question. */
static const GuoScaleVerb verbs[] = {
  { "print", GUO_COMMAND_ACTS, "\033P\r\n" }, { "tare-and-zero", GUO_COMMAND_ACTS, "\033T\r\n" },
  { "tare", GUO_COMMAND_ACTS, "\033U\r\n" },  { "zero", GUO_COMMAND_ACTS, "\033V\r\n" },
  { NULL, GUO_COMMAND_ASKS, NULL },
};

const GuoScaleProtocol guo_scale_sbi = {
  .id = "sbi",
  .name = N_("Sartorius SBI"),
  .models = "Sartorius and Minebea CP, GC, WZA, Master",
  .line = "9600/7o1",
  .verified = "manuals CP225D p.56, GC803S p.57, WZA p.23, Master p.79",
  .max_frame = GUO_LINE_MAX,
  .interval_us = 200 * G_TIME_SPAN_MILLISECOND,
  .ask = "print",
  .has_stable = TRUE,
  .has_kind = TRUE,
  .has_unit = TRUE,
  .decode = decode,
  .verbs = verbs,
  .frame = frame,
};
