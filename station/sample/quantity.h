/* What a sample's values are called, and of what a grade scheme asks. Pure, any thread.
 *
 * A value is an integer, hundredths of its unit, and its name ends in "_e2": brix_e2 (°Bx), acid_e2 (per cent),
 * firmness_e2 (N), juice_e2 (per cent). Whatever else a scheme measures is called as there, with "_e2" after it, and is in
 * the scheme's unit: peel_mm_e2. */
#pragma once

#include "station/grading/scheme.h"

G_BEGIN_DECLS

/* One of a value, ten-millionths. */
#define GUO_QUANTITY_STEP (GUO_DECIMAL_ONE / 100)
/* The largest value: ten million of a unit. */
#define GUO_QUANTITY_MAX 1000000000

/* A quantity that is known without a scheme. */
typedef struct
{
  const gchar *name;
  const gchar *unit; /* as faces show it */
  const gchar *title_zh;
  const gchar *title_en;
  gint64 least, most; /* what can be of a fruit, hundredths */
} GuoQuantity;

/* What can be of a fruit as a length, hundredths of a millimetre: as far as a grading machine's line goes
 * (drivers/grader/line.h), and no closed calliper. */
#define GUO_LENGTH_LEAST 10
#define GUO_LENGTH_MOST 50000

/* Ended by one whose name is %NULL. */
extern const GuoQuantity guo_quantities[];

/**
 * guo_quantity_find:
 * @name: "brix_e2"
 *
 * Returns: (transfer none) (nullable): the quantity
 */
const GuoQuantity *guo_quantity_find (const gchar *name);

/**
 * guo_quantity_likely:
 * @scheme: (nullable): what the sample is judged by
 * @name: of a value
 * @value: hundredths
 * @error: return location
 *
 * The same for what is typed and what an instrument measured: Brix 1 to 60 (a rinsed prism shows 0.0), acid to 20 per cent,
 * force 0.1 to 200 N (the largest penetrometer measures 20 kg), juice to 100 per cent; of a scheme's own what is in "mm" is a
 * length and what is in "percent" no more than the whole. Whatever else is likely.
 *
 * Returns: %FALSE with "value-unlikely"[title, title_en, value, least, most, unit], texts
 */
gboolean guo_quantity_likely (const GuoScheme *scheme, const gchar *name, gint64 value, GError **error);

/**
 * guo_quantity_of:
 * @measurement: of a scheme
 *
 * Returns: (transfer full): what its value is called
 */
gchar *guo_quantity_of (const GuoMeasurement *measurement);

/**
 * guo_quantity_measurement:
 * @scheme: (nullable): a scheme
 * @name: of a value
 *
 * Returns: (transfer none) (nullable): the first of its measurements whose value is called so
 */
const GuoMeasurement *guo_quantity_measurement (const GuoScheme *scheme, const gchar *name);

/**
 * guo_quantity_set:
 * @scheme: a scheme
 * @name: of a value
 * @value: hundredths
 * @values: (array): a row of the scheme; every measurement of that name is filled in
 *
 * Returns: whether the scheme measures it
 */
gboolean guo_quantity_set (const GuoScheme *scheme, const gchar *name, gint64 value, gint64 *values);

G_END_DECLS
