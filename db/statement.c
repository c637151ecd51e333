/* Statements of one connection: prepared once, lent, bound from JSON, read into JSON. */
#include "db/database-private.h"
#include "db/migrate.h"

#include <sodium.h>
#include <string.h>

typedef enum
{
  COLUMN_PLAIN,
  COLUMN_BOOLEAN, /* AS "name?" */
  COLUMN_JSON,    /* AS "name{}" */
} ColumnKind;

typedef struct
{
  gchar *name;
  ColumnKind kind;
} Column;

struct _GuoStatement
{
  GuoDatabase *db;
  gchar *name;
  sqlite3_stmt *stmt;
  gboolean lent;
  gboolean cached;
  Column *columns; /* read when first needed */
  gint n_columns;
};

static void
statement_free (gpointer data)
{
  GuoStatement *self = data;

  for (gint i = 0; i < self->n_columns; i++)
    g_free (self->columns[i].name);
  g_free (self->columns);
  sqlite3_finalize (self->stmt);
  g_free (self->name);
  g_free (self);
}

GHashTable *
guo_statement_cache_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, NULL, statement_free);
}

static GuoStatement *
prepare (GuoDatabase *db, const gchar *name, GError **error)
{
  g_autoptr (GBytes) sql = guo_database_sql (name, error);
  sqlite3_stmt *stmt = NULL;
  GuoStatement *self;
  int rc;

  if (sql == NULL)
    return NULL;
  rc = sqlite3_prepare_v3 (db->handle, g_bytes_get_data (sql, NULL), -1, SQLITE_PREPARE_PERSISTENT,
                           &stmt, NULL);
  if (rc != SQLITE_OK)
    {
      guo_database_fail (db, rc, name, error);
      return NULL;
    }
  self = g_new0 (GuoStatement, 1);
  self->db = db;
  self->name = g_strdup (name);
  self->stmt = stmt;
  return self;
}

GuoStatement *
guo_database_statement (GuoDatabase *self, const gchar *name, GError **error)
{
  GuoStatement *found = g_hash_table_lookup (self->statements, name);

  if (!guo_database_still_whole (self, error))
    return NULL;
  if (found == NULL || found->lent)
    {
      GuoStatement *made = prepare (self, name, error);

      if (made == NULL)
        return NULL;
      if (found == NULL)
        {
          made->cached = TRUE;
          g_hash_table_insert (self->statements, made->name, made);
        }
      found = made;
    }
  found->lent = TRUE;
  return found;
}

void
guo_statement_release (GuoStatement *self)
{
  if (self == NULL)
    return;
  if (!self->cached)
    {
      statement_free (self);
      return;
    }
  sqlite3_reset (self->stmt);
  sqlite3_clear_bindings (self->stmt);
  self->lent = FALSE;
}

sqlite3_stmt *
guo_statement_handle (GuoStatement *self)
{
  return self->stmt;
}

/* "hex:0a1b" as a blob; FALSE when it is not that. */
static gboolean
bind_hex (sqlite3_stmt *stmt, int i, const gchar *text, int *rc)
{
  const gsize digits = strlen (text) - MIN (strlen (text), strlen ("hex:"));
  g_autofree guint8 *bytes = NULL;
  gsize len = 0;

  if (!g_str_has_prefix (text, "hex:"))
    return FALSE;
  bytes = g_malloc (digits / 2 + 1);
  if (sodium_hex2bin (bytes, digits / 2 + 1, text + strlen ("hex:"), digits, NULL, &len, NULL) != 0
      || len * 2 != digits)
    return FALSE;
  *rc = sqlite3_bind_blob64 (stmt, i, bytes, len, SQLITE_TRANSIENT);
  return TRUE;
}

static int
bind_value (sqlite3_stmt *stmt, int i, json_t *value, gboolean hex)
{
  int rc = SQLITE_OK;

  if (value == NULL || json_is_null (value))
    return sqlite3_bind_null (stmt, i);
  if (json_is_integer (value))
    return sqlite3_bind_int64 (stmt, i, json_integer_value (value));
  if (json_is_boolean (value))
    return sqlite3_bind_int (stmt, i, json_is_true (value));
  if (json_is_string (value))
    {
      if (hex && bind_hex (stmt, i, json_string_value (value), &rc))
        return rc;
      return sqlite3_bind_text64 (stmt, i, json_string_value (value), json_string_length (value),
                                  SQLITE_TRANSIENT, SQLITE_UTF8);
    }
  if (json_is_real (value))
    return sqlite3_bind_double (stmt, i, json_real_value (value));
  /* Sorted: a rebuild reads the canonical text, and both must write the same. */
  return sqlite3_bind_text (stmt, i, json_dumps (value, JSON_COMPACT | JSON_SORT_KEYS), -1, free);
}

gboolean
guo_statement_bind_json (GuoStatement *self, json_t *params, gboolean hex, GError **error)
{
  const int n = sqlite3_bind_parameter_count (self->stmt);

  for (int i = 1; i <= n; i++)
    {
      const gchar *name = sqlite3_bind_parameter_name (self->stmt, i);
      const int rc = bind_value (self->stmt, i, json_object_get (params, name + 1), hex);

      if (rc != SQLITE_OK)
        return guo_database_fail (self->db, rc, self->name, error);
    }
  return TRUE;
}

gboolean
guo_statement_step (GuoStatement *self, gboolean *row, GError **error)
{
  const int rc = sqlite3_step (self->stmt);

  if (rc != SQLITE_ROW && rc != SQLITE_DONE)
    return guo_database_fail (self->db, rc, self->name, error);
  if (row != NULL)
    *row = rc == SQLITE_ROW;
  return TRUE;
}

static void
read_columns (GuoStatement *self)
{
  self->n_columns = sqlite3_column_count (self->stmt);
  self->columns = g_new0 (Column, self->n_columns);
  for (gint i = 0; i < self->n_columns; i++)
    {
      Column *column = &self->columns[i];

      column->name = g_strdup (sqlite3_column_name (self->stmt, i));
      if (g_str_has_suffix (column->name, "?"))
        column->kind = COLUMN_BOOLEAN;
      else if (g_str_has_suffix (column->name, "{}"))
        column->kind = COLUMN_JSON;
      column->name[strcspn (column->name, "?{")] = '\0';
    }
}

static json_t *
read_value (sqlite3_stmt *stmt, int i, ColumnKind kind)
{
  const int type = sqlite3_column_type (stmt, i);

  if (type == SQLITE_NULL)
    return json_null ();
  if (kind == COLUMN_BOOLEAN)
    return json_boolean (sqlite3_column_int64 (stmt, i) != 0);
  if (kind == COLUMN_JSON)
    {
      json_t *value
          = json_loads ((const gchar *)sqlite3_column_text (stmt, i), JSON_DECODE_ANY, NULL);

      return value != NULL ? value : json_null ();
    }
  if (type == SQLITE_INTEGER)
    return json_integer (sqlite3_column_int64 (stmt, i));
  if (type == SQLITE_FLOAT)
    return json_real (sqlite3_column_double (stmt, i));
  if (type == SQLITE_BLOB)
    {
      const gsize len = (gsize)sqlite3_column_bytes (stmt, i);
      g_autofree gchar *hex = g_malloc (len * 2 + 1);

      return json_string (sodium_bin2hex (hex, len * 2 + 1, sqlite3_column_blob (stmt, i), len));
    }
  return json_stringn ((const gchar *)sqlite3_column_text (stmt, i),
                       (gsize)sqlite3_column_bytes (stmt, i));
}

json_t *
guo_statement_row (GuoStatement *self)
{
  json_t *row = json_object ();

  if (self->columns == NULL)
    read_columns (self);
  for (gint i = 0; i < self->n_columns; i++)
    json_object_set_new (row, self->columns[i].name,
                         read_value (self->stmt, i, self->columns[i].kind));
  return row;
}
