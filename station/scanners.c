#include "station/scanners.h"

#include "station/port-keeper.h"
#include "station/scanner-port.h"

#define SEARCH_US (60 * G_USEC_PER_SEC)

struct _GuoScanners
{
  GuoLive *live;
  GuoPortKeeper *keeper;

  GMutex lock;       /* guards what follows */
  json_t *rows;      /* (nullable): the devices as last told */
  json_t *searched;  /* rows of addresses that are tried: their id is below zero and never given twice */
  gint64 last_id;
  gint64 search_until_us;
};

static gboolean
is_scanner (json_t *row)
{
  return guo_port_row_is (row, "scanner") || guo_port_row_is (row, "button");
}

static gpointer
make_port (json_t *row, gpointer owner)
{
  GuoScanners *self = owner;
  gboolean is_bound = json_integer_value (json_object_get (row, "id")) > 0;

  return guo_scanner_port_new (is_bound ? row : NULL, json_string_value (json_object_get (row, "address")), self->live);
}

/* With the lock held. */
static void
tell_keeper (GuoScanners *self)
{
  json_auto_t *rows = json_array ();

  json_array_extend (rows, self->rows);
  json_array_extend (rows, self->searched);
  guo_port_keeper_sync (self->keeper, rows);
}

/* Whoever searched may be gone. */
static void
end_search (gpointer owner)
{
  GuoScanners *self = owner;
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);

  if (json_array_size (self->searched) == 0 || g_get_monotonic_time () < self->search_until_us)
    return;
  json_array_clear (self->searched);
  tell_keeper (self);
}

GuoScanners *
guo_scanners_new (GuoLive *live)
{
  static const GuoPortKind kind = {
    .name = "scanners",
    .is_wanted = is_scanner,
    .make = make_port,
    .start = (GuoPortFunc) guo_scanner_port_start,
    .stop = (GuoPortFunc) guo_scanner_port_stop,
    .tick = (GuoPortFunc) guo_scanner_port_tick,
    .free = (GuoPortFunc) guo_scanner_port_free,
    .round = end_search,
  };
  GuoScanners *self = g_new0 (GuoScanners, 1);

  self->live = live;
  self->keeper = guo_port_keeper_new (&kind, self);
  self->searched = json_array ();
  g_mutex_init (&self->lock);
  return self;
}

void
guo_scanners_start (GuoScanners *self)
{
  guo_port_keeper_start (self->keeper);
}

void
guo_scanners_free (GuoScanners *self)
{
  if (self == NULL)
    return;
  guo_port_keeper_free (self->keeper);
  json_decref (self->rows);
  json_decref (self->searched);
  g_mutex_clear (&self->lock);
  g_free (self);
}

void
guo_scanners_sync (GuoScanners *self, json_t *rows)
{
  g_mutex_lock (&self->lock);
  json_decref (self->rows);
  self->rows = json_incref (rows);
  tell_keeper (self);
  g_mutex_unlock (&self->lock);
}

gboolean
guo_scanners_take (GuoScanners *self, gint64 device, gint64 n)
{
  g_autoptr(GuoKept) kept = device > 0 ? guo_port_keeper_find (self->keeper, device) : NULL;

  return kept != NULL && guo_scanner_port_take (kept->port, n);
}

void
guo_scanners_find (GuoScanners *self, const gchar *const *addresses)
{
  g_mutex_lock (&self->lock);
  json_array_clear (self->searched);
  for (gsize i = 0; addresses != NULL && addresses[i] != NULL; i++)
    json_array_append_new (self->searched, json_pack ("{s:I, s:s, s:s}", "id", (json_int_t) --self->last_id, "kind", "scanner",
                                                      "address", addresses[i]));
  self->search_until_us = g_get_monotonic_time () + SEARCH_US;
  tell_keeper (self);
  g_mutex_unlock (&self->lock);
}
