/* A list of growers from a CSV file: all of it, or nothing and the line that is wrong. */
#pragma once

#include <gtk/gtk.h>

#include "ui/desk.h"

G_BEGIN_DECLS

/**
 * guo_import_ask:
 * @page: the page
 * @desk: the desk
 *
 * Asks for the file, then imports it; both good and bad ends are told to the person.
 */
void guo_import_ask (GtkWidget *page, GuoDesk *desk);

G_END_DECLS
