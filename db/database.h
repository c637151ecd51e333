/* One connection to a station's database: pragmas, migrations, transactions, statements, rows.
 *
 * A connection belongs to one thread at a time. There is one read-write connection in a daemon, on the
 * writer's thread; readers open their own. No SQL outside db/sql: a statement is named by its file.
 */
#pragma once

#include "db/error.h"

#include <jansson.h>

G_BEGIN_DECLS

typedef struct _GuoDatabase GuoDatabase;

typedef enum
{
  GUO_DATABASE_READ_WRITE, /* WAL, synchronous=FULL, schema brought up to date; the file is made if absent */
  GUO_DATABASE_READ_ONLY,  /* query_only; the file must exist */
} GuoDatabaseMode;

/**
 * guo_database_open:
 * @path: file name
 * @mode: for writing or only for queries
 * @error: return location
 *
 * Returns: (transfer full): a connection; %NULL with %GUO_DB_ERROR_OPEN, %GUO_DB_ERROR_NEWER,
 *   %GUO_DB_ERROR_CORRUPT, %GUO_DB_ERROR_BUSY, %GUO_DB_ERROR_FULL or %GUO_DB_ERROR_READ_ONLY
 */
GuoDatabase *guo_database_open (const gchar *path, GuoDatabaseMode mode, GError **error);

/**
 * guo_database_free:
 * @self: (nullable): a connection; cached statements are finalized
 */
void guo_database_free (GuoDatabase *self);

/**
 * guo_database_path:
 * @self: a connection
 *
 * Returns: (transfer none): the file's name as opened
 */
const gchar *guo_database_path (GuoDatabase *self);

/**
 * guo_database_set_deadline:
 * @self: a connection
 * @at_us: monotonic time after which a running query is interrupted; 0: none
 */
void guo_database_set_deadline (GuoDatabase *self, gint64 at_us);

/**
 * guo_database_rows:
 * @self: a connection
 * @name: a statement's file below db/sql/query, without ".sql"
 * @params: (nullable): JSON object; each named parameter of the statement is bound from the member of
 *   its name (integer, string, true/false as 1/0, null; absent = null; a string "hex:…" is a blob)
 * @error: return location
 *
 * Columns become members named by their alias: `AS "simulated?"` gives a JSON boolean `simulated`,
 * `AS "sources{}"` parses the text as JSON into `sources`; a blob becomes lower-case hex.
 *
 * Returns: (transfer full): JSON array of objects; %NULL with a #GuoDbError
 */
json_t *guo_database_rows (GuoDatabase *self, const gchar *name, json_t *params, GError **error);

/**
 * guo_database_row:
 * @self: a connection
 * @name: as guo_database_rows()
 * @params: (nullable): as guo_database_rows()
 * @error: return location
 *
 * Returns: (transfer full): the first row as an object; JSON null when there is none; %NULL with an error
 */
json_t *guo_database_row (GuoDatabase *self, const gchar *name, json_t *params, GError **error);

/**
 * guo_database_run:
 * @self: a read-write connection
 * @name: a statement that changes rows
 * @params: (nullable): as guo_database_rows()
 * @error: return location
 *
 * Returns: %FALSE with a #GuoDbError
 */
gboolean guo_database_run (GuoDatabase *self, const gchar *name, json_t *params, GError **error);

/* A transaction that undoes itself: freed before commit, it rolls back. Nested begins are savepoints. */
typedef struct _GuoTransaction GuoTransaction;

/**
 * guo_transaction_begin:
 * @db: a read-write connection
 * @error: return location
 *
 * Begins an IMMEDIATE transaction, or a savepoint inside one.
 *
 * Returns: (transfer full): a guard; %NULL with a #GuoDbError
 */
GuoTransaction *guo_transaction_begin (GuoDatabase *db, GError **error);

/**
 * guo_transaction_commit:
 * @tx: (inout) (transfer full): the guard; %NULL afterwards, whatever the outcome
 * @error: return location
 *
 * When the outermost one returns %TRUE the changes are on disk (synchronous=FULL).
 *
 * Returns: %FALSE with a #GuoDbError; the changes are undone then
 */
gboolean guo_transaction_commit (GuoTransaction **tx, GError **error);

/**
 * guo_transaction_rollback:
 * @tx: (nullable) (transfer full): the guard
 */
void guo_transaction_rollback (GuoTransaction *tx);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoDatabase, guo_database_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoTransaction, guo_transaction_rollback)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (json_t, json_decref)

G_END_DECLS
