/* Atago refractometers that talk over RS-232. Constant rows; any thread. */
#pragma once

#include "drivers/instrument/instrument.h"

G_BEGIN_DECLS

extern const GuoInstrument guo_instrument_atago_prm_2000; /* PRM-2000α */
extern const GuoInstrument guo_instrument_atago_prm_100;  /* PRM-100α */
extern const GuoInstrument guo_instrument_atago_cm_base;  /* CM-BASEα, CM-BASEα(D) */

G_END_DECLS
