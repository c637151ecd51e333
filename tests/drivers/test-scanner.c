/* Scanners, pure: the rows of tests/vectors/scanners.jsonl, the line framing cut everywhere, keys, descriptors. */
#include "drivers/scanner/aim.h"
#include "drivers/scanner/keys.h"
#include "drivers/scanner/line.h"
#include "drivers/scanner/pos.h"

#include <jansson.h>
#include <linux/input-event-codes.h>
#include <string.h>

static guint n_rows;

/* The layout of the Access-IS LSR118 manual, p. 68, as a descriptor says it. */
static const guint8 access_is[] = {
  0x05, 0x8c, 0x09, 0x02, 0xa1, 0x01, 0x85, 0x02, 0x09, 0x12, 0xa1, 0x02, 0x15, 0x00, 0x26, 0xff, 0x00, 0x75,
  0x08, 0x95, 0x01, 0x05, 0x01, 0x09, 0x3b, 0x81, 0x02,                         /* byte count */
  0x05, 0x8c, 0x95, 0x03, 0x09, 0xfb, 0x09, 0xfc, 0x09, 0xfd, 0x81, 0x02,       /* symbology identifier 1 to 3 */
  0x95, 0x38, 0x09, 0xfe, 0x82, 0x02, 0x01,                                     /* decoded data, 56 */
  0x06, 0x66, 0xff, 0x95, 0x02, 0x09, 0x04, 0x09, 0x00, 0x81, 0x02,             /* of the maker */
  0x05, 0x8c, 0x25, 0x01, 0x75, 0x01, 0x95, 0x01, 0x09, 0xff, 0x81, 0x02,       /* data continued */
  0x95, 0x07, 0x81, 0x03, 0xc0, 0xc0,
};

/* Microscan: id 1, length, 62 data, no continuation. */
static const guint8 microscan[] = {
  0x05, 0x8c, 0x09, 0x02, 0xa1, 0x01, 0x85, 0x01, 0x15, 0x00, 0x26, 0xff, 0x00, 0x75, 0x08, 0x95, 0x01, 0x05,
  0x01, 0x09, 0x3b, 0x81, 0x02, 0x05, 0x8c, 0x95, 0x3e, 0x09, 0xfe, 0x82, 0x02, 0x01, 0xc0,
};

static void
describe (const GuoScan *scan, gpointer user_data)
{
  static const gchar *const words[] = { "", "incomplete", "malformed" };
  GString *out = user_data;

  g_assert_cmpuint (strlen (scan->text), ==, scan->len);
  g_string_append_printf (out, "%s[%s|%s]", words[scan->status], scan->aim, scan->text);
}

static GByteArray *
from_hex (const gchar *hex)
{
  GByteArray *bytes = g_byte_array_new ();

  for (; hex[0] != '\0'; hex += 2)
    {
      guint8 byte = (guint8) (g_ascii_xdigit_value (hex[0]) << 4 | g_ascii_xdigit_value (hex[1]));

      g_byte_array_append (bytes, &byte, 1);
    }
  return bytes;
}

static gchar *
expected (json_t *row)
{
  GString *out = g_string_new (NULL);
  gsize i;
  json_t *item;

  json_array_foreach (json_object_get (row, "expect"), i, item)
    {
      const gchar *fault = json_string_value (json_object_get (item, "error"));
      const gchar *aim = json_string_value (json_object_get (item, "aim"));
      const gchar *text = json_string_value (json_object_get (item, "text"));

      g_string_append_printf (out, "%s[%s|%s]", fault != NULL ? fault : "", aim != NULL ? aim : "",
                              text != NULL ? text : "");
    }
  return g_string_free (out, FALSE);
}

static void
test_reports (gconstpointer data)
{
  json_t *row = (json_t *) data;
  g_autofree gchar *expect = expected (row);
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree GuoPosReader *reader = g_new (GuoPosReader, 1);
  GuoPosLayout layout;
  gsize i;
  json_t *report;

  g_assert_cmpstr (json_string_value (json_object_get (row, "layout")), ==, "access-is-64");
  g_assert_true (guo_pos_layout_read (access_is, sizeof access_is, &layout, NULL));
  guo_pos_reader_init (reader, &layout);
  json_array_foreach (json_object_get (row, "reports"), i, report)
    {
      g_autoptr (GByteArray) bytes = from_hex (json_string_value (report));
      g_autofree guint8 *exact = g_memdup2 (bytes->data, bytes->len);

      g_assert_cmpuint (bytes->len, ==, 64);
      guo_pos_reader_push (reader, exact, bytes->len, describe, out);
    }
  guo_pos_reader_flush (reader, describe, out);
  g_assert_cmpstr (out->str, ==, expect);
}

/* The identifier and the text that the row says; what they mean is tested with the station. */
static void
test_line (gconstpointer data)
{
  json_t *row = (json_t *) data;
  g_autoptr (GByteArray) bytes = from_hex (json_string_value (json_object_get (row, "bytes")));
  const gchar *aim = json_string_value (json_object_get (json_object_get (row, "expect"), "aim"));
  const gchar *symbology = json_string_value (json_object_get (json_object_get (row, "expect"), "symbology"));
  g_autofree GuoScanLine *line = g_new (GuoScanLine, 1);
  gsize front = aim != NULL ? strlen (aim) : 0;
  gsize end = bytes->len;
  g_autofree gchar *expect = NULL;

  while (bytes->data[end - 1] == '\r' || bytes->data[end - 1] == '\n')
    end--;
  expect = g_strdup_printf ("[%s|%.*s]", aim != NULL ? aim : "", (gint) (end - front), bytes->data + front);
  g_assert_cmpstr (guo_aim_symbology (aim != NULL ? aim : ""), ==, symbology);
  for (gsize cut = 0; cut <= bytes->len; cut++)
    for (gsize piece = 1; piece <= bytes->len; piece += piece < 4 ? 1 : bytes->len - 4)
      {
        g_autoptr (GString) out = g_string_new (NULL);

        guo_scan_line_init (line, NULL, FALSE);
        guo_scan_line_push (line, bytes->data, cut, describe, out);
        for (gsize at = cut; at < bytes->len; at += piece)
          guo_scan_line_push (line, bytes->data + at, MIN (piece, bytes->len - at), describe, out);
        guo_scan_line_flush (line, describe, out);
        g_assert_cmpstr (out->str, ==, expect);
      }
}

static void
check_line (const gchar *prefix, gboolean tab_ends, const gchar *bytes, const gchar *expect)
{
  gsize len = strlen (bytes);
  g_autofree GuoScanLine *line = g_new (GuoScanLine, 1);

  for (gsize piece = 1; piece <= len; piece++)
    {
      g_autoptr (GString) out = g_string_new (NULL);

      guo_scan_line_init (line, prefix, tab_ends);
      for (gsize at = 0; at < len; at += piece)
        guo_scan_line_push (line, (const guint8 *) bytes + at, MIN (piece, len - at), describe, out);
      guo_scan_line_flush (line, describe, out);
      g_assert_false (guo_scan_line_pending (line));
      g_assert_cmpstr (out->str, ==, expect);
    }
}

static void
test_framing (void)
{
  check_line (NULL, FALSE, "ABC\r\nDEF\n\n\rGHI\r", "[|ABC][|DEF][|GHI]");
  check_line (NULL, FALSE, "\002]Q1two\r\nlines\003next\r", "[]Q1|two\r\nlines][|next]");
  check_line (NULL, FALSE, "\002]C0ABC\r\n", "[]C0|ABC]");
  check_line (NULL, FALSE, "\002ABC\002DEF\003", "incomplete[|][|DEF]");
  check_line (NULL, FALSE, "ABC", "incomplete[|]");
  check_line (NULL, FALSE, "ABC\002DEF\003", "incomplete[|][|DEF]");
  check_line ("S1:", FALSE, "S1:]Q1hello\rS1:\rno prefix\r", "[]Q1|hello][|no prefix]");
  check_line (NULL, FALSE, "A\tB\r", "[|A\tB]");
  check_line (NULL, TRUE, "A\tB\r", "[|A][|B]");
  check_line (NULL, FALSE, "]\r]Q\r]Q1\r]1Qx\r", "[|]][|]Q][|]1Qx]");
}

/* A line that never ends does not grow, and the next code is whole again. */
static void
test_too_long (void)
{
  g_autofree gchar *most = g_strnfill (GUO_SCAN_MAX, '7');
  g_autofree gchar *more = g_strnfill (20000, '8');
  g_autofree gchar *bytes = g_strconcat (most, "\r", more, "\rABC\r", NULL);
  g_autofree gchar *expect = g_strconcat ("[|", most, "]malformed[|][|ABC]", NULL);
  g_autofree GuoScanLine *line = g_new (GuoScanLine, 1);
  g_autoptr (GString) out = g_string_new (NULL);

  guo_scan_line_init (line, NULL, FALSE);
  guo_scan_line_push (line, (const guint8 *) bytes, strlen (bytes), describe, out);
  guo_scan_line_push (line, (const guint8 *) "A\0B\r", 4, describe, out);
  g_assert_true (g_str_has_prefix (out->str, expect));
  g_assert_cmpstr (out->str + strlen (expect), ==, "malformed[|]");
}

/* Keys as "+29" pressed, "-29" let go, "29" both. */
static void
check_keys (const gchar *keys, const gchar *expect)
{
  g_auto (GStrv) all = g_strsplit (keys, " ", -1);
  g_autoptr (GString) out = g_string_new (NULL);
  GuoScanKeys state = { 0 };

  for (gsize i = 0; all[i] != NULL; i++)
    for (gint value = 1; value >= 0; value--)
      {
        guint8 byte = 0;

        if ((all[i][0] == '-' && value == 1) || (all[i][0] == '+' && value == 0))
          continue;
        byte = guo_scan_keys_push (&state, (guint) ABS (atoi (all[i])), value);
        if (byte != 0)
          g_string_append_c (out, (gchar) byte);
      }
  g_assert_cmpstr (out->str, ==, expect);
}

static void
test_keys (void)
{
  check_keys ("30 +42 30 -42 48 28", "aAb\r");                   /* Shift */
  check_keys ("58 30 58", "a");                                  /* Caps Lock means nothing */
  check_keys ("+42 3 52 39 -42 +54 53 -54", "@>:?");
  check_keys ("+29 27 -29", "\x1d");                             /* Ctrl+] */
  check_keys ("+29 +42 7 -42 -29", "\x1e");                      /* Ctrl+^ */
  check_keys ("+56 82 82 80 73 -56 30", "\x1d" "a");             /* Alt+0029 */
  check_keys ("+56 80 73 -56", "\x1d");                          /* Alt+29 */
  check_keys ("+56 30 48 -56", "ab");                            /* Alt on every key */
  check_keys ("+56 73 73 73 73 73 -56 30", "a");                 /* no character */
  check_keys ("82 79 71 96", "017\r");                           /* keypad without Alt */
  check_keys ("1 59 600 99999", "");
}

static void
test_microscan (void)
{
  guint8 report[64] = { 1, 6, ']', 'E', '0', '6', '9', '0' };
  g_autofree GuoPosReader *reader = g_new (GuoPosReader, 1);
  g_autoptr (GString) out = g_string_new (NULL);
  GuoPosLayout layout;

  g_assert_true (guo_pos_layout_read (microscan, sizeof microscan, &layout, NULL));
  g_assert_cmpuint (layout.data_bytes, ==, 62);
  g_assert_false (layout.has_more);
  guo_pos_reader_init (reader, &layout);
  guo_pos_reader_push (reader, report, sizeof report, describe, out);
  guo_pos_reader_push (reader, report, 20, describe, out); /* cut off */
  report[0] = 3;
  guo_pos_reader_push (reader, report, sizeof report, describe, out);
  g_assert_cmpstr (out->str, ==, "[]E0|690]malformed[|]");
}

/* Settings of a Honeywell come in the same reports. */
static void
test_settings_are_no_code (void)
{
  guint8 report[64] = { 2, 3, ']', 'X', '0', 'R', 'E', 'V' };
  g_autofree GuoPosReader *reader = g_new (GuoPosReader, 1);
  g_autoptr (GString) out = g_string_new (NULL);
  GuoPosLayout layout;

  g_assert_true (guo_pos_layout_read (access_is, sizeof access_is, &layout, NULL));
  guo_pos_reader_init (reader, &layout);
  guo_pos_reader_push (reader, report, sizeof report, describe, out);
  g_assert_cmpstr (out->str, ==, "");
}

/* A keyboard, and every cut of a descriptor: refused, or another layout, never more. */
static void
test_other_descriptors (void)
{
  static const guint8 keyboard[] = { 0x05, 0x01, 0x09, 0x06, 0xa1, 0x01, 0x05, 0x07, 0x19, 0xe0, 0x29, 0xe7, 0x15, 0x00,
                                     0x25, 0x01, 0x75, 0x01, 0x95, 0x08, 0x81, 0x02, 0xc0 };
  GuoPosLayout layout;
  g_autoptr (GError) error = NULL;

  g_assert_false (guo_pos_layout_read (keyboard, sizeof keyboard, &layout, &error));
  g_assert_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ARGUMENT);
  for (gsize len = 0; len < sizeof access_is; len++)
    {
      g_autofree guint8 *cut = g_memdup2 (access_is, len);

      if (guo_pos_layout_read (cut, len, &layout, NULL))
        g_assert_cmpuint (layout.data, ==, 5);
    }
}

static void
test_fields (void)
{
  GuoHidField fields[GUO_HID_FIELDS_MAX];
  gsize n = 0;

  g_assert_true (guo_hid_descriptor_read (access_is, sizeof access_is, fields, G_N_ELEMENTS (fields), &n, NULL));
  g_assert_cmpuint (n, ==, 8);
  for (gsize i = 0; i < n; i++)
    g_assert_cmphex (fields[i].application, ==, 0x8c0002);
  g_assert_cmpuint (fields[0].bit, ==, 8);
  g_assert_cmpuint (fields[4].bit, ==, 40);
  g_assert_cmpuint (fields[4].count, ==, 56);
  g_assert_cmpint (fields[4].maximum, ==, 255);
  g_assert_cmpuint (fields[7].bit, ==, 63 * 8);
  g_assert_cmphex (fields[7].usage, ==, 0xff);
}

static void
test_gs1_identifiers (void)
{
  g_assert_true (guo_aim_is_gs1 ("]C1") && guo_aim_is_gs1 ("]e0") && guo_aim_is_gs1 ("]d2") && guo_aim_is_gs1 ("]Q3"));
  g_assert_false (guo_aim_is_gs1 ("]C0") || guo_aim_is_gs1 ("]Q1") || guo_aim_is_gs1 ("]d1") || guo_aim_is_gs1 (""));
  g_assert_cmpstr (guo_aim_symbology ("]h1"), ==, "han-xin");
  g_assert_null (guo_aim_symbology ("]Z9"));
}

static void
test_rows_were_run (void)
{
  g_assert_cmpuint (n_rows, ==, 11);
}

static void
add_row (json_t *row)
{
  const gchar *kind = json_string_value (json_object_get (row, "kind"));
  g_autofree gchar *path = g_strdup_printf ("/drivers/scanner/%s/%s", kind, json_string_value (json_object_get (row, "case")));

  n_rows++;
  g_test_add_data_func (path, row, strcmp (kind, "serial-line") == 0 ? test_line : test_reports);
}

int
main (int argc, char **argv)
{
  g_autofree gchar *path = NULL;
  g_autofree gchar *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) json_decref);

  g_test_init (&argc, &argv, NULL);
  path = g_test_build_filename (G_TEST_DIST, "vectors", "scanners.jsonl", NULL);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL && lines[i][0] != '\0'; i++)
    {
      json_t *row = json_loads (lines[i], 0, NULL);

      g_assert_nonnull (row);
      g_ptr_array_add (rows, row);
      add_row (row);
    }
  g_test_add_func ("/drivers/scanner/rows-were-run", test_rows_were_run);
  g_test_add_func ("/drivers/scanner/framing", test_framing);
  g_test_add_func ("/drivers/scanner/too-long", test_too_long);
  g_test_add_func ("/drivers/scanner/keys", test_keys);
  g_test_add_func ("/drivers/scanner/microscan", test_microscan);
  g_test_add_func ("/drivers/scanner/settings-are-no-code", test_settings_are_no_code);
  g_test_add_func ("/drivers/scanner/other-descriptors", test_other_descriptors);
  g_test_add_func ("/drivers/scanner/fields", test_fields);
  g_test_add_func ("/drivers/scanner/gs1-identifiers", test_gs1_identifiers);
  return g_test_run ();
}
