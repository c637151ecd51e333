/* guozhanctl grader read: what a sorter recorded or reported, read without a station. One function a format. */
#pragma once

#include <glib.h>
#include <jansson.h>

G_BEGIN_DECLS

/* Reads @input; @profile is what the format needs besides. Sets @answer on %TRUE. */
typedef gboolean (*GuoGraderRead) (GBytes *input, GBytes *profile, json_t **answer, GError **error);

/**
 * guo_grader_read_line:
 * @input: bytes of "guozhan line" 1
 * @profile: (nullable): not used
 * @answer: (out): what was read
 * @error: return location
 *
 * Returns: %FALSE with %GUO_DRIVER_ERROR_BAD_FILE
 */
gboolean guo_grader_read_line (GBytes *input, GBytes *profile, json_t **answer, GError **error);

/**
 * guo_grader_read_profile:
 * @input: a batch report, CSV or XLSX
 * @profile: a "guozhan profile" 1
 * @answer: (out): what was read
 * @error: return location
 *
 * Returns: %FALSE with %GUO_DRIVER_ERROR_BAD_FILE
 */
gboolean guo_grader_read_profile (GBytes *input, GBytes *profile, json_t **answer, GError **error);

/**
 * guo_grader_read_modbus:
 * @input: recorded polls, {"map", "polls"} (drivers/grader/counter-record.h)
 * @profile: (nullable): a map that stands for the record's own
 * @answer: (out): {"steps", "totals", "events"}
 * @error: return location
 *
 * Returns: %FALSE with %GUO_DRIVER_ERROR_BAD_FILE, which names line and column, or begins with a JSON pointer
 */
gboolean guo_grader_read_modbus (GBytes *input, GBytes *profile, json_t **answer, GError **error);

G_END_DECLS
