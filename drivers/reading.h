/* A reading: one weight (or state) as a scale sent it.
 *
 * Plain data, owned by whoever holds it; no clock and no allocation. The digits are kept as sent
 * (mantissa, decimal exponent, unit) because OIML R 76-1:2006 5.5.3 wants the value taken over
 * unchanged; milligrams are computed beside them, exactly, in integers.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Units a frame can carry; NONE: the frame left it blank. */
typedef enum
{
  GUO_UNIT_NONE,
  GUO_UNIT_MG,
  GUO_UNIT_G,
  GUO_UNIT_KG,
  GUO_UNIT_T,
  GUO_UNIT_LB,
  GUO_UNIT_OZ,
  GUO_UNIT_PC,
  GUO_UNIT_PERCENT,
} GuoUnit;

/* What the indicator says the number is; UNKNOWN: the protocol does not tell (all Yaohua frames). */
typedef enum
{
  GUO_READING_UNKNOWN,
  GUO_READING_GROSS,
  GUO_READING_NET,
  GUO_READING_TARE,
} GuoReadingKind;

/* A flag that a protocol may not have at all. */
typedef enum
{
  GUO_FLAG_ABSENT = -1,
  GUO_FLAG_FALSE = 0,
  GUO_FLAG_TRUE = 1,
} GuoFlag;

typedef struct
{
  gboolean has_value;  /* FALSE: the frame told only a state; mantissa, exponent, unit mean nothing */
  gint64 mantissa;     /* digits as sent, sign included; minus zero is 0 */
  gint exponent;       /* power of ten, -9..9: 12.34 is 1234, -2 */
  GuoUnit unit;        /* as sent, else the unit configured for the device */
  GuoReadingKind kind;
  GuoFlag stable;      /* the indicator's own word; ABSENT: judge by successive values */
  gboolean overload;   /* out of range, above or below; has_value is FALSE then */
  GuoFlag zero;        /* the indicator's centre-of-zero lamp */
  guint64 offset;      /* byte of the stream where the frame began; set by the framer */
} GuoReading;

/**
 * guo_reading_to_mg:
 * @reading: a reading with a value
 * @mg: (out): the value in milligrams, exact
 * @error: return location
 *
 * Pounds, ounces, pieces and percent are refused: they are no trade weight here.
 *
 * Returns: %FALSE with %GUO_DRIVER_ERROR_UNIT (no mass, or lb/oz), or %GUO_DRIVER_ERROR_RANGE (a
 *   fraction of a milligram would be lost, or the number does not fit)
 */
gboolean guo_reading_to_mg (const GuoReading *reading, gint64 *mg, GError **error);

/**
 * guo_reading_step_mg:
 * @reading: a reading with a value in g, kg, t or mg
 *
 * Returns: the worth of the last digit sent, in milligrams (23.45 kg gives 10 000); 0 when the unit
 *   has no mass or the digit is finer than a milligram
 */
gint64 guo_reading_step_mg (const GuoReading *reading);

/**
 * guo_reading_to_string:
 * @reading: a reading
 *
 * Returns: (transfer full) (nullable): the digits as sent, point included ("23.45", "-0.10"), without
 *   unit; %NULL where there is no value
 */
gchar *guo_reading_to_string (const GuoReading *reading);

/**
 * guo_unit_name:
 * @unit: a unit
 *
 * Returns: (nullable): "kg", "g", "t", "mg", "lb", "oz", "pc", "%", or %NULL for %GUO_UNIT_NONE
 */
const gchar *guo_unit_name (GuoUnit unit);

/**
 * guo_unit_from_name:
 * @name: a unit as a scale or a person writes it, any case ("PCS" and "PC" are pieces)
 *
 * Returns: the unit, %GUO_UNIT_NONE for an unknown name
 */
GuoUnit guo_unit_from_name (const gchar *name);

/**
 * guo_reading_kind_name:
 * @kind: a kind
 *
 * Returns: "unknown", "gross", "net" or "tare"
 */
const gchar *guo_reading_kind_name (GuoReadingKind kind);

G_END_DECLS
