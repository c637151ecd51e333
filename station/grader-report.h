/* A batch report as fruit of a run. Pure.
 *
 * A row that stands for many is as many fruits of its mean: masses are whole milligrams that sum to the row's mass exactly.
 * Where every row is one fruit, the scheme judges each by what was measured. A row of many was judged by the machine: where its
 * grades are classes of the scheme by name, they are taken over, and a grade of no name in it ("等外", "小果") is below. Only
 * where no row names a class the scheme judges the means. */
#pragma once

#include "drivers/grader/report.h"
#include "station/grader-judge.h"

G_BEGIN_DECLS

#define GUO_GRADER_REPORT_FRUIT_MAX 2000000 /* of one report */
#define GUO_GRADER_REPORT_BY_HAND_MAX (12 * 1024 * 1024 - 65536) /* bytes: base 64 of it is what a request may hold */

/* What is said of a report without judging it. */
typedef struct
{
  gint64 fruit;
  gint64 mass_mg;
  gchar *batch; /* (nullable): owned; several in the order of the file, "A, B" */
} GuoGraderReportSums;

/**
 * guo_grader_report_check:
 * @report: one without errors
 * @out: (out): its sums; cleared by guo_grader_report_sums_clear()
 * @error: return location
 *
 * Returns: %FALSE with %GUO_DRIVER_ERROR_RANGE, which names row and field: a fruit that cannot be, an outlet without a
 *   number, too much fruit
 */
gboolean guo_grader_report_check (const GuoReport *report, GuoGraderReportSums *out, GError **error);

/**
 * guo_grader_report_sums_clear:
 * @sums: what it holds is freed
 */
void guo_grader_report_sums_clear (GuoGraderReportSums *sums);

/**
 * guo_grader_report_fruit:
 * @report: as guo_grader_report_check()
 * @scheme: that judges
 * @date: of grading, YYYYMMDD
 * @error: return location
 *
 * Returns: (transfer full) (element-type GuoFruit): the fruit in the order of the rows; %NULL as guo_grader_report_check()
 */
GArray *guo_grader_report_fruit (const GuoReport *report, const GuoScheme *scheme, guint32 date, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GuoGraderReportSums, guo_grader_report_sums_clear)

G_END_DECLS
