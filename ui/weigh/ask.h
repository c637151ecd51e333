/* What the sheets of the Weigh page share: each knows its page and its desk. */
#pragma once

#include <gtk/gtk.h>

#include "ui/desk.h"

G_BEGIN_DECLS

/**
 * guo_weigh_open_sheet:
 * @page: the page; it outlives the sheet
 * @desk: the desk
 * @title: what is asked
 * @content: (transfer floating): of the sheet
 */
void guo_weigh_open_sheet (GtkWidget *page, GuoDesk *desk, const gchar *title, GtkWidget *content);

/**
 * guo_weigh_sheet_desk:
 * @content: as given to guo_weigh_open_sheet()
 *
 * Returns: (transfer none): its desk
 */
GuoDesk *guo_weigh_sheet_desk (gpointer content);

/**
 * guo_weigh_sheet_page:
 * @content: as given to guo_weigh_open_sheet()
 *
 * Returns: (transfer none): its page
 */
GtkWidget *guo_weigh_sheet_page (gpointer content);

G_END_DECLS
