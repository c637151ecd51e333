/* Modbus weighing transmitters, described by a register map. Constant row; any thread. */
#pragma once

#include "drivers/driver.h"

G_BEGIN_DECLS

/* Laumas TLU, TLB, LCB by its own map; any other transmitter by the map that its device is given. */
extern const GuoScaleProtocol guo_scale_modbus_laumas;

G_END_DECLS
