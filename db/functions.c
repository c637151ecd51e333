/* Functions of ours that SQL may call. */
#include "db/database-private.h"
#include "db/shares.h"

#define SOURCES_MOST 1024
#define PPM ((gint64) 1000000)

/* Returns how many weights there are; 0 when the text is none of ours. */
static gsize
parse_weights (const gchar *text, gint64 *weights)
{
  gboolean unsaid = FALSE;
  gsize n = 0;

  while (text != NULL && *text != '\0' && n < SOURCES_MOST)
    {
      gchar *end = NULL;

      weights[n] = g_ascii_strtoll (text, &end, 10);
      if (end == text)
        return 0;
      unsaid = unsaid || weights[n] < 0;
      n++;
      text = *end == ',' ? end + 1 : end;
    }
  for (gsize i = 0; unsaid && i < n; i++)
    weights[i] = 0;
  return n;
}

static void
share_of (sqlite3_context *context, int argc, sqlite3_value **argv)
{
  gint64 weights[SOURCES_MOST];
  gint64 parts[SOURCES_MOST];
  gsize n = parse_weights ((const gchar *) sqlite3_value_text (argv[0]), weights);
  gint64 total = sqlite3_value_int64 (argv[1]);
  gint64 pos = sqlite3_value_int64 (argv[2]);

  if (n == 0 || pos < 0 || (gsize) pos >= n || total == G_MININT64)
    {
      sqlite3_result_error (context, "share_of: no such share", -1);
      return;
    }
  guo_shares_split (weights, n, ABS (total), parts);
  sqlite3_result_int64 (context, total < 0 ? -parts[pos] : parts[pos]);
}

/* @ppm of @mg, half up to @round_mg, in integers that do not overflow; NULL when one of them is. */
static void
percent_mg (sqlite3_context *context, int argc, sqlite3_value **argv)
{
  gint64 mg = sqlite3_value_int64 (argv[0]);
  gint64 ppm = sqlite3_value_int64 (argv[1]);
  gint64 step = MAX (sqlite3_value_int64 (argv[2]), 1);
  gint64 twice;

  for (int i = 0; i < argc; i++)
    if (sqlite3_value_type (argv[i]) == SQLITE_NULL)
      return;
  twice = 2 * (mg / PPM * ppm) + 2 * (mg % PPM * ppm) / PPM;
  sqlite3_result_int64 (context, (twice + step) / (2 * step) * step);
}

int
guo_functions_register (sqlite3 *handle)
{
  const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC;

  if (sqlite3_create_function (handle, "share_of", 3, flags, NULL, share_of, NULL, NULL) != SQLITE_OK)
    return SQLITE_ERROR;
  /* INNOCUOUS: views may call it */
  return sqlite3_create_function (handle, "percent_mg", 3, flags | SQLITE_INNOCUOUS, NULL, percent_mg, NULL, NULL);
}
