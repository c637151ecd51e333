/* Fields of an instrument's frame, read and written. Pure; any thread. */
#pragma once

#include "drivers/instrument/instrument.h"

G_BEGIN_DECLS

#define GUO_FIELDS_MAX 10u

typedef struct
{
  const guint8 *at;
  gsize len;
} GuoField;

/**
 * guo_fields_split:
 * @text: fields parted by commas
 * @len: bytes
 * @fields: (out caller-allocates): room for @n
 * @n: how many there must be, at most %GUO_FIELDS_MAX
 *
 * Returns: %FALSE for another number of fields
 */
gboolean guo_fields_split (const guint8 *text, gsize len, GuoField *fields, gsize n);

/**
 * guo_measure_read:
 * @field: a decimal number, "-0.4", "00.000", blanks before it allowed
 * @quantity: what it is
 * @number: of several alike, 0: the only one
 * @unit: its unit
 * @out: (inout): the measure is added
 *
 * Returns: %FALSE for anything else than up to 18 digits with at most one point and nine decimals
 */
gboolean guo_measure_read (const GuoField *field, GuoMeasureQuantity quantity, guint number, GuoMeasureUnit unit,
                           GuoInstrumentReading *out);

/**
 * guo_place_read:
 * @field: digits
 * @out: (inout): place is set
 *
 * Returns: %FALSE for anything else than one to four digits
 */
gboolean guo_place_read (const GuoField *field, GuoInstrumentReading *out);

/**
 * guo_measure_typed:
 * @word: a number as a person types it, "12.3"
 * @decimals: how many the instrument sends
 * @most: the largest magnitude it can send, in its last decimal
 * @out: (out): the number, in its last decimal
 * @error: return location
 *
 * Returns: %FALSE with %GUO_DRIVER_ERROR_BAD_ARGUMENT: no number, more decimals than it sends, or too large
 */
gboolean guo_measure_typed (const gchar *word, guint decimals, gint64 most, gint64 *out, GError **error);

G_END_DECLS
