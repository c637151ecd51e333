/* Copies of a database while it is in use. */
#pragma once

#include "db/database.h"

G_BEGIN_DECLS

/**
 * guo_database_copy:
 * @self: a connection, also a read-only one beside a running daemon
 * @path: a file that is absent or empty
 * @error: return location
 *
 * Writes one consistent state of the whole database, what the -wal holds included. The copy has the log
 * but no key: nobody signs from it.
 *
 * Returns: %FALSE with a #GuoDbError; the file is removed then
 */
gboolean guo_database_copy (GuoDatabase *self, const gchar *path, GError **error);

G_END_DECLS
