/* A list model that loads by window: rows of a list of the interface that can grow without end.
 *
 * Rows come in pages by a cursor (the id of the last row of the page before), as somebody scrolls to
 * them; a few pages are kept, the others are forgotten and asked for again. The model is never whole:
 * it is as long as what has been reached so far. Its items are #GuoPagedRow. Main thread.
 */
#pragma once

#include <gio/gio.h>
#include <jansson.h>

#include "ui/widgets/paged-row.h"

G_BEGIN_DECLS

#define GUO_PAGED_LIST_PAGE 100 /* rows asked for at once */
#define GUO_PAGED_LIST_KEPT 8   /* pages whose rows are kept */

#define GUO_TYPE_PAGED_LIST (guo_paged_list_get_type ())
G_DECLARE_FINAL_TYPE (GuoPagedList, guo_paged_list, GUO, PAGED_LIST, GObject)

/* Signal of a list: "state" (): what guo_paged_list_get_state() says has changed. */

typedef enum
{
  GUO_PAGED_LOADING, /* the first rows are asked for */
  GUO_PAGED_EMPTY,   /* there are none */
  GUO_PAGED_ROWS,
  GUO_PAGED_FAILED,  /* the last question was not answered: guo_paged_list_retry() */
} GuoPagedState;

/**
 * GuoPagedFetch:
 * @list: who asks
 * @ticket: to be given back with the answer
 * @cursor: id of the row before the first one wanted; 0: from the beginning
 * @limit: rows wanted
 * @user_data: of guo_paged_list_new()
 *
 * Asks for rows; guo_paged_list_answer() is called later, or at once.
 */
typedef void (*GuoPagedFetch) (GuoPagedList *list, guint64 ticket, gint64 cursor, guint limit,
                               gpointer user_data);

/**
 * guo_paged_list_new:
 * @fetch: asks for rows
 * @user_data: for @fetch
 * @free: (nullable): for @user_data
 *
 * Returns: (transfer full): an empty list; the first rows are asked for by guo_paged_list_reset()
 */
GuoPagedList *guo_paged_list_new (GuoPagedFetch fetch, gpointer user_data, GDestroyNotify free);

/**
 * guo_paged_list_answer:
 * @self: the list
 * @ticket: of the question; an answer to a question of before a reset is dropped
 * @rows: (nullable): array of objects that have an "id"; %NULL: it failed
 * @total: how many rows there are in all; -1: not known
 */
void guo_paged_list_answer (GuoPagedList *self, guint64 ticket, json_t *rows, gint64 total);

/**
 * guo_paged_list_reset:
 * @self: the list
 *
 * Another list from here on (another delivery, another search): empty until its first rows come.
 */
void guo_paged_list_reset (GuoPagedList *self);

/**
 * guo_paged_list_refresh:
 * @self: the list
 *
 * Something was recorded: asks for the first rows again. New ones are put on top, changed ones are
 * changed where they stand; whoever reads further down is not disturbed.
 */
void guo_paged_list_refresh (GuoPagedList *self);

/**
 * guo_paged_list_renew:
 * @self: the list
 *
 * Any of the rows may have changed, come or gone: what is in memory is asked for again, page after page, and changed
 * where it stands.
 */
void guo_paged_list_renew (GuoPagedList *self);

/**
 * guo_paged_list_retry:
 * @self: the list
 *
 * Asks again for what was not answered.
 */
void guo_paged_list_retry (GuoPagedList *self);

/**
 * guo_paged_list_get_state:
 * @self: the list
 *
 * Returns: what there is to show
 */
GuoPagedState guo_paged_list_get_state (GuoPagedList *self);

/**
 * guo_paged_list_get_total:
 * @self: the list
 *
 * Returns: rows in all, as the station said, or as is known because the end was reached; -1: not known yet
 */
gint64 guo_paged_list_get_total (GuoPagedList *self);

/**
 * guo_paged_list_get_kept:
 * @self: the list
 *
 * Returns: how many rows are in memory
 */
guint guo_paged_list_get_kept (GuoPagedList *self);

/**
 * guo_paged_list_peek:
 * @self: the list
 * @position: below the number of items
 *
 * As g_list_model_get_item(), but asks for nothing and makes nothing.
 *
 * Returns: (transfer full) (nullable): the row, when it is in memory
 */
GuoPagedRow *guo_paged_list_peek (GuoPagedList *self, guint position);

G_END_DECLS
