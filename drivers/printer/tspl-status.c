/* What a TSPL printer answers: <ESC>!? with one byte, <ESC>!S with a frame, OUT with the text it was given. */
#include "drivers/printer/tspl.h"

#include <string.h>

#define STX 0x02
#define ETX 0x03
#define FRAME 8 /* STX s1 s2 s3 s4 ETX CR LF */
#define MARK 6  /* {0042} */

/* 80 is "other error" to TSC and temperature to Gprinter. */
static const GuoPrinterBit byte_bits[] = {
  { 0x01, GUO_PRINTER_HEAD_OPEN },  { 0x02, GUO_PRINTER_PAPER_JAM }, { 0x04, GUO_PRINTER_PAPER_OUT },
  { 0x08, GUO_PRINTER_RIBBON_OUT }, { 0x10, GUO_PRINTER_PAUSED },    { 0x20, GUO_PRINTER_PRINTING },
  { 0x40, GUO_PRINTER_COVER_OPEN }, { 0x80, GUO_PRINTER_ERROR_OTHER }, { 0, 0 },
};

/* s1: one letter; those without a state are normal and back label. */
static const struct
{
  guint8 letter;
  guint32 state;
} messages[] = {
  { '@', 0 },
  { '`', GUO_PRINTER_PAUSED },
  { 'B', 0 },
  { 'C', GUO_PRINTER_CUTTING },
  { 'E', GUO_PRINTER_ERROR },
  { 'F', GUO_PRINTER_FEEDING },
  { 'K', GUO_PRINTER_WAITING_PRINT_KEY },
  { 'L', GUO_PRINTER_LABEL_WAITING },
  { 'P', GUO_PRINTER_PRINTING },
  { 'W', GUO_PRINTER_PRINTING },
};

/* s2, s3, s4: bits over 40. */
static const GuoPrinterBit warnings[] = { { 0x08, GUO_PRINTER_BUFFER_FULL }, { 0, 0 } };
static const GuoPrinterBit faults[] = { { 0x01, GUO_PRINTER_OVER_TEMPERATURE },
                                        { 0x02, GUO_PRINTER_MOTOR_OVER_TEMPERATURE },
                                        { 0x08, GUO_PRINTER_CUTTER_ERROR },
                                        { 0x10, GUO_PRINTER_MEMORY_FULL },
                                        { 0, 0 } };
static const GuoPrinterBit media[] = { { 0x01, GUO_PRINTER_PAPER_OUT },
                                       { 0x02, GUO_PRINTER_PAPER_JAM },
                                       { 0x04, GUO_PRINTER_RIBBON_OUT },
                                       { 0x20, GUO_PRINTER_HEAD_OPEN },
                                       { 0, 0 } };

static gboolean
message_states (guint8 letter, guint32 *states)
{
  for (gsize i = 0; i < G_N_ELEMENTS (messages); i++)
    if (messages[i].letter == letter)
      {
        *states = messages[i].state;
        return TRUE;
      }
  return FALSE;
}

/* FALSE: no frame of <ESC>!S. */
static gboolean
frame_states (const guint8 *frame, guint32 *states)
{
  if (frame[0] != STX || frame[5] != ETX || frame[6] != '\r' || frame[7] != '\n'
      || !message_states (frame[1], states) || (frame[2] & frame[3] & frame[4] & 0x40) == 0)
    return FALSE;
  *states |= guo_printer_bits (warnings, frame[2] & 0x3f) | guo_printer_bits (faults, frame[3] & 0x3f)
             | guo_printer_bits (media, frame[4] & 0x3f);
  return TRUE;
}

static json_t *
states_object (guint32 states)
{
  return json_pack ("{s:o, s:b}", "states", guo_printer_state_words (states), "ready", guo_printer_is_ready (states));
}

json_t *
guo_tspl_describe (const gchar *query, const guint8 *bytes, gsize len)
{
  gboolean framed = g_strcmp0 (query, "1b2153") == 0;
  guint32 states = 0;

  if (!framed && query != NULL && strcmp (query, "1b213f") != 0)
    return NULL;
  if (len < (framed ? FRAME : 1))
    return json_pack ("{s:s}", "error", "incomplete");
  if (!framed)
    return states_object (guo_printer_bits (byte_bits, bytes[0]));
  if (!frame_states (bytes, &states))
    return json_pack ("{s:s}", "error", "malformed");
  return states_object (states);
}

static gboolean
take_mark (const guint8 *held, guint *mark)
{
  *mark = 0;
  for (guint i = 1; i < 5; i++)
    {
      if (!g_ascii_isdigit (held[i]))
        return FALSE;
      *mark = *mark * 10 + (held[i] - '0');
    }
  return held[5] == '}' && *mark > 0;
}

/* The end of line behind a mark, CR or LF or both: it would pass for a state. Whether @byte belongs to it. */
static gboolean
skip_line_end (GuoPrinterReader *reader, guint8 byte)
{
  guint8 last = reader->n == 1 ? reader->held[0] : 0;

  if (last != '}' && last != '\r')
    return FALSE;
  reader->n = last == '}' && byte == '\r' ? 1 : 0;
  reader->held[0] = byte;
  return byte == '\n' || reader->n > 0;
}

static GuoPrinterHeard
hear_mark (GuoPrinterReader *reader, guint8 byte, GuoPrinterAnswer *out)
{
  guint mark;

  reader->held[reader->n++] = byte;
  if (byte != '{' && byte != '}' && !g_ascii_isdigit (byte))
    reader->n = 0;
  if (reader->n < MARK)
    return GUO_PRINTER_HEARD_NOTHING;
  reader->n = 0;
  if (!take_mark (reader->held, &mark))
    return GUO_PRINTER_HEARD_NOTHING;
  reader->held[reader->n++] = '}';
  *out = (GuoPrinterAnswer) { .mark = mark };
  return GUO_PRINTER_HEARD_MARK;
}

GuoPrinterHeard
guo_tspl_hear (GuoPrinterReader *reader, guint8 byte, GuoPrinterAnswer *out)
{
  if (skip_line_end (reader, byte))
    return GUO_PRINTER_HEARD_NOTHING;
  if (reader->n > 0 || byte == '{')
    return hear_mark (reader, byte, out);
  if (reader->parts == 0)
    return GUO_PRINTER_HEARD_NOTHING;
  reader->parts--;
  *out = (GuoPrinterAnswer) { .states = guo_printer_bits (byte_bits, byte), .busy = (byte & 0x20) != 0 };
  return GUO_PRINTER_HEARD_STATE;
}
