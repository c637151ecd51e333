/* JSON whose numbers stay the decimals that were written, and those decimals as integers. Pure, any thread.
 *
 * A limit of 0.3 cm² compared with a fruit of 0.3 cm² must hold; as floating point neither is 0.3. A decimal is kept as
 * ten-millionths of its unit: six decimals exactly, and a seventh that is 0, or 5 where more digits followed, so that
 * it still compares rightly with every bound of at most six decimals. */
#pragma once

#include "station/error.h"

G_BEGIN_DECLS

/* One of a unit. */
#define GUO_DECIMAL_ONE G_GINT64_CONSTANT (10000000)
/* A step of the sixth decimal: bounds are multiples of it. */
#define GUO_DECIMAL_STEP 10
/* The largest magnitude, 9 × 10^11 of a unit. */
#define GUO_DECIMAL_MAX G_GINT64_CONSTANT (9000000000000000000)

/**
 * guo_exact_json_parse:
 * @text: JSON text
 * @error: return location
 *
 * Returns: (transfer full): the value, in which guo_exact_json_number() knows the numbers; %NULL with
 *   %GUO_STATION_ERROR_BAD_FIELD ("bad-json"; offset, line, column, reason), the message has line and column
 */
json_t *guo_exact_json_parse (const gchar *text, GError **error);

/**
 * guo_exact_json_number:
 * @value: (nullable): of guo_exact_json_parse()
 *
 * Returns: (transfer none) (nullable): the number as it was written; %NULL when it is none
 */
const gchar *guo_exact_json_number (json_t *value);

/**
 * guo_exact_json_text:
 * @value: (nullable): of guo_exact_json_parse()
 *
 * Returns: (transfer none) (nullable): the text; %NULL when it is none
 */
const gchar *guo_exact_json_text (json_t *value);

/**
 * guo_exact_json_new_number:
 * @text: as JSON writes a number
 *
 * Returns: (transfer full): the value that guo_exact_json_parse() would have made of it
 */
json_t *guo_exact_json_new_number (const gchar *text);

/**
 * guo_exact_json_write:
 * @value: of guo_exact_json_parse()
 * @order: (array zero-terminated=1): names of members in the order wanted; others follow, sorted by their bytes
 *
 * Two spaces a level; an array or object of plain values that fits in 100 columns stands on one line. The same value
 * always gives the same text, and the text the same value.
 *
 * Returns: (transfer full): UTF-8 text that ends with a line feed
 */
gchar *guo_exact_json_write (json_t *value, const gchar *const *order);

/**
 * guo_decimal_parse:
 * @text: a number as JSON writes it, "90.1", "-3", "1e2"
 * @out: (out): ten-millionths, -%GUO_DECIMAL_MAX to %GUO_DECIMAL_MAX; a multiple of %GUO_DECIMAL_STEP when no digit
 *   was beyond the sixth decimal
 *
 * Returns: %FALSE when @text is no such number or out of range; @out is then untouched
 */
gboolean guo_decimal_parse (const gchar *text, gint64 *out);

/**
 * guo_decimal_ratio:
 * @numerator: ten-millionths, 0 or more
 * @denominator: ten-millionths, above 0
 * @out: (out): their ratio, ten-millionths, as guo_decimal_parse() of its endless decimals
 *
 * Returns: %FALSE when an argument or the ratio is out of range (a tenth of %GUO_DECIMAL_MAX)
 */
gboolean guo_decimal_ratio (gint64 numerator, gint64 denominator, gint64 *out);

/**
 * guo_decimal_text:
 * @value: ten-millionths
 *
 * Returns: (transfer full): "90.1"; digits beyond the sixth decimal are left out
 */
gchar *guo_decimal_text (gint64 value);

G_END_DECLS
