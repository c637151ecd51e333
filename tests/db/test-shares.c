/* Dividing by largest remainder: fixed cases, and what holds for any weights. */
#include "db/shares.h"

#include <string.h>

typedef struct
{
  const gchar *name;
  gsize n;
  gint64 weights[4];
  gint64 total;
  gint64 parts[4];
} Case;

static const Case cases[] = {
  { "thirds", 3, { 1, 1, 1 }, 100, { 34, 33, 33 } },
  { "tie-goes-to-the-first", 2, { 1, 1 }, 21600001, { 10800001, 10800000 } },
  { "largest-remainder-not-largest-weight", 3, { 50, 33, 17 }, 10, { 5, 3, 2 } },
  { "hamilton", 3, { 21, 20, 59 }, 10, { 2, 2, 6 } },
  { "nothing-said-is-equal", 3, { 0, 0, 0 }, 2, { 1, 1, 0 } },
  { "a-weight-of-zero-gets-nothing", 3, { 0, 1, 2 }, 10, { 0, 3, 7 } },
  { "nothing-to-divide", 2, { 3, 4 }, 0, { 0, 0 } },
  { "alone", 1, { 7 }, 123456789, { 123456789 } },
  { "by-crates", 2, { 12, 19 }, 669600000, { 259200000, 410400000 } },
  { "by-area-m2", 2, { 2801, 4667 }, 1000000, { 375067, 624933 } },
  { "beyond-64-bits-between",
    3,
    { 500000, 300001, 199999 },
    G_GINT64_CONSTANT (8000000000000000),
    { G_GINT64_CONSTANT (4000000000000000), G_GINT64_CONSTANT (2400008000000000), G_GINT64_CONSTANT (1599992000000000) } },
};

static void
test_case (gconstpointer data)
{
  const Case *it = data;
  gint64 out[4] = { 0 };

  guo_shares_split (it->weights, it->n, it->total, out);
  for (gsize i = 0; i < it->n; i++)
    g_assert_cmpint (out[i], ==, it->parts[i]);
}

/* Quota rule: no part is a whole unit away from total × weight / sum. */
static void
assert_quotas (const gint64 *weights, gsize n, gint64 total, const gint64 *out)
{
  gint64 sum = 0, given = 0;

  for (gsize i = 0; i < n; i++)
    {
      sum += weights[i];
      given += out[i];
    }
  g_assert_cmpint (given, ==, total);
  for (gsize i = 0; i < n && sum > 0; i++)
    {
      g_assert_cmpint (ABS (out[i] * sum - total * weights[i]), <, sum);
      for (gsize k = 0; k < n; k++)
        if (weights[i] > weights[k] || (weights[i] == weights[k] && i < k))
          g_assert_cmpint (out[i], >=, out[k]);
    }
}

static void
test_any_weights (void)
{
  for (guint turn = 0; turn < 20000; turn++)
    {
      gint64 weights[50], out[50], again[50];
      gsize n = (gsize) g_test_rand_int_range (1, 51);
      gint64 total = g_test_rand_int_range (0, G_MAXINT32);

      for (gsize i = 0; i < n; i++)
        weights[i] = g_test_rand_int_range (0, turn % 2 == 0 ? 4 : 1000000);
      guo_shares_split (weights, n, total, out);
      guo_shares_split (weights, n, total, again);
      assert_quotas (weights, n, total, out);
      g_assert_cmpint (memcmp (out, again, n * sizeof *out), ==, 0);
    }
}

/* Shares are kept as parts in a million; divided twice, the lines still sum. */
static void
test_shares_of_shares (void)
{
  const gint64 area_m2[] = { 2801, 4667, 1334 };
  gint64 ppm[3], mg[3];

  guo_shares_split (area_m2, 3, GUO_SHARES_PPM, ppm);
  g_assert_cmpint (ppm[0] + ppm[1] + ppm[2], ==, 1000000);
  for (gint64 net = 0; net < 5000; net++)
    {
      guo_shares_split (ppm, 3, net, mg);
      g_assert_cmpint (mg[0] + mg[1] + mg[2], ==, net);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree gchar *path = g_strconcat ("/db/shares/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/db/shares/any-weights", test_any_weights);
  g_test_add_func ("/db/shares/shares-of-shares", test_shares_of_shares);
  return g_test_run ();
}
