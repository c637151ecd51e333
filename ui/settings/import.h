/* Lists from the office: a CSV file is rehearsed first, shown as it would be, with an error for each row
 * that has one; then all of it is taken, or nothing. */
#pragma once

#include "ui/settings/panel.h"

G_BEGIN_DECLS

/**
 * guo_import_panel_new:
 * @desk: the desk
 *
 * Returns: (transfer floating): a #GuoPanel
 */
GtkWidget *guo_import_panel_new (GuoDesk *desk);

G_END_DECLS
