/* What a keeper makes, starts, stops and frees as the rows of devices change; and the scanners, which add rows of their own. */
#include "station/port-keeper.h"
#include "station/scanners.h"

#include <gio/gio.h>
#include <string.h>

#define LIMIT_US (20 * G_TIME_SPAN_SECOND)

/* What was done to the ports, in order: "make 1, add 1, start 1". */
typedef struct
{
  GMutex lock;
  GString *done;
  gint ticks; /* atomic */
  gint rounds;
  GuoPortKeeper *keeper;
} World;

typedef struct
{
  World *world;
  gint64 id;
} Port;

static void
note (World *world, const gchar *what, gint64 id)
{
  g_mutex_lock (&world->lock);
  g_string_append_printf (world->done, "%s%s %" G_GINT64_FORMAT, world->done->len > 0 ? ", " : "", what, id);
  g_mutex_unlock (&world->lock);
}

static gboolean
is_scale (json_t *row)
{
  return guo_port_row_is (row, "scale");
}

static gboolean
is_same (json_t *running, json_t *row)
{
  return json_equal (json_object_get (running, "name"), json_object_get (row, "name"));
}

/* Row 13 cannot be made. */
static gpointer
make (json_t *row, gpointer owner)
{
  gint64 id = json_integer_value (json_object_get (row, "id"));
  const Port port = { owner, id };

  note (owner, id == 13 ? "refuse" : "make", id);
  return id == 13 ? NULL : g_memdup2 (&port, sizeof port);
}

static void
added (gpointer port, gpointer owner)
{
  World *world = owner;
  g_autoptr(GuoKept) kept = guo_port_keeper_find (world->keeper, ((Port *) port)->id);

  g_assert_true (kept != NULL && kept->port == port);
  note (world, "add", ((Port *) port)->id);
}

static void
start (gpointer port)
{
  note (((Port *) port)->world, "start", ((Port *) port)->id);
}

static void
stop (gpointer port)
{
  note (((Port *) port)->world, "stop", ((Port *) port)->id);
}

static void
tick (gpointer port)
{
  g_atomic_int_inc (&((Port *) port)->world->ticks);
}

static void
free_port (gpointer port)
{
  note (((Port *) port)->world, "free", ((Port *) port)->id);
  g_free (port);
}

static void
go_round (gpointer owner)
{
  g_atomic_int_inc (&((World *) owner)->rounds);
}

static const GuoPortKind whole = { "whole", is_scale, is_same, make, added, start, stop, tick, free_port, go_round };
static const GuoPortKind bare = { .name = "bare", .is_wanted = is_scale, .make = make, .stop = stop, .free = free_port };

static void
open_world (World *world, const GuoPortKind *kind)
{
  *world = (World) { .done = g_string_new (NULL) };
  g_mutex_init (&world->lock);
  world->keeper = guo_port_keeper_new (kind, world);
}

static void
close_world (World *world)
{
  g_string_free (world->done, TRUE);
  g_mutex_clear (&world->lock);
}

static gboolean
was_done (World *world, const gchar *wanted)
{
  gboolean same;

  g_mutex_lock (&world->lock);
  same = strcmp (world->done->str, wanted) == 0;
  g_mutex_unlock (&world->lock);
  return same;
}

/* Until exactly that was done since the last look. */
static void
expect (World *world, const gchar *wanted)
{
  gint64 until_us = g_get_monotonic_time () + LIMIT_US;

  while (!was_done (world, wanted) && g_get_monotonic_time () < until_us)
    g_usleep (1000);
  g_mutex_lock (&world->lock);
  g_assert_cmpstr (world->done->str, ==, wanted);
  g_string_truncate (world->done, 0);
  g_mutex_unlock (&world->lock);
}

static void
sync_rows (World *world, const gchar *text)
{
  json_auto_t *rows = json_loads (text, 0, NULL);

  g_assert_nonnull (rows);
  guo_port_keeper_sync (world->keeper, rows);
}

/* Before the start everything is there, at once, and nothing is opened. */
static void
test_before_start (void)
{
  World world;

  open_world (&world, &whole);
  sync_rows (&world, "[{\"id\": 1, \"kind\": \"scale\"}, {\"id\": 2, \"kind\": \"printer\"}, {\"id\": 3, \"kind\": \"scale\", \"active\": false}]");
  expect (&world, "make 1, add 1");
  g_assert_null (guo_port_keeper_find (world.keeper, 2));
  guo_port_keeper_start (world.keeper);
  expect (&world, "start 1");
  guo_port_keeper_free (world.keeper);
  expect (&world, "stop 1, free 1");
  close_world (&world);
}

/* The old port ends before the new one of the same device is made; what is the same goes on. */
static void
test_changes (void)
{
  World world;

  open_world (&world, &whole);
  guo_port_keeper_start (world.keeper);
  sync_rows (&world, "[{\"id\": 1, \"kind\": \"scale\", \"name\": \"a\"}, {\"id\": 2, \"kind\": \"scale\", \"name\": \"b\"}]");
  expect (&world, "make 1, add 1, start 1, make 2, add 2, start 2");
  sync_rows (&world, "[{\"id\": 1, \"kind\": \"scale\", \"name\": \"c\"}, {\"id\": 2, \"kind\": \"scale\", \"name\": \"b\", \"last\": 5}]");
  expect (&world, "stop 1, make 1, add 1, start 1, free 1");
  sync_rows (&world, "[{\"id\": 1, \"kind\": \"scale\", \"name\": \"c\", \"active\": false}, {\"id\": 13, \"kind\": \"scale\"}]");
  expect (&world, "stop 2, stop 1, refuse 13, free 2, free 1");
  guo_port_keeper_free (world.keeper);
  expect (&world, "");
  close_world (&world);
}

/* A port that somebody holds is stopped, and freed when he lets go. */
static void
test_held (void)
{
  World world;
  GuoKept *kept;

  open_world (&world, &bare);
  guo_port_keeper_start (world.keeper);
  sync_rows (&world, "[{\"id\": 1, \"kind\": \"scale\", \"name\": \"a\"}]");
  expect (&world, "make 1");
  kept = guo_port_keeper_find (world.keeper, 1);
  g_assert_nonnull (kept);
  g_assert_cmpstr (json_string_value (json_object_get (kept->row, "name")), ==, "a");
  sync_rows (&world, "[]");
  expect (&world, "stop 1");
  g_assert_null (guo_port_keeper_find (world.keeper, 1));
  g_assert_cmpint (((Port *) kept->port)->id, ==, 1);
  guo_kept_release (kept);
  expect (&world, "free 1");
  guo_port_keeper_free (world.keeper);
  close_world (&world);
}

/* Time goes on without news. */
static void
test_ticks (void)
{
  World world;

  open_world (&world, &whole);
  guo_port_keeper_start (world.keeper);
  sync_rows (&world, "[{\"id\": 1, \"kind\": \"scale\"}]");
  for (gint64 until_us = g_get_monotonic_time () + LIMIT_US;
       g_atomic_int_get (&world.ticks) < 3 && g_get_monotonic_time () < until_us;)
    g_usleep (1000);
  g_assert_cmpint (g_atomic_int_get (&world.ticks), >=, 3);
  g_assert_cmpint (g_atomic_int_get (&world.rounds), >=, 3);
  guo_port_keeper_free (world.keeper);
  close_world (&world);
}

/* The lines of topic "scans" that there are now. */
static gchar *
scans_of (GuoLive *live)
{
  g_autoptr(GString) text = g_string_new (NULL);
  guint64 since = 0;

  guo_live_collect (live, "scans", &since, text);
  return g_strdup (text->str);
}

static void
until_scans (GuoLive *live, const gchar *part, gboolean there)
{
  gint64 until_us = g_get_monotonic_time () + LIMIT_US;

  for (;;)
    {
      g_autofree gchar *text = scans_of (live);

      if ((strstr (text, part) != NULL) == there)
        return;
      if (g_get_monotonic_time () > until_us)
        g_error ("“%s” %s: %s", part, there ? "is missing" : "is still there", text);
      g_usleep (1000);
    }
}

static void
say (GSocketConnection *link, const gchar *text)
{
  g_autoptr(GError) error = NULL;

  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (link)), text, strlen (text), NULL, NULL, &error);
  g_assert_no_error (error);
}

static GSocketConnection *
take_link (GSocketListener *listener)
{
  g_autoptr(GError) error = NULL;
  GSocketConnection *link = g_socket_listener_accept (listener, NULL, NULL, &error);

  g_assert_no_error (error);
  return link;
}

static void
expect_end (GSocketConnection *link)
{
  gchar byte;

  g_assert_cmpint (g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (link)), &byte, 1, NULL, NULL), <=, 0);
  g_object_unref (link);
}

/* A search opens what it is told, and anew when it is told again; bound scanners go on beside it. */
static void
test_search (void)
{
  g_autoptr(GuoLive) live = guo_live_new ();
  GuoScanners *scanners = guo_scanners_new (live);
  g_autoptr(GSocketListener) bound = g_socket_listener_new ();
  g_autoptr(GSocketListener) free_one = g_socket_listener_new ();
  g_autofree gchar *at = g_strdup_printf ("tcp:127.0.0.1:%u", g_socket_listener_add_any_inet_port (bound, NULL, NULL));
  g_autofree gchar *searched
    = g_strdup_printf ("tcp:127.0.0.1:%u", g_socket_listener_add_any_inet_port (free_one, NULL, NULL));
  const gchar *const addresses[] = { searched, NULL };
  json_auto_t *rows = json_pack ("[{s:i, s:s, s:s, s:s}]", "id", 7, "kind", "scanner", "name", "枪", "address", at);
  GSocketConnection *own, *link;

  guo_scanners_start (scanners);
  guo_scanners_sync (scanners, rows);
  own = take_link (bound);
  guo_scanners_find (scanners, addresses);
  link = take_link (free_one);
  say (link, "690123\r");
  until_scans (live, "\"device\":\"find\"", TRUE);
  guo_scanners_find (scanners, addresses);
  expect_end (link);
  link = take_link (free_one);
  guo_scanners_find (scanners, NULL);
  expect_end (link);
  until_scans (live, "\"device\":\"find\"", FALSE);
  say (own, "690124\r");
  until_scans (live, "690124", TRUE);
  g_assert_false (guo_scanners_take (scanners, 7, 2));
  g_assert_true (guo_scanners_take (scanners, 7, 1));
  g_assert_false (guo_scanners_take (scanners, 7, 1));
  g_assert_false (guo_scanners_take (scanners, -1, 1));
  guo_scanners_free (scanners);
  expect_end (own);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/station/port-keeper/before-start", test_before_start);
  g_test_add_func ("/station/port-keeper/changes", test_changes);
  g_test_add_func ("/station/port-keeper/held", test_held);
  g_test_add_func ("/station/port-keeper/ticks", test_ticks);
  g_test_add_func ("/station/port-keeper/search", test_search);
  return g_test_run ();
}
