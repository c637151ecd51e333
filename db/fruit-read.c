/* Reading the fruit store: run by run, chunk by chunk, each reader on a connection of its own. */
#include "db/backup.h"
#include "db/fruit-pack.h"
#include "db/fruit-store-private.h"

#include <string.h>

/* Kept open for the next reader; more at a time are opened and closed. */
#define READERS_KEPT 4

enum
{
  FIRST,
  COUNT,
  PACKED,
  RUN_COUNT,
};

static GuoDatabase *
borrow_reader (GuoFruitStore *self, GError **error)
{
  GuoDatabase *db;

  g_mutex_lock (&self->lending);
  db = g_queue_pop_head (&self->readers);
  g_mutex_unlock (&self->lending);
  return db != NULL ? db : guo_database_open_schema (self->path, GUO_DATABASE_READ_ONLY, &guo_fruit_schema, error);
}

static void
return_reader (GuoFruitStore *self, GuoDatabase *db)
{
  g_mutex_lock (&self->lending);
  if (g_queue_get_length (&self->readers) < READERS_KEPT)
    g_queue_push_head (&self->readers, g_steal_pointer (&db));
  g_mutex_unlock (&self->lending);
  guo_database_free (db);
}

GuoStatement *
guo_fruit_statement (GuoDatabase *db, const gchar *name, gint64 run, GError **error)
{
  GuoStatement *stmt = guo_database_statement (db, name, error);

  if (stmt != NULL)
    sqlite3_bind_int64 (guo_statement_handle (stmt), 1, run);
  return stmt;
}

void
guo_fruit_run_read (GuoStatement *row, int column, gint64 run, GuoFruitRun *out)
{
  sqlite3_stmt *handle = guo_statement_handle (row);

  *out = (GuoFruitRun){ .run = run,
                        .n = sqlite3_column_int64 (handle, column),
                        .mass_mg = sqlite3_column_int64 (handle, column + 1),
                        .sealed = sqlite3_column_type (handle, column + 3) == SQLITE_BLOB };
  if (out->sealed && sqlite3_column_bytes (handle, column + 3) == GUO_HASH_SIZE)
    memcpy (out->digest, sqlite3_column_blob (handle, column + 3), GUO_HASH_SIZE);
}

gboolean
guo_fruit_find (GuoDatabase *db, gint64 run, gboolean *known, GuoFruitRun *out, GError **error)
{
  g_autoptr (GuoStatement) stmt = guo_fruit_statement (db, "fruit/run-find", run, error);
  gboolean found = FALSE;

  *out = (GuoFruitRun){ .run = run };
  if (stmt == NULL || !guo_statement_step (stmt, &found, error))
    return FALSE;
  if (found)
    guo_fruit_run_read (stmt, 1, run, out);
  if (known != NULL)
    *known = found;
  return TRUE;
}

static gboolean
corrupt (gint64 run, GError **error, const gchar *why)
{
  g_set_error (error, GUO_DB_ERROR, GUO_DB_ERROR_CORRUPT, "run %" G_GINT64_FORMAT ": %s", run, why);
  return FALSE;
}

guint
guo_fruit_row_unpack (GuoStatement *row, gint64 run, gint64 expected, GuoFruit *fruits, GError **error)
{
  sqlite3_stmt *handle = guo_statement_handle (row);
  g_autoptr (GError) local = NULL;
  guint n = 0;

  if (sqlite3_column_int64 (handle, FIRST) != expected)
    g_set_error (&local, GUO_DB_ERROR, GUO_DB_ERROR_CORRUPT, "the chunk that begins here is missing");
  else
    n = guo_fruit_unpack (sqlite3_column_blob (handle, PACKED), (gsize)sqlite3_column_bytes (handle, PACKED), fruits,
                          &local);
  if (n > 0 && n != sqlite3_column_int64 (handle, COUNT))
    g_set_error (&local, GUO_DB_ERROR, GUO_DB_ERROR_CORRUPT, "the chunk holds %u fruits, not what is said of it", n);
  if (local == NULL)
    return n;
  g_set_error (error, local->domain, local->code, "run %" G_GINT64_FORMAT ", chunk at fruit %" G_GINT64_FORMAT ": %s",
               run, expected, local->message);
  return 0;
}

static gint64
mass_of (const GuoFruit *fruits, guint n)
{
  gint64 sum_mg = 0;

  for (guint i = 0; i < n; i++)
    sum_mg += fruits[i].mass_mg;
  return sum_mg;
}

static gboolean
step (GuoStatement *stmt, gint64 run, gint64 seen, gboolean *more, GError **error)
{
  if (guo_statement_step (stmt, more, error))
    return TRUE;
  g_prefix_error (error, "run %" G_GINT64_FORMAT ", behind fruit %" G_GINT64_FORMAT ": ", run, seen);
  return FALSE;
}

gboolean
guo_fruit_walk (GuoDatabase *db,
                gint64 run,
                GuoFruitFunc func,
                gpointer user_data,
                GuoFruitRun *out,
                GError **error)
{
  g_autoptr (GuoStatement) stmt = guo_fruit_statement (db, "fruit/chunks", run, error);
  g_autofree GuoFruit *fruits = g_new (GuoFruit, GUO_FRUIT_PACK_MAX);
  gboolean more = FALSE;
  gint64 seen = 0;
  gint64 mass_mg = 0;

  *out = (GuoFruitRun){ .run = run };
  if (stmt == NULL || !step (stmt, run, seen, &more, error))
    return FALSE;
  if (more)
    guo_fruit_run_read (stmt, RUN_COUNT, run, out);
  while (more && sqlite3_column_type (guo_statement_handle (stmt), FIRST) != SQLITE_NULL)
    {
      const guint n = guo_fruit_row_unpack (stmt, run, seen, fruits, error);

      if (n == 0 || !func (fruits, n, seen, user_data, error))
        return FALSE;
      seen += n;
      mass_mg += mass_of (fruits, n);
      if (!step (stmt, run, seen, &more, error))
        return FALSE;
    }
  if (seen != out->n)
    return corrupt (run, error, "chunks are missing at its end");
  return mass_mg == out->mass_mg || corrupt (run, error, "its fruits do not weigh what is said of it");
}

static gboolean
digest_chunk (const GuoFruit *fruits, guint n, gint64 first, gpointer user_data, GError **error)
{
  guo_fruit_digest_add (user_data, fruits, n);
  return TRUE;
}

gboolean
guo_fruit_walk_digest (GuoDatabase *db, gint64 run, guint8 digest[GUO_HASH_SIZE], GuoFruitRun *out, GError **error)
{
  g_autoptr (GuoFruitDigest) sum = guo_fruit_digest_new ();

  if (!guo_fruit_walk (db, run, digest_chunk, sum, out, error))
    return FALSE;
  guo_fruit_digest_end (sum, digest);
  return TRUE;
}

gboolean
guo_fruit_store_find (GuoFruitStore *self, gint64 run, GuoFruitRun *out, GError **error)
{
  GuoDatabase *db = borrow_reader (self, error);
  const gboolean done = db != NULL && guo_fruit_find (db, run, NULL, out, error);

  return_reader (self, db);
  return done;
}

static GArray *
list_runs (GuoDatabase *db, GError **error)
{
  g_autoptr (GuoStatement) stmt = guo_database_statement (db, "fruit/runs", error);
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (GuoFruitRun));
  gboolean more = FALSE;

  if (stmt == NULL || !guo_statement_step (stmt, &more, error))
    return NULL;
  while (more)
    {
      GuoFruitRun run;

      guo_fruit_run_read (stmt, 1, sqlite3_column_int64 (guo_statement_handle (stmt), 0), &run);
      g_array_append_val (runs, run);
      if (!guo_statement_step (stmt, &more, error))
        return NULL;
    }
  return g_steal_pointer (&runs);
}

GArray *
guo_fruit_store_list (GuoFruitStore *self, GError **error)
{
  GuoDatabase *db = borrow_reader (self, error);
  GArray *runs = db != NULL ? list_runs (db, error) : NULL;

  return_reader (self, db);
  return runs;
}

gboolean
guo_fruit_store_read (GuoFruitStore *self, gint64 run, GuoFruitFunc func, gpointer user_data, GError **error)
{
  GuoDatabase *db = borrow_reader (self, error);
  GuoFruitRun found;
  const gboolean done = db != NULL && guo_fruit_walk (db, run, func, user_data, &found, error);

  return_reader (self, db);
  return done;
}

gboolean
guo_fruit_store_digest (GuoFruitStore *self, gint64 run, guint8 digest[GUO_HASH_SIZE], gint64 *n, GError **error)
{
  GuoDatabase *db = borrow_reader (self, error);
  GuoFruitRun found = { 0 };
  const gboolean done = db != NULL && guo_fruit_walk_digest (db, run, digest, &found, error);

  return_reader (self, db);
  if (n != NULL)
    *n = found.n;
  return done;
}

static gboolean
check_run (GuoDatabase *db, gint64 run, GError **error)
{
  guint8 digest[GUO_HASH_SIZE];
  GuoFruitRun found;

  if (!guo_fruit_walk_digest (db, run, digest, &found, error))
    return FALSE;
  return !found.sealed || memcmp (digest, found.digest, sizeof digest) == 0
         || corrupt (run, error, "its fruits are not those that it was sealed with");
}

gboolean
guo_fruit_store_check_run (GuoFruitStore *self, gint64 run, GError **error)
{
  GuoDatabase *db = borrow_reader (self, error);
  const gboolean good = db != NULL && check_run (db, run, error);

  return_reader (self, db);
  return good;
}

static gboolean
check_file (GuoDatabase *db, GError **error)
{
  g_autoptr (GuoStatement) stmt = guo_database_statement (db, "fruit/quick-check", error);
  const gchar *text;
  gboolean found = FALSE;

  if (stmt == NULL || !guo_statement_step (stmt, &found, error))
    return FALSE;
  text = found ? (const gchar *)sqlite3_column_text (guo_statement_handle (stmt), 0) : "no answer";
  if (g_strcmp0 (text, "ok") == 0)
    return TRUE;
  g_set_error (error, GUO_DB_ERROR, GUO_DB_ERROR_CORRUPT, "%s: the file is damaged (%s)", guo_database_path (db), text);
  return FALSE;
}

static gboolean
check_all (GuoDatabase *db, GError **error)
{
  g_autoptr (GArray) runs = NULL;

  if (!check_file (db, error))
    return FALSE;
  runs = list_runs (db, error);
  for (guint i = 0; runs != NULL && i < runs->len; i++)
    if (!check_run (db, g_array_index (runs, GuoFruitRun, i).run, error))
      return FALSE;
  return runs != NULL;
}

gboolean
guo_fruit_store_check (GuoFruitStore *self, GError **error)
{
  GuoDatabase *db = borrow_reader (self, error);
  const gboolean good = db != NULL && check_all (db, error);

  return_reader (self, db);
  return good;
}

gboolean
guo_fruit_store_copy (GuoFruitStore *self, const gchar *path, GError **error)
{
  GuoDatabase *db = borrow_reader (self, error);
  const gboolean done = db != NULL && guo_database_copy (db, path, error);

  return_reader (self, db);
  return done;
}
