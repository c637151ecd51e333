#include "drivers/printer/escpos.h"

#include <string.h>

#define FEED_LINES 5 /* the blade stands above the head */

static void
append_command (GByteArray *out, const gchar *bytes, gsize len)
{
  g_byte_array_append (out, (const guint8 *) bytes, (guint) len);
}

/* Bytes across that have something black in rows @y to @y + @rows, at least one: a strip must keep its height. */
static gsize
used_bytes (const GuoBitmap *picture, guint y, guint rows)
{
  gsize used = 1;

  for (guint row = y; row < y + rows; row++)
    for (gsize i = picture->stride; i > used; i--)
      if (picture->bits[row * picture->stride + i - 1] != 0)
        {
          used = i;
          break;
        }
  return used;
}

void
guo_escpos_raster (GByteArray *out, const GuoBitmap *picture, guint strip_rows, gboolean crop)
{
  for (guint y = 0; y < picture->height; y += strip_rows)
    {
      guint rows = MIN (strip_rows, picture->height - y);
      gsize across = crop ? used_bytes (picture, y, rows) : picture->stride;
      const guint8 head[] = { 0x1d, 'v', '0', 0, across & 0xff, (guint8) (across >> 8), rows & 0xff, (guint8) (rows >> 8) };

      g_byte_array_append (out, head, sizeof head);
      for (guint row = y; row < y + rows; row++)
        g_byte_array_append (out, picture->bits + row * picture->stride, (guint) across);
    }
}

void
guo_escpos_mark (GByteArray *out, guint mark)
{
  g_autofree gchar *id = g_strdup_printf ("%04u", mark);

  append_command (out, "\x1d(H\x06\x00\x30\x30", 7);
  append_command (out, id, 4);
}

static GBytes *
label (const GuoBitmap *picture, const GuoPrinterJob *job)
{
  GByteArray *out = g_byte_array_new ();

  append_command (out, "\x1b@", 2);
  guo_escpos_raster (out, picture, GUO_ESCPOS_STRIP, TRUE);
  for (guint i = 0; i < FEED_LINES; i++)
    append_command (out, "\n", 1);
  append_command (out, "\x1dV\x00", 3);
  if (job->mark > 0)
    guo_escpos_mark (out, job->mark);
  return g_byte_array_free_to_bytes (out);
}

const GuoPrinterLanguage guo_printer_escpos = {
  .id = "escpos",
  .name = "ESC/POS",
  .models = "Epson TM, and nearly every receipt printer",
  .verified = "vectors from the Epson, Citizen and HPRT manuals; no printer was at hand",
  .proof = GUO_PRINTER_PROOF_MARK,
  .label = label,
  .question = "\x10\x04\x01\x10\x04\x02\x10\x04\x03\x10\x04\x04",
  .parts = 4,
  .clear = "\x10\x05\x02", /* DLE ENQ 2: recovers from an error, buffers emptied */
  .hear = guo_escpos_hear,
  .describe = guo_escpos_describe,
};
