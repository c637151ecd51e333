/* Finds out what an unknown scale speaks: listens at every usual line setting, and asks where nothing is heard.
 *
 * Proposes, never chooses (see drivers/detect.h). Only questions are sent, nothing that moves a zero or a tare or makes
 * paper; and none to a scale that talks by itself. A thread of its own; every function may be called from any thread.
 */
#pragma once

#include "drivers/detect.h"
#include "drivers/transport.h"

G_BEGIN_DECLS

#define GUO_PROBE_RECENT 48 /* bytes kept to be looked at */

typedef struct _GuoProbe GuoProbe;

typedef enum
{
  GUO_PROBE_STAYS, /* where something is found, until it is freed: what the scale shows now can be compared */
  GUO_PROBE_ROUND, /* every line setting once, then the end */
} GuoProbeWay;

/* What may be spoken there. */
typedef struct
{
  const gchar *line; /* "9600/7e1"; "" where the link has no such setting */
  GuoDetectCandidate candidate;
} GuoProbeFind;

typedef struct
{
  GuoTransportState link;
  GError *error;                   /* (nullable): why it is lost */
  const gchar *line;               /* setting heard now */
  const gchar *asked;              /* (nullable): protocol whose question was sent last */
  guint64 bytes;                   /* heard at this setting */
  guint8 recent[GUO_PROBE_RECENT]; /* the last of them */
  gsize n_recent;
  gboolean complete;               /* every setting was heard once at least */
} GuoProbeView;

/**
 * guo_probe_new:
 * @address: as guo_transport_new(), or "sim:…"; with ?line= only that setting is heard
 * @way: when it ends
 * @error: return location
 *
 * Returns: (transfer full): a probe that has not begun, or %NULL with %GUO_DRIVER_ERROR_BAD_ADDRESS
 */
GuoProbe *guo_probe_new (const gchar *address, GuoProbeWay way, GError **error);

/**
 * guo_probe_start:
 * @self: a probe that was not started before
 */
void guo_probe_start (GuoProbe *self);

/**
 * guo_probe_free:
 * @self: (nullable): a probe; the port is closed when this returns
 */
void guo_probe_free (GuoProbe *self);

/**
 * guo_probe_address:
 * @self: a probe
 *
 * Returns: (transfer none): the address it was made with
 */
const gchar *guo_probe_address (GuoProbe *self);

/**
 * guo_probe_view:
 * @self: a probe
 * @out: (out caller-allocates): what is heard now; guo_probe_view_clear()
 */
void guo_probe_view (GuoProbe *self, GuoProbeView *out);

/**
 * guo_probe_view_clear:
 * @view: what guo_probe_view() filled
 */
void guo_probe_view_clear (GuoProbeView *view);

/**
 * guo_probe_finds:
 * @self: a probe
 *
 * Returns: (transfer full) (element-type GuoProbeFind): best first; of the setting heard now, or of all with
 *   %GUO_PROBE_ROUND
 */
GArray *guo_probe_finds (GuoProbe *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoProbe, guo_probe_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GuoProbeView, guo_probe_view_clear)

G_END_DECLS
