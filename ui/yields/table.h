/* The rows of a yield as a table, with its sum below: the chart's equal. */
#pragma once

#include <gtk/gtk.h>

#include "ui/yields/answer.h"

G_BEGIN_DECLS

#define GUO_TYPE_YIELDS_TABLE (guo_yields_table_get_type ())
G_DECLARE_FINAL_TYPE (GuoYieldsTable, guo_yields_table, GUO, YIELDS_TABLE, GtkWidget)

/**
 * guo_yields_table_set_answer:
 * @self: the table
 * @answer: what to show; its rows are kept
 * @compact: whether a column that can be reckoned gives way
 *
 * The same question again changes figures in place: whoever reads further down is not disturbed.
 */
void guo_yields_table_set_answer (GuoYieldsTable *self, const GuoYieldsAnswer *answer, gboolean compact);

G_END_DECLS
