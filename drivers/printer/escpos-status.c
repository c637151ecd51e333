/* What an ESC/POS printer answers. Bytes tell themselves apart (Citizen CT-S310 p. 310): XON, XOFF anywhere; DLE EOT
 * 0xx1xx10; automatic status 0xx1xx00 and three more; GS r 0xx0xxxx; a process id 37 22 d1 d2 d3 d4 00. */
#include "drivers/printer/escpos.h"

#include <string.h>

#define XON 0x11
#define XOFF 0x13
#define IS_DLE_EOT(byte) (((byte) & 0x93) == 0x12)
#define IS_ASB(byte) (((byte) & 0x93) == 0x10)
#define ID_LENGTH 7
#define ASB_LENGTH 4

/* By n of DLE EOT n. */
static const GuoPrinterBit dle_eot_bits[4][5] = {
  { { 0x08, GUO_PRINTER_OFFLINE }, { 0x20, GUO_PRINTER_WAITING_ONLINE_RECOVERY }, { 0x40, GUO_PRINTER_FEED_BUTTON },
    { 0, 0 } },
  { { 0x04, GUO_PRINTER_COVER_OPEN }, { 0x08, GUO_PRINTER_FEED_BUTTON }, { 0x20, GUO_PRINTER_PAPER_END_STOP },
    { 0x40, GUO_PRINTER_ERROR }, { 0, 0 } },
  { { 0x04, GUO_PRINTER_ERROR_RECOVERABLE }, { 0x08, GUO_PRINTER_CUTTER_ERROR },
    { 0x20, GUO_PRINTER_ERROR_UNRECOVERABLE }, { 0x40, GUO_PRINTER_ERROR_AUTO_RECOVERABLE }, { 0, 0 } },
  { { 0x0c, GUO_PRINTER_PAPER_NEAR_END }, { 0x60, GUO_PRINTER_PAPER_OUT }, { 0, 0 } },
};

static const GuoPrinterBit asb_bits[3][6] = {
  { { 0x08, GUO_PRINTER_OFFLINE }, { 0x20, GUO_PRINTER_COVER_OPEN }, { 0x40, GUO_PRINTER_FEED_BUTTON }, { 0, 0 } },
  { { 0x01, GUO_PRINTER_WAITING_ONLINE_RECOVERY }, { 0x04, GUO_PRINTER_ERROR_MECHANICAL },
    { 0x08, GUO_PRINTER_CUTTER_ERROR }, { 0x20, GUO_PRINTER_ERROR_UNRECOVERABLE },
    { 0x40, GUO_PRINTER_ERROR_AUTO_RECOVERABLE }, { 0, 0 } },
  { { 0x03, GUO_PRINTER_PAPER_NEAR_END }, { 0x0c, GUO_PRINTER_PAPER_OUT }, { 0, 0 } },
};

static guint32
asb_states (const guint8 *bytes)
{
  return guo_printer_bits (asb_bits[0], bytes[0]) | guo_printer_bits (asb_bits[1], bytes[1])
         | guo_printer_bits (asb_bits[2], bytes[2]);
}

static guint32
dle_eot_states (guint n, guint8 byte)
{
  return guo_printer_bits (dle_eot_bits[n], byte);
}

static gboolean
take_mark (const guint8 *id, guint *mark)
{
  *mark = 0;
  for (guint i = 2; i < 6; i++)
    {
      if (!g_ascii_isdigit (id[i]))
        return FALSE;
      *mark = *mark * 10 + (id[i] - '0');
    }
  return *mark > 0;
}

/* The last byte of what is held: an automatic status or a process id. */
static GuoPrinterHeard
complete (GuoPrinterReader *reader, GuoPrinterAnswer *out)
{
  guint mark;

  reader->n = 0;
  if (IS_ASB (reader->held[0]))
    {
      *out = (GuoPrinterAnswer) { .states = asb_states (reader->held) };
      return GUO_PRINTER_HEARD_PART;
    }
  if (reader->held[1] != 0x22 || reader->held[6] != 0 || !take_mark (reader->held, &mark))
    return GUO_PRINTER_HEARD_NOTHING;
  *out = (GuoPrinterAnswer) { .mark = mark };
  return GUO_PRINTER_HEARD_MARK;
}

GuoPrinterHeard
guo_escpos_hear (GuoPrinterReader *reader, guint8 byte, GuoPrinterAnswer *out)
{
  if (byte == XON || byte == XOFF)
    return GUO_PRINTER_HEARD_NOTHING;
  if (reader->n > 0 || IS_ASB (byte) || byte == 0x37)
    {
      reader->held[reader->n++] = byte;
      if (reader->n < (IS_ASB (reader->held[0]) ? ASB_LENGTH : ID_LENGTH))
        return GUO_PRINTER_HEARD_NOTHING;
      return complete (reader, out);
    }
  if (!IS_DLE_EOT (byte) || reader->parts == 0)
    return GUO_PRINTER_HEARD_NOTHING;
  reader->parts--;
  *out = (GuoPrinterAnswer) { .states = dle_eot_states (3 - MIN (reader->parts, 3), byte) };
  return reader->parts > 0 ? GUO_PRINTER_HEARD_PART : GUO_PRINTER_HEARD_STATE;
}

static json_t *
valid_states (gboolean valid, guint32 states)
{
  return json_pack ("{s:b, s:o, s:b}", "valid", valid, "states", guo_printer_state_words (valid ? states : 0), "ready",
                    valid && guo_printer_is_ready (states));
}

static json_t *
describe_dle_eot (guint n, const guint8 *bytes, gsize len)
{
  gboolean valid = len > 0 && IS_DLE_EOT (bytes[0]);
  json_t *out = valid_states (valid, valid ? dle_eot_states (n, bytes[0]) : 0);

  if (n == 0 && valid)
    json_object_set_new (out, "drawer_pin3_high", json_boolean ((bytes[0] & 0x04) != 0));
  return out;
}

static json_t *
describe_asb (const guint8 *bytes, gsize len)
{
  gboolean valid = len == ASB_LENGTH && IS_ASB (bytes[0]) && memchr (bytes + 1, XOFF, 3) == NULL;

  return valid_states (valid, valid ? asb_states (bytes) : 0);
}

static json_t *
event_of (GuoPrinterHeard heard, guint8 byte, const GuoPrinterAnswer *answer, const guint8 *id)
{
  g_autofree gchar *hex = g_strdup_printf ("%02x", byte);

  if (byte == XON || byte == XOFF)
    return json_pack ("{s:s}", "type", byte == XON ? "xon" : "xoff");
  if (heard == GUO_PRINTER_HEARD_STATE)
    return json_pack ("{s:s, s:s}", "type", "dle_eot", "value", hex);
  if (heard == GUO_PRINTER_HEARD_PART)
    return json_pack ("{s:s, s:o}", "type", "asb", "states", guo_printer_state_words (answer->states));
  return json_pack ("{s:s, s:s%}", "type", "process_id", "id", id, (size_t) 4);
}

/* Everything that came while one DLE EOT was under way. */
static json_t *
describe_stream (const guint8 *bytes, gsize len)
{
  GuoPrinterReader reader = { .n = 0 };
  json_t *events = json_array ();

  for (gsize i = 0; i < len; i++)
    {
      GuoPrinterAnswer answer = { 0 };
      guint held = reader.n;
      GuoPrinterHeard heard;

      reader.parts = 1;
      heard = guo_escpos_hear (&reader, bytes[i], &answer);
      if (heard != GUO_PRINTER_HEARD_NOTHING || bytes[i] == XON || bytes[i] == XOFF
          || (held == ID_LENGTH - 1 && reader.held[1] == 0x22 && bytes[i] == 0))
        json_array_append_new (events, event_of (heard, bytes[i], &answer, reader.held + 2));
    }
  return json_pack ("{s:o}", "events", events);
}

json_t *
guo_escpos_describe (const gchar *query, const guint8 *bytes, gsize len)
{
  if (query == NULL)
    return describe_dle_eot (0, bytes, len);
  if (strncmp (query, "10040", 5) == 0 && query[5] >= '1' && query[5] <= '4' && query[6] == '\0')
    return describe_dle_eot ((guint) (query[5] - '1'), bytes, len);
  if (strcmp (query, "asb") == 0)
    return describe_asb (bytes, len);
  return strcmp (query, "stream") == 0 ? describe_stream (bytes, len) : NULL;
}
