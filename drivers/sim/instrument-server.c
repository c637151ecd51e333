/* An instrument that answers when it is asked, on TCP. */
#include "drivers/sim/instrument-sim.h"
#include "drivers/sim/tcp-server.h"

#define QUIET "quiet"

struct _GuoInstrumentServer
{
  const GuoInstrument *instrument;
  GMutex lock;
  GByteArray *answer; /* under lock; empty: none */
  GuoTcpServer *tcp;
};

static gboolean
hear (const guint8 *bytes, gsize len, GByteArray *answer, gpointer user_data)
{
  GuoInstrumentServer *self = user_data;
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);

  for (gsize i = 0; i < len; i++)
    g_byte_array_append (answer, self->answer->data, self->answer->len);
  return TRUE;
}

static void
lost (gpointer user_data)
{
}

static const GuoTcpDevice device = { hear, lost };

GuoInstrumentServer *
guo_instrument_server_new (const GuoInstrument *instrument, const gchar *host, guint16 port, GError **error)
{
  g_autoptr(GuoInstrumentServer) self = g_new0 (GuoInstrumentServer, 1);

  g_mutex_init (&self->lock);
  self->instrument = instrument;
  self->answer = g_byte_array_new ();
  if (!guo_instrument_server_set (self, "#", error))
    return NULL;
  self->tcp = guo_tcp_server_new (&device, self, host, port, error);
  return self->tcp != NULL ? g_steal_pointer (&self) : NULL;
}

guint16
guo_instrument_server_port (GuoInstrumentServer *self)
{
  return guo_tcp_server_port (self->tcp);
}

gboolean
guo_instrument_server_set (GuoInstrumentServer *self, const gchar *typed, GError **error)
{
  guint8 frame[GUO_INSTRUMENT_FRAME_MAX];
  gboolean quiet = g_str_equal (typed, QUIET);
  gsize len = quiet ? 0 : self->instrument->frame (typed, frame, sizeof frame, error);
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = NULL;

  if (len == 0 && !quiet)
    return FALSE;
  locker = g_mutex_locker_new (&self->lock);
  g_byte_array_set_size (self->answer, 0);
  g_byte_array_append (self->answer, frame, (guint) len);
  return TRUE;
}

void
guo_instrument_server_free (GuoInstrumentServer *self)
{
  if (self == NULL)
    return;
  guo_tcp_server_free (self->tcp);
  g_byte_array_unref (self->answer);
  g_mutex_clear (&self->lock);
  g_free (self);
}
