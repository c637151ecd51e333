#include "db/frontier.h"

#include <string.h>

gboolean
guo_frontier_push (
    GuoFrontier *self, const guint8 *leaf, GuoTileFunc full, gpointer user_data, GError **error)
{
  guint8 hash[GUO_HASH_SIZE];
  guint64 index = self->size++;

  memcpy (hash, leaf, sizeof hash);
  for (guint level = 0; level < GUO_FRONTIER_LEVELS; level++)
    {
      memcpy (self->open[level] + self->n[level] * GUO_HASH_SIZE, hash, sizeof hash);
      self->n[level]++;
      if (self->n[level] < GUO_TILE_WIDTH)
        return TRUE;
      index /= GUO_TILE_WIDTH;
      if (!full (level, index, self->open[level], user_data, error))
        return FALSE;
      guo_merkle_root (self->open[level], GUO_TILE_WIDTH, hash);
      self->n[level] = 0;
    }
  return TRUE;
}

void
guo_frontier_root (const GuoFrontier *self, guint8 *root)
{
  gboolean any = FALSE;
  guint8 left[GUO_HASH_SIZE];

  /* From the lowest level up, and within one from its end: each step is a larger subtree on the
   * left. */
  for (guint level = 0; level < GUO_FRONTIER_LEVELS; level++)
    for (guint rest = self->n[level]; rest > 0;)
      {
        const guint width = rest & (~rest + 1);

        rest -= width;
        guo_merkle_root (self->open[level] + rest * GUO_HASH_SIZE, width, any ? left : root);
        if (any)
          guo_merkle_node (left, root, root);
        any = TRUE;
      }
  if (!any)
    guo_merkle_root (NULL, 0, root);
}
