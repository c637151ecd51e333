/* What a scale was bound with where its protocol does not say it: a device's row as the driver takes it. */
#pragma once

#include "drivers/config.h"

#include <jansson.h>

G_BEGIN_DECLS

/**
 * guo_scale_settings_read:
 * @row: a device, or the body that binds one
 * @protocol: what it speaks
 * @config: (out): complete
 * @map: (out): where a register map of one's own is kept, for as long as @config is used
 * @error: return location
 *
 * Returns: %FALSE with an error of the driver; the message names the setting
 */
gboolean guo_scale_settings_read (json_t *row, const GuoScaleProtocol *protocol, GuoScaleConfig *config,
                                  GuoRegisterMap *map, GError **error);

/**
 * guo_scale_settings_ask_us:
 * @row: a device
 * @protocol: what it speaks
 *
 * Returns: how often it is asked, microseconds; 0: it is only listened to
 */
gint64 guo_scale_settings_ask_us (json_t *row, const GuoScaleProtocol *protocol);

G_END_DECLS
