/* The first run: from an empty database to the first crate, one question a step, keyboard only. */
#pragma once

#include <gtk/gtk.h>

#include "ui/desk.h"

G_BEGIN_DECLS

#define GUO_TYPE_SETUP_PAGE (guo_setup_page_get_type ())
G_DECLARE_FINAL_TYPE (GuoSetupPage, guo_setup_page, GUO, SETUP_PAGE, GtkWidget)

/* Signals:
 *   "finished" (): the station can be used
 */

/**
 * guo_setup_page_set_desk:
 * @self: the page
 * @desk: whose database is empty, or not there yet
 */
void guo_setup_page_set_desk (GuoSetupPage *self, GuoDesk *desk);

/**
 * guo_setup_page_ask_practice:
 * @self: the page
 *
 * Asks whether the new database is for practice, makes it so, and starts the daemon.
 */
void guo_setup_page_ask_practice (GuoSetupPage *self);

G_END_DECLS
