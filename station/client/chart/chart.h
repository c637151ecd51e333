/* A chart: what is to be shown, without sizes, colours or surfaces.
 *
 * One drawing for the window, the web page and paper: guo_chart_layout() says where marks stand,
 * guo_chart_paint() puts them on a cairo surface, guo_chart_svg() writes them as SVG. The rows are those of
 * GET /v1/yields; the words come from the caller, who knows the language.
 */
#pragma once

#include <jansson.h>

#include "station/client/chart/amount.h"

G_BEGIN_DECLS

/**
 * GuoChartKind:
 * @GUO_CHART_DAYS: a bar each day, and a line of the season compared with; a day without rows is a gap
 * @GUO_CHART_SHARES: a bar each row, largest first as the rows come, with its part of the whole
 * @GUO_CHART_COMPARE: a bar each row, and below it that of the season compared with
 */
typedef enum
{
  GUO_CHART_DAYS,
  GUO_CHART_SHARES,
  GUO_CHART_COMPARE,
} GuoChartKind;

#define GUO_CHART_NONE G_MININT64 /* no value: a gap, never a zero */

typedef struct
{
  gchar *label;
  gint64 value; /* mg, or GUO_CHART_NONE */
  gint64 other; /* of the season compared with */
} GuoChartItem;

typedef struct
{
  GuoChartKind kind;
  const GuoChartUnits *units;
  GArray *items;      /* of GuoChartItem */
  gchar *value_name;  /* "2026" */
  gchar *other_name;  /* "2025"; %NULL: nothing is compared */
  gchar *others_name; /* what the rows are called together for which there is no room */
  gchar *empty;       /* a sentence, where there are no rows */
} GuoChart;

/**
 * guo_chart_new:
 * @kind: which chart
 * @units: (transfer none): of guo_chart_units()
 *
 * Returns: (transfer full): an empty chart
 */
GuoChart *guo_chart_new (GuoChartKind kind, const GuoChartUnits *units);

/**
 * guo_chart_free:
 * @self: (nullable): a chart
 */
void guo_chart_free (GuoChart *self);

/**
 * guo_chart_set_words:
 * @self: a chart
 * @value_name: (nullable): this season
 * @other_name: (nullable): the season compared with
 * @others_name: (nullable): rows for which there is no room
 * @empty: (nullable): where there is nothing to show
 */
void guo_chart_set_words (GuoChart *self, const gchar *value_name, const gchar *other_name,
                          const gchar *others_name, const gchar *empty);

/**
 * guo_chart_add:
 * @self: a chart
 * @label: of the row; of days "YYYY-MM-DD"
 * @value: mg or %GUO_CHART_NONE
 * @other: mg or %GUO_CHART_NONE
 */
void guo_chart_add (GuoChart *self, const gchar *label, gint64 value, gint64 other);

/**
 * guo_chart_add_rows:
 * @self: a chart
 * @rows: (nullable): of GET /v1/yields
 * @label: member that names a row: "day", "cooperative_name" …
 * @unnamed: what stands where the name is null: "not said"
 */
void guo_chart_add_rows (GuoChart *self, json_t *rows, const gchar *label, const gchar *unnamed);

/**
 * guo_chart_item:
 * @self: a chart
 * @i: below @self->items->len
 *
 * Returns: (transfer none): the item
 */
const GuoChartItem *guo_chart_item (const GuoChart *self, guint i);

/**
 * guo_chart_is_empty:
 * @self: a chart
 *
 * Returns: whether no item has a value
 */
gboolean guo_chart_is_empty (const GuoChart *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoChart, guo_chart_free)

G_END_DECLS
