/* A scheme written back, and changed. A scheme that was used is never altered: a change makes the next version. */
#pragma once

#include "station/grading/scheme.h"

G_BEGIN_DECLS

/**
 * guo_scheme_text:
 * @self: the scheme
 *
 * Everything that its file held, remarks too; numbers as they were written, members in one order whatever that of the
 * file was. What is read back from it is the same scheme and gives the same text.
 *
 * Returns: (transfer full): JSON, UTF-8
 */
gchar *guo_scheme_text (const GuoScheme *self);

/**
 * guo_scheme_form:
 * @self: the scheme
 *
 * What of it a person can change by hand, best class first; numbers as they were written, as text. All else of the file
 * is untouched by an edit. "at" is a JSON pointer for guo_scheme_edit().
 *
 * Returns: (transfer full): {name, name_en, version, fields: [{field, name, name_en, unit, fruit}], classes: [{at, key, code, name,
 *   name_en, dated, limits: [{at, field, op, value, min, over, max, under, dated}], lot_limits: [the same],
 *   tolerances: [{at, percent, by, of, must_meet, dated}]}], limits and lot_limits of all classes, sizes, parts, defects:
 *   how many of these, which are not in the form}
 */
json_t *guo_scheme_form (const GuoScheme *self);

/**
 * guo_scheme_next_version:
 * @version: "3", "2026-1", "a"
 *
 * Returns: (transfer full): "4", "2026-2", "a-2": the number at its end, one higher
 */
gchar *guo_scheme_next_version (const gchar *version);

/**
 * guo_scheme_edit:
 * @self: the scheme
 * @changes: object of JSON pointers and new values, in the order in which they are done; null takes a member or element
 *   away, "/classes/0/limits/-", or the number behind the last, appends. Decimals are texts ("42.5"); a whole number may be one
 * @error: return location
 *
 * Returns: (transfer full): the changed scheme with its next version (unless @changes has "/version"), checked as a
 *   whole; %NULL with %GUO_STATION_ERROR_BAD_FIELD
 */
GuoScheme *guo_scheme_edit (const GuoScheme *self, json_t *changes, GError **error);

G_END_DECLS
