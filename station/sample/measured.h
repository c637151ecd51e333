/* Values of a sample that an instrument measured: a body names device and reading, the station says what was read. */
#pragma once

#include "station/call.h"
#include "station/grading/scheme.h"

G_BEGIN_DECLS

/**
 * guo_sample_fill_readings:
 * @call: a call
 * @scheme: (nullable): by which the sample will be judged; it says what a length may be
 * @old: (nullable): row of the sample that is corrected: what was read for it stays, though nobody keeps the reading any more
 * @values: (inout): of a checked body; what names device and reading gets value, raw and simulated
 * @error: return location
 *
 * Returns: %FALSE with "bad-field": neither or both of value and reading, a reading that is not known any more, that failed,
 *   or that is of another quantity
 */
gboolean guo_sample_fill_readings (GuoCall *call, const GuoScheme *scheme, json_t *old, json_t *values, GError **error);

/**
 * guo_sample_refer_devices:
 * @call: a command
 * @values: (inout): filled in; a device becomes the reference that an event holds
 * @simulated: (out): whether one of them is a simulator
 * @error: return location
 *
 * Returns: %FALSE with an error of the store
 */
gboolean guo_sample_refer_devices (GuoCall *call, json_t *values, gboolean *simulated, GError **error);

G_END_DECLS
