/* The chunks of a paged list: rows that came together, and are forgotten together. */
#include "ui/widgets/paged-list-private.h"

#include "station/client/row.h"

GuoPagedChunk *
guo_paged_chunk_at (GuoPagedList *self, guint index)
{
  return &g_array_index (self->chunks, GuoPagedChunk, index);
}

void
guo_paged_chunk_clear (gpointer data)
{
  GuoPagedChunk *chunk = data;

  g_clear_pointer (&chunk->rows, g_ptr_array_unref);
}

GPtrArray *
guo_paged_rows_new (json_t *rows, guint from, guint n)
{
  GPtrArray *made = g_ptr_array_new_full (n, g_object_unref);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (made, guo_paged_row_new (rows != NULL ? json_array_get (rows, from + i) : NULL));
  return made;
}

guint
guo_paged_chunk_of (GuoPagedList *self, guint position, guint *start)
{
  *start = 0;
  for (guint i = 0; i < self->chunks->len; i++)
    {
      if (position < *start + guo_paged_chunk_at (self, i)->n)
        return i;
      *start += guo_paged_chunk_at (self, i)->n;
    }
  return GUO_PAGED_NO_CHUNK;
}

guint
guo_paged_start_of (GuoPagedList *self, guint index)
{
  guint start = 0;

  for (guint i = 0; i < index; i++)
    start += guo_paged_chunk_at (self, i)->n;
  return start;
}

/* The longest unseen goes when there are too many; never the first, to which a refresh is compared. */
void
guo_paged_forget (GuoPagedList *self)
{
  guint kept = 0, oldest = GUO_PAGED_NO_CHUNK;

  for (guint i = 0; i < self->chunks->len; i++)
    {
      GuoPagedChunk *chunk = guo_paged_chunk_at (self, i);

      if (chunk->rows == NULL)
        continue;
      kept++;
      if (i > 0 && (oldest == GUO_PAGED_NO_CHUNK || chunk->used < guo_paged_chunk_at (self, oldest)->used))
        oldest = i;
    }
  if (kept <= GUO_PAGED_LIST_KEPT || oldest == GUO_PAGED_NO_CHUNK)
    return;
  g_clear_pointer (&guo_paged_chunk_at (self, oldest)->rows, g_ptr_array_unref);
  guo_paged_chunk_at (self, oldest)->filled = FALSE;
}

void
guo_paged_add_chunk (GuoPagedList *self, gint64 cursor, json_t *rows)
{
  guint n = (guint) json_array_size (rows);
  GuoPagedChunk chunk = {
    .cursor = cursor,
    .last = guo_row_int (json_array_get (rows, n - 1), "id"),
    .n = n,
    .rows = guo_paged_rows_new (rows, 0, n),
    .filled = TRUE,
    .used = ++self->looks,
  };

  g_array_append_val (self->chunks, chunk);
  guo_paged_forget (self);
}
