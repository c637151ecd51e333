/* How numbers are written for people: one place for screen, command line, page and label. Pure. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * guo_format_mass:
 * @mg: milligrams, any sign
 * @decimals: of the kilogram, 0 to 6
 *
 * Half up, away from zero; thousands apart by U+202F; minus is U+2212.
 *
 * Returns: (transfer full): "1 226.40", without unit
 */
gchar *guo_format_mass (gint64 mg, gint decimals);

/**
 * guo_format_mass_plain:
 * @mg: milligrams
 * @decimals: of the kilogram, 0 to 6
 *
 * Returns: (transfer full): "1226.40" with ASCII minus, for programs and CSV
 */
gchar *guo_format_mass_plain (gint64 mg, gint decimals);

/**
 * GuoMassUnit:
 * @GUO_MASS_KG: kilograms
 * @GUO_MASS_JIN: jin of 500 g
 *
 * What a centre shows; what a scale sends and what the law wants in kilograms stays in kilograms.
 */
typedef enum
{
  GUO_MASS_KG,
  GUO_MASS_JIN,
} GuoMassUnit;

/**
 * guo_mass_unit:
 * @code: (nullable): mass_unit of the centre, "kg" or "jin"
 *
 * Returns: the unit; kilograms for everything unknown
 */
GuoMassUnit guo_mass_unit (const gchar *code);

/**
 * guo_mass_unit_word:
 * @unit: the unit
 *
 * Returns: (transfer none): "kg", "jin" in the language of the process
 */
const gchar *guo_mass_unit_word (GuoMassUnit unit);

/**
 * guo_format_figure:
 * @mg: milligrams, any sign
 * @decimals: of the unit, 0 to 6
 * @unit: what is shown
 *
 * As guo_format_mass(), in @unit.
 *
 * Returns: (transfer full): "43.20" for 21.6 kg in jin, without unit
 */
gchar *guo_format_figure (gint64 mg, gint decimals, GuoMassUnit unit);

/**
 * guo_format_mass_in:
 * @mg: milligrams, any sign
 * @decimals: of the unit, 0 to 6
 * @unit: what is shown
 *
 * Returns: (transfer full): "43.20 jin"
 */
gchar *guo_format_mass_in (gint64 mg, gint decimals, GuoMassUnit unit);

/**
 * guo_format_decimals:
 * @interval_mg: verification interval e, milligrams; 0: unknown
 *
 * Returns: decimals of the kilogram that show multiples of @interval_mg (50 000 mg gives 2); 2 when
 *   unknown
 */
gint guo_format_decimals (gint64 interval_mg);

/**
 * guo_format_net_content:
 * @mg: nominal content, milligrams
 *
 * Below 1,000 g in grams, from 1,000 g in kilograms (SAMR order 70/2023), no needless zeros.
 *
 * Returns: (transfer full): "500 g", "5 kg", "2.5 kg"
 */
gchar *guo_format_net_content (gint64 mg);

/**
 * guo_format_area_mu:
 * @m2: square metres
 *
 * Returns: (transfer full): mu (666.67 m²) with one decimal, "4.2"
 */
gchar *guo_format_area_mu (gint64 m2);

/**
 * guo_parse_mass:
 * @text: "23.45", full-width digits and 。 or ， as the point allowed, no unit
 * @mg: (out): milligrams
 *
 * Returns: %FALSE when it is no plain decimal number of kilograms with at most six decimals below 10^6
 */
gboolean guo_parse_mass (const gchar *text, gint64 *mg);

/**
 * guo_seconds_since:
 * @stamp: a time in RFC 3339
 *
 * Returns: whole seconds since then by this PC's clock; 0 when it lies ahead or is no time
 */
gint64 guo_seconds_since (const gchar *stamp);

G_END_DECLS
