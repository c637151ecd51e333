/* Rows of a table, whatever file they come from: CSV (csv-reader.h) or a workbook (xlsx.h).
 *
 * Nothing is allocated for a cell: its text lies in the file or in a buffer of the reader and is good until the next row.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a table may have at most; more is refused, so that a file cannot eat the machine. */
#define GUO_TABLE_BYTES_MAX (256u * 1024 * 1024) /* of a file */
#define GUO_TABLE_COLUMNS_MAX 256u
#define GUO_TABLE_ROWS_MAX 1048576u /* as many as a sheet has */

typedef struct
{
  const gchar *text;  /* UTF-8, not ended by a zero; ASCII white space around it is taken off */
  gsize len;          /* bytes; 0: an empty cell */
  gboolean is_number; /* a number of a workbook: plain digits with a point, whatever language the file speaks */
} GuoCell;

typedef struct
{
  guint row;            /* 1 based, as a spreadsheet shows it: blank rows count, line breaks within a cell do not */
  const GuoCell *cells; /* of the row, from column A; none are left out */
  guint n_cells;        /* at most GUO_TABLE_COLUMNS_MAX */
} GuoTableRow;

/* Takes one row; returns FALSE to read no further. */
typedef gboolean (*GuoTableFunc) (const GuoTableRow *row, gpointer user_data);

G_END_DECLS
