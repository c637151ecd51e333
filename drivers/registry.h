/* The table of scale protocols. Constant; any thread. */
#pragma once

#include "drivers/driver.h"

G_BEGIN_DECLS

/**
 * guo_scale_protocols:
 *
 * Returns: (transfer none): %NULL-terminated array of every protocol that is built in
 */
const GuoScaleProtocol *const *guo_scale_protocols (void);

/**
 * guo_scale_protocol_find:
 * @id: a protocol id
 * @error: return location
 *
 * Returns: (transfer none): the protocol, or %NULL with %GUO_DRIVER_ERROR_UNKNOWN_PROTOCOL; the
 *   message lists the ids there are
 */
const GuoScaleProtocol *guo_scale_protocol_find (const gchar *id, GError **error);

G_END_DECLS
