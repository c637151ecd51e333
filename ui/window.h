/* The window: strip, banner, rail, pages, toast and sheet. */
#pragma once

#include <gtk/gtk.h>

#include "ui/appearance.h"
#include "ui/page.h"
#include "ui/screen-state.h"
#include "ui/desk.h"

G_BEGIN_DECLS

#define GUO_TYPE_WINDOW (guo_window_get_type ())
G_DECLARE_FINAL_TYPE (GuoWindow, guo_window, GUO, WINDOW, GtkApplicationWindow)

/**
 * guo_window_new:
 * @application: whose window
 * @desk: shared by the pages
 * @appearance: colours and text size, changed from the menu
 * @state: remembers the page
 *
 * Returns: (transfer none): the window, not presented yet; GTK owns it
 */
GtkWidget *guo_window_new (GtkApplication *application, GuoDesk *desk, GuoAppearance *appearance,
                           GuoScreenState *state);

/**
 * guo_window_visible_page:
 * @self: the window
 *
 * Returns: (transfer none) (nullable): the page that stands before the others
 */
GuoPage *guo_window_visible_page (GuoWindow *self);

G_END_DECLS
