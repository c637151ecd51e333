#include "station/weighing/stability.h"

static GuoStabilityEntry *
entry_at (GuoStability *self, guint i)
{
  return &self->entries[(self->first + i) % GUO_STABILITY_ENTRIES];
}

static void
drop_oldest (GuoStability *self)
{
  self->first = (self->first + 1) % GUO_STABILITY_ENTRIES;
  self->count--;
}

void
guo_stability_init (GuoStability *self, gint64 e_mg, gint64 least_us)
{
  *self = (GuoStability) { .e_mg = MAX (e_mg, 1), .least_us = least_us };
}

void
guo_stability_reset (GuoStability *self)
{
  self->first = 0;
  self->count = 0;
}

/* A full ring loses its oldest entry: the run looks shorter than it is, never longer. */
static void
append (GuoStability *self, gint64 mg, gint64 at_us)
{
  if (self->count > 0 && entry_at (self, self->count - 1)->mg == mg)
    {
      entry_at (self, self->count - 1)->n++;
      return;
    }
  if (self->count == GUO_STABILITY_ENTRIES)
    drop_oldest (self);
  self->count++;
  *entry_at (self, self->count - 1) = (GuoStabilityEntry) { .mg = mg, .first_us = at_us, .n = 1 };
}

/* Drops from the front until the rest differs by at most e. Going back from the newest entry, the
 * first one that widens the spread beyond e ends the run. */
static void
trim (GuoStability *self)
{
  gint64 low = entry_at (self, self->count - 1)->mg;
  gint64 high = low;
  guint keep = 0;

  while (keep < self->count)
    {
      gint64 mg = entry_at (self, self->count - 1 - keep)->mg;

      low = MIN (low, mg);
      high = MAX (high, mg);
      if (high - low > self->e_mg)
        break;
      keep++;
    }
  while (self->count > keep)
    drop_oldest (self);
}

static guint
readings (GuoStability *self)
{
  guint n = 0;

  for (guint i = 0; i < self->count; i++)
    n += entry_at (self, i)->n;
  return n;
}

/* A frame without a check sum that was damaged into another weight comes once. */
static gboolean
came_twice (GuoStability *self)
{
  const GuoStabilityEntry *newest = entry_at (self, self->count - 1);

  if (newest->n > 1)
    return TRUE;
  for (guint i = 0; i + 1 < self->count; i++)
    if (entry_at (self, i)->mg == newest->mg)
      return TRUE;
  return FALSE;
}

gboolean
guo_stability_push (GuoStability *self, gint64 mg, GuoFlag flag, gint64 at_us)
{
  gboolean own = flag == GUO_FLAG_ABSENT;
  gint64 span_us = own ? GUO_STABILITY_OWN_SPAN_US : GUO_STABILITY_FLAG_SPAN_US;
  guint least = own ? GUO_STABILITY_OWN_READINGS : GUO_STABILITY_FLAG_READINGS;

  if (flag == GUO_FLAG_FALSE)
    {
      guo_stability_reset (self);
      return FALSE;
    }
  append (self, mg, at_us);
  self->last_us = at_us;
  trim (self);
  return guo_stability_span_us (self) >= MAX (span_us, self->least_us) && readings (self) >= least
         && came_twice (self);
}

gint64
guo_stability_span_us (const GuoStability *self)
{
  if (self->count == 0)
    return 0;
  return self->last_us - self->entries[self->first].first_us;
}
