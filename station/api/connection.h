/* The open connections of the server: who is at the other end, and a deadline for each.
 *
 * libmicrohttpd's own timeout counts silence only: one byte a second would hold a connection for ever.
 * Called from its threads and, for the deadlines, from the main loop.
 */
#pragma once

#include <glib.h>
#include <microhttpd.h>
#include <sys/types.h>

G_BEGIN_DECLS

#define GUO_REQUEST_S 10 /* from accept to the end of the first request */
#define GUO_IDLE_S 30    /* from one answer to the end of the next request */
#define GUO_ANSWER_S 60  /* for a client to take an answer */

typedef struct _GuoConnections GuoConnections;

/* One end of one connection; lives until it is closed. */
typedef struct
{
  GuoConnections *list;
  gint fd;
  gint64 deadline_us; /* monotonic, 0: none; under the list's lock */
  gboolean local;     /* unix socket */
  gboolean allowed;   /* peer's uid */
  uid_t uid;          /* (uid_t) -1 on TCP */
} GuoConnection;

/**
 * guo_connections_new:
 * @any_uid: whether the kernel alone checks who may open the unix socket (group mode)
 *
 * Returns: (transfer full): an empty list
 */
GuoConnections *guo_connections_new (gboolean any_uid);

/**
 * guo_connections_free:
 * @self: (nullable): a list; the daemons must have stopped
 */
void guo_connections_free (GuoConnections *self);

/**
 * guo_connections_notify_local:
 * @cls: a #GuoConnections
 * @connection: opened or closed
 * @slot: its socket context
 * @code: which
 *
 * MHD_OPTION_NOTIFY_CONNECTION of the unix socket's daemon.
 */
void guo_connections_notify_local (void *cls, struct MHD_Connection *connection, void **slot,
                                   enum MHD_ConnectionNotificationCode code);

/**
 * guo_connections_notify_tcp:
 * @cls: a #GuoConnections
 * @connection: opened or closed
 * @slot: its socket context
 * @code: which
 *
 * MHD_OPTION_NOTIFY_CONNECTION of the TCP daemon.
 */
void guo_connections_notify_tcp (void *cls, struct MHD_Connection *connection, void **slot,
                                 enum MHD_ConnectionNotificationCode code);

/**
 * guo_connection_set_deadline:
 * @self: a connection
 * @seconds: from now; 0: none, the time is ours
 */
void guo_connection_set_deadline (GuoConnection *self, guint seconds);

/**
 * guo_connections_expire:
 * @self: a list
 *
 * Shuts connections down that are past their deadline. Once a second.
 */
void guo_connections_expire (GuoConnections *self);

/**
 * guo_connections_count:
 * @self: a list
 * @local_only: whether only those of the unix socket are counted
 *
 * Returns: open connections
 */
guint guo_connections_count (GuoConnections *self, gboolean local_only);

G_END_DECLS
