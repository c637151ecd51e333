/* bench-fruit [PAIRS [SECONDS [FRUITS]]]: the fruit store against one row a fruit in plain SQLite (WAL, synchronous=FULL,
 * found by run without an index of its own), the same simulated plums, alternating in one process. How many fruits a
 * second are durable in batches of a second's worth and of a chunk's, how many bytes each takes on disk, how long a run
 * takes to read. Prints figures and ratios, asserts nothing. A line of 360 fruits a second is what it must keep up with.
 */
#include "db/fruit-store-private.h"
#include "tests/db/plums.h"

#include <glib/gstdio.h>
#include <stdlib.h>

#define SECOND 360
#define CHUNK 4096
#define LINE_RATE 360.0

typedef struct
{
  gchar *path;
  GuoFruitStore *store; /* one of the two */
  sqlite3 *handle;
  sqlite3_stmt *insert;
  gint64 no;
} Side;

static void
check (gboolean done, const GError *error)
{
  if (done)
    return;
  g_printerr ("bench-fruit: %s\n", error != NULL ? error->message : "failed");
  exit (1);
}

static void
run_sql (sqlite3 *handle, const gchar *sql)
{
  check (sqlite3_exec (handle, sql, NULL, NULL, NULL) == SQLITE_OK, NULL);
}

static Side
open_ours (const gchar *folder, const gchar *name)
{
  g_autoptr (GError) error = NULL;
  Side side = { .path = g_build_filename (folder, name, NULL) };

  side.store = guo_fruit_store_open (side.path, NULL, &error);
  check (side.store != NULL, error);
  side.handle = side.store->writer->handle;
  return side;
}

static Side
open_rows (const gchar *folder, const gchar *name)
{
  Side side = { .path = g_build_filename (folder, name, NULL) };

  check (sqlite3_open (side.path, &side.handle) == SQLITE_OK, NULL);
  run_sql (side.handle, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                        "CREATE TABLE fruit(run INT, no INT, lane INT, outlet INT, mass_mg INT, diameter INT, colour INT,"
                        " brix INT, grade_class INT, size INT, defects INT, blemish INT, PRIMARY KEY(run, no))"
                        " WITHOUT ROWID");
  sqlite3_prepare_v2 (side.handle, "INSERT INTO fruit VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)", -1,
                      &side.insert, NULL);
  return side;
}

static void
close_side (Side *side)
{
  sqlite3_finalize (side->insert);
  if (side->store != NULL)
    guo_fruit_store_free (side->store);
  else
    sqlite3_close (side->handle);
  side->store = NULL;
  side->handle = NULL;
}

static void
insert_row (Side *side, const GuoFruit *fruit)
{
  sqlite3_stmt *stmt = side->insert;

  sqlite3_bind_int64 (stmt, 1, 1);
  sqlite3_bind_int64 (stmt, 2, side->no++);
  sqlite3_bind_int (stmt, 3, fruit->lane);
  sqlite3_bind_int (stmt, 4, fruit->outlet);
  sqlite3_bind_int64 (stmt, 5, fruit->mass_mg);
  sqlite3_bind_int (stmt, 6, fruit->diameter_x10mm);
  sqlite3_bind_int (stmt, 7, fruit->colour_permille);
  if (fruit->brix_x10 == GUO_FRUIT_NOT_MEASURED)
    sqlite3_bind_null (stmt, 8);
  else
    sqlite3_bind_int (stmt, 8, fruit->brix_x10);
  sqlite3_bind_int (stmt, 9, fruit->grade_class);
  sqlite3_bind_int (stmt, 10, fruit->size);
  sqlite3_bind_int (stmt, 11, fruit->defects);
  sqlite3_bind_int64 (stmt, 12, fruit->blemish_mm2);
  check (sqlite3_step (stmt) == SQLITE_DONE, NULL);
  sqlite3_reset (stmt);
}

static void
append (Side *side, const GuoFruit *fruits, gsize n)
{
  g_autoptr (GError) error = NULL;
  guint8 id[GUO_FRUIT_BATCH_ID_SIZE];

  if (side->store != NULL)
    {
      for (gsize i = 0; i < sizeof id; i++)
        id[i] = (guint8)g_random_int ();
      check (guo_fruit_store_append (side->store, 1, id, fruits, n, NULL, &error), error);
      return;
    }
  run_sql (side->handle, "BEGIN IMMEDIATE");
  for (gsize i = 0; i < n; i++)
    insert_row (side, &fruits[i]);
  run_sql (side->handle, "COMMIT");
}

/* Fruits a second, each batch durable before the next. */
static gdouble
rate (Side *side, const GuoFruit *fruits, gsize batch, gdouble seconds)
{
  const gint64 start = g_get_monotonic_time ();
  const gint64 end = start + (gint64)(seconds * G_USEC_PER_SEC);
  guint64 n = 0;

  for (; g_get_monotonic_time () < end; n += batch)
    append (side, fruits + n % (8 * CHUNK), batch);
  return (gdouble)n / ((gdouble)(g_get_monotonic_time () - start) / G_USEC_PER_SEC);
}

static gint
compare_numbers (gconstpointer a, gconstpointer b)
{
  return *(const gdouble *)a < *(const gdouble *)b ? -1 : *(const gdouble *)a > *(const gdouble *)b;
}

static gdouble
median (gdouble *numbers, guint n)
{
  qsort (numbers, n, sizeof *numbers, compare_numbers);
  return numbers[n / 2];
}

static void
measure_rates (const gchar *folder, const GuoFruit *fruits, gsize batch, guint pairs, gdouble seconds)
{
  g_autofree gchar *our_name = g_strdup_printf ("ours-%u.db", (guint)batch);
  g_autofree gchar *row_name = g_strdup_printf ("rows-%u.db", (guint)batch);
  Side ours = open_ours (folder, our_name);
  Side rows = open_rows (folder, row_name);
  g_autofree gdouble *our = g_new (gdouble, pairs);
  g_autofree gdouble *row = g_new (gdouble, pairs);
  g_autofree gdouble *ratios = g_new (gdouble, pairs);
  gdouble typical;

  for (guint i = 0; i < pairs; i++)
    {
      our[i] = rate (&ours, fruits, batch, seconds);
      row[i] = rate (&rows, fruits, batch, seconds);
      ratios[i] = our[i] / row[i];
    }
  typical = median (our, pairs);
  g_print ("batches of %u: %.0f fruits/s durable, %.1f ms a batch, %.0f times the line; a row each %.0f/s, ratio %.2f "
           "(medians of %u pairs)\n",
           (guint)batch, typical, 1000 * (gdouble)batch / typical, typical / LINE_RATE, median (row, pairs),
           median (ratios, pairs), pairs);
  close_side (&ours);
  close_side (&rows);
  g_free (ours.path);
  g_free (rows.path);
}

static gint64
size_of (const gchar *path)
{
  GStatBuf status = { 0 };

  check (g_stat (path, &status) == 0, NULL);
  return status.st_size;
}

static gboolean
add_mass (const GuoFruit *fruits, guint n, gint64 first, gpointer user_data, GError **error)
{
  for (guint i = 0; i < n; i++)
    *(gint64 *)user_data += fruits[i].mass_mg;
  return TRUE;
}

/* Every field of every fruit, in order. */
static gdouble
read_ms (const Side *side)
{
  const gint64 start = g_get_monotonic_time ();
  sqlite3_stmt *stmt = NULL;
  gint64 sum = 0;

  if (side->store != NULL)
    check (guo_fruit_store_read (side->store, 1, add_mass, &sum, NULL), NULL);
  else
    {
      sqlite3_prepare_v2 (side->handle, "SELECT * FROM fruit WHERE run = 1 ORDER BY no", -1, &stmt, NULL);
      while (sqlite3_step (stmt) == SQLITE_ROW)
        {
          GuoFruit fruit = { .mass_mg = (guint32)sqlite3_column_int64 (stmt, 4) };

          for (int i = 2; i < 12; i++)
            fruit.defects = (guint16)(fruit.defects + sqlite3_column_int (stmt, i));
          sum += fruit.mass_mg + (fruit.defects & 0);
        }
      sqlite3_finalize (stmt);
    }
  check (sum > 0, NULL);
  return (gdouble)(g_get_monotonic_time () - start) / 1000;
}

typedef void (*Fill) (GRand *random, GuoFruit *fruits, gsize n);

static void
measure_size (const gchar *folder, const gchar *what, Fill fill, gsize n)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20260716);
  g_autofree GuoFruit *fruits = g_new (GuoFruit, n);
  g_autofree gchar *our_name = g_strdup_printf ("ours-%s.db", what);
  g_autofree gchar *row_name = g_strdup_printf ("rows-%s.db", what);
  Side sides[] = { open_ours (folder, our_name), open_rows (folder, row_name) };
  gdouble each[G_N_ELEMENTS (sides)];
  gdouble ms[G_N_ELEMENTS (sides)];
  gint64 sealing;

  fill (random, fruits, n);
  for (gsize i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      run_sql (sides[i].handle, "PRAGMA synchronous = OFF"); /* it is the size that is measured */
      for (gsize done = 0; done < n; done += SECOND)
        append (&sides[i], fruits + done, MIN (SECOND, n - done));
      read_ms (&sides[i]);
      ms[i] = read_ms (&sides[i]);
    }
  sealing = g_get_monotonic_time ();
  check (guo_fruit_store_seal (sides[0].store, 1, NULL, NULL), NULL);
  sealing = g_get_monotonic_time () - sealing;
  for (gsize i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      close_side (&sides[i]);
      each[i] = (gdouble)size_of (sides[i].path) / (gdouble)n;
      g_free (sides[i].path);
    }
  g_print ("%s, %u in batches of %u: %.2f bytes a fruit on disk, a row each %.2f, ratio %.2f; a season of 270 million "
           "%.2f GB; read in %.0f ms, rows %.0f ms, ratio %.1f; sealed with its digest in %.0f ms\n",
           what, (guint)n, SECOND, each[0], each[1], each[0] / each[1], each[0] * 0.27, ms[0], ms[1], ms[1] / ms[0],
           (gdouble)sealing / 1000);
}

static void
clear_folder (const gchar *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const gchar *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree gchar *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  const guint pairs = argc > 1 ? (guint)g_ascii_strtoull (argv[1], NULL, 10) : 7;
  const gdouble seconds = argc > 2 ? g_ascii_strtod (argv[2], NULL) : 0.5;
  const gsize n = argc > 3 ? (gsize)g_ascii_strtoull (argv[3], NULL, 10) : 1000000;
  g_autofree gchar *folder = g_dir_make_tmp ("guo-bench-XXXXXX", NULL);
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autofree GuoFruit *fruits = g_new (GuoFruit, 9 * CHUNK);

  plums_fill (random, fruits, 9 * CHUNK);
  measure_rates (folder, fruits, SECOND, MAX (pairs, 1), seconds);
  measure_rates (folder, fruits, CHUNK, MAX (pairs, 1), seconds);
  measure_size (folder, "plums", plums_fill, MAX (n, 1));
  measure_size (folder, "plums-with-every-instrument", plums_fill_measured, MAX (n, 1));
  clear_folder (folder);
  return 0;
}
