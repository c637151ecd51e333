/* The views as text that does not depend on this file's local numbers, nor on the order of its
 * rows. */
#include "db/log-private.h"
#include "db/projector.h"

#include <string.h>

#define SEQ_BITS 40

static gboolean
append_n (GuoDatabase *db, GString *line, gint64 n, GError **error)
{
  g_autofree gchar *name = NULL;

  if (n == 0)
    {
      g_string_append_c (line, '0');
      return TRUE;
    }
  name = guo_origin_name (db, n >> SEQ_BITS, error);
  if (name == NULL)
    return FALSE;
  g_string_append_printf (line, "%s/%" G_GINT64_FORMAT, name,
                          n & ((G_GINT64_CONSTANT (1) << SEQ_BITS) - 1));
  return TRUE;
}

static gchar *
line_of (GuoDatabase *db, sqlite3_stmt *row, GError **error)
{
  g_autoptr (GString) line = g_string_new ((const gchar *)sqlite3_column_text (row, 0));

  for (int i = 1; i < sqlite3_column_count (row); i++)
    {
      const gchar *declared = sqlite3_column_decltype (row, i);

      g_string_append_printf (line, " %s=", sqlite3_column_name (row, i));
      if (sqlite3_column_type (row, i) == SQLITE_NULL)
        g_string_append (line, "null");
      else if (g_strcmp0 (declared, "INTEGER") != 0)
        g_string_append (line, (const gchar *)sqlite3_column_text (row, i));
      else if (!append_n (db, line, sqlite3_column_int64 (row, i), error))
        return NULL;
    }
  return g_string_free (g_steal_pointer (&line), FALSE);
}

static gboolean
dump_rows (GuoDatabase *db, sqlite3_stmt *stmt, GPtrArray *lines, GError **error)
{
  int rc;

  while ((rc = sqlite3_step (stmt)) == SQLITE_ROW)
    {
      gchar *line = line_of (db, stmt, error);

      if (line == NULL)
        return FALSE;
      g_ptr_array_add (lines, line);
    }
  return rc == SQLITE_DONE || guo_database_fail (db, rc, "dump", error);
}

static gint
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const gchar *const *)a, *(const gchar *const *)b);
}

gchar *
guo_projector_dump (GuoDatabase *db, GError **error)
{
  g_autoptr (GBytes) sql = guo_database_sql ("dump/views", error);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  const gchar *rest = sql != NULL ? g_bytes_get_data (sql, NULL) : NULL;

  while (rest != NULL && *rest != '\0')
    {
      sqlite3_stmt *stmt = NULL;
      const int rc = sqlite3_prepare_v2 (db->handle, rest, -1, &stmt, &rest);
      gboolean done = rc == SQLITE_OK || guo_database_fail (db, rc, "dump", error);

      if (done && stmt != NULL)
        done = dump_rows (db, stmt, lines, error);
      sqlite3_finalize (stmt);
      if (!done)
        return NULL;
    }
  if (sql == NULL)
    return NULL;
  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (gchar **)lines->pdata);
}
