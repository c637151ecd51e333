#include "db/database-private.h"
#include "db/migrate.h"
#include "db/share-function.h"

#include "db/sql-resource.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

/* 1000 pages of 4 KB: what SQLite would do itself, but PASSIVE, which never waits for a reader. */
#define CHECKPOINT_PAGES 1000
#define READER_WAIT_MS 1000
/* How often a query looks at its deadline, in steps of SQLite's machine: some tens of microseconds.
 */
#define STEPS_BETWEEN_LOOKS 1000

static const gchar *const log_fixed[] = { "event", "hash_tile", "checkpoint", "command", NULL };
static const gchar *const log_not_changed[] = { "event_private", NULL };
/* "Guoz" */
static const GuoSchema log_schema = { "log", 0x47756f7a, log_fixed, log_not_changed };

static GuoDbError
code_of (int rc)
{
  switch (rc & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return GUO_DB_ERROR_BUSY;
    case SQLITE_FULL:
      return GUO_DB_ERROR_FULL;
    case SQLITE_READONLY:
      return GUO_DB_ERROR_READ_ONLY;
    case SQLITE_CORRUPT:
      return GUO_DB_ERROR_CORRUPT;
    case SQLITE_NOTADB:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
      return GUO_DB_ERROR_OPEN;
    case SQLITE_CONSTRAINT:
      return GUO_DB_ERROR_CONSTRAINT;
    case SQLITE_INTERRUPT:
      return GUO_DB_ERROR_INTERRUPTED;
    default:
      return GUO_DB_ERROR_FAILED;
    }
}

/* The sentence for a person; NULL where SQLite's own words are all there is to say. */
static const gchar *
sentence_of (GuoDbError code)
{
  switch (code)
    {
    case GUO_DB_ERROR_BUSY:
      return _ ("another program holds the database");
    case GUO_DB_ERROR_FULL:
      return _ ("the disk is full, nothing was recorded");
    case GUO_DB_ERROR_READ_ONLY:
      return _ ("the disk or the file cannot be written, nothing was recorded");
    case GUO_DB_ERROR_CORRUPT:
      return _ ("the database is damaged");
    case GUO_DB_ERROR_INTERRUPTED:
      return _ ("the query took too long");
    case GUO_DB_ERROR_OPEN:
      return _ ("the database cannot be opened");
    case GUO_DB_ERROR_NEWER:
    case GUO_DB_ERROR_CONSTRAINT:
    case GUO_DB_ERROR_BAD_JSON:
    case GUO_DB_ERROR_BAD_PROOF:
    case GUO_DB_ERROR_NOT_FOUND:
    case GUO_DB_ERROR_FAILED:
    default:
      return NULL;
    }
}

gboolean
guo_database_fail (GuoDatabase *self, int rc, const gchar *what, GError **error)
{
  const GuoDbError code = code_of (rc);
  const gchar *sentence = sentence_of (code);
  const gchar *detail = self->handle != NULL ? sqlite3_errmsg (self->handle) : sqlite3_errstr (rc);
  g_autoptr (GError) local
      = sentence != NULL
            ? g_error_new (GUO_DB_ERROR, (gint)code, "%s: %s (%s)", what, sentence, detail)
            : g_error_new (GUO_DB_ERROR, (gint)code, "%s: %s", what, detail);

  if (self->depth > 0 && self->undone == NULL && sqlite3_get_autocommit (self->handle) != 0)
    self->undone = g_error_copy (local);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gboolean
guo_database_still_whole (GuoDatabase *self, GError **error)
{
  if (self->undone == NULL)
    return TRUE;
  if (error != NULL)
    *error = g_error_copy (self->undone);
  return FALSE;
}

GBytes *
guo_database_sql (const gchar *name, GError **error)
{
  g_autofree gchar *path = g_strconcat ("/guo/db/", name, ".sql", NULL);
  GBytes *bytes
      = g_resource_lookup_data (guo_db_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  if (bytes == NULL)
    g_set_error (error, GUO_DB_ERROR, GUO_DB_ERROR_FAILED, "there is no statement \"%s\"", name);
  return bytes;
}

static gint
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const gchar *const *)a, *(const gchar *const *)b);
}

GStrv
guo_database_sql_names (const gchar *folder)
{
  g_autofree gchar *path = g_strconcat ("/guo/db/", folder, NULL);
  GStrv names = g_resource_enumerate_children (guo_db_get_resource (), path,
                                               G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  if (names == NULL)
    return g_new0 (gchar *, 1);
  for (gchar **name = names; *name != NULL; name++)
    if (g_str_has_suffix (*name, ".sql"))
      (*name)[strlen (*name) - strlen (".sql")] = '\0';
  qsort (names, g_strv_length (names), sizeof *names, compare_names);
  return names;
}

gboolean
guo_database_script (GuoDatabase *self, const gchar *name, GError **error)
{
  g_autoptr (GBytes) sql = guo_database_sql (name, error);
  int rc;

  if (sql == NULL || !guo_database_still_whole (self, error))
    return FALSE;
  rc = sqlite3_exec (self->handle, g_bytes_get_data (sql, NULL), NULL, NULL, NULL);
  return rc == SQLITE_OK || guo_database_fail (self, rc, name, error);
}

/* A truth that only grows: what the triggers refuse by row is refused here by statement, and so is
 * taking the triggers away. */
static int
authorize (void *user_data,
           int action,
           const char *first,
           const char *second,
           const char *schema,
           const char *trigger)
{
  const GuoDatabase *self = user_data;

  if (self->schema_open)
    return SQLITE_OK;
  if (action == SQLITE_ATTACH || action == SQLITE_DROP_TABLE || action == SQLITE_DROP_TRIGGER
      || action == SQLITE_ALTER_TABLE)
    return SQLITE_DENY;
  if ((action == SQLITE_UPDATE || action == SQLITE_DELETE) && g_strv_contains (self->schema->fixed, first))
    return SQLITE_DENY;
  if (action == SQLITE_UPDATE && g_strv_contains (self->schema->not_changed, first))
    return SQLITE_DENY;
  return SQLITE_OK;
}

static int
look_at_deadline (void *user_data)
{
  const GuoDatabase *self = user_data;

  return self->deadline_us != 0 && g_get_monotonic_time () > self->deadline_us;
}

static int
checkpoint_passively (void *user_data, sqlite3 *handle, const char *schema, int pages)
{
  if (pages >= CHECKPOINT_PAGES)
    sqlite3_wal_checkpoint_v2 (handle, schema, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
  return SQLITE_OK;
}

void
guo_database_make_private (const gchar *path)
{
  int fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

  if (fd >= 0)
    close (fd);
}

static gboolean
open_handle (GuoDatabase *self, GError **error)
{
  const gboolean writes = self->mode == GUO_DATABASE_READ_WRITE;
  const int flags = (writes ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY)
                    | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  int rc;

  if (writes)
    guo_database_make_private (self->path);
  rc = sqlite3_open_v2 (self->path, &self->handle, flags, NULL);
  if (rc != SQLITE_OK)
    return guo_database_fail (self, rc, self->path, error);
  if (guo_share_function_add (self->handle) != SQLITE_OK)
    return guo_database_fail (self, SQLITE_NOMEM, self->path, error);
  sqlite3_busy_timeout (self->handle, writes ? 0 : READER_WAIT_MS);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  /* Text in double quotes is a mistake, not a string. */
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
  return guo_functions_register (self->handle) == SQLITE_OK;
}

GuoDatabase *
guo_database_open (const gchar *path, GuoDatabaseMode mode, GError **error)
{
  return guo_database_open_schema (path, mode, &log_schema, error);
}

GuoDatabase *
guo_database_open_schema (const gchar *path, GuoDatabaseMode mode, const GuoSchema *schema, GError **error)
{
  g_autoptr (GuoDatabase) self = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  if (sodium_init () < 0)
    {
      g_set_error (error, GUO_DB_ERROR, GUO_DB_ERROR_FAILED, "libsodium does not start");
      return NULL;
    }
  self = g_new0 (GuoDatabase, 1);
  self->path = g_strdup (path);
  self->mode = mode;
  self->schema = schema;
  self->statements = guo_statement_cache_new ();
  self->origins = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->names = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  if (!open_handle (self, error))
    return NULL;
  self->schema_open = TRUE;
  if (!guo_migrate (self, error))
    return NULL;
  self->schema_open = FALSE;
  sqlite3_set_authorizer (self->handle, authorize, self);
  if (mode == GUO_DATABASE_READ_WRITE)
    sqlite3_wal_hook (self->handle, checkpoint_passively, self);
  return g_steal_pointer (&self);
}

void
guo_database_free (GuoDatabase *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->statements, g_hash_table_unref);
  g_clear_pointer (&self->origins, g_hash_table_unref);
  g_clear_pointer (&self->names, g_hash_table_unref);
  g_clear_error (&self->undone);
  if (sqlite3_close (self->handle) != SQLITE_OK)
    g_critical ("a statement of %s is still lent", self->path);
  g_free (self->path);
  g_free (self);
}

const gchar *
guo_database_path (GuoDatabase *self)
{
  return self->path;
}

void
guo_database_set_deadline (GuoDatabase *self, gint64 at_us)
{
  self->deadline_us = at_us;
  sqlite3_progress_handler (self->handle, STEPS_BETWEEN_LOOKS, at_us != 0 ? look_at_deadline : NULL,
                            self);
}

json_t *
guo_database_rows (GuoDatabase *self, const gchar *name, json_t *params, GError **error)
{
  g_autofree gchar *path = g_strconcat ("query/", name, NULL);
  g_autoptr (GuoStatement) stmt = guo_database_statement (self, path, error);
  g_autoptr (json_t) rows = json_array ();
  gboolean more = FALSE;

  if (stmt == NULL || !guo_statement_bind_json (stmt, params, TRUE, error)
      || !guo_statement_step (stmt, &more, error))
    return NULL;
  while (more)
    {
      json_array_append_new (rows, guo_statement_row (stmt));
      if (!guo_statement_step (stmt, &more, error))
        return NULL;
    }
  return g_steal_pointer (&rows);
}

json_t *
guo_database_row (GuoDatabase *self, const gchar *name, json_t *params, GError **error)
{
  g_autofree gchar *path = g_strconcat ("query/", name, NULL);
  g_autoptr (GuoStatement) stmt = guo_database_statement (self, path, error);
  gboolean found = FALSE;

  if (stmt == NULL || !guo_statement_bind_json (stmt, params, TRUE, error)
      || !guo_statement_step (stmt, &found, error))
    return NULL;
  return found ? guo_statement_row (stmt) : json_null ();
}

gboolean
guo_database_run (GuoDatabase *self, const gchar *name, json_t *params, GError **error)
{
  g_autofree gchar *path = g_strconcat ("query/", name, NULL);
  g_autoptr (GuoStatement) stmt = guo_database_statement (self, path, error);

  return stmt != NULL && guo_statement_bind_json (stmt, params, TRUE, error)
         && guo_statement_step (stmt, NULL, error);
}

gboolean
guo_database_project (GuoDatabase *self, const gchar *name, json_t *params, GError **error)
{
  g_autoptr (GuoStatement) stmt = guo_database_statement (self, name, error);

  return stmt != NULL && guo_statement_bind_json (stmt, params, FALSE, error)
         && guo_statement_step (stmt, NULL, error);
}
