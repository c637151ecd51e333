#include "station/instruments.h"

#include "station/call.h"
#include "station/fields.h"

#define TICK_US ((gint64) 100000)

struct _GuoInstruments
{
  GuoLive *live;
  const GuoClock *clock;
  GThread *keeper;   /* NULL before the start */

  GMutex lock;       /* guards what follows */
  GCond wake;
  GPtrArray *ports;  /* changed by the keeper alone */
  json_t *wanted;    /* (nullable): rows that the keeper has not applied yet */
  gboolean ending;
};

static void
port_free (gpointer data)
{
  guo_instrument_port_free (data);
}

GuoInstruments *
guo_instruments_new (GuoLive *live, const GuoClock *clock)
{
  GuoInstruments *self = g_new0 (GuoInstruments, 1);

  self->live = live;
  self->clock = clock;
  g_mutex_init (&self->lock);
  g_cond_init (&self->wake);
  self->ports = g_ptr_array_new ();
  return self;
}

static gboolean
is_active_instrument (json_t *row)
{
  return g_strcmp0 (guo_field_text (row, "kind"), "instrument") == 0 && guo_field_bool (row, "active");
}

static gboolean
contains (json_t *rows, json_t *wanted)
{
  gsize i;
  json_t *row;

  json_array_foreach (rows, i, row)
    if (is_active_instrument (row) && json_equal (row, wanted))
      return TRUE;
  return FALSE;
}

/* Takes out what @rows do not want; freeing joins a thread, so that the lock is let go before. */
static void
drop (GuoInstruments *self, json_t *rows)
{
  g_autoptr(GPtrArray) gone = g_ptr_array_new_with_free_func (port_free);

  g_mutex_lock (&self->lock);
  for (guint i = self->ports->len; i-- > 0;)
    if (!contains (rows, guo_instrument_port_row (self->ports->pdata[i])))
      g_ptr_array_add (gone, g_ptr_array_steal_index (self->ports, i));
  g_mutex_unlock (&self->lock);
}

static gboolean
is_running (GuoInstruments *self, json_t *row)
{
  for (guint i = 0; i < self->ports->len; i++)
    if (json_equal (guo_instrument_port_row (self->ports->pdata[i]), row))
      return TRUE;
  return FALSE;
}

static void
apply (GuoInstruments *self, json_t *rows)
{
  gsize i;
  json_t *row;

  drop (self, rows);
  json_array_foreach (rows, i, row)
    if (is_active_instrument (row) && !is_running (self, row))
      {
        GuoInstrumentPort *port = guo_instrument_port_new (row, self->live, self->clock);

        g_mutex_lock (&self->lock);
        g_ptr_array_add (self->ports, port);
        g_mutex_unlock (&self->lock);
      }
}

static gpointer
keep (gpointer data)
{
  GuoInstruments *self = data;

  g_mutex_lock (&self->lock);
  while (!self->ending)
    {
      json_auto_t *wanted = g_steal_pointer (&self->wanted);

      g_mutex_unlock (&self->lock);
      if (wanted != NULL)
        apply (self, wanted);
      for (guint i = 0; i < self->ports->len; i++)
        guo_instrument_port_tick (self->ports->pdata[i]);
      g_mutex_lock (&self->lock);
      if (!self->ending && self->wanted == NULL)
        g_cond_wait_until (&self->wake, &self->lock, g_get_monotonic_time () + TICK_US);
    }
  g_mutex_unlock (&self->lock);
  return NULL;
}

void
guo_instruments_start (GuoInstruments *self)
{
  g_return_if_fail (self->keeper == NULL);
  self->keeper = g_thread_new ("instruments", keep, self);
}

void
guo_instruments_free (GuoInstruments *self)
{
  if (self == NULL)
    return;
  g_mutex_lock (&self->lock);
  self->ending = TRUE;
  g_cond_signal (&self->wake);
  g_mutex_unlock (&self->lock);
  g_clear_pointer (&self->keeper, g_thread_join);
  drop (self, NULL);
  g_ptr_array_unref (self->ports);
  json_decref (self->wanted);
  g_cond_clear (&self->wake);
  g_mutex_clear (&self->lock);
  g_free (self);
}

void
guo_instruments_sync (GuoInstruments *self, json_t *rows)
{
  g_mutex_lock (&self->lock);
  json_decref (self->wanted);
  self->wanted = json_incref (rows);
  g_cond_signal (&self->wake);
  g_mutex_unlock (&self->lock);
}

gboolean
guo_instruments_ask (GuoInstruments *self, gint64 device, GError **error)
{
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);

  for (guint i = 0; i < self->ports->len; i++)
    if (guo_field_int (guo_instrument_port_row (self->ports->pdata[i]), "id", 0) == device)
      return guo_instrument_port_ask (self->ports->pdata[i], error);
  return guo_call_not_found (error, "device", json_integer (device));
}

gboolean
guo_instruments_find (GuoInstruments *self, gint64 device, gint64 n, GuoInstrumentKept *out)
{
  gboolean found = FALSE;

  g_mutex_lock (&self->lock);
  for (guint i = 0; i < self->ports->len && !found; i++)
    if (guo_field_int (guo_instrument_port_row (self->ports->pdata[i]), "id", 0) == device)
      found = guo_instrument_port_find (self->ports->pdata[i], n, out);
  g_mutex_unlock (&self->lock);
  return found;
}
