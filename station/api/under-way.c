#include "station/api/under-way.h"

struct _GuoUnderWay
{
  GMutex lock;
  GHashTable *waiting; /* Command-Id → GQueue of requests */
};

GuoUnderWay *
guo_under_way_new (void)
{
  GuoUnderWay *self = g_new0 (GuoUnderWay, 1);

  g_mutex_init (&self->lock);
  self->waiting = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
guo_under_way_free (GuoUnderWay *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->waiting);
  g_mutex_clear (&self->lock);
  g_free (self);
}

gboolean
guo_under_way_enter (GuoUnderWay *self, GuoRequest *request)
{
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);
  GQueue *waiting = g_hash_table_lookup (self->waiting, request->command_hex);

  if (waiting != NULL)
    {
      g_queue_push_tail (waiting, request);
      return FALSE;
    }
  g_hash_table_insert (self->waiting, g_strdup (request->command_hex), g_queue_new ());
  return TRUE;
}

GQueue *
guo_under_way_leave (GuoUnderWay *self, GuoRequest *request)
{
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);
  GQueue *waiting = g_hash_table_lookup (self->waiting, request->command_hex);

  g_hash_table_remove (self->waiting, request->command_hex);
  return waiting;
}
