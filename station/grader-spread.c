#include "station/grader-spread.h"

#define TAIL 1000 /* the part of all fruit that is not drawn on either side */

/* One measurement in its narrowest bins. */
typedef struct
{
  gint64 step;    /* of a bin */
  guint n_bins;
  gint64 *n;
  gint64 *below;
  gint64 counted;
  gint64 missing;
} Measured;

struct _GuoGraderSpread
{
  GuoMachineField by;
  Measured diameter;
  Measured mass;
};

static void
measured_init (Measured *self, gint64 step, guint n_bins)
{
  *self = (Measured) { .step = step, .n_bins = n_bins, .n = g_new0 (gint64, n_bins), .below = g_new0 (gint64, n_bins) };
}

GuoGraderSpread *
guo_grader_spread_new (GuoMachineField by)
{
  GuoGraderSpread *self = g_new0 (GuoGraderSpread, 1);

  self->by = by;
  measured_init (&self->diameter, 10, GUO_FRUIT_DIAMETER_BINS);
  measured_init (&self->mass, 1000, GUO_FRUIT_MASS_BINS);
  return self;
}

void
guo_grader_spread_free (GuoGraderSpread *self)
{
  if (self == NULL)
    return;
  g_free (self->diameter.n);
  g_free (self->diameter.below);
  g_free (self->mass.n);
  g_free (self->mass.below);
  g_free (self);
}

static void
add (Measured *self, gint64 value, gboolean below)
{
  guint bin = (guint) (value / self->step);

  if (value <= 0 || bin >= self->n_bins)
    {
      self->missing++;
      return;
    }
  self->counted++;
  self->n[bin]++;
  if (below)
    self->below[bin]++;
}

void
guo_grader_spread_add (GuoGraderSpread *self, const GuoFruit *fruit)
{
  const gboolean below = fruit->grade_class == GUO_FRUIT_BELOW;

  add (&self->diameter, fruit->diameter_x10mm, below);
  add (&self->mass, fruit->mass_mg, below);
}

static void
add_many (Measured *self, guint bin, gint64 n)
{
  self->n[MIN (bin, self->n_bins - 1)] += n;
  self->counted += n;
}

void
guo_grader_spread_add_histogram (GuoGraderSpread *self, const GuoFruitHistogram *histogram)
{
  for (guint i = 0; i < GUO_FRUIT_DIAMETER_BINS; i++)
    add_many (&self->diameter, i, histogram->diameter[i]);
  for (guint i = 0; i < GUO_FRUIT_MASS_BINS; i++)
    add_many (&self->mass, i * histogram->mass_step_g, histogram->mass[i]);
  self->diameter.missing += histogram->no_diameter;
  self->mass.missing += histogram->not_weighed;
}

/* The bins between which all but the tails lie; FALSE: there is no fruit. */
static gboolean
find_ends (const Measured *self, guint *first, guint *last)
{
  const gint64 tail = self->counted / TAIL;
  gint64 before = 0, after = 0;

  if (self->counted == 0)
    return FALSE;
  for (*first = 0; before + self->n[*first] <= tail; (*first)++)
    before += self->n[*first];
  for (*last = self->n_bins - 1; after + self->n[*last] <= tail; (*last)--)
    after += self->n[*last];
  return TRUE;
}

/* How many of the narrowest bins make one, so that there are not too many: 1, 2, 5, 10, 20 … */
static guint
widen (guint first, guint last)
{
  static const guint steps[] = { 2, 5, 10 };
  guint wide = 1;

  for (guint i = 0, tens = 1; last / wide - first / wide + 1 > GUO_GRADER_SPREAD_BINS; i++)
    {
      wide = tens * steps[i % 3];
      if (i % 3 == 2)
        tens *= 10;
    }
  return wide;
}

/* Half of the fruit is less; within a bin as if it were spread evenly. */
static json_t *
median (const Measured *self)
{
  gint64 before = 0;

  for (guint i = 0; i < self->n_bins; i++)
    {
      if (2 * (before + self->n[i]) >= self->counted && self->n[i] > 0)
        return json_integer ((gint64) i * self->step
                             + (self->counted - 2 * before) * self->step / (2 * self->n[i]));
      before += self->n[i];
    }
  return json_null ();
}

static gint64
sum (const gint64 *bins, guint from, guint to)
{
  gint64 total = 0;

  for (guint i = from; i < to; i++)
    total += bins[i];
  return total;
}

static json_t *
bins_json (const Measured *self, const gint64 *bins, guint first, guint last, guint wide)
{
  json_t *list = json_array ();

  for (guint i = first; i <= last; i += wide)
    json_array_append_new (list, json_integer (sum (bins, i, MIN (i + wide, self->n_bins))));
  return list;
}

json_t *
guo_grader_spread_json (const GuoGraderSpread *self)
{
  gboolean by_mass = self->by == GUO_MACHINE_MASS || (self->by == GUO_MACHINE_NOTHING && self->diameter.counted == 0);
  const Measured *measured = by_mass ? &self->mass : &self->diameter;
  guint first = 0, last = 0, wide = 1;
  gboolean any = find_ends (measured, &first, &last);

  if (any)
    {
      wide = widen (first, last);
      first = first / wide * wide;
      last = MIN (last / wide * wide + wide, measured->n_bins) - 1;
    }
  return json_pack ("{s:s, s:I, s:I, s:o, s:o, s:I, s:I, s:o, s:I}", "by", by_mass ? "mass" : "diameter", "step",
                    (json_int_t) (measured->step * wide), "first", (json_int_t) (measured->step * first), "n",
                    any ? bins_json (measured, measured->n, first, last, wide) : json_array (), "below",
                    any ? bins_json (measured, measured->below, first, last, wide) : json_array (), "less",
                    (json_int_t) sum (measured->n, 0, first), "more",
                    (json_int_t) (any ? sum (measured->n, last + 1, measured->n_bins) : 0), "median", median (measured),
                    "missing", (json_int_t) measured->missing);
}
