#include "tests/db/plums.h"

#include <math.h>

/* About normal, the sum of twelve; within @least and @most. */
static gdouble
normal (GRand *random, gdouble mean, gdouble deviation, gdouble least, gdouble most)
{
  gdouble sum = -6;

  for (guint i = 0; i < 12; i++)
    sum += g_rand_double (random);
  return MAX (MIN (mean + sum * deviation, most), least);
}

/* Too small goes down, poorly coloured goes down; each class has three outlets by size. */
static void
grade (GuoFruit *fruit)
{
  const guint8 by_colour = fruit->colour_permille > 700 ? 0 : fruit->colour_permille > 550 ? 1 : 2;
  const guint8 by_size = fruit->diameter_x10mm > 407 ? 0 : fruit->diameter_x10mm > 393 ? 1 : 2;

  fruit->grade_class = (guint8)(fruit->defects != 0 ? 3 : MAX (by_colour, by_size == 2 ? 1 : 0));
  fruit->size = by_size;
  fruit->outlet = (guint8)(1 + fruit->grade_class * 3 + by_size);
}

static void
fill (GRand *random, GuoFruit *fruits, gsize n, guint step_mg, gdouble defective)
{
  guint lane = 0;

  for (gsize i = 0; i < n; i++)
    {
      GuoFruit *fruit = &fruits[i];
      const gdouble grams = normal (random, 37, 5, 25, 60);

      *fruit = (GuoFruit){ .brix_x10 = GUO_FRUIT_NOT_MEASURED };
      fruit->mass_mg = (guint32)(grams * 1000) / step_mg * step_mg;
      fruit->diameter_x10mm = (guint16)normal (random, 400 * cbrt (grams / 37), 2, 380, 420);
      fruit->colour_permille = (guint16)normal (random, 620, 120, 0, 1000);
      if (g_rand_double (random) < defective)
        {
          fruit->defects = (guint16)(1 << g_rand_int_range (random, 0, 5));
          fruit->blemish_mm2 = (guint32)g_rand_int_range (random, 1, 60);
        }
      /* An empty cup now and then. */
      lane = (lane + (g_rand_double (random) < 0.08 ? 2 : 1)) % 4;
      fruit->lane = (guint8)(1 + lane);
      grade (fruit);
    }
}

void
plums_fill (GRand *random, GuoFruit *fruits, gsize n)
{
  fill (random, fruits, n, 100, 0.04);
}

void
plums_fill_measured (GRand *random, GuoFruit *fruits, gsize n)
{
  fill (random, fruits, n, 1, 0.2);
  for (gsize i = 0; i < n; i++)
    fruits[i].brix_x10 = (guint16)normal (random, 120, 12, 0, 600);
}

static guint32
any (GRand *random, guint32 most)
{
  /* Small, large and in between, each often. */
  switch (g_rand_int_range (random, 0, 4))
    {
    case 0:
      return 0;
    case 1:
      return most;
    case 2:
      return g_rand_int (random) % MIN (most, 8);
    default:
      return most == G_MAXUINT32 ? g_rand_int (random) : g_rand_int (random) % (most + 1);
    }
}

void
plums_fill_any (GRand *random, GuoFruit *fruits, gsize n)
{
  /* A column that is not in the mask is the same for all. */
  const guint mask = g_rand_int (random);

  for (gsize i = 0; i < n; i++)
    {
      GuoFruit *fruit = &fruits[i];

      *fruit = (GuoFruit){ 0 };
      if ((mask & 1) != 0)
        fruit->mass_mg = any (random, GUO_FRUIT_MASS_MAX_MG);
      if ((mask & 2) != 0)
        fruit->diameter_x10mm = (guint16)any (random, GUO_FRUIT_DIAMETER_MAX_X10MM);
      if ((mask & 4) != 0)
        fruit->colour_permille = (guint16)any (random, GUO_FRUIT_COLOUR_MAX_PERMILLE);
      if ((mask & 8) != 0 && g_rand_boolean (random))
        fruit->colour_permille = GUO_FRUIT_NOT_MEASURED;
      if ((mask & 16) != 0)
        fruit->brix_x10
            = (guint16)(g_rand_boolean (random) ? any (random, GUO_FRUIT_BRIX_MAX_X10) : GUO_FRUIT_NOT_MEASURED);
      if ((mask & 32) != 0)
        fruit->grade_class = (guint8)(g_rand_boolean (random) ? any (random, GUO_FRUIT_CLASS_MAX) : GUO_FRUIT_BELOW);
      if ((mask & 64) != 0)
        fruit->size = (guint8)any (random, G_MAXUINT8);
      if ((mask & 128) != 0)
        fruit->outlet = (guint8)any (random, G_MAXUINT8);
      if ((mask & 256) != 0)
        fruit->lane = (guint8)any (random, G_MAXUINT8);
      if ((mask & 512) != 0)
        fruit->defects = (guint16)any (random, G_MAXUINT16);
      if ((mask & 1024) != 0)
        fruit->blemish_mm2 = any (random, G_MAXUINT32);
    }
}
