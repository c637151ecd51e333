/* The simulated printer's ZPL: pictures, ~HS, ~HQES, ~JA. That is all the station sends. */
#include "drivers/printer/zpl.h"
#include "drivers/sim/printer-head.h"

#include <string.h>

/* The number behind the first @command of a format. */
static guint
number_after (const gchar *format, const gchar *command, guint otherwise)
{
  const gchar *at = strstr (format, command);

  return at != NULL && g_ascii_isdigit (at[3]) ? (guint) g_ascii_strtoull (at + 3, NULL, 10) : otherwise;
}

/* ^GFa,b,c,d,DATA at @at: c bytes of picture, d a row. */
static GuoBitmap *
read_graphic (const gchar *at)
{
  g_auto(GStrv) parts = g_strsplit (at, ",", 5);
  gsize total, stride, len;
  g_autoptr(GByteArray) bytes = NULL;
  GuoBitmap *picture;

  if (g_strv_length (parts) < 5)
    return NULL;
  total = (gsize) g_ascii_strtoull (parts[2], NULL, 10);
  stride = (gsize) g_ascii_strtoull (parts[3], NULL, 10);
  if (stride == 0 || stride > 2048 || total == 0 || total / stride > 16384)
    return NULL;
  len = strcspn (parts[4], "^~");
  bytes = guo_zpl_graphic_read (parts[4], len, stride, total, NULL);
  if (bytes == NULL)
    return NULL;
  picture = guo_bitmap_new ((guint) stride * 8, (guint) (total / stride));
  memcpy (picture->bits, bytes->data, picture->stride * picture->height);
  return picture;
}

/* One format, from ^XA to before ^XZ. */
static gboolean
read_format (GuoPrinterSim *sim, const gchar *format)
{
  guint width = number_after (format, "^PW", 0), height = number_after (format, "^LL", 0);
  g_autoptr(GuoBitmap) label = NULL;

  if (width == 0 || width > 16384 || height == 0 || height > 16384)
    return FALSE;
  label = guo_bitmap_new (width, height);
  for (const gchar *at = strstr (format, "^GF"); at != NULL; at = strstr (at + 3, "^GF"))
    {
      g_autoptr(GuoBitmap) picture = read_graphic (at);

      if (picture == NULL)
        return FALSE;
      guo_bitmap_paste (label, picture, 0, 0);
    }
  for (guint copies = MIN (number_after (format, "^PQ", 1), 999); copies > 0; copies--)
    {
      GuoBitmap *copy = guo_bitmap_new (width, height);

      guo_bitmap_paste (copy, label, 0, 0);
      guo_printer_sim_put (sim, copy);
    }
  return TRUE;
}

static void
append_text (GByteArray *answer, const gchar *text)
{
  g_byte_array_append (answer, (const guint8 *) text, (guint) strlen (text));
}

/* As the guide has it: nothing at all while the paper is out or the head is open. */
static void
answer_status (const GuoPrinterBench *bench, GByteArray *answer)
{
  g_autofree gchar *text
    = g_strdup_printf ("\002030,0,0,0320,%03u,0,0,0,000,0,0,0\003\r\n"
                       "\002000,0,0,0,0,2,4,0,%08u,1,000\003\r\n\0021234,0\003\r\n",
                       MIN (bench->waiting, 999), bench->waiting);

  append_text (answer, text);
}

static void
answer_extended (const GuoPrinterBench *bench, GByteArray *answer)
{
  guint errors = (bench->paper_out ? 1 : 0) | (bench->head_open ? 4 : 0);
  g_autofree gchar *text = g_strdup_printf ("\002\r\n  PRINTER STATUS\r\n   ERRORS:         %u 00000000 %08X\r\n"
                                            "   WARNINGS:       0 00000000 00000000\r\n\003",
                                            errors != 0 ? 1u : 0u, errors);

  append_text (answer, text);
}

/* A command that is no format; how many bytes it has, 0: none. */
static guint
obey_short (GuoPrinterSim *sim, const GuoPrinterBench *bench, const gchar *text, gsize len, GByteArray *answer)
{
  if (len >= 5 && strncmp (text, "~HQES", 5) == 0)
    {
      if (!bench->silent)
        answer_extended (bench, answer);
      return 5;
    }
  if (strncmp (text, "~JA", 3) == 0)
    {
      guo_printer_sim_clear (sim);
      return 3;
    }
  if (strncmp (text, "~HS", 3) != 0)
    return 0;
  if (!bench->silent && !bench->paper_out && !bench->head_open)
    answer_status (bench, answer);
  return 3;
}

static gboolean
understand (GuoPrinterSim *sim, GuoPrinterBench *bench, GByteArray *answer)
{
  const gchar *text = (const gchar *) bench->pending->data;
  gsize len = bench->pending->len;
  const gchar *end;
  g_autofree gchar *format = NULL;
  guint n = len >= 3 ? obey_short (sim, bench, text, len, answer) : 0;

  if (len < 3 || (n == 0 && len < 5 && strncmp (text, "~HQ", 3) == 0))
    return FALSE;
  if (n == 0 && strncmp (text, "^XA", 3) != 0)
    n = 1;
  if (n > 0)
    {
      g_byte_array_remove_range (bench->pending, 0, n);
      return TRUE;
    }
  end = g_strstr_len (text, (gssize) len, "^XZ");
  if (end == NULL)
    return FALSE;
  format = g_strndup (text, (gsize) (end - text));
  if (!read_format (sim, format))
    guo_printer_sim_fault (sim);
  g_byte_array_remove_range (bench->pending, 0, (guint) (end - text) + 3);
  return TRUE;
}

const GuoPrinterHead guo_printer_head_zpl = { "zpl", understand };
