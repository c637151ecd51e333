/* A grading machine that hands its fruit over to the open run: what it said it sent is what the run has. */
#include "db/fruit-store.h"
#include "drivers/sim/grader-sim.h"
#include "station/grader-place.h"
#include "station/grader-spread.h"
#include "station/graders.h"
#include "station/run/balance.h"
#include "tests/station/desk.h"

#include <glib/gstdio.h>
#include <string.h>

#define SETUP { 24, 15, 1000, 8, 10000000, 7 } /* 360 fruit a second, one batch */

typedef struct
{
  Desk desk;
  gint64 scheme, machine, run;
  GuoGraderSim *sim;
  GuoGraderLine *reference; /* hears the same */
  gint64 fruit;             /* that it read since fruit_of_run was zeroed */
  gint64 mass_mg;
  gint64 sim_us;
  GByteArray *last;         /* what was pushed last */
} Line;

static void
count_fruit (const GuoGraderRecord *record, gpointer user_data)
{
  Line *line = user_data;

  if (record->type != GUO_GRADER_FRUIT)
    return;
  line->fruit++;
  line->mass_mg += MAX (record->fruit.mass_mg, 0);
}

static void
simulate (Line *line, const gchar *scenario)
{
  const GuoGraderListener listener = { count_fruit, NULL, NULL };
  const GuoGraderSimSetup setup = SETUP;
  g_autoptr(GError) error = NULL;

  line->sim = guo_grader_sim_new (&setup, scenario, &error);
  g_assert_no_error (error);
  line->reference = guo_grader_line_new (NULL, &listener, line);
  line->last = g_byte_array_new ();
}

static void
line_open (Line *line, const gchar *scenario, const gchar *address)
{
  *line = (Line) { .run = 0 };
  desk_open (&line->desk);
  desk_crate (&line->desk, 60000000);
  fixture_as_supervisor (&line->desk.f);
  line->scheme = fixture_make (&line->desk.f, "/v1/grade-schemes",
                               json_pack ("{s:s, s:I}", "shipped", "centre-plum", "product", ID (line->desk.f.product)));
  line->machine = fixture_make (&line->desk.f, "/v1/devices",
                                json_pack ("{s:s, s:s, s:s, s:s}", "name", "分选机", "kind", "grader", "address", address,
                                           "protocol", "guozhan-line"));
  simulate (line, scenario);
}

static void
line_close (Line *line)
{
  guo_grader_sim_free (line->sim);
  guo_grader_line_free (line->reference);
  g_byte_array_unref (line->last);
  desk_close (&line->desk);
}

static GuoGraders *
graders (Line *line)
{
  return guo_station_graders (line->desk.f.station);
}

static json_t *
opening (Line *line)
{
  return json_pack ("{s:I, s:I, s:[{s:I, s:I}]}", "scheme", ID (line->scheme), "machine", ID (line->machine), "lots", "lot",
                    ID (line->desk.lot), "mg", ID (20000000));
}

static void
open_run (Line *line)
{
  line->run = fixture_make (&line->desk.f, "/v1/grade-runs", opening (line));
  line->fruit = 0;
  line->mass_mg = 0;
}

static void
push_last (Line *line)
{
  g_assert_true (guo_graders_push (graders (line), line->machine, line->last->data, line->last->len,
                                   line->desk.f.monotonic_us));
}

/* So many seconds of the machine; the station hears each as it comes. */
static void
run_line (Line *line, guint seconds)
{
  for (guint i = 0; i < seconds; i++)
    {
      line->sim_us += G_USEC_PER_SEC;
      line->desk.f.monotonic_us += G_USEC_PER_SEC;
      g_byte_array_set_size (line->last, 0);
      guo_grader_sim_advance (line->sim, line->sim_us, line->last, NULL);
      guo_grader_line_push (line->reference, line->last->data, line->last->len);
      push_last (line);
    }
}

static void
tick (Line *line)
{
  g_autoptr(GError) error = NULL;

  guo_graders_tick (graders (line), &error);
  g_assert_no_error (error);
}

static json_t *
show (Line *line)
{
  g_autofree gchar *path = desk_path ("/v1/grade-runs/", line->run, "");

  return fixture_get (&line->desk.f, path);
}

static gint64
sum (json_t *list, const gchar *name)
{
  gint64 total = 0;
  gsize i;
  json_t *row;

  json_array_foreach (list, i, row)
    total += desk_integer (row, name);
  return total;
}

/* The run has what the machine said, each fruit in one class and at one outlet. */
static void
check_sums (Line *line)
{
  g_autoptr(json_t) run = show (line);
  json_t *fruit = json_object_get (run, "fruit");
  json_t *histogram = json_object_get (fruit, "histogram");

  g_assert_cmpint (desk_integer (fruit, "n"), ==, line->fruit);
  g_assert_cmpint (desk_integer (fruit, "mass_mg"), ==, line->mass_mg);
  g_assert_cmpint (sum (json_object_get (fruit, "classes"), "n"), ==, line->fruit);
  g_assert_cmpint (sum (json_object_get (fruit, "classes"), "mass_mg"), ==, line->mass_mg);
  g_assert_cmpint (sum (json_object_get (fruit, "classes"), "not_weighed"), ==, desk_integer (fruit, "not_weighed"));
  g_assert_cmpint (sum (json_object_get (fruit, "outlets"), "n"), ==, line->fruit);
  g_assert_cmpint (desk_integer (histogram, "n"), ==, line->fruit);
  g_assert_cmpint (desk_integer (fruit, "overrun"), ==, 0);
}

static gint64
noted (Line *line, const gchar *name)
{
  g_autoptr(json_t) run = show (line);

  return desk_integer (json_object_get (run, "fruit"), name);
}

static json_t *
live_line (Line *line, const gchar *topic)
{
  g_autoptr(GString) text = g_string_new (NULL);
  guint64 since = 0;
  g_auto(GStrv) lines = NULL;
  json_t *found = NULL;

  guo_live_collect (guo_station_live (line->desk.f.station), topic, &since, text);
  lines = g_strsplit (text->str, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    {
      json_t *one = *lines[i] != '\0' ? json_loads (lines[i], 0, NULL) : NULL;
      gboolean ours = strcmp (topic, "grade") == 0 ? one != NULL : g_strcmp0 (desk_text (one, "kind"), "grader") == 0;

      if (ours && found == NULL)
        found = json_incref (one);
      json_decref (one);
    }
  return found;
}

/* What a screen draws has every fruit, in few bins, and says of each outlet what it takes. */
static void
check_now (json_t *now, gint64 n)
{
  json_t *spread = json_object_get (now, "spread"), *outlets = json_object_get (now, "outlets"), *row;
  json_t *bins = json_object_get (spread, "n"), *below = json_object_get (spread, "below");
  gint64 total = desk_integer (spread, "less") + desk_integer (spread, "more") + desk_integer (spread, "missing");
  gsize i;

  g_assert_cmpuint (json_array_size (bins), <=, GUO_GRADER_SPREAD_BINS);
  g_assert_cmpuint (json_array_size (bins), ==, json_array_size (below));
  json_array_foreach (bins, i, row)
    {
      g_assert_cmpint (json_integer_value (json_array_get (below, i)), <=, json_integer_value (row));
      total += json_integer_value (row);
    }
  g_assert_cmpint (total, ==, n);
  g_assert_cmpint (sum (outlets, "n"), ==, n);
  json_array_foreach (outlets, i, row)
    {
      g_assert_cmpint (desk_integer (row, "class_n"), <=, desk_integer (row, "n"));
      g_assert_nonnull (desk_text (row, "grade_class"));
    }
}

static void
test_counts (void)
{
  Line line;
  g_autoptr(json_t) before = NULL;
  g_autoptr(json_t) device = NULL;
  g_autoptr(json_t) grade = NULL;
  g_autoptr(json_t) same = NULL;

  line_open (&line, "good", "sim:guozhan-line?scenario=good");
  run_line (&line, 3);
  before = live_line (&line, "grade");
  g_assert_null (before);
  open_run (&line);
  check_sums (&line);
  fixture_refused (&line.desk.f, "/v1/grade-runs", opening (&line), "machine-busy");
  run_line (&line, 60);
  g_assert_cmpint (line.fruit, ==, 60 * 360);
  check_sums (&line);
  tick (&line);
  check_sums (&line);
  grade = live_line (&line, "grade");
  g_assert_cmpint (desk_integer (grade, "run"), ==, line.run);
  g_assert_cmpint (desk_integer (grade, "n"), ==, line.fruit);
  g_assert_cmpint (desk_integer (grade, "waiting"), ==, 0);
  check_now (grade, line.fruit);
  device = live_line (&line, "devices");
  g_assert_cmpint (desk_integer (device, "outside"), ==, (gint64) guo_grader_sim_counts (line.sim)->fruit - line.fruit);
  line_close (&line);
}

/* What the line garbles is lost, and said to be; the run has what could be read. */
static void
test_trouble (void)
{
  Line line;

  line_open (&line, "trouble", "sim:guozhan-line?scenario=trouble");
  run_line (&line, 1);
  open_run (&line);
  guint64 lost = guo_grader_line_tally (line.reference)->counts.lost;
  run_line (&line, 60);
  check_sums (&line);
  g_assert_cmpint (line.fruit, <, 60 * 360);
  g_assert_cmpint (noted (&line, "lost"), ==, (gint64) (guo_grader_line_tally (line.reference)->counts.lost - lost));
  g_assert_cmpint (noted (&line, "lost"), >, 0);
  line_close (&line);
}

/* The station is closed and opened again: the run goes on, what was missed is lost, what is said again is there once. */
static void
test_again (void)
{
  Line line;
  g_autoptr(json_t) before = NULL;
  g_autoptr(json_t) after = NULL;
  gint64 missed;

  line_open (&line, "good", "sim:guozhan-line?scenario=good");
  open_run (&line);
  run_line (&line, 10);
  before = show (&line);
  check_now (before, line.fruit);
  fixture_reopen (&line.desk.f);
  after = show (&line); /* counted anew from the store */
  g_assert_true (json_equal (json_object_get (before, "spread"), json_object_get (after, "spread")));
  g_assert_true (json_equal (json_object_get (before, "outlets"), json_object_get (after, "outlets")));
  check_sums (&line);
  push_last (&line);
  check_sums (&line);
  run_line (&line, 10);
  check_sums (&line);
  g_assert_cmpint (noted (&line, "lost"), ==, 0);
  tick (&line);
  guo_grader_sim_control (line.sim, "lose 50", NULL);
  run_line (&line, 1);
  missed = noted (&line, "lost");
  g_assert_cmpint (missed, ==, 50);
  fixture_reopen (&line.desk.f);
  g_assert_cmpint (noted (&line, "lost"), ==, 50);
  check_sums (&line);
  line_close (&line);
}

/* Ten minutes at full speed, as fast as they can be said, while the writer is at work. */
static void
test_ten_minutes (void)
{
  Line line;

  line_open (&line, "good", "tcp:127.0.0.1:9");
  guo_station_start_devices (line.desk.f.station);
  open_run (&line);
  run_line (&line, 600);
  g_assert_cmpint (line.fruit, ==, (gint64) guo_grader_sim_counts (line.sim)->fruit);
  g_assert_cmpint (line.fruit, >=, 600 * 360);
  check_sums (&line);
  tick (&line);
  check_sums (&line);
  g_assert_cmpint (noted (&line, "lost"), ==, 0);
  line_close (&line);
}

/* The machine was off while nobody listened, and its numbers are small again. */
static void
test_anew (void)
{
  Line line;

  line_open (&line, "good", "sim:guozhan-line?scenario=good");
  open_run (&line);
  run_line (&line, 30);
  fixture_reopen (&line.desk.f);
  guo_grader_sim_free (line.sim);
  guo_grader_line_free (line.reference);
  g_byte_array_unref (line.last);
  simulate (&line, "good");
  line.sim_us = G_USEC_PER_SEC;
  guo_grader_sim_advance (line.sim, line.sim_us, line.last, NULL); /* its start is not heard */
  run_line (&line, 5);
  check_sums (&line);
  g_assert_cmpint (noted (&line, "lost"), ==, 0);
  line_close (&line);
}

static json_t *
class_of (json_t *run, const gchar *key)
{
  gsize i;
  json_t *class;

  json_array_foreach (json_object_get (run, "classes"), i, class)
    if (strcmp (desk_text (class, "grade_class"), key) == 0)
      return class;
  g_assert_not_reached ();
}

static GuoFruitRun
stored (Line *line)
{
  g_autofree gchar *path = g_strconcat (line->desk.f.path, ".d/fruit.db", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GuoFruitStore) store = NULL;
  GuoFruitRun run;

  guo_station_free (line->desk.f.station); /* one process, one store at a time */
  line->desk.f.station = NULL;
  store = guo_fruit_store_open (path, NULL, &error);
  g_assert_no_error (error);
  guo_fruit_store_find (store, line->run, &run, &error);
  g_assert_no_error (error);
  guo_fruit_store_check (store, &error);
  g_assert_no_error (error);
  g_clear_pointer (&store, guo_fruit_store_free);
  line->desk.f.station = guo_station_open (line->desk.f.path, &line->desk.f.clock, &error);
  g_assert_no_error (error);
  return run;
}

/* A machine's place, as the backup has it: with as much fruit as the copy; none of a run that the copied log does not know. */
static void
check_places (Line *line, const gchar *files)
{
  g_autofree gchar *known = g_strdup_printf ("%s/grader-%" G_GINT64_FORMAT ".json", files, line->machine);
  g_autofree gchar *unknown = g_build_filename (files, "counters-7.json", NULL);
  g_autoptr(json_t) place = json_load_file (known, 0, NULL);

  g_assert_cmpint (desk_integer (place, "run"), ==, line->run);
  g_assert_cmpint (desk_integer (place, "n"), ==, line->fruit);
  g_assert_false (g_file_test (unknown, G_FILE_TEST_EXISTS));
}

/* The backup has the fruit beside it, read anew. */
static void
test_backup (void)
{
  Line line;
  g_autofree gchar *later = NULL;
  g_autoptr(json_t) status = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GuoFruitStore) copy = NULL;
  GuoFruitRun run;

  line_open (&line, "good", "sim:guozhan-line?scenario=good");
  open_run (&line);
  run_line (&line, 5);
  tick (&line);
  later = g_strconcat (line.desk.f.path, ".d/counters-7.json", NULL);
  g_assert_true (g_file_set_contents (later, "{\"run\":987654321,\"outlets\":[]}", -1, &error));
  json_decref (fixture_do (&line.desk.f, "/v1/backup", json_object ()));
  do
    {
      json_decref (status);
      g_usleep (10000);
      status = fixture_get (&line.desk.f, "/v1/status");
    }
  while (json_is_true (json_object_get (status, "backup_running")));
  g_assert_true (json_is_true (json_object_get (json_object_get (status, "backup"), "verified")));
  copy = guo_fruit_store_open (desk_text (json_object_get (status, "backup"), "fruit_path"), NULL, &error);
  g_assert_no_error (error);
  guo_fruit_store_find (copy, line.run, &run, &error);
  g_assert_no_error (error);
  g_assert_cmpint (run.n, ==, line.fruit);
  check_places (&line, desk_text (json_object_get (status, "backup"), "files_path"));
  line_close (&line);
}

static gint64
close_run (Line *line)
{
  g_autofree gchar *take = desk_path ("/v1/grade-runs/", line->run, "/take");
  g_autofree gchar *close = desk_path ("/v1/grade-runs/", line->run, "/close");
  g_autoptr(json_t) taken = fixture_do (&line->desk.f, take,
                                        json_pack ("{s:s, s:s, s:I}", "kind", "class", "grade_class", "special", "mg", ID (1234000)));
  g_autoptr(json_t) closed = NULL;
  gint64 machine_mg = desk_integer (class_of (taken, "special"), "machine_mg");

  g_assert_cmpint (desk_integer (class_of (taken, "special"), "mg"), ==, 1234000);
  g_assert_cmpstr (desk_text (class_of (taken, "special"), "basis"), ==, "weighed");
  g_assert_cmpstr (desk_text (class_of (taken, "first"), "basis"), ==, "machine");
  g_assert_cmpint (desk_integer (class_of (taken, "first"), "mg"), ==, desk_integer (class_of (taken, "first"), "machine_mg"));
  fixture_refused (&line->desk.f, close, json_object (), "balance");
  run_line (line, 1); /* the refusal let the run go on */
  check_sums (line);
  closed = fixture_do (&line->desk.f, close, json_pack ("{s:s}", "reason", "试机"));
  g_assert_cmpstr (desk_text (closed, "state"), ==, "closed");
  g_assert_cmpint (sum (json_object_get (closed, "lots"), "in_mg"), ==, sum (json_object_get (closed, "classes"), "mg"));
  g_assert_cmpint (desk_integer (json_object_get (closed, "balance"), "rest_mg"), ==,
                   20000000 - sum (json_object_get (closed, "classes"), "mg"));
  return machine_mg;
}

static void
test_close (void)
{
  Line line;
  GuoFruitRun run;
  gint64 n;
  g_autoptr(json_t) after = NULL;

  line_open (&line, "good", "sim:guozhan-line?scenario=good");
  open_run (&line);
  run_line (&line, 5);
  g_assert_cmpint (close_run (&line), >, 0);
  n = line.fruit;
  check_sums (&line);
  run_line (&line, 2); /* of no run */
  line.fruit = n;
  run = stored (&line);
  g_assert_true (run.sealed);
  g_assert_cmpint (run.n, ==, n);
  after = show (&line);
  g_assert_cmpint (desk_integer (json_object_get (after, "fruit"), "n"), ==, n);
  line_close (&line);
}

static gboolean
is_lost (Line *line)
{
  g_autoptr(json_t) status = fixture_get (&line->desk.f, "/v1/status");

  return json_is_true (json_object_get (status, "fruit_lost"));
}

/* The file of the fruit is gone: that is told, and the sums are still there. */
static void
test_lost_file (void)
{
  static const gchar *const suffixes[] = { "", "-wal", "-shm" };
  Line line;
  g_autoptr(GError) error = NULL;

  line_open (&line, "good", "sim:guozhan-line?scenario=good");
  open_run (&line);
  run_line (&line, 5);
  close_run (&line);
  fixture_reopen (&line.desk.f);
  g_assert_false (is_lost (&line));
  guo_station_free (line.desk.f.station);
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree gchar *path = g_strconcat (line.desk.f.path, ".d/fruit.db", suffixes[i], NULL);

      g_remove (path);
    }
  line.desk.f.station = guo_station_open (line.desk.f.path, &line.desk.f.clock, &error);
  g_assert_no_error (error);
  g_assert_true (is_lost (&line));
  check_sums (&line);
  line_close (&line);
}

/* A scale is no grading machine, and no report is handed over fruit by fruit. */
static void
test_binding (void)
{
  Line line;

  line_open (&line, "good", "sim:guozhan-line?scenario=good");
  line.machine = line.desk.f.scale;
  fixture_refused (&line.desk.f, "/v1/grade-runs", opening (&line), "bad-field");
  fixture_refused (&line.desk.f, "/v1/devices",
                   json_pack ("{s:s, s:s, s:s, s:s}", "name", "二号", "kind", "grader", "address", "tcp:127.0.0.1:9",
                              "protocol", "yaohua-tf0"),
                   "bad-field");
  fixture_refused (&line.desk.f, "/v1/devices",
                   json_pack ("{s:s, s:s, s:s}", "name", "二号", "kind", "grader", "address", "tcp:127.0.0.1:9"), "bad-field");
  line_close (&line);
}

static void
test_void (void)
{
  Line line;
  g_autofree gchar *path = NULL;
  gint64 first;

  line_open (&line, "good", "sim:guozhan-line?scenario=good");
  open_run (&line);
  run_line (&line, 5);
  tick (&line);
  path = desk_path ("/v1/grade-runs/", line.run, "/void");
  json_decref (fixture_do (&line.desk.f, path, json_pack ("{s:s}", "reason", "错批")));
  first = line.run;
  open_run (&line);
  run_line (&line, 2);
  check_sums (&line);
  line.run = first;
  g_assert_cmpint (stored (&line).n, ==, 0);
  line_close (&line);
}

/* The file is written before the batch: the store tells which of the two holds. */
static void
test_place (void)
{
  g_autofree gchar *folder = g_dir_make_tmp ("guozhan-XXXXXX", NULL);
  g_autofree gchar *file = g_build_filename (folder, "place", NULL);
  g_autofree gchar *db = g_build_filename (folder, "fruit.db", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GuoFruitStore) store = guo_fruit_store_open (db, NULL, &error);
  const GuoGraderHeard before = { .known = TRUE, .next_seq = 100, .epoch = 3, .notes = { 1, 2, 3 } };
  const GuoGraderHeard after = { .known = TRUE, .next_seq = 102, .epoch = 3, .notes = { 2, 2, 3 } };
  const GuoFruit fruit[2] = { { .mass_mg = 31000, .colour_permille = GUO_FRUIT_NOT_MEASURED, .brix_x10 = 120, .size = 255 } };
  GuoGraderHeard heard;
  gint64 run = 0;

  g_assert_no_error (error);
  g_assert_false (guo_grader_place_load (file, store, &run, &heard));
  guo_grader_place_save (file, 9, 2, &before, &after, &error);
  g_assert_no_error (error);
  g_assert_true (guo_grader_place_load (file, store, &run, &heard));
  g_assert_cmpint (run, ==, 9);
  g_assert_cmpuint (heard.next_seq, ==, 100);
  g_assert_cmpint (heard.notes.lost, ==, 1);
  guo_fruit_store_append (store, 9, NULL, fruit, 2, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (guo_grader_place_load (file, store, &run, &heard));
  g_assert_cmpuint (heard.next_seq, ==, 102);
  g_assert_cmpint (heard.notes.lost, ==, 2);
  g_clear_pointer (&store, guo_fruit_store_free);
}

/* Weighed stands before counted, class by class. */
static void
test_balance (void)
{
  g_autoptr(json_t) run = json_pack (
    "{s:I, s:[{s:s, s:s, s:I, s:i, s:b}, {s:s, s:s, s:I, s:i, s:b}, {s:s, s:I, s:b}], "
    "s:{s:[{s:s, s:b, s:i, s:I}, {s:s, s:b, s:i, s:I}, {s:s, s:b, s:i, s:I}]}}",
    "in_mg", ID (1000), "takes", "kind", "class", "grade_class", "A", "mg", ID (300), "fruit", 0, "void", FALSE, "kind",
    "class", "grade_class", "B", "mg", ID (999), "fruit", 0, "void", TRUE, "kind", "cull", "mg", ID (50), "void", FALSE,
    "fruit", "classes", "grade_class", "A", "below", FALSE, "n", 7, "mass_mg", ID (290), "grade_class", "B", "below", FALSE,
    "n", 9, "mass_mg", ID (400), "grade_class", "below", "below", TRUE, "n", 2, "mass_mg", ID (60));
  GuoRunBalance balance;
  GuoRunClass class;

  guo_run_balance (run, &balance);
  g_assert_cmpint (balance.graded_mg, ==, 700);
  g_assert_cmpint (balance.below_mg, ==, 60);
  g_assert_cmpint (balance.cull_mg, ==, 50);
  g_assert_cmpint (balance.rest_mg, ==, 190);
  guo_run_class (run, "A", &class);
  g_assert_true (class.weighed);
  g_assert_cmpint (class.mg, ==, 300);
  g_assert_cmpint (class.machine_mg, ==, 290);
  json_object_set_new (run, "fruit", json_null ());
  guo_run_balance (run, &balance);
  g_assert_cmpint (balance.graded_mg, ==, 300);
  g_assert_cmpint (balance.below_mg, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/grader/counts", test_counts);
  g_test_add_func ("/grader/trouble", test_trouble);
  g_test_add_func ("/grader/again", test_again);
  g_test_add_func ("/grader/ten-minutes", test_ten_minutes);
  g_test_add_func ("/grader/anew", test_anew);
  g_test_add_func ("/grader/close", test_close);
  g_test_add_func ("/grader/backup", test_backup);
  g_test_add_func ("/grader/lost-file", test_lost_file);
  g_test_add_func ("/grader/binding", test_binding);
  g_test_add_func ("/grader/void", test_void);
  g_test_add_func ("/grader/place", test_place);
  g_test_add_func ("/grader/balance", test_balance);
  return g_test_run ();
}
