/* The sheet of F5: so many percent, or kilograms, for one reason; what was deducted before, and its undoing. */
#pragma once

#include <gtk/gtk.h>

#include "ui/desk.h"

G_BEGIN_DECLS

/**
 * guo_weigh_ask_deduction:
 * @page: the page
 * @desk: the desk, with a lot at work
 */
void guo_weigh_ask_deduction (GtkWidget *page, GuoDesk *desk);

G_END_DECLS
