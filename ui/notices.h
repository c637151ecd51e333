/* The lasting states that the station tells of: no answer, an unclean stop, pages on another port, a grading machine
 * that is away from its run. Shown in the banner. */
#pragma once

#include <gtk/gtk.h>

#include "ui/desk.h"

G_BEGIN_DECLS

/**
 * guo_notices_follow:
 * @window: the window, which has a #GuoBanner
 * @desk: whose states are shown
 */
void guo_notices_follow (GtkWidget *window, GuoDesk *desk);

/**
 * guo_notices_understood:
 * @window: the window
 * @name: which notice: the target of "win.dismiss"
 *
 * It was read, and does not come again.
 */
void guo_notices_understood (GtkWidget *window, const gchar *name);

G_END_DECLS
