/* What people type into a field of the settings, read as forgivingly as is safe: full-width digits of an
 * input method, a day without its year. Pure.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * guo_parse_fold:
 * @text: what was typed
 *
 * Returns: (transfer full): without blanks around it, full-width digits and signs as ASCII
 */
gchar *guo_parse_fold (const gchar *text);

/**
 * guo_parse_whole:
 * @text: "-12", "１２"
 * @number: (out): the number
 *
 * Returns: %FALSE when it is no whole number of at most nine digits
 */
gboolean guo_parse_whole (const gchar *text, gint64 *number);

/**
 * guo_parse_day:
 * @text: "2026-07-01", "2026/7/1", "20260701", "2026年7月1日", "7-1"
 * @today: "2026-07-16", gives the year where none is typed
 *
 * Returns: (transfer full) (nullable): "2026-07-01"; %NULL when there is no such day
 */
gchar *guo_parse_day (const gchar *text, const gchar *today);

/**
 * guo_parse_season:
 * @text: "9-1", "09-01", "9月1日"
 *
 * Returns: (transfer full) (nullable): "09-01"; %NULL when it is no day of each year
 */
gchar *guo_parse_season (const gchar *text);

/**
 * guo_parse_clock:
 * @text: "4", "4:30", "０４：３０"
 * @minutes: (out): after midnight, 0 to 1439
 *
 * Returns: %FALSE when it is no time of a day
 */
gboolean guo_parse_clock (const gchar *text, gint64 *minutes);

/**
 * guo_format_clock:
 * @minutes: after midnight
 *
 * Returns: (transfer full): "04:30"
 */
gchar *guo_format_clock (gint64 minutes);

G_END_DECLS
