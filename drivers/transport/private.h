/* What the kinds of transport share: the thread, the states, and ending it. Only drivers/transport and
 * drivers/sim include this. */
#pragma once

#include "drivers/transport.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  /* The body of the thread; returns when guo_transport_wait() says so, or behind ENDED. */
  void (*run) (GuoTransport *self, gpointer impl);
  /* Any thread; at most a second. */
  gboolean (*send) (gpointer impl, const guint8 *bytes, gsize len, GError **error);
  void (*free) (gpointer impl);
  /* (nullable): as guo_transport_report_descriptor() */
  const GuoHidReportDescriptor *(*descriptor) (gpointer impl);
} GuoTransportOps;

/* Opens and closes something that is a file descriptor. */
typedef struct
{
  /* Returns: a descriptor that does not block, -1 with an error. Called on the transport's thread. */
  gint (*open) (gpointer impl, GCancellable *cancellable, GError **error);
  /* (nullable): whether it is still there; asked while it is silent. */
  gboolean (*alive) (gpointer impl);
  void (*close) (gpointer impl);
  void (*free) (gpointer impl);
} GuoStreamOps;

/**
 * guo_transport_create:
 * @address: copied
 * @ops: constant
 * @impl: (transfer full): freed with @ops' free
 *
 * Returns: (transfer full): a transport that is not started
 */
GuoTransport *guo_transport_create (const gchar *address, const GuoTransportOps *ops, gpointer impl);

/**
 * guo_transport_wait:
 * @self: a transport, on its own thread
 * @until_us: monotonic time, microseconds
 *
 * Returns: %FALSE as soon as the transport is to end
 */
gboolean guo_transport_wait (GuoTransport *self, gint64 until_us);

/**
 * guo_transport_wake_fd:
 * @self: a transport
 *
 * Returns: a descriptor that becomes readable, and stays so, when the transport is to end
 */
gint guo_transport_wake_fd (GuoTransport *self);

/**
 * guo_transport_cancellable:
 * @self: a transport
 *
 * Returns: (transfer none): cancelled when the transport is to end
 */
GCancellable *guo_transport_cancellable (GuoTransport *self);

/**
 * guo_transport_emit_bytes:
 * @self: a transport, on its own thread
 * @bytes: what was read just now
 * @len: how many
 */
void guo_transport_emit_bytes (GuoTransport *self, const guint8 *bytes, gsize len);

/**
 * guo_transport_emit_state:
 * @self: a transport, on its own thread
 * @state: the state
 * @error: (nullable): why, with LOST
 *
 * The same state for the same reason is reported once.
 */
void guo_transport_emit_state (GuoTransport *self, GuoTransportState state, const GError *error);

/**
 * guo_stream_transport_new:
 * @address: copied
 * @ops: constant
 * @impl: (transfer full): freed with @ops' free
 *
 * A transport over a descriptor, opened again whenever it is lost, after 100 ms, then twice as long, at
 * most 2 s.
 *
 * Returns: (transfer full): a transport that is not started
 */
GuoTransport *guo_stream_transport_new (const gchar *address, const GuoStreamOps *ops, gpointer impl);

/**
 * guo_tcp_transport_new:
 * @rest: "HOST:PORT"
 * @address: the whole address
 * @error: return location
 *
 * Returns: (transfer full): a transport, or %NULL with %GUO_DRIVER_ERROR_BAD_ADDRESS
 */
GuoTransport *guo_tcp_transport_new (const gchar *rest, const gchar *address, GError **error);

/**
 * guo_serial_transport_new:
 * @rest: "/dev/ttyUSB0?line=9600/8n1"; without a line setting 9600/8n1
 * @address: the whole address
 * @error: return location
 *
 * Returns: (transfer full): a transport, or %NULL with %GUO_DRIVER_ERROR_BAD_ADDRESS
 */
GuoTransport *guo_serial_transport_new (const gchar *rest, const gchar *address, GError **error);

/**
 * guo_replay_transport_new:
 * @rest: "FILE?speed=N"; 1 as it was (the default), 0 without pauses
 * @address: the whole address
 * @error: return location
 *
 * Returns: (transfer full): a transport, or %NULL with %GUO_DRIVER_ERROR_BAD_ADDRESS
 */
GuoTransport *guo_replay_transport_new (const gchar *rest, const gchar *address, GError **error);

G_END_DECLS
