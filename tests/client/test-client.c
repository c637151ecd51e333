/* The client library against a real daemon ($GUOZHAND) on a temporary database. */
#include "station/client/client.h"
#include "station/client/endpoint.h"
#include "station/client/row.h"

#include <glib/gstdio.h>
#include <signal.h>

#define WAIT_S 60

typedef struct
{
  gchar *folder;
  gchar *database;
  GuoClient *client;
  /* what the stream said */
  guint ups;
  guint downs;
  gchar *last_event; /* type */
} Fixture;

static void
on_live (GuoClient *client, const gchar *topic, json_t *line, Fixture *f)
{
  if (!g_str_equal (topic, "events"))
    return;
  g_free (f->last_event);
  f->last_event = g_strdup (guo_row_text (line, "type"));
}

static void
on_connection (GuoClient *client, gboolean up, Fixture *f)
{
  if (up)
    f->ups++;
  else
    f->downs++;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  f->folder = g_dir_make_tmp ("guozhan-client-XXXXXX", &error);
  g_assert_no_error (error);
  f->database = g_build_filename (f->folder, data != NULL ? data : "station.db", NULL);
  f->client = guo_client_new (f->database, "tests");
  g_signal_connect (f->client, "live", G_CALLBACK (on_live), f);
  g_signal_connect (f->client, "connection", G_CALLBACK (on_connection), f);
}

static gint
daemon_pid (Fixture *f)
{
  g_autofree gchar *name = g_strconcat (f->database, ".d/lock", NULL);
  g_autofree gchar *text = NULL;

  return g_file_get_contents (name, &text, NULL, NULL) ? atoi (text) : 0;
}

/* The daemon is a child of ours whose end GLib notices: until then its number is still there. */
static void
end_daemon (Fixture *f, gint how)
{
  gint pid = daemon_pid (f);
  gint64 until = g_get_monotonic_time () + WAIT_S * G_TIME_SPAN_SECOND;

  if (pid <= 0 || kill (pid, how) != 0)
    return;
  while (kill (pid, 0) == 0)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, until);
      g_usleep (5000);
    }
}

static void
remove_folder (const gchar *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const gchar *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree gchar *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

/* A daemon that a client started says its faults there and nowhere else. */
static void
check_log (Fixture *f)
{
  static const gchar *const faults[] = { "Sanitizer", "runtime error", "CRITICAL", "WARNING" };
  g_autofree gchar *name = g_strconcat (f->database, ".d/daemon.log", NULL);
  g_autofree gchar *log = NULL;

  if (!g_file_get_contents (name, &log, NULL, NULL))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    if (strstr (log, faults[i]) != NULL)
      g_error ("the daemon's log: %s", log);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->client);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  end_daemon (f, SIGTERM);
  check_log (f);
  remove_folder (f->folder);
  g_free (f->folder);
  g_free (f->database);
  g_free (f->last_event);
}

#define until(f, condition)                                                                                            \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    gint64 end_us = g_get_monotonic_time () + WAIT_S * G_TIME_SPAN_SECOND;                                             \
    while (!(condition))                                                                                               \
      {                                                                                                                \
        g_assert_cmpint (g_get_monotonic_time (), <, end_us);                                                          \
        if (!g_main_context_iteration (NULL, FALSE))                                                                   \
          g_usleep (1000);                                                                                             \
      }                                                                                                                \
  }                                                                                                                    \
  G_STMT_END

static void
connect_and_log_in (Fixture *f)
{
  g_autoptr(GError) error = NULL;
  json_auto_t *user = NULL;
  json_auto_t *login = NULL;

  g_assert_true (guo_client_connect (f->client, TRUE, &error));
  g_assert_no_error (error);
  user = guo_client_request (f->client, "POST", "/v1/users",
                             json_pack ("{s:s,s:s,s:s}", "name", "周站长", "role", "supervisor", "pin", "9999"), NULL,
                             &error);
  g_assert_no_error (error);
  login = guo_client_request (f->client, "POST", "/v1/login", json_pack ("{s:s,s:s}", "user", "周站长", "pin", "9999"),
                              NULL, &error);
  g_assert_no_error (error);
  guo_client_set_token (f->client, guo_row_text (login, "token"));
}

static gsize
count_villages (Fixture *f)
{
  g_autoptr(GError) error = NULL;
  json_auto_t *answer = guo_client_request (f->client, "GET", "/v1/villages", NULL, NULL, &error);

  g_assert_no_error (error);
  return json_array_size (guo_row_list (answer, "rows"));
}

static void
test_starts_a_daemon (Fixture *f, gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  json_auto_t *status = NULL;

  g_assert_true (guo_client_connect (f->client, TRUE, &error));
  g_assert_no_error (error);
  status = guo_client_request (f->client, "GET", "/v1/status", NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (guo_row_text (status, "database"), ==, f->database);
  g_assert_true (g_str_has_prefix (guo_client_pages_url (f->client), "http://127.0.0.1:"));
}

static void
test_no_daemon (Fixture *f, gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  g_assert_false (guo_client_connect (f->client, FALSE, &error));
  g_assert_error (error, GUO_CLIENT_ERROR, GUO_CLIENT_ERROR_NO_DAEMON);
  g_assert_cmpstr (guo_client_error_code (error), ==, "no-daemon");
  g_assert_nonnull (strstr (error->message, f->database));
}

static void
test_database_is_none (Fixture *f, gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (g_file_set_contents (f->database, "a letter, not a database", -1, NULL));
  g_assert_false (guo_client_connect (f->client, TRUE, &error));
  g_assert_error (error, GUO_CLIENT_ERROR, GUO_CLIENT_ERROR_NO_DAEMON);
  g_assert_cmpstr (guo_client_error_code (error), ==, "database-unreadable");
  g_assert_nonnull (strstr (error->message, f->database));
}

static void
test_refusal (Fixture *f, gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  json_auto_t *answer = NULL;

  connect_and_log_in (f);
  answer = guo_client_request (f->client, "POST", "/v1/villages", json_pack ("{s:i}", "name", 7), NULL, &error);
  g_assert_null (answer);
  g_assert_error (error, GUO_CLIENT_ERROR, GUO_CLIENT_ERROR_REFUSED);
  g_assert_cmpstr (guo_client_error_code (error), ==, "bad-field");
  g_assert_cmpstr (guo_row_text (guo_client_error_params (error), "field"), ==, "name");
}

static void
test_path_is_none (Fixture *f, gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  connect_and_log_in (f);
  g_assert_null (guo_client_request (f->client, "GET", "not a path", NULL, NULL, &error));
  g_assert_error (error, GUO_CLIENT_ERROR, GUO_CLIENT_ERROR_BAD_ANSWER);
}

static void
test_bytes (Fixture *f, gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = NULL;

  connect_and_log_in (f);
  bytes = guo_client_fetch (f->client, "/.well-known/gs1resolver", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (bytes), >, 10);
}

typedef struct
{
  json_t *answer;
  GError *error;
  gboolean done;
} Answered;

static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answered *answered = user_data;

  answered->answer = guo_client_request_finish (GUO_CLIENT (source), result, &answered->error);
  answered->done = TRUE;
}

/* The daemon is killed while the change is on its way: whether it had been written or not, it is there once. */
static void
test_kill_and_send_again (Fixture *f, gconstpointer data)
{
  connect_and_log_in (f);
  for (guint i = 0; i < 5; i++)
    {
      Answered answered = { 0 };
      gint pid = daemon_pid (f);
      g_autofree gchar *name = g_strdup_printf ("村%u", i);

      guo_client_request_async (f->client, "POST", "/v1/villages", json_pack ("{s:s}", "name", name), NULL, NULL,
                                on_answered, &answered);
      for (guint steps = 0; steps < 2 * i; steps++)
        g_main_context_iteration (NULL, FALSE);
      kill (pid, SIGKILL);
      until (f, answered.done);
      /* the token was in the killed daemon's memory: written before, it is the first answer; else a refusal */
      if (answered.error != NULL)
        g_assert_cmpstr (guo_client_error_code (answered.error), ==, "login-needed");
      json_decref (answered.answer);
      g_clear_error (&answered.error);
      guo_client_set_token (f->client, NULL);
      {
        g_autoptr(GError) error = NULL;
        json_auto_t *login
          = guo_client_request (f->client, "POST", "/v1/login",
                                json_pack ("{s:s,s:s}", "user", "周站长", "pin", "9999"), NULL, &error);

        g_assert_no_error (error);
        guo_client_set_token (f->client, guo_row_text (login, "token"));
      }
      g_assert_cmpuint (count_villages (f), <=, i + 1);
    }
}

/* Sent twice it is done once; another change under the same id is refused. */
static void
test_same_id (Fixture *f, gconstpointer data)
{
  g_autofree gchar *id = guo_client_new_id ();
  g_autoptr(GError) error = NULL;
  json_auto_t *first = NULL;
  json_auto_t *again = NULL;
  json_auto_t *other = NULL;

  connect_and_log_in (f);
  g_assert_cmpuint (strlen (id), ==, 32);
  first = guo_client_request (f->client, "POST", "/v1/villages", json_pack ("{s:s}", "name", "甲村"), id, &error);
  g_assert_no_error (error);
  again = guo_client_request (f->client, "POST", "/v1/villages", json_pack ("{s:s}", "name", "甲村"), id, &error);
  g_assert_no_error (error);
  g_assert_true (json_equal (first, again));
  g_assert_cmpuint (count_villages (f), ==, 1);
  other = guo_client_request (f->client, "POST", "/v1/villages", json_pack ("{s:s}", "name", "乙村"), id, &error);
  g_assert_null (other);
  g_assert_cmpstr (guo_client_error_code (error), ==, "command-id-reused");
}

static void
test_cancel (Fixture *f, gconstpointer data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  Answered answered = { 0 };

  connect_and_log_in (f);
  guo_client_request_async (f->client, "GET", "/v1/status", NULL, NULL, cancellable, on_answered, &answered);
  g_cancellable_cancel (cancellable);
  until (f, answered.done);
  g_assert_error (answered.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&answered.error);
}

static void
test_stream_comes_back (Fixture *f, gconstpointer data)
{
  gint pid;

  connect_and_log_in (f);
  g_assert_cmpint (guo_client_silence_ms (f->client), ==, G_MAXINT);
  guo_client_listen (f->client, "events,weight");
  until (f, f->ups == 1 && g_strcmp0 (f->last_event, "user.set") == 0);
  g_assert_cmpint (guo_client_silence_ms (f->client), <, 60000);
  pid = daemon_pid (f);
  kill (pid, SIGKILL);
  until (f, f->downs == 1);
  g_assert_cmpint (guo_client_silence_ms (f->client), ==, G_MAXINT);
  until (f, f->ups == 2); /* a new daemon was started */
  g_assert_cmpint (daemon_pid (f), !=, pid);
}

static void
test_client_goes_in_the_middle (Fixture *f, gconstpointer data)
{
  Answered answered = { 0 };

  connect_and_log_in (f);
  guo_client_listen (f->client, "events");
  guo_client_request_async (f->client, "GET", "/v1/status", NULL, NULL, NULL, on_answered, &answered);
  guo_client_listen (f->client, "weight"); /* takes the place of the first */
  until (f, answered.done);
  json_decref (answered.answer);
  g_clear_object (&f->client);
  for (guint i = 0; i < 100; i++)
    g_main_context_iteration (NULL, FALSE);
}

static void
test_paths (void)
{
  g_autofree gchar *plain = guo_client_path ("/v1/lots", NULL);
  g_autofree gchar *full = guo_client_path ("/v1/parties", "kind", "grower", "cooperative", NULL, "q", "陈 &=", NULL);
  g_autofree gchar *given = guo_client_database_path ("/var/lib/guozhan/../guozhan/station.db");

  g_assert_cmpstr (plain, ==, "/v1/lots");
  g_assert_cmpstr (full, ==, "/v1/parties?kind=grower&q=%E9%99%88%20%26%3D");
  g_assert_cmpstr (given, ==, "/var/lib/guozhan/station.db");
}

static void
test_rows (void)
{
  json_auto_t *row = json_pack ("{s:I,s:s,s:b,s:n,s:[i]}", "id", (json_int_t) 1 << 41, "name", "脆李", "active", 1,
                                "name_en", "rows", 1);

  g_assert_cmpint (guo_row_int (row, "id"), ==, (gint64) 1 << 41);
  g_assert_cmpint (guo_row_int (row, "name"), ==, 0);
  g_assert_cmpint (guo_row_int (NULL, "id"), ==, 0);
  g_assert_cmpstr (guo_row_text (row, "name"), ==, "脆李");
  g_assert_cmpstr (guo_row_text (row, "none"), ==, "");
  g_assert_true (guo_row_flag (row, "active"));
  g_assert_false (guo_row_has (row, "name_en"));
  g_assert_cmpstr (guo_row_name (row, TRUE), ==, "脆李");
  g_assert_cmpuint (json_array_size (guo_row_list (row, "rows")), ==, 1);
  g_assert_null (guo_row_list (row, "name"));
}

#define ADD(name, data, func) g_test_add ("/client/" name, Fixture, data, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  static const gchar long_name[]
    = "a-name-that-is-longer-than-the-107-bytes-that-a-socket-address-has-room-for-and-so-goes-by-the-descriptor.db";

  g_test_init (&argc, &argv, NULL);
  ADD ("starts-a-daemon", NULL, test_starts_a_daemon);
  ADD ("long-name", long_name, test_starts_a_daemon);
  ADD ("no-daemon", NULL, test_no_daemon);
  ADD ("database-is-none", NULL, test_database_is_none);
  ADD ("refusal", NULL, test_refusal);
  ADD ("path-is-none", NULL, test_path_is_none);
  ADD ("bytes", NULL, test_bytes);
  ADD ("same-id", NULL, test_same_id);
  ADD ("kill-and-send-again", NULL, test_kill_and_send_again);
  ADD ("cancel", NULL, test_cancel);
  ADD ("stream-comes-back", NULL, test_stream_comes_back);
  ADD ("stream-long-name", long_name, test_stream_comes_back);
  ADD ("goes-in-the-middle", NULL, test_client_goes_in_the_middle);
  g_test_add_func ("/client/paths", test_paths);
  g_test_add_func ("/client/rows", test_rows);
  return g_test_run ();
}
