#include "station/devices.h"

#include "drivers/sim/scale-sim.h"
#include "drivers/transport.h"
#include "db/database.h"
#include "station/port-keeper.h"
#include "station/prober.h"
#include "station/scale-port.h"

struct _GuoDevices
{
  const GuoClock *clock;
  GuoLive *live;
  GuoProber *prober;
  GuoPortKeeper *keeper; /* of GuoScalePort */

  GMutex lock;           /* guards what follows */
  gboolean stopped;
  gint64 patience_us;
};

static gboolean
is_scale (json_t *row)
{
  return guo_port_row_is (row, "scale");
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

static gpointer
make_port (json_t *row, gpointer owner)
{
  GuoDevices *self = owner;
  g_autoptr(GError) error = NULL;
  GuoScalePort *port = guo_scale_port_new (row, self->clock, self->live, &error);

  if (port == NULL)
    g_message ("scale %" JSON_INTEGER_FORMAT ": %s", json_integer_value (json_object_get (row, "id")), error->message);
  return port;
}

/* With the lock held throughout: whoever lets the station record again tells this port after that. */
static void
tell_whether_stopped (gpointer port, gpointer owner)
{
  GuoDevices *self = owner;
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);

  if (self->stopped)
    guo_scale_port_act (port, GUO_SCALE_ACT_STOP, 0, TRUE);
}

/* Before a scale is opened that was listened to until now. */
static void
listen_on (gpointer owner)
{
  GuoDevices *self = owner;

  guo_prober_tick (self->prober);
}

GuoDevices *
guo_devices_new (const GuoClock *clock, GuoLive *live)
{
  static const GuoPortKind kind = {
    .name = "devices",
    .is_wanted = is_scale,
    .is_same = is_same,
    .make = make_port,
    .added = tell_whether_stopped,
    .start = (GuoPortFunc) guo_scale_port_start,
    .stop = (GuoPortFunc) guo_scale_port_stop,
    .tick = (GuoPortFunc) guo_scale_port_tick,
    .free = (GuoPortFunc) guo_scale_port_free,
    .round = listen_on,
  };
  GuoDevices *self = g_new0 (GuoDevices, 1);

  self->clock = clock;
  self->live = live;
  self->patience_us = GUO_SETTLE_US;
  self->prober = guo_prober_new (live);
  self->keeper = guo_port_keeper_new (&kind, self);
  g_mutex_init (&self->lock);
  return self;
}

void
guo_devices_sync (GuoDevices *self, json_t *rows)
{
  guo_port_keeper_sync (self->keeper, rows);
}

void
guo_devices_start (GuoDevices *self)
{
  guo_port_keeper_start (self->keeper);
}

void
guo_devices_free (GuoDevices *self)
{
  if (self == NULL)
    return;
  guo_port_keeper_free (self->keeper);
  guo_prober_free (self->prober);
  g_mutex_clear (&self->lock);
  g_free (self);
}

gboolean
guo_devices_has (GuoDevices *self, gint64 scale)
{
  g_autoptr(GuoKept) kept = guo_port_keeper_find (self->keeper, scale);

  return kept != NULL;
}

gboolean
guo_devices_view (GuoDevices *self, gint64 scale, GuoScaleView *out)
{
  g_autoptr(GuoKept) kept = guo_port_keeper_find (self->keeper, scale);

  if (kept == NULL)
    return FALSE;
  guo_scale_port_view (kept->port, out);
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
  g_autoptr(GuoKept) kept = guo_port_keeper_find (self->keeper, scale);
  gint64 patience_us;

  g_mutex_lock (&self->lock);
  patience_us = self->patience_us;
  g_mutex_unlock (&self->lock);
  return kept != NULL ? guo_scale_port_settle (kept->port, patience_us) : NULL;
}

static gboolean
act (GuoDevices *self, gint64 scale, GuoScaleAct what, guint64 arming, gint64 value)
{
  g_autoptr(GuoKept) kept = guo_port_keeper_find (self->keeper, scale);

  return kept != NULL && guo_scale_port_act (kept->port, what, arming, value);
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
  g_autoptr(GuoKept) kept = guo_port_keeper_find (self->keeper, scale);

  if (kept == NULL)
    return guo_refuse (error, GUO_STATION_ERROR_NOT_FOUND, "not-found",
                       json_pack ("{s:s, s:I}", "what", "scale", "id", (json_int_t) scale),
                       "no such scale: %" G_GINT64_FORMAT, scale);
  return guo_scale_port_send (kept->port, "zero", error);
}

gboolean
guo_devices_push (GuoDevices *self, gint64 scale, const guint8 *bytes, gsize len, gint64 at_us)
{
  g_autoptr(GuoKept) kept = guo_port_keeper_find (self->keeper, scale);

  if (kept == NULL)
    return FALSE;
  guo_scale_port_push (kept->port, bytes, len, at_us);
  return TRUE;
}

void
guo_devices_stop_recording (GuoDevices *self, gboolean stopped)
{
  g_autoptr(GPtrArray) ports = NULL;

  g_mutex_lock (&self->lock);
  self->stopped = stopped;
  g_mutex_unlock (&self->lock);
  ports = guo_port_keeper_all (self->keeper);
  for (guint i = 0; i < ports->len; i++)
    guo_scale_port_act (((GuoKept *) ports->pdata[i])->port, GUO_SCALE_ACT_STOP, 0, stopped);
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
