/* Half a million fruits as a batch report through a station (read, kept, parsed, mapped, judged by a scheme, stored, counted
 * into the balance of an open run) beside `sqlite3 ".import"` of the same file into a table, on the same disk and in memory,
 * in alternating pairs. sqlite3 keeps texts and judges nothing. Only the fruit that the run has is checked. */
#include "station/run/reports.h"
#include "tests/station/desk.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#define ROWS 500000u
#define PAIRS 5
#define PEERS 2 /* on disk, in memory */

static const gchar profile[]
  = "{\"format\":\"guozhan-profile/1\",\"name\":\"fruit\",\"file\":{\"kind\":\"csv\"},"
    "\"numbers\":{\"decimal\":\".\",\"thousands\":\",\"},\"columns\":["
    "{\"field\":\"batch\",\"names\":[\"批次号\"],\"required\":true},{\"field\":\"outlet\",\"names\":[\"出口\"]},"
    "{\"field\":\"grade\",\"names\":[\"规格\"],\"required\":true},{\"field\":\"fruit\",\"names\":[\"果数\"],\"required\":true},"
    "{\"field\":\"mass\",\"names\":[\"重量(g)\"],\"unit\":\"g\",\"required\":true},"
    "{\"field\":\"diameter_mean\",\"names\":[\"果径(mm)\"],\"unit\":\"mm\"},{\"field\":\"brix_mean\",\"names\":[\"糖度\"]}]}";

typedef struct
{
  gint64 wall_us;
  gint64 cpu_us;
} Spent;

typedef struct
{
  Desk desk;
  gint64 machine, run;
  gchar *folder;
  gchar *csv;
  gint64 mass_mg; /* of all files */
} Bench;

static gint64
cpu_us (int who)
{
  struct rusage usage;

  getrusage (who, &usage);
  return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * G_USEC_PER_SEC + usage.ru_utime.tv_usec + usage.ru_stime.tv_usec;
}

static void
begin (Spent *spent, int who)
{
  spent->cpu_us = -cpu_us (who);
  spent->wall_us = -g_get_monotonic_time ();
}

static void
end (Spent *spent, int who)
{
  spent->wall_us += g_get_monotonic_time ();
  spent->cpu_us += cpu_us (who);
}

/* Another batch each time: the same content is a run's only once. */
static void
write_file (Bench *bench, guint batch)
{
  static const gchar *const grades[] = { "特级", "一级", "二级", "三级", "等外", "小果" };
  g_autoptr(GString) text = g_string_new ("批次号,序号,出口,规格,果数,重量(g),果径(mm),糖度\r\n");
  g_autoptr(GError) error = NULL;
  guint32 seed = batch + 1;

  for (guint i = 0; i < ROWS; i++)
    {
      guint at;

      seed = seed * 1664525 + 1013904223;
      at = (seed >> 16) % G_N_ELEMENTS (grades);
      g_string_append_printf (text, "CL20260718-%02u,%u,%u,%s,1,%u.%02u,%u.%u,%u.%u\r\n", batch, i + 1, at + 1, grades[at],
                              20 + seed % 40, seed % 100, 25 + seed % 20, seed % 10, 9 + seed % 6, seed % 10);
      bench->mass_mg += (20 + seed % 40) * 1000 + seed % 100 * 10;
    }
  if (!g_file_set_contents (bench->csv, text->str, (gssize) text->len, &error))
    g_error ("%s", error->message);
}

static void
set_up (Bench *bench)
{
  Fixture *f = &bench->desk.f;
  gint64 scheme;

  desk_open (&bench->desk);
  desk_crate (&bench->desk, 60000000);
  fixture_as_supervisor (f);
  bench->folder = g_build_filename (f->folder, "machine", NULL);
  bench->csv = g_build_filename (f->folder, "fruit.csv", NULL);
  g_mkdir (bench->folder, 0700);
  scheme = fixture_make (f, "/v1/grade-schemes", json_pack ("{s:s, s:I}", "shipped", "centre-plum", "product", ID (f->product)));
  bench->machine = fixture_make (f, "/v1/devices",
                                 json_pack ("{s:s, s:s, s:s, s:s, s:s}", "name", "大线", "kind", "grader", "address",
                                            bench->folder, "protocol", "guozhan-profile", "profile", profile));
  bench->run = fixture_make (f, "/v1/grade-runs",
                             json_pack ("{s:I, s:I, s:[{s:I, s:I}]}", "scheme", ID (scheme), "machine", ID (bench->machine),
                                        "lots", "lot", ID (bench->desk.lot), "mg", ID (20000000)));
}

/* As the keeper of the folder does it once the file is steady; the run has its fruit when this returns. */
static void
import_once (Bench *bench, GuoWriter *writer, Spent *spent)
{
  g_autoptr(GError) error = NULL;
  g_autofree gchar *sha256 = NULL;
  g_autoptr(GBytes) bytes = NULL;
  gchar *text;
  gsize len;

  begin (spent, RUSAGE_SELF);
  if (!g_file_get_contents (bench->csv, &text, &len, &error))
    g_error ("%s", error->message);
  bytes = g_bytes_new_take (text, len);
  sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  if (!guo_report_arrived (bench->desk.f.station, writer,
                           &(GuoReportArrival) { bench->machine, "fruit.csv", bytes, sha256, profile }, &error))
    g_error ("%s", error->message);
  end (spent, RUSAGE_SELF);
}

static void
peer_once (Bench *bench, const gchar *database, Spent *spent)
{
  g_autofree gchar *import = g_strdup_printf (".import --csv %s t", bench->csv);
  gchar *argv[] = { (gchar *) "sqlite3", (gchar *) database, import, NULL };
  gint status;

  begin (spent, RUSAGE_CHILDREN);
  if (!g_spawn_sync (NULL, argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, NULL) || status != 0)
    g_error ("sqlite3 failed");
  end (spent, RUSAGE_CHILDREN);
}

static void
check (Bench *bench)
{
  g_autofree gchar *path = desk_path ("/v1/grade-runs/", bench->run, "");
  g_autoptr(json_t) run = fixture_get (&bench->desk.f, path);
  json_t *fruit = json_object_get (run, "fruit");

  if (desk_integer (fruit, "n") != (gint64) ROWS * PAIRS || desk_integer (fruit, "mass_mg") != bench->mass_mg)
    g_error ("the run has %" G_GINT64_FORMAT " fruits of %" G_GINT64_FORMAT " mg", desk_integer (fruit, "n"),
             desk_integer (fruit, "mass_mg"));
}

static int
compare (gconstpointer a, gconstpointer b)
{
  gdouble x = *(const gdouble *) a, y = *(const gdouble *) b;

  return (x > y) - (x < y);
}

static gdouble
median (gdouble *of)
{
  qsort (of, PAIRS, sizeof *of, compare);
  return of[PAIRS / 2];
}

static void
print (const gchar *name, const Spent *spent, const Spent *ours)
{
  gdouble wall[PAIRS], cpu[PAIRS], wall_ratio[PAIRS], cpu_ratio[PAIRS];

  for (guint i = 0; i < PAIRS; i++)
    {
      wall[i] = (gdouble) spent[i].wall_us / 1e6;
      cpu[i] = (gdouble) spent[i].cpu_us / 1e6;
      wall_ratio[i] = (gdouble) ours[i].wall_us / (gdouble) MAX (spent[i].wall_us, 1);
      cpu_ratio[i] = (gdouble) ours[i].cpu_us / (gdouble) MAX (spent[i].cpu_us, 1);
    }
  g_print ("%-22s %8.3f s %10.3f s", name, median (wall), median (cpu));
  if (spent != ours)
    g_print ("   guozhan takes %.2f times the clock, %.2f times the processor", median (wall_ratio), median (cpu_ratio));
  g_print ("\n");
}

static void
run_pairs (Bench *bench)
{
  static const gchar *const names[PEERS] = { "sqlite3, file", "sqlite3, memory" };
  g_autofree gchar *database = g_build_filename (bench->desk.f.folder, "peer.db", NULL);
  g_autoptr(GuoWriter) writer = guo_writer_new (bench->desk.f.station);
  Spent ours[PAIRS], peers[PEERS][PAIRS];

  for (guint i = 0; i < PAIRS; i++)
    {
      write_file (bench, i);
      import_once (bench, writer, &ours[i]);
      peer_once (bench, database, &peers[0][i]);
      peer_once (bench, ":memory:", &peers[1][i]);
      g_remove (database);
    }
  g_print ("%u rows, median of %u pairs  clock  processor\n", ROWS, PAIRS);
  print ("guozhan", ours, ours);
  for (guint i = 0; i < PEERS; i++)
    print (names[i], peers[i], ours);
}

int
main (void)
{
  g_autofree gchar *sqlite3 = g_find_program_in_path ("sqlite3");
  Bench bench = { .run = 0 };

  if (sqlite3 == NULL)
    {
      g_print ("sqlite3 is missing\n");
      return 77;
    }
  set_up (&bench);
  run_pairs (&bench);
  check (&bench);
  g_remove (bench.csv);
  g_rmdir (bench.folder);
  g_free (bench.csv);
  g_free (bench.folder);
  desk_close (&bench.desk);
  return 0;
}
