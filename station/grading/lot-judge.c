#include "station/grading/lot-judge.h"

#include "station/grading/judge.h"

#define WHOLE_E4 1000000 /* 100 % */

/* Inspection and class that is being judged. */
typedef struct
{
  const GuoScheme *scheme;
  const GuoLotSample *sample;
  const GuoGradeClass *class;
  guint class_index;
  guint32 date;
  gboolean all;     /* what holds is noted too */
  GArray *failures; /* GuoLotFailure */
} Case;

static void
add (GuoFruitCount *sum, const GuoFruitCount *more)
{
  sum->n += more->n;
  if (more->n == 0)
    return;
  sum->mass_mg = sum->mass_mg < 0 || more->mass_mg < 0 ? -1 : sum->mass_mg + more->mass_mg;
}

/* Fruit with a defect of @defects (0: of any), or of no defect when @plain, that is worse than @class_index. */
static GuoFruitCount
count_worse (const Case *self, guint class_index, guint64 defects, gboolean plain)
{
  GuoFruitCount sum = { 0 };

  for (guint i = class_index + 1; plain && self->sample->by_class != NULL && i <= self->scheme->n_classes; i++)
    add (&sum, &self->sample->by_class[i]);
  for (guint i = 0; self->sample->by_defect != NULL && i < self->scheme->n_defects; i++)
    if ((defects >> i & 1) != 0 && self->scheme->defects[i].meets > class_index)
      add (&sum, &self->sample->by_defect[i]);
  return sum;
}

/* Defects that have a tolerance of their own in this class: their fruit need not meet another one. */
static guint64
defects_limited (const Case *self)
{
  guint64 defects = 0;

  for (guint i = 0; i < self->class->n_tolerances; i++)
    defects |= self->class->tolerances[i].defects;
  return defects;
}

static void
check_share (Case *self, GuoLotFault fault, const GuoTolerance *tolerance, const GuoFruitCount *found,
             guint32 percent_e4)
{
  gboolean by_mass = tolerance != NULL && tolerance->by_mass;
  GuoLotFailure failure = {
    .fault = fault, .tolerance = tolerance, .value = GUO_MISSING, .bound = GUO_MISSING, .percent_e4 = percent_e4,
    .found = by_mass ? found->mass_mg : found->n,
    .inspected = by_mass ? self->sample->inspected.mass_mg : self->sample->inspected.n,
  };

  if (failure.found < 0 || failure.inspected < 0)
    failure.fault = GUO_LOT_UNWEIGHED;
  else
    failure.met = failure.found * WHOLE_E4 <= failure.inspected * (gint64) percent_e4;
  if (!failure.met || self->all)
    g_array_append_val (self->failures, failure);
}

static void
check_tolerance (Case *self, const GuoTolerance *tolerance)
{
  GuoFruitCount found;

  if (!guo_season_holds (&tolerance->season, self->date))
    return;
  if (tolerance->defects != 0)
    {
      found = count_worse (self, self->class_index, tolerance->defects, FALSE);
      check_share (self, GUO_LOT_TOLERANCE, tolerance, &found, tolerance->percent_e4);
      return;
    }
  found = count_worse (self, self->class_index, G_MAXUINT64, TRUE);
  check_share (self, GUO_LOT_TOLERANCE, tolerance, &found, tolerance->percent_e4);
  if (tolerance->must_meet >= self->scheme->n_classes)
    return;
  found = count_worse (self, tolerance->must_meet, ~defects_limited (self), TRUE);
  check_share (self, GUO_LOT_WORSE, tolerance, &found, tolerance->worse_percent_e4);
}

static void
check_tolerances (Case *self)
{
  gboolean of_all = FALSE;

  if (self->sample->inspected.n == 0 && !self->all)
    return;
  for (guint i = 0; i < self->class->n_tolerances; i++)
    {
      of_all = of_all || self->class->tolerances[i].defects == 0;
      check_tolerance (self, &self->class->tolerances[i]);
    }
  if (!of_all && self->sample->inspected.n > 0) /* nothing is tolerated but what was named */
    {
      GuoFruitCount found = count_worse (self, self->class_index, ~defects_limited (self), TRUE);

      check_share (self, GUO_LOT_TOLERANCE, NULL, &found, 0);
    }
}

static void
check_limits (Case *self)
{
  for (guint i = 0; i < self->class->n_lot_limits; i++)
    {
      GuoLotFailure failure = { .fault = GUO_LOT_LIMIT, .limit = &self->class->lot_limits[i] };

      failure.met = guo_limits_check (failure.limit, 1, self->sample->values, self->date) == NULL;
      if (failure.met && !(self->all && guo_season_holds (&failure.limit->season, self->date)))
        continue;
      failure.value = self->sample->values[failure.limit->measurement];
      failure.op = guo_limit_failed_side (failure.limit, failure.value, &failure.bound);
      g_array_append_val (self->failures, failure);
    }
}

/* Returns: (transfer full): what keeps the lot from the class; with @all, what does not as well. */
static GArray *
judge_class (const GuoScheme *scheme, const GuoLotSample *sample, guint class_index, guint32 date, gboolean all)
{
  Case self = { .scheme = scheme, .sample = sample, .class = &scheme->classes[class_index], .class_index = class_index,
                .date = date, .all = all, .failures = g_array_new (FALSE, FALSE, sizeof (GuoLotFailure)) };

  check_limits (&self);
  check_tolerances (&self);
  return self.failures;
}

static gboolean
bad_sample (GError **error, const gchar *reason)
{
  return guo_refuse (error, GUO_STATION_ERROR_BAD_FIELD, "bad-field", json_pack ("{s:s, s:s}", "field", "sample", "reason", reason),
                     "sample: %s", reason);
}

static gboolean
check_count (const GuoFruitCount *count, GuoFruitCount *sum, GError **error)
{
  if (count->n < 0 || count->mass_mg < -1 || count->mass_mg > GUO_SAMPLE_MASS_MAX || count->n > G_MAXINT32)
    return bad_sample (error, "a number of fruit or a mass is out of range");
  add (sum, count);
  return TRUE;
}

static gboolean
check_sample (const GuoScheme *self, const GuoLotSample *sample, GError **error)
{
  GuoFruitCount sum = { 0 };
  GuoFruitCount none = { 0 };

  if (!check_count (&sample->inspected, &none, error))
    return FALSE;
  for (guint i = 0; sample->by_class != NULL && i <= self->n_classes; i++)
    if (!check_count (&sample->by_class[i], &sum, error))
      return FALSE;
  for (guint i = 0; sample->by_defect != NULL && i < self->n_defects; i++)
    if (!check_count (&sample->by_defect[i], &sum, error))
      return FALSE;
  if (sum.n > sample->inspected.n || (sample->inspected.mass_mg >= 0 && sum.mass_mg > sample->inspected.mass_mg))
    return bad_sample (error, "more fruit was counted than inspected");
  return TRUE;
}

/* The best class that nothing keeps the lot from. */
static guint
best_class (const GuoScheme *self, const GuoLotSample *sample, guint32 date)
{
  guint best = 0;

  for (; best < self->n_classes; best++)
    {
      g_autoptr(GArray) failures = judge_class (self, sample, best, date, FALSE);

      if (failures->len == 0 && guo_season_holds (&self->classes[best].season, date))
        break;
    }
  return best;
}

GuoLotJudgement *
guo_scheme_judge_lot (const GuoScheme *self, const GuoLotSample *sample, guint class_index, guint32 date, GError **error)
{
  GuoLotJudgement *judgement;

  g_return_val_if_fail (class_index < self->n_classes, NULL);
  if (!check_sample (self, sample, error))
    return NULL;
  judgement = g_new0 (GuoLotJudgement, 1);
  judgement->class_index = class_index;
  judgement->failures = judge_class (self, sample, class_index, date, FALSE);
  judgement->checks = judge_class (self, sample, class_index, date, TRUE);
  judgement->passed = judgement->failures->len == 0 && guo_season_holds (&self->classes[class_index].season, date);
  judgement->meets = best_class (self, sample, date);
  return judgement;
}

void
guo_lot_judgement_free (GuoLotJudgement *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->failures);
  g_array_unref (self->checks);
  g_free (self);
}
