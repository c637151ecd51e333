/* XLSX (ECMA-376 part 1, SpreadsheetML): one sheet of a workbook, row by row, from memory.
 *
 * A workbook is a ZIP of XML parts. What counts of it: xl/workbook.xml (the sheets' names), its relations (which part is
 * which sheet), the shared strings, the sheet. Formats and formulas do not: a formula's last result is its value. Merged
 * cells have their value in the first cell, the others are empty. Numbers are doubles in the file; they come out with the
 * fewest digits that read back to the same double, without exponent: 35.899999999999999 is 35.9. Pure: nothing goes to disk.
 */
#pragma once

#include "drivers/error.h"
#include "drivers/table/table.h"

G_BEGIN_DECLS

#define GUO_XLSX_TEXT_MAX (128u * 1024)      /* bytes of a cell: 32,767 characters are the most that Excel keeps */
#define GUO_XLSX_STRINGS_MAX 2000000u
#define GUO_XLSX_STRINGS_BYTES_MAX (256u * 1024 * 1024)
#define GUO_XLSX_CELLS_MAX 20000000u
#define GUO_XLSX_NUMBER_MAX 400u

/**
 * guo_xlsx_read:
 * @bytes: (array length=len): the file
 * @len: how many
 * @sheet: (nullable): name of the sheet; %NULL: the first
 * @func: gets the rows that the sheet has, with rising numbers; blank ones may be absent
 * @user_data: for @func
 * @found: (out): whether there is such a sheet
 * @error: return location
 *
 * Returns: %FALSE with %GUO_DRIVER_ERROR_BAD_FILE: no workbook, damaged, encrypted, or beyond the limits here and in
 *   table.h, zip.h, xml.h; rows may have come before
 */
gboolean guo_xlsx_read (const guint8 *bytes, gsize len, const gchar *sheet, GuoTableFunc func, gpointer user_data,
                        gboolean *found, GError **error);

/**
 * guo_xlsx_number:
 * @text: a number as a sheet holds it: "35.899999999999999", "1.2E-3"
 * @len: bytes
 * @out: (array fixed-size=400) (out): the fewest digits that read back, "35.9", "0.0012", zero ended
 *
 * Returns: bytes written; 0: no finite number
 */
gsize guo_xlsx_number (const gchar *text, gsize len, gchar *out);

G_END_DECLS
