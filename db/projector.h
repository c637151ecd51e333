/* Events → views. Each event type has one projection; views can be dropped and rebuilt.
 *
 * The views are a function of the set of events, ordered by (lc, origin name), not of the order of
 * arrival. Runs on the thread of the read-write connection.
 */
#pragma once

#include "db/database.h"

G_BEGIN_DECLS

/* @done of @total events; returns FALSE to stop (the old views stay). */
typedef gboolean (*GuoProgressFunc) (guint64 done, guint64 total, gpointer user_data);

/**
 * guo_projector_apply:
 * @db: the read-write connection, inside a transaction
 * @n: the event's local number
 * @type: its type
 * @public_data: the whole public part, parsed
 * @privates: (array fixed-size=4): bodies by audience (index 1 to 3), %NULL where absent or erased
 * @error: return location
 *
 * Returns: %FALSE with a #GuoDbError
 */
gboolean guo_projector_apply (GuoDatabase *db, gint64 n, const gchar *type, json_t *public_data,
                              json_t *const privates[4], GError **error);

/**
 * guo_projector_rebuild:
 * @db: the read-write connection, outside a transaction
 * @progress: (nullable): called at the start, now and then, and at the end
 * @user_data: for @progress
 * @error: return location
 *
 * Drops every view and makes it anew from the log, in one transaction.
 *
 * Returns: %FALSE with a #GuoDbError
 */
gboolean guo_projector_rebuild (GuoDatabase *db, GuoProgressFunc progress, gpointer user_data, GError **error);

/**
 * guo_projector_update:
 * @db: the read-write connection, outside a transaction
 * @progress: (nullable): as guo_projector_rebuild(); not called when nothing has to be made
 * @user_data: for @progress
 * @error: return location
 *
 * Rebuilds when the views were made by another version (digest of db/sql/views and db/sql/project).
 *
 * Returns: %FALSE with a #GuoDbError
 */
gboolean guo_projector_update (GuoDatabase *db, GuoProgressFunc progress, gpointer user_data, GError **error);

/**
 * guo_projector_dump:
 * @db: a connection
 * @error: return location
 *
 * Returns: (transfer full): every view's rows as text, sorted, with each n written as "origin/seq", so
 *   that two stations with the same set of events give the same bytes
 */
gchar *guo_projector_dump (GuoDatabase *db, GError **error);

G_END_DECLS
