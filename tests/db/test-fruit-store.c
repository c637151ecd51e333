/* The fruit store: what is appended, how often, by how many; damaged files, a full disk, a writer that is killed. */
#include "db/fruit-pack.h"
#include "db/fruit-store-private.h"
#include "tests/db/plums.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define KILLS 50
#define KILLS_PER_RUN 10

/* The program itself, for a child of it. */
static const gchar *program;

typedef struct
{
  gchar *folder;
  gchar *path;
  GuoFruitStore *store;
  GRand *random;
} Fixture;

static void
fixture_open (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  self->store = guo_fruit_store_open (self->path, NULL, &error);
  g_assert_no_error (error);
}

static void
fixture_close (Fixture *self)
{
  g_clear_pointer (&self->store, guo_fruit_store_free);
}

static Fixture *
fixture_new (guint32 seed)
{
  Fixture *self = g_new0 (Fixture, 1);

  self->folder = g_dir_make_tmp ("guo-fruit-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "fruit.db", NULL);
  self->random = g_rand_new_with_seed (seed);
  fixture_open (self);
  return self;
}

static void
fixture_free (Fixture *self)
{
  g_autoptr (GDir) dir = NULL;
  const gchar *name;

  fixture_close (self);
  dir = g_dir_open (self->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree gchar *path = g_build_filename (self->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (self->folder);
  g_rand_free (self->random);
  g_free (self->path);
  g_free (self->folder);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fixture, fixture_free)

/* Runs @sql on the file as another program would: with nothing but the triggers in its way. */
static int
run_sql (const Fixture *self, const gchar *sql)
{
  sqlite3 *handle = NULL;
  int rc = sqlite3_open (self->path, &handle);

  if (rc == SQLITE_OK)
    rc = sqlite3_exec (handle, sql, NULL, NULL, NULL);
  sqlite3_close (handle);
  return rc;
}

/* For a test of thousands of appends in which nothing is cut off: does not wait for the disk. */
static void
hurry (Fixture *self)
{
  g_assert_cmpint (sqlite3_exec (self->store->writer->handle, "PRAGMA synchronous = OFF", NULL, NULL, NULL), ==,
                   SQLITE_OK);
}

static gint64
ask_number (const Fixture *self, const gchar *sql)
{
  sqlite3 *handle = NULL;
  sqlite3_stmt *stmt = NULL;
  gint64 number;

  g_assert_cmpint (sqlite3_open (self->path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (handle, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  number = sqlite3_column_int64 (stmt, 0);
  sqlite3_finalize (stmt);
  sqlite3_close (handle);
  return number;
}

static void
append (Fixture *self, gint64 run, const GuoFruit *fruits, gsize n)
{
  g_autoptr (GError) error = NULL;
  gboolean again = TRUE;

  guo_fruit_store_append (self->store, run, NULL, fruits, n, &again, &error);
  g_assert_no_error (error);
  g_assert_false (again);
}

static GuoFruit *
append_plums (Fixture *self, gint64 run, gsize n)
{
  GuoFruit *fruits = g_new (GuoFruit, n);

  plums_fill (self->random, fruits, n);
  append (self, run, fruits, n);
  return fruits;
}

static gboolean
collect (const GuoFruit *fruits, guint n, gint64 first, gpointer user_data, GError **error)
{
  GArray *all = user_data;

  g_assert_cmpint (first, ==, all->len);
  g_assert_cmpuint (n, >, 0);
  g_assert_cmpuint (n, <=, GUO_FRUIT_PACK_MAX);
  g_array_append_vals (all, fruits, n);
  return TRUE;
}

static GArray *
read_run (Fixture *self, gint64 run)
{
  g_autoptr (GError) error = NULL;
  GArray *all = g_array_new (FALSE, FALSE, sizeof (GuoFruit));

  guo_fruit_store_read (self->store, run, collect, all, &error);
  g_assert_no_error (error);
  return all;
}

static void
assert_run (Fixture *self, gint64 run, const GuoFruit *fruits, gsize n)
{
  g_autoptr (GArray) all = read_run (self, run);
  g_autoptr (GuoFruitDigest) sum = guo_fruit_digest_new ();
  g_autoptr (GError) error = NULL;
  guint8 expected[GUO_HASH_SIZE];
  guint8 digest[GUO_HASH_SIZE];
  GuoFruitRun found;
  gint64 mass_mg = 0;
  gint64 counted = -1;

  g_assert_cmpuint (all->len, ==, n);
  g_assert_true (n == 0 || memcmp (all->data, fruits, n * sizeof *fruits) == 0);
  for (gsize i = 0; i < n; i++)
    mass_mg += fruits[i].mass_mg;
  guo_fruit_digest_add (sum, fruits, n);
  guo_fruit_digest_end (sum, expected);
  g_assert_true (guo_fruit_store_digest (self->store, run, digest, &counted, &error));
  g_assert_true (memcmp (digest, expected, sizeof digest) == 0);
  g_assert_cmpint (counted, ==, (gint64)n);
  g_assert_true (guo_fruit_store_find (self->store, run, &found, &error));
  g_assert_cmpint (found.run, ==, run);
  g_assert_cmpint (found.n, ==, (gint64)n);
  g_assert_cmpint (found.mass_mg, ==, mass_mg);
  guo_fruit_store_check_run (self->store, run, &error);
  g_assert_no_error (error);
}

/* However a run was cut, it reads the same, and its rows are few. */
static void
test_cuts (void)
{
  static const gsize largest[] = { 1, 7, 360, 1000, 4096, 4097, 20000 };
  const gsize n = 13000;
  g_autoptr (Fixture) self = fixture_new (1);
  g_autofree GuoFruit *fruits = g_new (GuoFruit, n);

  plums_fill_any (self->random, fruits, n);
  for (gsize i = 0; i < G_N_ELEMENTS (largest); i++)
    {
      const gint64 run = (gint64)i + 1;
      const gsize all = largest[i] > 1 ? n : 4500;
      g_autofree gchar *rows = g_strdup_printf ("SELECT count(*) FROM chunk WHERE run = %d", (gint)run);
      g_autofree gchar *short_of
          = g_strdup_printf ("SELECT count(*) FROM chunk WHERE run = %d AND first < %d AND n < 4096", (gint)run,
                             (gint)(all - all % GUO_FRUIT_PACK_MAX));

      hurry (self);
      for (gsize done = 0; done < all;)
        {
          const gsize wanted = i % 2 == 0 ? largest[i] : (gsize)g_rand_int_range (self->random, 0, (gint)largest[i] + 1);
          const gsize now = MIN (wanted, all - done);

          append (self, run, fruits + done, now);
          done += now;
        }
      assert_run (self, run, fruits, all);
      g_assert_cmpint (ask_number (self, rows), <=, 3 + 33);
      g_assert_cmpint (ask_number (self, short_of), ==, 0);
      fixture_close (self);
      fixture_open (self);
      assert_run (self, run, fruits, all);
    }
}

static void
test_batches (void)
{
  static const guint8 id[GUO_FRUIT_BATCH_ID_SIZE] = { 1, 0, 3 };
  g_autoptr (Fixture) self = fixture_new (2);
  GuoFruit fruits[360];
  GuoFruitRun sealed;
  gboolean again = TRUE;

  plums_fill (self->random, fruits, G_N_ELEMENTS (fruits));
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (guo_fruit_store_append (self->store, 5, id, fruits, G_N_ELEMENTS (fruits), &again, &error));
      g_assert_no_error (error);
      g_assert_cmpint (again, ==, i > 0);
      assert_run (self, 5, fruits, G_N_ELEMENTS (fruits));
      if (i == 1)
        g_assert_true (guo_fruit_store_seal (self->store, 5, &sealed, NULL));
    }
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;
      static const gchar *const words[] = { "for another run", "with other fruits", "with other fruits" };

      if (i == 1)
        fruits[359].lane++;
      g_assert_false (
          guo_fruit_store_append (self->store, i == 0 ? 6 : 5, id, fruits, i == 2 ? 359 : 360, &again, &error));
      g_assert_error (error, GUO_DB_ERROR, GUO_DB_ERROR_CONSTRAINT);
      g_assert_nonnull (strstr (error->message, words[i]));
    }
  assert_run (self, 6, NULL, 0);
}

static void
test_seal (void)
{
  g_autoptr (Fixture) self = fixture_new (3);
  g_autofree GuoFruit *fruits = append_plums (self, 1, 5000);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) runs = NULL;
  guint8 digest[GUO_HASH_SIZE];
  GuoFruitRun first;
  GuoFruitRun second;

  append (self, 1, fruits, 300);
  g_assert_true (guo_fruit_store_seal (self->store, 1, &first, &error));
  g_assert_true (guo_fruit_store_digest (self->store, 1, digest, NULL, &error));
  g_assert_true (memcmp (digest, first.digest, sizeof digest) == 0);
  g_assert_true (guo_fruit_store_seal (self->store, 1, &second, &error));
  g_assert_true (memcmp (&first, &second, sizeof first) == 0);
  g_assert_true (first.sealed);
  g_assert_cmpint (first.n, ==, 5300);
  g_assert_cmpint (ask_number (self, "SELECT count(*) FROM chunk"), ==, 2);
  g_assert_false (guo_fruit_store_append (self->store, 1, NULL, fruits, 1, NULL, &error));
  g_assert_error (error, GUO_DB_ERROR, GUO_DB_ERROR_CONSTRAINT);
  g_assert_nonnull (strstr (error->message, "run 1: it is sealed"));
  g_clear_error (&error);
  g_assert_false (guo_fruit_store_drop (self->store, 1, &error));
  g_assert_error (error, GUO_DB_ERROR, GUO_DB_ERROR_CONSTRAINT);
  g_clear_error (&error);

  append (self, G_MAXINT64, fruits, 2);
  g_assert_true (guo_fruit_store_seal (self->store, 9, &second, &error));
  g_assert_cmpint (second.n, ==, 0);
  runs = guo_fruit_store_list (self->store, &error);
  g_assert_cmpuint (runs->len, ==, 3);
  g_assert_true (memcmp (&g_array_index (runs, GuoFruitRun, 0), &first, sizeof first) == 0);
  g_assert_cmpint (g_array_index (runs, GuoFruitRun, 1).run, ==, 9);
  g_assert_cmpint (g_array_index (runs, GuoFruitRun, 2).run, ==, G_MAXINT64);
  g_assert_false (g_array_index (runs, GuoFruitRun, 2).sealed);
  g_assert_true (guo_fruit_store_check (self->store, &error));
}

static void
test_drop (void)
{
  static const guint8 id[GUO_FRUIT_BATCH_ID_SIZE] = { 7 };
  g_autoptr (Fixture) self = fixture_new (4);
  g_autofree GuoFruit *fruits = append_plums (self, 1, 9000);
  g_autofree GuoFruit *kept = append_plums (self, 2, 100);
  g_autoptr (GError) error = NULL;
  gboolean again = TRUE;

  g_assert_true (guo_fruit_store_append (self->store, 1, id, fruits, 10, NULL, &error));
  for (guint i = 0; i < 2; i++)
    g_assert_true (guo_fruit_store_drop (self->store, 1, &error));
  assert_run (self, 1, NULL, 0);
  assert_run (self, 2, kept, 100);
  g_assert_cmpint (ask_number (self, "SELECT count(*) FROM batch"), ==, 0);
  g_assert_true (guo_fruit_store_append (self->store, 1, id, fruits, 10, &again, &error));
  g_assert_false (again);
  assert_run (self, 1, fruits, 10);
  g_assert_true (guo_fruit_store_check (self->store, &error));
}

static void
test_refused (void)
{
  g_autoptr (Fixture) self = fixture_new (5);
  g_autofree GuoFruit *fruits = append_plums (self, 1, 500);
  g_autoptr (GError) error = NULL;

  fruits[321].mass_mg = GUO_FRUIT_MASS_MAX_MG + 1;
  g_assert_false (guo_fruit_store_append (self->store, 1, NULL, fruits, 500, NULL, &error));
  g_assert_error (error, GUO_DB_ERROR, GUO_DB_ERROR_CONSTRAINT);
  g_assert_nonnull (strstr (error->message, "run 1, fruit 321 of the batch: mass_mg"));
  assert_run (self, 2, NULL, 0);
}

/* Another program, and this one by mistake, is held to what only grows. */
static void
test_protected (void)
{
  static const gchar *const refused[] = {
    "UPDATE chunk SET packed = x'00'",
    "UPDATE chunk SET n = 1 WHERE run = 2",
    "DELETE FROM chunk WHERE run = 1",
    "DELETE FROM chunk WHERE run = 2 AND n = 4096",
    "INSERT OR REPLACE INTO chunk SELECT id, run, first, n, x'00' FROM chunk WHERE run = 2 LIMIT 1",
    "INSERT INTO chunk(run, first, n, packed) VALUES (1, 5000, 1, x'00')",
    "INSERT INTO chunk(run, first, n, packed) VALUES (2, 5001, 1, x'00')",
    "INSERT INTO chunk(run, first, n, packed) VALUES (2, 4999, 1, x'00')",
    "INSERT INTO chunk(run, first, n, packed) VALUES (3, 0, 1, x'00')",
    "UPDATE run SET n = 4 WHERE run = 1",
    "UPDATE run SET state = 0, digest = NULL WHERE run = 1",
    "UPDATE run SET state = 2, digest = NULL WHERE run = 1",
    "UPDATE run SET n = n - 1 WHERE run = 2",
    "UPDATE run SET state = 1 WHERE run = 2",
    "DELETE FROM run",
    "INSERT OR REPLACE INTO run(run, state, n, mass_mg) VALUES (1, 0, 0, 0)",
    "INSERT INTO run(run, state, n, mass_mg) VALUES (0, 0, 0, 0)",
    "DELETE FROM batch",
    "UPDATE batch SET run = 2",
    "INSERT OR REPLACE INTO batch SELECT id, 2, content FROM batch",
  };
  static const gchar *const denied[] = {
    "DROP TRIGGER chunk_update", "DROP TABLE chunk", "ATTACH ':memory:' AS other",
    "PRAGMA writable_schema = 1; DELETE FROM sqlite_schema", "UPDATE chunk SET packed = x'00' WHERE run = 77",
  };
  static const guint8 id[GUO_FRUIT_BATCH_ID_SIZE] = { 7 };
  g_autoptr (Fixture) self = fixture_new (6);
  g_autofree GuoFruit *fruits = append_plums (self, 2, 5000);
  g_autoptr (GError) error = NULL;

  g_assert_true (guo_fruit_store_append (self->store, 1, id, fruits, 5000, NULL, &error));
  g_assert_true (guo_fruit_store_seal (self->store, 1, NULL, &error));
  for (gsize i = 0; i < G_N_ELEMENTS (denied); i++)
    if (sqlite3_exec (self->store->writer->handle, denied[i], NULL, NULL, NULL) == SQLITE_OK)
      g_error ("not denied: %s", denied[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    if (run_sql (self, refused[i]) == SQLITE_OK)
      g_error ("taken: %s", refused[i]);
  assert_run (self, 1, fruits, 5000);
  assert_run (self, 2, fruits, 5000);
}

static void
test_statements (void)
{
  g_autoptr (Fixture) self = fixture_new (7);
  g_auto (GStrv) names = guo_database_sql_names ("fruit");

  g_assert_cmpuint (g_strv_length (names), >, 10);
  for (gchar **name = names; *name != NULL; name++)
    {
      g_autofree gchar *path = g_strconcat ("fruit/", *name, NULL);
      g_autoptr (GBytes) sql = guo_database_sql (path, NULL);
      g_autofree gchar *text = g_strconcat ("EXPLAIN QUERY PLAN ", g_bytes_get_data (sql, NULL), NULL);
      sqlite3_stmt *stmt = NULL;

      g_assert_cmpint (sqlite3_prepare_v2 (self->store->writer->handle, text, -1, &stmt, NULL), ==, SQLITE_OK);
      while (sqlite3_step (stmt) == SQLITE_ROW)
        {
          const gchar *step = (const gchar *)sqlite3_column_text (stmt, 3);

          if ((g_str_has_prefix (step, "SCAN") && !g_str_equal (path, "fruit/runs"))
              || strstr (step, "TEMP B-TREE") != NULL)
            g_error ("%s: %s", path, step);
        }
      sqlite3_finalize (stmt);
    }
}

/* Told "appended" means on disk; the file is its owner's; a clean end leaves nothing beside it. */
static void
test_file (void)
{
  g_autoptr (Fixture) self = fixture_new (8);
  g_autofree GuoFruit *fruits = append_plums (self, 1, 100);
  g_autofree gchar *wal = g_strconcat (self->path, "-wal", NULL);
  g_autofree gchar *shm = g_strconcat (self->path, "-shm", NULL);
  g_autoptr (GError) error = NULL;
  sqlite3_stmt *stmt = NULL;
  GStatBuf status;
  gboolean made_anew = TRUE;

  g_assert_cmpint (sqlite3_prepare_v2 (self->store->writer->handle, "PRAGMA synchronous", -1, &stmt, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  g_assert_cmpint (sqlite3_column_int (stmt, 0), ==, 2);
  sqlite3_finalize (stmt);
  g_assert_true (g_file_test (wal, G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_stat (self->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  assert_run (self, 1, fruits, 100);
  fixture_close (self);
  g_assert_false (g_file_test (wal, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (shm, G_FILE_TEST_EXISTS));
  self->store = guo_fruit_store_open (self->path, &made_anew, &error);
  g_assert_no_error (error);
  g_assert_false (made_anew);
  fixture_close (self);
  g_unlink (self->path);
  self->store = guo_fruit_store_open (self->path, &made_anew, &error);
  g_assert_no_error (error);
  g_assert_true (made_anew);
}

static void
test_copy (void)
{
  g_autoptr (Fixture) self = fixture_new (9);
  g_autofree GuoFruit *fruits = append_plums (self, 1, 6000);
  g_autofree gchar *path = g_build_filename (self->folder, "copy.db", NULL);
  g_autofree gchar *nowhere = g_build_filename (self->folder, "absent", "copy.db", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (guo_fruit_store_copy (self->store, path, &error));
  append (self, 1, fruits, 10);
  fixture_close (self);
  g_free (self->path);
  self->path = g_strdup (path);
  fixture_open (self);
  assert_run (self, 1, fruits, 6000);
  g_assert_true (guo_fruit_store_check (self->store, &error));
  g_assert_false (guo_fruit_store_copy (self->store, nowhere, &error));
  g_assert_nonnull (error);
}

/* The disk is full: nothing of the batch is there, and it goes on once there is room. */
static void
test_full (void)
{
  g_autoptr (Fixture) self = fixture_new (10);
  g_autofree GuoFruit *fruits = append_plums (self, 1, 5000);
  g_autofree GuoFruit *more = g_new (GuoFruit, 200000);
  g_autofree GuoFruit *both = g_new (GuoFruit, 205000);
  g_autoptr (GError) error = NULL;

  plums_fill_measured (self->random, more, 200000);
  g_assert_cmpint (sqlite3_exec (self->store->writer->handle, "PRAGMA max_page_count = 60", NULL, NULL, NULL), ==,
                   SQLITE_OK);
  g_assert_false (guo_fruit_store_append (self->store, 1, NULL, more, 200000, NULL, &error));
  g_assert_error (error, GUO_DB_ERROR, GUO_DB_ERROR_FULL);
  assert_run (self, 1, fruits, 5000);
  g_assert_cmpint (sqlite3_exec (self->store->writer->handle, "PRAGMA max_page_count = 1000000", NULL, NULL, NULL), ==,
                   SQLITE_OK);
  append (self, 1, more, 200000);
  memcpy (both, fruits, 5000 * sizeof *both);
  memcpy (both + 5000, more, 200000 * sizeof *both);
  assert_run (self, 1, both, 205000);
}

typedef struct
{
  const gchar *sql; /* of another program, with the file in hand */
  gint64 run;
  const gchar *says;
} Damage;

static void
test_damaged_rows (void)
{
  static const Damage damages[] = {
    { "UPDATE chunk SET packed = x'' WHERE run = 1 AND first = 4096", 1, "run 1, chunk at fruit 4096: " },
    { "UPDATE chunk SET packed = randomblob(length(packed)) WHERE run = 1 AND first = 8192", 1,
      "run 1, chunk at fruit 8192: the check sum" },
    { "UPDATE chunk SET packed = (SELECT packed FROM chunk WHERE first = 0) WHERE run = 1 AND first = 12288", 1,
      "run 1, chunk at fruit 12288: the chunk holds 4096" },
    { "UPDATE chunk SET packed = (SELECT packed FROM chunk WHERE first = 0) WHERE run = 1 AND first = 4096", 1,
      "run 1: its fruits do not weigh" },
    { "DELETE FROM chunk WHERE run = 1 AND first = 4096", 1, "run 1, chunk at fruit 4096: the chunk that begins here" },
    { "DELETE FROM chunk WHERE run = 1 AND first = 12288", 1, "run 1: chunks are missing at its end" },
    { "UPDATE run SET mass_mg = mass_mg + 1 WHERE run = 1", 1, "run 1: its fruits do not weigh" },
    { "UPDATE run SET digest = zeroblob(32) WHERE run = 1", 1, "run 1: its fruits are not those" },
    { "DELETE FROM chunk WHERE run = 2 AND first = 100", 2, "run 2" },
    { "UPDATE chunk SET packed = x'01' WHERE run = 2 AND first = 100", 2, "run 2, chunk at fruit 100: " },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autoptr (Fixture) self = fixture_new (11);
      g_autofree GuoFruit *fruits = append_plums (self, 1, 13000);
      g_autoptr (GError) error = NULL;
      g_autofree gchar *sql = g_strconcat ("DROP TRIGGER chunk_update; DROP TRIGGER chunk_delete; DROP TRIGGER run_update;",
                                           damages[i].sql, NULL);

      append (self, 2, fruits, 100);
      append (self, 2, fruits, 200);
      append (self, 2, fruits, 4);
      g_assert_true (guo_fruit_store_seal (self->store, 1, NULL, &error));
      fixture_close (self);
      g_assert_cmpint (run_sql (self, sql), ==, SQLITE_OK);
      fixture_open (self);
      g_assert_false (guo_fruit_store_check_run (self->store, damages[i].run, &error));
      g_assert_error (error, GUO_DB_ERROR, GUO_DB_ERROR_CORRUPT);
      if (!g_str_has_prefix (error->message, damages[i].says))
        g_error ("%s: %s", damages[i].sql, error->message);
      g_clear_error (&error);
      g_assert_false (guo_fruit_store_check (self->store, &error));
      g_clear_error (&error);
      g_assert_true (guo_fruit_store_check_run (self->store, 3 - damages[i].run, &error));
      if (damages[i].run == 1)
        continue;
      /* Nothing is packed anew out of what is damaged. */
      g_assert_false (guo_fruit_store_append (self->store, 2, NULL, fruits, 5000, NULL, &error));
      g_assert_error (error, GUO_DB_ERROR, GUO_DB_ERROR_CORRUPT);
      g_clear_error (&error);
      g_assert_false (guo_fruit_store_seal (self->store, 2, NULL, &error));
    }
}

/* Bytes of the file overwritten anywhere, or its end cut off: every read ends with the right fruits or with an error. */
static void
test_damaged_file (void)
{
  g_autoptr (Fixture) self = fixture_new (12);
  g_autofree GuoFruit *fruits = append_plums (self, 1, 20000);
  g_autofree gchar *whole = NULL;
  gsize len = 0;
  guint found = 0;

  fixture_close (self);
  g_assert_true (g_file_get_contents (self->path, &whole, &len, NULL));
  for (guint i = 0; i < 150; i++)
    {
      g_autofree gchar *bytes = g_memdup2 (whole, len);
      g_autoptr (GError) error = NULL;
      g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (GuoFruit));
      const gsize at = (gsize)g_rand_int_range (self->random, 0, (gint)len);
      const gsize now = i % 3 == 0 ? at : len;

      for (gsize k = at; k < MIN (at + (gsize)i, len); k++)
        bytes[k] = (gchar)g_rand_int (self->random);
      g_assert_true (g_file_set_contents (self->path, bytes, (gssize)now, NULL));
      self->store = guo_fruit_store_open (self->path, NULL, &error);
      if (self->store != NULL && guo_fruit_store_read (self->store, 1, collect, all, &error))
        {
          /* A run that the damage made unknown has none. */
          g_assert_true (all->len == 20000 || all->len == 0);
          g_assert_true (memcmp (all->data, fruits, all->len * sizeof *fruits) == 0);
        }
      else
        {
          g_assert_nonnull (error);
          g_assert_cmpint (error->domain, ==, GUO_DB_ERROR);
          found++;
        }
      fixture_close (self);
    }
  g_assert_cmpuint (found, >, 50);
}

static void
test_not_ours (void)
{
  g_autoptr (Fixture) self = fixture_new (13);
  g_autofree gchar *text = g_build_filename (self->folder, "text", NULL);
  g_autofree gchar *station = g_build_filename (self->folder, "station.db", NULL);
  g_autofree gchar *long_text = g_strnfill (4096, 'x');
  g_autoptr (GuoDatabase) db = guo_database_open (station, GUO_DATABASE_READ_WRITE, NULL);
  const gchar *const paths[] = { text, station, self->folder };

  g_assert_nonnull (db);
  g_assert_true (g_file_set_contents (text, long_text, -1, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (guo_fruit_store_open (paths[i], NULL, &error));
      g_assert_error (error, GUO_DB_ERROR, GUO_DB_ERROR_OPEN);
      g_assert_nonnull (strstr (error->message, paths[i]));
    }
  fixture_close (self);
  g_assert_cmpint (run_sql (self, "PRAGMA user_version = 9"), ==, SQLITE_OK);
  {
    g_autoptr (GError) error = NULL;

    g_assert_null (guo_fruit_store_open (self->path, NULL, &error));
    g_assert_error (error, GUO_DB_ERROR, GUO_DB_ERROR_NEWER);
  }
}

static gboolean
stop_at_second (const GuoFruit *fruits, guint n, gint64 first, gpointer user_data, GError **error)
{
  if (first == 0)
    return TRUE;
  g_set_error (error, GUO_DB_ERROR, GUO_DB_ERROR_INTERRUPTED, "enough");
  return FALSE;
}

static void
test_stopped (void)
{
  g_autoptr (Fixture) self = fixture_new (14);
  g_autofree GuoFruit *fruits = append_plums (self, 1, 10000);
  g_autoptr (GError) error = NULL;

  g_assert_false (guo_fruit_store_read (self->store, 1, stop_at_second, NULL, &error));
  g_assert_error (error, GUO_DB_ERROR, GUO_DB_ERROR_INTERRUPTED);
  g_assert_cmpstr (error->message, ==, "enough");
  assert_run (self, 1, fruits, 10000);
}

/* Fruits that say where they belong. */
static void
number_fruits (GuoFruit *fruits, gsize n, guint32 batch)
{
  for (gsize i = 0; i < n; i++)
    fruits[i] = (GuoFruit){ .mass_mg = batch + 1,
                            .blemish_mm2 = (guint32)i,
                            .diameter_x10mm = (guint16)(n % 5000),
                            .lane = (guint8)batch,
                            .grade_class = (guint8)(i % 4) };
}

/* How many a batch has: often few, now and then more than a chunk. */
static gsize
size_of_batch (guint32 batch)
{
  return batch % 7 < 3 ? 1 + batch % 3 : batch % 41 == 40 ? 4990 : 1 + batch * 7919 % 700;
}

typedef struct
{
  guint32 batch;  /* the one that is being read */
  gsize seen;     /* fruits of it */
} Sequence;

static gboolean
follow (const GuoFruit *fruits, guint n, gint64 first, gpointer user_data, GError **error)
{
  Sequence *at = user_data;

  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpuint (fruits[i].mass_mg, ==, at->batch + 1);
      g_assert_cmpuint (fruits[i].blemish_mm2, ==, at->seen);
      if (++at->seen == size_of_batch (at->batch))
        *at = (Sequence){ at->batch + 1, 0 };
    }
  return TRUE;
}

/* Returns how many batches there are, each whole, once and in order. */
static guint32
count_batches (GuoFruitStore *store, gint64 run)
{
  g_autoptr (GError) error = NULL;
  Sequence at = { 0 };

  guo_fruit_store_read (store, run, follow, &at, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (at.seen, ==, 0);
  return at.batch;
}

typedef struct
{
  GuoFruitStore *store;
  gint over;
} Race;

static gpointer
write_batches (gpointer data)
{
  Race *race = data;
  g_autofree GuoFruit *fruits = g_new (GuoFruit, 5000);

  for (guint32 batch = 0; batch < 400; batch++)
    {
      g_autoptr (GError) error = NULL;

      number_fruits (fruits, size_of_batch (batch), batch);
      guo_fruit_store_append (race->store, 1, NULL, fruits, size_of_batch (batch), NULL, &error);
      g_assert_no_error (error);
    }
  g_atomic_int_set (&race->over, 1);
  return NULL;
}

static gpointer
read_batches (gpointer data)
{
  Race *race = data;
  guint32 last = 0;

  while (!g_atomic_int_get (&race->over))
    {
      const guint32 n = count_batches (race->store, 1);

      g_assert_cmpuint (n, >=, last);
      last = n;
    }
  return NULL;
}

static void
test_threads (void)
{
  g_autoptr (Fixture) self = fixture_new (15);
  Race race = { self->store, 0 };
  GThread *writer;
  GThread *readers[2];

  hurry (self);
  writer = g_thread_new ("writer", write_batches, &race);
  for (gsize i = 0; i < G_N_ELEMENTS (readers); i++)
    readers[i] = g_thread_new ("reader", read_batches, &race);
  while (!g_atomic_int_get (&race.over))
    {
      GuoFruitRun found;

      g_free (append_plums (self, 2, 100));
      g_assert_true (guo_fruit_store_find (self->store, 2, &found, NULL));
      g_assert_cmpint (found.n % 100, ==, 0);
    }
  g_thread_join (writer);
  for (gsize i = 0; i < G_N_ELEMENTS (readers); i++)
    g_thread_join (readers[i]);
  g_assert_cmpuint (count_batches (self->store, 1), ==, 400);
}

static void
name_batch (gint64 run, guint32 batch, guint8 id[GUO_FRUIT_BATCH_ID_SIZE])
{
  memset (id, 0, GUO_FRUIT_BATCH_ID_SIZE);
  memcpy (id, &run, sizeof run);
  memcpy (id + sizeof run, &batch, sizeof batch);
}

/* The child: appends from @batch on until it is killed, and says so of each. The first may be there already. */
static int
append_for_ever (const gchar *path, gint64 run, guint32 batch)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GuoFruitStore) store = guo_fruit_store_open (path, NULL, &error);
  g_autofree GuoFruit *fruits = g_new (GuoFruit, 5000);

  for (guint32 i = batch; store != NULL; i++)
    {
      guint8 id[GUO_FRUIT_BATCH_ID_SIZE];
      gboolean again = FALSE;

      name_batch (run, i, id);
      number_fruits (fruits, size_of_batch (i), i);
      if (!guo_fruit_store_append (store, run, id, fruits, size_of_batch (i), &again, &error) || (again && i > batch)
          || write (STDOUT_FILENO, &i, sizeof i) != sizeof i)
        break;
    }
  g_printerr ("child: %s\n", error != NULL ? error->message : "a batch was there, or nobody listens");
  return 1;
}

/* For tests/crash/fruit-cut.py: how many batches a copy of the file has, each whole, once and in order. */
static int
count_for_others (const gchar *path, gint64 run)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GuoFruitStore) store = guo_fruit_store_open (path, NULL, &error);

  if (store == NULL || !guo_fruit_store_check (store, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  g_print ("%u\n", count_batches (store, run));
  return 0;
}

/* Starts a child, kills it at some moment; returns the last batch that it reported, or @next - 1. */
static guint32
run_and_kill (Fixture *self, gint64 run, guint32 next)
{
  g_autofree gchar *run_text = g_strdup_printf ("%d", (gint)run);
  g_autofree gchar *next_text = g_strdup_printf ("%u", next);
  gchar *argv[] = { (gchar *)program, (gchar *)"--append", self->path, run_text, next_text, NULL };
  g_autoptr (GError) error = NULL;
  guint32 told = next - 1;
  guint32 now;
  GPid pid = 0;
  int out = -1;
  int status = 0;

  g_spawn_async_with_pipes (NULL, argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, NULL, &out, NULL, &error);
  g_assert_no_error (error);
  /* Sometimes before it has done anything, mostly in the midst of it. */
  if (g_rand_int_range (self->random, 0, 10) > 0 && read (out, &now, sizeof now) == sizeof now)
    told = now;
  g_usleep ((gulong)g_rand_int_range (self->random, 0, 80000));
  kill (pid, SIGKILL);
  while (read (out, &now, sizeof now) == sizeof now)
    {
      g_assert_cmpuint (now, ==, told + 1);
      told = now;
    }
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
  close (out);
  return told;
}

/* Each batch that was acknowledged is there once, none is there by half; the next child sends again what it does not
 * know of. */
static void
test_killed (void)
{
  g_autoptr (Fixture) self = fixture_new (16);
  g_autoptr (GError) error = NULL;
  guint32 next = 0;
  guint unheard = 0;
  guint64 batches = 0;

  for (guint i = 0; i < KILLS; i++)
    {
      const gint64 run = 1 + i / KILLS_PER_RUN;
      guint32 stored;

      fixture_close (self);
      next = run_and_kill (self, run, next) + 1;
      fixture_open (self);
      stored = count_batches (self->store, run);
      g_assert_cmpuint (stored, >=, next);
      g_assert_cmpuint (stored, <=, next + 1);
      unheard += stored - next;
      if ((i + 1) % KILLS_PER_RUN == 0)
        {
          batches += stored;
          next = 0;
          g_assert_true (guo_fruit_store_seal (self->store, run, NULL, &error));
          g_assert_cmpuint (count_batches (self->store, run), ==, stored);
        }
    }
  guo_fruit_store_check (self->store, &error);
  g_assert_no_error (error);
  g_test_message ("%u kills, %" G_GUINT64_FORMAT " batches, %u on disk but not acknowledged", KILLS, batches, unheard);
}

int
main (int argc, char **argv)
{
  if (argc == 5 && g_str_equal (argv[1], "--append"))
    return append_for_ever (argv[2], g_ascii_strtoll (argv[3], NULL, 10),
                            (guint32)g_ascii_strtoull (argv[4], NULL, 10));
  if (argc == 4 && g_str_equal (argv[1], "--count"))
    return count_for_others (argv[2], g_ascii_strtoll (argv[3], NULL, 10));
  program = argv[0];
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/db/fruit-store/cuts", test_cuts);
  g_test_add_func ("/db/fruit-store/batches", test_batches);
  g_test_add_func ("/db/fruit-store/seal", test_seal);
  g_test_add_func ("/db/fruit-store/drop", test_drop);
  g_test_add_func ("/db/fruit-store/refused", test_refused);
  g_test_add_func ("/db/fruit-store/protected", test_protected);
  g_test_add_func ("/db/fruit-store/statements", test_statements);
  g_test_add_func ("/db/fruit-store/file", test_file);
  g_test_add_func ("/db/fruit-store/copy", test_copy);
  g_test_add_func ("/db/fruit-store/full", test_full);
  g_test_add_func ("/db/fruit-store/damaged-rows", test_damaged_rows);
  g_test_add_func ("/db/fruit-store/damaged-file", test_damaged_file);
  g_test_add_func ("/db/fruit-store/not-ours", test_not_ours);
  g_test_add_func ("/db/fruit-store/stopped", test_stopped);
  g_test_add_func ("/db/fruit-store/threads", test_threads);
  g_test_add_func ("/db/fruit-store/killed", test_killed);
  return g_test_run ();
}
