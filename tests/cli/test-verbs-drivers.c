/* guozhanctl protocols, decode, encode, sim as a person or a script calls them. argv[1]: the program. */
#include <gio/gio.h>
#include <jansson.h>
#include <signal.h>
#include <string.h>

static const gchar *program;

typedef struct
{
  gint status;
  GBytes *out;
  GBytes *err;
} Run;

static void
run_free (Run *run)
{
  g_bytes_unref (run->out);
  g_bytes_unref (run->err);
  g_free (run);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Run, run_free)

/* Runs the program with the words of @line, which are parted by blanks. */
static Run *
run (const gchar *line, GBytes *input)
{
  g_autofree gchar *all = g_strdup_printf ("%s %s", program, line);
  g_auto (GStrv) words = g_strsplit (all, " ", -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_newv (
      (const gchar *const *) words,
      G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error);
  g_autoptr (GBytes) nothing = g_bytes_new (NULL, 0);
  Run *result = g_new0 (Run, 1);

  g_assert_no_error (error);
  g_subprocess_communicate (process, input != NULL ? input : nothing, NULL, &result->out, &result->err, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  result->status = g_subprocess_get_exit_status (process);
  return result;
}

static gchar *
text_of (GBytes *bytes)
{
  gsize len;
  const gchar *data = g_bytes_get_data (bytes, &len);

  return data != NULL ? g_strndup (data, len) : g_strdup ("");
}

static GBytes *
from_hex (const gchar *hex)
{
  GByteArray *bytes = g_byte_array_new ();

  for (; hex[0] != '\0'; hex += 2)
    {
      guint8 byte = (guint8) (g_ascii_xdigit_value (hex[0]) << 4 | g_ascii_xdigit_value (hex[1]));

      g_byte_array_append (bytes, &byte, 1);
    }
  return g_byte_array_free_to_bytes (bytes);
}

static void
check_line (json_t *expect, const gchar *line)
{
  static const gchar *const keys[] = { "mantissa", "exponent", "unit", "kind", "stable", "overload", "zero" };
  json_auto_t *object = json_loads (line, 0, NULL);

  g_assert_nonnull (object);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    g_assert_true (json_equal (json_object_get (object, keys[i]), json_object_get (expect, keys[i])));
  g_assert_true (json_is_integer (json_object_get (object, "offset")));
  g_assert_nonnull (json_object_get (object, "mg"));
  g_assert_cmpuint (json_object_size (object), ==, G_N_ELEMENTS (keys) + 2);
}

static void
check_row (json_t *row)
{
  g_autofree gchar *config = json_dumps (json_object_get (row, "config"), JSON_COMPACT); /* NULL where there is none */
  g_autofree gchar *line = g_strdup_printf ("decode --protocol %s%s%s", json_string_value (json_object_get (row, "protocol")),
                                            config != NULL ? " --config " : "", config != NULL ? config : "");
  g_autoptr (GBytes) input = from_hex (json_string_value (json_object_get (row, "bytes")));
  g_autoptr (Run) result = run (line, input);
  g_autofree gchar *out = text_of (result->out);
  g_autofree gchar *err = text_of (result->err);
  g_auto (GStrv) lines = g_strsplit (out, "\n", -1);
  json_t *expect = json_object_get (row, "expect");
  json_t *skipped = json_object_get (row, "skipped");

  g_assert_cmpint (result->status, ==, 0);
  /* g_strsplit() makes nothing of nothing, and one string more than there are line ends of the rest. */
  g_assert_cmpuint (g_strv_length (lines), ==, out[0] == '\0' ? 0 : json_array_size (expect) + 1);
  g_assert_cmpint (out[0] == '\0', ==, json_array_size (expect) == 0);
  for (gsize i = 0; i < json_array_size (expect); i++)
    check_line (json_array_get (expect, i), lines[i]);
  if (json_is_integer (skipped))
    g_assert_cmpint (g_ascii_strtoll (err, NULL, 10), ==, json_integer_value (skipped));
}

static void
check_dialogue (json_t *row)
{
  g_autofree gchar *line
      = g_strdup_printf ("encode --protocol %s --address %d %s", json_string_value (json_object_get (row, "protocol")),
                         (gint) json_integer_value (json_object_get (row, "address")),
                         json_string_value (json_object_get (row, "command")));
  g_autoptr (GBytes) expect = from_hex (json_string_value (json_object_get (row, "send")));
  g_autoptr (Run) result = run (line, NULL);

  g_assert_cmpint (result->status, ==, 0);
  g_assert_true (g_bytes_equal (result->out, expect));
}

static void
test_vectors (void)
{
  g_autofree gchar *path = g_test_build_filename (G_TEST_DIST, "vectors", "scales.jsonl", NULL);
  g_autofree gchar *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (gsize i = 0; lines[i] != NULL && lines[i][0] != '\0'; i++)
    {
      json_auto_t *row = json_loads (lines[i], 0, NULL);

      n++;
      if (json_object_get (row, "kind") != NULL)
        check_dialogue (row);
      else
        check_row (row);
    }
  g_assert_cmpuint (n, ==, 372);
}

/* Both readings of a pair that no program can tell apart. */
static void
test_detect (void)
{
  static const gchar text[] = "=000.3000=000.3000=000.3000=000.3000";
  g_autoptr (GBytes) input = g_bytes_new_static (text, sizeof text - 1);
  g_autoptr (Run) result = run ("--json detect -", input);
  g_autofree gchar *out = text_of (result->out);

  g_assert_cmpint (result->status, ==, 0);
  g_assert_nonnull (strstr (out, "{\"protocol\":\"yaohua-eq-rev\",\"line\":null,\"explained\":1.0,\"readings\":4,"
                                 "\"weight\":\"3.000\",\"unit\":\"kg\",\"differs\":false}"));
  g_assert_nonnull (strstr (out, "\"weight\":\"0.3000\",\"unit\":\"kg\",\"differs\":true}"));
}

static void
test_decode_values (void)
{
  g_autoptr (GBytes) input = from_hex ("ff022d30303033343532314403");
  g_autoptr (Run) result = run ("decode --protocol yaohua-tf0 --config {\"unit\":\"g\"} -", input);
  g_autofree gchar *out = text_of (result->out);

  g_assert_cmpstr (out, ==,
                   "{\"mantissa\":-345,\"exponent\":-2,\"unit\":\"g\",\"kind\":\"unknown\",\"stable\":null,"
                   "\"overload\":false,\"zero\":null,\"mg\":-3450,\"offset\":1}\n");
}

typedef struct
{
  const gchar *line;
  gint status;
  const gchar *says; /* part of stderr */
} RefusalCase;

static const RefusalCase refusals[] = {
  { "decode", 2, "--protocol" },
  { "decode --protocol no-such", 2, "yaohua-tf0" },
  { "decode --protocol mt-cont /nowhere/at/all", 3, "/nowhere/at/all" },
  { "decode --protocol mt-cont /", 3, "/" },
  { "decode --protocol mt-cont --config {", 2, "column" },
  { "decode --protocol mt-cont --config []", 2, "object" },
  { "decode --protocol mt-cont --config {\"speed\":1}", 2, "speed" },
  { "decode --protocol mt-cont --config {\"unit\":\"stone\"}", 2, "kg" },
  { "detect", 2, "" },
  { "detect /nowhere/at/all", 3, "/nowhere/at/all: No such file" },
  { "encode zero", 2, "--protocol" },
  { "encode --protocol mt-cont", 2, "" },
  { "encode --protocol no-such zero", 2, "mt-cont" },
  { "encode --protocol mt-cont fly", 1, "fly" },
  { "encode --protocol mt-cont tare 1x", 1, "1x" },
  { "encode --protocol mt-cont --address 4 zero", 1, "address" },
  { "encode --protocol yaohua-tf0 zero", 1, "yaohua-tf0" },
  { "sim", 2, "" },
  { "sim no-such", 2, "mt-cont" },
  { "sim mt-cont --scenario no-such", 1, "half-frames" },
  { "sim mt-cont --scenario /nowhere/at/all.json", 3, "/nowhere/at/all.json" },
  { "sim mt-cont --listen nonsense:port", 2, "--listen" },
  { "sim guozhan-line --scenario crates", 1, "wrong-total" },
  { "sim guozhan-line --lanes 25", 1, "lanes: 25" },
  { "sim guozhan-line --cups -1", 1, "cups per second: 0" },
  { "sim guozhan-line --batch 0", 1, "fruit of a batch: 0" },
  { "sim guozhan-line --listen 192.0.2.1:7801", 3, "192.0.2.1" },
  { "protocols more", 2, "" },
};

static void
test_refusal (gconstpointer data)
{
  const RefusalCase *c = data;
  g_autoptr (Run) result = run (c->line, NULL);
  g_autofree gchar *err = text_of (result->err);

  g_assert_cmpint (result->status, ==, c->status);
  g_assert_cmpuint (g_bytes_get_size (result->out), ==, 0);
  if (strstr (err, c->says) == NULL || err[0] == '\0')
    g_error ("\"%s\" does not say \"%s\"", err, c->says);
}

/* Reads frames until the weight comes, within 10 s. */
static void
wait_for_frame (GInputStream *stream, const gchar *frame, gsize len)
{
  g_autoptr (GByteArray) heard = g_byte_array_new ();
  gint64 until_us = g_get_monotonic_time () + 10 * G_TIME_SPAN_SECOND;

  while (heard->len < len || memmem (heard->data, heard->len, frame, len) == NULL)
    {
      guint8 buffer[256];
      g_autoptr (GError) error = NULL;
      gssize n = g_input_stream_read (stream, buffer, sizeof buffer, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpint (n, >, 0);
      g_byte_array_append (heard, buffer, (guint) n);
      g_assert_cmpint (g_get_monotonic_time (), <, until_us);
    }
}

static void
test_sim (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process
      = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, "--json", "sim",
                          "yaohua-tf0", "--scenario", "manual", NULL);
  g_autoptr (GDataInputStream) output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = NULL;
  g_autofree gchar *line = g_data_input_stream_read_line (output, NULL, NULL, &error);
  json_auto_t *object = json_loads (line, 0, NULL);
  GOutputStream *input = g_subprocess_get_stdin_pipe (process);

  g_assert_no_error (error);
  g_assert_cmpstr (json_string_value (json_object_get (object, "protocol")), ==, "yaohua-tf0");
  connection = g_socket_client_connect_to_host (client, json_string_value (json_object_get (object, "host")),
                                                (guint16) json_integer_value (json_object_get (object, "port")), NULL,
                                                &error);
  g_assert_no_error (error);
  g_assert_true (g_output_stream_write_all (input, "put 20.00\n", 10, NULL, NULL, &error));
  g_assert_true (g_output_stream_flush (input, NULL, &error));
  wait_for_frame (g_io_stream_get_input_stream (G_IO_STREAM (connection)), "\x02+0020002" "1B\x03", 12);
  g_subprocess_send_signal (process, SIGTERM);
  g_assert_true (g_subprocess_wait_check (process, NULL, &error));
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  program = argv[1];
  g_setenv ("LC_ALL", "C.UTF-8", TRUE);
  g_test_add_func ("/cli/drivers/vectors", test_vectors);
  g_test_add_func ("/cli/drivers/detect", test_detect);
  g_test_add_func ("/cli/drivers/decode-values", test_decode_values);
  g_test_add_func ("/cli/drivers/sim", test_sim);
  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree gchar *path = g_strdup_printf ("/cli/drivers/refusal/%zu", i);

      g_test_add_data_func (path, &refusals[i], test_refusal);
    }
  return g_test_run ();
}
