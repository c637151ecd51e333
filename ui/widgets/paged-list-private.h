/* What the files of a paged list share: its chunks (paged-chunks.c), what answers change (paged-answers.c), and asking. */
#pragma once

#include "ui/widgets/paged-list.h"

G_BEGIN_DECLS

#define GUO_PAGED_NO_CHUNK G_MAXUINT
#define GUO_PAGED_SLACK 20 /* rows asked for beyond a chunk that comes again: it may have grown */

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
} GuoPagedChunk;

struct _GuoPagedList
{
  GObject        parent_instance;

  GuoPagedFetch  fetch;
  gpointer       user_data;
  GDestroyNotify free;

  GArray        *chunks;      /* of GuoPagedChunk, in the order of the list */
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

/**
 * guo_paged_chunk_at:
 * @self: a list
 * @index: of a chunk
 *
 * Returns: (transfer none): it, until chunks are added or taken away
 */
GuoPagedChunk *guo_paged_chunk_at (GuoPagedList *self, guint index);

/**
 * guo_paged_chunk_clear:
 * @data: a chunk, of which the array is about to lose sight
 */
void guo_paged_chunk_clear (gpointer data);

/**
 * guo_paged_rows_new:
 * @rows: (nullable): array of objects; %NULL: they are not known yet
 * @from: which is the first
 * @n: how many
 *
 * Returns: (transfer full): of GuoPagedRow
 */
GPtrArray *guo_paged_rows_new (json_t *rows, guint from, guint n);

/**
 * guo_paged_chunk_of:
 * @self: a list
 * @position: of a row
 * @start: (out): where its chunk begins
 *
 * Returns: index of the chunk; %GUO_PAGED_NO_CHUNK: none has it
 */
guint guo_paged_chunk_of (GuoPagedList *self, guint position, guint *start);

/**
 * guo_paged_start_of:
 * @self: a list
 * @index: of a chunk
 *
 * Returns: position of its first row
 */
guint guo_paged_start_of (GuoPagedList *self, guint index);

/**
 * guo_paged_forget:
 * @self: a list; the rows longest unseen go when there are too many
 */
void guo_paged_forget (GuoPagedList *self);

/**
 * guo_paged_add_chunk:
 * @self: a list
 * @cursor: what was asked for
 * @rows: (array): what came, one row at least
 */
void guo_paged_add_chunk (GuoPagedList *self, gint64 cursor, json_t *rows);

/**
 * guo_paged_wake:
 * @self: a list; what is missing is asked for soon
 */
void guo_paged_wake (GuoPagedList *self);

/**
 * guo_paged_tell_state:
 * @self: a list; emits "state"
 */
void guo_paged_tell_state (GuoPagedList *self);

G_END_DECLS
