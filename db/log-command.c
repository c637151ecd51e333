/* Commands that are sent again get the first answer. */
#include "db/log-private.h"

#include <string.h>

#define ID_SIZE 16
#define REQUEST_SIZE 32

json_t *
guo_log_command_find (
    GuoDatabase *db, const guint8 *id, const guint8 *request, gboolean *same, GError **error)
{
  g_autoptr (GuoStatement) stmt = guo_database_statement (db, "record/command-find", error);
  sqlite3_stmt *handle;
  gboolean found = FALSE;

  if (stmt == NULL)
    return NULL;
  handle = guo_statement_handle (stmt);
  sqlite3_bind_blob (handle, 1, id, ID_SIZE, SQLITE_STATIC);
  if (!guo_statement_step (stmt, &found, error) || !found)
    return NULL;
  *same = memcmp (sqlite3_column_blob (handle, 0), request, REQUEST_SIZE) == 0;
  return json_loads ((const gchar *)sqlite3_column_text (handle, 1), JSON_DECODE_ANY, NULL);
}

gboolean
guo_log_command_note (GuoLog *self,
                      const guint8 *id,
                      const guint8 *request,
                      gint64 first,
                      guint events,
                      json_t *answer,
                      GError **error)
{
  g_autoptr (GuoStatement) stmt = guo_database_statement (self->db, "record/command-add", error);
  sqlite3_stmt *handle;

  if (stmt == NULL)
    return FALSE;
  handle = guo_statement_handle (stmt);
  sqlite3_bind_blob (handle, 1, id, ID_SIZE, SQLITE_STATIC);
  sqlite3_bind_int64 (handle, 2, first);
  sqlite3_bind_int64 (handle, 3, events);
  sqlite3_bind_blob (handle, 4, request, REQUEST_SIZE, SQLITE_STATIC);
  sqlite3_bind_text (handle, 5, json_dumps (answer, JSON_COMPACT | JSON_ENCODE_ANY), -1, free);
  return guo_statement_step (stmt, NULL, error);
}
