#include "station/daemon/place.h"

#include "station/daemon/port-holder.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#define BACKLOG 128
#define FILE_HEAD "SQLite format 3" /* with its zero: the first 16 bytes of every SQLite file */
#define HEAD_SIZE 72
#define APPLICATION_ID_AT 68 /* four bytes, the highest first (sqlite.org/fileformat2.html) */
#define APPLICATION_ID "Guoz"
#define GROUP "guozhan"
#define FIRST_HANDED_FD 3 /* sd_listen_fds(3) */

static gboolean
folder_failed (GuoPlace *self, GuoFailure *failure)
{
  const gchar *reason = g_strerror (errno);
  json_t *params = json_pack ("{s:s,s:s}", "database", self->database, "reason", reason);

  return guo_failure_set (failure, "folder-read-only", params, reason);
}

static gboolean
unreadable (const gchar *database, const gchar *reason, GuoFailure *failure)
{
  return guo_failure_set (failure, "database-unreadable",
                          json_pack ("{s:s,s:s}", "database", database, "reason", reason), reason);
}

/* A station that was killed while it was made may have its mark in the write-ahead log only; then its
 * folder is there. */
static gboolean
is_ours (const gchar *database, const gchar *head)
{
  static const gchar none[4] = { 0 };
  g_autofree gchar *folder = g_strconcat (database, ".d", NULL);

  return memcmp (head + APPLICATION_ID_AT, APPLICATION_ID, sizeof none) == 0
         || (memcmp (head + APPLICATION_ID_AT, none, sizeof none) == 0 && g_file_test (folder, G_FILE_TEST_IS_DIR));
}

gboolean
guo_place_check_file (const gchar *database, GuoFailure *failure)
{
  gchar head[HEAD_SIZE] = "";
  gint fd = open (database, O_RDONLY | O_CLOEXEC);
  gssize n;
  gint fault;

  if (fd < 0)
    return errno == ENOENT || errno == ENOTDIR || unreadable (database, g_strerror (errno), failure);
  n = read (fd, head, sizeof head);
  fault = errno;
  close (fd);
  if (n < 0)
    return unreadable (database, g_strerror (fault), failure);
  if (n == 0)
    return TRUE;
  if (memcmp (head, FILE_HEAD, sizeof FILE_HEAD) != 0)
    return unreadable (database, "the file is no database", failure);
  return is_ours (database, head) || unreadable (database, "the file belongs to another program", failure);
}

static gboolean
make_folder (GuoPlace *self, gboolean service)
{
  g_autofree gchar *above = g_path_get_dirname (self->database);
  struct group *group = service ? getgrnam (GROUP) : NULL;

  if (g_mkdir_with_parents (above, 0700) != 0 || g_mkdir_with_parents (self->folder, 0700) != 0)
    return FALSE;
  self->folder_fd = open (self->folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (self->folder_fd < 0)
    return FALSE;
  if (!service)
    return TRUE;
  if (group != NULL && chown (self->folder, (uid_t) -1, group->gr_gid) != 0)
    return FALSE;
  return chmod (self->folder, 02770) == 0;
}

static gboolean
in_use (GuoPlace *self, GuoFailure *failure)
{
  gchar text[32] = "";
  gssize n = pread (self->lock_fd, text, sizeof text - 1, 0);
  gint64 pid = n > 0 ? g_ascii_strtoll (text, NULL, 10) : 0;
  json_t *params = json_pack ("{s:s,s:I}", "database", self->database, "pid", (json_int_t) pid);

  return guo_failure_set (failure, "database-in-use", params, "another daemon has the database");
}

gboolean
guo_place_lock (GuoPlace *self, const gchar *database, gboolean service, GuoFailure *failure)
{
  g_autofree gchar *name = NULL;

  *self = (GuoPlace) { .folder_fd = -1, .lock_fd = -1, .unix_fd = -1, .tcp_fd = -1 };
  self->database = g_strdup (database);
  self->folder = g_strconcat (database, ".d", NULL);
  if (!make_folder (self, service))
    return folder_failed (self, failure);
  /* A file of its own: closing any descriptor of the database would drop SQLite's locks. */
  name = g_build_filename (self->folder, "lock", NULL);
  self->lock_fd = open (name, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (self->lock_fd < 0)
    return folder_failed (self, failure);
  if (flock (self->lock_fd, LOCK_EX | LOCK_NB) != 0)
    return in_use (self, failure);
  if (ftruncate (self->lock_fd, 0) != 0 || dprintf (self->lock_fd, "%d\n", getpid ()) < 0)
    return folder_failed (self, failure);
  return TRUE;
}

/* Returns TRUE when systemd handed sockets over; each is known by its family. */
static gboolean
take_handed (GuoPlace *self)
{
  const gchar *count = g_getenv ("LISTEN_FDS");
  const gchar *pid = g_getenv ("LISTEN_PID");

  if (count == NULL || pid == NULL || atoi (pid) != getpid ())
    return FALSE;
  for (gint fd = FIRST_HANDED_FD; fd < FIRST_HANDED_FD + CLAMP (atoi (count), 0, 8); fd++)
    {
      struct sockaddr address = { 0 };
      socklen_t size = sizeof address;

      if (getsockname (fd, &address, &size) != 0)
        continue;
      fcntl (fd, F_SETFD, FD_CLOEXEC);
      fcntl (fd, F_SETFL, O_NONBLOCK);
      if (address.sa_family == AF_UNIX)
        self->unix_fd = fd;
      else if (address.sa_family == AF_INET)
        self->tcp_fd = fd;
    }
  return self->unix_fd >= 0;
}

static gint
bind_and_listen (gint family, const struct sockaddr *address, socklen_t size)
{
  gint fd = socket (family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  gint on = 1;
  gint fault;

  if (fd < 0)
    return -1;
  if (family == AF_INET)
    setsockopt (fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (bind (fd, address, size) == 0 && listen (fd, BACKLOG) == 0)
    return fd;
  fault = errno;
  close (fd);
  errno = fault;
  return -1;
}

gboolean
guo_place_listen (GuoPlace *self, gboolean service, GuoFailure *failure)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  mode_t before;

  if (take_handed (self))
    return TRUE;
  /* Through the descriptor: the folder's own name may be longer than a socket address has room for. */
  g_snprintf (address.sun_path, sizeof address.sun_path, "/proc/self/fd/%d/socket", self->folder_fd);
  unlink (address.sun_path); /* we hold the lock: whoever left it is gone */
  before = umask (service ? 0117 : 0177);
  self->unix_fd = bind_and_listen (AF_UNIX, (struct sockaddr *) &address, sizeof address);
  umask (before);
  self->made_socket = self->unix_fd >= 0;
  return self->made_socket || folder_failed (self, failure);
}

static gboolean
bind_port (GuoPlace *self, guint16 port)
{
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons (port),
                                 .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };

  self->tcp_fd = bind_and_listen (AF_INET, (struct sockaddr *) &address, sizeof address);
  return self->tcp_fd >= 0;
}

static void
note_port (GuoPlace *self)
{
  struct sockaddr_in address = { 0 };
  socklen_t size = sizeof address;

  if (getsockname (self->tcp_fd, (struct sockaddr *) &address, &size) == 0)
    self->port = ntohs (address.sin_port);
}

static gboolean
bind_another (GuoPlace *self, guint16 taken)
{
  g_autofree gchar *program = NULL;
  gint64 pid;

  if (!bind_port (self, 0))
    return FALSE;
  pid = guo_port_holder (taken, &program);
  self->moved = json_pack ("{s:i,s:s,s:I}", "port", (gint) taken, "program", program != NULL ? program : "", "pid",
                           (json_int_t) pid);
  return TRUE;
}

gboolean
guo_place_listen_pages (GuoPlace *self, guint16 port, gboolean or_any, GuoFailure *failure)
{
  if (self->tcp_fd < 0 && !bind_port (self, port) && !(or_any && bind_another (self, port)))
    {
      const gchar *reason = g_strerror (errno);

      return guo_failure_set (failure, "port-taken",
                              json_pack ("{s:i,s:s}", "port", (gint) port, "reason", reason), reason);
    }
  note_port (self);
  return TRUE;
}

static void
close_fd (gint *fd)
{
  if (*fd >= 0)
    close (*fd);
  *fd = -1;
}

void
guo_place_clear (GuoPlace *self)
{
  if (self->made_socket)
    unlinkat (self->folder_fd, "socket", 0);
  close_fd (&self->unix_fd);
  close_fd (&self->tcp_fd);
  close_fd (&self->folder_fd);
  close_fd (&self->lock_fd);
  g_clear_pointer (&self->database, g_free);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->moved, json_decref);
}
