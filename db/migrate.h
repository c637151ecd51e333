/* A file's schema, brought up to date when it is opened; and the cache that goes with it. */
#pragma once

#include "db/database-private.h"

G_BEGIN_DECLS

/**
 * guo_migrate:
 * @db: a connection just opened
 * @error: return location
 *
 * For writing: pragmas, then each step of the schema's folder that the file has not seen, in a transaction of its
 * own. For reading: checks only.
 *
 * Returns: %FALSE with %GUO_DB_ERROR_NEWER, %GUO_DB_ERROR_OPEN or what SQLite says
 */
gboolean guo_migrate (GuoDatabase *db, GError **error);

/**
 * guo_statement_cache_new:
 *
 * Returns: (transfer full): the table of a connection's statements
 */
GHashTable *guo_statement_cache_new (void);

G_END_DECLS
