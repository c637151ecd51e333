#include "station/graders.h"

#include "station/counter-place.h"
#include "station/grader-source.h"
#include "station/port-keeper.h"

struct _GuoGraders
{
  GuoGraderHouse house;
  GuoPortKeeper *keeper; /* of GuoGraderSource */

  GMutex lock;           /* guards what follows */
  GPtrArray *runs;       /* GuoGraderRun: open ones */
};

static void
run_free (gpointer data)
{
  guo_grader_run_unref (data);
}

static GuoGraderRun *
run_of_machine (GuoGraders *self, gint64 machine)
{
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);

  for (guint i = 0; i < self->runs->len; i++)
    if (guo_grader_run_machine (self->runs->pdata[i]) == machine)
      return guo_grader_run_ref (self->runs->pdata[i]);
  return NULL;
}

static gpointer
make_port (json_t *row, gpointer owner)
{
  GuoGraders *self = owner;

  return guo_grader_source_new (row, &self->house);
}

/* The port is there before the run is looked for: whoever opens one now finds the port. */
static void
give_run (gpointer port, gpointer owner)
{
  g_autoptr(GuoGraderRun) run = run_of_machine (owner, guo_grader_source_machine (port));

  if (run != NULL)
    guo_grader_source_set_run (port, run);
}

GuoGraders *
guo_graders_new (const GuoGraderHouse *house)
{
  static const GuoPortKind kind = {
    .name = "graders",
    .is_wanted = guo_grader_source_fits,
    .make = make_port,
    .added = give_run,
    .start = (GuoPortFunc) guo_grader_source_start,
    .stop = (GuoPortFunc) guo_grader_source_stop,
    .free = (GuoPortFunc) guo_grader_source_free,
  };
  GuoGraders *self = g_new0 (GuoGraders, 1);

  self->house = *house;
  self->keeper = guo_port_keeper_new (&kind, self);
  g_mutex_init (&self->lock);
  self->runs = g_ptr_array_new_with_free_func (run_free);
  return self;
}

void
guo_graders_sync (GuoGraders *self, json_t *rows)
{
  guo_port_keeper_sync (self->keeper, rows);
}

void
guo_graders_start (GuoGraders *self)
{
  guo_port_keeper_start (self->keeper);
}

void
guo_graders_free (GuoGraders *self)
{
  if (self == NULL)
    return;
  guo_port_keeper_free (self->keeper);
  g_ptr_array_unref (self->runs);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/* Of a PLC that is not bound any more: what it counted before stays the run's. */
static void
recall_counts (GuoGraders *self, GuoGraderRun *run)
{
  g_autofree gchar *path = guo_counter_place_path (self->house.folder, guo_grader_run_machine (run));
  GuoCounterPlace place;

  guo_counter_place_load (path, NULL, &place);
  if (place.run == guo_grader_run_id (run))
    guo_grader_run_set_counts (run, place.outlets, 0);
}

void
guo_graders_open_run (GuoGraders *self, GuoGraderRun *run)
{
  g_autoptr(GuoKept) kept = NULL;

  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->runs, guo_grader_run_ref (run));
  g_mutex_unlock (&self->lock);
  kept = guo_port_keeper_find (self->keeper, guo_grader_run_machine (run));
  if (kept != NULL)
    guo_grader_source_set_run (kept->port, run);
  else
    recall_counts (self, run);
}

GuoGraderRun *
guo_graders_find_run (GuoGraders *self, gint64 id)
{
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);

  for (guint i = 0; i < self->runs->len; i++)
    if (guo_grader_run_id (self->runs->pdata[i]) == id)
      return guo_grader_run_ref (self->runs->pdata[i]);
  return NULL;
}

gboolean
guo_graders_pause_run (GuoGraders *self, GuoGraderRun *run, GError **error)
{
  g_autoptr(GuoKept) kept = guo_port_keeper_find (self->keeper, guo_grader_run_machine (run));

  guo_grader_run_pause (run, TRUE);
  if (kept == NULL || guo_grader_source_flush (kept->port, error))
    return TRUE;
  guo_grader_run_pause (run, FALSE);
  return FALSE;
}

/* The live line of a run that reports filled. */
static void
take_back (GuoGraders *self, gint64 id)
{
  g_autofree gchar *key = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  guo_live_publish (self->house.live, "grade", key, g_strdup (""));
}

void
guo_graders_end_run (GuoGraders *self, gint64 id)
{
  g_autoptr(GuoGraderRun) run = guo_graders_find_run (self, id);
  g_autoptr(GuoKept) kept = run != NULL ? guo_port_keeper_find (self->keeper, guo_grader_run_machine (run)) : NULL;

  if (run == NULL)
    return;
  g_mutex_lock (&self->lock);
  g_ptr_array_remove (self->runs, run);
  g_mutex_unlock (&self->lock);
  if (kept != NULL)
    guo_grader_source_set_run (kept->port, NULL);
  else
    take_back (self, id);
}

gboolean
guo_graders_push (GuoGraders *self, gint64 machine, const guint8 *bytes, gsize len, gint64 at_us)
{
  g_autoptr(GuoKept) kept = guo_port_keeper_find (self->keeper, machine);

  if (kept != NULL)
    guo_grader_source_push (kept->port, bytes, len, at_us);
  return kept != NULL;
}

gboolean
guo_graders_tick (GuoGraders *self, GError **error)
{
  g_autoptr(GPtrArray) ports = guo_port_keeper_all (self->keeper);

  for (guint i = 0; i < ports->len; i++)
    {
      GuoKept *kept = ports->pdata[i];

      if (!guo_grader_source_flush (kept->port, error))
        return FALSE;
      guo_grader_source_publish (kept->port);
    }
  return TRUE;
}
