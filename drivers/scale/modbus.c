#include "drivers/scale/modbus.h"

#include "drivers/scale/frame.h"
#include "drivers/scale/register-map.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Answers to function 3 or 4 (MODBUS over Serial Line 1.02, 2.5.1; MODBUS Messaging on TCP/IP 1.0b, 3.1.3):
 *
 *   RTU  address   function   bytes   registers, high byte first   CRC low   CRC high
 *   TCP  transaction in 2   00 00   length in 2   unit   function   bytes   registers
 *
 * An exception has the function with bit 7 set and one byte of reason. Which register is what says the map; the
 * power of ten and the unit, which no register of the maps known tells, say the settings of the device. */
enum
{
  TCP_HEAD = 6,
  RTU_TAIL = 2,
  BODY_HEAD = 3, /* address, function, bytes */
  EXCEPTION = 0x80,
  EXCEPTION_LEN = 3,
  FRAME_MOST = TCP_HEAD + BODY_HEAD + 2 * GUO_REGISTERS_MAX,
  QUESTION_LEN = 6, /* address, function, first, count */
  ADDRESS_MAX = 247,
};

static guint16
crc16 (const guint8 *at, gsize len)
{
  guint crc = 0xffff;

  for (gsize i = 0; i < len; i++)
    {
      crc ^= at[i];
      for (gint bit = 0; bit < 8; bit++)
        crc = (crc & 1) != 0 ? crc >> 1 ^ 0xa001 : crc >> 1;
    }
  return (guint16) crc;
}

static guint16
word_at (const guint8 *at)
{
  return (guint16) (at[0] << 8 | at[1]);
}

/* Returns: FALSE for a float that is no number or too large. */
static gboolean
read_value (const guint8 *registers, const GuoRegisterMap *map, const GuoRegisterValue *value, gint exponent,
            gint64 *mantissa)
{
  guint16 word = word_at (registers + 2 * value->at);
  guint16 next = value->type >= GUO_REGISTER_U32 ? word_at (registers + 2 * value->at + 2) : 0;
  guint32 both = map->low_first ? (guint32) next << 16 | word : (guint32) word << 16 | next;
  gfloat single;
  gdouble scaled;

  switch (value->type)
    {
    case GUO_REGISTER_U16:
      *mantissa = word;
      return TRUE;
    case GUO_REGISTER_S16:
      *mantissa = (gint16) word;
      return TRUE;
    case GUO_REGISTER_U32:
      *mantissa = both;
      return TRUE;
    case GUO_REGISTER_S32:
      *mantissa = (gint32) both;
      return TRUE;
    case GUO_REGISTER_F32:
    default:
      memcpy (&single, &both, sizeof single);
      scaled = (gdouble) single * pow (10, -exponent);
      if (!isfinite (scaled) || fabs (scaled) > 1e9)
        return FALSE;
      *mantissa = llround (scaled);
      return TRUE;
    }
}

static GuoFlag
flag (guint16 status, guint16 mask)
{
  if (mask == 0)
    return GUO_FLAG_ABSENT;
  return (status & mask) != 0 ? GUO_FLAG_TRUE : GUO_FLAG_FALSE;
}

static GuoDecodeStatus
read_registers (const guint8 *registers, const GuoRegisterMap *map, const GuoScaleConfig *config, GuoReading *out)
{
  guint16 status = word_at (registers + 2 * map->status_at);
  gboolean net = map->has_net && (status & map->bits.net_shown) != 0;
  guint16 outside = map->bits.out_of_range | (net ? map->bits.net_out_of_range : map->bits.gross_out_of_range);
  guint16 negative = net ? map->bits.net_negative : map->bits.gross_negative;
  GuoReading reading = {
    .kind = net ? GUO_READING_NET : GUO_READING_GROSS,
    .stable = flag (status, map->bits.stable),
    .overload = (status & outside) != 0,
    .zero = flag (status, map->bits.zero),
  };

  if ((status & map->bits.fault) != 0)
    return GUO_DECODE_SILENT;
  if (!reading.overload)
    {
      if (!read_value (registers, map, net ? &map->net : &map->gross, config->exponent, &reading.mantissa))
        return GUO_DECODE_SKIP;
      reading.has_value = TRUE;
      reading.exponent = config->exponent;
      reading.unit = config->unit;
      if ((status & negative) != 0)
        reading.mantissa = -reading.mantissa;
    }
  *out = reading;
  return GUO_DECODE_READING;
}

static gboolean
rtu_holds (const guint8 *frame, gsize len)
{
  guint16 crc = crc16 (frame, len - RTU_TAIL);

  return frame[len - 2] == (crc & 0xff) && frame[len - 1] == crc >> 8;
}

/* @body: where address, function and bytes stand; @len: bytes from there on; @tail: behind the registers. */
static GuoDecodeResult
read_body (const guint8 *bytes, gsize head, gsize len, gsize tail, const GuoScaleConfig *config, GuoReading *out)
{
  const GuoRegisterMap *map = config->map;
  const guint8 *body = bytes + head;
  gsize frame_len;
  GuoDecodeStatus status;

  if (len < head + EXCEPTION_LEN)
    return GUO_MORE;
  frame_len = head + tail + ((body[1] & EXCEPTION) != 0 ? EXCEPTION_LEN : BODY_HEAD + 2 * map->count);
  if ((body[1] & ~EXCEPTION) != (gint) map->function
      || (body[1] == map->function && body[2] != 2 * map->count)
      || (tail == 0 && word_at (bytes + 4) != frame_len - TCP_HEAD))
    return GUO_SKIP (1);
  if (len < frame_len)
    return GUO_MORE;
  if (tail > 0 && !rtu_holds (bytes, frame_len))
    return GUO_SKIP (1);
  if ((body[1] & EXCEPTION) != 0)
    return (GuoDecodeResult) { GUO_DECODE_SILENT, frame_len };
  status = read_registers (body + BODY_HEAD, map, config, out);
  return (GuoDecodeResult) { status, status == GUO_DECODE_SKIP ? 1 : frame_len };
}

static GuoDecodeResult
decode (const guint8 *bytes, gsize len, const GuoScaleConfig *config, GuoReading *out)
{
  if (!config->modbus_tcp)
    return read_body (bytes, 0, len, RTU_TAIL, config, out);
  if (len >= 4 && word_at (bytes + 2) != 0)
    return GUO_SKIP (1);
  return len < TCP_HEAD ? GUO_MORE : read_body (bytes, TCP_HEAD, len, 0, config, out);
}

static const GuoScaleVerb verbs[] = {
  { "ask", GUO_COMMAND_ASKS, NULL },
  { NULL, GUO_COMMAND_ASKS, NULL },
};

static gssize
encode (const GuoScaleCommand *command, guint8 *out, gsize max, GError **error)
{
  const GuoScaleConfig *config = command->config;
  const GuoRegisterMap *map = config->map;
  const guint8 question[QUESTION_LEN] = { (guint8) command->address, (guint8) map->function,
                                          (guint8) (map->first >> 8), (guint8) map->first,
                                          (guint8) (map->count >> 8), (guint8) map->count };
  guint16 crc = crc16 (question, QUESTION_LEN);
  gsize head = config->modbus_tcp ? TCP_HEAD : 0;
  gsize len = head + QUESTION_LEN + (config->modbus_tcp ? 0 : RTU_TAIL);

  if (max < len)
    {
      g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ARGUMENT, "no room for the command");
      return -1;
    }
  memset (out, 0, head);
  memcpy (out + head, question, QUESTION_LEN);
  if (config->modbus_tcp)
    out[TCP_HEAD - 1] = QUESTION_LEN;
  else
    {
      out[QUESTION_LEN] = (guint8) (crc & 0xff);
      out[QUESTION_LEN + 1] = (guint8) (crc >> 8);
    }
  return (gssize) len;
}

static void
put_u32 (guint8 *at, gint64 value)
{
  guint32 magnitude = (guint32) ABS (value);

  for (gsize i = 0; i < 4; i++)
    at[i] = (guint8) (magnitude >> (24 - 8 * i));
}

/* The simulator is a Laumas at address 1, RTU. */
static gsize
frame (const GuoScaleDisplay *display, guint8 *out, gsize max)
{
  enum
  {
    REGISTERS = 5,
    LEN = BODY_HEAD + 2 * REGISTERS + RTU_TAIL
  };
  gint64 gross = display->net ? display->mantissa + display->tare : display->mantissa;
  gint64 net = gross - display->tare;
  guint status = (guint) ((guo_display_out_of_range (display) ? 1 << 3 : 0) | (gross < 0 ? 1 << 7 : 0)
                          | (net < 0 ? 1 << 8 : 0) | (display->net ? 1 << 10 : 0)
                          | (display->stable ? 1 << 11 : 0) | (display->zero ? 1 << 12 : 0));
  guint16 crc;

  if (max < LEN)
    return 0;
  out[0] = 1;
  out[1] = 3;
  out[2] = 2 * REGISTERS;
  out[3] = (guint8) (status >> 8);
  out[4] = (guint8) status;
  put_u32 (out + 5, gross);
  put_u32 (out + 9, net);
  crc = crc16 (out, LEN - RTU_TAIL);
  out[LEN - 2] = (guint8) (crc & 0xff);
  out[LEN - 1] = (guint8) (crc >> 8);
  return LEN;
}

const GuoScaleProtocol guo_scale_modbus_laumas = {
  .id = "modbus-laumas",
  .name = N_("Modbus, Laumas registers or a map of one's own"),
  .models = "Laumas TLU, TLB, LCB; CAS CI-600D; others by a register map (Dini Argeo DGT4X is there)",
  .line = "9600/8n1",
  .verified = "manuals Laumas TLU p.30, LCB p.3; MODBUS over Serial Line 1.02, MODBUS on TCP/IP 1.0b",
  .max_frame = FRAME_MOST,
  .interval_us = 100 * G_TIME_SPAN_MILLISECOND,
  .poll = GUO_POLL_RATE,
  .ask = "ask",
  .max_address = ADDRESS_MAX,
  .has_stable = TRUE,
  .has_kind = TRUE,
  .has_checksum = TRUE,
  .map = "laumas",
  .decode = decode,
  .verbs = verbs,
  .encode = encode,
  .frame = frame,
};
