#include "drivers/scale/modbus.h"

#include "drivers/modbus/frame.h"
#include "drivers/scale/frame.h"
#include "drivers/scale/register-map.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* What is asked and answered is drawn in modbus/frame.h. Which register is what says the map; the power of ten and the
 * unit, which no register of the maps known tells, say the settings of the device. */
#define FRAME_MOST (6 + 3 + 2 * GUO_REGISTERS_MAX)

/* Returns: FALSE for a float that is no number or too large. */
static gboolean
read_value (const guint8 *registers, const GuoRegisterMap *map, const GuoRegisterValue *value, gint exponent,
            gint64 *mantissa)
{
  guint16 word = guo_modbus_word (registers + 2 * value->at);
  guint16 next = value->type >= GUO_REGISTER_U32 ? guo_modbus_word (registers + 2 * value->at + 2) : 0;
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
  guint16 status = guo_modbus_word (registers + 2 * map->status_at);
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

static GuoModbusQuestion
question_of (const GuoScaleConfig *config, guint address)
{
  const GuoRegisterMap *map = config->map;

  return (GuoModbusQuestion) { .tcp = config->modbus_tcp, .unit = address, .function = map->function,
                               .first = map->first, .count = map->count };
}

/* Whichever unit answers: a scale's port has one. */
static GuoDecodeResult
decode (const guint8 *bytes, gsize len, const GuoScaleConfig *config, GuoReading *out)
{
  const GuoModbusQuestion asked = question_of (config, 0);
  const GuoModbusAnswer answer = guo_modbus_answer_read (&asked, bytes, len);
  GuoDecodeStatus status;

  switch (answer.status)
    {
    case GUO_MODBUS_MORE:
      return GUO_MORE;
    case GUO_MODBUS_EXCEPTION:
      return (GuoDecodeResult) { GUO_DECODE_SILENT, answer.used };
    case GUO_MODBUS_REGISTERS:
      status = read_registers (answer.registers, config->map, config, out);
      return (GuoDecodeResult) { status, status == GUO_DECODE_SKIP ? 1 : answer.used };
    case GUO_MODBUS_SKIP:
    case GUO_MODBUS_QUESTION:
    default:
      return GUO_SKIP (answer.used);
    }
}

static const GuoScaleVerb verbs[] = {
  { "ask", GUO_COMMAND_ASKS, NULL },
  { NULL, GUO_COMMAND_ASKS, NULL },
};

static gssize
encode (const GuoScaleCommand *command, guint8 *out, gsize max, GError **error)
{
  const GuoModbusQuestion question = question_of (command->config, command->address);
  gsize len = guo_modbus_question_write (&question, out, max);

  if (len > 0)
    return (gssize) len;
  g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ARGUMENT, "no room for the command");
  return -1;
}

/* The simulator is a Laumas at address 1, RTU. */
static gsize
frame (const GuoScaleDisplay *display, guint8 *out, gsize max)
{
  const GuoModbusQuestion asked = { .unit = 1, .function = 3, .first = 6, .count = 5 };
  gint64 gross = display->net ? display->mantissa + display->tare : display->mantissa;
  gint64 net = gross - display->tare;
  guint status = (guint) ((guo_display_out_of_range (display) ? 1 << 3 : 0) | (gross < 0 ? 1 << 7 : 0)
                          | (net < 0 ? 1 << 8 : 0) | (display->net ? 1 << 10 : 0)
                          | (display->stable ? 1 << 11 : 0) | (display->zero ? 1 << 12 : 0));
  guint32 shown[] = { (guint32) ABS (gross), (guint32) ABS (net) };
  const guint16 registers[] = { (guint16) status, (guint16) (shown[0] >> 16), (guint16) shown[0],
                                (guint16) (shown[1] >> 16), (guint16) shown[1] };

  return guo_modbus_answer_write (&asked, registers, out, max);
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
  .max_address = GUO_MODBUS_ADDRESS_MAX,
  .has_stable = TRUE,
  .has_kind = TRUE,
  .has_checksum = TRUE,
  .map = "laumas",
  .decode = decode,
  .verbs = verbs,
  .encode = encode,
  .frame = frame,
};
