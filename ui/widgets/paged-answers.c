/* What answers change in a paged list: rows at its end, in its midst, on top. */
#include "ui/widgets/paged-list-private.h"

#include "station/client/row.h"

static void
take_more (GuoPagedList *self, json_t *rows)
{
  gint64 cursor = self->chunks->len > 0 ? guo_paged_chunk_at (self, self->chunks->len - 1)->last : 0;
  guint n = (guint) json_array_size (rows), before = self->n_items;

  self->ended = n < GUO_PAGED_LIST_PAGE;
  if (n > 0)
    guo_paged_add_chunk (self, cursor, rows);
  self->n_items += n;
  if (self->ended)
    self->total = self->n_items;
  if (n > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), before, 0, n);
  guo_paged_tell_state (self);
}

static gint
index_of (json_t *rows, gint64 id)
{
  gsize i;
  json_t *row;

  json_array_foreach (rows, i, row)
    if (guo_row_int (row, "id") == id)
      return (gint) i;
  return -1;
}

/* How many of the rows that came again belong to a chunk: up to the one that was its last; when that has
 * gone meanwhile, up to where the next chunk begins. After the last chunk nothing comes. */
static guint
count_own (GuoPagedList *self, guint index, json_t *rows)
{
  GuoPagedChunk *next = index + 1 < self->chunks->len ? guo_paged_chunk_at (self, index + 1) : NULL;
  gint last = index_of (rows, guo_paged_chunk_at (self, index)->last);
  gint begins = -1;
  guint came = (guint) json_array_size (rows);

  if (next == NULL && self->ended)
    return came;
  if (last >= 0)
    return (guint) last + 1;
  if (next != NULL && next->rows != NULL && next->n > 0)
    begins = index_of (rows, guo_row_int (guo_paged_row_json (next->rows->pdata[0]), "id"));
  return begins >= 0 ? (guint) begins : MIN (came, guo_paged_chunk_at (self, index)->n);
}

/* Where a chunk that came again ends, and so where the next one begins. */
static void
end_chunk (GuoPagedList *self, guint index, json_t *rows, guint n)
{
  GuoPagedChunk *chunk = guo_paged_chunk_at (self, index);

  if (index + 1 == self->chunks->len && self->ended)
    self->ended = json_array_size (rows) < chunk->n + GUO_PAGED_SLACK;
  chunk->filled = TRUE;
  chunk->last = n > 0 ? guo_row_int (json_array_get (rows, n - 1), "id") : chunk->cursor;
  if (index + 1 < self->chunks->len)
    guo_paged_chunk_at (self, index + 1)->cursor = chunk->last;
}

/* A chunk that was forgotten, or may have changed, comes again. */
static void
refill (GuoPagedList *self, guint index, json_t *rows)
{
  GuoPagedChunk *chunk = guo_paged_chunk_at (self, index);
  guint n = count_own (self, index, rows);
  guint start = guo_paged_start_of (self, index), old = chunk->n;

  chunk->ticket = 0;
  guo_paged_wake (self);
  if (chunk->rows == NULL)
    return;
  end_chunk (self, index, rows, n);
  if (n == old)
    {
      for (guint i = 0; i < n; i++)
        guo_paged_row_set (chunk->rows->pdata[i], json_array_get (rows, i));
      return;
    }
  g_ptr_array_unref (chunk->rows);
  chunk->rows = guo_paged_rows_new (rows, 0, n);
  chunk->n = n;
  self->n_items += n - old;
  self->total = self->ended ? (gint64) self->n_items : self->total >= 0 ? self->total + n - old : -1;
  g_list_model_items_changed (G_LIST_MODEL (self), start, old, n);
  guo_paged_tell_state (self);
}

static void
start_anew (GuoPagedList *self, json_t *rows)
{
  guint old = self->n_items;

  g_array_set_size (self->chunks, 0);
  self->n_items = 0;
  self->more = 0;
  self->ended = json_array_size (rows) < GUO_PAGED_LIST_PAGE;
  if (json_array_size (rows) > 0)
    guo_paged_add_chunk (self, 0, rows);
  self->n_items = (guint) json_array_size (rows);
  self->total = self->ended ? (gint64) self->n_items : -1;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, old, self->n_items);
}

/* Whether the first chunk's rows stand in @rows one after the other from @at on, as far as @rows goes. */
static gboolean
continues (GuoPagedChunk *first, json_t *rows, guint at)
{
  for (guint i = 0; i < first->n && at + i < json_array_size (rows); i++)
    {
      GuoPagedRow *row = first->rows->pdata[i];

      if (guo_row_int (guo_paged_row_json (row), "id") != guo_row_int (json_array_get (rows, at + i), "id"))
        return FALSE;
    }
  return TRUE;
}

/* The first chunk grows with each refresh; its second half becomes a chunk that may be forgotten. */
static void
split_first (GuoPagedList *self)
{
  GuoPagedChunk *first = guo_paged_chunk_at (self, 0);
  guint kept = first->n / 2;
  GuoPagedChunk rest = { .last = first->last, .n = first->n - kept, .filled = TRUE, .used = ++self->looks };

  if (first->n < 2 * GUO_PAGED_LIST_PAGE)
    return;
  rest.rows = g_ptr_array_new_full (rest.n, g_object_unref);
  for (guint i = kept; i < first->n; i++)
    g_ptr_array_add (rest.rows, g_object_ref (first->rows->pdata[i]));
  g_ptr_array_set_size (first->rows, (gint) kept);
  first->n = kept;
  first->last = guo_row_int (guo_paged_row_json (first->rows->pdata[kept - 1]), "id");
  rest.cursor = first->last;
  g_array_insert_val (self->chunks, 1, rest);
  guo_paged_forget (self);
}

static void
put_on_top (GuoPagedList *self, json_t *rows, guint fresh)
{
  GuoPagedChunk *first = guo_paged_chunk_at (self, 0);

  for (guint i = 0; i < first->n && fresh + i < json_array_size (rows); i++)
    guo_paged_row_set (first->rows->pdata[i], json_array_get (rows, fresh + i));
  if (fresh == 0)
    return;
  for (guint i = 0; i < fresh; i++)
    g_ptr_array_insert (first->rows, (gint) i, guo_paged_row_new (json_array_get (rows, i)));
  first->n += fresh;
  self->n_items += fresh;
  if (self->total >= 0)
    self->total += fresh;
  split_first (self);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, fresh);
}

/* Rows that are gone, or another order: only then the list begins again. */
static void
take_top (GuoPagedList *self, json_t *rows)
{
  GuoPagedChunk *first = self->chunks->len > 0 ? guo_paged_chunk_at (self, 0) : NULL;
  gint at = -1;

  if (first != NULL && first->filled && first->n > 0)
    at = index_of (rows, guo_row_int (guo_paged_row_json (first->rows->pdata[0]), "id"));
  if (at >= 0 && continues (first, rows, (guint) at)
      && (json_array_size (rows) >= GUO_PAGED_LIST_PAGE || (guint) at + self->n_items == json_array_size (rows)))
    put_on_top (self, rows, (guint) at);
  else
    start_anew (self, rows);
  guo_paged_tell_state (self);
}

static guint
chunk_of_ticket (GuoPagedList *self, guint64 ticket)
{
  for (guint i = 0; i < self->chunks->len; i++)
    if (guo_paged_chunk_at (self, i)->ticket == ticket)
      return i;
  return GUO_PAGED_NO_CHUNK;
}

static void
take_failure (GuoPagedList *self, guint64 ticket)
{
  guint index = chunk_of_ticket (self, ticket);

  if (ticket == self->more)
    self->more = 0;
  else if (ticket == self->top)
    self->top = 0;
  else if (index != GUO_PAGED_NO_CHUNK)
    guo_paged_chunk_at (self, index)->ticket = 0;
  else
    return;
  self->failed = TRUE;
  guo_paged_tell_state (self);
}

static void
take_rows (GuoPagedList *self, guint64 ticket, json_t *rows)
{
  guint index = chunk_of_ticket (self, ticket);

  self->failed = FALSE;
  if (ticket == self->more)
    {
      self->more = 0;
      take_more (self, rows);
    }
  else if (ticket == self->top)
    {
      self->top = 0;
      take_top (self, rows);
      if (self->top_again)
        guo_paged_list_refresh (self);
    }
  else if (index != GUO_PAGED_NO_CHUNK)
    refill (self, index, rows);
}

void
guo_paged_list_answer (GuoPagedList *self, guint64 ticket, json_t *rows, gint64 total)
{
  g_autoptr(GuoPagedList) alive = g_object_ref (self);

  g_return_if_fail (GUO_IS_PAGED_LIST (alive));
  if (rows == NULL)
    {
      take_failure (self, ticket);
      return;
    }
  if (total >= 0)
    self->total = total;
  take_rows (self, ticket, rows);
}
