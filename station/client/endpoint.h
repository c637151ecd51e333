/* Where the daemon of a database listens, and how one is started. No state; any thread; blocks. */
#pragma once

#include "station/client/client.h"

G_BEGIN_DECLS

#define GUO_ENDPOINT_WAIT_MS 5000 /* for a daemon to answer */

/**
 * guo_endpoint_address:
 * @database: absolute file name
 * @folder_fd: (out): descriptor of FILE.d when the address goes through /proc/self/fd, else -1; to be
 *   kept open as long as the address is used
 * @error: return location
 *
 * A socket's name has room for 107 bytes; GLib cuts longer ones without a word.
 *
 * Returns: (transfer full): the address of FILE.d/socket; %NULL with %GUO_CLIENT_ERROR_NO_DAEMON when a
 *   long name's folder is not there
 */
GSocketAddress *guo_endpoint_address (const gchar *database, gint *folder_fd, GError **error);

/**
 * guo_endpoint_ensure:
 * @database: absolute file name
 * @start: whether to start a daemon when none answers
 * @error: return location
 *
 * Blocks up to %GUO_ENDPOINT_WAIT_MS. Two starters are no harm: the lock on FILE.d/lock has one winner,
 * the other waits for the winner's socket.
 *
 * Returns: %FALSE with %GUO_CLIENT_ERROR_NO_DAEMON, or the refusal of the daemon that could not start
 */
gboolean guo_endpoint_ensure (const gchar *database, gboolean start, GError **error);

/**
 * guo_endpoint_ensure_async:
 * @database: as guo_endpoint_ensure()
 * @start: as guo_endpoint_ensure()
 * @callback: on the caller's thread-default context
 * @user_data: for @callback
 *
 * guo_endpoint_ensure() on a thread of its own.
 */
void guo_endpoint_ensure_async (const gchar *database, gboolean start, GAsyncReadyCallback callback,
                                gpointer user_data);

/**
 * guo_endpoint_ensure_finish:
 * @result: of guo_endpoint_ensure_async()
 * @error: return location
 *
 * Returns: as guo_endpoint_ensure()
 */
gboolean guo_endpoint_ensure_finish (GAsyncResult *result, GError **error);

G_END_DECLS
