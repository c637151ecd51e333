/* The mass balance of a run as a bar: in grade, below grade, cull and loss, and what is still on the line. */
#pragma once

#include <gtk/gtk.h>
#include <jansson.h>

G_BEGIN_DECLS

#define GUO_TYPE_GRADE_BAR (guo_grade_bar_get_type ())
G_DECLARE_FINAL_TYPE (GuoGradeBar, guo_grade_bar, GUO, GRADE_BAR, GtkWidget)

/**
 * guo_grade_bar_set:
 * @self: a bar
 * @balance: (nullable): "balance" of a run
 *
 * Widths are shares of what came in, or of what came off where that is more.
 */
void guo_grade_bar_set (GuoGradeBar *self, json_t *balance);

G_END_DECLS
