/* The table of live values: newest line of each key, in the order of the news. */
#include "station/live.h"

static gchar *
collect (GuoLive *live, const gchar *topics, guint64 *since)
{
  GString *out = g_string_new (NULL);
  gboolean any = guo_live_collect (live, topics, since, out);

  g_assert_cmpint (any, ==, out->len > 0);
  return g_string_free (out, FALSE);
}

#define assert_news(live, topics, since, wanted)                                                   \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree gchar *got = collect (live, topics, since);                                         \
    g_assert_cmpstr (got, ==, wanted);                                                             \
  }                                                                                                \
  G_STMT_END

static void
test_newest (void)
{
  g_autoptr(GuoLive) live = guo_live_new ();
  guint64 slow = 0;
  guint64 fast = 0;

  assert_news (live, NULL, &fast, "");
  guo_live_publish (live, "weight", "1", g_strdup ("a1"));
  guo_live_publish (live, "weight", "2", g_strdup ("b1"));
  assert_news (live, NULL, &fast, "a1\nb1\n");
  guo_live_publish (live, "weight", "1", g_strdup ("a2"));
  assert_news (live, NULL, &fast, "a2\n");
  assert_news (live, NULL, &fast, "");
  guo_live_publish (live, "weight", "1", g_strdup ("a3"));
  assert_news (live, NULL, &slow, "b1\na3\n"); /* never a backlog */
}

static void
test_topics (void)
{
  g_autoptr(GuoLive) live = guo_live_new ();
  guint64 since = 0;

  guo_live_publish (live, "weight", "1", g_strdup ("w"));
  guo_live_publish (live, "weights", "1", g_strdup ("x"));
  guo_live_publish (live, "queue", "1", g_strdup ("q"));
  assert_news (live, "queue,weight", &since, "w\nq\n");
  since = 0;
  assert_news (live, "wei", &since, "");
  since = 0;
  assert_news (live, "", &since, "");
}

static void
test_removed (void)
{
  g_autoptr(GuoLive) live = guo_live_new ();
  guint64 since = 0;

  guo_live_publish (live, "queue", "1", g_strdup ("q"));
  guo_live_publish (live, "queue", "1", g_strdup (""));
  guo_live_publish (live, "queue", "2", g_strdup (""));
  assert_news (live, NULL, &since, "");
}

static void
count (gpointer user_data)
{
  g_atomic_int_inc ((gint *) user_data);
}

static gpointer
publish_many (gpointer data)
{
  for (guint i = 0; i < 1000; i++)
    guo_live_publish (data, "weight", "1", g_strdup_printf ("%u", i));
  return NULL;
}

static void
test_threads (void)
{
  g_autoptr(GuoLive) live = guo_live_new ();
  GThread *threads[4];
  gint wakes = 0;
  guint64 since = 0;

  guo_live_set_wake (live, count, &wakes);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("publisher", publish_many, live);
  for (guint i = 0; i < 100; i++)
    g_free (collect (live, NULL, &since));
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  g_assert_cmpint (wakes, ==, 4000);
  since = 0;
  assert_news (live, NULL, &since, "999\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/live/newest", test_newest);
  g_test_add_func ("/live/topics", test_topics);
  g_test_add_func ("/live/removed", test_removed);
  g_test_add_func ("/live/threads", test_threads);
  return g_test_run ();
}
