#include "station/scanners.h"

#include "station/scanner-port.h"

#include <string.h>

#define TICK_US ((gint64) 100000)
#define SEARCH_US (60 * G_USEC_PER_SEC)

struct _GuoScanners
{
  GuoLive *live;
  GThread *keeper;   /* NULL before the start */

  GMutex lock;       /* guards what follows */
  GCond wake;
  GPtrArray *ports;  /* changed by the keeper alone */
  json_t *wanted;    /* (nullable): rows that the keeper has not applied yet */
  gchar **searched;  /* (nullable): addresses that are to be tried */
  gboolean search_changed;
  gint64 search_until_us;
  gboolean ending;
};

static void
port_free (gpointer data)
{
  guo_scanner_port_free (data);
}

GuoScanners *
guo_scanners_new (GuoLive *live)
{
  GuoScanners *self = g_new0 (GuoScanners, 1);

  self->live = live;
  g_mutex_init (&self->lock);
  g_cond_init (&self->wake);
  self->ports = g_ptr_array_new ();
  return self;
}

static gboolean
is_active_scanner (json_t *row)
{
  const gchar *kind = json_string_value (json_object_get (row, "kind"));

  return (g_strcmp0 (kind, "scanner") == 0 || g_strcmp0 (kind, "button") == 0)
         && !json_is_false (json_object_get (row, "active"));
}

static gboolean
contains (json_t *rows, json_t *wanted)
{
  gsize i;
  json_t *row;

  json_array_foreach (rows, i, row)
    if (is_active_scanner (row) && json_equal (row, wanted))
      return TRUE;
  return FALSE;
}

/* Takes out what @keep does not want; freeing joins a thread, so that the lock is let go before. */
static void
drop (GuoScanners *self, gboolean (*keep) (GuoScannerPort *port, gpointer data), gpointer data)
{
  g_autoptr(GPtrArray) gone = g_ptr_array_new_with_free_func (port_free);

  g_mutex_lock (&self->lock);
  for (guint i = self->ports->len; i-- > 0;)
    if (!keep (self->ports->pdata[i], data))
      g_ptr_array_add (gone, g_ptr_array_steal_index (self->ports, i));
  g_mutex_unlock (&self->lock);
}

static void
add (GuoScanners *self, json_t *row, const gchar *address)
{
  GuoScannerPort *port = guo_scanner_port_new (row, address, self->live);

  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->ports, port);
  g_mutex_unlock (&self->lock);
}

static gboolean
is_wanted (GuoScannerPort *port, gpointer rows)
{
  return guo_scanner_port_row (port) == NULL || contains (rows, guo_scanner_port_row (port));
}

static gboolean
is_bound (GuoScannerPort *port, gpointer data)
{
  return guo_scanner_port_row (port) != NULL;
}

static gboolean
keep_none (GuoScannerPort *port, gpointer data)
{
  return FALSE;
}

static gboolean
is_running (GuoScanners *self, json_t *row)
{
  for (guint i = 0; i < self->ports->len; i++)
    if (json_equal (guo_scanner_port_row (self->ports->pdata[i]), row))
      return TRUE;
  return FALSE;
}

static void
apply (GuoScanners *self, json_t *rows)
{
  gsize i;
  json_t *row;

  drop (self, is_wanted, rows);
  json_array_foreach (rows, i, row)
    if (is_active_scanner (row) && !is_running (self, row))
      add (self, row, json_string_value (json_object_get (row, "address")));
}

static void
search (GuoScanners *self, gchar **addresses)
{
  drop (self, is_bound, NULL);
  for (gsize i = 0; addresses != NULL && addresses[i] != NULL; i++)
    add (self, NULL, addresses[i]);
}

/* With the lock held: whoever searched may be gone. */
static void
end_search (GuoScanners *self)
{
  if (self->searched == NULL || g_get_monotonic_time () < self->search_until_us)
    return;
  g_clear_pointer (&self->searched, g_strfreev);
  self->search_changed = TRUE;
}

static gpointer
keep (gpointer data)
{
  GuoScanners *self = data;

  g_mutex_lock (&self->lock);
  while (!self->ending)
    {
      json_auto_t *wanted = g_steal_pointer (&self->wanted);
      g_auto(GStrv) addresses = NULL;
      gboolean changed;

      end_search (self);
      addresses = g_strdupv (self->searched);
      changed = self->search_changed;
      self->search_changed = FALSE;
      g_mutex_unlock (&self->lock);
      if (wanted != NULL)
        apply (self, wanted);
      if (changed)
        search (self, addresses);
      for (guint i = 0; i < self->ports->len; i++)
        guo_scanner_port_tick (self->ports->pdata[i]);
      g_mutex_lock (&self->lock);
      if (!self->ending && self->wanted == NULL && !self->search_changed)
        g_cond_wait_until (&self->wake, &self->lock, g_get_monotonic_time () + TICK_US);
    }
  g_mutex_unlock (&self->lock);
  return NULL;
}

void
guo_scanners_start (GuoScanners *self)
{
  g_return_if_fail (self->keeper == NULL);
  self->keeper = g_thread_new ("scanners", keep, self);
}

void
guo_scanners_free (GuoScanners *self)
{
  if (self == NULL)
    return;
  g_mutex_lock (&self->lock);
  self->ending = TRUE;
  g_cond_signal (&self->wake);
  g_mutex_unlock (&self->lock);
  g_clear_pointer (&self->keeper, g_thread_join);
  drop (self, keep_none, NULL);
  g_ptr_array_unref (self->ports);
  json_decref (self->wanted);
  g_strfreev (self->searched);
  g_cond_clear (&self->wake);
  g_mutex_clear (&self->lock);
  g_free (self);
}

void
guo_scanners_sync (GuoScanners *self, json_t *rows)
{
  g_mutex_lock (&self->lock);
  json_decref (self->wanted);
  self->wanted = json_incref (rows);
  g_cond_signal (&self->wake);
  g_mutex_unlock (&self->lock);
}

gboolean
guo_scanners_take (GuoScanners *self, gint64 device, gint64 n)
{
  gboolean taken = FALSE;

  g_mutex_lock (&self->lock);
  for (guint i = 0; i < self->ports->len && !taken; i++)
    {
      json_t *row = guo_scanner_port_row (self->ports->pdata[i]);

      if (row != NULL && json_integer_value (json_object_get (row, "id")) == device)
        taken = guo_scanner_port_take (self->ports->pdata[i], n);
    }
  g_mutex_unlock (&self->lock);
  return taken;
}

void
guo_scanners_find (GuoScanners *self, const gchar *const *addresses)
{
  g_mutex_lock (&self->lock);
  g_strfreev (self->searched);
  self->searched = g_strdupv ((gchar **) addresses);
  self->search_changed = TRUE;
  self->search_until_us = g_get_monotonic_time () + SEARCH_US;
  g_cond_signal (&self->wake);
  g_mutex_unlock (&self->lock);
}
