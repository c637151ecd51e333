/* Opening, migrating, protecting; transactions inside transactions; a full disk. */
#include "tests/db/store.h"

#include "db/database-private.h"

#include <glib/gstdio.h>
#include <string.h>

/* Runs @sql past the statement files, as somebody with the file in hand would. */
static int
run_sql (Store *store, const gchar *sql)
{
  return sqlite3_exec (store->db->handle, sql, NULL, NULL, NULL);
}

static void
test_protected (void)
{
  static const gchar *const refused[] = {
    "UPDATE event SET public = '{}'",
    "DELETE FROM event",
    "INSERT OR REPLACE INTO event SELECT * FROM event",
    "INSERT INTO event SELECT n + 5, origin, seq + 5, lc, type, public, leaf FROM event LIMIT 1",
    "UPDATE event_private SET body = '{}'",
    "DELETE FROM event_private",
    "INSERT OR REPLACE INTO event_private SELECT n, audience, salt, '{}' FROM event_private",
    "INSERT INTO erasable(n, by_n) SELECT n, n FROM event",
    "UPDATE hash_tile SET hashes = zeroblob(8192)",
    "UPDATE checkpoint SET note = ''",
    "INSERT OR REPLACE INTO checkpoint SELECT origin, size, 'x' FROM checkpoint",
    "DELETE FROM command",
    "DROP TRIGGER event_update",
    "DROP TABLE event",
    "ATTACH ':memory:' AS other",
    "PRAGMA writable_schema = 1; DELETE FROM sqlite_schema",
  };
  g_autoptr (Store) store = store_new (1);
  g_autoptr (GError) error = NULL;
  g_autofree gchar *note G_GNUC_UNUSED = guo_log_checkpoint (store->log, &error);

  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    if (run_sql (store, refused[i]) == SQLITE_OK)
      g_error ("taken: %s", refused[i]);
  g_assert_true (guo_log_verify (store->db, &error));
  g_assert_no_error (error);
}

/* The triggers alone, without the authorizer: another program writes into the file. */
static void
test_triggers (void)
{
  static const gchar *const refused[] = {
    "UPDATE event SET lc = 1",
    "DELETE FROM event",
    "UPDATE event_private SET body = '{}'",
    "DELETE FROM event_private",
    "INSERT OR REPLACE INTO event_private SELECT n, audience, salt, '{}' FROM event_private",
  };
  g_autoptr (Store) store = store_new (1);

  sqlite3_set_authorizer (store->db->handle, NULL, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    if (run_sql (store, refused[i]) == SQLITE_OK)
      g_error ("taken: %s", refused[i]);
}

static void
test_erasure (void)
{
  g_autoptr (Store) store = store_new (1);
  const gint64 party = store_append (store, "party.set", "{\"kind\":\"grower\"}",
                                     "{\"name\":\"李长顺\"}", NULL, NULL);
  const gint64 by = store_append (store, "private.erased", "{\"of\":%r}", NULL, NULL, NULL, party);
  g_autofree gchar *allow = g_strdup_printf (
      "INSERT INTO erasable(n, by_n) VALUES (%" G_GINT64_FORMAT ", %" G_GINT64_FORMAT ")", party,
      by);
  g_autofree gchar *erase
      = g_strdup_printf ("DELETE FROM event_private WHERE n = %" G_GINT64_FORMAT, party);
  g_autofree gchar *back = g_strdup_printf (
      "INSERT INTO event_private VALUES (%" G_GINT64_FORMAT ", 1, zeroblob(16), '{}')", party);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (run_sql (store, erase), ==, SQLITE_CONSTRAINT_TRIGGER);
  g_assert_cmpint (run_sql (store, allow), ==, SQLITE_OK);
  g_assert_cmpint (run_sql (store, erase), ==, SQLITE_OK);
  g_assert_cmpint (run_sql (store, back), ==, SQLITE_CONSTRAINT_TRIGGER);
  g_assert_true (guo_log_verify (store->db, &error));
  g_assert_no_error (error);
}

/* Whoever changes the file below SQLite's triggers is found by hashing again. */
static void
test_tampered (void)
{
  g_autoptr (Store) store = store_new (1);
  g_autoptr (GError) error = NULL;

  store_append (store, "village.set", "{\"name\":\"河东村\"}", NULL, NULL, NULL);
  sqlite3_set_authorizer (store->db->handle, NULL, NULL);
  g_assert_cmpint (run_sql (store, "DROP TRIGGER event_update"), ==, SQLITE_OK);
  g_assert_cmpint (
      run_sql (store, "UPDATE event SET public = replace(public, '河东', '河西') WHERE seq = 1"),
      ==, SQLITE_OK);
  g_assert_false (guo_log_verify (store->db, &error));
  g_assert_error (error, GUO_DB_ERROR, GUO_DB_ERROR_CORRUPT);
  g_assert_nonnull (strstr (error->message, "event 1"));
}

static void
test_newer (void)
{
  g_autoptr (Store) store = store_new (1);
  g_autoptr (GError) error = NULL;
  GuoDatabase *db;

  g_assert_cmpint (run_sql (store, "PRAGMA user_version = 99"), ==, SQLITE_OK);
  g_clear_pointer (&store->log, guo_log_free);
  g_clear_pointer (&store->db, guo_database_free);
  for (GuoDatabaseMode mode = GUO_DATABASE_READ_WRITE; mode <= GUO_DATABASE_READ_ONLY; mode++)
    {
      db = guo_database_open (store->path, mode, &error);
      g_assert_null (db);
      g_assert_error (error, GUO_DB_ERROR, GUO_DB_ERROR_NEWER);
      g_clear_error (&error);
    }
}

static void
test_not_ours (void)
{
  g_autofree gchar *folder = g_dir_make_tmp ("guo-store-XXXXXX", NULL);
  g_autofree gchar *text = g_build_filename (folder, "text", NULL);
  g_autofree gchar *other = g_build_filename (folder, "other.db", NULL);
  g_autofree gchar *absent = g_build_filename (folder, "absent.db", NULL);
  g_autofree gchar *long_text = g_strnfill (4096, 'x');
  const gchar *const paths[] = { text, other, folder };
  sqlite3 *handle = NULL;

  g_assert_true (g_file_set_contents (text, long_text, -1, NULL));
  g_assert_cmpint (sqlite3_open (other, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, "CREATE TABLE mine(a)", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (guo_database_open (paths[i], GUO_DATABASE_READ_WRITE, &error));
      g_assert_error (error, GUO_DB_ERROR, GUO_DB_ERROR_OPEN);
    }
  g_assert_null (guo_database_open (absent, GUO_DATABASE_READ_ONLY, NULL));
  g_assert_false (g_file_test (absent, G_FILE_TEST_EXISTS));
  g_unlink (text);
  g_unlink (other);
  g_rmdir (folder);
}

static void
test_reader (void)
{
  g_autoptr (Store) store = store_new (1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GuoDatabase) reader = guo_database_open (store->path, GUO_DATABASE_READ_ONLY, &error);
  g_autoptr (json_t) params = json_pack ("{s:s, s:s}", "key", "k", "value", "v");
  g_autoptr (json_t) row = NULL;

  g_assert_no_error (error);
  g_assert_false (guo_database_run (reader, "meta-set", params, &error));
  g_assert_error (error, GUO_DB_ERROR, GUO_DB_ERROR_READ_ONLY);
  g_clear_error (&error);
  store_append (store, "village.set", "{\"name\":\"河东村\"}", NULL, NULL, NULL);
  row = guo_database_row (reader, "log-status", NULL, &error);
  g_assert_cmpint (json_integer_value (json_object_get (row, "size")), ==, 2);
}

static void
test_deadline (void)
{
  g_autoptr (Store) store = store_new (1);
  g_autoptr (GError) error = NULL;
  g_autoptr (json_t) rows = NULL;

  for (guint i = 0; i < 400; i++)
    store_append (store, "village.set", "{\"name\":\"河东村\"}", NULL, NULL, NULL);
  guo_database_set_deadline (store->db, 1);
  rows = guo_database_rows (store->db, "villages", NULL, &error);
  g_assert_null (rows);
  g_assert_error (error, GUO_DB_ERROR, GUO_DB_ERROR_INTERRUPTED);
  guo_database_set_deadline (store->db, 0);
  g_clear_error (&error);
  rows = guo_database_rows (store->db, "villages", NULL, &error);
  g_assert_cmpuint (json_array_size (rows), ==, 400);
}

static gint64
meta_of (Store *store, const gchar *key)
{
  g_autofree gchar *params = g_strdup_printf ("{\"key\":\"%s\"}", key);
  g_autoptr (json_t) row = store_row (store, "meta", params);

  return json_is_null (row) ? -1 : json_integer_value (json_object_get (row, "value"));
}

static void
set_meta (Store *store, const gchar *key, gint value)
{
  g_autoptr (json_t) params = json_pack ("{s:s, s:i}", "key", key, "value", value);

  g_assert_true (guo_database_run (store->db, "meta-set", params, NULL));
}

static void
test_nested (void)
{
  g_autoptr (Store) store = store_new (1);
  g_autoptr (GError) error = NULL;
  GuoTransaction *outer = guo_transaction_begin (store->db, &error);
  GuoTransaction *middle;
  GuoTransaction *inner;

  set_meta (store, "a", 1);
  middle = guo_transaction_begin (store->db, &error);
  set_meta (store, "b", 2);
  inner = guo_transaction_begin (store->db, &error);
  set_meta (store, "c", 3);
  g_assert_true (guo_transaction_commit (&inner, &error));
  g_assert_null (inner);
  guo_transaction_rollback (middle);
  middle = guo_transaction_begin (store->db, &error);
  set_meta (store, "d", 4);
  g_assert_true (guo_transaction_commit (&middle, &error));
  g_assert_true (guo_transaction_commit (&outer, &error));
  g_assert_cmpint (meta_of (store, "a"), ==, 1);
  g_assert_cmpint (meta_of (store, "b"), ==, -1);
  g_assert_cmpint (meta_of (store, "c"), ==, -1);
  g_assert_cmpint (meta_of (store, "d"), ==, 4);
}

static void
test_practice (void)
{
  g_autofree gchar *folder = g_dir_make_tmp ("guo-store-XXXXXX", NULL);
  g_autofree gchar *path = g_build_filename (folder, "practice.db", NULL);
  g_autoptr (GuoDatabase) db = guo_database_open (path, GUO_DATABASE_READ_WRITE, NULL);
  g_autoptr (json_t) on = json_pack ("{s:s, s:i}", "key", "practice", "value", 1);
  g_autoptr (json_t) off = json_pack ("{s:s, s:i}", "key", "practice", "value", 0);
  g_autoptr (Store) real = store_new (1);

  g_assert_true (guo_database_run (db, "meta-set", on, NULL));
  g_assert_false (guo_database_run (db, "meta-set", off, NULL));
  g_assert_false (guo_database_run (real->db, "meta-set", on, NULL));
  g_clear_pointer (&db, guo_database_free);
  g_unlink (path);
  g_rmdir (folder);
}

/* SQLite is told that the file may not grow: what it answers is what a full disk makes it answer.
 */
static void
test_full (void)
{
  g_autoptr (Store) store = store_new (1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GuoTransaction) tx = guo_transaction_begin (store->db, &error);
  const GuoEvent event = { .type = "note.made", .day = "2026-07-16", .season = 2026 };
  const guint64 before = guo_log_size (store->log);
  gint64 n = 0;

  g_assert_cmpint (run_sql (store, "PRAGMA max_page_count = 1"), ==, SQLITE_OK);
  for (guint i = 0; i < 2000 && n >= 0; i++)
    n = guo_log_append (store->log, &event, &error);
  g_assert_cmpint (n, ==, -1);
  g_assert_error (error, GUO_DB_ERROR, GUO_DB_ERROR_FULL);
  g_clear_error (&error);
  guo_transaction_rollback (g_steal_pointer (&tx));
  g_assert_cmpint (run_sql (store, "PRAGMA max_page_count = 1000000"), ==, SQLITE_OK);
  g_assert_cmpuint (guo_log_size (store->log), ==, before);
  store_append (store, "note.made", NULL, NULL, NULL, NULL);
  g_assert_cmpuint (guo_log_size (store->log), ==, before + 1);
}

/* SQLite gave up the whole transaction: nothing more may slip in as a commit of its own. */
static void
test_undone (void)
{
  g_autoptr (Store) store = store_new (1);
  g_autoptr (GError) error = NULL;
  GuoTransaction *outer = guo_transaction_begin (store->db, &error);
  g_autoptr (json_t) params = json_pack ("{s:s, s:i}", "key", "a", "value", 1);

  set_meta (store, "b", 2);
  g_assert_cmpint (run_sql (store, "ROLLBACK"), ==, SQLITE_OK);
  g_assert_false (guo_database_fail (store->db, SQLITE_FULL, "test", &error));
  g_clear_error (&error);
  g_assert_false (guo_database_run (store->db, "meta-set", params, &error));
  g_assert_error (error, GUO_DB_ERROR, GUO_DB_ERROR_FULL);
  g_clear_error (&error);
  g_assert_null (guo_transaction_begin (store->db, NULL));
  g_assert_false (guo_transaction_commit (&outer, &error));
  g_assert_error (error, GUO_DB_ERROR, GUO_DB_ERROR_FULL);
  g_assert_cmpint (meta_of (store, "a"), ==, -1);
  g_assert_cmpint (meta_of (store, "b"), ==, -1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/db/database/protected", test_protected);
  g_test_add_func ("/db/database/triggers", test_triggers);
  g_test_add_func ("/db/database/erasure", test_erasure);
  g_test_add_func ("/db/database/tampered", test_tampered);
  g_test_add_func ("/db/database/newer", test_newer);
  g_test_add_func ("/db/database/not-ours", test_not_ours);
  g_test_add_func ("/db/database/reader", test_reader);
  g_test_add_func ("/db/database/deadline", test_deadline);
  g_test_add_func ("/db/database/nested", test_nested);
  g_test_add_func ("/db/database/practice", test_practice);
  g_test_add_func ("/db/database/full", test_full);
  g_test_add_func ("/db/database/undone", test_undone);
  return g_test_run ();
}
