#include "station/grading/tally.h"

/* The bins with fruit; FALSE: none. */
static gboolean
find_ends (const GuoTally *self, guint *from, guint *to)
{
  if (self->total == 0)
    return FALSE;
  for (*from = 0; self->n[*from] == 0; (*from)++)
    ;
  for (*to = GUO_TALLY_BINS - 1; self->n[*to] == 0; (*to)--)
    ;
  return TRUE;
}

/* The same fruit in bins of @step from @first on; all of it fits. */
static void
lay_anew (GuoTally *self, gint64 first, gint64 step)
{
  const GuoTally old = *self;

  *self = (GuoTally) { .step = step, .first = first, .total = old.total, .missing = old.missing };
  for (guint i = 0; i < GUO_TALLY_BINS; i++)
    if (old.n[i] > 0)
      self->n[(old.first + (gint64) i * old.step - first) / step] += old.n[i];
}

/* Bins that hold what was counted and @value. */
static void
make_room (GuoTally *self, gint64 value)
{
  guint from = 0, to = 0;
  gint64 step = self->step, low = value, high = value;

  if (find_ends (self, &from, &to))
    {
      low = MIN (low, self->first + (gint64) from * self->step);
      high = MAX (high, self->first + (gint64) to * self->step);
    }
  while (high / step - low / step >= GUO_TALLY_BINS)
    step *= 2;
  lay_anew (self, low / step * step, step);
}

void
guo_tally_add (GuoTally *self, gint64 value)
{
  if (value == GUO_MISSING || value < 0 || self->step == 0)
    {
      self->missing++;
      return;
    }
  if (self->total == 0 || value < self->first || value >= self->first + GUO_TALLY_BINS * self->step)
    make_room (self, value);
  self->n[(value - self->first) / self->step]++;
  self->total++;
}

json_t *
guo_tally_json (const GuoTally *self)
{
  json_t *list = json_array ();
  guint from = 0, to = 0;

  if (find_ends (self, &from, &to))
    for (guint i = from; i <= to; i++)
      json_array_append_new (list, json_integer (self->n[i]));
  return json_pack ("{s:I, s:I, s:o, s:I}", "first",
                    (json_int_t) ((self->first + (gint64) from * self->step) / GUO_DECIMAL_STEP), "step",
                    (json_int_t) (self->step / GUO_DECIMAL_STEP), "n", list, "missing", (json_int_t) self->missing);
}
