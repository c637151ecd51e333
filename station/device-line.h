/* Words that the live lines of all devices share. Pure. */
#pragma once

#include <jansson.h>

#include "drivers/transport.h"

G_BEGIN_DECLS

/**
 * guo_link_name:
 * @link: of a transport
 *
 * Returns: (transfer none): "opening", "open" or "lost"
 */
const gchar *guo_link_name (GuoTransportState link);

/**
 * guo_device_line_fault:
 * @line: live line of a device
 * @error: (nullable): why it cannot be used now
 *
 * Puts "error" (detail, for the log and a report) and "cause" (guo_driver_error_cause(), for a face's sentence) into it.
 */
void guo_device_line_fault (json_t *line, const GError *error);

/**
 * guo_hex:
 * @bytes: any
 * @len: how many
 *
 * Returns: (transfer full): two lower-case digits a byte
 */
gchar *guo_hex (const guint8 *bytes, gsize len);

G_END_DECLS
