#include "db/database-private.h"

struct _GuoTransaction
{
  GuoDatabase *db;
  gboolean nested;
};

static gboolean
control (GuoDatabase *db, const gchar *name, GError **error)
{
  g_autoptr (GuoStatement) stmt = guo_database_statement (db, name, error);

  return stmt != NULL && guo_statement_step (stmt, NULL, error);
}

GuoTransaction *
guo_transaction_begin (GuoDatabase *db, GError **error)
{
  const gboolean nested = db->depth > 0;
  GuoTransaction *self;

  if (!control (db, nested ? "control/savepoint" : "control/begin", error))
    return NULL;
  db->depth++;
  self = g_new0 (GuoTransaction, 1);
  self->db = db;
  self->nested = nested;
  return self;
}

gboolean
guo_transaction_commit (GuoTransaction **tx, GError **error)
{
  g_autoptr (GuoTransaction) self = g_steal_pointer (tx);

  if (!control (self->db, self->nested ? "control/release" : "control/commit", error))
    return FALSE;
  self->db->depth--;
  g_free (g_steal_pointer (&self));
  return TRUE;
}

void
guo_transaction_rollback (GuoTransaction *tx)
{
  GuoDatabase *db;

  if (tx == NULL)
    return;
  db = tx->db;
  db->rollbacks++;
  g_hash_table_remove_all (db->origins);
  g_hash_table_remove_all (db->names);
  /* After a full disk or an I/O error SQLite may have rolled back everything itself. */
  if (sqlite3_get_autocommit (db->handle) == 0)
    {
      g_autoptr (GError) error = NULL;

      if (!control (db, tx->nested ? "control/rollback-to" : "control/rollback", &error)
          || (tx->nested && !control (db, "control/release", &error)))
        g_warning ("rolling back: %s", error->message);
    }
  if (--db->depth == 0)
    g_clear_error (&db->undone);
  g_free (tx);
}
