/* Yousheng counting and weighing scales. Constant row; any thread. */
#pragma once

#include "drivers/driver.h"

G_BEGIN_DECLS

extern const GuoScaleProtocol guo_scale_yousheng_ff;

G_END_DECLS
