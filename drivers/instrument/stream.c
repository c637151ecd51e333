#include "drivers/instrument/stream.h"

#include <string.h>

void
guo_instrument_stream_init (GuoInstrumentStream *self, const GuoInstrument *instrument)
{
  memset (self, 0, sizeof *self);
  self->instrument = instrument;
}

static void
open_frame (GuoInstrumentStream *self)
{
  self->open = TRUE;
  self->too_long = FALSE;
  self->len = 0;
  self->began = self->seen;
}

/* Ends the frame. @status: what is the matter with it already, else it is read. */
static void
close_frame (GuoInstrumentStream *self, GuoInstrumentStatus status, GuoInstrumentFunc func, gpointer user_data)
{
  GuoInstrumentReading reading = { .place = -1 };

  if (status == GUO_INSTRUMENT_READ)
    status = self->too_long ? GUO_INSTRUMENT_LENGTH : self->instrument->read (self->text, self->len, &reading);
  if (status != GUO_INSTRUMENT_READ)
    reading = (GuoInstrumentReading) { .place = -1 };
  reading.status = status;
  reading.offset = self->began;
  self->open = FALSE;
  func (&reading, user_data);
}

static void
add (GuoInstrumentStream *self, guint8 byte)
{
  if (self->len == sizeof self->text)
    self->too_long = TRUE;
  else
    self->text[self->len++] = byte;
}

static void
take (GuoInstrumentStream *self, guint8 byte, GuoInstrumentFunc func, gpointer user_data)
{
  guint8 start = self->instrument->start;

  if (start != 0 && byte == start)
    {
      if (self->open)
        close_frame (self, GUO_INSTRUMENT_INCOMPLETE, func, user_data);
      open_frame (self);
    }
  else if (byte == '\r' || (byte == '\n' && start == 0))
    {
      if (self->open)
        close_frame (self, GUO_INSTRUMENT_READ, func, user_data);
    }
  else if (!self->open && start != 0)
    {
      self->skipped++;
    }
  else
    {
      if (!self->open)
        open_frame (self);
      add (self, byte);
    }
}

void
guo_instrument_stream_push (GuoInstrumentStream *self, const guint8 *bytes, gsize len, GuoInstrumentFunc func,
                            gpointer user_data)
{
  for (gsize i = 0; i < len; i++)
    {
      take (self, bytes[i], func, user_data);
      self->seen++;
    }
}

void
guo_instrument_stream_flush (GuoInstrumentStream *self, GuoInstrumentFunc func, gpointer user_data)
{
  if (self->open)
    close_frame (self, GUO_INSTRUMENT_INCOMPLETE, func, user_data);
}
