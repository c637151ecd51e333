/* What the layouts of the kinds share. Nobody outside this folder includes this. */
#pragma once

#include "station/client/chart/picture.h"

G_BEGIN_DECLS

typedef struct
{
  const GuoChart *chart;
  GuoChartPicture *picture;
  PangoLayout *measure;
  gboolean fluid;
  gdouble width, height; /* height 0: as high as needed */
  gdouble line;          /* height of a line of text */
  gdouble ascent;        /* of it above the baseline */
} GuoChartPlan;

#define GUO_CHART_GAP 8.0 /* px between a text and what it belongs to */

/* Width of @text, px. */
gdouble guo_chart_plan_measure (GuoChartPlan *self, const gchar *text, gboolean bold);

/* (transfer full): @text, cut with "…" where it is wider than @most px. */
gchar *guo_chart_plan_fit (GuoChartPlan *self, const gchar *text, gdouble most);

void guo_chart_plan_rect (GuoChartPlan *self, GuoChartInk ink, GuoChartFill fill, GuoChartX x1, GuoChartX x2,
                          gdouble y1, gdouble y2);
void guo_chart_plan_line (GuoChartPlan *self, GuoChartInk ink, gdouble thick, GuoChartX x1, gdouble y1,
                          GuoChartX x2, gdouble y2);

/* @top: upper edge of the line of text. Empty text leaves no mark. */
void guo_chart_plan_text (GuoChartPlan *self, GuoChartInk ink, gboolean bold, PangoAlignment align, GuoChartX x,
                          gdouble top, const gchar *text);

/* The largest value, and the largest of those compared with; 0 where there is none. */
gint64 guo_chart_plan_most (const GuoChart *chart);

/* Names of the two seasons with what they are drawn with, right-aligned in the line that begins at @top. */
void guo_chart_plan_legend (GuoChartPlan *self, gdouble top);

void guo_chart_plan_days (GuoChartPlan *self);
void guo_chart_plan_bars (GuoChartPlan *self);

G_END_DECLS
