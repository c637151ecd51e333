/* Names of things: ["origin name", seq] in the log, n = (origin id << 40) + seq in the tables. */
#include "db/log-private.h"

#include <string.h>

#define SEQ_BITS 40
#define ORIGIN_HEX 16
#define ORIGIN_SUFFIX ".guozhan/"

static gboolean
is_origin_name (const gchar *name)
{
  const gchar *number = name + ORIGIN_HEX + strlen (ORIGIN_SUFFIX);

  if (strspn (name, "0123456789abcdef") != ORIGIN_HEX
      || !g_str_has_prefix (name + ORIGIN_HEX, ORIGIN_SUFFIX))
    return FALSE;
  return *number != '\0' && strlen (number) <= 9
         && strspn (number, "0123456789") == strlen (number);
}

gboolean
guo_log_is_ref (json_t *value)
{
  json_t *seq = json_array_get (value, 1);

  return json_array_size (value) == 2 && json_is_string (json_array_get (value, 0))
         && json_is_integer (seq) && json_integer_value (seq) >= 0
         && json_integer_value (seq) >> SEQ_BITS == 0
         && is_origin_name (json_string_value (json_array_get (value, 0)));
}

static gint64
find_origin (GuoDatabase *db, const gchar *name, GError **error)
{
  g_autoptr (GuoStatement) stmt = guo_database_statement (db, "record/origin-find", error);
  gboolean found = FALSE;

  if (stmt == NULL)
    return -1;
  sqlite3_bind_text (guo_statement_handle (stmt), 1, name, -1, SQLITE_STATIC);
  if (!guo_statement_step (stmt, &found, error))
    return -1;
  return found ? sqlite3_column_int64 (guo_statement_handle (stmt), 0) : 0;
}

static gint64
add_origin (GuoDatabase *db, const gchar *name, GError **error)
{
  g_autoptr (json_t) params = json_pack ("{s:s, s:s, s:i}", "name", name, "vkey", "", "own", 0);

  if (!guo_database_project (db, "record/origin-add", params, error))
    return -1;
  return sqlite3_last_insert_rowid (db->handle);
}

gint64
guo_origin_id (GuoDatabase *db, const gchar *name, gboolean add, GError **error)
{
  const gint64 *known = g_hash_table_lookup (db->origins, name);
  gint64 id;

  if (known != NULL)
    return *known;
  id = find_origin (db, name, error);
  if (id == 0 && add && db->mode == GUO_DATABASE_READ_WRITE)
    id = add_origin (db, name, error);
  if (id == 0)
    {
      g_set_error (error, GUO_DB_ERROR, GUO_DB_ERROR_NOT_FOUND, "no log is named \"%s\" here",
                   name);
      return -1;
    }
  if (id > 0)
    g_hash_table_insert (db->origins, g_strdup (name), g_memdup2 (&id, sizeof id));
  return id;
}

gchar *
guo_origin_name (GuoDatabase *db, gint64 id, GError **error)
{
  g_autoptr (GuoStatement) stmt = guo_database_statement (db, "record/origin-name", error);
  gboolean found = FALSE;

  if (stmt == NULL)
    return NULL;
  sqlite3_bind_int64 (guo_statement_handle (stmt), 1, id);
  if (!guo_statement_step (stmt, &found, error))
    return NULL;
  if (!found)
    g_set_error (error, GUO_DB_ERROR, GUO_DB_ERROR_NOT_FOUND,
                 "no log has the local number %" G_GINT64_FORMAT, id);
  return found ? g_strdup ((const gchar *)sqlite3_column_text (guo_statement_handle (stmt), 0))
               : NULL;
}

const gchar *
guo_origin_known (GuoDatabase *db, gint64 id, GError **error)
{
  gchar *name = g_hash_table_lookup (db->names, &id);

  if (name == NULL)
    {
      name = guo_origin_name (db, id, error);
      if (name != NULL)
        g_hash_table_insert (db->names, g_memdup2 (&id, sizeof id), name);
    }
  return name;
}

json_t *
guo_log_ref (GuoDatabase *db, gint64 n, GError **error)
{
  const gchar *name = guo_origin_known (db, n >> SEQ_BITS, error);

  if (name == NULL)
    return NULL;
  return json_pack ("[s, I]", name, (json_int_t)(n & ((G_GINT64_CONSTANT (1) << SEQ_BITS) - 1)));
}

gint64
guo_log_resolve (GuoDatabase *db, json_t *ref, GError **error)
{
  gint64 id;

  if (ref == NULL || json_is_null (ref))
    return 0;
  if (!guo_log_is_ref (ref))
    {
      g_set_error (error, GUO_DB_ERROR, GUO_DB_ERROR_BAD_JSON,
                   "a reference is [\"<origin name>\", number of the event]");
      return -1;
    }
  id = guo_origin_id (db, json_string_value (json_array_get (ref, 0)), TRUE, error);
  return id < 0 ? -1 : (id << SEQ_BITS) + json_integer_value (json_array_get (ref, 1));
}
