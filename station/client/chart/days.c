/* A bar each day, a line of the season compared with, dates below, round amounts at the left. */
#include "station/client/chart/plan.h"

#include <stdio.h>

#define DAYS_LINES 14          /* of text: the height where none is given */
#define FLUID_GUTTER 0.16      /* of the width: amounts at the left */
#define BAR_PART 0.78          /* of a day's place */
#define BAR_MOST 0.06          /* of the plot: a season of few days has no blocks */
#define LINE_PX 2.5
#define MOST_LINES 5

typedef struct
{
  GuoChartAxis axis;
  guint32 first, last;          /* days, as GDate counts them */
  gint64 *value, *other;        /* of each day */
  GuoChartX left;               /* of the plot */
  GuoChartX right;
  gdouble top, bottom;
} Days;

static guint32
day_number (const gchar *text)
{
  GDate date;
  gint year = 0, month = 0, day = 0;

  g_date_clear (&date, 1);
  if (sscanf (text, "%4d-%2d-%2d", &year, &month, &day) != 3 || year < 1
      || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return 0;
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return g_date_get_julian (&date);
}

/* From the first day to the last of either season. */
static void
find_range (const GuoChart *chart, Days *days)
{
  for (guint i = 0; i < chart->items->len; i++)
    {
      guint32 day = day_number (guo_chart_item (chart, i)->label);

      if (day == 0)
        continue;
      days->first = days->first == 0 ? day : MIN (days->first, day);
      days->last = MAX (days->last, day);
    }
}

static void
add_to (gint64 *slot, gint64 value)
{
  if (value != GUO_CHART_NONE)
    *slot = *slot == GUO_CHART_NONE ? MAX (value, 0) : MAX (*slot, value);
}

static void
fill_days (const GuoChart *chart, Days *days)
{
  gsize n = days->last - days->first + 1;

  days->value = g_new (gint64, n);
  days->other = g_new (gint64, n);
  for (gsize i = 0; i < n; i++)
    days->value[i] = days->other[i] = GUO_CHART_NONE;
  for (guint i = 0; i < chart->items->len; i++)
    {
      const GuoChartItem *item = guo_chart_item (chart, i);
      guint32 day = day_number (item->label);

      if (day == 0)
        continue;
      add_to (&days->value[day - days->first], item->value);
      if (chart->other_name != NULL)
        add_to (&days->other[day - days->first], item->other);
    }
}

/* Where part @at (0 to 1) of the plot stands. */
static GuoChartX
across (const Days *days, gdouble at)
{
  return (GuoChartX) { days->left.part + at * (days->right.part - days->left.part),
                       days->left.px + at * (days->right.px - days->left.px) };
}

static gdouble
height_of (const Days *days, gint64 mg)
{
  return days->bottom - (days->bottom - days->top) * ((gdouble) mg / (gdouble) days->axis.top_mg);
}

static void
set_gutter (GuoChartPlan *self, Days *days)
{
  gdouble widest = 0;

  for (gint64 at = 0; !self->fluid && at <= days->axis.top_mg - days->axis.step_mg; at += days->axis.step_mg)
    {
      g_autofree gchar *text = guo_chart_amount (at + days->axis.step_mg, days->axis.unit_mg, days->axis.decimals);

      widest = MAX (widest, guo_chart_plan_measure (self, text, FALSE));
    }
  days->left = self->fluid ? (GuoChartX) { FLUID_GUTTER, 0 }
                           : (GuoChartX) { 0, MIN (widest + GUO_CHART_GAP, self->width / 2) };
  days->right = (GuoChartX) { 1, 0 };
}

static void
draw_lines (GuoChartPlan *self, const Days *days)
{
  const GuoChartX text_end = { days->left.part, days->left.px - GUO_CHART_GAP };

  for (gint64 at = 0;; at += days->axis.step_mg)
    {
      g_autofree gchar *text = guo_chart_amount (at, days->axis.unit_mg, days->axis.decimals);
      gdouble y = height_of (days, at);

      guo_chart_plan_line (self, GUO_CHART_INK_LINE, at == 0 ? 2 : 0.75, days->left, y, days->right, y);
      guo_chart_plan_text (self, GUO_CHART_INK_DIM, FALSE, PANGO_ALIGN_RIGHT, text_end, y - self->line / 2, text);
      if (at > days->axis.top_mg - days->axis.step_mg)
        return;
    }
}

static void
draw_bars (GuoChartPlan *self, const Days *days)
{
  gdouble n = (gdouble) (days->last - days->first + 1);
  gdouble half = MIN (BAR_PART / n, BAR_MOST) / 2;

  for (guint32 i = 0; i <= days->last - days->first; i++)
    if (days->value[i] != GUO_CHART_NONE)
      guo_chart_plan_rect (self, GUO_CHART_INK_ACCENT, GUO_CHART_FILL_SOLID,
                           across (days, (i + 0.5) / n - half), across (days, (i + 0.5) / n + half),
                           MIN (height_of (days, days->value[i]), days->bottom - 1), days->bottom);
}

/* From day to day; a day without rows breaks it, and a day that stands alone is a dash. */
static void
draw_other (GuoChartPlan *self, const Days *days)
{
  gdouble n = (gdouble) (days->last - days->first + 1);
  guint32 count = days->last - days->first + 1;

  for (guint32 i = 0; i < count; i++)
    {
      gboolean next = i + 1 < count && days->other[i + 1] != GUO_CHART_NONE;
      gboolean before = i > 0 && days->other[i - 1] != GUO_CHART_NONE;

      if (days->other[i] == GUO_CHART_NONE)
        continue;
      if (next)
        guo_chart_plan_line (self, GUO_CHART_INK_OTHER, LINE_PX, across (days, (i + 0.5) / n),
                             height_of (days, days->other[i]), across (days, (i + 1.5) / n),
                             height_of (days, days->other[i + 1]));
      else if (!before)
        guo_chart_plan_line (self, GUO_CHART_INK_OTHER, LINE_PX, across (days, i / n),
                             height_of (days, days->other[i]), across (days, (i + 1) / n),
                             height_of (days, days->other[i]));
    }
}

static gchar *
month_day (guint32 number, GDate *date)
{
  g_date_set_julian (date, number);
  return g_strdup_printf ("%d-%d", (gint) g_date_get_month (date), (gint) g_date_get_day (date));
}

/* Every so many days, so that two dates never touch; from a month on, the firsts of months. */
static guint32
date_step (GuoChartPlan *self, const Days *days)
{
  static const guint32 steps[] = { 1, 2, 5, 7, 10, 15, 31, 62, 92, 183, 366, 731, 1827, 3653 };
  gdouble n = (gdouble) (days->last - days->first + 1);
  gdouble slot = (guo_chart_picture_x (self->picture, days->right) - guo_chart_picture_x (self->picture, days->left)) / n;
  gdouble widest = guo_chart_plan_measure (self, "12-28", FALSE) + 1.5 * GUO_CHART_GAP;

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    if (steps[i] * slot >= widest)
      return steps[i];
  return G_MAXUINT32 / 2;
}

static gboolean
is_dated (guint32 step, guint32 first, guint32 number, const GDate *date)
{
  gint months = step < 31 ? 0 : (gint) ((step + 15) / 30);

  if (months == 0 || step > 366)
    return (number - first) % step == 0;
  return g_date_get_day (date) == 1 && ((gint) g_date_get_month (date) - 1) % MIN (months, 12) == 0;
}

static void
draw_dates (GuoChartPlan *self, const Days *days)
{
  gdouble n = (gdouble) (days->last - days->first + 1);
  guint32 step = date_step (self, days);
  gdouble top = days->bottom + self->line * 0.25;
  GDate date;

  g_date_clear (&date, 1);
  for (guint32 number = days->first; number <= days->last; number++)
    {
      g_autofree gchar *text = month_day (number, &date);
      GuoChartX x = across (days, ((gdouble) (number - days->first) + 0.5) / n);
      gdouble half = guo_chart_plan_measure (self, text, FALSE) / 2;
      gboolean last = guo_chart_picture_x (self->picture, x) + half > self->width;

      if (is_dated (step, days->first, number, &date))
        guo_chart_plan_text (self, GUO_CHART_INK_DIM, FALSE, last ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_CENTER,
                             last ? (GuoChartX) { 1, 0 } : x, top, text);
    }
}

void
guo_chart_plan_days (GuoChartPlan *self)
{
  Days days = { 0 };
  gdouble room;

  if (self->height <= 0)
    self->height = DAYS_LINES * self->line;
  days.top = self->line * 1.6;
  days.bottom = MAX (self->height - self->line * 1.4, days.top + 1);
  room = (days.bottom - days.top) / (self->line * 1.8);
  days.axis = guo_chart_axis (self->chart->units, guo_chart_plan_most (self->chart),
                              (gint) CLAMP (room, 1, MOST_LINES));
  find_range (self->chart, &days);
  if (days.first == 0)
    return;
  set_gutter (self, &days);
  fill_days (self->chart, &days);
  guo_chart_plan_text (self, GUO_CHART_INK_DIM, FALSE, PANGO_ALIGN_LEFT, (GuoChartX) { 0, 0 }, 0, days.axis.word);
  guo_chart_plan_legend (self, 0);
  draw_lines (self, &days);
  draw_bars (self, &days);
  draw_other (self, &days);
  draw_dates (self, &days);
  g_free (days.value);
  g_free (days.other);
}
