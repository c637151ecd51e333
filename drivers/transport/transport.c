#include "drivers/transport/private.h"
#include "drivers/transport/usb-hid.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

struct _GuoTransport
{
  gchar *address;
  const GuoTransportOps *ops;
  gpointer impl; /* owned, freed by ops */

  GuoTransportCallbacks callbacks;
  gpointer user_data;

  GThread *thread; /* NULL until started */
  GCancellable *cancellable;
  gint wake_fd; /* an eventfd, written once: to end */

  gboolean state_known; /* the thread's own */
  GuoTransportState state;
  gchar *reason;
};

typedef GuoTransport *(*ConstructFunc) (const gchar *rest, const gchar *address, GError **error);

static const struct
{
  const gchar *scheme;
  ConstructFunc construct;
} schemes[] = {
  { "tcp:", guo_tcp_transport_new },
  { "serial:", guo_serial_transport_new },
  { "replay:", guo_replay_transport_new },
  { "usb:", guo_usb_hid_transport_new },
};

GuoTransport *
guo_transport_new (const gchar *address, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (g_str_has_prefix (address, schemes[i].scheme))
      return schemes[i].construct (address + strlen (schemes[i].scheme), address, error);
  g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ADDRESS,
               "\"%s\": an address begins with tcp:, serial:, usb: or replay:", address);
  return NULL;
}

GuoTransport *
guo_transport_create (const gchar *address, const GuoTransportOps *ops, gpointer impl)
{
  GuoTransport *self = g_new0 (GuoTransport, 1);

  self->address = g_strdup (address);
  self->ops = ops;
  self->impl = impl;
  self->cancellable = g_cancellable_new ();
  self->wake_fd = eventfd (0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (self->wake_fd < 0)
    g_error ("eventfd: %s", g_strerror (errno));
  return self;
}

static gpointer
thread_main (gpointer data)
{
  GuoTransport *self = data;

  self->ops->run (self, self->impl);
  return NULL;
}

void
guo_transport_start (GuoTransport *self, const GuoTransportCallbacks *callbacks, gpointer user_data)
{
  g_return_if_fail (self->thread == NULL);

  self->callbacks = *callbacks;
  self->user_data = user_data;
  self->thread = g_thread_new ("transport", thread_main, self);
}

gboolean
guo_transport_send (GuoTransport *self, const guint8 *bytes, gsize len, GError **error)
{
  return self->ops->send (self->impl, bytes, len, error);
}

void
guo_transport_free (GuoTransport *self)
{
  const guint64 one = 1;

  if (self == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  if (write (self->wake_fd, &one, sizeof one) != sizeof one)
    g_error ("eventfd: %s", g_strerror (errno));
  g_clear_pointer (&self->thread, g_thread_join);
  self->ops->free (self->impl);
  close (self->wake_fd);
  g_object_unref (self->cancellable);
  g_free (self->reason);
  g_free (self->address);
  g_free (self);
}

const gchar *
guo_transport_address (GuoTransport *self)
{
  return self->address;
}

const GuoHidReportDescriptor *
guo_transport_report_descriptor (GuoTransport *self)
{
  return self->ops->descriptor != NULL ? self->ops->descriptor (self->impl) : NULL;
}

gboolean
guo_transport_wait (GuoTransport *self, gint64 until_us)
{
  struct pollfd poll_fd = { .fd = self->wake_fd, .events = POLLIN };

  for (;;)
    {
      gint64 left_us = until_us - g_get_monotonic_time ();
      gint left_ms = left_us <= 0 ? 0 : (gint) MIN ((left_us + 999) / 1000, G_MAXINT);

      if (poll (&poll_fd, 1, left_ms) > 0)
        return FALSE;
      if (until_us <= g_get_monotonic_time ())
        return TRUE;
    }
}

gint
guo_transport_wake_fd (GuoTransport *self)
{
  return self->wake_fd;
}

GCancellable *
guo_transport_cancellable (GuoTransport *self)
{
  return self->cancellable;
}

void
guo_transport_emit_bytes (GuoTransport *self, const guint8 *bytes, gsize len)
{
  if (len > 0 && self->callbacks.bytes != NULL)
    self->callbacks.bytes (bytes, len, g_get_monotonic_time (), self->user_data);
}

void
guo_transport_emit_state (GuoTransport *self, GuoTransportState state, const GError *error)
{
  const gchar *reason = error != NULL ? error->message : NULL;

  if (self->state_known && self->state == state && g_strcmp0 (self->reason, reason) == 0)
    return;
  self->state_known = TRUE;
  self->state = state;
  g_free (self->reason);
  self->reason = g_strdup (reason);
  if (self->callbacks.state != NULL)
    self->callbacks.state (state, error, self->user_data);
}
