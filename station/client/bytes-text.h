/* Bytes for people: hex in pairs, and below it what can be read of them. Pure. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * guo_bytes_text:
 * @hex: as the interface sends them, "022b303032"
 *
 * Returns: (transfer full): "02 2b 30 30 32\n.+002"; "" for no bytes
 */
gchar *guo_bytes_text (const gchar *hex);

G_END_DECLS
