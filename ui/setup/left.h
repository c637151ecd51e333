/* What was left for later in the first run, told on Deliver and Weigh until it is done or closed. */
#pragma once

#include "ui/desk.h"

G_BEGIN_DECLS

/* Screen state: "open" while the card is wanted. */
#define GUO_SETUP_LEFT_KEY "first-steps"

/**
 * guo_setup_left_follow:
 * @window: of the card
 * @desk: the desk
 *
 * Counts what is there, and again with whatever is recorded.
 */
void guo_setup_left_follow (GtkWidget *window, GuoDesk *desk);

/**
 * guo_setup_left_show:
 * @window: given to guo_setup_left_follow()
 * @page: the one that is shown now
 */
void guo_setup_left_show (GtkWidget *window, const gchar *page);

/**
 * guo_setup_left_ask:
 * @window: given to guo_setup_left_follow()
 *
 * Opens a sheet with what is left; a choice activates win.first-step.
 */
void guo_setup_left_ask (GtkWidget *window);

/**
 * guo_setup_left_close:
 * @window: given to guo_setup_left_follow()
 *
 * The card does not come again.
 */
void guo_setup_left_close (GtkWidget *window);

G_END_DECLS
