/* The simulated PLC on TCP, with the real clock. */
#include "drivers/sim/counter-sim.h"
#include "drivers/sim/tcp-server.h"

struct _GuoCounterServer
{
  GMutex lock;
  GuoCounterSim *sim; /* owned; under lock */
  gint64 began_us;
  GuoTcpServer *tcp;
};

/* Under the lock. */
static void
advance (GuoCounterServer *self)
{
  guo_counter_sim_advance (self->sim, (g_get_monotonic_time () - self->began_us) / G_TIME_SPAN_MILLISECOND);
}

static gboolean
hear (const guint8 *bytes, gsize len, GByteArray *answer, gpointer user_data)
{
  GuoCounterServer *self = user_data;
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);

  advance (self);
  guo_counter_sim_receive (self->sim, bytes, len, answer);
  return TRUE;
}

static void
lost (gpointer user_data)
{
  GuoCounterServer *self = user_data;
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);

  guo_counter_sim_link_lost (self->sim);
}

static const GuoTcpDevice device = { hear, lost };

GuoCounterServer *
guo_counter_server_new (GuoCounterSim *sim, const gchar *host, guint16 port, GError **error)
{
  g_autoptr(GuoCounterServer) self = g_new0 (GuoCounterServer, 1);

  g_mutex_init (&self->lock);
  self->sim = sim;
  self->began_us = g_get_monotonic_time ();
  self->tcp = guo_tcp_server_new (&device, self, host, port, error);
  return self->tcp != NULL ? g_steal_pointer (&self) : NULL;
}

guint16
guo_counter_server_port (GuoCounterServer *self)
{
  return guo_tcp_server_port (self->tcp);
}

gboolean
guo_counter_server_control (GuoCounterServer *self, const gchar *line, GError **error)
{
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);

  advance (self);
  return guo_counter_sim_control (self->sim, line, error);
}

void
guo_counter_server_free (GuoCounterServer *self)
{
  if (self == NULL)
    return;
  guo_tcp_server_free (self->tcp);
  guo_counter_sim_free (self->sim);
  g_mutex_clear (&self->lock);
  g_free (self);
}
