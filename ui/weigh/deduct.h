/* Deductions in words and figures. */
#pragma once

#include <glib.h>
#include <jansson.h>

G_BEGIN_DECLS

/**
 * guo_deduct_percent_text:
 * @ppm: millionths
 *
 * Returns: (transfer full): "1.5%"
 */
gchar *guo_deduct_percent_text (gint64 ppm);

/**
 * guo_deduct_parse_percent:
 * @text: "1.5", as somebody types it
 * @ppm: (out): millionths
 *
 * Returns: %FALSE when it is not above 0 and at most 100
 */
gboolean guo_deduct_parse_percent (const gchar *text, gint64 *ppm);

/**
 * guo_deduct_rates_text:
 * @deductions: (nullable): array of a lot or a delivery
 *
 * Returns: (transfer full): "1.5%", "1.5% + 3.00 kg"; "" for none
 */
gchar *guo_deduct_rates_text (json_t *deductions);

/**
 * guo_deduct_percents_mg:
 * @deductions: (nullable): array of a lot
 * @net_mg: of one load
 *
 * What the percentages take from one load; a deduction in kilograms belongs to the whole lot, not to a load.
 *
 * Returns: mg
 */
gint64 guo_deduct_percents_mg (json_t *deductions, gint64 net_mg);

/**
 * guo_deduct_reason_word:
 * @reason: the station's word
 *
 * Returns: (transfer none): for people
 */
const gchar *guo_deduct_reason_word (const gchar *reason);

/**
 * guo_deduct_reason:
 * @at: from 0
 *
 * Returns: (transfer none) (nullable): the station's word; %NULL after the last
 */
const gchar *guo_deduct_reason (gsize at);

G_END_DECLS
