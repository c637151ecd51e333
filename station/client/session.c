#include "station/client/session.h"

#define CONNECTIONS 8 /* soup's default of 2 lets a stream and a slow query hold up the third request */
#define IDLE_S 5      /* below the daemon's own limit for a silent connection */

SoupSession *
guo_session_new (GSocketAddress *address, guint timeout_s)
{
  SoupSession *session
    = soup_session_new_with_options ("remote-connectable", address, "timeout", timeout_s,
                                     "idle-timeout", IDLE_S, "max-conns", CONNECTIONS,
                                     "max-conns-per-host", CONNECTIONS, NULL);

  soup_session_set_proxy_resolver (session, NULL);
  soup_session_remove_feature_by_type (session, SOUP_TYPE_AUTH_MANAGER);
  return session;
}

SoupMessage *
guo_session_message (const gchar *method, const gchar *path)
{
  g_autofree gchar *uri = g_strconcat ("http://station", path, NULL);

  return *path == '/' ? soup_message_new (method, uri) : NULL;
}
