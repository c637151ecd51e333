/* One poll of a sorter's counters over Modbus: its questions, one for each block, and the answers as they come.
 *
 * Bytes in pieces of any size; no clock and no I/O: who sends also waits, and calls an answer that did not come in time
 * none. One per connection, one thread at a time.
 */
#pragma once

#include "drivers/grader/counter-map.h"

G_BEGIN_DECLS

typedef enum
{
  GUO_COUNTER_POLL_WAITS, /* for more bytes */
  GUO_COUNTER_POLL_ASKS,  /* the next question is to be sent */
  GUO_COUNTER_POLL_DONE,  /* the words of all blocks are there */
  GUO_COUNTER_POLL_REFUSED, /* the PLC answered with an exception: this poll has no answer */
} GuoCounterPollStatus;

typedef struct
{
  GuoCounterMap *map;
  gboolean tcp;

  guint block; /* whose answer is waited for; n_blocks: none */
  guint16 transaction;
  guint exception; /* after REFUSED: the reason */
  guint16 *words;  /* n_words; whole after DONE */
  gsize len;       /* bytes heard and not read yet */
  guint8 heard[2 * GUO_MODBUS_FRAME_MAX];
} GuoCounterPoll;

/**
 * guo_counter_poll_init:
 * @self: (out): a poll that asks nothing yet
 * @map: the machine's map; a reference is taken
 * @tcp: how it is framed
 */
void guo_counter_poll_init (GuoCounterPoll *self, GuoCounterMap *map, gboolean tcp);

/**
 * guo_counter_poll_clear:
 * @self: a poll; what it holds is freed
 */
void guo_counter_poll_clear (GuoCounterPoll *self);

/**
 * guo_counter_poll_begin:
 * @self: a poll, however far the last one came
 *
 * What was heard is forgotten; over TCP an answer that is still under way will be told by its transaction, over RTU
 * silence has to part them.
 */
void guo_counter_poll_begin (GuoCounterPoll *self);

/**
 * guo_counter_poll_question:
 * @self: a poll that was begun, or that said ASKS
 * @out: (out caller-allocates): the frame to send
 * @max: room; 12 is enough
 *
 * Returns: its length
 */
gsize guo_counter_poll_question (const GuoCounterPoll *self, guint8 *out, gsize max);

/**
 * guo_counter_poll_push:
 * @self: a poll whose question was sent
 * @bytes: what was read
 * @len: how many
 *
 * Bytes behind the answer are thrown away: nothing else was asked.
 *
 * Returns: what is to be done now
 */
GuoCounterPollStatus guo_counter_poll_push (GuoCounterPoll *self, const guint8 *bytes, gsize len);

G_END_DECLS
