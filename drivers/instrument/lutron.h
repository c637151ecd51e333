/* Lutron force gauges: penetrometers for firmness. Constant row; any thread. */
#pragma once

#include "drivers/instrument/instrument.h"

G_BEGIN_DECLS

extern const GuoInstrument guo_instrument_lutron_16;

G_END_DECLS
