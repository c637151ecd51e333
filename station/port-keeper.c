#include "station/port-keeper.h"

#define TICK_US ((gint64) 100000)

struct _GuoPortKeeper
{
  const GuoPortKind *kind;
  gpointer owner;
  GThread *thread;    /* NULL before the start */

  GMutex lock;        /* guards what follows; never held while a port is called */
  GCond wake;
  GPtrArray *ports;   /* GuoKept; changed by the thread, before the start by whoever syncs */
  json_t *wanted;     /* (nullable): rows that the thread has not applied yet */
  gboolean started, ending;
};

static void
kept_clear (gpointer data)
{
  GuoKept *kept = data;

  kept->kind->free (kept->port);
  json_decref (kept->row);
}

void
guo_kept_release (GuoKept *kept)
{
  if (kept != NULL)
    g_atomic_rc_box_release_full (kept, kept_clear);
}

GuoPortKeeper *
guo_port_keeper_new (const GuoPortKind *kind, gpointer owner)
{
  GuoPortKeeper *self = g_new0 (GuoPortKeeper, 1);

  self->kind = kind;
  self->owner = owner;
  g_mutex_init (&self->lock);
  g_cond_init (&self->wake);
  self->ports = g_ptr_array_new_with_free_func ((GDestroyNotify) guo_kept_release);
  return self;
}

static gint64
id_of (json_t *row)
{
  return json_integer_value (json_object_get (row, "id"));
}

GuoKept *
guo_port_keeper_find (GuoPortKeeper *self, gint64 device)
{
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);

  for (guint i = 0; i < self->ports->len; i++)
    {
      GuoKept *kept = self->ports->pdata[i];

      if (id_of (kept->row) == device)
        return g_atomic_rc_box_acquire (kept);
    }
  return NULL;
}

GPtrArray *
guo_port_keeper_all (GuoPortKeeper *self)
{
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) guo_kept_release);

  for (guint i = 0; i < self->ports->len; i++)
    g_ptr_array_add (all, g_atomic_rc_box_acquire (self->ports->pdata[i]));
  return all;
}

static gboolean
is_still_wanted (GuoPortKeeper *self, GuoKept *kept, json_t *rows)
{
  gsize i;
  json_t *row;

  json_array_foreach (rows, i, row)
    if (self->kind->is_wanted (row)
        && (self->kind->is_same != NULL ? self->kind->is_same (kept->row, row) : json_equal (kept->row, row)))
      return TRUE;
  return FALSE;
}

static void
remove_port (GuoPortKeeper *self, GuoKept *kept)
{
  g_mutex_lock (&self->lock);
  g_ptr_array_remove (self->ports, kept); /* the caller holds it, too */
  g_mutex_unlock (&self->lock);
  self->kind->stop (kept->port);
}

static void
start_port (GuoPortKeeper *self, GuoKept *kept)
{
  if (self->kind->start != NULL)
    self->kind->start (kept->port);
}

static void
add_port (GuoPortKeeper *self, json_t *row)
{
  g_autoptr(GuoKept) kept = NULL;
  gpointer port = self->kind->make (row, self->owner);
  gboolean started;

  if (port == NULL)
    return;
  kept = g_atomic_rc_box_new (GuoKept);
  *kept = (GuoKept) { port, json_incref (row), self->kind };
  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->ports, g_atomic_rc_box_acquire (kept));
  started = self->started;
  g_mutex_unlock (&self->lock);
  if (self->kind->added != NULL)
    self->kind->added (port, self->owner);
  if (started)
    start_port (self, kept);
}

static gboolean
has_port (GuoPortKeeper *self, json_t *row)
{
  g_autoptr(GuoKept) kept = guo_port_keeper_find (self, id_of (row));

  return kept != NULL;
}

static void
apply (GuoPortKeeper *self, json_t *rows)
{
  g_autoptr(GPtrArray) running = guo_port_keeper_all (self);
  gsize i;
  json_t *row;

  for (guint p = 0; p < running->len; p++)
    if (!is_still_wanted (self, running->pdata[p], rows))
      remove_port (self, running->pdata[p]);
  json_array_foreach (rows, i, row)
    if (self->kind->is_wanted (row) && !has_port (self, row))
      add_port (self, row);
}

static void
tick (GuoPortKeeper *self)
{
  g_autoptr(GPtrArray) ports = self->kind->tick != NULL ? guo_port_keeper_all (self) : NULL;

  for (guint i = 0; ports != NULL && i < ports->len; i++)
    self->kind->tick (((GuoKept *) ports->pdata[i])->port);
}

/* With the lock held. */
static void
wait_for_news (GuoPortKeeper *self)
{
  if (self->ending || self->wanted != NULL)
    return;
  if (self->kind->tick != NULL || self->kind->round != NULL)
    g_cond_wait_until (&self->wake, &self->lock, g_get_monotonic_time () + TICK_US);
  else
    g_cond_wait (&self->wake, &self->lock);
}

static gpointer
keep (gpointer data)
{
  GuoPortKeeper *self = data;

  g_mutex_lock (&self->lock);
  while (!self->ending)
    {
      json_auto_t *wanted = g_steal_pointer (&self->wanted);

      g_mutex_unlock (&self->lock);
      if (self->kind->round != NULL)
        self->kind->round (self->owner);
      if (wanted != NULL)
        apply (self, wanted);
      tick (self);
      g_mutex_lock (&self->lock);
      wait_for_news (self);
    }
  g_mutex_unlock (&self->lock);
  return NULL;
}

void
guo_port_keeper_start (GuoPortKeeper *self)
{
  g_autoptr(GPtrArray) ports = guo_port_keeper_all (self);

  g_return_if_fail (self->thread == NULL);
  g_mutex_lock (&self->lock);
  self->started = TRUE;
  g_mutex_unlock (&self->lock);
  for (guint i = 0; i < ports->len; i++)
    start_port (self, ports->pdata[i]);
  self->thread = g_thread_new (self->kind->name, keep, self);
}

void
guo_port_keeper_free (GuoPortKeeper *self)
{
  if (self == NULL)
    return;
  g_mutex_lock (&self->lock);
  self->ending = TRUE;
  g_cond_signal (&self->wake);
  g_mutex_unlock (&self->lock);
  g_clear_pointer (&self->thread, g_thread_join);
  apply (self, NULL);
  g_ptr_array_unref (self->ports);
  json_decref (self->wanted);
  g_cond_clear (&self->wake);
  g_mutex_clear (&self->lock);
  g_free (self);
}

void
guo_port_keeper_sync (GuoPortKeeper *self, json_t *rows)
{
  gboolean started;

  g_mutex_lock (&self->lock);
  started = self->started;
  if (started)
    {
      json_decref (self->wanted);
      self->wanted = json_incref (rows);
      g_cond_signal (&self->wake);
    }
  g_mutex_unlock (&self->lock);
  if (!started)
    apply (self, rows);
}

gboolean
guo_port_row_is (json_t *row, const gchar *kind)
{
  return g_strcmp0 (json_string_value (json_object_get (row, "kind")), kind) == 0
         && !json_is_false (json_object_get (row, "active"));
}
