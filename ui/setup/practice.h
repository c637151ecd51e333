/* A practice database is made before the daemon first opens the file: the mark can never be set later. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * guo_practice_create:
 * @database: absolute path; nothing is there yet
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Runs `guozhanctl init --practice`: $GUOZHANCTL, else the one in our own folder or beside it in a build
 * tree, else in PATH.
 */
void guo_practice_create (const gchar *database, GAsyncReadyCallback callback, gpointer user_data);

/**
 * guo_practice_create_finish:
 * @result: of guo_practice_create()
 * @error: return location
 *
 * Returns: %FALSE with what guozhanctl said
 */
gboolean guo_practice_create_finish (GAsyncResult *result, GError **error);

G_END_DECLS
