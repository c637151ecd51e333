/* The season at a glance: large and to the last digit, beside the season before, crates, kilograms a mu. */
#pragma once

#include <gtk/gtk.h>

#include "ui/yields/answer.h"

G_BEGIN_DECLS

#define GUO_TYPE_YIELDS_SUMMARY (guo_yields_summary_get_type ())
G_DECLARE_FINAL_TYPE (GuoYieldsSummary, guo_yields_summary, GUO, YIELDS_SUMMARY, GtkWidget)

/**
 * guo_yields_summary_set_answer:
 * @self: the summary
 * @answer: what to show
 * @against_mg: of the season before, up to the same day
 */
void guo_yields_summary_set_answer (GuoYieldsSummary *self, const GuoYieldsAnswer *answer, gint64 against_mg);

G_END_DECLS
