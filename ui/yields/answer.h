/* An answer of GET /v1/yields and the question it answers: what summary, chart and table show of it. */
#pragma once

#include <jansson.h>

#include "station/client/chart/chart.h"
#include "station/client/format.h"

G_BEGIN_DECLS

typedef struct
{
  const gchar *by;     /* "day", "cooperative" … */
  gint64       season;
  gint64       against; /* the season beside it; 0: none */
  const gchar *against_name; /* "2025", "2025 up to 7-18" */
  GuoMassUnit  unit;
  gboolean     chinese;
  json_t      *rows;
  json_t      *total;
} GuoYieldsAnswer;

/**
 * guo_yields_is_chinese:
 *
 * Returns: whether the screen speaks Chinese
 */
gboolean guo_yields_is_chinese (void);

/**
 * guo_yields_name:
 * @self: the answer
 * @row: one of its rows
 *
 * Returns: (transfer full): what the row is called; words where nothing was said
 */
gchar *guo_yields_name (const GuoYieldsAnswer *self, json_t *row);

/**
 * guo_yields_units:
 * @self: the answer
 *
 * Returns: (transfer none): of the chart and the large figures
 */
const GuoChartUnits *guo_yields_units (const GuoYieldsAnswer *self);

/**
 * guo_yields_decimals:
 * @mg: milligrams
 * @unit: what they are written in
 *
 * Returns: decimals that show @mg to its last digit: 2 to 6
 */
gint guo_yields_decimals (gint64 mg, GuoMassUnit unit);

/**
 * guo_yields_column_decimals:
 * @self: the answer
 * @key: "net_mg", "against_net_mg"
 *
 * Returns: decimals of the whole column: 2, or 3 where grams need it. Parts of a lot in milligrams, as shares
 *   leave them, are rounded on screen; the CSV has them.
 */
gint guo_yields_column_decimals (const GuoYieldsAnswer *self, const gchar *key);

/**
 * guo_yields_per_mu:
 * @self: the answer
 * @row: a row or the total
 *
 * Returns: (transfer full): kilograms a mu of the plots known, "1 031"; "–" where none is known
 */
gchar *guo_yields_per_mu (const GuoYieldsAnswer *self, json_t *row);

/**
 * guo_yields_chart:
 * @self: the answer
 *
 * Returns: (transfer full): the same rows as a chart
 */
GuoChart *guo_yields_chart (const GuoYieldsAnswer *self);

G_END_DECLS
