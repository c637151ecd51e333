/* Every row of tests/vectors/scales.jsonl: whole, cut at every byte, byte by
 * byte, doubled, with noise before. */
#include "drivers/config.h"
#include "drivers/encode.h"
#include "drivers/framer.h"
#include "drivers/registry.h"

#include <jansson.h>
#include <string.h>

static guint n_rows;

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

static void
collect (const GuoReading *reading, gpointer user_data)
{
  g_array_append_val ((GArray *) user_data, *reading);
}

static void
check_flag (json_t *expect, const gchar *key, GuoFlag flag)
{
  json_t *value = json_object_get (expect, key);

  if (json_is_null (value))
    g_assert_cmpint (flag, ==, GUO_FLAG_ABSENT);
  else
    g_assert_cmpint (flag, ==, json_is_true (value) ? GUO_FLAG_TRUE : GUO_FLAG_FALSE);
}

static void
check_reading (json_t *expect, const GuoReading *reading)
{
  json_t *mantissa = json_object_get (expect, "mantissa");

  g_assert_cmpint (reading->has_value, ==, !json_is_null (mantissa));
  if (reading->has_value)
    {
      g_assert_cmpint (reading->mantissa, ==, json_integer_value (mantissa));
      g_assert_cmpint (reading->exponent, ==, json_integer_value (json_object_get (expect, "exponent")));
      g_assert_cmpstr (guo_unit_name (reading->unit), ==, json_string_value (json_object_get (expect, "unit")));
    }
  g_assert_cmpstr (guo_reading_kind_name (reading->kind), ==,
                   json_string_value (json_object_get (expect, "kind")));
  check_flag (expect, "stable", reading->stable);
  check_flag (expect, "zero", reading->zero);
  g_assert_cmpint (reading->overload, ==, json_is_true (json_object_get (expect, "overload")));
}

/* Feeds @bytes in pieces that end at @cut and then every @piece bytes; the readings must be @times the
 * row's. */
static void
check_feed (const GuoScaleProtocol *protocol, json_t *row, GByteArray *bytes, gsize cut, gsize piece, gsize times)
{
  GuoRegisterMap map;
  GuoScaleConfig config;
  g_autofree gchar *settings = json_dumps (json_object_get (row, "config"), 0); /* NULL where there are none */
  gboolean configured = settings != NULL && guo_scale_config_parse (settings, protocol, &config, &map, NULL);
  g_autoptr (GuoFramer) framer = guo_framer_new (protocol, configured ? &config : NULL);
  g_autoptr (GArray) readings = g_array_new (FALSE, FALSE, sizeof (GuoReading));
  json_t *expect = json_object_get (row, "expect");
  json_t *skipped = json_object_get (row, "skipped");
  const GuoFramerCounts *counts = guo_framer_counts (framer);

  guo_framer_push (framer, bytes->data, cut, collect, readings);
  for (gsize at = cut; at < bytes->len; at += piece)
    guo_framer_push (framer, bytes->data + at, MIN (piece, bytes->len - at), collect, readings);
  guo_framer_flush (framer, collect, readings);

  g_assert_true (configured == (settings != NULL));
  g_assert_cmpuint (readings->len, ==, times * json_array_size (expect));
  for (guint i = 0; i < readings->len; i++)
    check_reading (json_array_get (expect, i % json_array_size (expect)),
                   &g_array_index (readings, GuoReading, i));
  g_assert_cmpuint (counts->bytes, ==, bytes->len);
  if (json_is_integer (skipped) && times == 1 && bytes->len * 2 == strlen (json_string_value (json_object_get (row, "bytes"))))
    g_assert_cmpint ((gint64) counts->skipped, ==, json_integer_value (skipped));
}

static void
test_row (gconstpointer data)
{
  static const guint8 noise[] = { 0xff, 0x00, 'k', 'g', 0x02, 0x82, 0x03, 0x0d, 0x0a };
  json_t *row = (json_t *) data;
  const GuoScaleProtocol *protocol
      = guo_scale_protocol_find (json_string_value (json_object_get (row, "protocol")), NULL);
  g_autoptr (GByteArray) bytes = from_hex (json_string_value (json_object_get (row, "bytes")));
  g_autoptr (GByteArray) noisy = g_byte_array_new ();
  gsize len = bytes->len;

  for (gsize cut = 0; cut <= len; cut++)
    check_feed (protocol, row, bytes, cut, len, 1);
  for (gsize piece = 1; piece <= len; piece++)
    check_feed (protocol, row, bytes, 0, piece, 1);

  if (protocol->has_packets)
    return; /* no noise stands in front of a transfer, nor another frame behind */
  g_byte_array_append (noisy, noise, sizeof noise);
  g_byte_array_append (noisy, bytes->data, bytes->len);
  for (gsize cut = 0; cut <= noisy->len; cut++)
    check_feed (protocol, row, noisy, cut, 1, 1);

  g_byte_array_append (bytes, noisy->data + sizeof noise, (guint) len);
  for (gsize cut = 0; cut <= bytes->len; cut++)
    check_feed (protocol, row, bytes, cut, 3, 2);
}

static void
test_dialogue (gconstpointer data)
{
  json_t *row = (json_t *) data;
  const GuoScaleProtocol *protocol
      = guo_scale_protocol_find (json_string_value (json_object_get (row, "protocol")), NULL);
  g_autoptr (GByteArray) expect = from_hex (json_string_value (json_object_get (row, "send")));
  g_autoptr (GError) error = NULL;
  GuoScaleCommand command = {
    .command = json_string_value (json_object_get (row, "command")),
    .address = (guint) json_integer_value (json_object_get (row, "address")),
    .arg = json_string_value (json_object_get (row, "arg")),
  };
  guint8 out[64];
  gssize n = guo_scale_encode (protocol, &command, out, sizeof out, &error);

  g_assert_no_error (error);
  g_assert_cmpint (n, ==, expect->len);
  g_assert_true (memcmp (out, expect->data, expect->len) == 0);
}

/* The rows that must be there, so that a shortened file is noticed. */
static void
test_rows_were_run (void)
{
  g_test_message ("%u rows of built-in protocols", n_rows);
  g_assert_cmpuint (n_rows, ==, 372);
}

static void
add_row (const gchar *line, guint number, GPtrArray *rows)
{
  json_error_t problem;
  json_t *row = json_loads (line, 0, &problem);
  const gchar *id;
  g_autofree gchar *path = NULL;

  if (row == NULL)
    g_error ("scales.jsonl line %u: %s", number, problem.text);
  g_ptr_array_add (rows, row);
  id = json_string_value (json_object_get (row, "protocol"));
  g_assert_nonnull (guo_scale_protocol_find (id, NULL));
  n_rows++;
  path = g_strdup_printf ("/drivers/vectors/%s/%u %s", id, number,
                          json_string_value (json_object_get (row, "case")));
  g_test_add_data_func (path, row, json_object_get (row, "kind") != NULL ? test_dialogue : test_row);
}

int
main (int argc, char **argv)
{
  g_autofree gchar *path = NULL;
  g_autofree gchar *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) json_decref);

  g_test_init (&argc, &argv, NULL);
  path = g_test_build_filename (G_TEST_DIST, "vectors", "scales.jsonl", NULL);
  if (!g_file_get_contents (path, &text, NULL, &error))
    g_error ("%s", error->message);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (lines[i][0] != '\0')
      add_row (lines[i], i + 1, rows);
  g_test_add_func ("/drivers/vectors/rows-were-run", test_rows_were_run);
  return g_test_run ();
}
