#include "db/fruit-pack.h"
#include "db/fruit-store-private.h"

#include <string.h>

#define CHUNK ((gint64)GUO_FRUIT_PACK_MAX)
/* So many batches may lie behind the last whole chunk; then they are packed as one. With one a second that never
 * happens before the chunk is full (12); with a batch of every fruit no run has more rows than this. */
#define TAIL_ROWS_MAX 32
#define CONTENT_SIZE 16

static const gchar *const none_fixed[] = { NULL };
static const gchar *const not_changed[] = { "chunk", "batch", NULL };
/* "Guof" */
const GuoSchema guo_fruit_schema = { "fruit-schema", 0x47756f66, none_fixed, not_changed };

/* What SQLite says of a file that is none of its own names the statement only. */
static GuoDatabase *
open_writer (const gchar *path, GError **error)
{
  g_autoptr (GError) local = NULL;
  GuoDatabase *db = guo_database_open_schema (path, GUO_DATABASE_READ_WRITE, &guo_fruit_schema, &local);

  if (local != NULL && strstr (local->message, path) == NULL)
    g_prefix_error (&local, "%s: ", path);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return db;
}

GuoFruitStore *
guo_fruit_store_open (const gchar *path, gboolean *made_anew, GError **error)
{
  g_autoptr (GuoFruitStore) self = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_new0 (GuoFruitStore, 1);
  self->path = g_strdup (path);
  self->fill = g_new (GuoFruit, GUO_FRUIT_PACK_MAX);
  g_mutex_init (&self->writing);
  g_mutex_init (&self->lending);
  g_queue_init (&self->readers);
  self->writer = open_writer (path, error);
  if (self->writer == NULL)
    return NULL;
  if (made_anew != NULL)
    *made_anew = self->writer->made_anew;
  return g_steal_pointer (&self);
}

void
guo_fruit_store_free (GuoFruitStore *self)
{
  if (self == NULL)
    return;
  /* The writer last: who closes last takes -wal and -shm away, and a reader may not. */
  g_queue_clear_full (&self->readers, (GDestroyNotify)guo_database_free);
  guo_database_free (self->writer);
  g_mutex_clear (&self->writing);
  g_mutex_clear (&self->lending);
  g_free (self->fill);
  g_free (self->path);
  g_free (self);
}

static gboolean
refuse (GError **error, gint64 run, const gchar *why)
{
  g_set_error (error, GUO_DB_ERROR, GUO_DB_ERROR_CONSTRAINT, "run %" G_GINT64_FORMAT ": %s", run, why);
  return FALSE;
}

static gboolean
run_statement (GuoDatabase *db, const gchar *name, gint64 run, GError **error)
{
  g_autoptr (GuoStatement) stmt = guo_fruit_statement (db, name, run, error);

  return stmt != NULL && guo_statement_step (stmt, NULL, error);
}

/* One of the statements about what is behind the last whole chunk. */
static GuoStatement *
tail_statement (GuoDatabase *db, const gchar *name, const GuoFruitRun *run, GError **error)
{
  GuoStatement *stmt = guo_fruit_statement (db, name, run->run, error);

  if (stmt != NULL)
    sqlite3_bind_int64 (guo_statement_handle (stmt), 2, run->n - run->n % CHUNK);
  return stmt;
}

static gboolean
add_chunk (GuoDatabase *db, gint64 run, gint64 first, const GuoFruit *fruits, guint n, GError **error)
{
  g_autoptr (GByteArray) packed = guo_fruit_pack (fruits, n);
  g_autoptr (GuoStatement) stmt = guo_fruit_statement (db, "fruit/chunk-add", run, error);
  sqlite3_stmt *handle;

  if (stmt == NULL)
    return FALSE;
  handle = guo_statement_handle (stmt);
  sqlite3_bind_int64 (handle, 2, first);
  sqlite3_bind_int64 (handle, 3, n);
  sqlite3_bind_blob64 (handle, 4, packed->data, packed->len, SQLITE_STATIC);
  return guo_statement_step (stmt, NULL, error);
}

static gboolean
count_tail (GuoDatabase *db, const GuoFruitRun *run, gint64 *rows, GError **error)
{
  g_autoptr (GuoStatement) stmt = tail_statement (db, "fruit/tail-count", run, error);

  if (stmt == NULL || !guo_statement_step (stmt, NULL, error))
    return FALSE;
  *rows = sqlite3_column_int64 (guo_statement_handle (stmt), 0);
  return TRUE;
}

/* The fruits behind the last whole chunk, into the store's own room. */
static gboolean
load_tail (GuoFruitStore *self, const GuoFruitRun *run, GError **error)
{
  g_autoptr (GuoStatement) stmt = tail_statement (self->writer, "fruit/tail", run, error);
  g_autofree GuoFruit *fruits = g_new (GuoFruit, GUO_FRUIT_PACK_MAX);
  const gint64 whole = run->n - run->n % CHUNK;
  gint64 seen = whole;
  gboolean more = FALSE;

  if (stmt == NULL || !guo_statement_step (stmt, &more, error))
    return FALSE;
  while (more)
    {
      const guint n = guo_fruit_row_unpack (stmt, run->run, seen, fruits, error);

      if (n == 0)
        return FALSE;
      if (seen + n > run->n)
        break;
      memcpy (self->fill + (seen - whole), fruits, n * sizeof *fruits);
      seen += n;
      if (!guo_statement_step (stmt, &more, error))
        return FALSE;
    }
  if (seen == run->n)
    return TRUE;
  g_set_error (error, GUO_DB_ERROR, GUO_DB_ERROR_CORRUPT, "run %" G_GINT64_FORMAT ": its last chunks do not add up",
               run->run);
  return FALSE;
}

static gboolean
delete_tail (GuoDatabase *db, const GuoFruitRun *run, GError **error)
{
  g_autoptr (GuoStatement) stmt = tail_statement (db, "fruit/tail-delete", run, error);

  return stmt != NULL && guo_statement_step (stmt, NULL, error);
}

/* Puts what is behind the last whole chunk and @fruits together: whole chunks, and one row for what is left over. */
static gboolean
merge_tail (GuoFruitStore *self, const GuoFruitRun *run, const GuoFruit *fruits, gsize n, GError **error)
{
  gint64 first = run->n - run->n % CHUNK;
  guint filled = (guint)(run->n % CHUNK);

  if (filled > 0 && (!load_tail (self, run, error) || !delete_tail (self->writer, run, error)))
    return FALSE;
  while (n > 0)
    {
      const gsize now = MIN (n, GUO_FRUIT_PACK_MAX - filled);

      memcpy (self->fill + filled, fruits, now * sizeof *fruits);
      filled += (guint)now;
      fruits += now;
      n -= now;
      if (filled < GUO_FRUIT_PACK_MAX)
        break;
      if (!add_chunk (self->writer, run->run, first, self->fill, filled, error))
        return FALSE;
      first += filled;
      filled = 0;
    }
  return filled == 0 || add_chunk (self->writer, run->run, first, self->fill, filled, error);
}

static gboolean
add_fruits (GuoFruitStore *self, const GuoFruitRun *run, const GuoFruit *fruits, gsize n, GError **error)
{
  gint64 rows = 0;

  if (n == 0)
    return TRUE;
  if (run->n % CHUNK + (gint64)n >= CHUNK)
    return merge_tail (self, run, fruits, n, error);
  if (!count_tail (self->writer, run, &rows, error))
    return FALSE;
  return rows < TAIL_ROWS_MAX ? add_chunk (self->writer, run->run, run->n, fruits, (guint)n, error)
                              : merge_tail (self, run, fruits, n, error);
}

static gboolean
grow_run (GuoDatabase *db, gint64 run, const GuoFruit *fruits, gsize n, GError **error)
{
  g_autoptr (GuoStatement) stmt = guo_fruit_statement (db, "fruit/run-grow", run, error);
  gint64 mass_mg = 0;

  if (stmt == NULL)
    return FALSE;
  for (gsize i = 0; i < n; i++)
    mass_mg += fruits[i].mass_mg;
  sqlite3_bind_int64 (guo_statement_handle (stmt), 2, (gint64)n);
  sqlite3_bind_int64 (guo_statement_handle (stmt), 3, mass_mg);
  return guo_statement_step (stmt, NULL, error);
}

/* Whether the batch is known; %FALSE with an error when it is, but not as these fruits of this run. */
static gboolean
find_batch (GuoDatabase *db, gint64 run, const guint8 *batch, const guint8 *content, gboolean *again, GError **error)
{
  g_autoptr (GuoStatement) stmt = guo_database_statement (db, "fruit/batch-find", error);
  sqlite3_stmt *handle;

  if (stmt == NULL)
    return FALSE;
  handle = guo_statement_handle (stmt);
  sqlite3_bind_blob (handle, 1, batch, GUO_FRUIT_BATCH_ID_SIZE, SQLITE_STATIC);
  if (!guo_statement_step (stmt, again, error))
    return FALSE;
  if (!*again)
    return TRUE;
  if (sqlite3_column_int64 (handle, 0) != run)
    return refuse (error, run, "this batch came before, for another run");
  return memcmp (sqlite3_column_blob (handle, 1), content, CONTENT_SIZE) == 0
         || refuse (error, run, "this batch came before, with other fruits");
}

static gboolean
note_batch (GuoDatabase *db, gint64 run, const guint8 *batch, const guint8 *content, GError **error)
{
  g_autoptr (GuoStatement) stmt = guo_database_statement (db, "fruit/batch-add", error);
  sqlite3_stmt *handle;

  if (stmt == NULL)
    return FALSE;
  handle = guo_statement_handle (stmt);
  sqlite3_bind_blob (handle, 1, batch, GUO_FRUIT_BATCH_ID_SIZE, SQLITE_STATIC);
  sqlite3_bind_int64 (handle, 2, run);
  sqlite3_bind_blob (handle, 3, content, CONTENT_SIZE, SQLITE_STATIC);
  return guo_statement_step (stmt, NULL, error);
}

static gboolean
begin_run (GuoDatabase *db, gint64 run, GuoFruitRun *out, GError **error)
{
  gboolean known = FALSE;

  return guo_fruit_find (db, run, &known, out, error) && (known || run_statement (db, "fruit/run-add", run, error));
}

/* Everything of one batch in one transaction. */
static gboolean
append (GuoFruitStore *self,
        gint64 run,
        const guint8 *batch,
        const guint8 *content,
        const GuoFruit *fruits,
        gsize n,
        gboolean *again,
        GError **error)
{
  g_autoptr (GuoTransaction) tx = guo_transaction_begin (self->writer, error);
  GuoFruitRun found;

  if (tx == NULL || (batch != NULL && !find_batch (self->writer, run, batch, content, again, error)))
    return FALSE;
  if (*again)
    return TRUE;
  if (!begin_run (self->writer, run, &found, error))
    return FALSE;
  if (found.sealed)
    return refuse (error, run, "it is sealed, no fruit can be added");
  return add_fruits (self, &found, fruits, n, error) && grow_run (self->writer, run, fruits, n, error)
         && (batch == NULL || note_batch (self->writer, run, batch, content, error))
         && guo_transaction_commit (&tx, error);
}

gboolean
guo_fruit_store_append (GuoFruitStore *self,
                        gint64 run,
                        const guint8 *batch,
                        const GuoFruit *fruits,
                        gsize n,
                        gboolean *again,
                        GError **error)
{
  g_autoptr (GuoFruitDigest) sum = guo_fruit_digest_new ();
  guint8 content[GUO_HASH_SIZE];
  gboolean known = FALSE;
  gboolean done;

  g_return_val_if_fail (run > 0, FALSE);

  for (gsize i = 0; i < n; i++)
    if (guo_fruit_fault (&fruits[i]) != NULL)
      {
        g_set_error (error, GUO_DB_ERROR, GUO_DB_ERROR_CONSTRAINT,
                     "run %" G_GINT64_FORMAT ", fruit %" G_GSIZE_FORMAT " of the batch: %s is out of its range", run, i,
                     guo_fruit_fault (&fruits[i]));
        return FALSE;
      }
  guo_fruit_digest_add (sum, fruits, n);
  guo_fruit_digest_end (sum, content);
  g_mutex_lock (&self->writing);
  done = append (self, run, batch, content, fruits, n, &known, error);
  g_mutex_unlock (&self->writing);
  if (again != NULL)
    *again = known;
  return done;
}

static gboolean
note_seal (GuoDatabase *db, gint64 run, const guint8 *digest, GError **error)
{
  g_autoptr (GuoStatement) stmt = guo_fruit_statement (db, "fruit/run-seal", run, error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_blob (guo_statement_handle (stmt), 2, digest, GUO_HASH_SIZE, SQLITE_STATIC);
  return guo_statement_step (stmt, NULL, error);
}

static gboolean
seal (GuoFruitStore *self, gint64 run, GuoFruitRun *out, GError **error)
{
  g_autoptr (GuoTransaction) tx = guo_transaction_begin (self->writer, error);
  guint8 digest[GUO_HASH_SIZE];

  if (tx == NULL || !begin_run (self->writer, run, out, error))
    return FALSE;
  if (out->sealed)
    return TRUE;
  if (!merge_tail (self, out, NULL, 0, error) || !guo_fruit_walk_digest (self->writer, run, digest, out, error)
      || !note_seal (self->writer, run, digest, error) || !guo_transaction_commit (&tx, error))
    return FALSE;
  out->sealed = TRUE;
  memcpy (out->digest, digest, sizeof digest);
  return TRUE;
}

gboolean
guo_fruit_store_seal (GuoFruitStore *self, gint64 run, GuoFruitRun *out, GError **error)
{
  GuoFruitRun found = { 0 };
  gboolean done;

  g_return_val_if_fail (run > 0, FALSE);

  g_mutex_lock (&self->writing);
  done = seal (self, run, &found, error);
  g_mutex_unlock (&self->writing);
  if (done && out != NULL)
    *out = found;
  return done;
}

static gboolean
drop (GuoDatabase *db, gint64 run, GError **error)
{
  static const gchar *const steps[]
      = { "fruit/run-give-up", "fruit/chunks-delete", "fruit/batches-delete", "fruit/run-delete" };
  g_autoptr (GuoTransaction) tx = guo_transaction_begin (db, error);
  GuoFruitRun found;

  if (tx == NULL || !guo_fruit_find (db, run, NULL, &found, error))
    return FALSE;
  if (found.sealed)
    return refuse (error, run, "it is sealed and stays");
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (!run_statement (db, steps[i], run, error))
      return FALSE;
  return guo_transaction_commit (&tx, error);
}

gboolean
guo_fruit_store_drop (GuoFruitStore *self, gint64 run, GError **error)
{
  gboolean done;

  g_mutex_lock (&self->writing);
  done = drop (self->writer, run, error);
  g_mutex_unlock (&self->writing);
  return done;
}
