#include "db/checkpoint.h"
#include "db/canonical-json.h"
#include "db/log-private.h"
#include "db/projector.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

/* No state was read yet: differs from any count of rollbacks. */
#define NEVER_READ G_MAXUINT
/* The logical clock tells day and count, nothing finer: the day's number stands above this many
 * bits. */
#define LC_DAY_SHIFT 32

/* Days since 1970-01-01; -1: not YYYY-MM-DD. */
static gint64
day_number (const gchar *day)
{
  gint year = 0;
  gint month = 0;
  gint date = 0;
  gint used = 0;
  GDate parsed;

  if (strlen (day) != 10 || sscanf (day, "%4d-%2d-%2d%n", &year, &month, &date, &used) != 3
      || used != 10 || year < 1970 || month < 1
      || !g_date_valid_dmy ((GDateDay)date, (GDateMonth)month, (GDateYear)year))
    return -1;
  g_date_clear (&parsed, 1);
  g_date_set_dmy (&parsed, (GDateDay)date, (GDateMonth)month, (GDateYear)year);
  return (gint64)g_date_get_julian (&parsed) - 719163;
}

static gboolean
seal_private (GuoLogEntry *entry, gint audience, json_t *body, json_t *digests, GError **error)
{
  g_autofree gchar *digest = NULL;

  if (body == NULL)
    {
      json_array_append_new (digests, json_null ());
      return TRUE;
    }
  if (!guo_log_json_check (body, error))
    return FALSE;
  entry->privates[audience] = body;
  entry->bodies[audience] = guo_canonical_json (body, NULL, error);
  if (entry->bodies[audience] == NULL)
    return FALSE;
  digest = guo_log_digest (entry->salts[audience], entry->bodies[audience]);
  json_array_append_new (digests, json_string (digest));
  return TRUE;
}

static gboolean
seal_privates (GuoLogEntry *entry, const GuoEvent *event, json_t *digests, GError **error)
{
  randombytes_buf (entry->salts, sizeof entry->salts);
  return seal_private (entry, GUO_AUDIENCE_GROWER, event->grower, digests, error)
         && seal_private (entry, GUO_AUDIENCE_TRADE, event->trade, digests, error)
         && seal_private (entry, GUO_AUDIENCE_HOUSE, event->house, digests, error);
}

static gint64
append_entry (
    GuoLog *self, GuoLogEdge *edge, GuoLogEntry *entry, const GuoEvent *event, GError **error)
{
  g_autoptr (json_t) digests = json_array ();
  g_autoptr (json_t) public_part = NULL;
  g_autofree gchar *text = NULL;

  if (!seal_privates (entry, event, digests, error))
    return -1;
  public_part
      = json_pack ("{s:i, s:s, s:s, s:i, s:I, s:O}", "v", 1, "type", event->type, "day", event->day,
                   "season", event->season, "lc", (json_int_t)entry->lc, "private", digests);
  if (event->data != NULL)
    json_object_set (public_part, "data", event->data);
  if (public_part == NULL || !guo_log_json_check (public_part, error))
    return -1;
  text = guo_canonical_json (public_part, &entry->public_len, error);
  if (text == NULL)
    return -1;
  if (entry->public_len > GUO_ENTRY_MAX)
    {
      g_set_error (error, GUO_DB_ERROR, GUO_DB_ERROR_BAD_JSON,
                   "the public part has %" G_GSIZE_FORMAT " bytes, an entry at most %d",
                   entry->public_len, GUO_ENTRY_MAX);
      return -1;
    }
  entry->public_text = text;
  entry->public_part = public_part;
  return guo_log_place (self, edge, entry, error);
}

gint64
guo_log_append (GuoLog *self, const GuoEvent *event, GError **error)
{
  const gint64 day = day_number (event->day);
  g_auto (GuoLogEntry) entry = { 0 };
  GuoLogEdge *edge;
  gint64 n;

  g_return_val_if_fail (self->db->depth > 0, -1);

  if (day < 0)
    {
      g_set_error (error, GUO_DB_ERROR, GUO_DB_ERROR_BAD_JSON, "%s: \"%s\" is not a day",
                   event->type, event->day);
      return -1;
    }
  edge = guo_log_edge (self, self->origin, error);
  if (edge == NULL)
    return -1;
  entry.type = event->type;
  entry.lc = MAX (self->lc + 1, day << LC_DAY_SHIFT);
  n = append_entry (self, edge, &entry, event, error);
  if (n < 0)
    g_prefix_error (error, "%s: ", event->type);
  return n;
}

static gboolean
append_opened (GuoLog *self, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree gchar *day = g_date_time_format (now, "%Y-%m-%d");
  g_autofree gchar *second = g_date_time_format (now, "%Y-%m-%dT%H:%M:%S");
  g_autofree gchar *offset = g_date_time_format (now, "%:z");
  g_autofree gchar *at
      = g_strdup_printf ("%s.%03d%s", second, g_date_time_get_microsecond (now) / 1000, offset);
  g_autoptr (json_t) data = json_pack ("{s:s, s:s, s:s, s:n}", "origin", self->name, "vkey",
                                       self->vkey, "cause", "new", "previous");
  g_autoptr (json_t) house
      = json_pack ("{s:s, s:n, s:n, s:s}", "at", at, "actor", "client", "software", GUO_VERSION);
  const GuoEvent event = { .type = "log.opened",
                           .day = day,
                           .season = g_date_time_get_year (now),
                           .data = data,
                           .house = house };

  return guo_log_append (self, &event, error) >= 0;
}

static gboolean
make_origin (GuoLog *self, GError **error)
{
  g_autoptr (GuoTransaction) tx = guo_transaction_begin (self->db, error);
  g_autoptr (json_t) params = NULL;
  guint8 id[8];
  gchar hex[sizeof id * 2 + 1];

  if (tx == NULL)
    return FALSE;
  randombytes_buf (id, sizeof id);
  sodium_bin2hex (hex, sizeof hex, id, sizeof id);
  self->name = g_strconcat (hex, ".guozhan/1", NULL);
  self->vkey = guo_vkey_format (self->name, self->secret + 32);
  params = json_pack ("{s:s, s:s, s:i}", "name", self->name, "vkey", self->vkey, "own", 1);
  if (!guo_database_project (self->db, "record/origin-add", params, error))
    return FALSE;
  self->origin = sqlite3_last_insert_rowid (self->db->handle);
  return append_opened (self, error) && guo_transaction_commit (&tx, error);
}

static gboolean
find_origin (GuoLog *self, GError **error)
{
  g_autoptr (GuoStatement) stmt = guo_database_statement (self->db, "record/origin-own", error);
  g_autofree gchar *expected = NULL;
  gboolean found = FALSE;

  if (stmt == NULL || !guo_statement_step (stmt, &found, error))
    return FALSE;
  if (!found)
    return TRUE;
  self->origin = sqlite3_column_int64 (guo_statement_handle (stmt), 0);
  self->name = g_strdup ((const gchar *)sqlite3_column_text (guo_statement_handle (stmt), 1));
  self->vkey = g_strdup ((const gchar *)sqlite3_column_text (guo_statement_handle (stmt), 2));
  expected = guo_vkey_format (self->name, self->secret + 32);
  if (g_str_equal (expected, self->vkey))
    return TRUE;
  g_set_error (error, GUO_DB_ERROR, GUO_DB_ERROR_OPEN,
               _ ("the key beside %s is not the key of its log %s"), self->db->path, self->name);
  return FALSE;
}

GuoLog *
guo_log_open (GuoDatabase *db, const guint8 *secret_key, GError **error)
{
  g_autoptr (GuoLog) self = g_new0 (GuoLog, 1);

  self->db = db;
  self->rollbacks = NEVER_READ;
  self->edges = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  memcpy (self->secret, secret_key, sizeof self->secret);
  if (!guo_projector_update (db, NULL, NULL, error) || !find_origin (self, error))
    return NULL;
  if (self->name == NULL && !make_origin (self, error))
    return NULL;
  if (guo_log_edge (self, self->origin, error) == NULL)
    return NULL;
  return g_steal_pointer (&self);
}

void
guo_log_free (GuoLog *self)
{
  if (self == NULL)
    return;
  sodium_memzero (self->secret, sizeof self->secret);
  g_clear_pointer (&self->edges, g_hash_table_unref);
  g_free (self->name);
  g_free (self->vkey);
  g_free (self);
}

const gchar *
guo_log_origin (GuoLog *self)
{
  return self->name;
}

guint64
guo_log_size (GuoLog *self)
{
  g_autoptr (GError) error = NULL;
  const GuoLogEdge *edge = guo_log_edge (self, self->origin, &error);

  if (edge != NULL)
    return edge->frontier.size;
  g_warning ("reading the size of the log: %s", error->message);
  return 0;
}

void
guo_log_rolled_back (GuoLog *self)
{
  self->rollbacks = NEVER_READ;
}
