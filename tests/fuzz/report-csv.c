/* A report in CSV by the examples of profiles; with a zero in it, a profile (before) and a report by it (behind). */
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/report.h"

#include <string.h>

static void
by_its_own (const guint8 *bytes, gsize at, gsize len)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GuoProfile) profile = guo_profile_parse ((const gchar *) bytes, at, &error);

  g_assert_true ((profile == NULL) == (error != NULL));
  if (profile != NULL)
    check_report (bytes + at + 1, len - at - 1, profile);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static GuoProfile *profiles[2];
  const guint8 *zero = size > 0 ? memchr (data, 0, size) : NULL;

  if (profiles[0] == NULL)
    {
      profiles[0] = builtin_profile ("zh-csv");
      profiles[1] = builtin_profile ("decimal-comma-csv");
    }
  for (gsize i = 0; i < G_N_ELEMENTS (profiles); i++)
    check_report (data, size, profiles[i]);
  if (zero != NULL)
    by_its_own (data, (gsize) (zero - data), size);
  return 0;
}
