/* Words that the live lines of all devices share. Pure. */
#pragma once

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
 * guo_hex:
 * @bytes: any
 * @len: how many
 *
 * Returns: (transfer full): two lower-case digits a byte
 */
gchar *guo_hex (const guint8 *bytes, gsize len);

G_END_DECLS
