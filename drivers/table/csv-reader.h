/* CSV as spreadsheets write it (RFC 4180): quotes, a delimiter, line breaks in quotes, CR LF or LF. Pure.
 *
 * The one reader of CSV: reports of graders and lists of master data go through it. A quote is one only at the
 * beginning of a cell. Errors are told by status, with the line, so that each caller words its own refusal.
 */
#pragma once

#include "drivers/table/table.h"

G_BEGIN_DECLS

typedef enum
{
  GUO_CSV_ROW,
  GUO_CSV_END,
  GUO_CSV_OPEN_QUOTE,   /* a quote is not closed */
  GUO_CSV_BEHIND_QUOTE, /* something stands behind a closing quote, or a CR without LF */
  GUO_CSV_TOO_WIDE,     /* more than GUO_TABLE_COLUMNS_MAX cells */
} GuoCsvStatus;

typedef struct _GuoCsvReader GuoCsvReader;

/**
 * guo_csv_reader_new:
 * @text: UTF-8 without byte order mark; must stay while the reader is used
 * @len: bytes
 * @delimiter: between cells: one ASCII character
 *
 * Returns: (transfer full): a reader in front of the first row
 */
GuoCsvReader *guo_csv_reader_new (const gchar *text, gsize len, gchar delimiter);

/**
 * guo_csv_reader_free:
 * @self: (nullable): a reader
 */
void guo_csv_reader_free (GuoCsvReader *self);

/**
 * guo_csv_reader_next:
 * @self: a reader
 * @row: (out): the next row, blank ones too, good until the next call; at a fault its number and the cells before it
 *
 * Returns: what was found; behind a fault and the end only the end comes
 */
GuoCsvStatus guo_csv_reader_next (GuoCsvReader *self, GuoTableRow *row);

/**
 * guo_csv_reader_line:
 * @self: a reader
 *
 * Returns: the line of the file, 1 based, where the row of the last call began; line breaks in quotes count here
 */
guint guo_csv_reader_line (const GuoCsvReader *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoCsvReader, guo_csv_reader_free)

G_END_DECLS
