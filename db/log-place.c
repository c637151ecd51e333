/* An event finds its place: rows, leaf, tile, projections. The same for own and received events. */
#include "db/log-private.h"
#include "db/projector.h"

#include <sodium.h>
#include <string.h>

#define SEQ_BITS 40

void
guo_log_entry_clear (GuoLogEntry *entry)
{
  for (guint i = 0; i < G_N_ELEMENTS (entry->bodies); i++)
    g_clear_pointer (&entry->bodies[i], g_free);
}

gchar *
guo_log_digest (const guint8 *salt, const gchar *body)
{
  guint8 hash[crypto_hash_sha256_BYTES];
  gchar *hex = g_malloc (sizeof hash * 2 + 1);
  crypto_hash_sha256_state state;

  crypto_hash_sha256_init (&state);
  crypto_hash_sha256_update (&state, salt, GUO_SALT_SIZE);
  crypto_hash_sha256_update (&state, (const guint8 *)body, strlen (body));
  crypto_hash_sha256_final (&state, hash);
  return sodium_bin2hex (hex, sizeof hash * 2 + 1, hash, sizeof hash);
}

static gboolean
insert_event (GuoDatabase *db,
              gint64 n,
              const GuoLogEdge *edge,
              const GuoLogEntry *entry,
              const guint8 *leaf,
              GError **error)
{
  g_autoptr (GuoStatement) stmt = guo_database_statement (db, "record/event-add", error);
  sqlite3_stmt *handle;

  if (stmt == NULL)
    return FALSE;
  handle = guo_statement_handle (stmt);
  sqlite3_bind_int64 (handle, 1, n);
  sqlite3_bind_int64 (handle, 2, edge->origin);
  sqlite3_bind_int64 (handle, 3, (gint64)edge->frontier.size);
  sqlite3_bind_int64 (handle, 4, entry->lc);
  sqlite3_bind_text (handle, 5, entry->type, -1, SQLITE_STATIC);
  sqlite3_bind_text64 (handle, 6, entry->public_text, entry->public_len, SQLITE_STATIC,
                       SQLITE_UTF8);
  sqlite3_bind_blob (handle, 7, leaf, GUO_HASH_SIZE, SQLITE_STATIC);
  return guo_statement_step (stmt, NULL, error);
}

static gboolean
insert_private (
    GuoDatabase *db, gint64 n, int audience, const guint8 *salt, const gchar *body, GError **error)
{
  g_autoptr (GuoStatement) stmt = guo_database_statement (db, "record/private-add", error);
  sqlite3_stmt *handle;

  if (stmt == NULL)
    return FALSE;
  handle = guo_statement_handle (stmt);
  sqlite3_bind_int64 (handle, 1, n);
  sqlite3_bind_int (handle, 2, audience);
  sqlite3_bind_blob (handle, 3, salt, GUO_SALT_SIZE, SQLITE_STATIC);
  sqlite3_bind_text (handle, 4, body, -1, SQLITE_STATIC);
  return guo_statement_step (stmt, NULL, error);
}

typedef struct
{
  GuoDatabase *db;
  gint64 origin;
} TileTarget;

static gboolean
insert_tile (guint level, guint64 index, const guint8 *hashes, gpointer user_data, GError **error)
{
  const TileTarget *target = user_data;
  g_autoptr (GuoStatement) stmt = guo_database_statement (target->db, "record/tile-add", error);
  sqlite3_stmt *handle;

  if (stmt == NULL)
    return FALSE;
  handle = guo_statement_handle (stmt);
  sqlite3_bind_int64 (handle, 1, target->origin);
  sqlite3_bind_int64 (handle, 2, level);
  sqlite3_bind_int64 (handle, 3, (gint64)index);
  sqlite3_bind_blob (handle, 4, hashes, GUO_TILE_WIDTH * GUO_HASH_SIZE, SQLITE_STATIC);
  return guo_statement_step (stmt, NULL, error);
}

gint64
guo_log_place (GuoLog *self, GuoLogEdge *edge, const GuoLogEntry *entry, GError **error)
{
  const gint64 n = (edge->origin << SEQ_BITS) + (gint64)edge->frontier.size;
  TileTarget target = { self->db, edge->origin };
  guint8 leaf[GUO_HASH_SIZE];

  guo_merkle_leaf (entry->public_text, entry->public_len, leaf);
  if (!insert_event (self->db, n, edge, entry, leaf, error))
    return -1;
  for (int audience = GUO_AUDIENCE_GROWER; audience <= GUO_AUDIENCE_HOUSE; audience++)
    if (entry->bodies[audience] != NULL
        && !insert_private (self->db, n, audience, entry->salts[audience], entry->bodies[audience],
                            error))
      return -1;
  if (!guo_frontier_push (&edge->frontier, leaf, insert_tile, &target, error))
    return -1;
  edge->lc = entry->lc;
  self->lc = MAX (self->lc, entry->lc);
  if (!guo_projector_apply (self->db, n, entry->type, entry->public_part, entry->privates, error))
    return -1;
  return n;
}

static gboolean
load_range (GuoLog *self, GuoLogEdge *edge, guint level, guint64 from, guint64 to, GError **error)
{
  for (guint64 i = from; i < to; i++)
    {
      g_autoptr (GuoStatement) stmt = guo_database_statement (self->db, "record/tile", error);
      gboolean found = FALSE;

      if (stmt == NULL)
        return FALSE;
      sqlite3_bind_int64 (guo_statement_handle (stmt), 1, edge->origin);
      sqlite3_bind_int64 (guo_statement_handle (stmt), 2, level - 1);
      sqlite3_bind_int64 (guo_statement_handle (stmt), 3, (gint64)i);
      if (!guo_statement_step (stmt, &found, error))
        return FALSE;
      if (!found)
        {
          g_set_error (error, GUO_DB_ERROR, GUO_DB_ERROR_CORRUPT,
                       "the hash tile %u/%" G_GUINT64_FORMAT " is missing", level - 1, i);
          return FALSE;
        }
      guo_merkle_root (sqlite3_column_blob (guo_statement_handle (stmt), 0), GUO_TILE_WIDTH,
                       edge->frontier.open[level] + edge->frontier.n[level]++ * GUO_HASH_SIZE);
    }
  return TRUE;
}

static gboolean
load_leaves (GuoLog *self, GuoLogEdge *edge, GError **error)
{
  g_autoptr (GuoStatement) stmt = guo_database_statement (self->db, "record/leaves", error);
  const gint64 base = edge->origin << SEQ_BITS;
  const gint64 size = (gint64)edge->frontier.size;
  gboolean more = FALSE;

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (guo_statement_handle (stmt), 1, base + size - size % GUO_TILE_WIDTH);
  sqlite3_bind_int64 (guo_statement_handle (stmt), 2, base + size);
  if (!guo_statement_step (stmt, &more, error))
    return FALSE;
  while (more)
    {
      memcpy (edge->frontier.open[0] + edge->frontier.n[0]++ * GUO_HASH_SIZE,
              sqlite3_column_blob (guo_statement_handle (stmt), 0), GUO_HASH_SIZE);
      if (!guo_statement_step (stmt, &more, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
load_edge (GuoLog *self, GuoLogEdge *edge, GError **error)
{
  g_autoptr (GuoStatement) stmt = guo_database_statement (self->db, "record/event-last", error);
  gboolean found = FALSE;
  guint64 width;

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (guo_statement_handle (stmt), 1, edge->origin);
  if (!guo_statement_step (stmt, &found, error))
    return FALSE;
  if (!found)
    return TRUE;
  edge->frontier.size = (guint64)sqlite3_column_int64 (guo_statement_handle (stmt), 0) + 1;
  edge->lc = sqlite3_column_int64 (guo_statement_handle (stmt), 1);
  width = edge->frontier.size;
  for (guint level = 1; level < GUO_FRONTIER_LEVELS; level++)
    {
      width /= GUO_TILE_WIDTH;
      if (!load_range (self, edge, level, width - width % GUO_TILE_WIDTH, width, error))
        return FALSE;
    }
  return load_leaves (self, edge, error);
}

static gboolean
read_back (GuoLog *self, GError **error)
{
  g_autoptr (GuoStatement) stmt = guo_database_statement (self->db, "record/clock-last", error);

  if (stmt == NULL || !guo_statement_step (stmt, NULL, error))
    return FALSE;
  g_hash_table_remove_all (self->edges);
  self->lc = sqlite3_column_int64 (guo_statement_handle (stmt), 0);
  self->rollbacks = self->db->rollbacks;
  return TRUE;
}

GuoLogEdge *
guo_log_edge (GuoLog *self, gint64 origin, GError **error)
{
  GuoLogEdge *edge;

  if (self->rollbacks != self->db->rollbacks && !read_back (self, error))
    return NULL;
  edge = g_hash_table_lookup (self->edges, &origin);
  if (edge != NULL)
    return edge;
  edge = g_new0 (GuoLogEdge, 1);
  edge->origin = origin;
  if (!load_edge (self, edge, error))
    {
      g_free (edge);
      return NULL;
    }
  g_hash_table_insert (self->edges, &edge->origin, edge);
  return edge;
}
