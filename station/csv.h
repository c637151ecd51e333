/* Lists from CSV and XLSX (drivers/table), each row as wide as its header, and cells for a CSV of ours. Pure. */
#pragma once

#include "station/error.h"

/* The writer does one file at once: more would keep the weighings waiting. */
#define GUO_CSV_ROWS_MAX 5000

G_BEGIN_DECLS

typedef struct
{
  guint line;    /* of the file, 1 based, where the row begins */
  GStrv cells;   /* as many as the header has */
} GuoCsvRow;

typedef struct
{
  gchar *file;      /* name, for messages */
  GStrv header;     /* cells of the first line, white space around them taken off */
  GPtrArray *rows;  /* GuoCsvRow; empty lines are left out */
} GuoCsv;

/**
 * guo_csv_parse:
 * @file: the file's name, for messages
 * @text: UTF-8 without byte order mark
 * @error: return location
 *
 * Returns: (transfer full): the table; %NULL with %GUO_STATION_ERROR_BAD_FIELD (file, line, column, reason):
 *   an open quote, too many or too few cells, no header
 */
GuoCsv *guo_csv_parse (const gchar *file, const gchar *text, GError **error);

/**
 * guo_csv_is_workbook:
 * @bytes: (array length=len): a file
 * @len: how many
 *
 * Returns: whether it can only be a workbook: no text begins like a ZIP
 */
gboolean guo_csv_is_workbook (const guint8 *bytes, gsize len);

/**
 * guo_csv_parse_workbook:
 * @file: the file's name, for messages
 * @bytes: (array length=len): an XLSX file
 * @len: how many
 * @error: return location
 *
 * Returns: (transfer full): its first sheet; %NULL with %GUO_STATION_ERROR_BAD_FIELD as guo_csv_parse(), and for a workbook
 *   that is damaged or beyond the limits of drivers/table
 */
GuoCsv *guo_csv_parse_workbook (const gchar *file, const guint8 *bytes, gsize len, GError **error);

/**
 * guo_csv_free:
 * @self: (nullable): a table
 */
void guo_csv_free (GuoCsv *self);

/**
 * guo_csv_refuse:
 * @self: a table
 * @line: of the file, 1 based
 * @column: 1 based; 0: the line as a whole
 * @reason: English, for the log and for people who read English
 * @error: return location
 *
 * Returns: %FALSE always, with %GUO_STATION_ERROR_BAD_FIELD (file, line, column, reason)
 */
gboolean guo_csv_refuse (const GuoCsv *self, guint line, guint column, const gchar *reason, GError **error);

/**
 * guo_csv_append_text:
 * @line: a line of a file, or what there is of it
 * @text: UTF-8
 *
 * Appends one cell, in quotes where it needs them. What a spreadsheet would take for a formula, because it begins with
 * = + - @, a tabulator or a carriage return, gets an apostrophe in front (OWASP, CSV Injection); a plain negative
 * number stays one.
 */
void guo_csv_append_text (GString *line, const gchar *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoCsv, guo_csv_free)

G_END_DECLS
