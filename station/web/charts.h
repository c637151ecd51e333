/* Charts on a page: the drawing of the interface and of paper, as fluid SVG with the page's own colours. */
#pragma once

#include "station/client/chart/amount.h"
#include "station/web/view.h"

G_BEGIN_DECLS

/**
 * guo_web_share_name:
 * @view: a view
 * @row: of yields by variety, by grower or by class
 *
 * Returns: (transfer full): what it is called in the page's language; words for what was not said
 */
gchar *guo_web_share_name (GuoView *view, json_t *row);

/**
 * guo_web_shares_chart:
 * @view: a view
 * @rows: of yields by variety or by grower, largest first
 * @id: name of the chart on its page
 * @title: what it shows, for those who do not see it
 *
 * Returns: (transfer full): a drawing for the template; null where there is nothing to compare
 */
json_t *guo_web_shares_chart (GuoView *view, json_t *rows, const gchar *id, const gchar *title);

/**
 * guo_web_days_chart:
 * @view: a view
 * @rows: of yields by day, with the season before beside them
 * @season: which one
 *
 * Returns: (transfer full): a drawing for the template, with the names of the seasons where there are two; null for a
 *   single day
 */
json_t *guo_web_days_chart (GuoView *view, json_t *rows, gint64 season);

G_END_DECLS
