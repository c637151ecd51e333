/* The file of a grade scheme as a face hands it over. Any thread. */
#pragma once

#include "station/grading/scheme.h"

G_BEGIN_DECLS

#define GUO_SCHEME_FILE_MAX 200000 /* bytes */

/**
 * guo_scheme_file_parse:
 * @file: the text of the member "file"
 * @error: return location
 *
 * Returns: (transfer full): the scheme; %NULL with "bad-field": what is no JSON is field "file" [line, column, reason],
 *   else the field is a JSON pointer into it
 */
GuoScheme *guo_scheme_file_parse (const gchar *file, GError **error);

G_END_DECLS
