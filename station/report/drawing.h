/* A question's chart, for SVG and paper. */
#pragma once

#include "station/client/chart/paint.h"
#include "station/report/words.h"
#include "station/yields.h"

G_BEGIN_DECLS

/**
 * guo_report_chart:
 * @call: a query
 * @question: with a season, unless @keys has it
 * @keys: what the chart shows: day gives a bar each day, one other key a bar each row
 * @chinese: the language
 * @error: return location
 *
 * Returns: (transfer full): the chart; %NULL with an error of the store
 */
GuoChart *guo_report_chart (GuoCall *call, const GuoYieldsQuestion *question, guint keys, gboolean chinese,
                            GError **error);

/**
 * guo_report_heading:
 * @call: a query
 * @question: what was asked
 * @chinese: the language
 *
 * Returns: (transfer full): the choice in words: "Season 2026 beside 2025 · Qingshiba · Crisp plum"
 */
gchar *guo_report_heading (GuoCall *call, const GuoYieldsQuestion *question, gboolean chinese);

G_END_DECLS
