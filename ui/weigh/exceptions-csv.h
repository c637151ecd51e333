/* The day's exception report as a file for a spreadsheet. Pure. */
#pragma once

#include <glib.h>
#include <jansson.h>

G_BEGIN_DECLS

/**
 * guo_exceptions_csv:
 * @rows: (nullable): of /v1/exceptions
 *
 * Returns: (transfer full): UTF-8 with a byte order mark, RFC 4180, one line a row under the names of the
 *   columns; masses in kilograms
 */
gchar *guo_exceptions_csv (json_t *rows);

G_END_DECLS
