/* Tests ui/widgets/paged-list.c against a source of a season's size. */
#include "ui/widgets/paged-list.h"

#include "station/client/row.h"

#define SEASON 825000

typedef struct
{
  GuoPagedList *list;
  gint64        newest;    /* ids count down from here to 1 */
  gint64        gone;      /* an id that is not there any more; 0: none */
  gint64        marked;    /* an id that has a note; 0: none */
  guint         asked;     /* questions so far */
  guint         rows;      /* rows handed out so far */
  gboolean      silent;    /* the station does not answer */
  gboolean      held;      /* answers wait for let_go() */
  GPtrArray    *questions; /* held ones */
  guint         n_items;   /* as the signals say */
  guint         states;    /* "state" signals */
} Source;

typedef struct
{
  guint64 ticket;
  gint64  cursor;
  guint   limit;
} Question;

static json_t *
rows_after (Source *source, gint64 cursor, guint limit)
{
  json_t *rows = json_array ();

  for (gint64 id = cursor == 0 ? source->newest : cursor - 1; id > 0 && json_array_size (rows) < limit; id--)
    if (id != source->gone)
      json_array_append_new (rows, json_pack ("{s:I, s:b}", "id", (json_int_t) id, "void", id == source->marked));
  return rows;
}

static void
answer (Source *source, const Question *question)
{
  json_auto_t *rows = source->silent ? NULL : rows_after (source, question->cursor, question->limit);

  source->rows += (guint) json_array_size (rows);
  guo_paged_list_answer (source->list, question->ticket, rows, -1);
}

static void
fetch (GuoPagedList *list, guint64 ticket, gint64 cursor, guint limit, gpointer user_data)
{
  Source *source = user_data;
  Question question = { ticket, cursor, limit };

  source->asked++;
  source->list = list; /* may be asked before the test has it */
  if (source->held)
    g_ptr_array_add (source->questions, g_memdup2 (&question, sizeof question));
  else
    answer (source, &question);
}

static void
let_go (Source *source)
{
  g_autoptr(GPtrArray) questions = g_steal_pointer (&source->questions);

  source->questions = g_ptr_array_new_with_free_func (g_free);
  source->held = FALSE;
  for (guint i = 0; i < questions->len; i++)
    answer (source, questions->pdata[i]);
}

static void
on_items (GListModel *model, guint position, guint removed, guint added, Source *source)
{
  g_assert_cmpuint (position + removed, <=, source->n_items);
  source->n_items += added - removed;
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, source->n_items);
}

static void
on_state (Source *source)
{
  source->states++;
}

static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

static Source *
source_new (gint64 newest)
{
  Source *source = g_new0 (Source, 1);

  source->newest = newest;
  source->questions = g_ptr_array_new_with_free_func (g_free);
  source->list = guo_paged_list_new (fetch, source, NULL);
  g_signal_connect (source->list, "items-changed", G_CALLBACK (on_items), source);
  g_signal_connect_swapped (source->list, "state", G_CALLBACK (on_state), source);
  return source;
}

static void
source_free (Source *source)
{
  g_assert_finalize_object (source->list);
  g_ptr_array_unref (source->questions);
  g_free (source);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Source, source_free)

/* The row at a position, as a list view asks: looked at, then what it wakes is done. */
static gint64
id_at (Source *source, guint position)
{
  g_autoptr(GuoPagedRow) row = g_list_model_get_item (G_LIST_MODEL (source->list), position);

  g_assert_nonnull (row);
  settle ();
  return guo_row_int (guo_paged_row_json (row), "id");
}

static void
test_window (void)
{
  g_autoptr(Source) source = source_new (SEASON);

  guo_paged_list_reset (source->list);
  g_assert_cmpuint (source->n_items, ==, GUO_PAGED_LIST_PAGE);
  g_assert_cmpint (id_at (source, 0), ==, SEASON);
  g_assert_cmpuint (source->asked, ==, 1); /* nobody has come near the end */
  g_assert_cmpint (id_at (source, 99), ==, SEASON - 99);
  g_assert_cmpuint (source->asked, ==, 2);
  g_assert_cmpuint (source->n_items, ==, 200);
  g_assert_cmpint (guo_paged_list_get_total (source->list), ==, -1);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (source->list), 200));
}

static void
scroll_to (Source *source, guint rows)
{
  for (guint i = 0; i < rows; i += 50)
    g_assert_cmpint (id_at (source, i), ==, source->newest - (gint64) i);
}

static void
test_forgets (void)
{
  g_autoptr(Source) source = source_new (SEASON);

  guo_paged_list_reset (source->list);
  scroll_to (source, 20000);
  g_assert_cmpuint (source->n_items, >=, 20000);
  g_assert_cmpuint (guo_paged_list_get_kept (source->list), <=, GUO_PAGED_LIST_KEPT * GUO_PAGED_LIST_PAGE);
  g_assert_cmpuint (source->rows, <, 20300); /* each row came once */
}

static void
on_changed (guint *changes)
{
  (*changes)++;
}

static void
test_comes_back (void)
{
  g_autoptr(Source) source = source_new (SEASON);
  g_autoptr(GuoPagedRow) row = NULL;
  guint changes = 0;

  guo_paged_list_reset (source->list);
  scroll_to (source, 5000);
  g_assert_null (guo_paged_list_peek (source->list, 1234));
  row = g_list_model_get_item (G_LIST_MODEL (source->list), 1234);
  g_signal_connect_swapped (row, "changed", G_CALLBACK (on_changed), &changes);
  g_assert_null (guo_paged_row_json (row)); /* a place is kept until it comes */
  settle ();
  g_assert_cmpuint (changes, ==, 1);
  g_assert_cmpint (guo_row_int (guo_paged_row_json (row), "id"), ==, SEASON - 1234);
}

static void
test_end (void)
{
  g_autoptr(Source) source = source_new (250);

  guo_paged_list_reset (source->list);
  scroll_to (source, 200);
  settle ();
  g_assert_cmpuint (source->n_items, ==, 250);
  g_assert_cmpint (guo_paged_list_get_total (source->list), ==, 250);
  g_assert_cmpint (id_at (source, 249), ==, 1);
  g_assert_cmpuint (source->asked, ==, 3); /* the end is known */
}

static void
test_none (void)
{
  g_autoptr(Source) source = source_new (0);

  source->held = TRUE;
  guo_paged_list_reset (source->list);
  g_assert_cmpint (guo_paged_list_get_state (source->list), ==, GUO_PAGED_LOADING);
  let_go (source);
  g_assert_cmpint (guo_paged_list_get_state (source->list), ==, GUO_PAGED_EMPTY);
  source->newest = 1;
  guo_paged_list_refresh (source->list);
  g_assert_cmpint (guo_paged_list_get_state (source->list), ==, GUO_PAGED_ROWS);
  g_assert_cmpint (id_at (source, 0), ==, 1);
}

static void
test_on_top (void)
{
  g_autoptr(Source) source = source_new (1000);
  g_autoptr(GuoPagedRow) first = NULL;
  guint changes = 0;

  guo_paged_list_reset (source->list);
  scroll_to (source, 300);
  first = g_list_model_get_item (G_LIST_MODEL (source->list), 0);
  g_signal_connect_swapped (first, "changed", G_CALLBACK (on_changed), &changes);
  source->newest = 1003;
  source->marked = 1000; /* and the one that was the newest is void now */
  guo_paged_list_refresh (source->list);
  g_assert_cmpint (id_at (source, 0), ==, 1003);
  g_assert_cmpint (id_at (source, 3), ==, 1000);
  g_assert_cmpint (id_at (source, 300), ==, 703); /* nobody was disturbed */
  g_assert_cmpuint (changes, ==, 1);
  g_assert_true (guo_row_flag (guo_paged_row_json (first), "void"));
}

/* A day's work: the first page grows on top, and is kept within bounds. */
static void
test_grows (void)
{
  g_autoptr(Source) source = source_new (1000);

  guo_paged_list_reset (source->list);
  for (guint i = 0; i < 3000; i++)
    {
      source->newest++;
      guo_paged_list_refresh (source->list);
    }
  g_assert_cmpuint (source->n_items, ==, 3100);
  g_assert_cmpuint (guo_paged_list_get_kept (source->list), <=, (GUO_PAGED_LIST_KEPT + 1) * GUO_PAGED_LIST_PAGE);
  for (guint i = 0; i < 3100; i += 7)
    g_assert_cmpint (id_at (source, i), ==, 4000 - (gint64) i);
}

static void
test_gone (void)
{
  g_autoptr(Source) source = source_new (1000);

  guo_paged_list_reset (source->list);
  scroll_to (source, 990);
  settle ();
  g_assert_cmpuint (source->n_items, ==, 1000);
  g_assert_null (guo_paged_list_peek (source->list, 150));
  source->gone = 801; /* position 199, the last of its page */
  id_at (source, 150);
  g_assert_cmpint (id_at (source, 198), ==, 802);
  g_assert_cmpint (id_at (source, 199), ==, 800);
  source->gone = 990; /* on the first page: it begins again */
  guo_paged_list_refresh (source->list);
  g_assert_cmpint (id_at (source, 10), ==, 989);
}

/* Something changed on a page that is not the first, a row came at the end, and one went: all in its place. */
static void
test_renew (void)
{
  g_autoptr(Source) source = source_new (350);

  guo_paged_list_reset (source->list);
  scroll_to (source, 349);
  settle ();
  g_assert_cmpuint (source->n_items, ==, 350);
  source->marked = 120;
  source->gone = 151; /* position 199, the last of its page */
  guo_paged_list_renew (source->list);
  settle ();
  g_assert_cmpuint (source->n_items, ==, 349);
  for (guint i = 0; i < 349; i++)
    {
      g_autoptr(GuoPagedRow) row = guo_paged_list_peek (source->list, i);
      gint64 id = 350 - (gint64) i - (i >= 199 ? 1 : 0);

      g_assert_cmpint (guo_row_int (guo_paged_row_json (row), "id"), ==, id);
      g_assert_cmpint (guo_row_flag (guo_paged_row_json (row), "void"), ==, id == 120);
    }
  g_assert_cmpint (guo_paged_list_get_total (source->list), ==, 349);
  source->gone = 0; /* it comes back: between two pages */
  guo_paged_list_renew (source->list);
  settle ();
  g_assert_cmpint (guo_paged_list_get_total (source->list), ==, 350);
  for (guint i = 0; i < 350; i++)
    g_assert_cmpint (id_at (source, i), ==, 350 - (gint64) i);
}

static void
test_fails (void)
{
  g_autoptr(Source) source = source_new (1000);

  source->silent = TRUE;
  guo_paged_list_reset (source->list);
  g_assert_cmpint (guo_paged_list_get_state (source->list), ==, GUO_PAGED_FAILED);
  source->silent = FALSE;
  guo_paged_list_retry (source->list);
  g_assert_cmpint (guo_paged_list_get_state (source->list), ==, GUO_PAGED_ROWS);
  source->silent = TRUE;
  id_at (source, 99);
  g_assert_cmpint (guo_paged_list_get_state (source->list), ==, GUO_PAGED_FAILED);
  g_assert_cmpuint (source->n_items, ==, 100); /* what is there stays */
  id_at (source, 99);
  g_assert_cmpuint (source->asked, ==, 3); /* and nobody is asked over and over */
  source->silent = FALSE;
  guo_paged_list_retry (source->list);
  settle ();
  g_assert_cmpuint (source->n_items, ==, 200);
}

static void
test_late_answer (void)
{
  g_autoptr(Source) source = source_new (50);

  source->held = TRUE;
  guo_paged_list_reset (source->list);
  guo_paged_list_reset (source->list); /* another search while the first is under way */
  let_go (source);
  g_assert_cmpuint (source->n_items, ==, 50);
  guo_paged_list_answer (source->list, 1, NULL, -1);
  g_assert_cmpint (guo_paged_list_get_state (source->list), ==, GUO_PAGED_ROWS);
  g_assert_cmpuint (source->states, >, 0);
}

/* What is recorded while the first rows are asked for anew is not missed. */
static void
test_refresh_again (void)
{
  g_autoptr(Source) source = source_new (50);

  guo_paged_list_reset (source->list);
  source->held = TRUE;
  guo_paged_list_refresh (source->list);
  source->newest = 51;
  guo_paged_list_refresh (source->list);
  g_assert_cmpuint (source->asked, ==, 2);
  let_go (source);
  g_assert_cmpuint (source->asked, ==, 3);
  g_assert_cmpuint (source->n_items, ==, 51);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paged-list/window", test_window);
  g_test_add_func ("/paged-list/forgets", test_forgets);
  g_test_add_func ("/paged-list/comes-back", test_comes_back);
  g_test_add_func ("/paged-list/end", test_end);
  g_test_add_func ("/paged-list/none", test_none);
  g_test_add_func ("/paged-list/on-top", test_on_top);
  g_test_add_func ("/paged-list/grows", test_grows);
  g_test_add_func ("/paged-list/gone", test_gone);
  g_test_add_func ("/paged-list/renew", test_renew);
  g_test_add_func ("/paged-list/fails", test_fails);
  g_test_add_func ("/paged-list/late-answer", test_late_answer);
  g_test_add_func ("/paged-list/refresh-again", test_refresh_again);
  return g_test_run ();
}
