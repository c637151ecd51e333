/* What scale-port.c and scale-port-lines.c share. */
#pragma once

#include "station/scale-port.h"

#include "drivers/framer.h"
#include "drivers/scale/hid.h"
#include "drivers/scale/register-map.h"
#include "drivers/transport.h"

G_BEGIN_DECLS

#define GUO_SCALE_PORT_RAW_BYTES 128           /* of a frame in the record */
#define GUO_SCALE_PORT_LINE_IDLE_US ((gint64) 250000) /* live lines: 4 a second when only the age changes */

struct _GuoScalePort
{
  json_t *row;
  const GuoClock *clock;
  GuoLive *live;
  gchar *key;                        /* of the live lines: the id */
  const GuoScaleProtocol *protocol;

  GMutex transport_lock;             /* guards the pointer; callbacks never take it */
  GuoTransport *transport;

  GMutex lock;                       /* guards what follows */
  GCond changed;
  GuoScaleState *state;
  GuoFramer *framer;
  GuoScaleConfig config;
  GuoRegisterMap map;                /* of one's own */
  GuoHidScaleLayout layout;          /* of a USB scale, as its report descriptor says */
  GByteArray *recent;
  guint64 recent_end;                /* stream position behind the last byte of @recent */
  guint64 bad_base, skipped_base;    /* framer's counts at the last reading */
  gint64 arriving_us;                /* time of the bytes being pushed */
  gboolean flushed;                  /* nothing came since the frame that silence ended */
  gint64 ask_us;                     /* how often the scale is asked; 0: never */
  gint64 asked_us;                   /* when it was asked last */
  gchar raw[2 * GUO_SCALE_PORT_RAW_BYTES + 1];            /* newest frame in hex */
  GuoTransportState link;
  GError *link_error;                /* (nullable) */
  gint64 rate_us;                    /* frames a second: where the span began */
  guint64 rate_readings;
  guint64 rate_tenths;
  GuoScaleStateKind published_state;
  gint64 published_us;
  gint64 published_read_us;
  gint64 device_line_us;
};

/**
 * guo_scale_port_publish:
 * @self: a port, its lock not held
 * @topic: of the live stream
 * @line: (transfer full): "" takes the port's line away
 */
void guo_scale_port_publish (GuoScalePort *self, const gchar *topic, gchar *line);

/**
 * guo_scale_port_wake:
 * @self: a port, its lock not held
 * @at_us: now
 *
 * Something may have changed: who waits looks again, and the weight's line is published, not too often.
 */
void guo_scale_port_wake (GuoScalePort *self, gint64 at_us);

/**
 * guo_scale_port_device_line:
 * @self: a port, its lock held
 * @at_us: now
 *
 * Returns: (transfer full): its line of topic "devices"
 */
gchar *guo_scale_port_device_line (GuoScalePort *self, gint64 at_us);

G_END_DECLS
