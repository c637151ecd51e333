/* Grade schemes in the settings: those of the centre, one that is shipped or loaded taken over, and the editor. Main thread. */
#pragma once

#include "ui/desk.h"

G_BEGIN_DECLS

/**
 * guo_schemes_panel_new:
 * @desk: the desk
 *
 * Returns: (transfer floating): the panel
 */
GtkWidget *guo_schemes_panel_new (GuoDesk *desk);

G_END_DECLS
