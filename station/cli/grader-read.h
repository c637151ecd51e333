/* guozhanctl grader read: one function for each format, in a file of its own (grader-read-FORMAT.c).
 *
 * Pure: nothing is recorded. The answer is one JSON object, shaped as the .json beside each vector of the format
 * (tests/vectors/graders); what is wrong in the input stands in its "problems", and is no error.
 */
#pragma once

#include <glib.h>
#include <jansson.h>

G_BEGIN_DECLS

typedef gboolean (*GuoGraderRead) (GBytes *input, GBytes *profile, json_t **answer, GError **error);

/**
 * guo_grader_read_line:
 * @input: raw bytes of "guozhan line"
 * @profile: (nullable): refused, the format has none
 * @answer: (out) (transfer full): format, stream, stats, batches, outlets, problems, records
 * @error: return location
 *
 * Returns: %FALSE with %GUO_DRIVER_ERROR_BAD_ARGUMENT
 */
gboolean guo_grader_read_line (GBytes *input, GBytes *profile, json_t **answer, GError **error);

/**
 * guo_grader_read_profile:
 * @input: a report, CSV or XLSX
 * @profile: (nullable): how it becomes our fields; needed
 * @answer: (out) (transfer full): status, rows, problems …
 * @error: return location
 *
 * Returns: %FALSE when the profile is missing or cannot be read
 */
gboolean guo_grader_read_profile (GBytes *input, GBytes *profile, json_t **answer, GError **error);

/**
 * guo_grader_read_modbus:
 * @input: a recorded {map, polls}
 * @profile: (nullable): refused, the format has none
 * @answer: (out) (transfer full): steps, totals, events
 * @error: return location
 *
 * Returns: %FALSE when the recording cannot be read
 */
gboolean guo_grader_read_modbus (GBytes *input, GBytes *profile, json_t **answer, GError **error);

G_END_DECLS
