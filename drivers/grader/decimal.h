/* Numbers of reports: text → digits and power of ten → whole units, exactly. No floating point. Pure. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Most of what a cell may say, in our unit: a million tonnes in mg. More is a mistake of the file. */
#define GUO_DECIMAL_MAX G_GINT64_CONSTANT (1000000000000000)

typedef enum
{
  GUO_DECIMAL_GIVEN,
  GUO_DECIMAL_EMPTY, /* nothing, or a sign for that: - — -- / n/a */
  GUO_DECIMAL_BAD,   /* no number in this way of writing */
} GuoDecimalStatus;

typedef struct
{
  guint64 digits;    /* the first 18 significant ones */
  gint exponent;     /* the number is digits × 10^exponent */
  gboolean more;     /* there are further digits behind them that are not all zero */
  gboolean negative; /* below zero: minus zero is not */
} GuoDecimal;

/**
 * guo_report_decimal_parse:
 * @text: UTF-8
 * @len: bytes
 * @decimal: the decimal sign, '.' or ','
 * @thousands: between groups of three digits; '\0': none; ' ' takes no-break spaces too
 * @out: (out): the number, when it is given
 *
 * Full-width digits and signs (０-９ ． ， － ％) are folded, a % at the end is dropped.
 *
 * Returns: what stands there
 */
GuoDecimalStatus guo_report_decimal_parse (const gchar *text, gsize len, gchar decimal, gchar thousands, GuoDecimal *out);

/**
 * guo_report_decimal_scale:
 * @self: a number
 * @factor: 1 or 5
 * @power: with @factor: how many of our units are one of the number's: 1 kg is 1 × 10^6 mg, 1 斤 5 × 10^5
 * @out: (out): in our unit, without sign; what is left below it is rounded half to even
 * @exact: (out): whether nothing was left
 *
 * Returns: %FALSE: more than %GUO_DECIMAL_MAX
 */
gboolean guo_report_decimal_scale (const GuoDecimal *self, guint factor, gint power, gint64 *out, gboolean *exact);

G_END_DECLS
