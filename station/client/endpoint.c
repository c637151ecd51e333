#include "station/client/endpoint.h"

#include "station/client/client-error.h"
#include "station/client/launch.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixsocketaddress.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define NAME_MAX_BYTES (sizeof ((struct sockaddr_un *) 0)->sun_path - 1)
#define PROBE_MS 50    /* between two looks at the socket */
#define RELAUNCH_MS 500 /* a daemon that is just ending holds the lock: try again */

/* The socket's name in @name; -1 or the folder's descriptor. */
static gboolean
socket_name (const gchar *database, gchar **name, gint *folder_fd)
{
  g_autofree gchar *folder = g_strconcat (database, ".d", NULL);

  *folder_fd = -1;
  *name = g_build_filename (folder, "socket", NULL);
  if (strlen (*name) <= NAME_MAX_BYTES)
    return TRUE;
  *folder_fd = open (folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
  g_free (*name);
  *name = g_strdup_printf ("/proc/self/fd/%d/socket", *folder_fd);
  return *folder_fd >= 0;
}

GSocketAddress *
guo_endpoint_address (const gchar *database, gint *folder_fd, GError **error)
{
  g_autofree gchar *name = NULL;
  json_auto_t *params = json_pack ("{s:s}", "database", database);

  if (socket_name (database, &name, folder_fd))
    return g_unix_socket_address_new (name);
  guo_client_refused (error, GUO_CLIENT_ERROR_NO_DAEMON, "no-daemon", params, "no daemon");
  return NULL;
}

static gboolean
connect_once (const gchar *name)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  gint fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  gboolean answers;

  if (fd < 0)
    return FALSE;
  g_strlcpy (address.sun_path, name, sizeof address.sun_path);
  answers = connect (fd, (struct sockaddr *) &address, sizeof address) == 0;
  close (fd);
  return answers;
}

static gboolean
endpoint_answers (const gchar *database)
{
  g_autofree gchar *name = NULL;
  gint folder_fd;
  gboolean answers = socket_name (database, &name, &folder_fd) && connect_once (name);

  if (folder_fd >= 0)
    close (folder_fd);
  return answers;
}

/* Starts a daemon unless one started here a moment ago still holds the lock. FALSE ends the waiting. */
static gboolean
launch_again (const gchar *database, gint64 now, gint64 deadline, gint64 *next, GError **error)
{
  g_autoptr(GError) local = NULL;

  if (now < *next)
    return TRUE;
  *next = now + RELAUNCH_MS * G_TIME_SPAN_MILLISECOND;
  if (guo_launch_daemon (database, deadline, &local))
    return TRUE;
  if (g_str_equal (guo_client_error_code (local), "database-in-use"))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gboolean
guo_endpoint_ensure (const gchar *database, gboolean start, GError **error)
{
  gint64 deadline = g_get_monotonic_time () + GUO_ENDPOINT_WAIT_MS * G_TIME_SPAN_MILLISECOND;
  gint64 next_launch = 0;
  json_auto_t *params = NULL;

  while (TRUE)
    {
      gint64 now = g_get_monotonic_time ();

      if (endpoint_answers (database))
        return TRUE;
      if (!start || now >= deadline)
        break;
      if (!launch_again (database, now, deadline, &next_launch, error))
        return FALSE;
      if (!endpoint_answers (database))
        g_usleep (PROBE_MS * G_TIME_SPAN_MILLISECOND);
    }
  params = json_pack ("{s:s}", "database", database);
  guo_client_refused (error, GUO_CLIENT_ERROR_NO_DAEMON, "no-daemon", params, "no daemon answers");
  return FALSE;
}

typedef struct
{
  gchar *database;
  gboolean start;
} EnsureData;

static void
ensure_data_free (gpointer data)
{
  EnsureData *ensure = data;

  g_free (ensure->database);
  g_free (ensure);
}

static void
ensure_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  EnsureData *ensure = task_data;
  g_autoptr(GError) error = NULL;

  if (guo_endpoint_ensure (ensure->database, ensure->start, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
guo_endpoint_ensure_async (const gchar *database, gboolean start, GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, NULL, callback, user_data);
  EnsureData *ensure = g_new0 (EnsureData, 1);

  ensure->database = g_strdup (database);
  ensure->start = start;
  g_task_set_task_data (task, ensure, ensure_data_free);
  g_task_run_in_thread (task, ensure_thread);
}

gboolean
guo_endpoint_ensure_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
