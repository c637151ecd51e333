/* Files of tests/vectors/grades, and rows of measurements written as JSON. */
#pragma once

#include "station/grading/scheme.h"

/**
 * vectors_scheme:
 * @name: of a file without .json
 *
 * Returns: (transfer full): the scheme; it must be sound
 */
GuoScheme *vectors_scheme (const gchar *name);

/**
 * vectors_text:
 * @file: name with its ending
 *
 * Returns: (transfer full): what it holds
 */
gchar *vectors_text (const gchar *file);

/**
 * vectors_row:
 * @scheme: the scheme
 * @object: measurements by name, of guo_exact_json_parse()
 * @values: a row, filled and derived
 */
void vectors_row (const GuoScheme *scheme, json_t *object, gint64 *values);

/**
 * vectors_row_of_text:
 * @scheme: the scheme
 * @text: JSON object
 * @values: a row, filled and derived
 */
void vectors_row_of_text (const GuoScheme *scheme, const gchar *text, gint64 *values);
