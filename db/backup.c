#include "db/backup.h"
#include "db/database-private.h"

#include <glib/gstdio.h>

/* One step over all pages holds one read transaction, so the copy is one state; a writer goes on in WAL. */
static int
copy_pages (sqlite3 *from, sqlite3 *to)
{
  sqlite3_backup *backup = sqlite3_backup_init (to, "main", from, "main");
  int rc;

  if (backup == NULL)
    return sqlite3_errcode (to);
  rc = sqlite3_backup_step (backup, -1);
  sqlite3_backup_finish (backup);
  return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

gboolean
guo_database_copy (GuoDatabase *self, const gchar *path, GError **error)
{
  sqlite3 *to = NULL;
  int rc;

  guo_database_make_private (path);
  rc = sqlite3_open_v2 (path, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);

  if (rc == SQLITE_OK)
    rc = copy_pages (self->handle, to);
  if (rc == SQLITE_OK)
    rc = sqlite3_close (to);
  else
    sqlite3_close (to);
  if (rc == SQLITE_OK)
    return TRUE;
  g_unlink (path);
  g_set_error (error, GUO_DB_ERROR, rc == SQLITE_FULL ? GUO_DB_ERROR_FULL : GUO_DB_ERROR_FAILED, "%s: %s", path,
               sqlite3_errstr (rc));
  return FALSE;
}
