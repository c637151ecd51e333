/* Every row of vectors/printers: pictures, answers, commands of each printer language; and whole jobs. */
#include "drivers/printer/escpos.h"
#include "drivers/printer/native.h"
#include "drivers/printer/tspl.h"
#include "drivers/printer/zpl.h"
#include "tests/label/printer-rows.h"

#include <string.h>

static GuoZplEncoding
encoding_of (json_t *input)
{
  const gchar *name = json_string_value (json_object_get (input, "encoding"));

  return strcmp (name, "hex") == 0   ? GUO_ZPL_HEX
         : strcmp (name, "acs") == 0 ? GUO_ZPL_ACS
         : strcmp (name, "b64") == 0 ? GUO_ZPL_B64
                                     : GUO_ZPL_Z64;
}

/* The data field of "^GFA,b,c,d,DATA". */
static const gchar *
payload_of (const gchar *graphic)
{
  const gchar *at = graphic;

  for (guint commas = 0; commas < 4; commas++)
    at = strchr (at, ',') + 1;
  return at;
}

static void
assert_reads_back (const gchar *graphic, const GuoBitmap *picture)
{
  const gchar *payload = payload_of (graphic);
  gsize total = picture->stride * picture->height;
  g_autoptr(GError) error = NULL;
  g_autoptr(GByteArray) bytes = guo_zpl_graphic_read (payload, strlen (payload), picture->stride, total, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (bytes->len, ==, total);
  g_assert_true (memcmp (bytes->data, picture->bits, total) == 0);
}

static void
check_zpl_graphic (json_t *row)
{
  json_t *input = json_object_get (row, "input");
  json_t *expect = json_object_get (row, "expect");
  const gchar *bytes = json_string_value (json_object_get (row, "bytes"));
  g_autoptr(GuoBitmap) picture = bitmap_of (input);
  g_autofree gchar *ours = guo_zpl_graphic (picture, encoding_of (input));

  if (json_is_true (json_object_get (expect, "exact")))
    g_assert_cmpstr (ours, ==, bytes);
  if (json_is_true (json_object_get (expect, "payload_not_longer_than_hex")))
    g_assert_cmpuint (strlen (payload_of (ours)), <=, picture->stride * picture->height * 2);
  g_assert_null (strchr (payload_of (ours), '!'));
  assert_reads_back (ours, picture);
  assert_reads_back (bytes, picture);
}

static void
check_zpl_decode (json_t *row)
{
  json_t *expect = json_object_get (row, "expect");
  json_t *stride = json_object_get (json_object_get (row, "input"), "bytes_per_row");
  const gchar *text = json_string_value (json_object_get (row, "bytes"));
  g_autoptr(GError) error = NULL;
  g_autoptr(GByteArray) bytes = guo_zpl_graphic_read (
    text, strlen (text), stride != NULL ? (gsize) json_integer_value (stride) : 1, 0, &error);
  json_t *rows = json_object_get (expect, "rows_hex");
  const gchar *digest = json_string_value (json_object_get (expect, "decoded_sha256"));

  if (json_object_get (expect, "error") != NULL)
    {
      g_assert_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ARGUMENT);
      return;
    }
  g_assert_no_error (error);
  for (gsize y = 0; y < json_array_size (rows); y++)
    {
      gsize n = (gsize) json_integer_value (stride);
      g_autofree gchar *hex = hex_of (bytes->data + y * n, n);

      g_assert_cmpstr (hex, ==, json_string_value (json_array_get (rows, y)));
    }
  if (digest != NULL)
    {
      g_autofree gchar *ours = g_compute_checksum_for_data (G_CHECKSUM_SHA256, bytes->data, bytes->len);

      g_assert_cmpstr (ours, ==, digest);
    }
}

static gboolean
is_language (json_t *row, const gchar *language)
{
  return strcmp (text_in (row, "language"), language) == 0;
}

static void
assert_bytes (json_t *row, const guint8 *ours, gsize len)
{
  g_autoptr(GByteArray) theirs = bytes_of (row);
  g_autofree gchar *a = hex_of (ours, len);
  g_autofree gchar *b = hex_of (theirs->data, theirs->len);

  g_assert_cmpstr (a, ==, b);
}

static void
check_graphic (json_t *row)
{
  json_t *input = json_object_get (row, "input");
  g_autoptr(GuoBitmap) picture = NULL;
  g_autoptr(GByteArray) out = g_byte_array_new ();

  if (is_language (row, "zpl"))
    {
      json_object_get (input, "direction") != NULL ? check_zpl_decode (row) : check_zpl_graphic (row);
      return;
    }
  picture = bitmap_of (input);
  if (is_language (row, "tspl"))
    guo_tspl_bitmap (out, picture, number_in (input, "x"), number_in (input, "y"));
  else
    guo_escpos_raster (out, picture, number_in (input, "strip_rows"), FALSE);
  assert_bytes (row, out->data, out->len);
}

static void assert_expected (json_t *ours, json_t *expect);

/* Words of states have no order; everything else has. */
static void
assert_value (json_t *mine, json_t *value)
{
  json_t *first = json_array_get (value, 0);

  if (json_is_string (first))
    {
      g_autofree gchar *a = sorted_words (mine);
      g_autofree gchar *b = sorted_words (value);

      g_assert_cmpstr (a, ==, b);
      return;
    }
  if (!json_is_object (first))
    {
      g_assert_true (json_equal (mine, value));
      return;
    }
  g_assert_cmpuint (json_array_size (mine), ==, json_array_size (value));
  for (gsize i = 0; i < json_array_size (value); i++)
    assert_expected (json_array_get (mine, i), json_array_get (value, i));
}

static void
assert_expected (json_t *ours, json_t *expect)
{
  const gchar *key;
  json_t *value;

  json_object_foreach (expect, key, value)
    {
      g_test_message ("%s", key);
      assert_value (json_object_get (ours, key), value);
    }
}

static void
check_answer (json_t *row)
{
  g_autoptr(GByteArray) bytes = bytes_of (row);
  g_autoptr(GError) error = NULL;
  json_auto_t *ours = guo_printer_describe (text_in (row, "language"), text_in (json_object_get (row, "input"), "query"),
                                            bytes->data, bytes->len, &error);

  g_assert_no_error (error);
  assert_expected (ours, json_object_get (row, "expect"));
}

/* "(01)…(10)…" as an element string; of the rows' AIs only 10 needs an end. */
static gchar *
element_string (json_t *ais)
{
  GString *out = g_string_new (NULL);

  for (gsize i = 0; i < json_array_size (ais); i++)
    {
      const gchar *ai = json_string_value (json_array_get (json_array_get (ais, i), 0));

      g_string_append (out, ai);
      g_string_append (out, json_string_value (json_array_get (json_array_get (ais, i), 1)));
      if (strcmp (ai, "10") == 0 && i + 1 < json_array_size (ais))
        g_string_append_c (out, 0x1d);
    }
  return g_string_free (out, FALSE);
}

static gchar
level_in (json_t *input)
{
  return g_ascii_toupper (text_in (input, "ec")[0]);
}

static void
check_zpl_command (json_t *row, json_t *input)
{
  json_t *ais = json_object_get (input, "ai");
  g_autofree gchar *elements = element_string (ais);
  g_autofree gchar *ours = NULL;

  if (ais != NULL)
    ours = guo_zpl_code128 (elements, number_in (input, "height"), number_in (input, "module"));
  else if (json_object_get (input, "qr") != NULL)
    ours = guo_zpl_qr (text_in (input, "qr"), level_in (input), number_in (input, "magnification"));
  else
    ours = guo_zpl_text (text_in (input, "text"));
  assert_bytes (row, (const guint8 *) ours, strlen (ours));
}

static void
check_tspl_command (json_t *row, json_t *input)
{
  json_t *bitmap = json_object_get (input, "bitmap");
  guint x = number_in (input, "x"), y = number_in (input, "y");
  g_autoptr(GuoBitmap) picture = NULL;
  g_autoptr(GByteArray) ours = NULL;

  if (bitmap != NULL)
    {
      g_autofree gchar *size = g_strdup_printf ("SIZE %u mm,%u mm", number_in (input, "width_mm"),
                                                number_in (input, "height_mm"));

      picture = guo_bitmap_new (number_in (input, "width_mm") * 8, number_in (input, "height_mm") * 8);
      picture->bits[0] = 0xff;
      picture->bits[picture->stride] = 0x81;
      ours = guo_tspl_label (picture, 8, number_in (input, "gap_mm"));
      g_assert_true (memcmp (ours->data, size, strlen (size)) == 0);
    }
  else if (json_object_get (input, "data") != NULL)
    ours = guo_tspl_qr (text_in (input, "data"), level_in (input), number_in (input, "cell"), x, y);
  else
    ours = guo_tspl_text (text_in (input, "text"), text_in (input, "font"), x, y, NULL);
  assert_bytes (row, ours->data, ours->len);
}

static void
check_escpos_command (json_t *row, json_t *input)
{
  g_autoptr(GByteArray) ours = NULL;

  if (json_object_get (input, "id") != NULL)
    {
      ours = g_byte_array_new ();
      guo_escpos_mark (ours, (guint) g_ascii_strtoull (text_in (input, "id"), NULL, 10));
    }
  else if (json_object_get (input, "data") != NULL)
    ours = guo_escpos_qr (text_in (input, "data"), level_in (input), number_in (input, "module"));
  else
    ours = guo_escpos_line (text_in (input, "text"), NULL);
  assert_bytes (row, ours->data, ours->len);
}

static void
check_command (json_t *row)
{
  json_t *input = json_object_get (row, "input");

  if (is_language (row, "zpl"))
    check_zpl_command (row, input);
  else if (is_language (row, "tspl"))
    check_tspl_command (row, input);
  else
    check_escpos_command (row, input);
}

static void
check_row (json_t *row)
{
  const gchar *kind = text_in (row, "kind");

  g_test_message ("%s %s", text_in (row, "language"), text_in (row, "case"));
  if (strcmp (kind, "status-answer") == 0)
    check_answer (row);
  else if (strcmp (kind, "graphic") == 0)
    check_graphic (row);
  else
    check_command (row);
}

static void
test_vectors (void)
{
  g_assert_cmpuint (each_row (check_row), ==, 162);
}

static void
assert_golden (const gchar *name, const GuoPrinterLanguage *language, guint mark)
{
  const GuoPrinterJob job = { .dots_per_mm = 8, .gap_mm = 2, .mark = mark };
  g_autofree gchar *path = g_test_build_filename (G_TEST_DIST, "vectors", "printers", name, NULL);
  g_autoptr(GuoBitmap) picture = guo_bitmap_new (80, 160);
  g_autoptr(GBytes) bytes = NULL;
  g_autofree gchar *text = NULL;
  gsize len, golden_len;
  const guint8 *data;

  for (guint i = 0; i < 40; i++)
    {
      guo_bitmap_set (picture, i, i);
      guo_bitmap_set (picture, 40 + i % 7, 120 + i);
    }
  bytes = language->label (picture, &job);
  data = g_bytes_get_data (bytes, &len);
  g_assert_true (g_file_get_contents (path, &text, &golden_len, NULL));
  g_assert_cmpuint (len, ==, golden_len);
  g_assert_true (memcmp (data, text, len) == 0);
}

/* Whole jobs, byte for byte. ZPL's is in test-zpl.c: its zlib stream is not the same everywhere. */
static void
test_golden (void)
{
  assert_golden ("label.tspl", &guo_printer_tspl, 42);
  assert_golden ("label.escpos", &guo_printer_escpos, 42);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/label/printers/vectors", test_vectors);
  g_test_add_func ("/label/printers/golden", test_golden);
  return g_test_run ();
}
