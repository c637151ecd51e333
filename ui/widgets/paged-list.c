#include "ui/widgets/paged-list.h"

#include "station/client/row.h"
#include "ui/widgets/paged-row.h"

#define NO_CHUNK G_MAXUINT
#define SLACK 20 /* rows asked for beyond a chunk that comes again: it may have grown */

/* Rows that came with one answer. */
typedef struct
{
  gint64     cursor;  /* what was asked for: rows after this one */
  gint64     last;    /* id of its last row */
  guint      n;       /* rows that it stands for */
  GPtrArray *rows;    /* (nullable): of GuoPagedRow; NULL: forgotten */
  gboolean   filled;  /* the rows have their JSON */
  guint64    ticket;  /* of the question under way; 0: none */
  guint64    used;    /* when somebody last looked, for forgetting */
} Chunk;

struct _GuoPagedList
{
  GObject        parent_instance;

  GuoPagedFetch  fetch;
  gpointer       user_data;
  GDestroyNotify free;

  GArray        *chunks;      /* of Chunk, in the order of the list */
  guint          n_items;
  gint64         total;
  gboolean       ended;       /* the last row was reached */
  gboolean       failed;
  guint64        next_ticket; /* the ticket to be given next */
  guint64        more;        /* ticket of the question for what comes after the last chunk; 0: none */
  guint64        top;         /* ticket of the question for the first rows anew; 0: none */
  gboolean       top_again;   /* something happened while it was under way */
  guint64        looks;
  guint          wake;        /* idle: asking must not happen inside get_item() */
};

static guint state_signal;

static void guo_paged_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GuoPagedList, guo_paged_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, guo_paged_list_model_init))

/* Chunks */

static Chunk *
chunk_at (GuoPagedList *self, guint index)
{
  return &g_array_index (self->chunks, Chunk, index);
}

static void
chunk_clear (gpointer data)
{
  Chunk *chunk = data;

  g_clear_pointer (&chunk->rows, g_ptr_array_unref);
}

static GPtrArray *
rows_new (json_t *rows, guint from, guint n)
{
  GPtrArray *made = g_ptr_array_new_full (n, g_object_unref);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (made, guo_paged_row_new (rows != NULL ? json_array_get (rows, from + i) : NULL));
  return made;
}

/* Which chunk holds a position; @start is where it begins. */
static guint
chunk_of (GuoPagedList *self, guint position, guint *start)
{
  *start = 0;
  for (guint i = 0; i < self->chunks->len; i++)
    {
      if (position < *start + chunk_at (self, i)->n)
        return i;
      *start += chunk_at (self, i)->n;
    }
  return NO_CHUNK;
}

static guint
start_of (GuoPagedList *self, guint index)
{
  guint start = 0;

  for (guint i = 0; i < index; i++)
    start += chunk_at (self, i)->n;
  return start;
}

/* The longest unseen goes when there are too many; never the first, to which a refresh is compared. */
static void
forget (GuoPagedList *self)
{
  guint kept = 0, oldest = NO_CHUNK;

  for (guint i = 0; i < self->chunks->len; i++)
    {
      Chunk *chunk = chunk_at (self, i);

      if (chunk->rows == NULL)
        continue;
      kept++;
      if (i > 0 && (oldest == NO_CHUNK || chunk->used < chunk_at (self, oldest)->used))
        oldest = i;
    }
  if (kept <= GUO_PAGED_LIST_KEPT || oldest == NO_CHUNK)
    return;
  g_clear_pointer (&chunk_at (self, oldest)->rows, g_ptr_array_unref);
  chunk_at (self, oldest)->filled = FALSE;
}

static void
add_chunk (GuoPagedList *self, gint64 cursor, json_t *rows)
{
  guint n = (guint) json_array_size (rows);
  Chunk chunk = {
    .cursor = cursor,
    .last = guo_row_int (json_array_get (rows, n - 1), "id"),
    .n = n,
    .rows = rows_new (rows, 0, n),
    .filled = TRUE,
    .used = ++self->looks,
  };

  g_array_append_val (self->chunks, chunk);
  forget (self);
}

/* Asking */

static void
tell_state (GuoPagedList *self)
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
      Chunk *chunk = chunk_at (self, i);

      if (chunk->ticket != 0)
        break;
      if (chunk->rows == NULL || chunk->filled)
        continue;
      ask (self, &chunk->ticket, chunk->cursor, chunk->n + SLACK);
      break;
    }
  if (self->more == G_MAXUINT64)
    ask (self, &self->more, self->chunks->len > 0 ? chunk_at (self, self->chunks->len - 1)->last : 0,
         GUO_PAGED_LIST_PAGE);
  return G_SOURCE_REMOVE;
}

static void
wake (GuoPagedList *self)
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
  wake (self);
}

/* Answers */

static void
take_more (GuoPagedList *self, json_t *rows)
{
  gint64 cursor = self->chunks->len > 0 ? chunk_at (self, self->chunks->len - 1)->last : 0;
  guint n = (guint) json_array_size (rows), before = self->n_items;

  self->ended = n < GUO_PAGED_LIST_PAGE;
  if (n > 0)
    add_chunk (self, cursor, rows);
  self->n_items += n;
  if (self->ended)
    self->total = self->n_items;
  if (n > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), before, 0, n);
  tell_state (self);
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
  Chunk *next = index + 1 < self->chunks->len ? chunk_at (self, index + 1) : NULL;
  gint last = index_of (rows, chunk_at (self, index)->last);
  gint begins = -1;
  guint came = (guint) json_array_size (rows);

  if (next == NULL && self->ended)
    return came;
  if (last >= 0)
    return (guint) last + 1;
  if (next != NULL && next->rows != NULL && next->n > 0)
    begins = index_of (rows, guo_row_int (guo_paged_row_json (next->rows->pdata[0]), "id"));
  return begins >= 0 ? (guint) begins : MIN (came, chunk_at (self, index)->n);
}

/* Where a chunk that came again ends, and so where the next one begins. */
static void
end_chunk (GuoPagedList *self, guint index, json_t *rows, guint n)
{
  Chunk *chunk = chunk_at (self, index);

  if (index + 1 == self->chunks->len && self->ended)
    self->ended = json_array_size (rows) < chunk->n + SLACK;
  chunk->filled = TRUE;
  chunk->last = n > 0 ? guo_row_int (json_array_get (rows, n - 1), "id") : chunk->cursor;
  if (index + 1 < self->chunks->len)
    chunk_at (self, index + 1)->cursor = chunk->last;
}

/* A chunk that was forgotten, or may have changed, comes again. */
static void
refill (GuoPagedList *self, guint index, json_t *rows)
{
  Chunk *chunk = chunk_at (self, index);
  guint n = count_own (self, index, rows);
  guint start = start_of (self, index), old = chunk->n;

  chunk->ticket = 0;
  wake (self);
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
  chunk->rows = rows_new (rows, 0, n);
  chunk->n = n;
  self->n_items += n - old;
  self->total = self->ended ? (gint64) self->n_items : self->total >= 0 ? self->total + n - old : -1;
  g_list_model_items_changed (G_LIST_MODEL (self), start, old, n);
  tell_state (self);
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
    add_chunk (self, 0, rows);
  self->n_items = (guint) json_array_size (rows);
  self->total = self->ended ? (gint64) self->n_items : -1;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, old, self->n_items);
}

/* Whether the first chunk's rows stand in @rows one after the other from @at on, as far as @rows goes. */
static gboolean
continues (Chunk *first, json_t *rows, guint at)
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
  Chunk *first = chunk_at (self, 0);
  guint kept = first->n / 2;
  Chunk rest = { .last = first->last, .n = first->n - kept, .filled = TRUE, .used = ++self->looks };

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
  forget (self);
}

static void
put_on_top (GuoPagedList *self, json_t *rows, guint fresh)
{
  Chunk *first = chunk_at (self, 0);

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
  Chunk *first = self->chunks->len > 0 ? chunk_at (self, 0) : NULL;
  gint at = -1;

  if (first != NULL && first->filled && first->n > 0)
    at = index_of (rows, guo_row_int (guo_paged_row_json (first->rows->pdata[0]), "id"));
  if (at >= 0 && continues (first, rows, (guint) at)
      && (json_array_size (rows) >= GUO_PAGED_LIST_PAGE || (guint) at + self->n_items == json_array_size (rows)))
    put_on_top (self, rows, (guint) at);
  else
    start_anew (self, rows);
  tell_state (self);
}

static guint
chunk_of_ticket (GuoPagedList *self, guint64 ticket)
{
  for (guint i = 0; i < self->chunks->len; i++)
    if (chunk_at (self, i)->ticket == ticket)
      return i;
  return NO_CHUNK;
}

static void
take_failure (GuoPagedList *self, guint64 ticket)
{
  guint index = chunk_of_ticket (self, ticket);

  if (ticket == self->more)
    self->more = 0;
  else if (ticket == self->top)
    self->top = 0;
  else if (index != NO_CHUNK)
    chunk_at (self, index)->ticket = 0;
  else
    return;
  self->failed = TRUE;
  tell_state (self);
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
  else if (index != NO_CHUNK)
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
  tell_state (self);
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
      chunk_at (self, i)->filled = FALSE;
      chunk_at (self, i)->ticket = 0;
    }
  wake (self);
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
  wake (self);
  tell_state (self);
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
    kept += chunk_at (self, i)->rows != NULL ? chunk_at (self, i)->rows->len : 0;
  return kept;
}

GuoPagedRow *
guo_paged_list_peek (GuoPagedList *self, guint position)
{
  guint start, index = chunk_of (self, position, &start);

  if (index == NO_CHUNK || chunk_at (self, index)->rows == NULL)
    return NULL;
  return g_object_ref (chunk_at (self, index)->rows->pdata[position - start]);
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
  guint start, index = chunk_of (self, position, &start);
  Chunk *chunk;

  if (index == NO_CHUNK)
    return NULL;
  chunk = chunk_at (self, index);
  chunk->used = ++self->looks;
  if (chunk->rows == NULL)
    {
      chunk->rows = rows_new (NULL, 0, chunk->n);
      forget (self);
      wake (self);
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
  self->chunks = g_array_new (FALSE, TRUE, sizeof (Chunk));
  g_array_set_clear_func (self->chunks, chunk_clear);
  self->next_ticket = 1;
  self->total = -1;
}
