#include "drivers/printer/zpl.h"

#include "drivers/printer/zpl-data.h"

#include <string.h>

/* Letters that stand for how often the next hex digit comes: z = 400, y = 380 … g = 20, Y = 19 … G = 1. */
static void
append_run (GString *out, gchar digit, gsize n)
{
  if (n == 2)
    {
      g_string_append_c (out, digit);
      g_string_append_c (out, digit);
      return;
    }
  for (; n > 400; n -= 400)
    {
      g_string_append_c (out, 'z');
      g_string_append_c (out, digit);
    }
  if (n >= 20)
    g_string_append_c (out, (gchar) ('g' + n / 20 - 1));
  if (n % 20 > 0 && n > 1)
    g_string_append_c (out, (gchar) ('G' + n % 20 - 1));
  g_string_append_c (out, digit);
}

static gchar
nibble_at (const guint8 *row, gsize i)
{
  return "0123456789ABCDEF"[i % 2 == 0 ? row[i / 2] >> 4 : row[i / 2] & 15];
}

static void
append_acs_row (GString *out, const guint8 *row, gsize stride)
{
  gsize end = stride * 2;

  while (end > 0 && nibble_at (row, end - 1) == '0')
    end--;
  for (gsize at = 0; at < end;)
    {
      gsize run = 1;

      while (at + run < end && nibble_at (row, at + run) == nibble_at (row, at))
        run++;
      append_run (out, nibble_at (row, at), run);
      at += run;
    }
  if (end < stride * 2)
    g_string_append_c (out, ',');
}

static void
append_acs (GString *out, const GuoBitmap *picture)
{
  for (guint y = 0; y < picture->height; y++)
    {
      const guint8 *row = picture->bits + y * picture->stride;

      if (y > 0 && memcmp (row, row - picture->stride, picture->stride) == 0)
        g_string_append_c (out, ':');
      else
        append_acs_row (out, row, picture->stride);
    }
}

static void
append_hex (GString *out, const guint8 *bytes, gsize len)
{
  for (gsize i = 0; i < len * 2; i++)
    g_string_append_c (out, nibble_at (bytes, i));
}

static void
append_base64 (GString *out, const gchar *mark, const guint8 *bytes, gsize len)
{
  g_autofree gchar *text = g_base64_encode (bytes, len);

  g_string_append_printf (out, ":%s:%s:%04X", mark, text, guo_zpl_crc (text, strlen (text)));
}

static void
append_z64 (GString *out, const guint8 *bytes, gsize len)
{
  g_autoptr(GByteArray) packed = guo_zpl_deflate (bytes, len);

  append_base64 (out, "Z64", packed->data, packed->len);
}

gchar *
guo_zpl_graphic (const GuoBitmap *picture, GuoZplEncoding encoding)
{
  gsize total = picture->stride * picture->height;
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, "^GFA,%" G_GSIZE_FORMAT ",%" G_GSIZE_FORMAT ",%" G_GSIZE_FORMAT ",", total,
                          total, picture->stride);
  switch (encoding)
    {
    case GUO_ZPL_ACS:
      append_acs (out, picture);
      break;
    case GUO_ZPL_B64:
      append_base64 (out, "B64", picture->bits, total);
      break;
    case GUO_ZPL_Z64:
      append_z64 (out, picture->bits, total);
      break;
    case GUO_ZPL_HEX:
      append_hex (out, picture->bits, total);
      break;
    }
  return g_string_free (out, FALSE);
}

GBytes *
guo_zpl_label (const GuoBitmap *picture, GuoZplEncoding encoding)
{
  g_autofree gchar *graphic = guo_zpl_graphic (picture, encoding);
  gchar *text;
  gsize len;

  /* ^LH, ^LT, ^PO … stay set from whatever was printed before: everything relied on is said each time. */
  text = g_strdup_printf ("^XA^JZN^PON^PMN^LRN^LH0,0^LS0^PW%u^LL%u^FO0,0%s^FS^PQ1,0,1,N^XZ\n", picture->width,
                          picture->height, graphic);
  len = strlen (text);
  return g_bytes_new_take (text, len);
}

static GBytes *
label (const GuoBitmap *picture, const GuoPrinterJob *job G_GNUC_UNUSED)
{
  return guo_zpl_label (picture, GUO_ZPL_Z64);
}

const GuoPrinterLanguage guo_printer_zpl = {
  .id = "zpl",
  .name = "ZPL II",
  .models = "Zebra, and clones that speak it",
  .verified = "vectors from Zebra's guide and from labels made by Zebra's software; no printer was at hand",
  .proof = GUO_PRINTER_PROOF_IDLE,
  .label = label,
  .question = "~HS",
  .parts = 1,
  .other_question = "~HQES", /* ~HS is not answered while media or ribbon is out or the head is open */
  .clear = "~JA",
  .hear = guo_zpl_hear,
  .describe = guo_zpl_describe,
};
