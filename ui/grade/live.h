/* What a grading machine does with a run: the table of outlets, the sizes of the fruit, the balance. Shown anew twice a
 * second at most; nothing moves while digits change. */
#pragma once

#include <gtk/gtk.h>
#include <jansson.h>

#include "ui/desk.h"

G_BEGIN_DECLS

#define GUO_TYPE_GRADE_LIVE (guo_grade_live_get_type ())
G_DECLARE_FINAL_TYPE (GuoGradeLive, guo_grade_live, GUO, GRADE_LIVE, GtkWidget)

/**
 * guo_grade_live_set:
 * @self: the widget
 * @desk: the desk
 * @run: as it is answered: its classes, sizes, balance
 * @line: (nullable): its newest live line; what @run says where there is none
 * @box_mg: what a box at an outlet holds; 0: it was not said
 */
void guo_grade_live_set (GuoGradeLive *self, GuoDesk *desk, json_t *run, json_t *line, gint64 box_mg);

G_END_DECLS
