#include "station/graders.h"

#include "db/database.h"
#include "station/counter-place.h"
#include "station/fields.h"
#include "station/grader-source.h"

struct _GuoGraders
{
  GuoGraderHouse house;
  GThread *keeper;   /* NULL before the start */

  GMutex lock;       /* guards what follows; never held while a port is called */
  GCond wake;
  GPtrArray *ports;  /* GuoGraderSource; changed by the keeper, before the start by whoever syncs */
  GPtrArray *runs;   /* GuoGraderRun: open ones */
  json_t *wanted;    /* (nullable): rows that the keeper has not applied yet */
  gboolean ending;
};

static void
port_free (gpointer data)
{
  guo_grader_source_unref (data);
}

static void
run_free (gpointer data)
{
  guo_grader_run_unref (data);
}

GuoGraders *
guo_graders_new (const GuoGraderHouse *house)
{
  GuoGraders *self = g_new0 (GuoGraders, 1);

  self->house = *house;
  g_mutex_init (&self->lock);
  g_cond_init (&self->wake);
  self->ports = g_ptr_array_new_with_free_func (port_free);
  self->runs = g_ptr_array_new_with_free_func (run_free);
  return self;
}

static gint64
machine_of (GuoGraderSource *port)
{
  return guo_field_int (guo_grader_source_row (port), "id", 0);
}

static GuoGraderSource *
find_port (GuoGraders *self, gint64 machine)
{
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);

  for (guint i = 0; i < self->ports->len; i++)
    if (machine_of (self->ports->pdata[i]) == machine)
      return guo_grader_source_ref (self->ports->pdata[i]);
  return NULL;
}

static GPtrArray *
all_ports (GuoGraders *self)
{
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);
  GPtrArray *all = g_ptr_array_new_with_free_func (port_free);

  for (guint i = 0; i < self->ports->len; i++)
    g_ptr_array_add (all, guo_grader_source_ref (self->ports->pdata[i]));
  return all;
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

static gboolean
contains (json_t *rows, json_t *wanted)
{
  gsize i;
  json_t *row;

  json_array_foreach (rows, i, row)
    if (guo_grader_source_fits (row) && json_equal (row, wanted))
      return TRUE;
  return FALSE;
}

static void
remove_port (GuoGraders *self, GuoGraderSource *port)
{
  g_mutex_lock (&self->lock);
  guo_grader_source_ref (port);
  g_ptr_array_remove (self->ports, port);
  g_mutex_unlock (&self->lock);
  guo_grader_source_stop (port);
  guo_grader_source_unref (port);
}

static void
add_port (GuoGraders *self, json_t *row)
{
  GuoGraderSource *port = guo_grader_source_new (row, &self->house);
  g_autoptr(GuoGraderRun) run = NULL;

  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->ports, port); /* before the run is looked for: whoever opens one now finds the port */
  g_mutex_unlock (&self->lock);
  run = run_of_machine (self, machine_of (port));
  if (run != NULL)
    guo_grader_source_set_run (port, run);
  if (self->keeper != NULL)
    guo_grader_source_start (port);
}

static void
apply (GuoGraders *self, json_t *rows)
{
  g_autoptr(GPtrArray) running = all_ports (self);
  gsize i;
  json_t *row;

  for (guint p = 0; p < running->len; p++)
    if (!contains (rows, guo_grader_source_row (running->pdata[p])))
      remove_port (self, running->pdata[p]);
  json_array_foreach (rows, i, row)
    {
      g_autoptr(GuoGraderSource) there = guo_grader_source_fits (row) ? find_port (self, guo_field_int (row, "id", 0)) : NULL;

      if (guo_grader_source_fits (row) && there == NULL)
        add_port (self, row);
    }
}

void
guo_graders_sync (GuoGraders *self, json_t *rows)
{
  if (self->keeper == NULL)
    {
      apply (self, rows);
      return;
    }
  g_mutex_lock (&self->lock);
  json_decref (self->wanted);
  self->wanted = json_incref (rows);
  g_cond_signal (&self->wake);
  g_mutex_unlock (&self->lock);
}

static gpointer
keep (gpointer data)
{
  GuoGraders *self = data;

  g_mutex_lock (&self->lock);
  while (!self->ending)
    {
      g_autoptr(json_t) wanted = g_steal_pointer (&self->wanted);

      g_mutex_unlock (&self->lock);
      if (wanted != NULL)
        apply (self, wanted);
      g_mutex_lock (&self->lock);
      if (!self->ending && self->wanted == NULL)
        g_cond_wait (&self->wake, &self->lock);
    }
  g_mutex_unlock (&self->lock);
  return NULL;
}

void
guo_graders_start (GuoGraders *self)
{
  g_autoptr(GPtrArray) ports = all_ports (self);

  g_return_if_fail (self->keeper == NULL);
  for (guint i = 0; i < ports->len; i++)
    guo_grader_source_start (ports->pdata[i]);
  self->keeper = g_thread_new ("graders", keep, self);
}

void
guo_graders_free (GuoGraders *self)
{
  g_autoptr(GPtrArray) ports = NULL;

  if (self == NULL)
    return;
  if (self->keeper != NULL)
    {
      g_mutex_lock (&self->lock);
      self->ending = TRUE;
      g_cond_signal (&self->wake);
      g_mutex_unlock (&self->lock);
      g_thread_join (self->keeper);
    }
  ports = all_ports (self);
  for (guint i = 0; i < ports->len; i++)
    guo_grader_source_stop (ports->pdata[i]);
  g_ptr_array_unref (self->ports);
  g_ptr_array_unref (self->runs);
  json_decref (self->wanted);
  g_cond_clear (&self->wake);
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
  g_autoptr(GuoGraderSource) port = NULL;

  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->runs, guo_grader_run_ref (run));
  g_mutex_unlock (&self->lock);
  port = find_port (self, guo_grader_run_machine (run));
  if (port != NULL)
    guo_grader_source_set_run (port, run);
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
  g_autoptr(GuoGraderSource) port = find_port (self, guo_grader_run_machine (run));

  guo_grader_run_pause (run, TRUE);
  if (port == NULL || guo_grader_source_flush (port, error))
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
  g_autoptr(GuoGraderSource) port = run != NULL ? find_port (self, guo_grader_run_machine (run)) : NULL;

  if (run == NULL)
    return;
  g_mutex_lock (&self->lock);
  g_ptr_array_remove (self->runs, run);
  g_mutex_unlock (&self->lock);
  if (port != NULL)
    guo_grader_source_set_run (port, NULL);
  else
    take_back (self, id);
}

gboolean
guo_graders_push (GuoGraders *self, gint64 machine, const guint8 *bytes, gsize len, gint64 at_us)
{
  g_autoptr(GuoGraderSource) port = find_port (self, machine);

  if (port != NULL)
    guo_grader_source_push (port, bytes, len, at_us);
  return port != NULL;
}

gboolean
guo_graders_tick (GuoGraders *self, GError **error)
{
  g_autoptr(GPtrArray) ports = all_ports (self);

  for (guint i = 0; i < ports->len; i++)
    {
      if (!guo_grader_source_flush (ports->pdata[i], error))
        return FALSE;
      guo_grader_source_publish (ports->pdata[i]);
    }
  return TRUE;
}
