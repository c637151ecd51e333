/* A run that is closed, as it was at the close: who closed it and why, what judged it, its outlets and sizes or what was weighed
 * off, its balance, and its lots with what each was judged first. */
#pragma once

#include <gtk/gtk.h>
#include <jansson.h>

#include "ui/desk.h"

G_BEGIN_DECLS

#define GUO_TYPE_GRADE_PAST (guo_grade_past_get_type ())
G_DECLARE_FINAL_TYPE (GuoGradePast, guo_grade_past, GUO, GRADE_PAST, GtkWidget)

/**
 * guo_grade_past_set:
 * @self: the widget
 * @desk: the desk
 * @run: a closed run, as one is answered
 */
void guo_grade_past_set (GuoGradePast *self, GuoDesk *desk, json_t *run);

G_END_DECLS
