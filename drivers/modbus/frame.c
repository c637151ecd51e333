#include "drivers/modbus/frame.h"

#include <string.h>

enum
{
  TCP_HEAD = 6,
  RTU_TAIL = 2,
  BODY_HEAD = 3, /* address, function, bytes */
  EXCEPTION = 0x80,
  EXCEPTION_LEN = 3,
  QUESTION_LEN = 6, /* address, function, first, count */
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

guint16
guo_modbus_word (const guint8 *at)
{
  return (guint16) (at[0] << 8 | at[1]);
}

void
guo_modbus_put_word (guint8 *at, guint word)
{
  at[0] = (guint8) (word >> 8);
  at[1] = (guint8) word;
}

static gboolean
rtu_holds (const guint8 *frame, gsize len)
{
  guint16 crc = crc16 (frame, len - RTU_TAIL);

  return frame[len - 2] == (crc & 0xff) && frame[len - 1] == crc >> 8;
}

/* Puts header or CRC around a body of address, function and payload. Returns: the length, 0: no room. */
static gsize
write_frame (const GuoModbusQuestion *question, const guint8 *body, gsize body_len, guint8 *out, gsize max)
{
  gsize head = question->tcp ? TCP_HEAD : 0;
  gsize len = head + body_len + (question->tcp ? 0 : RTU_TAIL);
  guint16 crc;

  if (max < len)
    return 0;
  memcpy (out + head, body, body_len);
  if (question->tcp)
    {
      guo_modbus_put_word (out, question->transaction);
      guo_modbus_put_word (out + 2, 0);
      guo_modbus_put_word (out + 4, (guint) body_len);
      return len;
    }
  crc = crc16 (out, body_len);
  out[len - 2] = (guint8) (crc & 0xff);
  out[len - 1] = (guint8) (crc >> 8);
  return len;
}

gsize
guo_modbus_question_write (const GuoModbusQuestion *question, guint8 *out, gsize max)
{
  guint8 body[QUESTION_LEN] = { (guint8) question->unit, (guint8) question->function };

  guo_modbus_put_word (body + 2, question->first);
  guo_modbus_put_word (body + 4, question->count);
  return write_frame (question, body, sizeof body, out, max);
}

static GuoModbusAnswer
skip (gsize n)
{
  return (GuoModbusAnswer) { .status = GUO_MODBUS_SKIP, .used = n };
}

GuoModbusAnswer
guo_modbus_answer_read (const GuoModbusQuestion *asked, const guint8 *bytes, gsize len)
{
  const GuoModbusAnswer more = { .status = GUO_MODBUS_MORE };
  gsize head = asked->tcp ? TCP_HEAD : 0;
  gsize tail = asked->tcp ? 0 : RTU_TAIL;
  const guint8 *body = bytes + head;
  GuoModbusAnswer answer = { 0 };

  if (asked->tcp && len >= 4 && guo_modbus_word (bytes + 2) != 0)
    return skip (1);
  if (len < head + EXCEPTION_LEN)
    return more;
  answer.status = (body[1] & EXCEPTION) != 0 ? GUO_MODBUS_EXCEPTION : GUO_MODBUS_REGISTERS;
  answer.used = head + tail + (answer.status == GUO_MODBUS_EXCEPTION ? EXCEPTION_LEN : BODY_HEAD + 2 * asked->count);
  if ((body[1] & ~EXCEPTION) != (gint) asked->function
      || (answer.status == GUO_MODBUS_REGISTERS && body[2] != 2 * asked->count)
      || (asked->tcp && guo_modbus_word (bytes + 4) != answer.used - TCP_HEAD))
    return skip (1);
  if (len < answer.used)
    return more;
  if (!asked->tcp && !rtu_holds (bytes, answer.used))
    return skip (1);
  answer.unit = body[0];
  answer.transaction = asked->tcp ? guo_modbus_word (bytes) : 0;
  if (answer.status == GUO_MODBUS_EXCEPTION)
    answer.exception = body[2];
  else
    answer.registers = body + BODY_HEAD;
  return answer;
}

GuoModbusStatus
guo_modbus_question_read (const guint8 *bytes, gsize len, gboolean tcp, GuoModbusQuestion *question, gsize *used)
{
  gsize head = tcp ? TCP_HEAD : 0;
  const guint8 *body = bytes + head;

  *used = 0;
  if (len < (tcp ? (gsize) TCP_HEAD : (gsize) QUESTION_LEN + RTU_TAIL))
    return GUO_MODBUS_MORE;
  *used = tcp ? head + guo_modbus_word (bytes + 4) : QUESTION_LEN + RTU_TAIL;
  if (tcp ? guo_modbus_word (bytes + 2) != 0 || *used > GUO_MODBUS_FRAME_MAX : !rtu_holds (bytes, *used))
    {
      *used = 1;
      return GUO_MODBUS_SKIP;
    }
  if (len < *used)
    {
      *used = 0;
      return GUO_MODBUS_MORE;
    }
  if (tcp && *used != TCP_HEAD + QUESTION_LEN)
    return GUO_MODBUS_SKIP;
  *question = (GuoModbusQuestion) { .tcp = tcp, .unit = body[0], .function = body[1], .first = guo_modbus_word (body + 2),
                                    .count = guo_modbus_word (body + 4),
                                    .transaction = tcp ? guo_modbus_word (bytes) : 0 };
  return GUO_MODBUS_QUESTION;
}

gsize
guo_modbus_answer_write (const GuoModbusQuestion *question, const guint16 *registers, guint8 *out, gsize max)
{
  guint8 body[BODY_HEAD + 2 * GUO_MODBUS_REGISTERS_MAX] = { (guint8) question->unit, (guint8) question->function };

  if (question->count > GUO_MODBUS_REGISTERS_MAX)
    return 0;
  body[2] = (guint8) (2 * question->count);
  for (guint i = 0; i < question->count; i++)
    guo_modbus_put_word (body + BODY_HEAD + 2 * i, registers[i]);
  return write_frame (question, body, BODY_HEAD + 2 * question->count, out, max);
}

gsize
guo_modbus_exception_write (const GuoModbusQuestion *question, guint8 reason, guint8 *out, gsize max)
{
  const guint8 body[EXCEPTION_LEN] = { (guint8) question->unit, (guint8) (question->function | EXCEPTION), reason };

  return write_frame (question, body, sizeof body, out, max);
}
