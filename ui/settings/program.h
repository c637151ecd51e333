/* The weighing program: which version runs, on which log, and the last signed checkpoint. */
#pragma once

#include "ui/settings/panel.h"

G_BEGIN_DECLS

/**
 * guo_program_panel_new:
 * @desk: the desk
 *
 * Returns: (transfer floating): a #GuoPanel
 */
GtkWidget *guo_program_panel_new (GuoDesk *desk);

G_END_DECLS
