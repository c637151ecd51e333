/* Radwag indicators and balances. Constant row; any thread. */
#pragma once

#include "drivers/driver.h"

G_BEGIN_DECLS

extern const GuoScaleProtocol guo_scale_radwag;

G_END_DECLS
