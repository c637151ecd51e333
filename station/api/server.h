/* The HTTP side of the daemon: one libmicrohttpd daemon on the unix socket (verbs, live stream, pages), one
 * on loopback TCP (public pages and nothing else).
 *
 * Made and freed on the main thread, whose default main context must run: beats, deadlines and public pages
 * are done there. Owns the writer.
 */
#pragma once

#include "station/station.h"

G_BEGIN_DECLS

typedef struct _GuoServer GuoServer;

typedef struct
{
  gint unix_fd;       /* listening; the server closes it */
  gint tcp_fd;        /* listening on loopback, or -1 */
  const gchar *pages; /* (nullable): base of the public pages on @tcp_fd: "http://127.0.0.1:8480" */
  gboolean any_uid;   /* the kernel alone checks who may open the socket (group mode) */
} GuoServerOptions;

/**
 * guo_server_new:
 * @station: (nullable): whose verbs; outlives the server. %NULL: every request is answered with "rebuilding"
 *   until guo_server_open()
 * @database: its file name
 * @options: borrowed
 * @error: return location
 *
 * Returns: (transfer full): a serving server; %NULL with %GUO_STATION_ERROR_FAILED or an error of the store
 */
GuoServer *guo_server_new (GuoStation *station, const gchar *database, const GuoServerOptions *options,
                           GError **error);

/**
 * guo_server_open:
 * @self: a server without a station
 * @station: whose verbs; outlives the server
 */
void guo_server_open (GuoServer *self, GuoStation *station);

/**
 * guo_server_close:
 * @self: a server
 *
 * Takes its station away: what was accepted is written and answered, streams end; from then on every request
 * is answered with "rebuilding" until guo_server_open(). The station may be freed after this.
 */
void guo_server_close (GuoServer *self);

/**
 * guo_server_set_progress:
 * @self: a server without a station
 * @done: events whose views were made
 * @total: events in all
 */
void guo_server_set_progress (GuoServer *self, guint64 done, guint64 total);

/**
 * guo_server_free:
 * @self: (nullable): a server
 *
 * A clean end: nobody new is let in, what was accepted is written and answered, streams end.
 */
void guo_server_free (GuoServer *self);

/**
 * guo_server_faces:
 * @self: a server
 *
 * Returns: connections open on the unix socket
 */
guint guo_server_faces (GuoServer *self);

/**
 * guo_server_checkpoint:
 * @self: a server
 *
 * Has the writer sign a checkpoint, if there are new leaves.
 */
void guo_server_checkpoint (GuoServer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoServer, guo_server_free)

G_END_DECLS
