#include "station/backups.h"

#include "db/backup.h"
#include "db/log.h"
#include "station/backup-files.h"
#include "station/call.h"
#include "station/rules.h"
#include "station/station-private.h"

#include <glib/gstdio.h>
#include <string.h>

#define FOLDER "backups"
#define KEPT "backup.json"
#define COPIES_MOST 7

struct _GuoBackups
{
  gchar          *database;
  gchar          *beside;  /* FILE.d */
  gchar          *folder;
  gchar          *kept;    /* file that tells of the last one */
  const GuoClock *clock;
  GuoFruitStore  *fruit;   /* (nullable) */
  GMutex          lock;    /* guards what follows */
  GThread        *thread;  /* (nullable): the last one started */
  gboolean        running;
  json_t         *last;
};

GuoBackups *
guo_backups_new (const gchar *database, const gchar *folder, const GuoClock *clock)
{
  GuoBackups *self = g_new0 (GuoBackups, 1);

  g_mutex_init (&self->lock);
  self->database = g_strdup (database);
  self->beside = g_strdup (folder);
  self->folder = g_build_filename (folder, FOLDER, NULL);
  self->kept = g_build_filename (folder, KEPT, NULL);
  self->clock = clock;
  self->last = json_load_file (self->kept, 0, NULL);
  if (!json_is_object (self->last))
    {
      json_decref (self->last);
      self->last = json_null ();
    }
  return self;
}

void
guo_backups_set_fruit (GuoBackups *self, GuoFruitStore *store)
{
  self->fruit = store;
}

void
guo_backups_free (GuoBackups *self)
{
  if (self == NULL)
    return;
  if (self->thread != NULL)
    g_thread_join (self->thread);
  json_decref (self->last);
  g_free (self->database);
  g_free (self->beside);
  g_free (self->folder);
  g_free (self->kept);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/* "2026-07-16T09:30:00.123+08:00" as the name of a file: 20260716-093000.db */
static gchar *
copy_path (GuoBackups *self, const gchar *at)
{
  GString *name = g_string_new (NULL);
  g_autofree gchar *file = NULL;

  for (; *at != '\0' && *at != '.' && *at != '+' && *at != 'Z'; at++)
    if (*at == 'T')
      g_string_append_c (name, '-');
    else if (g_ascii_isdigit (*at))
      g_string_append_c (name, *at);
  g_string_append (name, ".db");
  file = g_string_free (name, FALSE);
  return g_build_filename (self->folder, file, NULL);
}

static gint
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const gchar *const *) a, *(const gchar *const *) b);
}

/* What belongs to a copy has its name: 20260716-093000.fruit, 20260716-093000.d */
static gchar *
path_beside (const gchar *copy, const gchar *suffix)
{
  return g_strdup_printf ("%.*s%s", (gint) (strlen (copy) - strlen (".db")), copy, suffix);
}

/* The oldest go first; their names are their times. Only what looks like ours. */
static void
remove_oldest (GuoBackups *self)
{
  g_autoptr(GDir) folder = g_dir_open (self->folder, 0, NULL);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const gchar *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    if (g_str_has_suffix (name, ".db") && strspn (name, "0123456789-") == strlen (name) - 3)
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i + COPIES_MOST < names->len; i++)
    {
      g_autofree gchar *path = g_build_filename (self->folder, g_ptr_array_index (names, i), NULL);
      g_autofree gchar *fruit = path_beside (path, ".fruit"), *files = path_beside (path, ".d");

      g_unlink (path);
      g_unlink (fruit);
      guo_backup_files_remove (files);
    }
}

static gboolean
copy_database (GuoBackups *self, const gchar *path, GError **error)
{
  g_autoptr(GuoDatabase) db = NULL;

  if (g_mkdir_with_parents (self->folder, 0700) != 0)
    return guo_refuse (error, GUO_STATION_ERROR_FAILED, "failed", NULL, "cannot make the folder %s", self->folder);
  g_unlink (path);
  db = guo_database_open (self->database, GUO_DATABASE_READ_ONLY, error);
  return db != NULL && guo_database_copy (db, path, error);
}

/* As whoever restores it would: opened, every event hashed anew against its leaf. And the files that this log names. */
static gboolean
verify_copy (GuoBackups *self, const gchar *path, const gchar *files, guint *n_files, GError **error)
{
  g_autoptr(GuoDatabase) copy = guo_database_open (path, GUO_DATABASE_READ_ONLY, error);

  return copy != NULL && guo_log_verify (copy, error) && guo_backup_files_copy (self->beside, copy, files, n_files, error);
}

/* After the database: then it has every fruit that the copied log names. Every fruit is read anew. */
static gboolean
copy_fruit (GuoBackups *self, const gchar *path, GError **error)
{
  g_autoptr(GuoFruitStore) copy = NULL;

  if (self->fruit == NULL)
    return TRUE;
  g_unlink (path);
  if (!guo_fruit_store_copy (self->fruit, path, error))
    return FALSE;
  copy = guo_fruit_store_open (path, NULL, error);
  return copy != NULL && guo_fruit_store_check (copy, error);
}

/* What the reader of a copy leaves beside it. */
static void
remove_beside (const gchar *path)
{
  static const gchar *const suffixes[] = { "-wal", "-shm" };

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree gchar *name = g_strconcat (path, suffixes[i], NULL);

      g_unlink (name);
    }
}

static void
keep (GuoBackups *self, json_t *last)
{
  g_autofree gchar *text = json_dumps (last, JSON_COMPACT);
  g_autoptr(GError) error = NULL;
  json_t *before;

  if (!g_file_set_contents_full (self->kept, text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                 0600, &error))
    g_message ("%s", error->message);
  g_mutex_lock (&self->lock);
  before = self->last;
  self->last = last;
  self->running = FALSE;
  g_mutex_unlock (&self->lock);
  json_decref (before);
}

static gpointer
make_one (gpointer data)
{
  GuoBackups *self = data;
  g_autofree gchar *at = guo_clock_stamp (self->clock);
  g_autofree gchar *path = copy_path (self, at);
  g_autofree gchar *fruit = path_beside (path, ".fruit"), *files = path_beside (path, ".d");
  g_autoptr(GError) error = NULL;
  guint n_files = 0;
  gboolean verified = copy_database (self, path, &error) && verify_copy (self, path, files, &n_files, &error)
                      && copy_fruit (self, fruit, &error);
  GStatBuf info = { 0 }, fruit_info = { 0 };

  remove_beside (path);
  remove_beside (fruit);
  if (verified)
    remove_oldest (self);
  g_stat (path, &info);
  g_stat (fruit, &fruit_info);
  keep (self, json_pack ("{s:s, s:s, s:I, s:s, s:I, s:s, s:i, s:b, s:s}", "at", at, "path", path, "bytes",
                         (json_int_t) info.st_size, "fruit_path", fruit, "fruit_bytes", (json_int_t) fruit_info.st_size,
                         "files_path", files, "files", (int) n_files, "verified", verified, "reason", error != NULL ? error->message : ""));
  return NULL;
}

void
guo_backups_start (GuoBackups *self)
{
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);

  if (self->running)
    return;
  if (self->thread != NULL)
    g_thread_join (self->thread); /* it ended: it said so with the lock held */
  self->running = TRUE;
  self->thread = g_thread_new ("backup", make_one, self);
}

json_t *
guo_backups_last (GuoBackups *self)
{
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);

  return json_incref (self->last);
}

gboolean
guo_backups_running (GuoBackups *self)
{
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);

  return self->running;
}

/* Answers at once; /v1/status tells how it goes. */
json_t *
guo_backups_make (GuoCall *call, GError **error)
{
  guo_backups_start (call->station->backups);
  return json_pack ("{s:b}", "running", TRUE);
}
