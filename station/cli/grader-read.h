/* How each format of grading machine is read by `guozhanctl grader read`: bytes in, one JSON object out. Pure. */
#pragma once

#include <glib.h>
#include <jansson.h>

G_BEGIN_DECLS

/* Reads @input; @profile is the file given with it, NULL where none was. The answer is the caller's. FALSE with an error of
 * drivers/error.h: the profile is missing or malformed; what is wrong with the input is told in the answer. */
typedef gboolean (*GuoGraderRead) (GBytes *input, GBytes *profile, json_t **answer, GError **error);

/**
 * guo_grader_read_line:
 * @input: a stream of "guozhan line" 1
 * @profile: (nullable): none
 * @answer: (out): what was in it
 * @error: return location
 *
 * Returns: a #GuoGraderRead
 */
gboolean guo_grader_read_line (GBytes *input, GBytes *profile, json_t **answer, GError **error);

/**
 * guo_grader_read_profile:
 * @input: a batch report, CSV or XLSX
 * @profile: (nullable): how to read it (drivers/grader/profile.h)
 * @answer: (out): as guo_report_json()
 * @error: return location
 *
 * Returns: a #GuoGraderRead; %FALSE with %GUO_DRIVER_ERROR_BAD_ARGUMENT without a profile, with
 *   %GUO_DRIVER_ERROR_BAD_FILE for a malformed one
 */
gboolean guo_grader_read_profile (GBytes *input, GBytes *profile, json_t **answer, GError **error);

/**
 * guo_grader_read_modbus:
 * @input: polls of a machine by "guozhan modbus map" 1
 * @profile: (nullable): its map
 * @answer: (out): what was counted
 * @error: return location
 *
 * Returns: a #GuoGraderRead
 */
gboolean guo_grader_read_modbus (GBytes *input, GBytes *profile, json_t **answer, GError **error);

G_END_DECLS
