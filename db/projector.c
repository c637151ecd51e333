#include "db/projector.h"

#include "db/log-private.h"
#include "db/project/projection.h"

#include <sodium.h>
#include <string.h>

#define SEQ_BITS 40
/* Raised when the C side of a projection changes what rows it makes; the SQL side is digested. */
#define PROJECTOR_NUMBER "2"
#define EVENTS_BETWEEN_PROGRESS 500

/* Type → projection, made once. */
static const GuoProjection *
find_projection (const gchar *type)
{
  static const GuoProjection *const subjects[]
      = { guo_project_master, guo_project_fruit, guo_project_grading, guo_project_goods, guo_project_printing,
          guo_project_fixes };
  static GHashTable *table;
  static gsize once;

  if (g_once_init_enter (&once))
    {
      table = g_hash_table_new (g_str_hash, g_str_equal);
      for (guint i = 0; i < G_N_ELEMENTS (subjects); i++)
        for (const GuoProjection *p = subjects[i]; p->type != NULL; p++)
          g_hash_table_insert (table, (gpointer)p->type, (gpointer)p);
      g_once_init_leave (&once, 1);
    }
  return g_hash_table_lookup (table, type);
}

/* A copy in which each ["origin", seq] is the local number. What holds no reference is shared. */
static json_t *
localize (GuoDatabase *db, json_t *value, GError **error)
{
  g_autoptr (json_t) copy = NULL;
  const gchar *key;
  json_t *member;
  gsize i;

  if (guo_log_is_ref (value))
    {
      const gint64 n = guo_log_resolve (db, value, error);

      return n < 0 ? NULL : json_integer (n);
    }
  if (json_is_array (value))
    {
      copy = json_array ();
      json_array_foreach (value, i,
                          member) if (json_array_append_new (copy, localize (db, member, error))
                                      != 0) return NULL;
      return g_steal_pointer (&copy);
    }
  if (json_is_object (value))
    {
      copy = json_object ();
      json_object_foreach (value, key,
                           member) if (json_object_set_new (copy, key, localize (db, member, error))
                                       != 0) return NULL;
      return g_steal_pointer (&copy);
    }
  return json_incref (value);
}

static gboolean
merge (GuoDatabase *db, json_t *facts, json_t *part, GError **error)
{
  const gchar *key;
  json_t *member;

  json_object_foreach (
      part, key, member) if (json_object_set_new_nocheck (facts, key, localize (db, member, error))
                             != 0) return FALSE;
  return TRUE;
}

static json_t *
gather (GuoDatabase *db, gint64 n, json_t *public_part, json_t *const privates[4], GError **error)
{
  g_autoptr (json_t) facts = json_object ();
  const gchar *org = guo_origin_known (db, n >> SEQ_BITS, error);
  json_t *replaces;

  if (org == NULL || !merge (db, facts, json_object_get (public_part, "data"), error))
    return NULL;
  for (int audience = GUO_AUDIENCE_GROWER; audience <= GUO_AUDIENCE_HOUSE; audience++)
    if (privates[audience] != NULL && !merge (db, facts, privates[audience], error))
      return NULL;
  replaces = json_object_get (facts, "replaces");
  json_object_set_new (
      facts, "id", json_integer (json_is_integer (replaces) ? json_integer_value (replaces) : n));
  json_object_set_new (facts, "n", json_integer (n));
  json_object_set_new (facts, "org", json_string (org));
  json_object_set (facts, "lc", json_object_get (public_part, "lc"));
  json_object_set (facts, "day", json_object_get (public_part, "day"));
  json_object_set (facts, "season", json_object_get (public_part, "season"));
  return g_steal_pointer (&facts);
}

static gboolean
run (GuoDatabase *db, const gchar *name, json_t *facts, GError **error)
{
  gchar path[64];

  g_snprintf (path, sizeof path, "project/%s", name);
  return guo_database_project (db, path, facts, error);
}

static gboolean
run_all (GuoDatabase *db, const gchar *const *names, json_t *facts, GError **error)
{
  for (; *names != NULL; names++)
    if (!run (db, *names, facts, error))
      return FALSE;
  return TRUE;
}

gboolean
guo_projector_apply (GuoDatabase *db,
                     gint64 n,
                     const gchar *type,
                     json_t *public_data,
                     json_t *const privates[4],
                     GError **error)
{
  const GuoProjection *projection = find_projection (type);
  g_autoptr (json_t) facts = NULL;

  if (projection == NULL)
    return TRUE;
  facts = gather (db, n, public_data, privates, error);
  if (facts == NULL)
    return FALSE;
  if (projection->needs != NULL && json_object_get (facts, projection->needs) == NULL)
    return TRUE;
  if (projection->extend != NULL && !projection->extend (facts, error))
    return FALSE;
  if (projection->fresh[0] != NULL)
    {
      if (!run (db, projection->fresh[0], facts, error))
        return FALSE;
      if (sqlite3_changes (db->handle) > 0)
        return run_all (db, projection->fresh + 1, facts, error);
    }
  return run_all (db, projection->statements, facts, error);
}

static gboolean
digest_folder (crypto_hash_sha256_state *state, const gchar *folder, GError **error)
{
  g_auto (GStrv) names = guo_database_sql_names (folder);

  for (gchar **name = names; *name != NULL; name++)
    {
      g_autofree gchar *path = g_strconcat (folder, "/", *name, NULL);
      g_autoptr (GBytes) sql = guo_database_sql (path, error);
      gsize len = 0;
      const guint8 *bytes = sql != NULL ? g_bytes_get_data (sql, &len) : NULL;

      if (sql == NULL)
        return FALSE;
      crypto_hash_sha256_update (state, (const guint8 *)path, strlen (path) + 1);
      crypto_hash_sha256_update (state, bytes, len);
    }
  return TRUE;
}

static gchar *
views_version (GError **error)
{
  crypto_hash_sha256_state state;
  guint8 hash[crypto_hash_sha256_BYTES];
  gchar *hex;

  crypto_hash_sha256_init (&state);
  crypto_hash_sha256_update (&state, (const guint8 *)PROJECTOR_NUMBER, sizeof PROJECTOR_NUMBER);
  if (!digest_folder (&state, "views", error) || !digest_folder (&state, "project", error))
    return NULL;
  crypto_hash_sha256_final (&state, hash);
  hex = g_malloc (sizeof hash * 2 + 1);
  return sodium_bin2hex (hex, sizeof hash * 2 + 1, hash, sizeof hash);
}

static gboolean
note_version (GuoDatabase *db, GError **error)
{
  g_autofree gchar *version = views_version (error);
  g_autoptr (json_t) params = version != NULL ? json_pack ("{s:s}", "version", version) : NULL;

  return params != NULL && guo_database_project (db, "record/views-version-set", params, error);
}

static gboolean
make_tables (GuoDatabase *db, GError **error)
{
  g_auto (GStrv) names = guo_database_sql_names ("views");
  gboolean made = TRUE;

  db->schema_open = TRUE;
  for (gchar **name = names; made && *name != NULL; name++)
    {
      g_autofree gchar *path = g_strconcat ("views/", *name, NULL);

      made = guo_database_script (db, path, error);
    }
  db->schema_open = FALSE;
  return made;
}

static gboolean
read_privates (GuoDatabase *db, gint64 n, json_t *privates[4], GError **error)
{
  g_autoptr (GuoStatement) stmt = guo_database_statement (db, "record/privates", error);
  gboolean more = FALSE;

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (guo_statement_handle (stmt), 1, n);
  if (!guo_statement_step (stmt, &more, error))
    return FALSE;
  while (more)
    {
      const int audience = sqlite3_column_int (guo_statement_handle (stmt), 0);

      privates[audience] = json_loads (
          (const gchar *)sqlite3_column_text (guo_statement_handle (stmt), 2), 0, NULL);
      if (!guo_statement_step (stmt, &more, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
replay_one (GuoDatabase *db, sqlite3_stmt *row, GError **error)
{
  const gint64 n = sqlite3_column_int64 (row, 0);
  json_t *privates[4] = { NULL };
  g_autoptr (json_t) public_part
      = json_loads ((const gchar *)sqlite3_column_text (row, 2), 0, NULL);
  gboolean done = read_privates (db, n, privates, error)
                  && guo_projector_apply (db, n, (const gchar *)sqlite3_column_text (row, 1),
                                          public_part, privates, error);

  for (guint i = 0; i < G_N_ELEMENTS (privates); i++)
    json_decref (privates[i]);
  return done;
}

static gboolean
count_events (GuoDatabase *db, guint64 *total, GError **error)
{
  g_autoptr (GuoStatement) stmt = guo_database_statement (db, "record/event-count", error);

  if (stmt == NULL || !guo_statement_step (stmt, NULL, error))
    return FALSE;
  *total = (guint64)sqlite3_column_int64 (guo_statement_handle (stmt), 0);
  return TRUE;
}

static gboolean
tell (GuoProgressFunc progress, guint64 done, guint64 total, gpointer user_data, GError **error)
{
  if (progress == NULL || progress (done, total, user_data))
    return TRUE;
  g_set_error (error, GUO_DB_ERROR, GUO_DB_ERROR_INTERRUPTED, "the rebuild was stopped");
  return FALSE;
}

static gboolean
replay (GuoDatabase *db, GuoProgressFunc progress, gpointer user_data, GError **error)
{
  g_autoptr (GuoStatement) stmt = guo_database_statement (db, "record/event-scan", error);
  gboolean more = FALSE;
  guint64 done = 0;
  guint64 total = 0;

  if (stmt == NULL || !count_events (db, &total, error)
      || !tell (progress, 0, total, user_data, error) || !guo_statement_step (stmt, &more, error))
    return FALSE;
  while (more)
    {
      if (!replay_one (db, guo_statement_handle (stmt), error)
          || !guo_statement_step (stmt, &more, error))
        return FALSE;
      done++;
      if ((done % EVENTS_BETWEEN_PROGRESS == 0 || !more)
          && !tell (progress, done, total, user_data, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
guo_projector_rebuild (GuoDatabase *db,
                       GuoProgressFunc progress,
                       gpointer user_data,
                       GError **error)
{
  g_autoptr (GuoTransaction) tx = guo_transaction_begin (db, error);

  return tx != NULL && make_tables (db, error) && replay (db, progress, user_data, error)
         && note_version (db, error) && guo_transaction_commit (&tx, error);
}

static gboolean
is_current (GuoDatabase *db, gboolean *current, GError **error)
{
  g_autoptr (GuoStatement) stmt = guo_database_statement (db, "record/views-version", error);
  g_autofree gchar *version = views_version (error);
  gboolean found = FALSE;

  if (stmt == NULL || version == NULL || !guo_statement_step (stmt, &found, error))
    return FALSE;
  *current
      = found
        && g_strcmp0 ((const gchar *)sqlite3_column_text (guo_statement_handle (stmt), 0), version)
               == 0;
  return TRUE;
}

gboolean
guo_projector_update (GuoDatabase *db,
                      GuoProgressFunc progress,
                      gpointer user_data,
                      GError **error)
{
  gboolean current = FALSE;

  if (!is_current (db, &current, error))
    return FALSE;
  if (current)
    return TRUE;
  g_message ("%s: the views are made anew", guo_database_path (db));
  return guo_projector_rebuild (db, progress, user_data, error);
}
