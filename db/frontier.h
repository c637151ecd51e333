/* The right edge of one growing tree: what is needed to take the next leaf and to name the root, kept in
 * memory. Level 0 holds the leaves after the last full tile, level 1 the roots of the full tiles after
 * the last full tile of level 1, and so on; each below 256. Pure.
 */
#pragma once

#include "db/merkle.h"

G_BEGIN_DECLS

#define GUO_TILE_WIDTH 256
/* 256^5 = 2^40 leaves, the most that a log can number. */
#define GUO_FRONTIER_LEVELS 6

typedef struct
{
  guint64 size;                                   /* leaves */
  guint n[GUO_FRONTIER_LEVELS];                   /* hashes open at each level */
  guint8 open[GUO_FRONTIER_LEVELS][GUO_TILE_WIDTH * GUO_HASH_SIZE];
} GuoFrontier;

/* A tile became full: 256 hashes. Returns FALSE to stop. */
typedef gboolean (*GuoTileFunc) (guint level, guint64 index, const guint8 *hashes, gpointer user_data,
                                 GError **error);

/**
 * guo_frontier_push:
 * @self: the edge
 * @leaf: 32 bytes
 * @full: called for each tile that this leaf fills
 * @user_data: for @full
 * @error: return location
 *
 * Returns: %FALSE with the error of @full
 */
gboolean guo_frontier_push (GuoFrontier *self, const guint8 *leaf, GuoTileFunc full, gpointer user_data,
                            GError **error);

/**
 * guo_frontier_root:
 * @self: the edge
 * @root: (out): 32 bytes, the root over all leaves so far
 */
void guo_frontier_root (const GuoFrontier *self, guint8 *root);

G_END_DECLS
