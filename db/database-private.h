/* What the files of this folder share about a connection. Nobody outside db/ includes this. */
#pragma once

#include "db/database.h"

#include <sqlite3.h>

G_BEGIN_DECLS

/* What a file is for: the steps of its schema, and which of its tables only grow. */
typedef struct
{
  const gchar *folder;             /* of the steps, below db/sql */
  guint32 application_id;          /* in the file's header: whose it is */
  const gchar *const *fixed;       /* tables whose rows are neither changed nor deleted */
  const gchar *const *not_changed; /* tables whose rows may be deleted, where their triggers let them */
} GuoSchema;

struct _GuoDatabase
{
  sqlite3 *handle;
  gchar *path;
  const GuoSchema *schema;
  GuoDatabaseMode mode;
  GHashTable *statements; /* name → GuoStatement */
  GHashTable *origins;    /* origin name → local id; emptied by every rollback */
  GHashTable *names;      /* the other way round: local id → origin name */
  guint depth;            /* transactions that are open, savepoints included */
  guint rollbacks;        /* how many there were: who keeps state beside the tables compares it */
  gint64 deadline_us;     /* monotonic; 0: none */
  gboolean made_anew;     /* the file had no schema yet when it was opened */
  gboolean schema_open;   /* a migration or rebuild is running: the authorizer lets it pass */
  GError *undone;         /* SQLite gave up the whole transaction; kept until the outermost guard goes */
};

/**
 * guo_database_open_schema:
 * @path: file name
 * @mode: for writing or only for queries
 * @schema: what the file is for; static
 * @error: return location
 *
 * guo_database_open() for another file than the log's.
 *
 * Returns: (transfer full): a connection; %NULL as guo_database_open()
 */
GuoDatabase *guo_database_open_schema (const gchar *path, GuoDatabaseMode mode, const GuoSchema *schema,
                                       GError **error);

/**
 * guo_database_make_private:
 * @path: of a database that is about to be opened for writing
 *
 * Makes an empty file that only its owner may read, where there is none: people's names and yields lie in it. SQLite
 * gives what it puts beside it the same permission.
 */
void guo_database_make_private (const gchar *path);

/* A statement that is lent: returned to the cache, reset, by guo_statement_release(). */
typedef struct _GuoStatement GuoStatement;

/**
 * guo_database_statement:
 * @self: a connection
 * @name: folder and file below db/sql, without ".sql": "query/lot", "project/lot-declared"
 * @error: return location
 *
 * Prepared once per connection and lent; lent a second time at the same time, it is prepared anew.
 *
 * Returns: (transfer full): the statement
 */
GuoStatement *guo_database_statement (GuoDatabase *self, const gchar *name, GError **error);

/**
 * guo_statement_release:
 * @self: (nullable): a lent statement
 */
void guo_statement_release (GuoStatement *self);

/**
 * guo_statement_handle:
 * @self: a lent statement
 *
 * Returns: (transfer none): for binding by number on the hot path
 */
sqlite3_stmt *guo_statement_handle (GuoStatement *self);

/**
 * guo_statement_bind_json:
 * @self: a lent statement
 * @params: (nullable): JSON object
 * @hex: whether a string "hex:…" is a blob (never for text that people wrote)
 * @error: return location
 *
 * Returns: %FALSE with %GUO_DB_ERROR_FAILED
 */
gboolean guo_statement_bind_json (GuoStatement *self, json_t *params, gboolean hex, GError **error);

/**
 * guo_statement_step:
 * @self: a lent statement
 * @row: (out) (optional): whether there is a row
 * @error: return location
 *
 * Returns: %FALSE with a #GuoDbError
 */
gboolean guo_statement_step (GuoStatement *self, gboolean *row, GError **error);

/**
 * guo_statement_row:
 * @self: a statement that stands on a row
 *
 * Returns: (transfer full): the row by the conventions of guo_database_rows()
 */
json_t *guo_statement_row (GuoStatement *self);

/**
 * guo_database_project:
 * @self: the read-write connection
 * @name: a statement below db/sql, with its folder
 * @params: as guo_database_rows(), but no text is taken for a blob
 * @error: return location
 *
 * Returns: %FALSE with a #GuoDbError
 */
gboolean guo_database_project (GuoDatabase *self, const gchar *name, json_t *params, GError **error);

/**
 * guo_functions_register:
 * @handle: a connection just opened
 *
 * What SQL may call of ours: percent_mg(mg, ppm, round_mg): @ppm of @mg, half up to @round_mg.
 *
 * Returns: SQLite's result code
 */
int guo_functions_register (sqlite3 *handle);

/**
 * guo_database_script:
 * @self: a connection
 * @name: folder and file below db/sql: may hold many statements
 * @error: return location
 *
 * Returns: %FALSE with a #GuoDbError
 */
gboolean guo_database_script (GuoDatabase *self, const gchar *name, GError **error);

/**
 * guo_database_sql:
 * @name: folder and file below db/sql, without ".sql"
 * @error: return location
 *
 * Returns: (transfer full): the text; %NULL with %GUO_DB_ERROR_FAILED when there is no such file
 */
GBytes *guo_database_sql (const gchar *name, GError **error);

/**
 * guo_database_sql_names:
 * @folder: a folder below db/sql
 *
 * Returns: (transfer full): its files' names without ".sql", sorted
 */
GStrv guo_database_sql_names (const gchar *folder);

/**
 * guo_database_fail:
 * @self: a connection
 * @rc: what SQLite returned
 * @what: what was tried
 * @error: return location
 *
 * Sets @error from SQLite's code; notes when the transaction is gone with it.
 *
 * Returns: %FALSE
 */
gboolean guo_database_fail (GuoDatabase *self, int rc, const gchar *what, GError **error);

/**
 * guo_database_still_whole:
 * @self: a connection
 * @error: return location
 *
 * Returns: %FALSE with the first error, when SQLite has undone the transaction that the caller is in
 */
gboolean guo_database_still_whole (GuoDatabase *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoStatement, guo_statement_release)

G_END_DECLS
