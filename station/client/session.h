/* A soup session on the daemon's socket, as the client library needs it. */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * guo_session_new:
 * @address: of the daemon
 * @timeout_s: of one read, seconds
 *
 * Returns: (transfer full): a session without proxy, cookies and log-in of its own
 */
SoupSession *guo_session_new (GSocketAddress *address, guint timeout_s);

/**
 * guo_session_message:
 * @method: "GET" or "POST"
 * @path: path and query
 *
 * Returns: (transfer full) (nullable): a message; %NULL when @path is no path
 */
SoupMessage *guo_session_message (const gchar *method, const gchar *path);

G_END_DECLS
