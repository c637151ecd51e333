/* A bar each row: shares of the whole, or two seasons beside each other. */
#include "station/client/chart/plan.h"

#define NARROW_LINES 26    /* of text across: below it the name stands above the bar */
#define LABEL_PART 0.34    /* of the width that names may take beside the bars */
#define SHARES_TOLD 6      /* that have a fill of their own */

typedef struct
{
  gboolean stacked;       /* name and amount above the bar */
  gboolean compares;
  gdouble row;            /* height of one */
  gdouble bar;            /* of it, the bar's */
  gdouble label, value, percent; /* widths of columns */
  guint shown;            /* rows; one more stands for the rest where there is one */
  gint64 most;
  gint64 whole;
} Bars;

static GuoChartFill
fill_of (const GuoChart *chart, guint i)
{
  static const GuoChartFill fills[SHARES_TOLD] = { GUO_CHART_FILL_SOLID, GUO_CHART_FILL_HATCH,
    GUO_CHART_FILL_LIGHT, GUO_CHART_FILL_BACK, GUO_CHART_FILL_CROSS, GUO_CHART_FILL_HOLLOW };

  if (chart->kind == GUO_CHART_COMPARE)
    return GUO_CHART_FILL_SOLID;
  return i < SHARES_TOLD ? fills[i] : GUO_CHART_FILL_HATCH;
}

static GuoChartInk
ink_of (const GuoChart *chart, guint i)
{
  return chart->kind == GUO_CHART_COMPARE || i < SHARES_TOLD ? GUO_CHART_INK_ACCENT : GUO_CHART_INK_OTHER;
}

static gint64
amount_or_zero (gint64 value)
{
  return value == GUO_CHART_NONE ? 0 : value;
}

static gint64
sum_from (const GuoChart *chart, guint from, gboolean other)
{
  gint64 sum = 0;
  gboolean some = FALSE;

  for (guint i = from; i < chart->items->len; i++)
    {
      const GuoChartItem *item = guo_chart_item (chart, i);
      gint64 value = other ? item->other : item->value;

      some = some || value != GUO_CHART_NONE;
      if (__builtin_add_overflow (sum, amount_or_zero (value), &sum))
        return G_MAXINT64;
    }
  return some ? sum : GUO_CHART_NONE;
}

/* The row's item, or the sum of those for which there is no room. */
static void
item_of (const GuoChart *chart, const Bars *bars, guint i, GuoChartItem *item)
{
  if (i < bars->shown)
    {
      *item = *guo_chart_item (chart, i);
      item->label = g_strdup (item->label);
      return;
    }
  item->label = g_strdup_printf ("%s (%u)", chart->others_name != NULL ? chart->others_name : "…",
                                 chart->items->len - bars->shown);
  item->value = sum_from (chart, bars->shown, FALSE);
  item->other = sum_from (chart, bars->shown, TRUE);
}

static gchar *
percent_of (const GuoChart *chart, const Bars *bars, const GuoChartItem *item)
{
  if (chart->kind == GUO_CHART_SHARES)
    return guo_chart_share (amount_or_zero (item->value), bars->whole);
  if (!bars->compares)
    return g_strdup ("");
  return guo_chart_change (amount_or_zero (item->value), amount_or_zero (item->other));
}

static gchar *
amount_of (const GuoChart *chart, const Bars *bars, const GuoChartItem *item)
{
  if (item->value == GUO_CHART_NONE)
    return g_strdup ("–");
  return guo_chart_amount_like (chart->units, item->value, bars->most);
}

static guint
rows_drawn (const GuoChart *chart, const Bars *bars)
{
  return bars->shown + (bars->shown < chart->items->len ? 1 : 0);
}

static void
set_columns (GuoChartPlan *self, Bars *bars)
{
  for (guint i = 0; i < rows_drawn (self->chart, bars); i++)
    {
      GuoChartItem item;
      g_autofree gchar *amount = NULL;
      g_autofree gchar *percent = NULL;

      item_of (self->chart, bars, i, &item);
      amount = amount_of (self->chart, bars, &item);
      percent = percent_of (self->chart, bars, &item);
      bars->label = MAX (bars->label, guo_chart_plan_measure (self, item.label, FALSE));
      bars->value = MAX (bars->value, guo_chart_plan_measure (self, amount, TRUE));
      bars->percent = MAX (bars->percent, guo_chart_plan_measure (self, percent, FALSE));
      g_free (item.label);
    }
  bars->label = MIN (bars->label, self->width * LABEL_PART);
  if (bars->percent > 0)
    bars->percent += 2 * GUO_CHART_GAP;
}

/* Part @at of the room for bars. */
static GuoChartX
across (const Bars *bars, gdouble at)
{
  gdouble left = bars->stacked ? 0 : bars->label + 1.5 * GUO_CHART_GAP;
  gdouble right = bars->stacked ? 0 : bars->value + bars->percent + 1.5 * GUO_CHART_GAP;

  return (GuoChartX) { at, left - at * (left + right) };
}

static void
draw_bar (GuoChartPlan *self, const Bars *bars, gint64 value, GuoChartInk ink, GuoChartFill fill, gdouble top,
          gdouble height)
{
  gdouble part = bars->most > 0 ? (gdouble) MAX (value, 0) / (gdouble) bars->most : 0;
  GuoChartX end = across (bars, MIN (part, 1));

  if (value == GUO_CHART_NONE || value <= 0)
    return;
  if (!self->fluid)
    end.px = MAX (end.px, across (bars, 0).px - end.part * self->width + 2);
  guo_chart_plan_rect (self, ink, fill, across (bars, 0), end, top, top + height);
}

static void
draw_texts (GuoChartPlan *self, const Bars *bars, const GuoChartItem *item, gdouble top)
{
  g_autofree gchar *amount = amount_of (self->chart, bars, item);
  g_autofree gchar *percent = percent_of (self->chart, bars, item);
  gdouble end = bars->value + bars->percent + GUO_CHART_GAP;
  /* a page's reader may enlarge the letters by half, and the page does not get wider */
  gdouble most = bars->stacked ? self->width / (self->fluid ? 1.5 : 1) - end : bars->label;
  g_autofree gchar *label = guo_chart_plan_fit (self, item->label, MAX (most, 1));

  guo_chart_plan_text (self, GUO_CHART_INK_TEXT, FALSE, PANGO_ALIGN_LEFT, (GuoChartX) { 0, 0 }, top, label);
  guo_chart_plan_text (self, GUO_CHART_INK_TEXT, TRUE, PANGO_ALIGN_RIGHT, (GuoChartX) { 1, -bars->percent }, top,
                       amount);
  guo_chart_plan_text (self, GUO_CHART_INK_DIM, FALSE, PANGO_ALIGN_RIGHT, (GuoChartX) { 1, 0 }, top, percent);
}

static void
draw_row (GuoChartPlan *self, const Bars *bars, guint i, gdouble top)
{
  GuoChartItem item;
  gdouble text_top = bars->stacked ? top : top + (bars->row - self->line) / 2 - self->line * 0.1;
  gdouble bar_top = bars->stacked ? top + self->line * 1.05 : top + self->line * 0.15;

  item_of (self->chart, bars, i, &item);
  draw_texts (self, bars, &item, text_top);
  /* The rest has no bar: beside single rows its length would say nothing, and it would make theirs short. */
  if (i < bars->shown)
    draw_bar (self, bars, item.value, ink_of (self->chart, i), fill_of (self->chart, i), bar_top, bars->bar);
  if (i < bars->shown && bars->compares)
    draw_bar (self, bars, item.other, GUO_CHART_INK_OTHER, GUO_CHART_FILL_HATCH, bar_top + bars->bar + 2,
              bars->bar * 0.7);
  g_free (item.label);
}

/* One bar of the whole: its pieces have the fills of the rows below. */
static gdouble
draw_whole (GuoChartPlan *self, const Bars *bars, gdouble top)
{
  gdouble from = 0;
  gdouble height = self->line * 1.1;
  guint told = MIN (MIN (SHARES_TOLD, bars->shown), self->chart->items->len);

  for (guint i = 0; i < told; i++)
    {
      gint64 value = amount_or_zero (guo_chart_item (self->chart, i)->value);
      gdouble to = MIN (from + (gdouble) MAX (value, 0) / (gdouble) bars->whole, 1);

      if (to > from)
        guo_chart_plan_rect (self, ink_of (self->chart, i), fill_of (self->chart, i), (GuoChartX) { from, 0 },
                             (GuoChartX) { to, 0 }, top, top + height);
      from = to;
    }
  if (told < self->chart->items->len && from < 1)
    guo_chart_plan_rect (self, GUO_CHART_INK_OTHER, GUO_CHART_FILL_HATCH, (GuoChartX) { from, 0 },
                         (GuoChartX) { 1, 0 }, top, top + height);
  return top + height + self->line * 0.7;
}

/* How many rows there is room for; the last one is for the rest when not all fit. */
static guint
rows_that_fit (const GuoChartPlan *self, const Bars *bars, gdouble top)
{
  gdouble room = (self->height - top) / bars->row;
  guint n = self->chart->items->len;

  if (self->height <= 0 || room >= n)
    return n;
  return (guint) MAX (room - 1, 1);
}

static gdouble
draw_head (GuoChartPlan *self, const Bars *bars)
{
  gboolean roomy = self->height <= 0 || self->height > 5 * bars->row;

  if (bars->compares && !self->fluid)
    {
      guo_chart_plan_legend (self, 0);
      return self->line * 1.6;
    }
  if (self->chart->kind == GUO_CHART_SHARES && bars->whole > 0 && self->chart->items->len > 1 && roomy)
    return draw_whole (self, bars, 0);
  return 0;
}

void
guo_chart_plan_bars (GuoChartPlan *self)
{
  Bars bars = { .most = guo_chart_plan_most (self->chart), .whole = sum_from (self->chart, 0, FALSE) };
  gdouble top;

  bars.compares = self->chart->kind == GUO_CHART_COMPARE && self->chart->other_name != NULL;
  bars.stacked = self->fluid || self->width < NARROW_LINES * self->line;
  bars.bar = self->line * (bars.stacked ? 0.5 : bars.compares ? 0.7 : 0.95);
  bars.row = (bars.stacked ? self->line * 1.3 : self->line * 0.45) + bars.bar
             + (bars.compares ? 2 + bars.bar * 0.7 : 0) + (bars.stacked ? self->line * 0.35 : 0);
  bars.shown = self->chart->items->len;
  top = draw_head (self, &bars);
  bars.shown = rows_that_fit (self, &bars, top);
  set_columns (self, &bars);
  for (guint i = 0; i < rows_drawn (self->chart, &bars); i++, top += bars.row)
    draw_row (self, &bars, i, top);
  /* a page's picture takes what it needs; others fill the place that they were given */
  self->height = self->fluid ? top : MAX (self->height, top);
}
