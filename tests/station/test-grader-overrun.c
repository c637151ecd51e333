/* A store that does not get on while the machine runs: what waits stays within its limit, each fruit for which there was no
 * room is counted, and the others are all there, once and in order, whatever the store had said meanwhile. */
#include "db/database.h"
#include "drivers/sim/grader-sim.h"
#include "station/grader-port-private.h"

#include <glib/gstdio.h>
#include <string.h>

#define RUN 1
#define PER_S 360
#define SETUP { 24, 15, 1000, 8, 10000000, 7 } /* 360 fruit a second, one batch */
#define WAIT_S 60

/* What a store does with a batch. */
typedef enum
{
  STORE_WORKS,
  STORE_BLOCKS, /* the writer does not come back */
  STORE_FULL,   /* refuses at once */
  STORE_UNSURE, /* has it on disk and says that it failed */
} StoreMood;

static struct
{
  GMutex lock;
  GCond changed;
  StoreMood mood;
  guint asked; /* since the mood was set */
} gate;

gboolean __real_guo_fruit_store_append (GuoFruitStore *self, gint64 run, const guint8 *batch, const GuoFruit *fruits, gsize n,
                                        gboolean *again, GError **error);
gboolean __wrap_guo_fruit_store_append (GuoFruitStore *self, gint64 run, const guint8 *batch, const GuoFruit *fruits, gsize n,
                                        gboolean *again, GError **error);

/* The linker puts this in the store's place (--wrap). */
gboolean
__wrap_guo_fruit_store_append (GuoFruitStore *self,
                               gint64 run,
                               const guint8 *batch,
                               const GuoFruit *fruits,
                               gsize n,
                               gboolean *again,
                               GError **error)
{
  StoreMood mood;

  g_mutex_lock (&gate.lock);
  gate.asked++;
  g_cond_broadcast (&gate.changed);
  while (gate.mood == STORE_BLOCKS)
    g_cond_wait (&gate.changed, &gate.lock);
  mood = gate.mood;
  g_mutex_unlock (&gate.lock);
  if (mood == STORE_UNSURE && !__real_guo_fruit_store_append (self, run, batch, fruits, n, again, error))
    return FALSE;
  if (mood == STORE_WORKS)
    return __real_guo_fruit_store_append (self, run, batch, fruits, n, again, error);
  g_set_error_literal (error, GUO_DB_ERROR, GUO_DB_ERROR_FULL, "the disk of the test is full");
  return FALSE;
}

static void
set_mood (StoreMood mood)
{
  g_mutex_lock (&gate.lock);
  gate.mood = mood;
  gate.asked = 0;
  g_cond_broadcast (&gate.changed);
  g_mutex_unlock (&gate.lock);
}

static void
wait_until_asked (void)
{
  const gint64 until_us = g_get_monotonic_time () + WAIT_S * G_USEC_PER_SEC;

  g_mutex_lock (&gate.lock);
  while (gate.asked == 0)
    if (!g_cond_wait_until (&gate.changed, &gate.lock, until_us))
      g_error ("the writer never came");
  g_mutex_unlock (&gate.lock);
}

typedef struct
{
  gchar *folder;
  GuoFruitStore *store;
  GuoLive *live;
  GuoGraderRun *run;
  GuoGraderPort *port;
  GuoGraderSim *sim;
  GuoGraderLine *reference; /* hears the same */
  GArray *said;             /* GuoGraderFruit: all that the machine said */
  GByteArray *last;         /* what was pushed last */
  gint64 sim_us;
} Hall;

static void
note_fruit (const GuoGraderRecord *record, gpointer user_data)
{
  Hall *hall = user_data;

  if (record->type == GUO_GRADER_FRUIT)
    g_array_append_val (hall->said, record->fruit);
}

/* Store, run and port as a station has them after its start. */
static void
start (Hall *hall)
{
  g_autofree gchar *path = g_build_filename (hall->folder, "fruit.db", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(json_t) run_row = json_pack ("{s:i, s:i, s:s, s:s}", "id", RUN, "machine", 5, "no", "R-1", "day", "2026-07-16");
  g_autoptr(json_t) row = json_pack ("{s:i, s:s, s:s}", "id", 5, "name", "分选机", "address", "tcp:127.0.0.1:9");
  GuoGraderHouse house = { guo_clock_real (), hall->live, NULL, hall->folder };

  hall->store = guo_fruit_store_open (path, NULL, &error);
  g_assert_no_error (error);
  hall->run = guo_grader_run_new (hall->store, run_row, guo_scheme_builtin ("centre-plum", NULL), &error);
  g_assert_no_error (error);
  house.store = hall->store;
  hall->port = guo_grader_port_new (row, &house);
  guo_grader_port_set_run (hall->port, hall->run);
  guo_grader_port_start (hall->port);
}

static void
stop (Hall *hall)
{
  guo_grader_port_stop (hall->port);
  g_clear_pointer (&hall->port, guo_grader_port_unref);
  g_clear_pointer (&hall->run, guo_grader_run_unref);
  g_clear_pointer (&hall->store, guo_fruit_store_free);
}

static void
hall_open (Hall *hall)
{
  const GuoGraderListener listener = { note_fruit, NULL, NULL };
  const GuoGraderSimSetup setup = SETUP;
  g_autoptr(GError) error = NULL;

  *hall = (Hall) { .sim_us = 0 };
  set_mood (STORE_WORKS);
  hall->folder = g_dir_make_tmp ("guo-overrun-XXXXXX", &error);
  g_assert_no_error (error);
  hall->live = guo_live_new ();
  hall->said = g_array_new (FALSE, FALSE, sizeof (GuoGraderFruit));
  hall->last = g_byte_array_new ();
  hall->sim = guo_grader_sim_new (&setup, "good", &error);
  g_assert_no_error (error);
  hall->reference = guo_grader_line_new (NULL, &listener, hall);
  start (hall);
}

static void
hall_close (Hall *hall)
{
  g_autoptr(GDir) folder = g_dir_open (hall->folder, 0, NULL);
  const gchar *name;

  stop (hall);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree gchar *path = g_build_filename (hall->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (hall->folder);
  g_free (hall->folder);
  guo_live_free (hall->live);
  guo_grader_sim_free (hall->sim);
  guo_grader_line_free (hall->reference);
  g_array_unref (hall->said);
  g_byte_array_unref (hall->last);
}

static void
push_last (Hall *hall)
{
  guo_grader_port_push (hall->port, hall->last->data, hall->last->len, g_get_monotonic_time ());
}

/* One second of the machine; it never waits for the store, and what waits has its limit. */
static void
run_second (Hall *hall)
{
  hall->sim_us += G_USEC_PER_SEC;
  g_byte_array_set_size (hall->last, 0);
  guo_grader_sim_advance (hall->sim, hall->sim_us, hall->last, NULL);
  guo_grader_line_push (hall->reference, hall->last->data, hall->last->len);
  push_last (hall);
  g_assert_cmpuint (guo_grader_run_waiting (hall->run), <=, GUO_GRADER_RUN_WAITING_MAX);
}

static void
flush (Hall *hall)
{
  g_autoptr(GError) error = NULL;

  guo_grader_port_flush (hall->port, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (guo_grader_run_waiting (hall->run), ==, 0);
}

static gint64
overrun (Hall *hall)
{
  GuoGraderNotes notes;

  guo_grader_run_notes (hall->run, &notes);
  g_assert_cmpint (notes.lost, ==, 0);
  g_assert_cmpint (notes.rejected, ==, 0);
  return notes.overrun;
}

static gint64
counted (Hall *hall)
{
  g_autoptr(json_t) fruit = guo_grader_run_json (hall->run);

  g_assert_cmpint (json_integer_value (json_object_get (fruit, "overrun")), ==, overrun (hall));
  return json_integer_value (json_object_get (fruit, "n"));
}

/* What is acknowledged is on disk. Returns: how many the run says are. */
static gint64
acknowledged (Hall *hall)
{
  gint64 stored = guo_grader_run_stored (hall->run);
  g_autoptr(GError) error = NULL;
  GuoFruitRun found;

  guo_fruit_store_find (hall->store, RUN, &found, &error);
  g_assert_no_error (error);
  g_assert_cmpint (found.n, >=, stored);
  return stored;
}

typedef struct
{
  const GArray *said;
  gint64 gap_at, gap; /* where fruit was dropped, and how many */
  gint64 seen;
} Compare;

static gboolean
compare (const GuoFruit *fruits, guint n, gint64 first, gpointer user_data, GError **error)
{
  Compare *self = user_data;

  for (guint i = 0; i < n; i++)
    {
      gint64 at = first + i < self->gap_at ? first + i : first + i + self->gap;
      const GuoGraderFruit *said = &g_array_index (self->said, GuoGraderFruit, at);

      g_assert_cmpint (at, <, self->said->len);
      g_assert_cmpint (fruits[i].mass_mg, ==, MAX (said->mass_mg, 0));
      g_assert_cmpint (fruits[i].diameter_x10mm, ==, MAX (said->diameter_x10mm, 0));
      g_assert_cmpint (fruits[i].lane, ==, said->lane);
      g_assert_cmpint (fruits[i].outlet, ==, said->outlet);
    }
  self->seen += n;
  return TRUE;
}

/* All that the machine said is on disk in its order, but for @gap of it behind the first @gap_at. */
static void
check_stored (Hall *hall, gint64 gap_at, gint64 gap)
{
  Compare self = { hall->said, gap_at, gap, 0 };
  g_autoptr(GError) error = NULL;

  guo_fruit_store_read (hall->store, RUN, compare, &self, &error);
  g_assert_no_error (error);
  g_assert_cmpint (self.seen + gap, ==, hall->said->len);
  g_assert_cmpint (acknowledged (hall), ==, self.seen);
  g_assert_cmpint (counted (hall), ==, self.seen);
  g_assert_cmpint (overrun (hall), ==, gap);
}

static void
test_overrun (gconstpointer data)
{
  const StoreMood mood = (StoreMood) GPOINTER_TO_INT (data);
  const guint fill_s = GUO_GRADER_RUN_WAITING_MAX / PER_S + 1;
  Hall hall;
  gint64 room;

  hall_open (&hall);
  for (guint i = 0; i < 10; i++)
    run_second (&hall);
  flush (&hall);
  g_assert_cmpint (acknowledged (&hall), ==, hall.said->len);
  room = hall.said->len + GUO_GRADER_RUN_WAITING_MAX;

  set_mood (mood);
  run_second (&hall);
  wait_until_asked ();
  for (guint i = 0; i < fill_s + 60; i++)
    run_second (&hall);
  g_assert_cmpuint (guo_grader_run_waiting (hall.run), ==, GUO_GRADER_RUN_WAITING_MAX);
  g_assert_cmpint (acknowledged (&hall), ==, room - GUO_GRADER_RUN_WAITING_MAX);
  g_assert_cmpint (counted (&hall), ==, room);
  g_assert_cmpint (overrun (&hall), ==, hall.said->len - room);
  g_assert_cmpint (overrun (&hall), >, 50 * PER_S);

  set_mood (STORE_WORKS);
  flush (&hall);
  check_stored (&hall, room, hall.said->len - room);
  gint64 gap = overrun (&hall);
  for (guint i = 0; i < 5; i++)
    run_second (&hall);
  flush (&hall);
  check_stored (&hall, room, gap);

  stop (&hall);
  start (&hall);
  push_last (&hall); /* said again */
  run_second (&hall);
  flush (&hall);
  check_stored (&hall, room, gap);
  hall_close (&hall);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/grader-overrun/blocked", GINT_TO_POINTER (STORE_BLOCKS), test_overrun);
  g_test_add_data_func ("/grader-overrun/full", GINT_TO_POINTER (STORE_FULL), test_overrun);
  g_test_add_data_func ("/grader-overrun/unsure", GINT_TO_POINTER (STORE_UNSURE), test_overrun);
  return g_test_run ();
}
