/* Which process has a file open. Any thread; looks through /proc. */
#pragma once

#include <glib.h>
#include <sys/stat.h>

G_BEGIN_DECLS

/**
 * guo_file_holder:
 * @wanted: what stat() says of it; of a socket st_mode and st_ino are enough
 * @program: (out) (transfer full): its name as in /proc/PID/comm; "?" when that cannot be read; %NULL: nobody is seen
 *
 * Not this process itself. Processes of other users are not seen without rights.
 *
 * Returns: its id; 0: nobody is seen
 */
gint64 guo_file_holder (const struct stat *wanted, gchar **program);

G_END_DECLS
