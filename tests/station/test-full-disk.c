/* A full disk: commands are refused with 507, scales stop, reads go on; with space again it works by itself,
 * and of what was acknowledged nothing is missing. */
#include "tests/station/fixture.h"

#include "db/database-private.h"
#include "db/log.h"
#include "station/writer.h"

#define MANY 5000 /* commands, of which the disk holds some */

typedef struct
{
  Fixture f;
  GuoWriter *writer;
  GMutex lock;
  GCond wake;
  guint done;
  guint good;
  guint full;
  gboolean stopped; /* what the scale said at the last answer */
} Disk;

/* What the scale says to the key. */
static gboolean
scale_is_stopped (Disk *disk)
{
  g_autoptr(json_t) note = guo_devices_settle (guo_station_devices (disk->f.station), disk->f.scale);

  return g_strcmp0 (guo_field_text (note, "refusal"), "scale-stopped") == 0;
}

static void
on_done (json_t *answer, const GError *error, gpointer user_data)
{
  Disk *disk = user_data;
  gboolean stopped = scale_is_stopped (disk);

  g_assert_cmpint (stopped, ==, error != NULL);
  if (error != NULL)
    {
      g_assert_cmpstr (guo_refusal_code (error), ==, "disk-full");
      g_assert_cmpuint (guo_refusal_status (error), ==, 507);
    }
  g_mutex_lock (&disk->lock);
  disk->stopped = stopped;
  disk->done++;
  disk->good += answer != NULL;
  disk->full += error != NULL;
  g_cond_signal (&disk->wake);
  g_mutex_unlock (&disk->lock);
}

static void
do_and_wait (Disk *disk, const GuoVerb *verb, json_t *body)
{
  g_autoptr(GError) error = NULL;
  guint before = disk->done;

  g_assert_true (guo_writer_push (disk->writer, verb, NULL, &disk->f.actor, json_object (), body, on_done, disk,
                                  &error));
  g_assert_no_error (error);
  g_mutex_lock (&disk->lock);
  while (disk->done == before)
    g_cond_wait (&disk->wake, &disk->lock);
  g_mutex_unlock (&disk->lock);
}

/* A command of the test's own, so that the connection is only touched on its thread. */
static json_t *
set_pages (GuoCall *call, GError **error)
{
  g_autofree gchar *sql
    = g_strdup_printf ("PRAGMA max_page_count = %" G_GINT64_FORMAT, guo_field_int (call->body, "pages", 0));

  g_assert_cmpint (sqlite3_exec (call->db->handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  return json_object ();
}

static void
limit_pages (Disk *disk, gint pages)
{
  static const GuoVerb verb = { "POST", "/test", GUO_VERB_COMMAND, GUO_ROLE_NOBODY, set_pages, NULL, NULL };

  do_and_wait (disk, &verb, json_pack ("{s:i}", "pages", pages));
  disk->good--; /* it made no village */
}

static void
add_village (Disk *disk, guint number)
{
  g_autofree gchar *name = g_strdup_printf ("village %u", number);

  do_and_wait (disk, guo_verb_match ("POST", "/v1/villages", NULL, NULL), json_pack ("{s:s}", "name", name));
}

/* By a connection of its own, as a reader has it. */
static guint
count_villages (Disk *disk)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GuoDatabase) db = guo_database_open (disk->f.path, GUO_DATABASE_READ_ONLY, &error);
  g_autoptr(json_t) rows = db != NULL ? guo_database_rows (db, "villages", NULL, &error) : NULL;

  g_assert_no_error (error);
  g_assert_true (guo_log_verify (db, &error));
  return (guint) json_array_size (rows);
}

static void
test_full_disk (void)
{
  Disk disk = { .good = 1 }; /* the village of the fixture */

  fixture_open (&disk.f);
  fixture_centre (&disk.f);
  fixture_scale (&disk.f, "put 23.45");
  fixture_as_supervisor (&disk.f);
  disk.writer = guo_writer_new (disk.f.station);
  add_village (&disk, 0);
  g_assert_cmpuint (disk.good, ==, 2);
  limit_pages (&disk, 1); /* SQLite takes the present size: not a page more */
  for (guint i = 1; i < MANY && disk.full == 0; i++)
    add_village (&disk, i);
  g_assert_cmpuint (disk.full, ==, 1);
  g_assert_true (disk.stopped);
  g_assert_cmpuint (count_villages (&disk), ==, disk.good);
  limit_pages (&disk, 1000000);
  add_village (&disk, MANY);
  g_assert_cmpuint (disk.full, ==, 1);
  g_assert_false (disk.stopped);
  g_clear_pointer (&disk.writer, guo_writer_free);
  g_assert_cmpuint (count_villages (&disk), ==, disk.good);
  fixture_reopen (&disk.f);
  g_assert_cmpuint (count_villages (&disk), ==, disk.good);
  fixture_close (&disk.f);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/station/full-disk", test_full_disk);
  return g_test_run ();
}
