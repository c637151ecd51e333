/* A graded lot, or a part of it, is of another class. */
#pragma once

#include <gtk/gtk.h>

#include "ui/desk.h"

G_BEGIN_DECLS

/**
 * guo_grade_ask_regrade:
 * @page: the page
 * @desk: the desk
 *
 * Which run, which of its lots, which class, and why.
 */
void guo_grade_ask_regrade (GtkWidget *page, GuoDesk *desk);

G_END_DECLS
