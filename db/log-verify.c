/* Re-hashing: events against leaves, private parts against digests, tiles and checkpoints against
 * both. */
#include "db/checkpoint.h"
#include "db/log-private.h"

#include <string.h>

#define SEQ_BITS 40

typedef struct
{
  GuoDatabase *db;
  gint64 origin; /* whose events are being read; 0: none yet */
  gchar *name;
  gchar *vkey;
  GuoFrontier *frontier;
} Check;

static gboolean
wrong (const Check *self, const gchar *what, GError **error)
{
  g_set_error (error, GUO_DB_ERROR, GUO_DB_ERROR_CORRUPT, "%s, event %" G_GUINT64_FORMAT ": %s",
               self->name, self->frontier->size, what);
  return FALSE;
}

static gboolean
check_tile (guint level, guint64 index, const guint8 *hashes, gpointer user_data, GError **error)
{
  const Check *self = user_data;
  g_autoptr (GuoStatement) stmt = guo_database_statement (self->db, "record/tile", error);
  gboolean found = FALSE;

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (guo_statement_handle (stmt), 1, self->origin);
  sqlite3_bind_int64 (guo_statement_handle (stmt), 2, level);
  sqlite3_bind_int64 (guo_statement_handle (stmt), 3, (gint64)index);
  if (!guo_statement_step (stmt, &found, error))
    return FALSE;
  return (found
          && memcmp (sqlite3_column_blob (guo_statement_handle (stmt), 0), hashes,
                     GUO_TILE_WIDTH * GUO_HASH_SIZE)
                 == 0)
         || wrong (self, "a hash tile does not match the events", error);
}

static gboolean
check_private (const Check *self, gint64 n, json_t *digests, GError **error)
{
  g_autoptr (GuoStatement) stmt = guo_database_statement (self->db, "record/privates", error);
  gboolean more = FALSE;

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (guo_statement_handle (stmt), 1, n);
  if (!guo_statement_step (stmt, &more, error))
    return FALSE;
  while (more)
    {
      sqlite3_stmt *row = guo_statement_handle (stmt);
      g_autofree gchar *digest = guo_log_digest (sqlite3_column_blob (row, 1),
                                                 (const gchar *)sqlite3_column_text (row, 2));
      json_t *expected = json_array_get (digests, (gsize)sqlite3_column_int (row, 0) - 1);

      if (g_strcmp0 (digest, json_string_value (expected)) != 0)
        return wrong (self, "a private part does not match its digest", error);
      if (!guo_statement_step (stmt, &more, error))
        return FALSE;
    }
  return TRUE;
}

/* A checkpoint of this size, if there is one, names this root and bears the log's signature. */
static gboolean
check_checkpoint (const Check *self, GError **error)
{
  g_autoptr (GuoStatement) stmt = guo_database_statement (self->db, "record/checkpoint-at", error);
  g_autoptr (GuoCheckpoint) checkpoint = NULL;
  g_autoptr (GError) local = NULL;
  guint8 root[GUO_HASH_SIZE];
  gboolean found = FALSE;

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (guo_statement_handle (stmt), 1, self->origin);
  sqlite3_bind_int64 (guo_statement_handle (stmt), 2, (gint64)self->frontier->size);
  if (!guo_statement_step (stmt, &found, error))
    return FALSE;
  if (!found)
    return TRUE;
  checkpoint = guo_checkpoint_verify (
      (const gchar *)sqlite3_column_text (guo_statement_handle (stmt), 0), self->vkey, &local);
  if (checkpoint == NULL)
    return wrong (self, local->message, error);
  guo_frontier_root (self->frontier, root);
  return (checkpoint->size == self->frontier->size
          && memcmp (checkpoint->root, root, sizeof root) == 0)
         || wrong (self, "the checkpoint of this size does not match the events", error);
}

static gboolean
next_origin (Check *self, gint64 origin, GError **error)
{
  g_autoptr (GuoStatement) stmt = NULL;
  gboolean found = FALSE;

  g_free (self->name);
  self->name = guo_origin_name (self->db, origin, error);
  if (self->name == NULL)
    return FALSE;
  stmt = guo_database_statement (self->db, "record/origin-find", error);
  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_text (guo_statement_handle (stmt), 1, self->name, -1, SQLITE_STATIC);
  if (!guo_statement_step (stmt, &found, error))
    return FALSE;
  g_free (self->vkey);
  self->vkey = g_strdup ((const gchar *)sqlite3_column_text (guo_statement_handle (stmt), 1));
  self->origin = origin;
  memset (self->frontier, 0, sizeof *self->frontier);
  return TRUE;
}

static gboolean
check_event (Check *self, sqlite3_stmt *row, GError **error)
{
  const gint64 n = sqlite3_column_int64 (row, 0);
  const gchar *text = (const gchar *)sqlite3_column_text (row, 2);
  g_autoptr (json_t) public_part = NULL;
  guint8 leaf[GUO_HASH_SIZE];

  if (n >> SEQ_BITS != self->origin && !next_origin (self, n >> SEQ_BITS, error))
    return FALSE;
  if ((guint64)(n - (self->origin << SEQ_BITS)) != self->frontier->size)
    return wrong (self, "it is missing", error);
  guo_merkle_leaf (text, strlen (text), leaf);
  if (memcmp (sqlite3_column_blob (row, 3), leaf, sizeof leaf) != 0)
    return wrong (self, "the leaf does not match the event", error);
  public_part = json_loads (text, 0, NULL);
  if (!check_private (self, n, json_object_get (public_part, "private"), error))
    return FALSE;
  return guo_frontier_push (self->frontier, leaf, check_tile, self, error)
         && check_checkpoint (self, error);
}

gboolean
guo_log_verify (GuoDatabase *db, GError **error)
{
  g_autofree GuoFrontier *frontier = g_new0 (GuoFrontier, 1);
  g_autoptr (GuoStatement) stmt = guo_database_statement (db, "record/event-scan", error);
  Check check = { .db = db, .frontier = frontier };
  gboolean more = FALSE;
  gboolean good = stmt != NULL && guo_statement_step (stmt, &more, error);

  while (good && more)
    good = check_event (&check, guo_statement_handle (stmt), error)
           && guo_statement_step (stmt, &more, error);
  g_free (check.name);
  g_free (check.vkey);
  return good;
}

gboolean
guo_log_verify_event (GuoDatabase *db, gint64 n, GError **error)
{
  g_autoptr (GuoStatement) stmt = guo_database_statement (db, "record/event-leaf", error);
  gboolean found = FALSE;
  const gchar *text;
  guint8 leaf[GUO_HASH_SIZE];

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (guo_statement_handle (stmt), 1, n);
  if (!guo_statement_step (stmt, &found, error))
    return FALSE;
  text = found ? (const gchar *)sqlite3_column_text (guo_statement_handle (stmt), 1) : "";
  guo_merkle_leaf (text, strlen (text), leaf);
  if (found && memcmp (sqlite3_column_blob (guo_statement_handle (stmt), 0), leaf, sizeof leaf) == 0)
    return TRUE;
  g_set_error (error, GUO_DB_ERROR, GUO_DB_ERROR_CORRUPT, "event %" G_GINT64_FORMAT ": %s", n,
               found ? "the leaf does not match the event" : "it is missing");
  return FALSE;
}
