#include "drivers/transport/holder.h"

#include <unistd.h>

/* Whether two names lead to one device, or to one file. */
static gboolean
is_same_file (const struct stat *a, const struct stat *b)
{
  if (S_ISCHR (a->st_mode) && S_ISCHR (b->st_mode))
    return a->st_rdev == b->st_rdev;
  if (S_ISSOCK (a->st_mode) && S_ISSOCK (b->st_mode))
    return a->st_ino == b->st_ino;
  return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

/* Returns: whether the process of folder @fds has the file open. */
static gboolean
has_open (const gchar *fds, const struct stat *wanted)
{
  g_autoptr (GDir) dir = g_dir_open (fds, 0, NULL);
  const gchar *fd;

  while (dir != NULL && (fd = g_dir_read_name (dir)) != NULL)
    {
      g_autofree gchar *path = g_build_filename (fds, fd, NULL);
      struct stat info;

      if (stat (path, &info) == 0 && is_same_file (&info, wanted))
        return TRUE;
    }
  return FALSE;
}

gint64
guo_file_holder (const struct stat *wanted, gchar **program)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc", 0, NULL);
  const gchar *entry;

  *program = NULL;
  while (dir != NULL && (entry = g_dir_read_name (dir)) != NULL)
    {
      g_autofree gchar *fds = g_build_filename ("/proc", entry, "fd", NULL);
      g_autofree gchar *comm = g_build_filename ("/proc", entry, "comm", NULL);
      gint64 pid = g_ascii_strtoll (entry, NULL, 10);

      if (!g_ascii_isdigit (entry[0]) || pid == getpid () || !has_open (fds, wanted))
        continue;
      if (!g_file_get_contents (comm, program, NULL, NULL))
        *program = g_strdup ("?");
      g_strstrip (*program);
      return pid;
    }
  return 0;
}
