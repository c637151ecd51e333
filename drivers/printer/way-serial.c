#include "drivers/printer/way.h"
#include "drivers/transport.h"

#include <string.h>

#define OPEN_US (3 * G_USEC_PER_SEC)
#define CHUNK 256 /* 0.3 s at 9600 baud: a transport's send lasts a second at most */

typedef struct
{
  GuoPrinterWay way;
  GuoTransport *transport;
  GMutex lock; /* guards what follows */
  GCond news;
  GByteArray *heard;
  GuoTransportState state;
  gchar *reason; /* (nullable): why it is lost */
} Serial;

static void
on_bytes (const guint8 *bytes, gsize len, gint64 at_us, gpointer user_data)
{
  Serial *self = user_data;

  g_mutex_lock (&self->lock);
  g_byte_array_append (self->heard, bytes, (guint) len);
  g_cond_signal (&self->news);
  g_mutex_unlock (&self->lock);
}

static void
on_state (GuoTransportState state, const GError *error, gpointer user_data)
{
  Serial *self = user_data;

  g_mutex_lock (&self->lock);
  self->state = state;
  g_free (self->reason);
  self->reason = error != NULL ? g_strdup (error->message) : NULL;
  g_cond_signal (&self->news);
  g_mutex_unlock (&self->lock);
}

/* What may have left of a chunk that was not all taken is not known: it counts as sent. */
static gboolean
serial_send (GuoPrinterWay *way, const guint8 *bytes, gsize len, gint64 until_us, gsize *taken, GError **error)
{
  Serial *self = (Serial *) way;
  g_autoptr (GError) why = NULL;

  *taken = MIN (len, CHUNK);
  return guo_transport_send (self->transport, bytes, *taken, &why) || guo_printer_way_lost (why->message, error);
}

static gssize
serial_receive (GuoPrinterWay *way, guint8 *bytes, gsize len, gint64 until_us, GError **error)
{
  Serial *self = (Serial *) way;
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  guint n;

  while (self->heard->len == 0 && self->state == GUO_TRANSPORT_OPEN && !g_cancellable_is_cancelled (self->way.cancel)
         && g_cond_wait_until (&self->news, &self->lock, until_us))
    ;
  n = (guint) MIN (self->heard->len, len);
  if (n == 0 && self->state != GUO_TRANSPORT_OPEN)
    return guo_printer_way_lost (self->reason, error) - 1;
  memcpy (bytes, self->heard->data, n);
  g_byte_array_remove_range (self->heard, 0, n);
  return n;
}

static void
serial_close (GuoPrinterWay *way)
{
  Serial *self = (Serial *) way;

  guo_transport_free (self->transport);
  g_byte_array_unref (self->heard);
  g_free (self->reason);
  g_cond_clear (&self->news);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static gboolean
await_open (Serial *self, GError **error)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  gint64 until = g_get_monotonic_time () + OPEN_US;

  while (self->state == GUO_TRANSPORT_OPENING && g_cond_wait_until (&self->news, &self->lock, until))
    ;
  if (self->state == GUO_TRANSPORT_OPEN)
    return TRUE;
  g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_ABSENT, "%s", self->reason != NULL ? self->reason : "no answer");
  return FALSE;
}

GuoPrinterWay *
guo_printer_way_serial (const gchar *rest, GCancellable *cancel, GError **error)
{
  static const GuoPrinterWayOps ops = { .send = serial_send, .receive = serial_receive, .close = serial_close };
  g_autofree gchar *address = g_strconcat ("serial:", rest, NULL);
  GuoTransport *transport = guo_transport_new (address, error);
  Serial *self;

  if (transport == NULL)
    return NULL;
  self = g_new0 (Serial, 1);
  self->way.ops = &ops;
  self->transport = transport;
  self->heard = g_byte_array_new ();
  g_mutex_init (&self->lock);
  g_cond_init (&self->news);
  guo_transport_start (transport, &(GuoTransportCallbacks) { on_bytes, on_state }, self);
  if (await_open (self, error))
    return &self->way;
  serial_close (&self->way);
  return NULL;
}
