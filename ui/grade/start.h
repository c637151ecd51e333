/* What goes on the line: a run is started, or more lots are put on. */
#pragma once

#include <gtk/gtk.h>
#include <jansson.h>

#include "ui/desk.h"

G_BEGIN_DECLS

/**
 * guo_grade_ask_start:
 * @page: the page
 * @desk: the desk
 * @lots: (nullable): weighed lots with fruit left
 * @schemes: (nullable): of the station; where there is none, those that are shipped are offered
 * @lot: that is ticked already; 0: the first
 *
 * The answer activates "grading.use" with the run; a scheme taken over "grading.scheme".
 */
void guo_grade_ask_start (GtkWidget *page, GuoDesk *desk, json_t *lots, json_t *schemes, gint64 lot);

/**
 * guo_grade_ask_feed:
 * @page: the page
 * @desk: the desk
 * @run: that is open
 * @lots: (nullable): weighed lots with fruit left
 */
void guo_grade_ask_feed (GtkWidget *page, GuoDesk *desk, json_t *run, json_t *lots);

G_END_DECLS
