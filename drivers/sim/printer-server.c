/* The simulated printer on TCP. */
#include "drivers/sim/printer-sim.h"
#include "drivers/sim/tcp-server.h"

struct _GuoPrinterServer
{
  GuoPrinterSim *sim;
  GuoTcpServer *tcp; /* (nullable): while it is made */
};

static gboolean
hear (const guint8 *bytes, gsize len, GByteArray *answer, gpointer user_data)
{
  return guo_printer_sim_receive (user_data, bytes, len, answer);
}

static void
lost (gpointer user_data)
{
  guo_printer_sim_link_lost (user_data);
}

static const GuoTcpDevice device = { hear, lost };

GuoPrinterServer *
guo_printer_server_new (GuoPrinterSim *sim, const gchar *host, guint16 port, GError **error)
{
  g_autoptr(GuoPrinterServer) self = g_new0 (GuoPrinterServer, 1);

  self->sim = sim;
  self->tcp = guo_tcp_server_new (&device, sim, host, port, error);
  return self->tcp != NULL ? g_steal_pointer (&self) : NULL;
}

guint16
guo_printer_server_port (GuoPrinterServer *self)
{
  return guo_tcp_server_port (self->tcp);
}

GuoPrinterSim *
guo_printer_server_sim (GuoPrinterServer *self)
{
  return self->sim;
}

void
guo_printer_server_free (GuoPrinterServer *self)
{
  if (self == NULL)
    return;
  guo_tcp_server_free (self->tcp);
  guo_printer_sim_free (self->sim);
  g_free (self);
}
