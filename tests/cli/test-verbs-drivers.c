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

/* Instruments of the same verb: each row gives one object, and the same error or value. */
static void
test_instruments (void)
{
  g_autofree gchar *path = g_test_build_filename (G_TEST_DIST, "vectors", "graders", "instruments.jsonl", NULL);
  g_autofree gchar *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (gsize i = 0; lines[i] != NULL && lines[i][0] != '\0'; i++, n++)
    {
      json_auto_t *row = json_loads (lines[i], 0, NULL);
      json_t *expect = json_object_get (row, "expect");
      g_autofree gchar *line = g_strdup_printf ("decode --protocol %s", json_string_value (json_object_get (row, "device")));
      g_autoptr (GBytes) input = from_hex (json_string_value (json_object_get (row, "bytes")));
      g_autoptr (Run) result = run (line, input);
      g_autofree gchar *out = text_of (result->out);
      json_auto_t *object = json_loads (out, 0, NULL);
      const gchar *value = json_string_value (json_object_get (expect, "value"));
      const gchar *error = json_string_value (json_object_get (expect, "error"));

      g_assert_cmpint (result->status, ==, 0);
      g_assert_cmpstr (json_string_value (json_object_get (object, "error")), ==, error);
      g_assert_cmpint (json_array_size (json_object_get (object, "measures")) == 0, ==, error != NULL);
      if (value != NULL)
        g_assert_cmpstr (json_string_value (json_object_get (json_array_get (json_object_get (object, "measures"), 0), "value")),
                         ==, value);
    }
  g_assert_cmpuint (n, ==, 15);
}

static void
test_instrument_values (void)
{
  g_autoptr (GBytes) input = from_hex ("48482e482c31392e390d0a");
  g_autoptr (Run) result = run ("decode --protocol atago-cm-base -", input);
  g_autofree gchar *out = text_of (result->out);

  g_assert_cmpstr (out, ==,
                   "{\"error\":null,\"measures\":[{\"quantity\":\"brix\",\"number\":null,\"value\":null,\"mantissa\":null,"
                   "\"exponent\":null,\"unit\":\"Bx\",\"range\":\"over\"},{\"quantity\":\"temperature\",\"number\":null,"
                   "\"value\":\"19.9\",\"mantissa\":199,\"exponent\":-1,\"unit\":\"C\",\"range\":\"ok\"}],\"offset\":0}\n");
}

static void
test_protocols (void)
{
  g_autoptr (Run) result = run ("--json protocols", NULL);
  g_autofree gchar *out = text_of (result->out);

  g_assert_cmpint (result->status, ==, 0);
  g_assert_nonnull (strstr (out, "{\"id\":\"mitutoyo-usb\",\"kind\":\"instrument\""));
  g_assert_nonnull (strstr (out, "{\"id\":\"mt-cont\",\"kind\":\"scale\""));
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
  { "sim guozhan-modbus --scenario fly", 1, "silence[:S]" },
  { "sim guozhan-modbus --listen nonsense:port", 2, "--listen" },
  { "sim digimatic-adapter --listen nonsense:port", 2, "--listen" },
  { "sim mitutoyo-usb --listen nonsense:port", 2, "--listen" },
  { "decode --protocol mitutoyo-usb --config {}", 2, "--config" },
  { "decode --protocol mitutoyo-usb /nowhere/at/all", 3, "/nowhere/at/all" },
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

/* A simulator of the program, and a connection to it. */
typedef struct
{
  GSubprocess *process;
  GSocketConnection *connection;
} Sim;

static void
sim_start (Sim *self, const gchar *protocol, const gchar *scenario)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDataInputStream) output = NULL;
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autofree gchar *line = NULL;
  json_auto_t *object = NULL;

  self->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, "--json",
                                    "sim", protocol, scenario != NULL ? "--scenario" : NULL, scenario, NULL);
  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  line = g_data_input_stream_read_line (output, NULL, NULL, &error);
  g_assert_no_error (error);
  object = json_loads (line, 0, NULL);
  g_assert_cmpstr (json_string_value (json_object_get (object, "protocol")), ==, protocol);
  self->connection = g_socket_client_connect_to_host (client, json_string_value (json_object_get (object, "host")),
                                                      (guint16) json_integer_value (json_object_get (object, "port")), NULL,
                                                      &error);
  g_assert_no_error (error);
}

static void
sim_type (Sim *self, const gchar *line)
{
  GOutputStream *input = g_subprocess_get_stdin_pipe (self->process);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_output_stream_write_all (input, line, strlen (line), NULL, NULL, &error));
  g_assert_true (g_output_stream_flush (input, NULL, &error));
}

static void
sim_end (Sim *self)
{
  g_autoptr (GError) error = NULL;

  g_subprocess_send_signal (self->process, SIGTERM);
  g_assert_true (g_subprocess_wait_check (self->process, NULL, &error));
  g_assert_no_error (error);
  g_object_unref (self->connection);
  g_object_unref (self->process);
}

static void
test_sim (void)
{
  Sim sim;

  sim_start (&sim, "yaohua-tf0", "manual");
  sim_type (&sim, "put 20.00\n");
  wait_for_frame (g_io_stream_get_input_stream (G_IO_STREAM (sim.connection)), "\x02+0020002" "1B\x03", 12);
  sim_end (&sim);
}

/* Whether it heard who connects is not known before it answers: a scanner and an instrument send to who is there, so the
 * line is typed until it comes. */
static void
type_until (Sim *sim, const gchar *line, const gchar *frame)
{
  GSocket *socket = g_socket_connection_get_socket (sim->connection);
  gint tries = 0;

  do
    sim_type (sim, line);
  while (!g_socket_condition_timed_wait (socket, G_IO_IN, 200 * G_TIME_SPAN_MILLISECOND, NULL, NULL) && ++tries < 100);
  wait_for_frame (g_io_stream_get_input_stream (G_IO_STREAM (sim->connection)), frame, strlen (frame));
}

static void
test_sim_typed (void)
{
  static const struct
  {
    const gchar *protocol;
    const gchar *typed;
    const gchar *frame;
  } cases[] = {
    { "atago-cm-base", "12.3 21.5\n", "12.3,21.5\r\n" },
    { "mitutoyo-usb", "no number\n-12.345\n", "01A-0012.345\r" },
    { "scanner", "01{GS}21\n", "01\x1d" "21\r\n" },
  };
  Sim sim;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      sim_start (&sim, cases[i].protocol, NULL);
      type_until (&sim, cases[i].typed, cases[i].frame);
      sim_end (&sim);
    }
}

/* State and boot count of the PLC; then "batch" typed, and the number that follows. */
static void
test_sim_modbus (void)
{
  static const guint8 question[] = { 0, 5, 0, 0, 0, 6, 1, 3, 0, 0, 0, 4 };
  static const gchar before[] = "\0\5\0\0\0\x0b\1\3\x08\0\7\0\x29\0\0\0";
  static const gchar after[] = "\0\5\0\0\0\x0b\1\3\x08\0\7\0\x2a\0\0\0";
  Sim sim;
  gchar answer[17];

  sim_start (&sim, "guozhan-modbus", "stopped");
  sim_type (&sim, "batch\n");
  do
    {
      GInputStream *input = g_io_stream_get_input_stream (G_IO_STREAM (sim.connection));

      g_assert_true (g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (sim.connection)), question,
                                                sizeof question, NULL, NULL, NULL));
      g_assert_true (g_input_stream_read_all (input, answer, sizeof answer, NULL, NULL, NULL));
      g_assert_true (memcmp (answer, before, sizeof answer) == 0 || memcmp (answer, after, sizeof answer) == 0);
    }
  while (memcmp (answer, after, sizeof answer) != 0);
  sim_end (&sim);
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
  g_test_add_func ("/cli/drivers/instruments", test_instruments);
  g_test_add_func ("/cli/drivers/instrument-values", test_instrument_values);
  g_test_add_func ("/cli/drivers/protocols", test_protocols);
  g_test_add_func ("/cli/drivers/sim", test_sim);
  g_test_add_func ("/cli/drivers/sim-modbus", test_sim_modbus);
  g_test_add_func ("/cli/drivers/sim-typed", test_sim_typed);
  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree gchar *path = g_strdup_printf ("/cli/drivers/refusal/%zu", i);

      g_test_add_data_func (path, &refusals[i], test_refusal);
    }
  return g_test_run ();
}
