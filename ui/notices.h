/* The lasting states that the station tells of: no answer, an unclean stop. Shown in the banner. */
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
 * @desk: the desk
 *
 * The notice of an unclean stop was read.
 */
void guo_notices_understood (GtkWidget *window, GuoDesk *desk);

G_END_DECLS
