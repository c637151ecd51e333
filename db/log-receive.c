/* Events of other stations' logs: checked against their leaf, then placed like the own ones. */
#include "db/canonical-json.h"
#include "db/checkpoint.h"
#include "db/log-private.h"

#include <sodium.h>
#include <string.h>

#define SEQ_BITS 40

static gboolean
corrupt (GError **error, const gchar *why)
{
  g_set_error_literal (error, GUO_DB_ERROR, GUO_DB_ERROR_CORRUPT, why);
  return FALSE;
}

/* The text must be the canonical form of itself: otherwise one event would have two leaves. */
static json_t *
parse_public (const gchar *text, GError **error)
{
  g_autofree gchar *canonical = guo_canonical_json_from_text (text, strlen (text), NULL, error);
  g_autoptr (json_t) value = NULL;

  if (canonical == NULL)
    return NULL;
  value = json_loads (text, 0, NULL);
  if (value == NULL || !guo_log_json_check (value, error))
    return NULL;
  if (!g_str_equal (canonical, text) || strlen (text) > GUO_ENTRY_MAX
      || !json_is_string (json_object_get (value, "type"))
      || !json_is_string (json_object_get (value, "day"))
      || !json_is_integer (json_object_get (value, "lc"))
      || !json_is_integer (json_object_get (value, "season"))
      || json_array_size (json_object_get (value, "private")) != 3)
    {
      g_set_error (error, GUO_DB_ERROR, GUO_DB_ERROR_BAD_JSON,
                   "that is not the public part of an event");
      return NULL;
    }
  return g_steal_pointer (&value);
}

static gboolean
take_private (GuoLogEntry *entry, json_t *digests, json_t *part, GError **error)
{
  const gint audience = (gint)json_integer_value (json_object_get (part, "audience"));
  const gchar *salt = json_string_value (json_object_get (part, "salt"));
  json_t *body = json_object_get (part, "body");
  g_autofree gchar *digest = NULL;
  gsize len = 0;

  if (audience < GUO_AUDIENCE_GROWER || audience > GUO_AUDIENCE_HOUSE || salt == NULL
      || !json_is_object (body) || entry->bodies[audience] != NULL
      || sodium_hex2bin (entry->salts[audience], GUO_SALT_SIZE, salt, strlen (salt), NULL, &len,
                         NULL)
             != 0
      || len != GUO_SALT_SIZE)
    return corrupt (error, "a private part is not whole");
  entry->bodies[audience] = guo_canonical_json (body, NULL, error);
  if (entry->bodies[audience] == NULL)
    return FALSE;
  entry->privates[audience] = body;
  digest = guo_log_digest (entry->salts[audience], entry->bodies[audience]);
  if (g_strcmp0 (digest, json_string_value (json_array_get (digests, (gsize)audience - 1))) != 0)
    return corrupt (error, "a private part does not match the digest in the leaf");
  return TRUE;
}

/* The same event again is fine; another one in its place is a fork. */
static gboolean
compare_leaf (GuoLog *self, gint64 n, const gchar *text, gsize len, GError **error)
{
  g_autoptr (GuoStatement) stmt = guo_database_statement (self->db, "record/event-leaf", error);
  guint8 leaf[GUO_HASH_SIZE];
  gboolean found = FALSE;

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (guo_statement_handle (stmt), 1, n);
  if (!guo_statement_step (stmt, &found, error))
    return FALSE;
  guo_merkle_leaf (text, len, leaf);
  return memcmp (sqlite3_column_blob (guo_statement_handle (stmt), 0), leaf, sizeof leaf) == 0
         || corrupt (error, "another event stands there: the log has forked");
}

static gboolean
learn_key (GuoLog *self, gint64 origin, const gchar *name, const gchar *vkey, GError **error)
{
  g_autoptr (json_t) params
      = json_pack ("{s:I, s:s, s:s}", "id", (json_int_t)origin, "vkey", vkey, "name", name);
  g_autoptr (GuoStatement) stmt = guo_database_statement (self->db, "record/origin-find", error);

  if (stmt == NULL || !guo_database_project (self->db, "record/origin-vkey", params, error)
      || !guo_statement_bind_json (stmt, params, FALSE, error)
      || !guo_statement_step (stmt, NULL, error))
    return FALSE;
  return g_strcmp0 ((const gchar *)sqlite3_column_text (guo_statement_handle (stmt), 1), vkey) == 0
         || corrupt (error, "the log is known by another key");
}

static gboolean
place_next (GuoLog *self, GuoLogEdge *edge, const gchar *text, json_t *privates, GError **error)
{
  g_autoptr (json_t) public_part = parse_public (text, error);
  g_auto (GuoLogEntry) entry = { 0 };
  json_t *part;
  gsize i;

  if (public_part == NULL)
    return FALSE;
  entry.public_part = public_part;
  entry.public_text = text;
  entry.public_len = strlen (text);
  entry.type = json_string_value (json_object_get (public_part, "type"));
  entry.lc = json_integer_value (json_object_get (public_part, "lc"));
  if (entry.lc <= edge->lc)
    return corrupt (error, "the logical clock of that log went back");
  json_array_foreach (privates, i,
                      part) if (!take_private (&entry, json_object_get (public_part, "private"),
                                               part, error)) return FALSE;
  return guo_log_place (self, edge, &entry, error) >= 0;
}

static gboolean
receive (GuoLog *self,
         const gchar *origin,
         const gchar *vkey,
         guint64 seq,
         const gchar *text,
         json_t *privates,
         GError **error)
{
  const gint64 id = guo_origin_id (self->db, origin, TRUE, error);
  GuoLogEdge *edge;

  if (id < 0 || !learn_key (self, id, origin, vkey, error))
    return FALSE;
  edge = guo_log_edge (self, id, error);
  if (edge == NULL)
    return FALSE;
  if (seq < edge->frontier.size)
    return compare_leaf (self, (id << SEQ_BITS) + (gint64)seq, text, strlen (text), error);
  if (seq > edge->frontier.size)
    {
      g_set_error (error, GUO_DB_ERROR, GUO_DB_ERROR_CONSTRAINT,
                   "the next event of that log is %" G_GUINT64_FORMAT, edge->frontier.size);
      return FALSE;
    }
  return place_next (self, edge, text, privates, error);
}

gboolean
guo_log_receive (GuoLog *self,
                 const gchar *origin,
                 const gchar *vkey,
                 guint64 seq,
                 const gchar *public_text,
                 json_t *privates,
                 GError **error)
{
  g_return_val_if_fail (self->db->depth > 0, FALSE);

  if (receive (self, origin, vkey, seq, public_text, privates, error))
    return TRUE;
  g_prefix_error (error, "%s, event %" G_GUINT64_FORMAT ": ", origin, seq);
  return FALSE;
}
