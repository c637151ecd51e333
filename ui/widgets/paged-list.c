#include "ui/widgets/paged-list-private.h"

static guint state_signal;

static void guo_paged_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GuoPagedList, guo_paged_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, guo_paged_list_model_init))

/* Asking */

void
guo_paged_tell_state (GuoPagedList *self)
{
  g_signal_emit (self, state_signal, 0);
}

static guint64
ask (GuoPagedList *self, guint64 *slot, gint64 cursor, guint limit)
{
  *slot = self->next_ticket++;
  self->fetch (self, *slot, cursor, limit, self->user_data);
  return *slot;
}

/* One after the other: what an answer says about the end of one chunk is where the next begins. */
static gboolean
on_wake (gpointer user_data)
{
  g_autoptr(GuoPagedList) self = g_object_ref (user_data);

  self->wake = 0;
  for (guint i = 0; i < self->chunks->len && !self->failed; i++)
    {
      GuoPagedChunk *chunk = guo_paged_chunk_at (self, i);

      if (chunk->ticket != 0)
        break;
      if (chunk->rows == NULL || chunk->filled)
        continue;
      ask (self, &chunk->ticket, chunk->cursor, chunk->n + GUO_PAGED_SLACK);
      break;
    }
  if (self->more == G_MAXUINT64)
    ask (self, &self->more, self->chunks->len > 0 ? guo_paged_chunk_at (self, self->chunks->len - 1)->last : 0,
         GUO_PAGED_LIST_PAGE);
  return G_SOURCE_REMOVE;
}

void
guo_paged_wake (GuoPagedList *self)
{
  if (self->wake == 0)
    self->wake = g_idle_add (on_wake, self);
}

static void
want_more (GuoPagedList *self)
{
  if (self->ended || self->failed || self->more != 0)
    return;
  self->more = G_MAXUINT64; /* until it is asked */
  guo_paged_wake (self);
}

void
guo_paged_list_reset (GuoPagedList *self)
{
  guint old = self->n_items;

  g_array_set_size (self->chunks, 0);
  self->n_items = 0;
  self->total = -1;
  self->ended = self->failed = self->top_again = FALSE;
  self->top = 0;
  self->more = 0;
  if (old > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, old, 0);
  ask (self, &self->more, 0, GUO_PAGED_LIST_PAGE);
  guo_paged_tell_state (self);
}

void
guo_paged_list_refresh (GuoPagedList *self)
{
  if (self->chunks->len == 0 && self->more != 0)
    return; /* the first rows are on their way */
  if (self->chunks->len == 0 && !self->ended)
    {
      guo_paged_list_reset (self);
      return;
    }
  self->top_again = self->top != 0;
  if (!self->top_again)
    ask (self, &self->top, 0, GUO_PAGED_LIST_PAGE);
}

void
guo_paged_list_renew (GuoPagedList *self)
{
  if (self->chunks->len == 0)
    {
      guo_paged_list_refresh (self);
      return;
    }
  for (guint i = 0; i < self->chunks->len; i++)
    {
      guo_paged_chunk_at (self, i)->filled = FALSE;
      guo_paged_chunk_at (self, i)->ticket = 0;
    }
  guo_paged_wake (self);
}

void
guo_paged_list_retry (GuoPagedList *self)
{
  if (!self->failed)
    return;
  self->failed = FALSE;
  if (self->n_items == 0)
    {
      guo_paged_list_reset (self);
      return;
    }
  want_more (self);
  guo_paged_wake (self);
  guo_paged_tell_state (self);
}

GuoPagedState
guo_paged_list_get_state (GuoPagedList *self)
{
  if (self->failed)
    return GUO_PAGED_FAILED;
  if (self->n_items > 0)
    return GUO_PAGED_ROWS;
  return self->ended ? GUO_PAGED_EMPTY : GUO_PAGED_LOADING;
}

gint64
guo_paged_list_get_total (GuoPagedList *self)
{
  return self->total;
}

guint
guo_paged_list_get_kept (GuoPagedList *self)
{
  guint kept = 0;

  for (guint i = 0; i < self->chunks->len; i++)
    kept += guo_paged_chunk_at (self, i)->rows != NULL ? guo_paged_chunk_at (self, i)->rows->len : 0;
  return kept;
}

GuoPagedRow *
guo_paged_list_peek (GuoPagedList *self, guint position)
{
  guint start, index = guo_paged_chunk_of (self, position, &start);

  if (index == GUO_PAGED_NO_CHUNK || guo_paged_chunk_at (self, index)->rows == NULL)
    return NULL;
  return g_object_ref (guo_paged_chunk_at (self, index)->rows->pdata[position - start]);
}

/* The model */

static GType
get_item_type (GListModel *model)
{
  return GUO_TYPE_PAGED_ROW;
}

static guint
get_n_items (GListModel *model)
{
  return GUO_PAGED_LIST (model)->n_items;
}

static gpointer
get_item (GListModel *model, guint position)
{
  GuoPagedList *self = GUO_PAGED_LIST (model);
  guint start, index = guo_paged_chunk_of (self, position, &start);
  GuoPagedChunk *chunk;

  if (index == GUO_PAGED_NO_CHUNK)
    return NULL;
  chunk = guo_paged_chunk_at (self, index);
  chunk->used = ++self->looks;
  if (chunk->rows == NULL)
    {
      chunk->rows = guo_paged_rows_new (NULL, 0, chunk->n);
      guo_paged_forget (self);
      guo_paged_wake (self);
    }
  if (position + GUO_PAGED_LIST_PAGE / 2 >= self->n_items)
    want_more (self);
  return g_object_ref (chunk->rows->pdata[position - start]);
}

static void
guo_paged_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

GuoPagedList *
guo_paged_list_new (GuoPagedFetch fetch, gpointer user_data, GDestroyNotify free)
{
  GuoPagedList *self = g_object_new (GUO_TYPE_PAGED_LIST, NULL);

  self->fetch = fetch;
  self->user_data = user_data;
  self->free = free;
  return self;
}

static void
guo_paged_list_finalize (GObject *object)
{
  GuoPagedList *self = GUO_PAGED_LIST (object);

  g_clear_handle_id (&self->wake, g_source_remove);
  g_array_unref (self->chunks);
  if (self->free != NULL)
    self->free (self->user_data);
  G_OBJECT_CLASS (guo_paged_list_parent_class)->finalize (object);
}

static void
guo_paged_list_class_init (GuoPagedListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = guo_paged_list_finalize;
  state_signal = g_signal_new ("state", GUO_TYPE_PAGED_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 0);
}

static void
guo_paged_list_init (GuoPagedList *self)
{
  self->chunks = g_array_new (FALSE, TRUE, sizeof (GuoPagedChunk));
  g_array_set_clear_func (self->chunks, guo_paged_chunk_clear);
  self->next_ticket = 1;
  self->total = -1;
}
