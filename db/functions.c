/* Functions of ours that SQL may call. */
#include "db/database-private.h"

#define PPM ((gint64) 1000000)

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

  /* INNOCUOUS: views may call it */
  return sqlite3_create_function (handle, "percent_mg", 3, flags | SQLITE_INNOCUOUS, NULL, percent_mg, NULL, NULL);
}
