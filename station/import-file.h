/* The files of an import before anything is looked up: bytes to text, columns by their headers, templates. Pure. */
#pragma once

#include "station/csv.h"

G_BEGIN_DECLS

#define GUO_IMPORT_COLUMNS_MAX 12

/* A column: its field, what people may call it, and whether every file needs it. */
typedef struct
{
  const gchar *field;
  const gchar *headers; /* comma separated, besides the field's own name; the first is the template's */
  gboolean needed;
} GuoImportColumn;

typedef struct
{
  const gchar *kind; /* %NULL ends the table */
  GuoImportColumn columns[GUO_IMPORT_COLUMNS_MAX + 1]; /* ended by one without a field */
  const gchar *samples; /* lines of a template */
} GuoImportKind;

/**
 * guo_import_kind:
 * @kind: (nullable): "villages", "cooperatives", "growers", "plots", "products"
 *
 * Returns: (transfer none) (nullable): what such a file may hold
 */
const GuoImportKind *guo_import_kind (const gchar *kind);

/**
 * guo_import_decode:
 * @bytes: (array length=len): a file
 * @len: how many
 * @encoding: (out): "UTF-8", "UTF-16" or "GB18030"
 * @line: (out): where it fails, 1 based
 *
 * A byte order mark tells; without one what is valid UTF-8 is that, and anything else GB18030 (which GBK and
 * GB 2312 are part of), as spreadsheets in China write it.
 *
 * Returns: (transfer full) (nullable): the text without mark; %NULL: none of these, or it holds a zero
 */
gchar *guo_import_decode (const guint8 *bytes, gsize len, const gchar **encoding, guint *line);

/**
 * guo_import_places:
 * @kind: of the file
 * @csv: the file
 * @places: (array fixed-size=12) (out): of each column of @kind in the file, from 0; -1: absent
 * @error: return location
 *
 * Returns: %FALSE with "bad-field"[file, line, column, reason]: a column that is unknown, there twice or missing
 */
gboolean guo_import_places (const GuoImportKind *kind, const GuoCsv *csv, gint *places, GError **error);

/**
 * guo_import_template:
 * @kind: of the file
 * @english: whether the columns are called by their fields
 *
 * Returns: (transfer full): a file that can be filled in and imported: UTF-8 with a mark, so that spreadsheets
 *   know it, some lines as a sample
 */
gchar *guo_import_template (const GuoImportKind *kind, gboolean english);

G_END_DECLS
