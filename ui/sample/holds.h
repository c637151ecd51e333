/* What is held, as a banner of a page, and its release. */
#pragma once

#include <gtk/gtk.h>

#include "ui/desk.h"

G_BEGIN_DECLS

/**
 * guo_holds_install:
 * @widget_class: of a page; gets the action "holds.release"
 */
void guo_holds_install (GtkWidgetClass *widget_class);

/**
 * guo_holds_watch:
 * @page: a page whose class has the action
 * @desk: the desk
 *
 * While the page is seen, a banner names what is held and offers its release: a supervisor's, with a reason.
 */
void guo_holds_watch (GtkWidget *page, GuoDesk *desk);

G_END_DECLS
