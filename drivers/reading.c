#include "drivers/reading.h"

#include "drivers/error.h"

typedef struct
{
  GuoUnit unit;
  const gchar *name;
} UnitName;

/* The first name of a unit is the one that is written; the others are only understood. */
static const UnitName unit_names[] = {
  { GUO_UNIT_KG, "kg" },     { GUO_UNIT_G, "g" },     { GUO_UNIT_T, "t" },   { GUO_UNIT_MG, "mg" },
  { GUO_UNIT_LB, "lb" },     { GUO_UNIT_OZ, "oz" },   { GUO_UNIT_PC, "pc" }, { GUO_UNIT_PC, "pcs" },
  { GUO_UNIT_PERCENT, "%" },
};

/* Powers of ten that a gint64 holds. */
static const gint64 powers[] = {
  1,
  10,
  100,
  1000,
  10000,
  100000,
  1000000,
  10000000,
  100000000,
  1000000000,
  G_GINT64_CONSTANT (10000000000),
  G_GINT64_CONSTANT (100000000000),
  G_GINT64_CONSTANT (1000000000000),
  G_GINT64_CONSTANT (10000000000000),
  G_GINT64_CONSTANT (100000000000000),
  G_GINT64_CONSTANT (1000000000000000),
  G_GINT64_CONSTANT (10000000000000000),
  G_GINT64_CONSTANT (100000000000000000),
  G_GINT64_CONSTANT (1000000000000000000),
};

/* Returns: the power of ten from the unit to milligrams, -1 when there is none to trade by. */
static gint
milligram_exponent (GuoUnit unit)
{
  switch (unit)
    {
    case GUO_UNIT_MG:
      return 0;
    case GUO_UNIT_G:
      return 3;
    case GUO_UNIT_KG:
      return 6;
    case GUO_UNIT_T:
      return 9;
    case GUO_UNIT_NONE:
    case GUO_UNIT_LB:
    case GUO_UNIT_OZ:
    case GUO_UNIT_PC:
    case GUO_UNIT_PERCENT:
    default:
      return -1;
    }
}

/* Scales by a power of ten, exactly. Returns: FALSE when digits would be lost or do not fit. */
static gboolean
scale_exactly (gint64 value, gint exponent, gint64 *scaled)
{
  gint64 power;

  if (value == 0)
    {
      *scaled = 0;
      return TRUE;
    }
  if (ABS (exponent) >= (gint) G_N_ELEMENTS (powers))
    return FALSE;
  power = powers[ABS (exponent)];
  if (exponent >= 0)
    return !__builtin_mul_overflow (value, power, scaled);
  *scaled = value / power;
  return value % power == 0;
}

gboolean
guo_reading_to_mg (const GuoReading *reading, gint64 *mg, GError **error)
{
  gint exponent = milligram_exponent (reading->unit);
  const gchar *name = guo_unit_name (reading->unit);
  gint64 scaled;

  g_return_val_if_fail (reading->has_value, FALSE);

  if (exponent < 0)
    {
      g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_UNIT,
                   "no trade weight in the unit \"%s\"", name != NULL ? name : "");
      return FALSE;
    }
  if (!scale_exactly (reading->mantissa, reading->exponent + exponent, &scaled))
    {
      g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_RANGE,
                   "%" G_GINT64_FORMAT "e%d %s is no whole number of milligrams that can be held",
                   reading->mantissa, reading->exponent, name);
      return FALSE;
    }
  *mg = scaled;
  return TRUE;
}

gint64
guo_reading_step_mg (const GuoReading *reading)
{
  gint exponent = milligram_exponent (reading->unit);

  exponent += exponent < 0 ? 0 : reading->exponent;
  if (exponent < 0 || exponent >= (gint) G_N_ELEMENTS (powers))
    return 0;
  return powers[exponent];
}

gchar *
guo_reading_to_string (const GuoReading *reading)
{
  guint64 digits = reading->mantissa < 0 ? -(guint64) reading->mantissa : (guint64) reading->mantissa;
  const gchar *sign = reading->mantissa < 0 ? "-" : "";

  if (!reading->has_value)
    return NULL;
  if (reading->exponent < 0 && -reading->exponent < (gint) G_N_ELEMENTS (powers))
    {
      guint64 power = (guint64) powers[-reading->exponent];

      return g_strdup_printf ("%s%" G_GUINT64_FORMAT ".%0*" G_GUINT64_FORMAT, sign, digits / power,
                              -reading->exponent, digits % power);
    }
  g_return_val_if_fail (reading->exponent >= 0 && reading->exponent <= 9, NULL);
  return g_strdup_printf ("%s%" G_GUINT64_FORMAT "%.*s", sign, digits,
                          digits == 0 ? 0 : reading->exponent, "000000000");
}

const gchar *
guo_unit_name (GuoUnit unit)
{
  for (gsize i = 0; i < G_N_ELEMENTS (unit_names); i++)
    if (unit_names[i].unit == unit)
      return unit_names[i].name;
  return NULL;
}

GuoUnit
guo_unit_from_name (const gchar *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (unit_names); i++)
    if (g_ascii_strcasecmp (unit_names[i].name, name) == 0)
      return unit_names[i].unit;
  return GUO_UNIT_NONE;
}

const gchar *
guo_reading_kind_name (GuoReadingKind kind)
{
  static const gchar *const names[] = {
    [GUO_READING_UNKNOWN] = "unknown",
    [GUO_READING_GROSS] = "gross",
    [GUO_READING_NET] = "net",
    [GUO_READING_TARE] = "tare",
  };

  g_return_val_if_fail (kind < G_N_ELEMENTS (names), NULL);
  return names[kind];
}
