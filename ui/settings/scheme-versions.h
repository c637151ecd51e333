/* The versions of a grade scheme, newest first: a run keeps the one that judged it. Main thread. */
#pragma once

#include "ui/desk.h"

G_BEGIN_DECLS

/**
 * guo_scheme_versions_fill:
 * @box: is emptied, and filled when the answer comes
 * @desk: the desk
 * @id: of the scheme
 */
void guo_scheme_versions_fill (GtkBox *box, GuoDesk *desk, gint64 id);

G_END_DECLS
