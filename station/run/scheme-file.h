/* The file of a grade scheme as a face hands it over. Any thread. */
#pragma once

#include "station/call.h"
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

/**
 * guo_scheme_version_use:
 * @call: a call
 * @id: the scheme of the station; 0: a new one
 * @scheme: "id" of the file
 * @version: of the file
 * @sha256: of the text that is to have this version, hexadecimal; "": of a text that is not written yet
 * @error: return location
 *
 * Returns: (transfer full): {sha256, at} of another text that has had this version since; JSON null: none; %NULL with an
 *   error of the store
 */
json_t *guo_scheme_version_use (GuoCall *call, gint64 id, const gchar *scheme, const gchar *version, const gchar *sha256,
                                GError **error);

G_END_DECLS
