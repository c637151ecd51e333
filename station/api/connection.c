#include "station/api/connection.h"

#include <sys/socket.h>
#include <unistd.h>

struct _GuoConnections
{
  GMutex lock;
  GHashTable *open; /* set of GuoConnection */
  guint n_local;
  gboolean any_uid;
};

GuoConnections *
guo_connections_new (gboolean any_uid)
{
  GuoConnections *self = g_new0 (GuoConnections, 1);

  g_mutex_init (&self->lock);
  self->open = g_hash_table_new_full (NULL, NULL, g_free, NULL);
  self->any_uid = any_uid;
  return self;
}

void
guo_connections_free (GuoConnections *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->open);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static gint64
from_now (guint seconds)
{
  return seconds == 0 ? 0 : g_get_monotonic_time () + seconds * G_TIME_SPAN_SECOND;
}

static void
find_peer (GuoConnection *connection)
{
  struct ucred peer = { 0 };
  socklen_t size = sizeof peer;

  connection->uid = (uid_t) -1;
  if (getsockopt (connection->fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0)
    connection->uid = peer.uid;
  connection->allowed = connection->list->any_uid || connection->uid == 0
                        || connection->uid == geteuid ();
}

static void
opened (GuoConnections *self, struct MHD_Connection *from, void **slot, gboolean local)
{
  GuoConnection *connection = g_new0 (GuoConnection, 1);

  connection->list = self;
  connection->fd
    = MHD_get_connection_info (from, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
  connection->local = local;
  connection->allowed = TRUE;
  connection->uid = (uid_t) -1;
  connection->deadline_us = from_now (GUO_REQUEST_S);
  if (local)
    find_peer (connection);
  *slot = connection;
  g_mutex_lock (&self->lock);
  g_hash_table_add (self->open, connection);
  self->n_local += local ? 1 : 0;
  g_mutex_unlock (&self->lock);
}

/* The descriptor is still open here: nobody else has its number. */
static void
closed (GuoConnections *self, GuoConnection *connection)
{
  g_mutex_lock (&self->lock);
  self->n_local -= connection->local ? 1 : 0;
  g_hash_table_remove (self->open, connection);
  g_mutex_unlock (&self->lock);
}

void
guo_connections_notify_local (void *cls, struct MHD_Connection *connection, void **slot,
                              enum MHD_ConnectionNotificationCode code)
{
  if (code == MHD_CONNECTION_NOTIFY_STARTED)
    opened (cls, connection, slot, TRUE);
  else if (code == MHD_CONNECTION_NOTIFY_CLOSED)
    closed (cls, *slot);
}

void
guo_connections_notify_tcp (void *cls, struct MHD_Connection *connection, void **slot,
                            enum MHD_ConnectionNotificationCode code)
{
  if (code == MHD_CONNECTION_NOTIFY_STARTED)
    opened (cls, connection, slot, FALSE);
  else if (code == MHD_CONNECTION_NOTIFY_CLOSED)
    closed (cls, *slot);
}

void
guo_connection_set_deadline (GuoConnection *self, guint seconds)
{
  g_mutex_lock (&self->list->lock);
  self->deadline_us = from_now (seconds);
  g_mutex_unlock (&self->list->lock);
}

void
guo_connections_expire (GuoConnections *self)
{
  gint64 now = g_get_monotonic_time ();
  GHashTableIter iter;
  gpointer key;

  g_mutex_lock (&self->lock);
  g_hash_table_iter_init (&iter, self->open);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      GuoConnection *connection = key;

      if (connection->deadline_us == 0 || now <= connection->deadline_us)
        continue;
      /* shutdown, not close: libmicrohttpd reads the end and cleans up */
      shutdown (connection->fd, SHUT_RDWR);
      connection->deadline_us = 0;
    }
  g_mutex_unlock (&self->lock);
}

guint
guo_connections_count (GuoConnections *self, gboolean local_only)
{
  guint count;

  g_mutex_lock (&self->lock);
  count = local_only ? self->n_local : g_hash_table_size (self->open);
  g_mutex_unlock (&self->lock);
  return count;
}
