/* Every statement that is compiled in prepares, and no query walks through a table that grows with
 * the fruit unless the end of an index bounds it. */
#include "tests/db/store.h"

#include "db/database-private.h"

#include <string.h>

static void
test_prepares (gconstpointer folder)
{
  g_autoptr (Store) store = store_new (1);
  g_auto (GStrv) names = guo_database_sql_names (folder);

  g_assert_cmpuint (g_strv_length (names), >, 0);
  for (gchar **name = names; *name != NULL; name++)
    {
      g_autofree gchar *path = g_strconcat (folder, "/", *name, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (GuoStatement) stmt = guo_database_statement (store->db, path, &error);

      g_assert_no_error (error);
      g_assert_nonnull (stmt);
    }
}

/* What SQLite plans to do, one step a line. */
static gchar *
plan_of (Store *store, const gchar *path)
{
  g_autoptr (GBytes) sql = guo_database_sql (path, NULL);
  g_autofree gchar *text = g_strconcat ("EXPLAIN QUERY PLAN ", g_bytes_get_data (sql, NULL), NULL);
  GString *plan = g_string_new (NULL);
  sqlite3_stmt *stmt = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (store->db->handle, text, -1, &stmt, NULL), ==, SQLITE_OK);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    g_string_append_printf (plan, "%s\n", (const gchar *)sqlite3_column_text (stmt, 3));
  sqlite3_finalize (stmt);
  return g_string_free (plan, FALSE);
}

/* A scan in one of these takes a season's rows; the branches that end at a LIMIT walk the primary
 * key backwards on purpose and stand here by name. */
static void
test_plans (void)
{
  static const gchar *const large[]
      = { "event", "event_private", "weighing", "w", "handling_unit", "u", "label", "edge", "e" };
  static const gchar *const limited[] = { "weighings", "cases", "events", NULL };
  g_autoptr (Store) store = store_new (1);
  g_auto (GStrv) names = guo_database_sql_names ("query");

  for (gchar **name = names; *name != NULL; name++)
    {
      g_autofree gchar *path = g_strconcat ("query/", *name, NULL);
      g_autofree gchar *plan = NULL;

      if (g_strv_contains (limited, *name))
        continue;
      plan = plan_of (store, path);
      if (strstr (plan, "AUTOMATIC") != NULL)
        g_error ("%s makes an index of its own each time:\n%s", path, plan);
      for (guint i = 0; i < G_N_ELEMENTS (large); i++)
        {
          g_autofree gchar *scan = g_strconcat ("SCAN ", large[i], "\n", NULL);

          if (strstr (plan, scan) != NULL)
            g_error ("%s walks through %s:\n%s", path, large[i], plan);
        }
    }
}

int
main (int argc, char **argv)
{
  static const gchar *const folders[] = { "control", "query", "record", "project" };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree gchar *path = g_strconcat ("/db/statements/", folders[i], NULL);

      g_test_add_data_func (path, folders[i], test_prepares);
    }
  g_test_add_func ("/db/statements/plans", test_plans);
  return g_test_run ();
}
