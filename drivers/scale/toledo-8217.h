/* The Toledo 8217 dialogue of point-of-sale scales. Constant row; any thread. */
#pragma once

#include "drivers/driver.h"

G_BEGIN_DECLS

extern const GuoScaleProtocol guo_scale_toledo_8217;

G_END_DECLS
