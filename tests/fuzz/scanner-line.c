/* The line of a scanner: however the bytes are cut, the same codes. Byte 0 chooses the settings and the pieces. */
#include "drivers/scanner/keys.h"
#include "drivers/scanner/line.h"
#include "tests/fuzz/fuzz.h"

#include <string.h>

static void
describe (const GuoScan *scan, gpointer user_data)
{
  GString *out = user_data;

  g_assert_cmpuint (strlen (scan->text), ==, scan->len);
  g_assert_cmpuint (scan->len, <=, GUO_SCAN_MAX);
  g_assert_true ((scan->status == GUO_SCAN_CODE) == (scan->len > 0));
  g_string_append_printf (out, "%d %s %s\n", scan->status, scan->aim, scan->text);
}

static GString *
feed (guint8 settings, const guint8 *data, gsize size, gsize piece)
{
  g_autofree GuoScanLine *line = g_new (GuoScanLine, 1);
  GString *out = g_string_new (NULL);

  guo_scan_line_init (line, settings & 1 ? "ab" : NULL, (settings & 2) != 0);
  for (gsize at = 0; at < size; at += piece)
    guo_scan_line_push (line, data + at, MIN (piece, size - at), describe, out);
  guo_scan_line_flush (line, describe, out);
  g_assert_false (guo_scan_line_pending (line));
  return out;
}

/* Any keys at all are characters of a line or nothing. */
static void
type (const guint8 *data, gsize size)
{
  GuoScanKeys keys = { 0 };

  for (gsize i = 0; i + 1 < size; i += 2)
    guo_scan_keys_push (&keys, data[i], data[i + 1] % 3);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GString) whole = NULL;
  g_autoptr (GString) cut = NULL;

  if (size < 1)
    return 0;
  whole = feed (data[0], data + 1, size - 1, size);
  cut = feed (data[0], data + 1, size - 1, 1u + data[0] / 4);
  g_assert_cmpstr (whole->str, ==, cut->str);
  type (data, size);
  return 0;
}
