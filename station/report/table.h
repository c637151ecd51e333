/* A report's table: columns of a yields question, as text. */
#pragma once

#include "station/report/words.h"
#include "station/yields.h"

G_BEGIN_DECLS

typedef struct
{
  GPtrArray *heads;   /* of gchar * */
  GPtrArray *cells;   /* of gchar *, row after row */
  GPtrArray *totals;  /* of gchar *, one a column */
  guint names;        /* columns at the left that are names; the others are figures */
} GuoReportTable;

/**
 * guo_report_table:
 * @rows: of guo_yields_rows()
 * @total: of guo_yields_total()
 * @question: what was asked
 * @unit: "kg" or "jin"
 * @chinese: the language
 *
 * Returns: (transfer full): the table
 */
GuoReportTable *guo_report_table (json_t *rows, json_t *total, const GuoYieldsQuestion *question, const gchar *unit,
                                  gboolean chinese);

/**
 * guo_report_table_free:
 * @self: (nullable): a table
 */
void guo_report_table_free (GuoReportTable *self);

/**
 * guo_report_name:
 * @row: a row
 * @key: a key of it
 * @chinese: the language
 *
 * Returns: (transfer full): what the key's value is called
 */
gchar *guo_report_name (json_t *row, GuoYieldsKey key, gboolean chinese);

/**
 * guo_report_csv:
 * @rows: of guo_yields_rows()
 * @question: what was asked
 * @chinese: language of the heads; without, they are the symbols of the interface
 *
 * Returns: (transfer full): RFC 4180, lines end with CR LF
 */
gchar *guo_report_csv (json_t *rows, const GuoYieldsQuestion *question, gboolean chinese);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoReportTable, guo_report_table_free)

G_END_DECLS
