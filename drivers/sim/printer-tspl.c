/* The simulated printer's TSPL: SIZE, CLS, BITMAP, PRINT, OUT and the immediate commands; the rest is passed over. */
#include "drivers/sim/printer-head.h"

#include <stdio.h>
#include <string.h>

#define MOST_DOTS 4096

/* A line without its end; NULL: it is not whole yet. @used: with its end. */
static gchar *
take_line (const GByteArray *pending, guint *used)
{
  const guint8 *end = memchr (pending->data, '\n', pending->len);
  g_autofree gchar *line = NULL;

  if (end == NULL)
    return NULL;
  *used = (guint) (end - pending->data) + 1;
  line = g_strndup ((const gchar *) pending->data, *used - 1);
  g_strchomp (line);
  return g_steal_pointer (&line);
}

/* <ESC>!x, which is understood between two commands; how many bytes, 0: it is not whole yet. */
static guint
obey_immediate (GuoPrinterSim *sim, const GuoPrinterBench *bench, GByteArray *answer)
{
  const guint8 *bytes = bench->pending->data;
  guint8 state = (guint8) ((bench->head_open ? 0x01 : 0) | (bench->paper_out ? 0x04 : 0));

  if (bench->pending->len < 3)
    return 0;
  if (memcmp (bytes, "\033!?", 3) == 0 && !bench->silent)
    g_byte_array_append (answer, &state, 1);
  if (memcmp (bytes, "\033!.", 3) == 0)
    guo_printer_sim_clear (sim);
  return 3;
}

static void
set_size (GuoPrinterSim *sim, GuoPrinterBench *bench, const gchar *line)
{
  gdouble width_mm, height_mm;
  guint width, height;

  if (sscanf (line, "SIZE %lf mm,%lf mm", &width_mm, &height_mm) != 2 || width_mm < 1 || height_mm < 1
      || width_mm * 8 > MOST_DOTS || height_mm * 8 > MOST_DOTS)
    {
      guo_printer_sim_fault (sim);
      return;
    }
  width = (guint) (width_mm * 8 + 0.5);
  height = (guint) (height_mm * 8 + 0.5);
  guo_bitmap_free (bench->page);
  bench->page = guo_bitmap_new (width, height);
}

static void
print_page (GuoPrinterSim *sim, GuoPrinterBench *bench, const gchar *line)
{
  guint sets = 1, copies = 1;

  if (bench->page == NULL || sscanf (line, "PRINT %u,%u", &sets, &copies) < 1)
    {
      guo_printer_sim_fault (sim);
      return;
    }
  for (guint n = MIN (sets * copies, 99); n > 0; n--)
    {
      GuoBitmap *label = guo_bitmap_new (bench->page->width, bench->page->height);

      guo_bitmap_paste (label, bench->page, 0, 0);
      guo_printer_sim_put (sim, label);
    }
}

static void
obey_line (GuoPrinterSim *sim, GuoPrinterBench *bench, const gchar *line)
{
  gchar said[32];

  if (g_str_has_prefix (line, "SIZE "))
    set_size (sim, bench, line);
  else if (strcmp (line, "CLS") == 0 && bench->page != NULL)
    memset (bench->page->bits, 0, bench->page->stride * bench->page->height);
  else if (g_str_has_prefix (line, "PRINT "))
    print_page (sim, bench, line);
  else if (sscanf (line, "OUT \"%31[^\"]\"", said) == 1)
    {
      guo_printer_sim_say_when_done (sim, said, strlen (said));
      guo_printer_sim_say_when_done (sim, "\r\n", 2);
    }
}

/* BITMAP x,y,w,h,0,DATA: w bytes across, 0 burns. How many bytes; 0: it is not whole yet. */
static guint
take_bitmap (GuoPrinterSim *sim, GuoPrinterBench *bench)
{
  const GByteArray *pending = bench->pending;
  g_autofree gchar *head = g_strndup ((const gchar *) pending->data, MIN (pending->len, 40));
  guint x, y, across, rows, mode;
  gint used = 0;
  g_autoptr(GuoBitmap) picture = NULL;

  if (sscanf (head, "BITMAP %u,%u,%u,%u,%u,%n", &x, &y, &across, &rows, &mode, &used) < 5 || used == 0)
    return pending->len > 40 || memchr (pending->data, '\n', pending->len) != NULL ? pending->len : 0;
  if (across == 0 || across > MOST_DOTS / 8 || rows == 0 || rows > MOST_DOTS)
    {
      guo_printer_sim_fault (sim);
      return pending->len;
    }
  if (pending->len < (guint) used + across * rows)
    return 0;
  picture = guo_bitmap_new (across * 8, rows);
  for (gsize i = 0; i < picture->stride * picture->height; i++)
    picture->bits[i] = (guint8) ~pending->data[(gsize) used + i];
  if (bench->page != NULL)
    guo_bitmap_paste (bench->page, picture, x, y);
  return (guint) used + across * rows;
}

static gboolean
understand (GuoPrinterSim *sim, GuoPrinterBench *bench, GByteArray *answer)
{
  const GByteArray *pending = bench->pending;
  guint used = 0;

  if (pending->data[0] == '\033')
    used = obey_immediate (sim, bench, answer);
  else if (memcmp (pending->data, "BITMAP", MIN (pending->len, 6)) == 0)
    used = pending->len < 6 ? 0 : take_bitmap (sim, bench);
  else
    {
      g_autofree gchar *line = take_line (pending, &used);

      if (line != NULL)
        obey_line (sim, bench, line);
    }
  if (used == 0)
    return FALSE;
  g_byte_array_remove_range (bench->pending, 0, used);
  return TRUE;
}

const GuoPrinterHead guo_printer_head_tspl = { "tspl", understand };
