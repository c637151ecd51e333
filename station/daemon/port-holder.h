/* Who has the port that we wanted. Looks through /proc, once, at the start. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * guo_port_holder:
 * @port: a TCP port of this computer somebody listens on
 * @program: (out) (transfer full): as guo_file_holder()
 *
 * Returns: id of the process; 0: not known, as where it is of another user
 */
gint64 guo_port_holder (guint16 port, gchar **program);

G_END_DECLS
