/* The live line of a scale, and the note that a record is made of: a view as JSON. Pure. */
#pragma once

#include "station/weighing/scale-state.h"

#include <jansson.h>

G_BEGIN_DECLS

/**
 * guo_weight_line:
 * @row: of the device
 * @view: of its scale
 *
 * Returns: (transfer full): the line of topic "weight", JSON text
 */
gchar *guo_weight_line (json_t *row, const GuoScaleView *view);

/**
 * guo_weight_note:
 * @row: of the device
 * @view: of its scale
 * @raw: (nullable): the frame's bytes in hex
 *
 * Returns: (transfer full): as guo_devices_settle()
 */
json_t *guo_weight_note (json_t *row, const GuoScaleView *view, const gchar *raw);

G_END_DECLS
