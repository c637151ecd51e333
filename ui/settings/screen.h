/* Settings of this screen: colours, contrast, size, sounds. They belong to the screen, not to the centre:
 * nobody is asked for a PIN. */
#pragma once

#include "ui/settings/panel.h"

G_BEGIN_DECLS

/**
 * guo_screen_panel_new:
 * @desk: the desk
 *
 * Returns: (transfer floating): a #GuoPanel
 */
GtkWidget *guo_screen_panel_new (GuoDesk *desk);

G_END_DECLS
