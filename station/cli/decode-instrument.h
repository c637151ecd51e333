/* guozhanctl decode of instruments for samples. */
#pragma once

#include "drivers/instrument/stream.h"

G_BEGIN_DECLS

/**
 * guo_cli_print_measures:
 * @reading: what an instrument said, or what could not be read
 * @instrument: (type gpointer): the #GuoInstrument that said it
 *
 * Prints one object; a #GuoInstrumentFunc.
 */
void guo_cli_print_measures (const GuoInstrumentReading *reading, gpointer instrument);

G_END_DECLS
