#include "drivers/scale/toledo.h"

#include "drivers/scale/frame.h"

#include <glib/gi18n.h>
#include <string.h>

#define STX 0x02
#define CR 0x0d

/* Toledo continuous output (Rockwell 57C428 p.D-1, IND445 p.50, KERN FTC p.42; status bits: Wildcat
 * p.6-5, Fairbanks FB3000 p.55):
 *
 *   0    1 2 3    4..9              10..15           16   17
 *   02   A B C    6 weight digits   6 tare digits    0D   checksum (mt-cont-chk only)
 *
 * A: b0-2 place of the point, b3-4 step, b5 = 1, b6 = 0.
 * B: b0 net, b1 negative, b2 out of range, b3 motion, b4 kg (0: lb), b5 = 1, b6 not zeroed since power-up.
 * C: b0-2 unit, b3 print asked for, b4 expanded display, b5 = 1, b6 tare by keyboard (Fairbanks).
 * b7 is parity everywhere; set, the line setting is wrong, and nothing is stripped here.
 * Digits have no sign and no point; leading zeros may be blanks (Fairbanks 2800 p.64).
 * The checksum makes the low seven bits of the whole frame add up to zero.
 *
 * Not decoded, because no source says what the digits then are: points 0 and 1 (are the dummy zeros
 * among the six digits?), C units beyond t, the clones that move bits (Liden: A5 = 0).
 * A scale not zeroed since power-up, or one whose display is expanded (ten times finer, no trade
 * indication by OIML R 76-1:2006 3.4.1), gives its state and no value. */
enum
{
  A = 1,
  B = 2,
  C = 3,
  WEIGHT = 4,
  TARE = 10,
  N_DIGITS = 6,
  END = 16,
  FRAME_LEN = 17,
  CHECKED_LEN = 18,
};

enum
{
  A_POINT_MASK = 0x07,
  A_STEP_MASK = 0x18,
  A_STEP_SHIFT = 3,
  A_FIXED_MASK = 0xe0,
  POINT_NONE = 2, /* the value of A's point for no decimals; each more is one decimal */

  B_NET = 0x01,
  B_NEGATIVE = 0x02,
  B_OUT_OF_RANGE = 0x04,
  B_MOTION = 0x08,
  B_KG = 0x10,
  B_NOT_ZEROED = 0x40,

  C_UNIT_MASK = 0x07,
  C_UNIT_BY_B = 0,
  C_UNIT_G = 1,
  C_UNIT_T = 2,
  C_EXPANDED = 0x10,

  FIXED = 0x20,
  PARITY = 0x80,
};

typedef enum
{
  STEP_1 = 1,
  STEP_2 = 2,
  STEP_5 = 3,
} Step;

/* Reads six places, leading blanks for zeros. Returns: FALSE when a place is neither. @blank: no
 * digit at all. */
static gboolean
read_digits (const guint8 *at, gint64 *value, gboolean *blank)
{
  *value = 0;
  *blank = TRUE;
  for (gsize i = 0; i < N_DIGITS; i++)
    {
      if (at[i] == ' ' && *blank)
        continue;
      if (at[i] < '0' || at[i] > '9')
        return FALSE;
      *blank = FALSE;
      *value = *value * 10 + (at[i] - '0');
    }
  return TRUE;
}

static gboolean
status_is_known (const guint8 *frame)
{
  return (frame[A] & A_FIXED_MASK) == FIXED && (frame[A] & A_POINT_MASK) >= POINT_NONE
         && (frame[A] & A_STEP_MASK) >> A_STEP_SHIFT >= STEP_1 && (frame[B] & (FIXED | PARITY)) == FIXED
         && (frame[C] & (FIXED | PARITY)) == FIXED && (frame[C] & C_UNIT_MASK) <= C_UNIT_T;
}

static gboolean
checksum_holds (const guint8 *frame)
{
  guint sum = 0;

  for (gsize i = 0; i < CHECKED_LEN; i++)
    sum += frame[i];
  return (sum & 0x7f) == 0;
}

static GuoUnit
frame_unit (const guint8 *frame)
{
  switch (frame[C] & C_UNIT_MASK)
    {
    case C_UNIT_G:
      return GUO_UNIT_G;
    case C_UNIT_T:
      return GUO_UNIT_T;
    case C_UNIT_BY_B:
    default:
      return (frame[B] & B_KG) != 0 ? GUO_UNIT_KG : GUO_UNIT_LB;
    }
}

/* Reads 17 bytes that begin with STX. Returns: FALSE when they are no frame. */
static gboolean
read_frame (const guint8 *frame, GuoReading *out)
{
  gboolean overload = (frame[B] & B_OUT_OF_RANGE) != 0;
  gboolean trade = (frame[B] & B_NOT_ZEROED) == 0 && (frame[C] & C_EXPANDED) == 0;
  gint64 weight, tare;
  gboolean weight_blank, tare_blank;

  if (frame[END] != CR || !status_is_known (frame))
    return FALSE;
  if (!read_digits (frame + WEIGHT, &weight, &weight_blank) || !read_digits (frame + TARE, &tare, &tare_blank))
    return FALSE;
  if (weight_blank && !overload && trade)
    return FALSE;

  *out = (GuoReading) {
    .has_value = !overload && trade,
    .kind = (frame[B] & B_NET) != 0 ? GUO_READING_NET : GUO_READING_GROSS,
    .stable = (frame[B] & B_MOTION) != 0 ? GUO_FLAG_FALSE : GUO_FLAG_TRUE,
    .overload = overload,
    .zero = GUO_FLAG_ABSENT,
  };
  if (out->has_value)
    {
      out->mantissa = (frame[B] & B_NEGATIVE) != 0 ? -weight : weight;
      out->exponent = POINT_NONE - (frame[A] & A_POINT_MASK);
      out->unit = frame_unit (frame);
    }
  return TRUE;
}

static GuoDecodeResult
decode (const guint8 *bytes, gsize len, gsize frame_len, GuoReading *out)
{
  GuoDecodeResult result;

  if (!guo_frame_at_front (bytes, len, STX, frame_len, &result))
    return result;
  if ((frame_len == CHECKED_LEN && !checksum_holds (bytes)) || !read_frame (bytes, out))
    return (GuoDecodeResult) { GUO_DECODE_SKIP, 1 };
  return (GuoDecodeResult) { GUO_DECODE_READING, frame_len };
}

static GuoDecodeResult
plain_decode (const guint8 *bytes, gsize len, const GuoScaleConfig *config, GuoReading *out)
{
  return decode (bytes, len, FRAME_LEN, out);
}

static GuoDecodeResult
checked_decode (const guint8 *bytes, gsize len, const GuoScaleConfig *config, GuoReading *out)
{
  return decode (bytes, len, CHECKED_LEN, out);
}

/* A preset tare as the indicator takes it: digits with at most one point inside, six digits as in the
 * frame. */
static gboolean
preset_is_valid (const gchar *text)
{
  gsize digits = strspn (text, "0123456789");
  gsize decimals = text[digits] == '.' ? strspn (text + digits + 1, "0123456789") : 0;

  if (digits == 0 || digits + decimals > N_DIGITS)
    return FALSE;
  return text[digits] == '\0' || (decimals > 0 && text[digits + 1 + decimals] == '\0');
}

/* CR LF behind each (KERN FTC p.42). The table of the IND445 (p.50) shows no CR LF; it is not known to do
 * harm there. */
static const GuoScaleVerb verbs[] = {
  { "zero", GUO_COMMAND_ACTS, "Z\r\n" },
  { "tare", GUO_COMMAND_PRESETS, "T\r\n" },
  { "clear-tare", GUO_COMMAND_ACTS, "C\r\n" },
  { "print", GUO_COMMAND_ACTS, "P\r\n" },
  { NULL, GUO_COMMAND_ACTS, NULL },
};

static gssize
encode_preset (const GuoScaleCommand *command, guint8 *out, gsize max, GError **error)
{
  if (!preset_is_valid (command->arg))
    {
      g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ARGUMENT,
                   "a preset tare is up to six digits with a point, as 1.85; \"%s\" was given", command->arg);
      return -1;
    }
  return (gssize) guo_frame_printf (out, max, "T%s\r\n", command->arg);
}

static gboolean
unit_bits (GuoUnit unit, guint8 *b, guint8 *c)
{
  switch (unit)
    {
    case GUO_UNIT_KG:
      *b |= B_KG;
      return TRUE;
    case GUO_UNIT_LB:
      return TRUE;
    case GUO_UNIT_G:
      *c |= C_UNIT_G;
      return TRUE;
    case GUO_UNIT_T:
      *c |= C_UNIT_T;
      return TRUE;
    case GUO_UNIT_NONE:
    case GUO_UNIT_MG:
    case GUO_UNIT_OZ:
    case GUO_UNIT_PC:
    case GUO_UNIT_PERCENT:
    default:
      return FALSE;
    }
}

static gsize
plain_frame (const GuoScaleDisplay *display, guint8 *out, gsize max)
{
  gboolean out_of_range = display->overload || display->underload;
  gint64 rest = ABS (display->mantissa);
  guint8 b = FIXED;
  guint8 c = FIXED;

  if (max < FRAME_LEN || display->exponent > 0 || display->exponent < -5
      || (rest > 999999 && !out_of_range) || !unit_bits (display->unit, &b, &c))
    return 0;
  b |= (guint8) ((display->net ? B_NET : 0) | (display->mantissa < 0 ? B_NEGATIVE : 0)
                 | (out_of_range ? B_OUT_OF_RANGE : 0) | (display->stable ? 0 : B_MOTION));

  memset (out, '0', FRAME_LEN);
  out[0] = STX;
  out[A] = (guint8) (FIXED | STEP_1 << A_STEP_SHIFT | (POINT_NONE - display->exponent));
  out[B] = b;
  out[C] = c;
  if (out_of_range)
    memset (out + WEIGHT, ' ', N_DIGITS);
  else
    for (gsize i = N_DIGITS; i > 0; i--, rest /= 10)
      out[WEIGHT + i - 1] = (guint8) ('0' + rest % 10);
  out[END] = CR;
  return FRAME_LEN;
}

static gsize
checked_frame (const GuoScaleDisplay *display, guint8 *out, gsize max)
{
  guint sum = 0;

  if (max < CHECKED_LEN || plain_frame (display, out, max) == 0)
    return 0;
  for (gsize i = 0; i < FRAME_LEN; i++)
    sum += out[i];
  out[FRAME_LEN] = (guint8) (-sum & 0x7f);
  return CHECKED_LEN;
}

#define MODELS                                                                                              \
  "Mettler Toledo 8142, 8530, IND2xx/4xx/5xx/7xx, Panther, Wildcat; as \"Toledo\": Cardinal, Fairbanks, "  \
  "KERN FTC, Triner, Vector, Dini, XK8142"
#define MANUALS "manuals Wildcat p.6-5, Rockwell 57C428 p.D-1, IND445 p.50, KERN FTC p.42"

/* Both send with each conversion, 5 times a second or faster. */
const GuoScaleProtocol guo_scale_mt_cont = {
  .id = "mt-cont",
  .name = N_("Toledo continuous"),
  .models = MODELS,
  .line = "9600/7e1",
  .verified = MANUALS,
  .max_frame = FRAME_LEN,
  .interval_us = 200 * G_TIME_SPAN_MILLISECOND,
  .has_stable = TRUE,
  .has_kind = TRUE,
  .has_unit = TRUE,
  .decode = plain_decode,
  .verbs = verbs,
  .encode = encode_preset,
  .frame = plain_frame,
};

const GuoScaleProtocol guo_scale_mt_cont_chk = {
  .id = "mt-cont-chk",
  .name = N_("Toledo continuous with checksum"),
  .models = MODELS,
  .line = "9600/7e1",
  .verified = MANUALS,
  .max_frame = CHECKED_LEN,
  .interval_us = 200 * G_TIME_SPAN_MILLISECOND,
  .has_stable = TRUE,
  .has_kind = TRUE,
  .has_unit = TRUE,
  .has_checksum = TRUE,
  .decode = checked_decode,
  .verbs = verbs,
  .encode = encode_preset,
  .frame = checked_frame,
};
