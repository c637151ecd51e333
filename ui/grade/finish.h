/* The end of a run: its balance, a reason where it does not hold; and whose fruit came off. */
#pragma once

#include <gtk/gtk.h>
#include <jansson.h>

#include "ui/desk.h"

G_BEGIN_DECLS

/**
 * guo_grade_ask_finish:
 * @page: the page
 * @desk: the desk
 * @run: that is open
 *
 * Shows the balance. Outside the limit a reason is asked for. Where nothing came off, the run is given up instead, with
 * a reason and a supervisor. Then "grading.reload" is activated.
 */
void guo_grade_ask_finish (GtkWidget *page, GuoDesk *desk, json_t *run);

/**
 * guo_grade_show_shares:
 * @page: the page
 * @desk: the desk
 * @run: with "shares"
 *
 * Whose fruit it is, class by class.
 */
void guo_grade_show_shares (GtkWidget *page, GuoDesk *desk, json_t *run);

G_END_DECLS
