/* What of a run may be void: what came off it, what was put on. Newest first, each by its digit. */
#pragma once

#include <gtk/gtk.h>
#include <jansson.h>

#include "ui/desk.h"

G_BEGIN_DECLS

/**
 * guo_grade_ask_what_void:
 * @page: the page
 * @desk: the desk
 * @run: the run at work
 *
 * Then why is asked; "grading.reload" is activated at the end.
 */
void guo_grade_ask_what_void (GtkWidget *page, GuoDesk *desk, json_t *run);

/**
 * guo_grade_ask_void_take:
 * @page: the page
 * @desk: the desk
 * @run: the run at work
 * @take: of it
 *
 * Why; then as guo_grade_ask_what_void().
 */
void guo_grade_ask_void_take (GtkWidget *page, GuoDesk *desk, json_t *run, json_t *take);

G_END_DECLS
