/* A chart in the window, laid out anew at each size; its colours are the tokens of the style. */
#pragma once

#include <gtk/gtk.h>

#include "station/client/chart/chart.h"

G_BEGIN_DECLS

#define GUO_TYPE_CHART_VIEW (guo_chart_view_get_type ())
G_DECLARE_FINAL_TYPE (GuoChartView, guo_chart_view, GUO, CHART_VIEW, GtkWidget)

/**
 * guo_chart_view_set_chart:
 * @self: the view
 * @chart: (transfer full) (nullable): what to show
 */
void guo_chart_view_set_chart (GuoChartView *self, GuoChart *chart);

G_END_DECLS
