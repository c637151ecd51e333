/* Modbus questions for registers and their answers, as bytes: what the scales and the graders share.
 *
 * MODBUS Application Protocol 1.1b3, 6.3 and 6.4; over Serial Line 1.02, 2.5.1; Messaging on TCP/IP 1.0b, 3.1.3:
 *
 *   RTU  address   function   payload   CRC low   CRC high
 *   TCP  transaction in 2   00 00   length in 2   unit   function   payload
 *
 * The payload of a question is first register and count, two bytes each; of an answer the number of bytes and the
 * registers, high byte first; of an exception (bit 7 of the function set) one byte of reason. Pure; any thread.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Registers of one answer at most: its length stands in one byte of a PDU of 253. */
#define GUO_MODBUS_REGISTERS_MAX 125u
/* Bytes of the longest frame: the TCP header, unit, function, number of bytes, registers. */
#define GUO_MODBUS_FRAME_MAX (6u + 3u + 2u * GUO_MODBUS_REGISTERS_MAX)
#define GUO_MODBUS_ADDRESS_MAX 247u

typedef struct
{
  gboolean tcp;
  guint unit;          /* 1 to 247, over TCP also 0 and 255 */
  guint function;      /* 3: holding registers, 4: input registers */
  guint first;         /* address on the wire, 0 to 65535 */
  guint count;         /* 1 to GUO_MODBUS_REGISTERS_MAX */
  guint16 transaction; /* over TCP: comes back in the answer */
} GuoModbusQuestion;

/* MORE: wait for more bytes. SKIP: no frame begins here, search on behind the bytes used. */
typedef enum
{
  GUO_MODBUS_MORE,
  GUO_MODBUS_SKIP,
  GUO_MODBUS_EXCEPTION,
  GUO_MODBUS_REGISTERS,
  GUO_MODBUS_QUESTION,
} GuoModbusStatus;

typedef struct
{
  GuoModbusStatus status;
  gsize used;              /* bytes consumed; 0 exactly for MORE */
  guint unit;              /* of EXCEPTION, REGISTERS: who answered */
  guint16 transaction;     /* of EXCEPTION, REGISTERS over TCP */
  guint exception;         /* of EXCEPTION: the reason, 2 is "illegal data address" */
  const guint8 *registers; /* of REGISTERS: in the bytes given, high byte first, as many as were asked for */
} GuoModbusAnswer;

/**
 * guo_modbus_word:
 * @at: two bytes, high byte first
 *
 * Returns: the register
 */
guint16 guo_modbus_word (const guint8 *at);

/**
 * guo_modbus_put_word:
 * @at: (out caller-allocates): two bytes, high byte first
 * @word: a register
 */
void guo_modbus_put_word (guint8 *at, guint word);

/**
 * guo_modbus_question_write:
 * @question: what is asked
 * @out: (out caller-allocates): the frame
 * @max: room; 12 is enough
 *
 * Returns: its length, 0 when it does not fit
 */
gsize guo_modbus_question_write (const GuoModbusQuestion *question, guint8 *out, gsize max);

/**
 * guo_modbus_answer_read:
 * @asked: what was asked; unit and transaction are not compared
 * @bytes: the stream from here on
 * @len: how many there are
 *
 * Returns: the answer that begins at the front; an RTU frame whose CRC does not hold, another function and another
 *   number of registers are to be skipped. Whoever asked compares unit and transaction: a late answer is no answer
 */
GuoModbusAnswer guo_modbus_answer_read (const GuoModbusQuestion *asked, const guint8 *bytes, gsize len);

/**
 * guo_modbus_question_read:
 * @bytes: the stream from here on
 * @len: how many there are
 * @tcp: how it is framed
 * @question: (out): on %GUO_MODBUS_QUESTION what is asked; function and count may be any number
 * @used: (out): bytes consumed; 0 exactly for %GUO_MODBUS_MORE
 *
 * For who answers. A TCP frame of another length than a question's is skipped whole.
 *
 * Returns: %GUO_MODBUS_MORE, %GUO_MODBUS_SKIP or %GUO_MODBUS_QUESTION
 */
GuoModbusStatus guo_modbus_question_read (const guint8 *bytes, gsize len, gboolean tcp, GuoModbusQuestion *question,
                                          gsize *used);

/**
 * guo_modbus_answer_write:
 * @question: what is answered
 * @registers: as many as were asked for
 * @out: (out caller-allocates): the frame
 * @max: room; %GUO_MODBUS_FRAME_MAX is enough
 *
 * Returns: its length, 0 when it does not fit
 */
gsize guo_modbus_answer_write (const GuoModbusQuestion *question, const guint16 *registers, guint8 *out, gsize max);

/**
 * guo_modbus_exception_write:
 * @question: what is refused
 * @reason: 1 "illegal function", 2 "illegal data address", 3 "illegal data value", 6 "server device busy"
 * @out: (out caller-allocates): the frame
 * @max: room; 9 is enough
 *
 * Returns: its length, 0 when it does not fit
 */
gsize guo_modbus_exception_write (const GuoModbusQuestion *question, guint8 reason, guint8 *out, gsize max);

G_END_DECLS
