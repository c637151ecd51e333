/* C2SP tlog-tiles: paths, widths, bundles. Pure. */
#pragma once

#include "db/merkle.h"

G_BEGIN_DECLS

/* In place of a level: the path of an entry bundle. */
#define GUO_TILE_ENTRIES -1

/**
 * guo_tile_path:
 * @level: 0 to 63, or %GUO_TILE_ENTRIES
 * @index: of the tile
 * @width: hashes or entries in it, 1 to 256; 256: a full one
 *
 * Returns: (transfer full): "tile/0/x001/234", "tile/entries/003.p/232"
 */
gchar *guo_tile_path (gint level, guint64 index, guint width);

/**
 * guo_tile_count:
 * @size: leaves in the log
 * @level: from 0
 * @partial_width: (out): hashes in the tile after the full ones; 0: there is none
 *
 * Returns: number of full tiles of this level
 */
guint64 guo_tile_count (guint64 size, guint level, guint *partial_width);

/**
 * guo_tile_bundle_append:
 * @bundle: bytes of an entry bundle
 * @entry: bytes
 * @len: how many, at most 65535
 *
 * Adds the length (two bytes, big-endian) and the entry.
 */
void guo_tile_bundle_append (GByteArray *bundle, const void *entry, gsize len);

G_END_DECLS
