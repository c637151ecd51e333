/* What lies beside the database: the folder FILE.d, its lock, its socket; and the port of the pages.
 *
 * Called from main() before any thread exists: umask belongs to the process.
 */
#pragma once

#include "station/daemon/failure.h"

#include <sys/types.h>

G_BEGIN_DECLS

typedef struct
{
  gchar *database;
  gchar *folder;
  gint folder_fd;
  gint lock_fd;
  gint unix_fd;         /* listening; stolen by the server */
  gint tcp_fd;          /* listening; stolen by the server */
  guint16 port;
  json_t *moved;        /* (nullable): {port, program, pid} of a port that was taken, so that it is another */
  gboolean made_socket; /* by us: to be unlinked; systemd's is not */
} GuoPlace;

/**
 * guo_place_check_file:
 * @database: absolute file name
 * @failure: why not: "database-unreadable"
 *
 * A file that is there must be a database of ours (or empty) before anything is made beside it.
 *
 * Returns: %FALSE with @failure
 */
gboolean guo_place_check_file (const gchar *database, GuoFailure *failure);

/**
 * guo_place_lock:
 * @self: (out caller-allocates): the place
 * @database: absolute file name
 * @service: whether the folder is the group's (2770) instead of ours alone (0700)
 * @failure: why not: "database-in-use", "folder-read-only"
 *
 * Makes the folders that are missing and takes the lock, which ends with the process.
 *
 * Returns: %FALSE with @failure
 */
gboolean guo_place_lock (GuoPlace *self, const gchar *database, gboolean service, GuoFailure *failure);

/**
 * guo_place_listen:
 * @self: a locked place
 * @service: whether the group may open the socket (0660) instead of us alone (0600)
 * @failure: why not
 *
 * Takes the socket that systemd hands over (LISTEN_FDS), else binds FILE.d/socket; a name that a killed
 * daemon left is replaced. Who connects from here on waits until the server runs.
 *
 * Returns: %FALSE with @failure
 */
gboolean guo_place_listen (GuoPlace *self, gboolean service, GuoFailure *failure);

/**
 * guo_place_listen_pages:
 * @self: a place
 * @port: wanted; 0: any free one
 * @or_any: whether another port will do when @port is taken
 * @failure: why not: "port-taken"
 *
 * What has the wanted port is kept in @self; "" and 0 where that is not seen.
 *
 * Returns: %FALSE with @failure
 */
gboolean guo_place_listen_pages (GuoPlace *self, guint16 port, gboolean or_any, GuoFailure *failure);

/**
 * guo_place_clear:
 * @self: a place
 *
 * The socket's name goes, then the lock.
 */
void guo_place_clear (GuoPlace *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GuoPlace, guo_place_clear)

G_END_DECLS
