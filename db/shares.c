#include "db/shares.h"

__extension__ typedef __int128 Wide; /* milligrams × weight */

/* The largest remainder that has got nothing yet; the earlier of equal ones. */
static gsize
largest (const gint64 *rest, gsize n)
{
  gsize best = 0;

  for (gsize i = 1; i < n; i++)
    if (rest[i] > rest[best])
      best = i;
  return best;
}

void
guo_shares_split (const gint64 *weights, gsize n, gint64 total, gint64 *out)
{
  g_autofree gint64 *rest = NULL;
  gint64 sum = 0;
  gint64 left = total;

  g_return_if_fail (weights != NULL && out != NULL && n > 0 && total >= 0);
  rest = g_new0 (gint64, n);
  for (gsize i = 0; i < n; i++)
    sum += weights[i];
  for (gsize i = 0; i < n; i++)
    {
      Wide product = (Wide) total * (sum > 0 ? weights[i] : 1);
      gint64 of = sum > 0 ? sum : (gint64) n;

      out[i] = (gint64) (product / of);
      rest[i] = (gint64) (product % of);
      left -= out[i];
    }
  for (; left > 0; left--) /* fewer than n: the remainders sum to that many whole units */
    {
      gsize best = largest (rest, n);

      out[best]++;
      rest[best] = -1;
    }
}
