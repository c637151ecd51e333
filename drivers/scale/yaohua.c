#include "drivers/scale/yaohua.h"

#include "drivers/scale/frame.h"

#include <glib/gi18n.h>
#include <string.h>

#define STX 0x02
#define ETX 0x03
#define ADDRESS_MAX 26

/* Yaohua frames with an XOR checksum. Continuous output, tF = 0 (XK3190-A9+ manual p.9, DS1 p.6, A26 p.10,
 * A23p p.21):
 *
 *   0    1      2..7                 8              9         10        11
 *   02   + / -  6 digits, high first '0'..'4' point XOR high  XOR low   03
 *
 * Answers to commands, tF = 1 (A9+ p.10-11, DS3 p.6, A23p p.24; Keli XK3118K9 p.10) are
 *
 *   0    1      2        3..10                            11        12       13
 *   02   A..Z   B C D    sign, 6 digits, point as above   XOR high  XOR low  03
 *
 * and the question, like the answer to a handshake (A), the same without 3..10. B gross, C tare, D net;
 * E truck number and F cargo are not asked. The XOR goes over all behind 02; each nibble as an ASCII hex
 * digit. Neither tells whether the weight is stable, nor the unit. What is sent when out of range stands in
 * no manual that could be read. */
enum
{
  VALUE_LEN = 8, /* sign, six digits, place of the point */
  TAIL_LEN = 3,  /* XOR, XOR, 03 */
  TF0_LEN = 1 + VALUE_LEN + TAIL_LEN,
  SHORT_LEN = 3 + TAIL_LEN,
  ANSWER_LEN = SHORT_LEN + VALUE_LEN,
  LETTER = 2,
};

static gboolean
tail_holds (const guint8 *frame, gsize frame_len)
{
  guint sum = guo_xor (frame + 1, frame_len - 1 - TAIL_LEN);
  const guint8 *tail = frame + frame_len - TAIL_LEN;

  return tail[0] == guo_hex_digit (sum >> 4) && tail[1] == guo_hex_digit (sum) && tail[2] == ETX;
}

static gsize
put_tail (guint8 *frame, gsize frame_len)
{
  guint sum = guo_xor (frame + 1, frame_len - 1 - TAIL_LEN);

  frame[0] = STX;
  frame[frame_len - 3] = guo_hex_digit (sum >> 4);
  frame[frame_len - 2] = guo_hex_digit (sum);
  frame[frame_len - 1] = ETX;
  return frame_len;
}

static gboolean
read_value (const guint8 *at, const GuoScaleConfig *config, GuoReading *out)
{
  gint64 mantissa = 0;

  if ((at[0] != '+' && at[0] != '-') || at[7] < '0' || at[7] > '4')
    return FALSE;
  for (gsize i = 1; i < 7; i++)
    {
      if (at[i] < '0' || at[i] > '9')
        return FALSE;
      mantissa = mantissa * 10 + (at[i] - '0');
    }
  *out = (GuoReading) {
    .has_value = TRUE,
    .mantissa = at[0] == '-' ? -mantissa : mantissa,
    .exponent = '0' - at[7],
    .unit = config->unit,
    .kind = GUO_READING_UNKNOWN,
    .stable = GUO_FLAG_ABSENT,
    .zero = GUO_FLAG_ABSENT,
  };
  return TRUE;
}

/* Returns: FALSE out of range, where nothing is sent: what a real indicator does is not known, and silence is
 * the only answer that no station can take for a weight. */
static gboolean
put_value (const GuoScaleDisplay *display, guint8 *at)
{
  gint64 rest = ABS (display->mantissa);

  if (guo_display_out_of_range (display) || rest > 999999 || display->exponent > 0 || display->exponent < -4)
    return FALSE;
  at[0] = display->mantissa < 0 ? '-' : '+';
  for (gsize i = 6; i > 0; i--, rest /= 10)
    at[i] = (guint8) ('0' + rest % 10);
  at[7] = (guint8) ('0' - display->exponent);
  return TRUE;
}

static GuoDecodeResult
tf0_decode (const guint8 *bytes, gsize len, const GuoScaleConfig *config, GuoReading *out)
{
  GuoDecodeResult result;

  if (!guo_frame_at_front (bytes, len, STX, TF0_LEN, &result))
    return result;
  if (!tail_holds (bytes, TF0_LEN) || !read_value (bytes + 1, config, out))
    return GUO_SKIP (1);
  return (GuoDecodeResult) { GUO_DECODE_READING, TF0_LEN };
}

static gsize
tf0_frame (const GuoScaleDisplay *display, guint8 *out, gsize max)
{
  return max >= TF0_LEN && put_value (display, out + 1) ? put_tail (out, TF0_LEN) : 0;
}

static GuoReadingKind
letter_kind (guint8 letter)
{
  return letter == 'B' ? GUO_READING_GROSS : letter == 'C' ? GUO_READING_TARE : GUO_READING_NET;
}

/* An answer, or on a shared pair of wires our own question come back. */
static GuoDecodeResult
cmd_decode (const guint8 *bytes, gsize len, const GuoScaleConfig *config, GuoReading *out)
{
  GuoDecodeResult result;

  if (!guo_frame_at_front (bytes, len, STX, SHORT_LEN, &result))
    return result;
  if (bytes[1] < 'A' || bytes[1] >= 'A' + ADDRESS_MAX || bytes[LETTER] < 'A' || bytes[LETTER] > 'D')
    return GUO_SKIP (1);
  if (tail_holds (bytes, SHORT_LEN))
    return (GuoDecodeResult) { GUO_DECODE_SILENT, SHORT_LEN };
  if (bytes[LETTER] == 'A')
    return GUO_SKIP (1);
  if (len < ANSWER_LEN)
    return GUO_MORE;
  if (!tail_holds (bytes, ANSWER_LEN) || !read_value (bytes + SHORT_LEN - TAIL_LEN, config, out))
    return GUO_SKIP (1);
  out->kind = letter_kind (bytes[LETTER]);
  return (GuoDecodeResult) { GUO_DECODE_READING, ANSWER_LEN };
}

static gsize
cmd_frame (const GuoScaleDisplay *display, guint8 *out, gsize max)
{
  if (max < ANSWER_LEN || !put_value (display, out + 3))
    return 0;
  out[1] = 'A';
  out[LETTER] = 'B';
  return put_tail (out, ANSWER_LEN);
}

static gsize
cmd_answer (const gchar *verb, const GuoScaleDisplay *display, guint8 *out, gsize max)
{
  GuoScaleDisplay shown = *display;
  gint64 net = display->net ? display->mantissa : display->mantissa - display->tare;

  if (max < ANSWER_LEN)
    return 0;
  out[1] = 'A';
  out[LETTER] = g_str_equal (verb, "handshake")   ? 'A'
                : g_str_equal (verb, "ask-gross") ? 'B'
                : g_str_equal (verb, "ask-tare")  ? 'C'
                                                  : 'D';
  if (out[LETTER] == 'A')
    return put_tail (out, SHORT_LEN);
  shown.mantissa = out[LETTER] == 'B' ? net + display->tare : out[LETTER] == 'C' ? display->tare : net;
  return put_value (&shown, out + 3) ? put_tail (out, ANSWER_LEN) : 0;
}

/* Writes 02 address letter XOR XOR 03. @nibble: how a nibble of the XOR is written. */
static gssize
put_question (const GuoScaleCommand *command, guint8 letter, guint8 (*nibble) (guint), guint8 *out, gsize max,
              GError **error)
{
  guint8 address = (guint8) ('A' + command->address - 1);
  guint8 sum = address ^ letter;
  const guint8 frame[SHORT_LEN] = { STX, address, letter, nibble (sum >> 4), nibble (sum & 0xfu), ETX };

  if (max < SHORT_LEN)
    {
      g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ARGUMENT, "no room for the command");
      return -1;
    }
  memcpy (out, frame, SHORT_LEN);
  return SHORT_LEN;
}

static gssize
cmd_encode (const GuoScaleCommand *command, guint8 *out, gsize max, GError **error)
{
  guint8 letter = g_str_equal (command->command, "handshake")   ? 'A'
                  : g_str_equal (command->command, "ask-gross") ? 'B'
                  : g_str_equal (command->command, "ask-tare")  ? 'C'
                                                                : 'D';

  return put_question (command, letter, guo_hex_digit, out, max, error);
}

/* XK3190-A22 p.11: both nibbles plus 30h. What it sends for a nibble above 9 is not known. */
static guint8
a22_nibble (guint nibble)
{
  return (guint8) ('0' + nibble);
}

static gssize
a22_encode (const GuoScaleCommand *command, guint8 *out, gsize max, GError **error)
{
  guint8 letter = g_str_equal (command->command, "zero") ? '0' : g_str_equal (command->command, "tare") ? 'T' : 'R';

  return put_question (command, letter, a22_nibble, out, max, error);
}

/* The A1+ converts 5 to 25 times a second and frames follow the conversion: the interval is the
 * slowest of them. */
const GuoScaleProtocol guo_scale_yaohua_tf0 = {
  .id = "yaohua-tf0",
  .name = N_("Yaohua continuous, tF = 0"),
  .models = "Yaohua XK3190 A1+, A6, A9+, A23p, A26, A27, DS1, DS3; Keli D2008, K9",
  .line = "9600/8n1",
  .verified = "manuals XK3190-A9+ p.9, DS1 p.6, A26 p.10, A23p p.21; public captures of a truck scale",
  .max_frame = TF0_LEN,
  .interval_us = 200 * G_TIME_SPAN_MILLISECOND,
  .has_checksum = TRUE,
  .decode = tf0_decode,
  .frame = tf0_frame,
};

static const GuoScaleVerb cmd_verbs[] = {
  { "handshake", GUO_COMMAND_ASKS, NULL }, { "ask-gross", GUO_COMMAND_ASKS, NULL },
  { "ask-tare", GUO_COMMAND_ASKS, NULL },  { "ask-net", GUO_COMMAND_ASKS, NULL },
  { NULL, GUO_COMMAND_ASKS, NULL },
};

const GuoScaleProtocol guo_scale_yaohua_cmd = {
  .id = "yaohua-cmd",
  .name = N_("Yaohua commands, tF = 1"),
  .models = "Yaohua XK3190 A9+, A23p, DS1, DS3; Keli K9",
  .line = "9600/8n1",
  .verified = "manuals XK3190-A9+ p.10, DS3 p.6, A23p p.24, Keli XK3118K9 p.10",
  .max_frame = ANSWER_LEN,
  .interval_us = 200 * G_TIME_SPAN_MILLISECOND,
  .poll = GUO_POLL_RATE,
  .ask = "ask-gross",
  .max_address = ADDRESS_MAX,
  .has_kind = TRUE,
  .has_checksum = TRUE,
  .decode = cmd_decode,
  .verbs = cmd_verbs,
  .encode = cmd_encode,
  .frame = cmd_frame,
  .answer = cmd_answer,
};

static const GuoScaleVerb a22_verbs[] = {
  { "zero", GUO_COMMAND_ACTS, NULL },
  { "tare", GUO_COMMAND_ACTS, NULL },
  { "ask", GUO_COMMAND_ASKS, NULL },
  { NULL, GUO_COMMAND_ASKS, NULL },
};

const GuoScaleProtocol guo_scale_yaohua_a22_cmd = {
  .id = "yaohua-a22-cmd",
  .name = N_("Yaohua A22 commands"),
  .models = "Yaohua XK3190 A22",
  .line = "9600/8n1",
  .verified = "commands: manual XK3190-A22 p.11; the layout of its answers is unconfirmed",
  .max_frame = GUO_YAOHUA_EQ_LEN,
  .interval_us = 200 * G_TIME_SPAN_MILLISECOND,
  .poll = GUO_POLL_RATE,
  .ask = "ask",
  .max_address = ADDRESS_MAX,
  .decode = guo_yaohua_a22_decode,
  .verbs = a22_verbs,
  .encode = a22_encode,
  .frame = guo_yaohua_a22_frame,
};
