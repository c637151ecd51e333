/* bench-append [PAIRS [SECONDS]]: durable capture through the core against one bare indexed INSERT,
 * one per transaction, synchronous=FULL, alternating in one process. Prints rates and their ratio,
 * asserts nothing.
 */
#include "db/database-private.h"
#include "db/log.h"

#include <glib/gstdio.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

typedef struct
{
  GuoDatabase *db;
  GuoLog *log;
  json_t *scale;
  json_t *lot;
  guint no;
} Core;

static void
check (gboolean done, GError *error)
{
  if (done)
    return;
  g_printerr ("bench-append: %s\n", error != NULL ? error->message : "failed");
  exit (1);
}

static gint64
append (Core *core, const gchar *type, json_t *data, json_t *grower, json_t *house)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GuoTransaction) tx = guo_transaction_begin (core->db, &error);
  const GuoEvent event = { type, "2026-07-16", 2026, data, grower, NULL, house };
  gint64 n;

  check (tx != NULL, error);
  n = guo_log_append (core->log, &event, &error);
  check (n > 0 && guo_transaction_commit (&tx, &error), error);
  return n;
}

static json_t *
append_ref (Core *core, const gchar *type, const gchar *data, json_t *grower, const gchar *house)
{
  g_autoptr (json_t) d = data != NULL ? json_loads (data, 0, NULL) : NULL;
  g_autoptr (json_t) g = grower;
  g_autoptr (json_t) h = house != NULL ? json_loads (house, 0, NULL) : NULL;

  return guo_log_ref (core->db, append (core, type, d, g, h), NULL);
}

/* A crate of a lot of a delivery of a cooperative: what the operator's key makes. */
static void
prepare (Core *core)
{
  g_autoptr (json_t) coop = append_ref (core, "party.set", "{\"kind\":\"cooperative\"}",
                                        json_pack ("{s:s}", "name", "勤生合作社"), NULL);
  g_autoptr (json_t) product = append_ref (core, "product.set", "{\"name\":\"脆李\"}", NULL, NULL);
  g_autoptr (json_t) delivery = append_ref (
      core, "delivery.opened", NULL,
      json_pack ("{s:s, s:O, s:O}", "no", "0716-01", "cooperative", coop, "product", product),
      "{}");

  core->scale
      = append_ref (core, "device.bound", NULL, NULL, "{\"name\":\"一号秤\",\"kind\":\"scale\"}");
  core->lot = append_ref (
      core, "lot.declared", NULL,
      json_pack ("{s:s, s:O, s:O}", "no", "QS-0716-01", "delivery", delivery, "product", product),
      "{}");
}

static void
note_command (Core *core, gint64 n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (json_t) answer
      = json_pack ("{s:I, s:i, s:i}", "id", (json_int_t)n, "no", core->no, "net_mg", 20000000);
  guint8 id[16];
  guint8 request[32] = { 0 };

  randombytes_buf (id, sizeof id);
  check (guo_log_command_note (core->log, id, request, n, 1, answer, &error), error);
}

static void
weigh (Core *core)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (json_t) grower = json_pack (
      "{s:i, s:O, s:O, s:i, s:i, s:i, s:i, s:s, s:s, s:b}", "no", ++core->no, "lot", core->lot,
      "scale", core->scale, "crates", 1, "gross_mg", 21500000, "tare_mg", 1500000, "net_mg",
      20000000, "tare_source", "table", "mode", "stable", "simulated", 0);
  g_autoptr (json_t) house
      = json_pack ("{s:s, s:n, s:s, s:s, s:i, s:i, s:s, s:i, s:i, s:s, s:b}", "at",
                   "2026-07-16T08:00:00.000+08:00", "actor", "client", "guozhan", "raw",
                   "022b3032313530302b42030d", "mantissa", 2150, "exponent", -2, "unit", "kg",
                   "age_ms", 40, "stable_ms", 620, "stability", "indicator", "below_min", 0);
  g_autoptr (GuoTransaction) tx = guo_transaction_begin (core->db, &error);
  const GuoEvent event = { "weighing.recorded", "2026-07-16", 2026, NULL, grower, NULL, house };
  gint64 n;

  check (tx != NULL, error);
  n = guo_log_append (core->log, &event, &error);
  check (n > 0, error);
  note_command (core, n);
  check (guo_transaction_commit (&tx, &error), error);
}

static sqlite3_stmt *
open_bare (const gchar *path, sqlite3 **handle)
{
  sqlite3_stmt *stmt = NULL;

  sqlite3_open (path, handle);
  sqlite3_exec (*handle,
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                "CREATE TABLE weighing(id INTEGER PRIMARY KEY, scale INT, lot INT, gross INT, tare "
                "INT, net INT, at TEXT);"
                "CREATE INDEX weighing_lot ON weighing(lot);",
                NULL, NULL, NULL);
  sqlite3_prepare_v2 (
      *handle, "INSERT INTO weighing(scale, lot, gross, tare, net, at) VALUES (?, ?, ?, ?, ?, ?)",
      -1, &stmt, NULL);
  return stmt;
}

static void
insert_bare (sqlite3_stmt *stmt)
{
  sqlite3_bind_int64 (stmt, 1, 1);
  sqlite3_bind_int64 (stmt, 2, 1099511627783);
  sqlite3_bind_int64 (stmt, 3, 21500000);
  sqlite3_bind_int64 (stmt, 4, 1500000);
  sqlite3_bind_int64 (stmt, 5, 20000000);
  sqlite3_bind_text (stmt, 6, "2026-07-16T08:00:00.000+08:00", -1, SQLITE_STATIC);
  check (sqlite3_step (stmt) == SQLITE_DONE, NULL);
  sqlite3_reset (stmt);
}

static gdouble
rate (Core *core, sqlite3_stmt *bare, gdouble seconds)
{
  const gint64 start = g_get_monotonic_time ();
  const gint64 end = start + (gint64)(seconds * G_USEC_PER_SEC);
  guint n = 0;

  for (; g_get_monotonic_time () < end; n++)
    {
      if (core != NULL)
        weigh (core);
      else
        insert_bare (bare);
    }
  return n / ((gdouble)(g_get_monotonic_time () - start) / G_USEC_PER_SEC);
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
measure (Core *core, sqlite3_stmt *bare, guint pairs, gdouble seconds)
{
  g_autofree gdouble *ours = g_new (gdouble, pairs);
  g_autofree gdouble *theirs = g_new (gdouble, pairs);
  g_autofree gdouble *ratios = g_new (gdouble, pairs);

  for (guint i = 0; i < pairs; i++)
    {
      ours[i] = rate (core, NULL, seconds);
      theirs[i] = rate (NULL, bare, seconds);
      ratios[i] = ours[i] / theirs[i];
    }
  g_print ("durable capture %.0f/s, bare indexed INSERT %.0f/s, ratio %.2f (medians of %u pairs; "
           "aim 0.6)\n",
           median (ours, pairs), median (theirs, pairs), median (ratios, pairs), pairs);
}

int
main (int argc, char **argv)
{
  const guint pairs = argc > 1 ? (guint)g_ascii_strtoull (argv[1], NULL, 10) : 21;
  const gdouble seconds = argc > 2 ? g_ascii_strtod (argv[2], NULL) : 0.3;
  g_autofree gchar *folder = g_dir_make_tmp ("guo-bench-XXXXXX", NULL);
  g_autofree gchar *path = g_build_filename (folder, "station.db", NULL);
  g_autofree gchar *bare_path = g_build_filename (folder, "bare.db", NULL);
  g_autoptr (GError) error = NULL;
  guint8 public_key[crypto_sign_PUBLICKEYBYTES];
  guint8 secret_key[crypto_sign_SECRETKEYBYTES];
  sqlite3 *handle = NULL;
  sqlite3_stmt *bare = open_bare (bare_path, &handle);
  Core core = { 0 };

  core.db = guo_database_open (path, GUO_DATABASE_READ_WRITE, &error);
  check (core.db != NULL, error);
  crypto_sign_keypair (public_key, secret_key);
  core.log = guo_log_open (core.db, secret_key, &error);
  check (core.log != NULL, error);
  prepare (&core);
  measure (&core, bare, MAX (pairs, 1), seconds);
  guo_log_free (core.log);
  guo_database_free (core.db);
  json_decref (core.scale);
  json_decref (core.lot);
  sqlite3_finalize (bare);
  sqlite3_close (handle);
  g_unlink (path);
  g_unlink (bare_path);
  g_rmdir (folder);
  return 0;
}
