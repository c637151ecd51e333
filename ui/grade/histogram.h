/* The sizes of a run's fruit, drawn: bars, where the classes begin, what they are called. Its accessible label says in
 * words what it shows. */
#pragma once

#include <gtk/gtk.h>

#include "ui/grade/spread.h"

G_BEGIN_DECLS

#define GUO_TYPE_GRADE_HISTOGRAM (guo_grade_histogram_get_type ())
G_DECLARE_FINAL_TYPE (GuoGradeHistogram, guo_grade_histogram, GUO, GRADE_HISTOGRAM, GtkWidget)

/**
 * guo_grade_histogram_set:
 * @self: a histogram
 * @spread: copied, with its words
 */
void guo_grade_histogram_set (GuoGradeHistogram *self, const GuoSpread *spread);

G_END_DECLS
