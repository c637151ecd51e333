#include "db/share-function.h"

#include "db/shares.h"

#include <string.h>

#define WEIGHTS_MOST 1000 /* growers of a lot; so many that none has */

/* Of "[12,19]"; 0: it is not that. By hand, for the yields of a season ask it some ten thousand times. */
static gsize
read_weights (const gchar *text, gint64 weights[WEIGHTS_MOST])
{
  gsize n = 0;
  gchar *end = NULL;

  if (*text != '[')
    return 0;
  do
    {
      weights[n] = MAX (g_ascii_strtoll (text + 1, &end, 10), 0);
      if (end == text + 1)
        return 0;
      text = end;
    }
  while (++n < WEIGHTS_MOST && *text == ',');
  return strcmp (text, "]") == 0 ? n : 0;
}

static void
answer_part (sqlite3_context *context, gint64 total, gint64 position, const gchar *text)
{
  gint64 weights[WEIGHTS_MOST];
  gint64 parts[WEIGHTS_MOST];
  gsize n = read_weights (text, weights);

  if (position < 0 || position >= (gint64) n || total == G_MININT64)
    return;
  guo_shares_split (weights, n, ABS (total), parts);
  sqlite3_result_int64 (context, total < 0 ? -parts[position] : parts[position]);
}

static void
share_mg (sqlite3_context *context, int argc, sqlite3_value **argv)
{
  for (int i = 0; i < argc; i++)
    if (sqlite3_value_type (argv[i]) == SQLITE_NULL)
      return;
  answer_part (context, sqlite3_value_int64 (argv[0]), sqlite3_value_int64 (argv[1]),
               (const gchar *) sqlite3_value_text (argv[2]));
}

int
guo_share_function_add (sqlite3 *handle)
{
  /* INNOCUOUS: views may call it */
  return sqlite3_create_function_v2 (handle, "share_mg", 3, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
                                     NULL, share_mg, NULL, NULL, NULL);
}
