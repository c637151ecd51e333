/* What a device is configured with, as text: the settings of its form, of the vectors, of `guozhanctl decode`. */
#pragma once

#include "drivers/driver.h"
#include "drivers/scale/register-map.h"

G_BEGIN_DECLS

/**
 * guo_scale_config_parse:
 * @text: an object with "unit"; for Modbus also "exponent" (-9 to 0), "transport" ("rtu", "tcp"), "map" (a name of
 *   a map, or the map itself), and "function" and "read" ("40007..40011"), which must be what the map asks for
 * @protocol: of the device
 * @config: (out): what was given
 * @map: (out): where a map of one's own is kept, for as long as @config is used
 * @error: return location
 *
 * Returns: %FALSE with %GUO_DRIVER_ERROR_BAD_ARGUMENT; the message names column or setting
 */
gboolean guo_scale_config_parse (const gchar *text, const GuoScaleProtocol *protocol, GuoScaleConfig *config,
                                 GuoRegisterMap *map, GError **error);

G_END_DECLS
