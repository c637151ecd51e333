/* Fruit judged a second, beside a walk over the same rows in the same run: the ratio means the same on every machine. */
#include "station/grading/judge.h"

#include <string.h>

#define FRUIT 200000u
#define ROUNDS 20

static gint64 *
make_rows (const GuoScheme *scheme)
{
  gint64 *rows = g_new (gint64, (gsize) FRUIT * scheme->n_measurements);
  g_autoptr(GRand) random = g_rand_new_with_seed (1);

  /* around the bounds of each measurement, so that fruit falls into every class */
  for (gsize i = 0; i < FRUIT; i++)
    for (guint j = 0; j < scheme->n_measurements; j++)
      rows[i * scheme->n_measurements + j] = g_rand_int_range (random, 0, 100) * GUO_DECIMAL_ONE;
  return rows;
}

static gint64
judge_all (const GuoScheme *scheme, const gint64 *rows, guint64 *sum)
{
  gint64 began_us = g_get_monotonic_time ();

  for (gsize i = 0; i < FRUIT; i++)
    {
      GuoJudgement judgement;

      guo_scheme_judge (scheme, rows + i * scheme->n_measurements, 20260716, &judgement);
      *sum += judgement.class_index;
    }
  return g_get_monotonic_time () - began_us;
}

static gint64
walk_all (const GuoScheme *scheme, const gint64 *rows, guint64 *sum)
{
  gint64 began_us = g_get_monotonic_time ();

  for (gsize i = 0; i < (gsize) FRUIT * scheme->n_measurements; i++)
    *sum += (guint64) rows[i];
  return g_get_monotonic_time () - began_us;
}

int
main (void)
{
  for (gsize i = 0; guo_scheme_names[i] != NULL; i++)
    {
      g_autoptr(GuoScheme) scheme = guo_scheme_builtin (guo_scheme_names[i], NULL);
      g_autofree gint64 *rows = make_rows (scheme);
      guint64 sum = 0, walked = 0;
      gint64 judge_us = 0, walk_us = 0;

      for (gint round = 0; round < ROUNDS; round++)
        {
          judge_us += judge_all (scheme, rows, &sum);
          walk_us += walk_all (scheme, rows, &walked);
        }
      if (sum == 0 || walked == 0)
        g_error ("%s: nothing was judged", scheme->id);
      g_print ("%-28s %6.1f million fruit a second, %.1f times a walk over their values\n", scheme->id,
               (gdouble) FRUIT * ROUNDS / (gdouble) MAX (judge_us, 1), (gdouble) judge_us / (gdouble) MAX (walk_us, 1));
    }
  return 0;
}
