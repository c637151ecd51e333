#include "drivers/framer.h"

#include "drivers/encode.h"

#include <string.h>

/* The buffer holds many frames, so that moving its rest to the front is rare. */
#define CAPACITY 4096

struct _GuoFramer
{
  const GuoScaleProtocol *protocol; /* unowned, constant */
  GuoScaleConfig config;

  gsize len;     /* bytes in buffer that are not decoded yet */
  guint64 start; /* place of buffer[0] in the stream */
  gsize run;     /* skipped bytes since the last accepted frame */
  GuoFramerCounts counts;

  guint8 buffer[CAPACITY];
};

GuoFramer *
guo_framer_new (const GuoScaleProtocol *protocol, const GuoScaleConfig *config)
{
  GuoFramer *self;

  g_return_val_if_fail (protocol->max_frame > 0 && protocol->max_frame <= CAPACITY, NULL);

  self = g_new0 (GuoFramer, 1);
  self->protocol = protocol;
  guo_scale_config_init (&self->config, protocol, config);
  return self;
}

void
guo_framer_free (GuoFramer *self)
{
  g_free (self);
}

const GuoFramerCounts *
guo_framer_counts (GuoFramer *self)
{
  return &self->counts;
}

/* A port that sends nothing but damage must not count as one bad frame for ever: a run counts once
 * more for each longest frame's length in it. */
static void
skip (GuoFramer *self, gsize n)
{
  gsize frames_before = (self->run + self->protocol->max_frame - 1) / self->protocol->max_frame;
  gsize frames_after;

  self->run += n;
  frames_after = (self->run + self->protocol->max_frame - 1) / self->protocol->max_frame;
  self->counts.skipped += n;
  self->counts.bad += frames_after - frames_before;
}

/* Decodes at @at. Returns: the bytes used, 0 when more are needed. */
static gsize
step (GuoFramer *self, gsize at, GuoDecodeFunc decode, GuoFramerFunc func, gpointer user_data)
{
  GuoReading reading = { 0 };
  GuoDecodeResult result = decode (self->buffer + at, self->len - at, &self->config, &reading);

  switch (result.status)
    {
    case GUO_DECODE_MORE:
      break;
    case GUO_DECODE_SKIP:
      skip (self, result.used);
      break;
    case GUO_DECODE_SILENT:
      self->run = 0;
      self->counts.silent++;
      break;
    case GUO_DECODE_READING:
    default:
      self->run = 0;
      self->counts.readings++;
      reading.offset = self->start + at;
      func (&reading, user_data);
    }
  return result.used;
}

/* Takes @n bytes from the front of the buffer. */
static void
consume (GuoFramer *self, gsize n)
{
  memmove (self->buffer, self->buffer + n, self->len - n);
  self->len -= n;
  self->start += n;
}

static void
decode_all (GuoFramer *self, GuoFramerFunc func, gpointer user_data)
{
  gsize at = 0;
  gsize used;

  while (at < self->len && (used = step (self, at, self->protocol->decode, func, user_data)) > 0)
    at += used;
  consume (self, at);
}

void
guo_framer_push (GuoFramer *self, const guint8 *bytes, gsize len, GuoFramerFunc func, gpointer user_data)
{
  self->counts.bytes += len;
  while (len > 0)
    {
      gsize n = MIN (len, CAPACITY - self->len);

      memcpy (self->buffer + self->len, bytes, n);
      self->len += n;
      bytes += n;
      len -= n;
      decode_all (self, func, user_data);
    }
}

void
guo_framer_flush (GuoFramer *self, GuoFramerFunc func, gpointer user_data)
{
  gsize at = 0;

  while (at < self->len)
    {
      gsize used = step (self, at, self->protocol->decode, func, user_data);

      if (used == 0 && self->protocol->flush != NULL)
        used = step (self, at, self->protocol->flush, func, user_data);
      if (used == 0)
        {
          skip (self, 1);
          used = 1;
        }
      at += used;
    }
  consume (self, at);
}
