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
 * guo_setup_page_begin:
 * @self: the page
 *
 * There is no database yet: asks for the language, then whether the new one is for practice, makes it so, and
 * starts the daemon.
 */
void guo_setup_page_begin (GuoSetupPage *self);

/**
 * guo_setup_page_ask:
 * @self: the page
 * @name: "products", "scale", "crate" or "grower"
 *
 * Asks the one step that was left for later; then "finished".
 */
void guo_setup_page_ask (GuoSetupPage *self, const gchar *name);

G_END_DECLS
