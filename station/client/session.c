#include "station/client/session.h"

#define CONNECTIONS 8 /* soup's default of 2 lets a stream and a slow query hold up the third request */

SoupSession *
guo_session_new (GSocketAddress *address, guint timeout_s)
{
  SoupSession *session
    = soup_session_new_with_options ("remote-connectable", address, "timeout", timeout_s,
                                     "max-conns", CONNECTIONS, "max-conns-per-host", CONNECTIONS,
                                     NULL);

  soup_session_set_proxy_resolver (session, NULL);
  soup_session_remove_feature_by_type (session, SOUP_TYPE_AUTH_MANAGER);
  return session;
}

SoupMessage *
guo_session_message (const gchar *method, const gchar *path)
{
  g_autofree gchar *uri = g_strconcat ("http://station", path, NULL);
  SoupMessage *message = *path == '/' ? soup_message_new (method, uri) : NULL;

  /* A connection of its own: a request on one that the daemon is just closing is begun anew by libsoup 3.2
   * inside itself, and there an answer once met the freed half of the first try. On a socket it costs 0.1 ms. */
  if (message != NULL)
    soup_message_headers_replace (soup_message_get_request_headers (message), "Connection", "close");
  return message;
}
