/* The section "Labels" of the settings: layouts, and the designer of the one that is chosen. Main thread. */
#pragma once

#include "ui/settings/panel.h"

G_BEGIN_DECLS

/**
 * guo_designer_panel_new:
 * @desk: the desk
 *
 * Returns: (transfer floating): a #GuoPanel
 */
GtkWidget *guo_designer_panel_new (GuoDesk *desk);

G_END_DECLS
