/* A report on A4: heading, charts, the table over as many pages as it needs, page numbers. */
#pragma once

#include "station/client/chart/paint.h"
#include "station/report/table.h"

G_BEGIN_DECLS

typedef struct
{
  const gchar *centre;   /* name of the centre */
  const gchar *heading;  /* what was chosen */
  const gchar *summary;  /* the total in one line */
  const gchar *made;     /* when */
  gboolean practice;     /* every page says so */
  gboolean chinese;
  const GuoChart *const *charts; /* ended by %NULL */
  const gchar *const *titles;    /* of the charts */
  const GuoReportTable *table;
} GuoReport;

/**
 * guo_report_pdf:
 * @report: what stands on it
 *
 * Returns: (transfer full): the file; %NULL when cairo fails (no memory)
 */
GBytes *guo_report_pdf (const GuoReport *report);

G_END_DECLS
