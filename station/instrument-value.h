/* What an instrument measured as a sample records it: hundredths of one unit a quantity. Pure, any thread. */
#pragma once

#include "drivers/instrument/instrument.h"

G_BEGIN_DECLS

typedef struct
{
  const gchar *fault;    /* (nullable): why there is no value: "incomplete", "length", "malformed", "instrument", "under", "over",
                          "implausible", "silent" */
  const gchar *quantity; /* (nullable): "brix", "force", "length"; %NULL with a fault that has none */
  const gchar *name;     /* (nullable): of the value of a sample, "brix_e2", "firmness_e2"; %NULL: a length may be any */
  const gchar *unit;     /* (nullable): "°Bx", "N", "mm" */
  gint64 value;          /* hundredths of @unit; 0 with a fault other than "implausible" */
  gint64 least, most;    /* what can be of a fruit, hundredths; 0 without @quantity */
} GuoInstrumentValue;

/**
 * guo_instrument_value_read:
 * @reading: of an instrument
 * @inches: of a calliper: whether its display is set to inches
 * @out: (out): what a sample can use of it
 *
 * Of a frame with several measures that is the first Brix, force or length: a temperature is none that a sample asks for.
 * Force becomes newton (the kilogram's weight is 9.80665 N, the pound's 4.4482216152605 N), an inch 25.4 mm, exactly, then
 * rounded half to even. Below nought is "under", above what a sample takes "over". What no fruit has is "implausible", so that
 * the rinsed prism (0.0 °Bx) and the closed calliper (0.00 mm) become no value (station/sample/quantity.h).
 */
void guo_instrument_value_read (const GuoInstrumentReading *reading, gboolean inches, GuoInstrumentValue *out);

G_END_DECLS
