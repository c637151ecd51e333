/* What the files of the fruit store share. Nobody outside db/ includes this. */
#pragma once

#include "db/database-private.h"
#include "db/fruit-store.h"

G_BEGIN_DECLS

struct _GuoFruitStore
{
  gchar *path;
  GMutex writing;     /* guards the writer and what it is made of */
  GuoDatabase *writer;
  GuoFruit *fill;     /* one chunk that is being put together */
  GMutex lending;     /* guards the readers that nobody uses */
  GQueue readers;     /* of GuoDatabase */
};

/* The file's schema: db/sql/fruit-schema. */
extern const GuoSchema guo_fruit_schema;

/**
 * guo_fruit_statement:
 * @db: a connection
 * @name: a file of db/sql/fruit, with its folder
 * @run: bound to its first parameter
 * @error: return location
 *
 * Returns: (transfer full): the statement, lent; %NULL with a #GuoDbError
 */
GuoStatement *guo_fruit_statement (GuoDatabase *db, const gchar *name, gint64 run, GError **error);

/**
 * guo_fruit_run_read:
 * @row: a statement that stands on a row
 * @column: of n; mass, state and digest follow
 * @run: the run's number
 * @out: (out caller-allocates): the run
 */
void guo_fruit_run_read (GuoStatement *row, int column, gint64 run, GuoFruitRun *out);

/**
 * guo_fruit_find:
 * @db: a connection
 * @run: which
 * @known: (out) (optional): whether there is such a run
 * @out: (out caller-allocates): the run; its number and zeros when there is none
 * @error: return location
 *
 * Returns: %FALSE with a #GuoDbError
 */
gboolean guo_fruit_find (GuoDatabase *db, gint64 run, gboolean *known, GuoFruitRun *out, GError **error);

/**
 * guo_fruit_row_unpack:
 * @row: a statement that stands on a chunk: first, n, packed
 * @run: of which run it is
 * @expected: where the chunk must begin
 * @fruits: (out caller-allocates): room for a chunk
 * @error: return location
 *
 * Returns: how many fruits it has; 0 with %GUO_DB_ERROR_CORRUPT that names run and chunk
 */
guint guo_fruit_row_unpack (GuoStatement *row, gint64 run, gint64 expected, GuoFruit *fruits, GError **error);

/**
 * guo_fruit_walk:
 * @db: a connection
 * @run: which
 * @func: as guo_fruit_store_read()
 * @user_data: for @func
 * @out: (out caller-allocates): the run, of the same moment as its fruits
 * @error: return location
 *
 * Returns: %FALSE as guo_fruit_store_read()
 */
gboolean guo_fruit_walk (GuoDatabase *db, gint64 run, GuoFruitFunc func, gpointer user_data, GuoFruitRun *out,
                         GError **error);

/**
 * guo_fruit_walk_digest:
 * @db: a connection
 * @run: which
 * @digest: (out): of its fruits
 * @out: (out caller-allocates): the run, of the same moment
 * @error: return location
 *
 * Returns: %FALSE as guo_fruit_store_read()
 */
gboolean guo_fruit_walk_digest (GuoDatabase *db, gint64 run, guint8 digest[GUO_HASH_SIZE], GuoFruitRun *out,
                                GError **error);

G_END_DECLS
