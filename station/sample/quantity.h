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
} GuoQuantity;

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
 * guo_quantity_of:
 * @measurement: of a scheme
 *
 * Returns: (transfer full): what its value is called
 */
gchar *guo_quantity_of (const GuoMeasurement *measurement);

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
