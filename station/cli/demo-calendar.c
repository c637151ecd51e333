#include "station/cli/demo-calendar.h"

#include "station/client/zone.h"

#define RAIN_PERCENT 5 /* days without a crate */

/* At full size: 8,000 t of plums, 8,500 t of citrus, 49.45 t of tea. */
static const struct
{
  guint product;
  gint month, day; /* of the first crate */
  gint days;
  gint64 kg;
  gint64 crates;
  gint64 nominal_mg; /* of a case */
} harvests[GUO_DEMO_HARVESTS] = {
  { 0, 6, 25, 42, 8000000, 395000, 5000000 },
  { 1, 11, 5, 120, 5000000, 245000, 5000000 },
  { 2, 11, 20, 90, 3500000, 173000, 5000000 },
  { 3, 3, 20, 45, 49450, 12000, 250000 },
};

static gint64
scaled (gint64 full, guint crates)
{
  return full * (gint64) crates / GUO_DEMO_CRATES_MOST;
}

/* A hill over the days, a rough one, with rain in it. */
static void
spread (GuoDemoComing *coming, GRand *random)
{
  for (gint i = 0; i < coming->days; i++)
    {
      gint rough = g_rand_int_range (random, 75, 126);
      gboolean rain = g_rand_int_range (random, 0, 100) < RAIN_PERCENT && i > 0 && i + 1 < coming->days;

      coming->weights[i] = rain ? 0 : (guint) ((i + 2) * (coming->days + 1 - i) * rough);
      coming->weight_left += coming->weights[i];
    }
}

static gint
days_between (GDateTime *from, GDateTime *to)
{
  return (gint) ((g_date_time_difference (to, from) + G_TIME_SPAN_DAY / 2) / G_TIME_SPAN_DAY);
}

void
guo_demo_calendar_plan (GuoDemoCalendar *self, gint year, guint crates, gint64 percent, gint64 step_mg,
                        GRand *random)
{
  gint64 rest = (gint64) crates * percent / 100;

  self->begin = g_date_time_new (guo_zone (), year, 3, 1, 0, 0, 0);
  for (guint i = 0; i < GUO_DEMO_HARVESTS; i++)
    {
      GuoDemoComing *coming = &self->coming[i];
      g_autoptr(GDateTime) first = g_date_time_new (guo_zone (), year, harvests[i].month, harvests[i].day, 0, 0, 0);

      coming->product = harvests[i].product;
      coming->nominal_mg = harvests[i].nominal_mg;
      coming->first = days_between (self->begin, first);
      coming->days = harvests[i].days;
      coming->left_crates = MAX (scaled (harvests[i].crates * percent / 100, crates), 1);
      coming->left_mg = scaled (harvests[i].kg * 1000 * percent / 100, crates) * 1000 / step_mg * step_mg;
      spread (coming, random);
      self->last = MAX (self->last, coming->first + coming->days - 1);
      rest -= coming->left_crates;
    }
  self->coming[0].left_crates += rest; /* what the rounding left */
}

/* The crates of a day; on the last one, all that are left. */
static gint64
quota (GuoDemoComing *coming, gint day)
{
  gint i = day - coming->first;
  guint64 weight = i >= 0 && i < coming->days ? coming->weights[i] : 0;
  gint64 crates;

  if (weight == 0)
    return 0;
  crates = (gint64) ((guint64) coming->left_crates * weight / coming->weight_left);
  coming->weight_left -= weight;
  return crates;
}

gint64
guo_demo_calendar_turn (GuoDemoCalendar *self, gint day)
{
  gint64 all = 0;

  for (guint i = 0; i < GUO_DEMO_HARVESTS; i++)
    {
      self->coming[i].today = quota (&self->coming[i], day);
      all += self->coming[i].today;
    }
  return all;
}

void
guo_demo_calendar_clear (GuoDemoCalendar *self)
{
  g_clear_pointer (&self->begin, g_date_time_unref);
}
