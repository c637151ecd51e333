/* A transport delivers bytes and survives unplugging; it has no idea of weights.
 *
 * Each transport runs a thread of its own; the callbacks come on that thread. Losing the cable is a
 * state, not an end: it reports LOST, tries again by itself, and reports OPEN when it is back.
 */
#pragma once

#include "drivers/error.h"

G_BEGIN_DECLS

typedef struct _GuoTransport GuoTransport;

typedef enum
{
  GUO_TRANSPORT_OPENING, /* not open yet, trying */
  GUO_TRANSPORT_OPEN,
  GUO_TRANSPORT_LOST,    /* was open or was tried; trying again; the error says why */
  GUO_TRANSPORT_ENDED,   /* a replay has come to its end; nothing follows */
} GuoTransportState;

#define GUO_HID_REPORT_DESCRIPTOR_MAX 4096

/* What a USB HID device says of its reports. */
typedef struct
{
  guint8 bytes[GUO_HID_REPORT_DESCRIPTOR_MAX];
  gsize len;
} GuoHidReportDescriptor;

typedef struct
{
  /* @at_us: g_get_monotonic_time() where the bytes were read, microseconds */
  void (*bytes) (const guint8 *bytes, gsize len, gint64 at_us, gpointer user_data);
  /* @error: (nullable): why, with LOST */
  void (*state) (GuoTransportState state, const GError *error, gpointer user_data);
} GuoTransportCallbacks;

/**
 * guo_transport_new:
 * @address: "tcp:HOST:PORT", "serial:/dev/ttyUSB0?line=9600/8n1", "usb:0922:8003", "replay:FILE[?speed=N]"
 * @error: return location
 *
 * Nothing is opened yet.
 *
 * Returns: (transfer full): a transport, or %NULL with %GUO_DRIVER_ERROR_BAD_ADDRESS
 */
GuoTransport *guo_transport_new (const gchar *address, GError **error);

/**
 * guo_transport_start:
 * @self: a transport that was not started before
 * @callbacks: copied; called on the transport's own thread
 * @user_data: for the callbacks
 */
void guo_transport_start (GuoTransport *self, const GuoTransportCallbacks *callbacks, gpointer user_data);

/**
 * guo_transport_send:
 * @self: a started transport
 * @bytes: what to send
 * @len: how many
 * @error: return location
 *
 * Any thread; never blocks longer than a second.
 *
 * Returns: %FALSE with %GUO_DRIVER_ERROR_LOST when it is not open or the bytes could not all be sent
 */
gboolean guo_transport_send (GuoTransport *self, const guint8 *bytes, gsize len, GError **error);

/**
 * guo_transport_free:
 * @self: (nullable): a transport; its thread has ended when this returns, no callback follows
 */
void guo_transport_free (GuoTransport *self);

/**
 * guo_transport_address:
 * @self: a transport
 *
 * Returns: (transfer none): the address it was made with
 */
const gchar *guo_transport_address (GuoTransport *self);

/**
 * guo_transport_report_descriptor:
 * @self: a transport, on its own thread
 *
 * Returns: (transfer none) (nullable): of the HID device that was opened last; %NULL where there are no reports
 */
const GuoHidReportDescriptor *guo_transport_report_descriptor (GuoTransport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoTransport, guo_transport_free)

G_END_DECLS
