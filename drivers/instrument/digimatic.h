/* Callipers and gauges with a Digimatic output, behind what makes a serial line of it. Constant rows; any thread. */
#pragma once

#include "drivers/instrument/instrument.h"

G_BEGIN_DECLS

extern const GuoInstrument guo_instrument_mitutoyo_usb;     /* the maker's USB cable as a virtual port */
extern const GuoInstrument guo_instrument_digimatic_adapter; /* a public adapter that is asked */

G_END_DECLS
