#include "station/client/launch.h"

#include "station/client/client-error.h"
#include "station/client/row.h"

#include <fcntl.h>
#include <glib-unix.h>
#include <poll.h>
#include <unistd.h>

#define READY_FD 3          /* in the daemon */
#define READY_LINE_MAX 8192 /* bytes */

static gchar *
executable (gchar *path)
{
  if (g_file_test (path, G_FILE_TEST_IS_EXECUTABLE) && !g_file_test (path, G_FILE_TEST_IS_DIR))
    return path;
  g_free (path);
  return NULL;
}

gchar *
guo_launch_program (void)
{
  const gchar *given = g_getenv ("GUOZHAND");
  static const gchar *const beside[] = { ".", "../daemon", "../station/daemon" };
  g_autofree gchar *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree gchar *folder = self != NULL ? g_path_get_dirname (self) : NULL;
  gchar *found = NULL;

  if (given != NULL && *given != '\0')
    return g_strdup (given);
  for (gsize i = 0; folder != NULL && i < G_N_ELEMENTS (beside) && found == NULL; i++)
    found = executable (g_build_filename (folder, beside[i], "guozhand", NULL));
  if (found == NULL)
    found = executable (g_build_filename (GUO_BIN_DIR, "guozhand", NULL));
  return found != NULL ? found : g_find_program_in_path ("guozhand");
}

static void
not_started (GError **error, const gchar *program, const gchar *reason)
{
  json_auto_t *params = json_pack ("{s:s,s:s}", "program", program, "reason", reason);

  guo_client_refused (error, GUO_CLIENT_ERROR_NO_DAEMON, "daemon-not-started", params, reason);
}

/* Until newline, end, or the deadline; what came so far. */
static gchar *
read_line (gint fd, gint64 deadline_us)
{
  GString *line = g_string_new (NULL);
  gint64 left_us;

  while ((left_us = deadline_us - g_get_monotonic_time ()) > 0 && line->len < READY_LINE_MAX)
    {
      struct pollfd poll_fd = { .fd = fd, .events = POLLIN };
      gchar bytes[512];
      gssize n;

      if (poll (&poll_fd, 1, (gint) (left_us / 1000) + 1) <= 0)
        continue;
      n = read (fd, bytes, sizeof bytes);
      if (n <= 0)
        break;
      g_string_append_len (line, bytes, n);
      if (memchr (bytes, '\n', (gsize) n) != NULL)
        break;
    }
  return g_string_free (line, FALSE);
}

static gboolean
understand_line (const gchar *line, const gchar *program, GError **error)
{
  json_auto_t *said = json_loads (line, 0, NULL);
  json_t *refusal = json_object_get (said, "error");

  if (json_is_string (json_object_get (said, "socket")))
    return TRUE;
  if (json_is_object (refusal))
    guo_client_refused (error, GUO_CLIENT_ERROR_NO_DAEMON, guo_row_text (refusal, "code"),
                        json_object_get (refusal, "params"), guo_row_text (refusal, "message"));
  else if (*line == '\0')
    not_started (error, program, "it ended without a word, or did not answer in time");
  else
    not_started (error, program, line);
  return FALSE;
}

gboolean
guo_launch_daemon (const gchar *database, gint64 deadline_us, GError **error)
{
  g_autofree gchar *program = guo_launch_program ();
  g_autofree gchar *line = NULL;
  g_autoptr(GSubprocessLauncher) launcher = NULL;
  g_autoptr(GSubprocess) daemon = NULL;
  g_autoptr(GError) local = NULL;
  gint ends[2];

  if (program == NULL)
    {
      not_started (error, "guozhand", "the program is not there");
      return FALSE;
    }
  if (!g_unix_open_pipe (ends, FD_CLOEXEC, &local))
    {
      not_started (error, program, local->message);
      return FALSE;
    }
  /* Its own output must not keep the pipe of a command line open: it writes to FILE.d/daemon.log. */
  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE
                                        | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_subprocess_launcher_take_fd (launcher, ends[1], READY_FD);
  daemon = g_subprocess_launcher_spawn (launcher, &local, program, "--for-session", "--db", database,
                                        "--ready-fd", G_STRINGIFY (READY_FD), NULL);
  g_subprocess_launcher_close (launcher);
  if (daemon == NULL)
    not_started (error, program, local->message);
  else
    line = read_line (ends[0], deadline_us);
  close (ends[0]);
  return daemon != NULL && understand_line (line, program, error);
}
