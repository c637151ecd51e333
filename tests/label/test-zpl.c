/* ZPL: graphic fields and ~HS against the vectors, and the simulated printer. */
#include "drivers/printer/zpl.h"
#include "drivers/sim/printer-sim.h"

#include <string.h>

static GuoBitmap *
bitmap_of (json_t *input)
{
  json_t *rows = json_object_get (input, "rows_hex");
  GuoBitmap *picture = guo_bitmap_new ((guint) json_integer_value (json_object_get (input, "width")),
                                       (guint) json_integer_value (json_object_get (input, "height")));

  g_assert_cmpuint (json_array_size (rows), ==, picture->height);
  for (guint y = 0; y < picture->height; y++)
    {
      const gchar *hex = json_string_value (json_array_get (rows, y));

      g_assert_cmpuint (strlen (hex), ==, picture->stride * 2);
      for (gsize i = 0; i < strlen (hex); i++)
        picture->bits[y * picture->stride + i / 2] |= (guint8) (g_ascii_xdigit_value (hex[i]) << (i % 2 == 0 ? 4 : 0));
    }
  return picture;
}

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
check_encode (json_t *row)
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

static gchar *
hex_of (const guint8 *bytes, gsize len)
{
  GString *out = g_string_new (NULL);

  for (gsize i = 0; i < len; i++)
    g_string_append_printf (out, "%02x", bytes[i]);
  return g_string_free (out, FALSE);
}

static void
check_decode (json_t *row)
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

static GByteArray *
bytes_of_hex (const gchar *hex)
{
  GByteArray *out = g_byte_array_new ();

  for (gsize i = 0; hex[i] != '\0'; i += 2)
    g_byte_array_append (out, &(guint8){ (guint8) (g_ascii_xdigit_value (hex[i]) * 16 + g_ascii_xdigit_value (hex[i + 1])) },
                         1);
  return out;
}

static int
by_text (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const gchar *const *) a, *(const gchar *const *) b);
}

static gchar *
sorted_words (json_t *words)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new ();

  for (gsize i = 0; i < json_array_size (words); i++)
    g_ptr_array_add (list, (gpointer) json_string_value (json_array_get (words, i)));
  g_ptr_array_sort (list, by_text);
  g_ptr_array_add (list, NULL);
  return g_strjoinv (" ", (gchar **) list->pdata);
}

static void
check_status (json_t *row)
{
  json_t *expect = json_object_get (row, "expect");
  const gchar *reason = json_string_value (json_object_get (expect, "error"));
  g_autoptr(GByteArray) bytes = bytes_of_hex (json_string_value (json_object_get (row, "bytes")));
  g_autoptr(GError) error = NULL;
  json_auto_t *status = guo_zpl_host_status (bytes->data, bytes->len, &error);
  const gchar *key;
  json_t *value;

  if (reason != NULL)
    {
      g_assert_null (status);
      g_assert_cmpint (error != NULL, ==, strcmp (reason, "malformed") == 0);
      return;
    }
  g_assert_no_error (error);
  json_object_foreach (expect, key, value)
    {
      if (json_is_array (value))
        {
          g_autofree gchar *ours = sorted_words (json_object_get (status, key));
          g_autofree gchar *theirs = sorted_words (value);

          g_assert_cmpstr (ours, ==, theirs);
        }
      else
        {
          g_test_message ("%s", key);
          g_assert_true (json_equal (json_object_get (status, key), value));
        }
    }
}

static void
test_vectors (void)
{
  g_autofree gchar *path = g_test_build_filename (G_TEST_DIST, "vectors", "printers", "zpl.jsonl", NULL);
  g_autofree gchar *text = NULL;
  g_auto(GStrv) lines = NULL;
  guint done = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (gsize i = 0; lines[i] != NULL && lines[i][0] != '\0'; i++, done++)
    {
      json_auto_t *row = json_loads (lines[i], 0, NULL);

      g_test_message ("%s", json_string_value (json_object_get (row, "case")));
      if (strcmp (json_string_value (json_object_get (row, "kind")), "status-answer") == 0)
        check_status (row);
      else if (json_object_get (json_object_get (row, "input"), "direction") != NULL)
        check_decode (row);
      else
        check_encode (row);
    }
  g_assert_cmpuint (done, >=, 50);
}

/* What the simulated printer put out last. */
typedef struct
{
  GuoBitmap *last;
} Tray;

static void
keep (const GuoBitmap *picture, guint number, gpointer user_data)
{
  Tray *tray = user_data;

  guo_bitmap_free (tray->last);
  tray->last = guo_bitmap_new (picture->width, picture->height);
  guo_bitmap_paste (tray->last, picture, 0, 0);
}

static GuoBitmap *
checkered (guint width, guint height)
{
  GuoBitmap *picture = guo_bitmap_new (width, height);

  for (guint y = 0; y < height; y++)
    for (guint x = 0; x < width; x++)
      if ((x / 3 + y / 5) % 2 == 0 || x * y % 7 == 1)
        guo_bitmap_set (picture, x, y);
  return picture;
}

static gint64
status_number (GuoPrinterSim *sim, const gchar *key)
{
  g_autoptr(GByteArray) answer = g_byte_array_new ();
  json_auto_t *status = NULL;

  g_assert_true (guo_printer_sim_receive (sim, (const guint8 *) "~HS", 3, answer));
  status = guo_zpl_host_status (answer->data, answer->len, NULL);
  return status != NULL ? json_integer_value (json_object_get (status, key)) : -1;
}

/* A label sent in pieces of every size comes out dot for dot. */
static void
test_sim_prints (void)
{
  g_autoptr(GuoBitmap) picture = checkered (83, 40);

  for (guint piece = 1; piece < 400; piece += 37)
    {
      Tray tray = { NULL };
      g_autoptr(GuoPrinterSim) sim = guo_printer_sim_new (NULL, keep, &tray, NULL);
      g_autoptr(GBytes) job = guo_zpl_label (picture, piece % 2 == 0 ? GUO_ZPL_ACS : GUO_ZPL_Z64);
      g_autoptr(GByteArray) answer = g_byte_array_new ();
      gsize len;
      const guint8 *bytes = g_bytes_get_data (job, &len);

      for (gsize at = 0; at < len; at += piece)
        g_assert_true (guo_printer_sim_receive (sim, bytes + at, MIN (piece, len - at), answer));
      g_assert_cmpuint (guo_printer_sim_labels (sim), ==, 1);
      g_assert_cmpuint (guo_printer_sim_faults (sim), ==, 0);
      g_assert_true (guo_bitmap_equal (tray.last, picture));
      guo_bitmap_free (tray.last);
    }
}

static void
test_sim_faults (void)
{
  g_autoptr(GuoBitmap) picture = checkered (16, 8);
  g_autoptr(GBytes) job = guo_zpl_label (picture, GUO_ZPL_Z64);
  g_autoptr(GByteArray) answer = g_byte_array_new ();
  g_autoptr(GuoPrinterSim) paper = guo_printer_sim_new ("paper-out:1", NULL, NULL, NULL);
  g_autoptr(GuoPrinterSim) silent = guo_printer_sim_new ("silence", NULL, NULL, NULL);
  g_autoptr(GuoPrinterSim) reset = guo_printer_sim_new ("reset:20", NULL, NULL, NULL);
  g_autoptr(GError) error = NULL;
  gsize len;
  const guint8 *bytes = g_bytes_get_data (job, &len);

  guo_printer_sim_receive (paper, bytes, len, answer);
  guo_printer_sim_receive (paper, bytes, len, answer);
  g_assert_cmpuint (guo_printer_sim_labels (paper), ==, 1);
  g_assert_cmpint (status_number (paper, "paper_out"), ==, 1);
  g_assert_cmpint (status_number (paper, "formats_in_buffer"), ==, 1);
  g_assert_true (guo_printer_sim_control (paper, "paper in", NULL));
  g_assert_cmpuint (guo_printer_sim_labels (paper), ==, 2);
  g_assert_cmpint (status_number (paper, "paper_out"), ==, 0);
  g_assert_cmpint (status_number (silent, "paper_out"), ==, -1);
  g_assert_false (guo_printer_sim_receive (reset, bytes, len, answer));
  g_assert_true (guo_printer_sim_receive (reset, bytes, len, answer));
  g_assert_cmpuint (guo_printer_sim_labels (reset), ==, 1);
  g_assert_null (guo_printer_sim_new ("dance", NULL, NULL, &error));
  g_assert_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ARGUMENT);
}

/* The job as a whole, once and for all: every command that the printer would otherwise keep from before. */
static void
test_golden (void)
{
  g_autoptr(GuoBitmap) picture = guo_bitmap_new (16, 2);
  g_autoptr(GBytes) job = NULL;
  g_autofree gchar *whole = NULL;
  gsize len;
  const gchar *text;

  guo_bitmap_set (picture, 0, 0);
  guo_bitmap_set (picture, 15, 1);
  job = guo_zpl_label (picture, GUO_ZPL_ACS);
  text = g_bytes_get_data (job, &len);
  whole = g_strndup (text, len);
  g_assert_cmpstr (whole, ==, "^XA^JZN^PON^PMN^LRN^LH0,0^LS0^PW16^LL2^FO0,0^GFA,4,4,2,8,I01^FS^PQ1,0,1,N^XZ\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/label/zpl/vectors", test_vectors);
  g_test_add_func ("/label/zpl/golden", test_golden);
  g_test_add_func ("/label/zpl/sim-prints", test_sim_prints);
  g_test_add_func ("/label/zpl/sim-faults", test_sim_faults);
  return g_test_run ();
}
