/* The simulated receipt printer: pictures, feed, cut, process ids and the questions. A cut ends a label. */
#include "drivers/sim/printer-head.h"

#include <string.h>

#define PAPER_DOTS 576 /* 72 mm of an 80 mm roll at 203 dpi */
#define MOST_ROWS 4096
#define LINE_ROWS 30

/* Commands that are passed over, and their length. */
static const struct
{
  const gchar *start;
  guint start_len;
  guint length;
} others[] = {
  { "\x1b@", 2, 2 }, { "\x1d" "a", 2, 3 }, { "\x1d" "r", 2, 3 }, { "\x1c&", 2, 2 }, { "\x1c.", 2, 2 },
};

static void
feed (GuoPrinterBench *bench, guint rows)
{
  if (bench->page == NULL)
    bench->page = guo_bitmap_new (PAPER_DOTS, MOST_ROWS);
  bench->page_rows = MIN (bench->page_rows + rows, MOST_ROWS);
}

/* GS v 0 m xL xH yL yH DATA. How many bytes; 0: it is not whole yet. */
static guint
take_raster (GuoPrinterSim *sim, GuoPrinterBench *bench)
{
  const guint8 *bytes = bench->pending->data;
  guint across, rows, top = bench->page_rows;
  g_autoptr(GuoBitmap) picture = NULL;

  if (bench->pending->len < 8)
    return 0;
  across = bytes[4] | (guint) bytes[5] << 8;
  rows = bytes[6] | (guint) bytes[7] << 8;
  if (across == 0 || rows == 0 || rows > 2303)
    {
      guo_printer_sim_fault (sim);
      return 8;
    }
  if (bench->pending->len < 8 + across * rows)
    return 0;
  picture = guo_bitmap_new (across * 8, rows);
  memcpy (picture->bits, bytes + 8, (gsize) across * rows);
  feed (bench, rows);
  guo_bitmap_paste (bench->page, picture, 0, top);
  return 8 + across * rows;
}

static void
cut (GuoPrinterSim *sim, GuoPrinterBench *bench)
{
  GuoBitmap *label;

  if (bench->page == NULL || bench->page_rows == 0)
    return;
  label = guo_bitmap_new (PAPER_DOTS, bench->page_rows);
  memcpy (label->bits, bench->page->bits, label->stride * label->height);
  g_clear_pointer (&bench->page, guo_bitmap_free);
  bench->page_rows = 0;
  guo_printer_sim_put (sim, label);
}

static guint8
real_time (const GuoPrinterBench *bench, guint8 n)
{
  gboolean stopped = bench->paper_out || bench->head_open;

  if (n == 1)
    return stopped ? 0x1a : 0x12;
  if (n == 2)
    return (guint8) (0x12 | (bench->head_open ? 0x04 : 0) | (bench->paper_out ? 0x20 : 0));
  return n == 4 && bench->paper_out ? 0x72 : 0x12;
}

/* DLE EOT n, DLE ENQ n. */
static guint
obey_dle (GuoPrinterSim *sim, const GuoPrinterBench *bench, GByteArray *answer)
{
  const guint8 *bytes = bench->pending->data;
  guint8 state;

  if (bench->pending->len < 3)
    return 0;
  state = real_time (bench, bytes[2]);
  if (bytes[1] == 0x04 && !bench->silent)
    g_byte_array_append (answer, &state, 1);
  if (bytes[1] == 0x05 && bytes[2] == 2)
    guo_printer_sim_clear (sim);
  return 3;
}

/* GS ( H 06 00 30 30 d1 d2 d3 d4: the id is said once everything before it is printed. */
static guint
take_process_id (GuoPrinterSim *sim, const GuoPrinterBench *bench)
{
  gchar said[7] = { 0x37, 0x22, 0, 0, 0, 0, 0 };

  if (bench->pending->len < 11)
    return 0;
  memcpy (said + 2, bench->pending->data + 7, 4);
  guo_printer_sim_say_when_done (sim, said, sizeof said);
  return 11;
}

static guint
take_other (GuoPrinterSim *sim, const GByteArray *pending)
{
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (memcmp (pending->data, others[i].start, others[i].start_len) == 0)
      return pending->len < others[i].length ? 0 : others[i].length;
  guo_printer_sim_fault (sim);
  return 1;
}

static guint
take (GuoPrinterSim *sim, GuoPrinterBench *bench, GByteArray *answer)
{
  const guint8 *bytes = bench->pending->data;

  if (bytes[0] == '\n')
    {
      feed (bench, LINE_ROWS);
      return 1;
    }
  if (bytes[0] == 0x10)
    return obey_dle (sim, bench, answer);
  if (bench->pending->len < 2)
    return 0;
  if (bytes[0] == 0x1d && bytes[1] == 'v')
    return take_raster (sim, bench);
  if (bytes[0] == 0x1d && bytes[1] == '(')
    return take_process_id (sim, bench);
  if (bytes[0] == 0x1d && bytes[1] == 'V')
    {
      if (bench->pending->len < 3)
        return 0;
      cut (sim, bench);
      return 3;
    }
  return take_other (sim, bench->pending);
}

static gboolean
understand (GuoPrinterSim *sim, GuoPrinterBench *bench, GByteArray *answer)
{
  guint used = take (sim, bench, answer);

  if (used == 0)
    return FALSE;
  g_byte_array_remove_range (bench->pending, 0, used);
  return TRUE;
}

const GuoPrinterHead guo_printer_head_escpos = { "escpos", understand };
