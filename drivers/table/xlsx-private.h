/* The parts of a workbook, for xlsx*.c only. */
#pragma once

#include "drivers/table/xlsx.h"
#include "drivers/table/xml.h"
#include "drivers/table/zip.h"

G_BEGIN_DECLS

/* Texts that cells point to by their place. */
typedef struct
{
  GString *text; /* all of them, one behind the other */
  GArray *ends;  /* guint32: where each ends */
} GuoXlsxStrings;

/**
 * guo_xlsx_refuse:
 * @xml: (nullable): a reader to be stopped
 * @error: (nullable): return location, where there is no reader
 * @format: what is wrong, printf style
 * @...: its arguments
 *
 * Returns: %FALSE always
 */
gboolean guo_xlsx_refuse (GuoXml *xml, GError **error, const gchar *format, ...) G_GNUC_PRINTF (3, 4);

/**
 * guo_xlsx_part:
 * @zip: the container
 * @name: of the part
 * @handlers: what to call
 * @user_data: for them
 * @error: return location
 *
 * Returns: %FALSE with %GUO_DRIVER_ERROR_BAD_FILE that names the part
 */
gboolean guo_xlsx_part (GuoZip *zip, const gchar *name, const GuoXmlHandlers *handlers, gpointer user_data, GError **error);

/**
 * guo_xlsx_strings_read:
 * @self: (out): the texts
 * @zip: the container
 * @name: of the part
 * @error: return location
 *
 * Returns: %FALSE with %GUO_DRIVER_ERROR_BAD_FILE
 */
gboolean guo_xlsx_strings_read (GuoXlsxStrings *self, GuoZip *zip, const gchar *name, GError **error);

/**
 * guo_xlsx_strings_clear:
 * @self: texts; all zero is none
 */
void guo_xlsx_strings_clear (GuoXlsxStrings *self);

/**
 * guo_xlsx_sheet_read:
 * @zip: the container
 * @name: of the part
 * @strings: the shared texts
 * @func: gets the rows
 * @user_data: for it
 * @error: return location
 *
 * Returns: %FALSE with %GUO_DRIVER_ERROR_BAD_FILE
 */
gboolean guo_xlsx_sheet_read (GuoZip *zip, const gchar *name, const GuoXlsxStrings *strings, GuoTableFunc func,
                              gpointer user_data, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GuoXlsxStrings, guo_xlsx_strings_clear)

G_END_DECLS
