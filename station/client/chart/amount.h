/* Amounts on an axis: which unit, which round steps, how they are written. Integers only. Pure. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What masses are shown in: a small unit, and a large one for sums of a season. */
typedef struct
{
  gint64 small_mg;
  const gchar *small_word; /* "kg", "斤" */
  gint64 large_mg;
  const gchar *large_word; /* "t", "万斤" */
} GuoChartUnits;

/* One axis: every value of it is written in one unit with one number of decimals. */
typedef struct
{
  gint64 unit_mg;
  const gchar *word;
  gint64 step_mg; /* between two lines: 1, 2 or 5 times a power of ten of the unit */
  gint64 top_mg;  /* of the last line: not below the largest value */
  gint decimals;
} GuoChartAxis;

/**
 * guo_chart_units:
 * @mass_unit: (nullable): the centre's `mass_unit`: "kg" or "jin"
 * @chinese: whether the words are Chinese
 *
 * Returns: (transfer none): static; kilograms for whatever is unknown
 */
const GuoChartUnits *guo_chart_units (const gchar *mass_unit, gboolean chinese);

/**
 * guo_chart_axis:
 * @units: what is shown
 * @most_mg: the largest value
 * @lines: how many lines above zero there is room for, at least 1
 *
 * Returns: the axis, from zero up, with at most @lines lines
 */
GuoChartAxis guo_chart_axis (const GuoChartUnits *units, gint64 most_mg, gint lines);

/**
 * guo_chart_amount:
 * @mg: milligrams
 * @unit_mg: milligrams of the unit it is written in
 * @decimals: 0 to 6
 *
 * Returns: (transfer full): "1 226.4", half up, without unit
 */
gchar *guo_chart_amount (gint64 mg, gint64 unit_mg, gint decimals);

/**
 * guo_chart_amount_with_unit:
 * @units: what is shown
 * @mg: milligrams
 *
 * Returns: (transfer full): "412.6 t" from two large units on, else "1 226 kg"
 */
gchar *guo_chart_amount_with_unit (const GuoChartUnits *units, gint64 mg);

/**
 * guo_chart_amount_like:
 * @units: what is shown
 * @mg: milligrams
 * @most: the largest amount of the same column: all have its unit and decimals
 *
 * Returns: (transfer full): "412.6 t"
 */
gchar *guo_chart_amount_like (const GuoChartUnits *units, gint64 mg, gint64 most);

/**
 * guo_chart_per_mu:
 * @mg: milligrams
 * @area_m2: above 0
 *
 * Returns: milligrams a mu (666.67 m²), half up
 */
gint64 guo_chart_per_mu (gint64 mg, gint64 area_m2);

/**
 * guo_chart_share:
 * @part: of @whole
 * @whole: the sum
 *
 * Returns: (transfer full): "38.2%"; "–" where there is no sum
 */
gchar *guo_chart_share (gint64 part, gint64 whole);

/**
 * guo_chart_change:
 * @now: this season
 * @before: the season compared with
 *
 * Returns: (transfer full): "+8%", "−12%", "±0%"; "–" where there is nothing to compare with
 */
gchar *guo_chart_change (gint64 now, gint64 before);

G_END_DECLS
