/* Appending: what is stored, what is refused, what a rollback leaves. */
#include "tests/db/store.h"

#include "db/database-private.h"

#include <string.h>

#define WEIGHING                                                                                   \
  "{\"no\":1,\"lot\":%r,\"crates\":1,\"gross_mg\":21500000,\"tare_mg\":1500000,\"net_mg\":"        \
  "20000000,"                                                                                      \
  "\"mode\":\"stable\",\"simulated\":true}"

static void
test_first_event (void)
{
  g_autoptr (Store) store = store_new (1);
  g_autofree gchar *origin = g_strdup (guo_log_origin (store->log));

  g_assert_true (g_str_has_suffix (origin, ".guozhan/1"));
  g_assert_cmpuint (guo_log_size (store->log), ==, 1);
  store_append (store, "village.set", "{\"name\":\"海升村\"}", NULL, NULL, NULL);
  store_reopen (store);
  g_assert_cmpstr (guo_log_origin (store->log), ==, origin);
  g_assert_cmpuint (guo_log_size (store->log), ==, 2);
}

static void
test_refused (void)
{
  g_autoptr (Store) store = store_new (2);

  store_refuse (store, GUO_DB_ERROR_BAD_JSON, "village.set", "{\"name\":1.5}", NULL);
  store_refuse (store, GUO_DB_ERROR_BAD_JSON, "village.set", "{\"name\":9007199254740992}", NULL);
  store_refuse (store, GUO_DB_ERROR_BAD_JSON, "village.set", "{\"名\":1}", NULL);
  store_refuse (store, GUO_DB_ERROR_CONSTRAINT, "weighing.recorded", NULL,
                "{\"lot\":[\"00000000000000aa.guozhan/1\",7],\"crates\":1,\"mode\":\"stable\","
                "\"gross_mg\":100,\"tare_mg\":10,\"net_mg\":91}");
  store_refuse (store, GUO_DB_ERROR_CONSTRAINT, "weighing.recorded", NULL,
                "{\"lot\":[\"00000000000000aa.guozhan/1\",7],\"crates\":1,\"mode\":\"stable\","
                "\"tare_mg\":10,\"net_mg\":91}");
  g_assert_cmpuint (guo_log_size (store->log), ==, 1);
  store_append (store, "village.set", "{\"name\":\"海升村\"}", NULL, NULL, NULL);
  g_assert_cmpuint (guo_log_size (store->log), ==, 2);
}

static void
test_weighing (void)
{
  g_autoptr (Store) store = store_new (3);
  gint64 lot = store_append (store, "lot.declared", NULL, "{\"no\":\"QS-0716-01\"}", NULL, NULL);
  gint64 n
      = store_append (store, "weighing.recorded", NULL, WEIGHING, NULL, "{\"actor\":null}", lot);

  g_assert_cmpint (n, ==, lot + 1);
}

static void
test_command (void)
{
  g_autoptr (Store) store = store_new (4);
  g_autoptr (GError) error = NULL;
  g_autoptr (json_t) answer = json_pack ("{s:i}", "id", 7);
  g_autoptr (json_t) first = NULL;
  g_autoptr (GuoTransaction) tx G_GNUC_UNUSED = guo_transaction_begin (store->db, &error);
  guint8 id[16] = { 1 };
  guint8 request[32] = { 2 };
  guint8 other[32] = { 3 };
  gboolean same = FALSE;

  g_assert_null (guo_log_command_find (store->db, id, request, &same, &error));
  g_assert_no_error (error);
  g_assert_true (guo_log_command_note (store->log, id, request, 1, 1, answer, &error));
  first = guo_log_command_find (store->db, id, request, &same, &error);
  g_assert_true (json_equal (first, answer));
  g_assert_true (same);
  g_clear_pointer (&first, json_decref);
  first = guo_log_command_find (store->db, id, other, &same, &error);
  g_assert_nonnull (first);
  g_assert_false (same);
}

static void
test_rollback (void)
{
  g_autoptr (Store) store = store_new (5);
  g_autoptr (GError) error = NULL;
  g_autoptr (GuoTransaction) tx = guo_transaction_begin (store->db, &error);
  const GuoEvent event = { .type = "note.made", .day = "2026-07-16", .season = 2026 };
  GuoTransaction *inner;

  for (guint i = 0; i < 300; i++)
    {
      inner = guo_transaction_begin (store->db, &error);
      g_assert_cmpint (guo_log_append (store->log, &event, &error), >, 0);
      if (i % 3 == 0)
        guo_transaction_rollback (inner);
      else
        g_assert_true (guo_transaction_commit (&inner, &error));
    }
  g_assert_cmpuint (guo_log_size (store->log), ==, 201);
  g_assert_true (guo_transaction_commit (&tx, &error));
  g_assert_cmpuint (guo_log_size (store->log), ==, 201);
  tx = guo_transaction_begin (store->db, &error);
  for (guint i = 0; i < 100; i++)
    g_assert_cmpint (guo_log_append (store->log, &event, &error), >, 0);
  guo_transaction_rollback (g_steal_pointer (&tx));
  g_assert_cmpuint (guo_log_size (store->log), ==, 201);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/db/log/first-event", test_first_event);
  g_test_add_func ("/db/log/refused", test_refused);
  g_test_add_func ("/db/log/weighing", test_weighing);
  g_test_add_func ("/db/log/command", test_command);
  g_test_add_func ("/db/log/rollback", test_rollback);
  return g_test_run ();
}
