#include "station/devices.h"

#include "drivers/sim/scale-sim.h"
#include "drivers/transport.h"
#include "db/database.h"
#include "station/prober.h"
#include "station/scale-port.h"

#define TICK_US ((gint64) 100000)

struct _GuoDevices
{
  const GuoClock *clock;
  GuoLive *live;
  GThread *keeper;     /* NULL before the start */
  GuoProber *prober;

  GMutex lock;         /* guards what follows; never held while a port is called */
  GCond wake;
  GHashTable *ports;   /* scale → GuoScalePort */
  json_t *wanted;      /* (nullable): rows that the keeper has not yet applied */
  gboolean ending;
  gboolean stopped;
  gint64 patience_us;
};

static void
port_free (gpointer data)
{
  guo_scale_port_unref (data);
}

GuoDevices *
guo_devices_new (const GuoClock *clock, GuoLive *live)
{
  GuoDevices *self = g_new0 (GuoDevices, 1);

  self->clock = clock;
  self->live = live;
  self->patience_us = GUO_SETTLE_US;
  self->prober = guo_prober_new (live);
  g_mutex_init (&self->lock);
  g_cond_init (&self->wake);
  self->ports = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, port_free);
  return self;
}

static GuoScalePort *
find (GuoDevices *self, gint64 scale)
{
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);
  GuoScalePort *port = g_hash_table_lookup (self->ports, &scale);

  return port != NULL ? guo_scale_port_ref (port) : NULL;
}

static GPtrArray *
all_ports (GuoDevices *self)
{
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);
  GPtrArray *all = g_ptr_array_new_with_free_func (port_free);
  GHashTableIter iter;
  gpointer port;

  g_hash_table_iter_init (&iter, self->ports);
  while (g_hash_table_iter_next (&iter, NULL, &port))
    g_ptr_array_add (all, guo_scale_port_ref (port));
  return all;
}

static json_t *
find_row (json_t *rows, gint64 id)
{
  gsize i;
  json_t *row;

  json_array_foreach (rows, i, row)
    if (json_integer_value (json_object_get (row, "id")) == id)
      return row;
  return NULL;
}

static gboolean
is_active_scale (json_t *row)
{
  const gchar *kind = json_string_value (json_object_get (row, "kind"));

  return g_strcmp0 (kind, "scale") == 0 && !json_is_false (json_object_get (row, "active"));
}

/* A row read later lacks what was recorded last: that is no change. */
static gboolean
is_same (json_t *running, json_t *row)
{
  g_autoptr(json_t) a = json_copy (running);
  g_autoptr(json_t) b = json_copy (row);

  json_object_del (a, "last_mg");
  json_object_del (b, "last_mg");
  json_object_del (a, "last_no");
  json_object_del (b, "last_no");
  return json_equal (a, b);
}

static void
remove_port (GuoDevices *self, gint64 id)
{
  g_autoptr(GuoScalePort) port = NULL;

  g_mutex_lock (&self->lock);
  port = g_hash_table_lookup (self->ports, &id);
  if (port != NULL)
    guo_scale_port_ref (port);
  g_hash_table_remove (self->ports, &id);
  g_mutex_unlock (&self->lock);
  if (port != NULL)
    guo_scale_port_stop (port);
}

static void
add_port (GuoDevices *self, json_t *row)
{
  g_autoptr(GError) error = NULL;
  gint64 id = json_integer_value (json_object_get (row, "id"));
  GuoScalePort *port = guo_scale_port_new (row, self->clock, self->live, &error);
  gboolean stopped;

  if (port == NULL)
    {
      g_message ("scale %" G_GINT64_FORMAT ": %s", id, error->message);
      return;
    }
  if (self->keeper != NULL)
    guo_scale_port_start (port);
  g_mutex_lock (&self->lock);
  stopped = self->stopped;
  g_hash_table_insert (self->ports, g_memdup2 (&id, sizeof id), guo_scale_port_ref (port));
  g_mutex_unlock (&self->lock);
  if (stopped)
    guo_scale_port_act (port, GUO_SCALE_ACT_STOP, 0, TRUE);
  guo_scale_port_unref (port);
}

static void
apply (GuoDevices *self, json_t *rows)
{
  g_autoptr(GPtrArray) running = all_ports (self);
  gsize i;
  json_t *row;

  for (guint p = 0; p < running->len; p++)
    {
      json_t *old = guo_scale_port_row (running->pdata[p]);
      gint64 id = json_integer_value (json_object_get (old, "id"));

      row = find_row (rows, id);
      if (row == NULL || !is_active_scale (row) || !is_same (old, row))
        remove_port (self, id);
    }
  json_array_foreach (rows, i, row)
    if (is_active_scale (row) && !guo_devices_has (self, json_integer_value (json_object_get (row, "id"))))
      add_port (self, row);
}

void
guo_devices_sync (GuoDevices *self, json_t *rows)
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
  GuoDevices *self = data;

  g_mutex_lock (&self->lock);
  while (!self->ending)
    {
      g_autoptr(json_t) wanted = g_steal_pointer (&self->wanted);
      g_autoptr(GPtrArray) ports = NULL;

      g_mutex_unlock (&self->lock);
      guo_prober_tick (self->prober); /* before a scale is opened that was listened to until now */
      if (wanted != NULL)
        apply (self, wanted);
      ports = all_ports (self);
      g_ptr_array_foreach (ports, (GFunc) (void (*) (void)) guo_scale_port_tick, NULL);
      g_mutex_lock (&self->lock);
      if (!self->ending && self->wanted == NULL)
        g_cond_wait_until (&self->wake, &self->lock, g_get_monotonic_time () + TICK_US);
    }
  g_mutex_unlock (&self->lock);
  return NULL;
}

void
guo_devices_start (GuoDevices *self)
{
  g_autoptr(GPtrArray) ports = all_ports (self);

  g_return_if_fail (self->keeper == NULL);
  for (guint i = 0; i < ports->len; i++)
    guo_scale_port_start (ports->pdata[i]);
  self->keeper = g_thread_new ("devices", keep, self);
}

void
guo_devices_free (GuoDevices *self)
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
    guo_scale_port_stop (ports->pdata[i]);
  guo_prober_free (self->prober);
  json_decref (self->wanted);
  g_hash_table_unref (self->ports);
  g_cond_clear (&self->wake);
  g_mutex_clear (&self->lock);
  g_free (self);
}

gboolean
guo_devices_has (GuoDevices *self, gint64 scale)
{
  g_autoptr(GuoScalePort) port = find (self, scale);

  return port != NULL;
}

gboolean
guo_devices_view (GuoDevices *self, gint64 scale, GuoScaleView *out)
{
  g_autoptr(GuoScalePort) port = find (self, scale);

  if (port == NULL)
    return FALSE;
  guo_scale_port_view (port, out);
  return TRUE;
}

void
guo_devices_set_patience (GuoDevices *self, gint64 us)
{
  g_mutex_lock (&self->lock);
  self->patience_us = us;
  g_mutex_unlock (&self->lock);
}

json_t *
guo_devices_settle (GuoDevices *self, gint64 scale)
{
  g_autoptr(GuoScalePort) port = find (self, scale);
  gint64 patience_us;

  g_mutex_lock (&self->lock);
  patience_us = self->patience_us;
  g_mutex_unlock (&self->lock);
  return port != NULL ? guo_scale_port_settle (port, patience_us) : NULL;
}

static gboolean
act (GuoDevices *self, gint64 scale, GuoScaleAct what, guint64 arming, gint64 value)
{
  g_autoptr(GuoScalePort) port = find (self, scale);

  return port != NULL && guo_scale_port_act (port, what, arming, value);
}

gboolean
guo_devices_take (GuoDevices *self, gint64 scale, guint64 arming)
{
  return act (self, scale, GUO_SCALE_ACT_TAKE, arming, 0);
}

void
guo_devices_release (GuoDevices *self, gint64 scale, guint64 arming)
{
  act (self, scale, GUO_SCALE_ACT_RELEASE, arming, 0);
}

void
guo_devices_recorded (GuoDevices *self, gint64 scale, guint64 arming, gint64 no)
{
  act (self, scale, GUO_SCALE_ACT_RECORDED, arming, no);
}

gboolean
guo_devices_rearm (GuoDevices *self, gint64 scale)
{
  return act (self, scale, GUO_SCALE_ACT_REARM, 0, 0);
}

gboolean
guo_devices_zero (GuoDevices *self, gint64 scale, GError **error)
{
  g_autoptr(GuoScalePort) port = find (self, scale);

  if (port == NULL)
    return guo_refuse (error, GUO_STATION_ERROR_NOT_FOUND, "not-found",
                       json_pack ("{s:s, s:I}", "what", "scale", "id", (json_int_t) scale),
                       "no such scale: %" G_GINT64_FORMAT, scale);
  return guo_scale_port_send (port, "zero", error);
}

gboolean
guo_devices_push (GuoDevices *self, gint64 scale, const guint8 *bytes, gsize len, gint64 at_us)
{
  g_autoptr(GuoScalePort) port = find (self, scale);

  if (port == NULL)
    return FALSE;
  guo_scale_port_push (port, bytes, len, at_us);
  return TRUE;
}

void
guo_devices_stop_recording (GuoDevices *self, gboolean stopped)
{
  g_autoptr(GPtrArray) ports = NULL;

  g_mutex_lock (&self->lock);
  self->stopped = stopped;
  g_mutex_unlock (&self->lock);
  ports = all_ports (self);
  for (guint i = 0; i < ports->len; i++)
    guo_scale_port_act (ports->pdata[i], GUO_SCALE_ACT_STOP, 0, stopped);
}

gboolean
guo_devices_is_simulated (const gchar *address)
{
  return address != NULL && g_str_has_prefix (address, "sim:");
}

gboolean
guo_devices_check_address (const gchar *address, gboolean practice, GError **error)
{
  g_autoptr(GuoTransport) transport = NULL;

  if (!guo_devices_is_simulated (address))
    {
      transport = guo_transport_new (address, error);
      return transport != NULL;
    }
  if (!practice)
    return guo_refuse (error, GUO_STATION_ERROR_REFUSED, "sim-needs-practice", NULL,
                       "a simulator can be bound in a practice database only");
  transport = guo_scale_sim_transport (address, error);
  return transport != NULL;
}

gboolean
guo_devices_probe (GuoDevices *self, const gchar *address, GError **error)
{
  return guo_prober_want (self->prober, address, error);
}
