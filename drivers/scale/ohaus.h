/* Ohaus bench scales. Constant row; any thread. */
#pragma once

#include "drivers/driver.h"

G_BEGIN_DECLS

extern const GuoScaleProtocol guo_scale_ohaus;

G_END_DECLS
