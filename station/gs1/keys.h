/* GS1 keys: check digits, GTIN padding, numbers for internal use. Pure, any thread. */
#pragma once

#include "station/error.h"

G_BEGIN_DECLS

/**
 * guo_gs1_check_digit:
 * @digits: ASCII digits without the check digit
 * @len: how many, 1 to 17
 *
 * Mod 10, weights 3, 1, 3, 1 … from the right (GS1 General Specifications 7.9).
 *
 * Returns: the check digit 0 to 9; -1 when something else than a digit is among them
 */
gint guo_gs1_check_digit (const gchar *digits, gsize len);

/**
 * guo_gs1_check_key:
 * @value: a number of a GS1 key, check digit included
 * @lengths: (array zero-terminated=1): the lengths allowed, digits
 * @error: return location
 *
 * Returns: the check digit 0 to 9; -1 with %GUO_STATION_ERROR_BAD_FIELD ("bad-field", reason
 *   "non-digit", "wrong-length" or "check-digit"), the message names the place
 */
gint guo_gs1_check_key (const gchar *value, const guint *lengths, GError **error);

/**
 * guo_gs1_gtin14:
 * @gtin: GTIN-8, -12, -13 or -14, or an RCN-13
 * @error: return location
 *
 * Returns: (transfer full): fourteen digits, zeros on the left; %NULL with %GUO_STATION_ERROR_BAD_FIELD
 */
gchar *guo_gs1_gtin14 (const gchar *gtin, GError **error);

/**
 * guo_gs1_internal_item:
 * @number: the centre's own number of the item, 0 to 9,999,999,999
 *
 * Returns: (transfer full) (nullable): an RCN-13 with prefix 04 padded to fourteen digits: means nothing
 *   outside the centre; %NULL when @number is out of range
 */
gchar *guo_gs1_internal_item (gint64 number);

/**
 * guo_gs1_is_internal:
 * @gtin14: fourteen digits
 *
 * Returns: whether it is a restricted circulation number (prefix 02, 04, 20-29 or 0000000 of the RCN-13):
 *   not for GS1-128, not for EPCIS sent to others, never on id.gs1.org
 */
gboolean guo_gs1_is_internal (const gchar *gtin14);

/**
 * guo_gs1_refuse:
 * @error: (nullable): return location
 * @field: what is wrong: "gtin", "ai 21", "path" …
 * @reason: the class of fault: "check-digit", "length" …
 * @format: English sentence that names the place, printf style
 * @...: its arguments
 *
 * Returns: %FALSE always
 */
gboolean guo_gs1_refuse (GError **error, const gchar *field, const gchar *reason, const gchar *format, ...)
  G_GNUC_PRINTF (4, 5);

G_END_DECLS
