/* Backup: how old the last one is that was restored and verified. */
#pragma once

#include "ui/settings/panel.h"

G_BEGIN_DECLS

/**
 * guo_backup_panel_new:
 * @desk: the desk
 *
 * Returns: (transfer floating): a #GuoPanel
 */
GtkWidget *guo_backup_panel_new (GuoDesk *desk);

G_END_DECLS
