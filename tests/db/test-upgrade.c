/* A database of every released schema opens, verifies and reads. */
#include "tests/db/store.h"

#include "db/database-private.h"

#include <glib/gstdio.h>

/* The file as that version left it, in the place of the store's own. */
static void
put_old (Store *store, const gchar *name)
{
  g_autofree gchar *path = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "upgrade", name, NULL);
  g_autofree gchar *sql = NULL;
  g_autoptr (GError) error = NULL;
  sqlite3 *handle = NULL;

  g_assert_true (g_file_get_contents (path, &sql, NULL, &error));
  g_clear_pointer (&store->log, guo_log_free);
  g_clear_pointer (&store->db, guo_database_free);
  g_assert_cmpint (g_unlink (store->path), ==, 0);
  g_assert_cmpint (sqlite3_open (store->path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
  store_reopen (store);
}

static void
test_schema (gconstpointer name)
{
  g_autoptr (Store) store = store_new (7);
  g_autoptr (GError) error = NULL;
  g_autoptr (json_t) deliveries = NULL;
  g_autoptr (json_t) yields = NULL;

  put_old (store, name);
  g_assert_true (guo_log_verify (store->db, &error));
  g_assert_no_error (error);
  deliveries = store_row (store, "deliveries", NULL);
  g_assert_cmpstr (json_string_value (json_object_get (deliveries, "no")), ==, "0716-01");
  yields = store_row (store, "yields", "{\"by_day\":1}");
  g_assert_cmpint (json_integer_value (json_object_get (yields, "net_mg")), ==, 20000000);
  store_append (store, "village.set", "{\"name\":\"河东村\"}", NULL, NULL, NULL);
  g_assert_true (guo_log_verify (store->db, &error));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/db/upgrade/schema-1", "schema-1.sql", test_schema);
  return g_test_run ();
}
