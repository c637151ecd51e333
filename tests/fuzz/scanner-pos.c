/* Any report descriptor, and any reports behind it. The first two bytes are the descriptor's length. */
#include "drivers/scanner/pos.h"
#include "tests/fuzz/fuzz.h"

#include <string.h>

#define REPORT 64

static void
check (const GuoScan *scan, gpointer user_data)
{
  g_assert_cmpuint (strlen (scan->text), ==, scan->len);
  g_assert_cmpuint (scan->len, <=, GUO_SCAN_MAX);
  g_assert_true ((scan->status == GUO_SCAN_CODE) == (scan->len > 0));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree GuoPosReader *reader = g_new (GuoPosReader, 1);
  GuoPosLayout layout;
  gsize len;

  if (size < 2)
    return 0;
  len = MIN ((gsize) (data[0] | data[1] << 8), size - 2);
  if (!guo_pos_layout_read (data + 2, len, &layout, NULL))
    return 0;
  guo_pos_reader_init (reader, &layout);
  for (gsize at = 2 + len; at < size; at += REPORT)
    guo_pos_reader_push (reader, data + at, MIN ((gsize) REPORT, size - at), check, NULL);
  guo_pos_reader_flush (reader, check, NULL);
  return 0;
}
