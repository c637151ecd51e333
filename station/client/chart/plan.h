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

/**
 * guo_chart_plan_measure:
 * @self: a plan
 * @text: one line
 * @bold: its weight
 *
 * Returns: its width, px
 */
gdouble guo_chart_plan_measure (GuoChartPlan *self, const gchar *text, gboolean bold);

/**
 * guo_chart_plan_fit:
 * @self: a plan
 * @text: one line
 * @most: px
 *
 * Returns: (transfer full): @text, cut with "…" where it is wider than @most
 */
gchar *guo_chart_plan_fit (GuoChartPlan *self, const gchar *text, gdouble most);

/**
 * guo_chart_plan_rect:
 * @self: a plan
 * @ink: of it
 * @fill: how it is filled
 * @x1: left
 * @x2: right
 * @y1: top
 * @y2: bottom
 *
 * Adds a rectangle.
 */
void guo_chart_plan_rect (GuoChartPlan *self, GuoChartInk ink, GuoChartFill fill, GuoChartX x1, GuoChartX x2,
                          gdouble y1, gdouble y2);

/**
 * guo_chart_plan_line:
 * @self: a plan
 * @ink: of it
 * @thick: px
 * @x1: one end
 * @y1: one end
 * @x2: the other
 * @y2: the other
 *
 * Adds a straight line.
 */
void guo_chart_plan_line (GuoChartPlan *self, GuoChartInk ink, gdouble thick, GuoChartX x1, gdouble y1,
                          GuoChartX x2, gdouble y2);

/**
 * guo_chart_plan_text:
 * @self: a plan
 * @ink: of it
 * @bold: its weight
 * @align: on which side of it @x is
 * @x: where
 * @top: upper edge of the line of text
 * @text: (nullable): empty text leaves no mark
 *
 * Adds a line of text.
 */
void guo_chart_plan_text (GuoChartPlan *self, GuoChartInk ink, gboolean bold, PangoAlignment align, GuoChartX x,
                          gdouble top, const gchar *text);

/**
 * guo_chart_plan_most:
 * @chart: a chart
 *
 * Returns: the largest value, of the seasons compared with too; 0 where there is none
 */
gint64 guo_chart_plan_most (const GuoChart *chart);

/**
 * guo_chart_plan_legend:
 * @self: a plan
 * @top: of its line
 *
 * Adds the names of the two seasons with what they are drawn with, at the right, where there is room.
 */
void guo_chart_plan_legend (GuoChartPlan *self, gdouble top);

/**
 * guo_chart_plan_days:
 * @self: the plan of a chart of days
 */
void guo_chart_plan_days (GuoChartPlan *self);

/**
 * guo_chart_plan_bars:
 * @self: the plan of a chart of rows
 */
void guo_chart_plan_bars (GuoChartPlan *self);

G_END_DECLS
