/* Starting `guozhand --for-session`: which program, and waiting for its one line. Any thread; blocks. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * guo_launch_program:
 *
 * $GUOZHAND, else guozhand in our own folder or beside it in a build tree, else as installed, else in PATH.
 *
 * Returns: (transfer full) (nullable): file name of the daemon
 */
gchar *guo_launch_program (void);

/**
 * guo_launch_daemon:
 * @database: absolute file name
 * @deadline_us: monotonic time until which to wait for its line
 * @error: return location
 *
 * The daemon says one JSON line on a pipe: {"socket":…,"pages":…} when it answers, or {"error":{…}} why
 * it does not run.
 *
 * Returns: %FALSE with a #GuoClientError; code "database-in-use" when another daemon has the database
 */
gboolean guo_launch_daemon (const gchar *database, gint64 deadline_us, GError **error);

G_END_DECLS
