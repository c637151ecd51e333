/* Signing the present size and root. */
#include "db/checkpoint.h"
#include "db/log-private.h"

static gboolean
find_note (GuoLog *self, gint64 size, gchar **note, GError **error)
{
  g_autoptr (GuoStatement) stmt = guo_database_statement (self->db, "record/checkpoint-at", error);
  gboolean found = FALSE;

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (guo_statement_handle (stmt), 1, self->origin);
  sqlite3_bind_int64 (guo_statement_handle (stmt), 2, size);
  if (!guo_statement_step (stmt, &found, error))
    return FALSE;
  *note = found ? g_strdup ((const gchar *)sqlite3_column_text (guo_statement_handle (stmt), 0))
                : NULL;
  return TRUE;
}

static gboolean
keep_note (GuoLog *self, gint64 size, const gchar *note, GError **error)
{
  g_autoptr (GuoStatement) stmt = guo_database_statement (self->db, "record/checkpoint-add", error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (guo_statement_handle (stmt), 1, self->origin);
  sqlite3_bind_int64 (guo_statement_handle (stmt), 2, size);
  sqlite3_bind_text (guo_statement_handle (stmt), 3, note, -1, SQLITE_STATIC);
  return guo_statement_step (stmt, NULL, error);
}

gchar *
guo_log_checkpoint (GuoLog *self, GError **error)
{
  const GuoLogEdge *edge = guo_log_edge (self, self->origin, error);
  g_autofree gchar *note = NULL;
  guint8 root[GUO_HASH_SIZE];

  if (edge == NULL || !find_note (self, (gint64)edge->frontier.size, &note, error))
    return NULL;
  if (note != NULL)
    return g_steal_pointer (&note);
  guo_frontier_root (&edge->frontier, root);
  note = guo_checkpoint_sign (self->name, edge->frontier.size, root, self->secret);
  if (!keep_note (self, (gint64)edge->frontier.size, note, error))
    return NULL;
  return g_steal_pointer (&note);
}

gchar *
guo_log_sign (GuoLog *self, const gchar *text)
{
  return guo_note_sign (text, self->name, self->secret);
}
