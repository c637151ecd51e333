#include "db/migrate.h"

#include <glib/gi18n-lib.h>

static gboolean
read_number (GuoDatabase *db, const gchar *name, gint64 *number, GError **error)
{
  g_autoptr (GuoStatement) stmt = guo_database_statement (db, name, error);
  gboolean found = FALSE;

  if (stmt == NULL || !guo_statement_step (stmt, &found, error))
    return FALSE;
  *number = found ? sqlite3_column_int64 (guo_statement_handle (stmt), 0) : 0;
  return TRUE;
}

static gboolean
check_owner (GuoDatabase *db, GError **error)
{
  gint64 application = 0;
  gint64 tables = 0;

  if (!read_number (db, "control/application-id", &application, error)
      || !read_number (db, "control/tables", &tables, error))
    return FALSE;
  if (application == (gint64)db->schema->application_id || (tables == 0 && db->mode == GUO_DATABASE_READ_WRITE))
    return TRUE;
  g_set_error (error, GUO_DB_ERROR, GUO_DB_ERROR_OPEN, _ ("%s is not a database of Guozhan"),
               db->path);
  return FALSE;
}

static gboolean
apply_step (GuoDatabase *db, const gchar *name, GError **error)
{
  g_autofree gchar *path = g_strconcat (db->schema->folder, "/", name, NULL);
  g_autoptr (GuoTransaction) tx = guo_transaction_begin (db, error);

  return tx != NULL && guo_database_script (db, path, error) && guo_transaction_commit (&tx, error);
}

static gboolean
check_version (GuoDatabase *db, gint64 version, gint64 known, GError **error)
{
  if (version > known)
    {
      g_set_error (
          error, GUO_DB_ERROR, GUO_DB_ERROR_NEWER,
          _ ("%s was written by a newer version of Guozhan (schema %d, this one knows %d). It is "
             "left as it is; install the newer version"),
          db->path, (gint)version, (gint)known);
      return FALSE;
    }
  if (version < known && db->mode == GUO_DATABASE_READ_ONLY)
    {
      g_set_error (error, GUO_DB_ERROR, GUO_DB_ERROR_OPEN,
                   _ ("%s was written by an older version of Guozhan; start the station once"),
                   db->path);
      return FALSE;
    }
  return TRUE;
}

gboolean
guo_migrate (GuoDatabase *db, GError **error)
{
  g_auto (GStrv) steps = guo_database_sql_names (db->schema->folder);
  gint64 version = 0;

  if (!check_owner (db, error) || !read_number (db, "control/user-version", &version, error)
      || !check_version (db, version, (gint64)g_strv_length (steps), error))
    return FALSE;
  if (db->mode == GUO_DATABASE_READ_ONLY)
    return guo_database_script (db, "control/reader", error);
  if (!guo_database_script (db, "control/writer", error))
    return FALSE;
  db->made_anew = version == 0;
  for (gchar **step = steps + version; *step != NULL; step++)
    if (!apply_step (db, *step, error))
      return FALSE;
  return TRUE;
}
