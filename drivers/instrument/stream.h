/* The stream of an instrument: bytes in pieces of any size → frames → readings. One per port; one thread at a time. */
#pragma once

#include "drivers/instrument/instrument.h"

G_BEGIN_DECLS

#define GUO_INSTRUMENT_SILENCE_US ((gint64) 300000) /* at 2400 baud a character takes 4 ms: a frame that pauses so long has ended */

typedef struct
{
  const GuoInstrument *instrument;

  guint64 seen;    /* bytes pushed */
  guint64 skipped; /* of them in no frame: before the start byte of one that has it */
  guint64 began;   /* place of the frame's first byte */
  gboolean open;   /* a frame has begun */
  gboolean too_long; /* it has more bytes than any frame */
  gsize len;
  guint8 text[GUO_INSTRUMENT_FRAME_MAX]; /* between its ends */
} GuoInstrumentStream;

typedef void (*GuoInstrumentFunc) (const GuoInstrumentReading *reading, gpointer user_data);

/**
 * guo_instrument_stream_init:
 * @self: (out): a stream
 * @instrument: what speaks; constant
 */
void guo_instrument_stream_init (GuoInstrumentStream *self, const GuoInstrument *instrument);

/**
 * guo_instrument_stream_push:
 * @self: a stream
 * @bytes: what was read
 * @len: how many
 * @func: told of each reading, or of what could not be read, in order, before this returns
 * @user_data: for @func
 */
void guo_instrument_stream_push (GuoInstrumentStream *self, const guint8 *bytes, gsize len, GuoInstrumentFunc func,
                                 gpointer user_data);

/**
 * guo_instrument_stream_flush:
 * @self: a stream that was silent for %GUO_INSTRUMENT_SILENCE_US, or has ended
 * @func: told %GUO_INSTRUMENT_INCOMPLETE when a frame had begun: without its end the last digits may be missing
 * @user_data: for @func
 */
void guo_instrument_stream_flush (GuoInstrumentStream *self, GuoInstrumentFunc func, gpointer user_data);

G_END_DECLS
