/* Zebra's further answers: ~HQES (errors and warnings as flags) and ~HI (what machine it is), and the reader that
 * takes whichever comes (Zebra ZPL II programming guide, ~HQ, ~HI; michaelrsweet/lprint: lprint-zpl.c). */
#include "drivers/printer/zpl.h"

#include <stdio.h>
#include <string.h>

#define STX 0x02
#define ETX 0x03
#define FIRST_LINE_COMMAS 11

static const GuoPrinterBit error_bits[] = {
  { 0x1, GUO_PRINTER_PAPER_OUT },
  { 0x2, GUO_PRINTER_RIBBON_OUT },
  { 0x4, GUO_PRINTER_HEAD_OPEN },
  { 0x8, GUO_PRINTER_CUTTER_ERROR },
  { 0x10, GUO_PRINTER_OVER_TEMPERATURE },
  { 0x20, GUO_PRINTER_MOTOR_OVER_TEMPERATURE },
  { 0x3c0, GUO_PRINTER_ERROR_OTHER }, /* bad element, head detection, firmware configuration, thermistor */
  { 0x9000, GUO_PRINTER_PAPER_JAM },  /* jam in retract, paper path */
  { 0x6000, GUO_PRINTER_ERROR_OTHER }, /* presenter, feed error */
  { 0x10000, GUO_PRINTER_PAUSED },
  { 0xe0000, GUO_PRINTER_ERROR_OTHER }, /* retract timeout, black mark */
  { 0, 0 },
};

static const gchar *const warning_words[] = { "calibrate_media", "clean_head", "replace_head", "paper_near_end" };

/* "WORD: f hhhhhhhh hhhhhhhh": the last eight digits. */
static gboolean
flags_after (const gchar *text, const gchar *word, guint *flags)
{
  const gchar *at = strstr (text, word);
  guint set, high;
  gint used = 0;

  return at != NULL && sscanf (at + strlen (word), " %1u %8x %8x%n", &set, &high, flags, &used) == 3 && used > 0;
}

json_t *
guo_zpl_extended_status (const gchar *text, guint32 *states)
{
  guint errors, warnings;
  g_autofree gchar *errors_hex = NULL, *warnings_hex = NULL;
  json_t *words;
  guint32 bits;

  if (!flags_after (text, "ERRORS:", &errors) || !flags_after (text, "WARNINGS:", &warnings))
    return NULL;
  errors_hex = g_strdup_printf ("%08X", errors);
  warnings_hex = g_strdup_printf ("%08X", warnings);
  words = json_array ();
  for (gsize i = 0; i < G_N_ELEMENTS (warning_words); i++)
    if ((warnings & (1u << i)) != 0)
      json_array_append_new (words, json_string (warning_words[i]));
  bits = guo_printer_bits (error_bits, errors);
  if (states != NULL)
    *states = bits | ((warnings & 8) != 0 ? GUO_PRINTER_PAPER_NEAR_END : 0);
  return json_pack ("{s:s, s:s, s:o, s:o, s:b}", "errors", errors_hex, "warnings", warnings_hex, "states",
                    guo_printer_state_words (bits), "warning_states", words, "ready", guo_printer_is_ready (bits));
}

json_t *
guo_zpl_identity (const gchar *text)
{
  g_auto(GStrv) parts = g_strsplit_set (text, ",", -1);

  if (g_strv_length (parts) < 5)
    return NULL;
  return json_pack ("{s:s, s:s, s:I, s:I, s:s}", "model", parts[0], "firmware", parts[1], "dots_per_mm",
                    (json_int_t) g_ascii_strtoll (parts[2], NULL, 10), "memory_kb",
                    (json_int_t) g_ascii_strtoll (parts[3], NULL, 10), "options", parts[4]);
}

static json_t *
describe_host_status (const guint8 *bytes, gsize len)
{
  g_autoptr(GError) error = NULL;
  json_t *status = guo_zpl_host_status (bytes, len, &error);

  if (status != NULL)
    return status;
  return json_pack ("{s:s}", "error", error != NULL ? "malformed" : "incomplete");
}

/* The text inside the frame, or all of it where there is none. */
static gchar *
text_of (const guint8 *bytes, gsize len)
{
  const guint8 *start = len > 0 ? memchr (bytes, STX, len) : NULL;
  const guint8 *end = start != NULL ? memchr (start, ETX, len - (gsize) (start - bytes)) : NULL;
  g_autofree gchar *raw = start != NULL && end != NULL
                            ? g_strndup ((const gchar *) start + 1, (gsize) (end - start) - 1)
                            : g_strndup (len > 0 ? (const gchar *) bytes : "", len);

  return g_utf8_make_valid (raw, -1);
}

json_t *
guo_zpl_describe (const gchar *query, const guint8 *bytes, gsize len)
{
  g_autofree gchar *text = text_of (bytes, len);
  json_t *out;

  if (query == NULL || strcmp (query, "~HS") == 0)
    return describe_host_status (bytes, len);
  if (strcmp (query, "~HQES") != 0 && strcmp (query, "~HI") != 0)
    return NULL;
  out = strcmp (query, "~HI") == 0 ? guo_zpl_identity (text) : guo_zpl_extended_status (text, NULL);
  return out != NULL ? out : json_pack ("{s:s}", "error", "incomplete");
}

static guint
count (const guint8 *bytes, guint len, guint8 byte)
{
  guint n = 0;

  for (guint i = 0; i < len; i++)
    n += bytes[i] == byte ? 1 : 0;
  return n;
}

/* A first line behind others begins another answer: what was cut off before it is dropped. */
static void
begin_at_first_line (GuoPrinterReader *reader)
{
  guint at = reader->n - 1;

  while (at > 0 && reader->held[at] != STX)
    at--;
  if (at == 0 || count (reader->held + at, reader->n - at, ',') < FIRST_LINE_COMMAS)
    return;
  reader->n -= at;
  memmove (reader->held, reader->held + at, reader->n);
}

static gboolean
take_answer (GuoPrinterReader *reader, GuoPrinterAnswer *out)
{
  g_autofree gchar *text = g_strndup ((const gchar *) reader->held, reader->n);
  guint32 states = 0;
  json_auto_t *extended = guo_zpl_extended_status (text, &states);
  json_auto_t *status = NULL;

  if (extended == NULL && count (reader->held, reader->n, ETX) < 3)
    return FALSE;
  if (extended == NULL)
    status = guo_zpl_host_status (reader->held, reader->n, NULL);
  reader->n = 0;
  if (extended == NULL && status == NULL)
    return FALSE;
  *out = (GuoPrinterAnswer) { .states = status != NULL ? guo_zpl_status_states (status) : states,
                              .busy = status != NULL && guo_zpl_status_busy (status) };
  return TRUE;
}

GuoPrinterHeard
guo_zpl_hear (GuoPrinterReader *reader, guint8 byte, GuoPrinterAnswer *out)
{
  if (reader->n == 0 && byte != STX)
    return GUO_PRINTER_HEARD_NOTHING;
  reader->held[reader->n++] = byte;
  if (byte == ETX)
    {
      begin_at_first_line (reader);
      if (take_answer (reader, out))
        {
          reader->parts = 0;
          return GUO_PRINTER_HEARD_STATE;
        }
    }
  if (reader->n == sizeof reader->held)
    reader->n = 0;
  return GUO_PRINTER_HEARD_NOTHING;
}
