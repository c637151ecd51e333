/* The mass balance of a run in one line and one bar: in = in grade + below + cull + loss + on the line. */
#pragma once

#include <gtk/gtk.h>
#include <jansson.h>

#include "ui/desk.h"

G_BEGIN_DECLS

#define GUO_TYPE_GRADE_BALANCE (guo_grade_balance_get_type ())
G_DECLARE_FINAL_TYPE (GuoGradeBalance, guo_grade_balance, GUO, GRADE_BALANCE, GtkWidget)

/**
 * guo_grade_balance_set:
 * @self: a balance
 * @desk: the desk
 * @balance: (nullable): of a run
 * @closed: whether nothing is on the line any more: what is left is a difference
 */
void guo_grade_balance_set (GuoGradeBalance *self, GuoDesk *desk, json_t *balance, gboolean closed);

/**
 * guo_grade_balance_set_wide:
 * @self: a balance
 *
 * Called once: the difference stands behind the parts, in one line with them.
 */
void guo_grade_balance_set_wide (GuoGradeBalance *self);

G_END_DECLS
