/* What the files log*.c share. Nobody outside db/ includes this. */
#pragma once

#include "db/database-private.h"
#include "db/frontier.h"
#include "db/log.h"

G_BEGIN_DECLS

#define GUO_SALT_SIZE 16
/* C2SP tlog-tiles: an entry's length is a big-endian 16-bit number. */
#define GUO_ENTRY_MAX 65535

/* One origin's end, as the tables have it: where the next event goes. */
typedef struct
{
  gint64 origin;
  gint64 lc;             /* of its last event */
  GuoFrontier frontier;
} GuoLogEdge;

struct _GuoLog
{
  GuoDatabase *db;
  guint8 secret[64];
  gchar *name;           /* own origin */
  gchar *vkey;
  gint64 origin;
  gint64 lc;             /* the greatest seen anywhere */
  GHashTable *edges;     /* origin id → GuoLogEdge, read when needed */
  guint rollbacks;       /* of the connection, when the above was read */
};

/* One event, ready to be placed. */
typedef struct
{
  gint64 lc;
  const gchar *type;
  const gchar *public_text;
  gsize public_len;
  json_t *public_part;                 /* the same, parsed */
  json_t *privates[4];                 /* by audience; NULL where absent */
  gchar *bodies[4];                    /* canonical text of each */
  guint8 salts[4][GUO_SALT_SIZE];
} GuoLogEntry;

/**
 * guo_log_entry_clear:
 * @entry: an entry; its texts are freed, its JSON is not
 */
void guo_log_entry_clear (GuoLogEntry *entry);

/**
 * guo_log_edge:
 * @self: the log
 * @origin: local id
 * @error: return location
 *
 * Returns: (transfer none): that origin's end, read back when a transaction was rolled back meanwhile
 */
GuoLogEdge *guo_log_edge (GuoLog *self, gint64 origin, GError **error);

/**
 * guo_log_place:
 * @self: the log
 * @edge: the end of its origin
 * @entry: the event
 * @error: return location
 *
 * Event row, private parts, leaf, tile, projections.
 *
 * Returns: n; -1 with a #GuoDbError
 */
gint64 guo_log_place (GuoLog *self, GuoLogEdge *edge, const GuoLogEntry *entry, GError **error);

/**
 * guo_log_digest:
 * @salt: 16 bytes
 * @body: canonical text of a private part
 *
 * Returns: (transfer full): SHA-256(salt ‖ body) in lower-case hex
 */
gchar *guo_log_digest (const guint8 *salt, const gchar *body);

/**
 * guo_origin_id:
 * @db: a connection
 * @name: an origin's name
 * @add: whether an unknown one gets its local id now
 * @error: return location
 *
 * Returns: the local id; -1 with %GUO_DB_ERROR_NOT_FOUND
 */
gint64 guo_origin_id (GuoDatabase *db, const gchar *name, gboolean add, GError **error);

/**
 * guo_origin_name:
 * @db: a connection
 * @id: local id
 * @error: return location
 *
 * Returns: (transfer full): its name; %NULL with %GUO_DB_ERROR_NOT_FOUND
 */
gchar *guo_origin_name (GuoDatabase *db, gint64 id, GError **error);

/**
 * guo_origin_known:
 * @db: a connection
 * @id: local id
 * @error: return location
 *
 * Returns: (transfer none): its name, until the next rollback; %NULL with %GUO_DB_ERROR_NOT_FOUND
 */
const gchar *guo_origin_known (GuoDatabase *db, gint64 id, GError **error);

/**
 * guo_log_is_ref:
 * @value: (nullable): JSON
 *
 * Returns: whether it is ["<16 hex>.guozhan/<number>", seq]
 */
gboolean guo_log_is_ref (json_t *value);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GuoLogEntry, guo_log_entry_clear)

G_END_DECLS
