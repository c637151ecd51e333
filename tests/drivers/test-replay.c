/* tests/replay/PROTOCOL/CASE.script through the replay transport and the framer: the readings stand in
 * CASE.expected. A "# commands:" line of the script names what our encoder sends; its bytes must be those of
 * the script's w lines. With GUO_REPLAY_WRITE set the .expected files are written instead of compared. */
#include "drivers/encode.h"
#include "drivers/framer.h"
#include "drivers/registry.h"
#include "tests/drivers/decode-case.h"
#include "tests/drivers/listener.h"

#define COMMANDS "\n# commands: "

static void
describe (const GuoReading *reading, gpointer user_data)
{
  g_autoptr (GString) one = g_string_new (NULL);

  decode_case_describe (reading, one);
  g_string_append_printf (user_data, "%" G_GUINT64_FORMAT " %s\n", reading->offset, one->str);
}

static void
send_commands (const gchar *script, const GuoScaleProtocol *protocol, GuoTransport *transport)
{
  g_autofree gchar *text = NULL;
  const gchar *commands;
  g_autofree gchar *line = NULL;
  g_auto (GStrv) names = NULL;

  g_assert_true (g_file_get_contents (script, &text, NULL, NULL));
  commands = strstr (text, COMMANDS);
  if (commands == NULL)
    return;
  commands += strlen (COMMANDS);
  line = g_strndup (commands, strcspn (commands, "\n"));
  names = g_strsplit (line, " ", -1);
  for (gsize i = 0; names[i] != NULL; i++)
    {
      const GuoScaleCommand command = { .command = names[i] };
      guint8 bytes[64];
      gssize n = guo_scale_encode (protocol, &command, bytes, sizeof bytes, NULL);

      g_assert_cmpint (n, >, 0);
      g_assert_true (guo_transport_send (transport, bytes, (gsize) n, NULL));
    }
}

static gchar *
replay (const gchar *script, const GuoScaleProtocol *protocol)
{
  g_autofree gchar *address = g_strdup_printf ("replay:%s?speed=0", script);
  g_autoptr (GError) error = NULL;
  g_autoptr (Listener) listener = NULL;
  g_autoptr (GuoFramer) framer = guo_framer_new (protocol, NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  GuoTransport *transport = guo_transport_new (address, &error);

  g_assert_no_error (error);
  listener = listener_new (transport);
  send_commands (script, protocol, transport);
  listener_wait_states (listener, "E");
  guo_transport_free (transport);
  g_assert_cmpstr (listener->states->str, ==, "oOE");
  guo_framer_push (framer, listener->bytes->data, listener->bytes->len, describe, text);
  guo_framer_flush (framer, describe, text);
  g_string_append_printf (text, "skipped %" G_GUINT64_FORMAT " bad %" G_GUINT64_FORMAT "\n",
                          guo_framer_counts (framer)->skipped, guo_framer_counts (framer)->bad);
  return g_strdup (text->str);
}

static void
test_script (gconstpointer data)
{
  const gchar *script = data;
  g_autofree gchar *folder = g_path_get_dirname (script);
  g_autofree gchar *id = g_path_get_basename (folder);
  g_autoptr (GError) error = NULL;
  const GuoScaleProtocol *protocol = guo_scale_protocol_find (id, &error);
  g_autofree gchar *expected_file = g_strndup (script, strlen (script) - strlen (".script"));
  g_autofree gchar *path = g_strconcat (expected_file, ".expected", NULL);
  g_autofree gchar *expected = NULL;
  g_autofree gchar *got = NULL;

  g_assert_no_error (error);
  got = replay (script, protocol);
  if (g_getenv ("GUO_REPLAY_WRITE") != NULL)
    g_file_set_contents (path, got, -1, &error);
  g_assert_no_error (error);
  g_file_get_contents (path, &expected, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (got, ==, expected);
}

/* Another command than the one captured ends the replay with a sentence that names the line. */
static void
test_other_command (gconstpointer data)
{
  g_autofree gchar *address = g_strdup_printf ("replay:%s?speed=0", (const gchar *) data);
  g_autoptr (Listener) listener = NULL;
  GuoTransport *transport = guo_transport_new (address, NULL);

  listener = listener_new (transport);
  g_assert_true (guo_transport_send (transport, (const guint8 *) "Z\r\n", 3, NULL));
  listener_wait_states (listener, "LE");
  guo_transport_free (transport);
  g_assert_error (listener->error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_FILE);
  g_assert_nonnull (strstr (listener->error->message, "tare.script line 9"));
}

/* The end while the capture waits for us, and a file that is not there. */
static void
test_endings (gconstpointer data)
{
  g_autofree gchar *address = g_strdup_printf ("replay:%s", (const gchar *) data);
  g_autoptr (Listener) waiting = NULL;
  g_autoptr (Listener) absent = NULL;
  GuoTransport *transport = guo_transport_new (address, NULL);

  waiting = listener_new (transport);
  listener_wait_bytes (waiting, 4 * 17);
  guo_transport_free (transport);
  g_assert_cmpstr (waiting->states->str, ==, "oO");

  transport = guo_transport_new ("replay:/nowhere/at/all", NULL);
  absent = listener_new (transport);
  listener_wait_states (absent, "oLE");
  guo_transport_free (transport);
  g_assert_error (absent->error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_ABSENT);
}

static guint
add_folder (const gchar *root, const gchar *folder, GPtrArray *scripts)
{
  g_autofree gchar *path = g_build_filename (root, folder, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const gchar *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".script"))
      {
        g_autofree gchar *test = g_strdup_printf ("/drivers/replay/%s/%s", folder, name);

        g_ptr_array_add (scripts, g_build_filename (path, name, NULL));
        g_test_add_data_func (test, g_ptr_array_index (scripts, scripts->len - 1), test_script);
        n++;
      }
  return n;
}

int
main (int argc, char **argv)
{
  g_autofree gchar *root = NULL;
  g_autofree gchar *tare = NULL;
  g_autoptr (GPtrArray) scripts = g_ptr_array_new_with_free_func (g_free);

  g_test_init (&argc, &argv, NULL);
  root = g_test_build_filename (G_TEST_DIST, "replay", NULL);
  tare = g_build_filename (root, "mt-cont", "tare.script", NULL);
  for (const GuoScaleProtocol *const *at = guo_scale_protocols (); *at != NULL; at++)
    if (add_folder (root, (*at)->id, scripts) == 0)
      g_error ("no replay of %s", (*at)->id);
  g_test_add_data_func ("/drivers/replay/other-command", tare, test_other_command);
  g_test_add_data_func ("/drivers/replay/endings", tare, test_endings);
  return g_test_run ();
}
