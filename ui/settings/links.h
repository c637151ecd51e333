/* The secret links of the cooperatives' pages: given, shown once with its code, withdrawn. */
#pragma once

#include "ui/settings/panel.h"

G_BEGIN_DECLS

/**
 * guo_links_panel_new:
 * @desk: the desk
 *
 * Returns: (transfer floating): a #GuoPanel
 */
GtkWidget *guo_links_panel_new (GuoDesk *desk);

G_END_DECLS
