/* How a report is made, for report*.c only. */
#pragma once

#include "drivers/grader/report.h"

G_BEGIN_DECLS

/* A column of the file, and what the row before had in it. */
typedef struct
{
  const GuoProfileColumn *column;
  guint place;         /* from 0 */
  guint rules;         /* bits of rules that look at it: 1 << number in ignore, TOTALS_BIT */
  guint fitting;       /* bits of them that the cell last filled fits */
  const gchar *text;   /* the text last kept, NULL: none yet */
  gsize text_len;
  guint text_fitting;  /* bits of rules that it fits */
  gboolean has_carried;
  const gchar *carried_text;
  gint64 carried_number;
} GuoReportColumn;

typedef struct
{
  const GuoProfile *profile;
  GuoReport *report;
  GuoReportColumn columns[GUO_REPORT_FIELDS]; /* in the order of the file */
  guint n_columns;
  gboolean header_done;
  gboolean cut; /* the file could not be read to its end */
  guint32 *slots; /* hash table of rows by their key: number + 1, 0: free; twice as many as rows at least */
  guint n_slots;  /* a power of two */
} GuoReportMapper;

#define GUO_REPORT_TOTALS_BIT (1u << GUO_PROFILE_RULES_MAX)

/**
 * guo_report_add_problem:
 * @self: the report
 * @problem: its text need not stay
 *
 * Rejects the report where it is an error. Beyond %GUO_REPORT_PROBLEMS_MAX it is only counted.
 */
void guo_report_add_problem (GuoReport *self, const GuoReportProblem *problem);

/**
 * guo_report_map_header:
 * @self: a mapper
 * @row: the header's row
 *
 * Returns: %FALSE: a column is missing or twice; the report says so
 */
gboolean guo_report_map_header (GuoReportMapper *self, const GuoTableRow *row);

/**
 * guo_report_map_row:
 * @self: a mapper behind its header
 * @row: any row behind it
 */
void guo_report_map_row (GuoReportMapper *self, const GuoTableRow *row);

/**
 * guo_report_find_key:
 * @self: a mapper
 * @row: a row that is about to be added
 *
 * Notes the row's key.
 *
 * Returns: the file's row that had this key before; 0: none, or there are no keys
 */
guint guo_report_find_key (GuoReportMapper *self, const GuoReportRow *row);

G_END_DECLS
