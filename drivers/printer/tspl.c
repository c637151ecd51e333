#include "drivers/printer/tspl.h"

#include <string.h>

#define BAND_COST 28 /* bytes of one more BITMAP command */

/* A rectangle of the picture that has something black in it; bytes across, dots down. */
typedef struct
{
  gsize left, right; /* right is behind the last byte */
  guint top, bottom;
} Part;

static void append_text (GByteArray *out, const gchar *format, ...) G_GNUC_PRINTF (2, 3);

static void
append_text (GByteArray *out, const gchar *format, ...)
{
  g_autofree gchar *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_byte_array_append (out, (const guint8 *) text, (guint) strlen (text));
}

/* The picture's bytes of @part, 0 burning; dots right of the picture's edge stay white. */
static void
append_bitmap (GByteArray *out, const GuoBitmap *picture, const Part *part, guint x, guint y)
{
  append_text (out, "BITMAP %u,%u,%u,%u,0,", x + (guint) part->left * 8, y + part->top,
               (guint) (part->right - part->left), part->bottom - part->top);
  for (guint row = part->top; row < part->bottom; row++)
    for (gsize i = part->left; i < part->right; i++)
      g_byte_array_append (out, &(guint8){ (guint8) ~picture->bits[row * picture->stride + i] }, 1);
  append_text (out, "\r\n");
}

void
guo_tspl_bitmap (GByteArray *out, const GuoBitmap *picture, guint x, guint y)
{
  append_bitmap (out, picture, &(Part){ 0, picture->stride, 0, picture->height }, x, y);
}

/* Widens @part to what is black in row @y; FALSE: the row is white. */
static gboolean
take_row (Part *part, const GuoBitmap *picture, guint y)
{
  const guint8 *row = picture->bits + y * picture->stride;
  gsize left = 0, right = picture->stride;

  while (right > 0 && row[right - 1] == 0)
    right--;
  if (right == 0)
    return FALSE;
  while (row[left] == 0)
    left++;
  part->left = MIN (part->left, left);
  part->right = MAX (part->right, right);
  return TRUE;
}

/* Each band of rows between white ones that are worth a command of their own. */
static void
append_bands (GByteArray *out, const GuoBitmap *picture)
{
  Part part = { picture->stride, 0, 0, 0 };

  for (guint y = 0; y < picture->height; y++)
    {
      gboolean begun = part.right > 0;
      gsize white = begun ? (y - part.bottom) * (part.right - part.left) : 0;

      if (white > BAND_COST)
        {
          append_bitmap (out, picture, &part, 0, 0);
          part = (Part) { picture->stride, 0, 0, 0 };
          begun = FALSE;
        }
      if (!take_row (&part, picture, y))
        continue;
      part.top = begun ? part.top : y;
      part.bottom = y + 1;
    }
  if (part.right > 0)
    append_bitmap (out, picture, &part, 0, 0);
}

/* Millimetres of @dots, with one decimal where they are not whole. */
static gchar *
millimetres (guint dots, guint dots_per_mm)
{
  guint tenths = (dots * 10 + dots_per_mm / 2) / dots_per_mm;

  return tenths % 10 == 0 ? g_strdup_printf ("%u", tenths / 10) : g_strdup_printf ("%u.%u", tenths / 10, tenths % 10);
}

GByteArray *
guo_tspl_label (const GuoBitmap *picture, guint dots_per_mm, guint gap_mm)
{
  GByteArray *out = g_byte_array_new ();
  g_autofree gchar *width = millimetres (picture->width, dots_per_mm);
  g_autofree gchar *height = millimetres (picture->height, dots_per_mm);

  append_text (out, "SIZE %s mm,%s mm\r\nGAP %u mm,0 mm\r\nDIRECTION 1,0\r\nREFERENCE 0,0\r\nSET REPRINT OFF\r\nCLS\r\n",
               width, height, gap_mm);
  append_bands (out, picture);
  append_text (out, "PRINT 1,1\r\n");
  return out;
}

static GBytes *
label (const GuoBitmap *picture, const GuoPrinterJob *job)
{
  g_autoptr(GByteArray) body = guo_tspl_label (picture, job->dots_per_mm, job->gap_mm);
  GByteArray *out = g_byte_array_new ();

  append_text (out, "\r\n"); /* ends a half command that a broken job left */
  g_byte_array_append (out, body->data, body->len);
  if (job->mark > 0)
    append_text (out, "OUT \"{%04u}\"\r\n", job->mark);
  return g_byte_array_free_to_bytes (out);
}

const GuoPrinterLanguage guo_printer_tspl = {
  .id = "tspl",
  .name = "TSPL, TSPL2",
  .models = "TSC, Gprinter, Deli, HPRT, Xprinter",
  .verified = "vectors from the TSC and Gprinter manuals; no printer was at hand",
  .proof = GUO_PRINTER_PROOF_MARK_IDLE,
  .label = label,
  .question = "\033!?",
  .parts = 1,
  .clear = "\033!.\r\n\r\nCLS\r\n", /* <ESC>!. cancels what waits; printers that do not know it pass it over */
  .hear = guo_tspl_hear,
  .describe = guo_tspl_describe,
};
