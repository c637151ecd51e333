#include "station/grading/judge.h"

gboolean
guo_season_holds (const GuoSeason *self, guint32 date)
{
  guint32 from = self->from;
  guint32 until = self->until;

  if (date == 0 || (from == 0 && until == 0))
    return TRUE;
  if (MAX (from, until) >= 10000)
    return date >= from && (until == 0 || date <= until);
  date %= 10000;
  return from <= until ? date >= from && date <= until : date >= from || date <= until;
}

const gchar *
guo_limit_failed_side (const GuoLimit *self, gint64 value, gint64 *bound)
{
  gboolean has_least = self->least > G_MININT64 + 1;

  if (has_least && value < self->least) /* a missing value is below everything */
    {
      *bound = self->least - (self->least_out ? 1 : 0);
      return self->least_out ? ">" : ">=";
    }
  *bound = self->most + (self->most_out ? 1 : 0);
  return self->most_out ? "<" : "<=";
}

const GuoLimit *
guo_limits_check (const GuoLimit *limits, guint n_limits, const gint64 *values, guint32 date)
{
  for (guint i = 0; i < n_limits; i++)
    {
      const GuoLimit *limit = &limits[i];
      gint64 value = values[limit->measurement];

      if (G_LIKELY (value >= limit->least && value <= limit->most))
        continue;
      if (value == GUO_MISSING && limit->missing_is_met)
        continue;
      if (guo_season_holds (&limit->season, date))
        return limit;
    }
  return NULL;
}

guint
guo_scheme_sizes_of (const GuoScheme *self, guint class_index, gint64 value, guint32 date, guint *out, guint room)
{
  guint n = 0;

  if (value == GUO_MISSING || class_index >= self->n_classes)
    return 0;
  for (guint i = 0; i < self->n_sizes; i++)
    {
      const GuoSizeCode *size = &self->sizes[i];

      if (value < size->least || value > size->most || (size->classes >> class_index & 1) == 0
          || !guo_season_holds (&size->season, date))
        continue;
      if (n < room && out != NULL)
        out[n] = i;
      n++;
    }
  return n;
}

gint
guo_scheme_part_of (const GuoScheme *self, gint64 value)
{
  for (guint i = 0; i < self->n_parts && value != GUO_MISSING; i++)
    if (value >= self->parts[i].least && value <= self->parts[i].most)
      return (gint) i;
  return -1;
}

static gint
first_size (const GuoScheme *self, guint class_index, const gint64 *values, guint32 date)
{
  guint size;

  if (self->n_sizes == 0
      || guo_scheme_sizes_of (self, class_index, values[self->size_measurement], date, &size, 1) == 0)
    return -1;
  return (gint) size;
}

static void
judge_from (const GuoScheme *self, const gint64 *values, guint32 date, guint first, GuoJudgement *out)
{
  *out = (GuoJudgement) { .size = -1, .part = -1, .failed_class = -1, .value = GUO_MISSING, .bound = GUO_MISSING };
  if (self->n_parts > 0)
    out->part = guo_scheme_part_of (self, values[self->part_measurement]);
  for (out->class_index = first; out->class_index < self->n_classes; out->class_index++)
    {
      const GuoGradeClass *class = &self->classes[out->class_index];
      const GuoLimit *failed;

      if (!guo_season_holds (&class->season, date))
        continue;
      failed = guo_limits_check (class->limits, class->n_limits, values, date);
      if (failed == NULL)
        {
          out->size = first_size (self, out->class_index, values, date);
          if (out->size >= 0 || !self->size_required)
            break;
        }
      out->failed_class = (gint) out->class_index;
      out->failed = failed;
    }
  if (out->failed != NULL)
    {
      out->value = values[out->failed->measurement];
      out->op = guo_limit_failed_side (out->failed, out->value, &out->bound);
    }
  else if (out->failed_class >= 0)
    out->value = values[self->size_measurement];
}

void
guo_scheme_judge (const GuoScheme *self, const gint64 *values, guint32 date, GuoJudgement *out)
{
  judge_from (self, values, date, 0, out);
}

void
guo_scheme_regrade (const GuoScheme *self, const gint64 *values, guint32 date, guint from, GuoJudgement *out)
{
  judge_from (self, values, date, from + 1, out);
}
