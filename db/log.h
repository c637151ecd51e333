/* The log: the only place that appends an event. Append = event row, private parts, leaf hash, tile,
 * projections, in the caller's transaction.
 *
 * An event's local number is n = (origin id << 40) + seq; in JSON of the log it is named
 * ["<origin name>", seq]. Used by the thread that owns the read-write connection.
 */
#pragma once

#include "db/database.h"

G_BEGIN_DECLS

typedef struct _GuoLog GuoLog;

/* Who may read a private part; the number is the column event_private.audience. */
typedef enum
{
  GUO_AUDIENCE_GROWER = 1,  /* G: grower and cooperative */
  GUO_AUDIENCE_TRADE = 2,   /* T: trading partner */
  GUO_AUDIENCE_HOUSE = 3,   /* H: the station */
} GuoAudience;

/* What a caller hands in; the log adds v, lc, salts, digests. All json_t are borrowed. */
typedef struct
{
  const gchar *type;     /* "weighing.recorded" */
  const gchar *day;      /* "2026-07-16": the day decided by the rules */
  gint season;           /* year */
  json_t *data;          /* (nullable): public payload, object */
  json_t *grower;        /* (nullable): G */
  json_t *trade;         /* (nullable): T */
  json_t *house;         /* (nullable): H */
} GuoEvent;

/**
 * guo_log_open:
 * @db: (transfer none): the read-write connection; outlives the log
 * @secret_key: 64 bytes, Ed25519 secret key of libsodium; copied
 * @error: return location
 *
 * Opens the log's own origin. On an empty database makes it: origin "<16 hex>.guozhan/1" and the first
 * event log.opened. Rebuilds the projections when their version differs.
 *
 * Returns: (transfer full): the log; %NULL with a #GuoDbError
 */
GuoLog *guo_log_open (GuoDatabase *db, const guint8 *secret_key, GError **error);

/**
 * guo_log_free:
 * @self: (nullable): the log
 */
void guo_log_free (GuoLog *self);

/**
 * guo_log_origin:
 * @self: the log
 *
 * Returns: (transfer none): the own origin's name
 */
const gchar *guo_log_origin (GuoLog *self);

/**
 * guo_log_size:
 * @self: the log
 *
 * Returns: number of events of the own origin: the seq of the next one
 */
guint64 guo_log_size (GuoLog *self);

/**
 * guo_log_append:
 * @self: the log
 * @event: what happened
 * @error: return location
 *
 * Inside a transaction of the caller. A random 16-byte salt is made for each private part.
 *
 * Returns: the event's n; -1 with %GUO_DB_ERROR_BAD_JSON, %GUO_DB_ERROR_CONSTRAINT, %GUO_DB_ERROR_FULL ...
 */
gint64 guo_log_append (GuoLog *self, const GuoEvent *event, GError **error);

/**
 * guo_log_rolled_back:
 * @self: the log
 *
 * To be called after any rollback of a transaction in which something was appended: size, clock and the
 * open tile are read back.
 */
void guo_log_rolled_back (GuoLog *self);

/**
 * guo_log_receive:
 * @self: the log
 * @origin: another station's origin name
 * @vkey: its key (C2SP signed-note vkey)
 * @seq: the event's place in that log
 * @public_text: its hashed bytes
 * @privates: (nullable): JSON array of {audience, salt (hex), body}
 * @error: return location
 *
 * Places an event of another origin (same leaf again = known and fine; another leaf = fork, refused).
 * Projections follow, whatever the order of arrival between origins.
 *
 * Returns: %FALSE with %GUO_DB_ERROR_CORRUPT (fork, digest mismatch), %GUO_DB_ERROR_CONSTRAINT (gap)
 */
gboolean guo_log_receive (GuoLog *self, const gchar *origin, const gchar *vkey, guint64 seq,
                          const gchar *public_text, json_t *privates, GError **error);

/**
 * guo_log_ref:
 * @db: a connection
 * @n: an event's local number
 * @error: return location
 *
 * Returns: (transfer full): ["origin name", seq]; %NULL with %GUO_DB_ERROR_NOT_FOUND
 */
json_t *guo_log_ref (GuoDatabase *db, gint64 n, GError **error);

/**
 * guo_log_resolve:
 * @db: a connection (read-write: an unknown origin gets its local number now)
 * @ref: (nullable): ["origin name", seq] or null
 * @error: return location
 *
 * Returns: n; 0 for null; -1 with %GUO_DB_ERROR_NOT_FOUND or %GUO_DB_ERROR_BAD_JSON
 */
gint64 guo_log_resolve (GuoDatabase *db, json_t *ref, GError **error);

/**
 * guo_log_checkpoint:
 * @self: the log
 * @error: return location
 *
 * Signs the present size and root (C2SP tlog-checkpoint) and keeps it; nothing new = the last one.
 *
 * Returns: (transfer full): the signed note
 */
gchar *guo_log_checkpoint (GuoLog *self, GError **error);

/**
 * guo_log_sign:
 * @self: the log
 * @text: a note's text, ending in a newline; its first line must not be the log's origin, or it would pass
 *   for a checkpoint
 *
 * For what leaves the station on paper.
 *
 * Returns: (transfer full): the note signed with the log's key (C2SP signed-note)
 */
gchar *guo_log_sign (GuoLog *self, const gchar *text);

/**
 * guo_log_verify:
 * @db: a connection
 * @error: return location
 *
 * Re-hashes every event and private part against its leaf, tiles and checkpoints against the leaves.
 *
 * Returns: %FALSE with %GUO_DB_ERROR_CORRUPT; the message names origin and index
 */
gboolean guo_log_verify (GuoDatabase *db, GError **error);

/**
 * guo_log_verify_event:
 * @db: a connection
 * @n: an event's local number
 * @error: return location
 *
 * Re-hashes the public part of one event against its leaf.
 *
 * Returns: %FALSE with %GUO_DB_ERROR_CORRUPT when they differ or the event is missing, or with what the store says
 */
gboolean guo_log_verify_event (GuoDatabase *db, gint64 n, GError **error);

/**
 * guo_log_command_find:
 * @db: a connection
 * @id: 16 bytes
 * @request: 32 bytes, digest of what was asked
 * @same: (out): whether it was the same request
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the first answer (JSON), %NULL without error when the id is new
 */
json_t *guo_log_command_find (GuoDatabase *db, const guint8 *id, const guint8 *request, gboolean *same,
                              GError **error);

/**
 * guo_log_command_note:
 * @self: the log
 * @id: 16 bytes
 * @request: 32 bytes
 * @first: n of its first event
 * @events: how many
 * @answer: what was answered
 * @error: return location
 *
 * Returns: %FALSE with a #GuoDbError
 */
gboolean guo_log_command_note (GuoLog *self, const guint8 *id, const guint8 *request, gint64 first,
                               guint events, json_t *answer, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoLog, guo_log_free)

G_END_DECLS
