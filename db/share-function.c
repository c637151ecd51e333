#include "db/share-function.h"

#include "db/shares.h"

#include <jansson.h>

static void
answer_part (sqlite3_context *context, json_t *shares, gint64 total, gint64 position)
{
  gsize n = json_array_size (shares);
  g_autofree gint64 *weights = g_new0 (gint64, MAX (n, 1));
  g_autofree gint64 *parts = g_new0 (gint64, MAX (n, 1));

  if (position < 0 || position >= (gint64) n || total == G_MININT64)
    return;
  for (gsize i = 0; i < n; i++)
    weights[i] = MAX (json_integer_value (json_array_get (shares, i)), 0);
  guo_shares_split (weights, n, ABS (total), parts);
  sqlite3_result_int64 (context, total < 0 ? -parts[position] : parts[position]);
}

static void
share_mg (sqlite3_context *context, int argc, sqlite3_value **argv)
{
  json_t *shares;

  for (int i = 0; i < argc; i++)
    if (sqlite3_value_type (argv[i]) == SQLITE_NULL)
      return;
  shares = json_loads ((const gchar *) sqlite3_value_text (argv[2]), 0, NULL);
  answer_part (context, shares, sqlite3_value_int64 (argv[0]), sqlite3_value_int64 (argv[1]));
  json_decref (shares);
}

int
guo_share_function_add (sqlite3 *handle)
{
  /* INNOCUOUS: views may call it */
  return sqlite3_create_function_v2 (handle, "share_mg", 3, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
                                     NULL, share_mg, NULL, NULL, NULL);
}
