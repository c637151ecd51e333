/* Words and figures of a slip: rows of the views in, short Chinese texts out. Pure. The paper is Chinese
 * whatever the screen speaks: it is for those who deliver. Internal to station/label.
 */
#pragma once

#include <glib.h>
#include <jansson.h>

G_BEGIN_DECLS

/**
 * guo_slip_mark:
 * @data: as guo_slip_data()
 *
 * Returns: (transfer full) (nullable): what stands in reverse above everything: "模拟 样张 · 补打 1"; %NULL:
 *   a first slip of a real station
 */
gchar *guo_slip_mark (json_t *data);

/**
 * guo_slip_decimals:
 * @data: as guo_slip_data()
 *
 * Returns: decimals of the kilogram in which every figure of the scales that were used can be written
 */
gint guo_slip_decimals (json_t *data);

/**
 * guo_slip_exact_decimals:
 * @masses_mg: masses
 * @n: how many
 * @least: decimals
 *
 * Returns: the fewest decimals, @least at least, in which each mass is written whole: lines then sum
 */
gint guo_slip_exact_decimals (const gint64 *masses_mg, gsize n, gint least);

/**
 * guo_slip_percent:
 * @ppm: parts per million
 *
 * Returns: (transfer full): "1.5 %"
 */
gchar *guo_slip_percent (gint64 ppm);

/**
 * guo_slip_moment:
 * @at: (nullable): RFC 3339
 *
 * Returns: (transfer full): "2026-07-16 14:03"; "" when there is none
 */
gchar *guo_slip_moment (const gchar *at);

/**
 * guo_slip_why:
 * @weighing: its row
 *
 * Returns: (transfer full) (nullable): why the line does not count, or who typed it and why; %NULL: there is
 *   nothing to say
 */
gchar *guo_slip_why (json_t *weighing);

/**
 * guo_slip_deduction:
 * @row: of a deduction
 *
 * Returns: (transfer full): its rule and rounding: "水分 1.5 %，四舍五入到 0.05 kg"
 */
gchar *guo_slip_deduction (json_t *row);

/**
 * guo_slip_records:
 * @weighings: rows
 *
 * Returns: (transfer full): their numbers in the log: "1203-1233、1240"
 */
gchar *guo_slip_records (json_t *weighings);

/**
 * guo_slip_basis:
 * @code: (nullable): of a share: "declared", "crates", "area", "equal"
 *
 * Returns: (transfer none): "按申报", "按筐数", "按面积", "均分"; "" when it is not said
 */
const gchar *guo_slip_basis (const gchar *code);

G_END_DECLS
