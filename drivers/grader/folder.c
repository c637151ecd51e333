#include "drivers/grader/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SOON_MS 500
#define UNSTEADY_MS 1000
#define ALWAYS_MS 10000

/* What was seen of a file last. */
typedef struct
{
  ino_t inode;
  off_t size;
  struct timespec changed;
  gint64 since_us; /* when it was first seen so */
  gboolean done;   /* it was told, or never will be */
  gint fault;      /* #GuoDriverError that was told, -1: none */
  guint round;     /* the look that saw it */
} Seen;

struct _GuoFolder
{
  gchar *path;
  const GuoFolderEvents *events;
  gpointer user_data;
  GHashTable *files;    /* name → Seen */
  GHashTable *contents; /* SHA-256 of all that was told */
  gint fault;           /* of the folder itself, -1: none */
  guint round;
  GFileMonitor *monitor; /* (nullable) */
  GSource *timer;        /* (nullable) */
};

GuoFolder *
guo_folder_new (const gchar *path, const GuoFolderEvents *events, gpointer user_data)
{
  GuoFolder *self = g_new0 (GuoFolder, 1);

  self->path = g_strdup (path);
  self->events = events;
  self->user_data = user_data;
  self->files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->contents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->fault = -1;
  return self;
}

static void
stop_timer (GuoFolder *self)
{
  if (self->timer != NULL)
    g_source_destroy (self->timer);
  g_clear_pointer (&self->timer, g_source_unref);
}

void
guo_folder_free (GuoFolder *self)
{
  if (self == NULL)
    return;
  stop_timer (self);
  if (self->monitor != NULL)
    g_signal_handlers_disconnect_by_data (self->monitor, self);
  g_clear_object (&self->monitor);
  g_hash_table_unref (self->files);
  g_hash_table_unref (self->contents);
  g_free (self->path);
  g_free (self);
}

void
guo_folder_know (GuoFolder *self, const gchar *sha256)
{
  g_hash_table_add (self->contents, g_strdup (sha256));
}

static gint
code_of (gint number)
{
  if (number == EACCES || number == EPERM)
    return GUO_DRIVER_ERROR_DENIED;
  /* what Windows says of a file that a program keeps to itself comes through a share as one of these */
  if (number == EBUSY || number == ETXTBSY || number == EAGAIN)
    return GUO_DRIVER_ERROR_BUSY;
  return GUO_DRIVER_ERROR_ABSENT;
}

/* Tells a fault once, and its end. */
static void
tell_fault (GuoFolder *self, const gchar *name, gint *told, gint code, const gchar *what)
{
  g_autoptr(GError) error = NULL;

  if (*told == code)
    return;
  *told = code;
  if (self->events->fault == NULL)
    return;
  if (code >= 0)
    error = g_error_new (GUO_DRIVER_ERROR, code, "%s%s%s: %s", self->path, name != NULL ? "/" : "", name != NULL ? name : "", what);
  self->events->fault (name, error, self->user_data);
}

static gboolean
is_same (const Seen *seen, const struct stat *now)
{
  return seen->inode == now->st_ino && seen->size == now->st_size && seen->changed.tv_sec == now->st_mtim.tv_sec
         && seen->changed.tv_nsec == now->st_mtim.tv_nsec;
}

static void
note (Seen *seen, const struct stat *now, gint64 now_us)
{
  seen->inode = now->st_ino;
  seen->size = now->st_size;
  seen->changed = now->st_mtim;
  seen->since_us = now_us;
  seen->done = FALSE;
}

/* The whole file as it was seen; NULL: it is another one meanwhile, or errno says why not. */
static GBytes *
read_whole (gint fd, const Seen *seen)
{
  const gsize size = (gsize) seen->size;
  g_autofree guint8 *bytes = g_malloc (size);
  struct stat now;
  gsize len = 0;
  gssize n = 1;

  errno = 0;
  while (len < size && (n = read (fd, bytes + len, size - len)) != 0)
    {
      if (n < 0 && errno != EINTR)
        return NULL;
      len += n > 0 ? (gsize) n : 0;
    }
  errno = 0;
  if (len < size || fstat (fd, &now) != 0 || !is_same (seen, &now))
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&bytes), size);
}

static void
tell_file (GuoFolder *self, const gchar *name, GBytes *bytes)
{
  g_autofree gchar *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  const GuoFolderFile file = { name, bytes, sha256 };

  if (g_hash_table_contains (self->contents, sha256))
    return;
  g_hash_table_add (self->contents, g_strdup (sha256));
  self->events->file (&file, self->user_data);
}

/* A file that has been steady. */
static void
take (GuoFolder *self, gint folder, const gchar *name, Seen *seen, gint64 now_us)
{
  g_autoptr(GBytes) bytes = NULL;
  gint fd;

  if (seen->size > (off_t) GUO_FOLDER_BYTES_MAX)
    {
      seen->done = TRUE;
      tell_fault (self, name, &seen->fault, GUO_DRIVER_ERROR_RANGE, "larger than 256 MiB");
      return;
    }
  fd = openat (folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (fd >= 0)
    bytes = read_whole (fd, seen);
  if (bytes == NULL && errno != 0)
    tell_fault (self, name, &seen->fault, code_of (errno), g_strerror (errno));
  else if (bytes == NULL)
    seen->since_us = now_us; /* it was changed while it was read */
  else
    {
      seen->done = TRUE;
      tell_fault (self, name, &seen->fault, -1, NULL);
      tell_file (self, name, bytes);
    }
  if (fd >= 0)
    close (fd);
}

static void
look_at (GuoFolder *self, gint folder, const gchar *name, gint64 now_us)
{
  struct stat now;
  Seen *seen = g_hash_table_lookup (self->files, name);

  if (name[0] == '.' || g_str_has_prefix (name, "~$") || fstatat (folder, name, &now, AT_SYMLINK_NOFOLLOW) != 0
      || !S_ISREG (now.st_mode) || now.st_size == 0)
    return;
  if (seen == NULL)
    {
      seen = g_new0 (Seen, 1);
      seen->fault = -1;
      note (seen, &now, now_us);
      g_hash_table_insert (self->files, g_strdup (name), seen);
    }
  else if (!is_same (seen, &now))
    note (seen, &now, now_us);
  seen->round = self->round;
  if (!seen->done && now_us - seen->since_us >= GUO_FOLDER_STEADY_US)
    take (self, folder, name, seen, now_us);
}

/* Forgets files that are gone, counts those that are still to come. */
static guint
sweep (GuoFolder *self)
{
  GHashTableIter iter;
  gpointer value;
  guint waiting = 0;

  g_hash_table_iter_init (&iter, self->files);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Seen *seen = value;

      if (seen->round != self->round)
        g_hash_table_iter_remove (&iter);
      else
        waiting += !seen->done;
    }
  return waiting;
}

guint
guo_folder_look (GuoFolder *self, gint64 now_us)
{
  DIR *folder = opendir (self->path);
  const struct dirent *entry;

  if (folder == NULL)
    {
      tell_fault (self, NULL, &self->fault, code_of (errno), g_strerror (errno));
      return 0;
    }
  tell_fault (self, NULL, &self->fault, -1, NULL);
  self->round++;
  while ((entry = readdir (folder)) != NULL)
    look_at (self, dirfd (folder), entry->d_name, now_us);
  closedir (folder);
  return sweep (self);
}

static void set_timer (GuoFolder *self, guint interval_ms);

static gboolean
on_timer (gpointer user_data)
{
  GuoFolder *self = user_data;

  set_timer (self, guo_folder_look (self, g_get_monotonic_time ()) > 0 ? UNSTEADY_MS : ALWAYS_MS);
  return G_SOURCE_REMOVE;
}

static void
set_timer (GuoFolder *self, guint interval_ms)
{
  stop_timer (self);
  self->timer = g_timeout_source_new (interval_ms);
  g_source_set_callback (self->timer, on_timer, self, NULL);
  g_source_attach (self->timer, g_main_context_get_thread_default ());
}

/* A file that grows is told of many times a second: one look for all of them. */
static void
on_change (GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event, gpointer user_data)
{
  GuoFolder *self = user_data;

  if (g_source_get_ready_time (self->timer) > g_source_get_time (self->timer) + SOON_MS * 1000)
    set_timer (self, SOON_MS);
}

void
guo_folder_start (GuoFolder *self)
{
  g_autoptr(GFile) folder = g_file_new_for_path (self->path);

  set_timer (self, 0);
  self->monitor = g_file_monitor_directory (folder, G_FILE_MONITOR_NONE, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect (self->monitor, "changed", G_CALLBACK (on_change), self);
}
