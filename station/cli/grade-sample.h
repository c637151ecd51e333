/* What a line of guozhanctl grade says of a sample: its counts, and the answer. */
#pragma once

#include "station/grading/scheme.h"

G_BEGIN_DECLS

/**
 * guo_cli_grade_sample:
 * @scheme: the scheme
 * @line: object: inspected, by_class, by_defect (each a number of fruit, or {n, mass_g}), asked (a class)
 * @values: row of what was measured
 * @date: YYYYMMDD
 * @answer: gets class, failed, and with asked also passed and failures
 * @error: return location
 *
 * Returns: %FALSE when a count or class makes no sense
 */
gboolean guo_cli_grade_sample (const GuoScheme *scheme, json_t *line, const gint64 *values, guint32 date, json_t *answer,
                               GError **error);

/**
 * guo_cli_grade_decimal:
 * @value: ten-millionths, or %GUO_MISSING
 *
 * Returns: (transfer full): "6.1" as JSON text; null when it is missing
 */
json_t *guo_cli_grade_decimal (gint64 value);

/**
 * guo_cli_grade_wrong:
 * @error: return location
 * @name: of a member of the line
 *
 * Returns: %FALSE always, with a sentence that names it
 */
gboolean guo_cli_grade_wrong (GError **error, const gchar *name);

/**
 * guo_cli_scheme_notes:
 * @scheme: a scheme
 *
 * Tells on stderr what in it may not have been meant, each with its place in the file.
 */
void guo_cli_scheme_notes (const GuoScheme *scheme);

G_END_DECLS
