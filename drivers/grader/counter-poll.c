#include "drivers/grader/counter-poll.h"

#include <string.h>

void
guo_counter_poll_init (GuoCounterPoll *self, GuoCounterMap *map, gboolean tcp)
{
  memset (self, 0, sizeof *self);
  self->map = guo_counter_map_ref (map);
  self->tcp = tcp;
  self->words = g_new0 (guint16, map->n_words);
  self->block = map->n_blocks;
}

void
guo_counter_poll_clear (GuoCounterPoll *self)
{
  g_clear_pointer (&self->words, g_free);
  g_clear_pointer (&self->map, guo_counter_map_unref);
}

static void
ask (GuoCounterPoll *self, guint block)
{
  self->block = block;
  self->transaction++;
  self->len = 0;
}

void
guo_counter_poll_begin (GuoCounterPoll *self)
{
  ask (self, 0);
}

gsize
guo_counter_poll_question (const GuoCounterPoll *self, guint8 *out, gsize max)
{
  GuoModbusQuestion question;

  g_return_val_if_fail (self->block < self->map->n_blocks, 0);

  question = guo_counter_map_question (self->map, self->block, self->tcp, self->transaction);
  return guo_modbus_question_write (&question, out, max);
}

static GuoCounterPollStatus
take (GuoCounterPoll *self, const GuoModbusAnswer *answer)
{
  const GuoCounterBlock *block = &self->map->blocks[self->block];

  if (answer->status == GUO_MODBUS_EXCEPTION)
    {
      self->exception = answer->exception;
      self->block = self->map->n_blocks;
      return GUO_COUNTER_POLL_REFUSED;
    }
  for (guint i = 0; i < block->count; i++)
    self->words[block->at + i] = guo_modbus_word (answer->registers + 2 * i);
  ask (self, self->block + 1);
  return self->block < self->map->n_blocks ? GUO_COUNTER_POLL_ASKS : GUO_COUNTER_POLL_DONE;
}

/* Reads what was heard up to the answer. */
static GuoCounterPollStatus
read_heard (GuoCounterPoll *self)
{
  const GuoModbusQuestion asked = guo_counter_map_question (self->map, self->block, self->tcp, self->transaction);
  gsize at = 0;

  while (TRUE)
    {
      const GuoModbusAnswer answer = guo_modbus_answer_read (&asked, self->heard + at, self->len - at);

      if (answer.status == GUO_MODBUS_MORE)
        break;
      if (answer.status != GUO_MODBUS_SKIP && answer.unit == asked.unit && answer.transaction == (self->tcp ? asked.transaction : 0))
        return take (self, &answer);
      at += answer.used;
    }
  self->len -= at;
  memmove (self->heard, self->heard + at, self->len);
  return GUO_COUNTER_POLL_WAITS;
}

GuoCounterPollStatus
guo_counter_poll_push (GuoCounterPoll *self, const guint8 *bytes, gsize len)
{
  GuoCounterPollStatus status = GUO_COUNTER_POLL_WAITS;

  while (len > 0 && status == GUO_COUNTER_POLL_WAITS && self->block < self->map->n_blocks)
    {
      gsize n = MIN (len, sizeof self->heard - self->len);

      memcpy (self->heard + self->len, bytes, n);
      self->len += n;
      bytes += n;
      len -= n;
      status = read_heard (self);
    }
  return status;
}
