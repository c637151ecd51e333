/* Bytes of a file to its preview: whatever comes, a rehearsal answers, every fault names a line, no row is
 * longer than the header, and the log is as it was. */
#include "tests/fuzz/fuzz.h"

#include "station/bytes.h"
#include "tests/station/fixture.h"

static const gchar *const kinds[] = { "villages", "cooperatives", "growers", "products", "plots" };

static void
check_preview (json_t *answer)
{
  gsize columns = json_array_size (json_object_get (answer, "headers"));
  gsize i;
  json_t *row;

  json_array_foreach (json_object_get (answer, "rows"), i, row)
    g_assert_cmpuint (json_array_size (json_object_get (row, "cells")), ==, columns);
  json_array_foreach (json_object_get (answer, "errors"), i, row)
    {
      g_assert_cmpint (guo_field_int (row, "line", 0), >=, 1);
      g_assert_cmpint (guo_field_int (row, "column", -1), >=, 0);
      g_assert_nonnull (guo_field_text (row, "reason"));
    }
  g_assert_cmpuint (json_array_size (json_object_get (answer, "errors")), <=, 200);
}

/* The first byte says which list it is. */
int
LLVMFuzzerTestOneInput (const guint8 *bytes, gsize len)
{
  static Fixture fixture;
  g_autofree gchar *path = NULL;
  g_autofree gchar *base64 = NULL;
  g_autoptr(json_t) answer = NULL;
  g_autoptr(GError) error = NULL;
  guint64 size;

  if (len < 2)
    return 0;
  if (fixture.station == NULL)
    {
      fixture_open (&fixture);
      fixture_centre (&fixture);
      fixture_as_supervisor (&fixture);
    }
  size = guo_log_size (guo_station_log (fixture.station));
  path = g_strconcat ("/v1/import/", kinds[bytes[0] % G_N_ELEMENTS (kinds)], NULL);
  base64 = g_base64_encode (bytes + 1, len - 1);
  answer = fixture_call (&fixture, "POST", path, json_pack ("{s:s, s:b}", "data", base64, "dry_run", TRUE), &error);
  if (answer == NULL)
    g_error ("%s", error->message);
  check_preview (answer);
  g_assert_cmpuint (guo_log_size (guo_station_log (fixture.station)), ==, size);
  return 0;
}
