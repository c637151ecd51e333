/* A simulator on TCP, as a serial device server would pass it on: every client hears the same. Any thread. */
#pragma once

#include "drivers/error.h"

G_BEGIN_DECLS

/* What the server, or the transport, needs of a simulator. It calls them one at a time. */
typedef struct
{
  /* Appends what was sent since the last call, up to @to_us since the start; *reset: the link is cut in this span.
   * Returns: when the next bytes fall due, microseconds since the start. */
  gint64 (*advance) (gpointer sim, gint64 to_us, GByteArray *out, gboolean *reset);
  void (*receive) (gpointer sim, const guint8 *bytes, gsize len, GByteArray *out);
  gboolean (*control) (gpointer sim, const gchar *line, gint64 at_us, GError **error);
  void (*free) (gpointer sim);
  gsize most_clients; /* at a time, 1 to GUO_SIM_CLIENTS_MAX; one more is turned away */
} GuoSimKind;

#define GUO_SIM_CLIENTS_MAX 16

extern const GuoSimKind guo_sim_kind_scale;
extern const GuoSimKind guo_sim_kind_grader;

typedef struct _GuoSimServer GuoSimServer;

/**
 * guo_sim_server_start:
 * @kind: what @sim is; constant
 * @sim: (transfer full): what speaks to each client
 * @host: address to listen on, "127.0.0.1"
 * @port: TCP port, 0: any free one
 * @error: return location
 *
 * Returns: (transfer full): a server on a thread of its own, or %NULL with %GUO_DRIVER_ERROR_ABSENT
 */
GuoSimServer *guo_sim_server_start (const GuoSimKind *kind, gpointer sim, const gchar *host, guint16 port,
                                    GError **error);

/**
 * guo_sim_server_port:
 * @self: a server
 *
 * Returns: the port it got
 */
guint16 guo_sim_server_port (GuoSimServer *self);

/**
 * guo_sim_server_control:
 * @self: a server
 * @line: as the simulator's own control takes it
 * @error: return location
 *
 * Returns: %FALSE with %GUO_DRIVER_ERROR_BAD_ARGUMENT
 */
gboolean guo_sim_server_control (GuoSimServer *self, const gchar *line, GError **error);

/**
 * guo_sim_server_free:
 * @self: (nullable): a server; closes its clients
 */
void guo_sim_server_free (GuoSimServer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoSimServer, guo_sim_server_free)

G_END_DECLS
