/* Rinstrum indicators. Constant rows; any thread. */
#pragma once

#include "drivers/driver.h"

G_BEGIN_DECLS

/* FMT_1: 11 bytes, one letter of status. */
extern const GuoScaleProtocol guo_scale_rinstrum_a;

/* FMT_2: 17 bytes, four letters of status and the unit. */
extern const GuoScaleProtocol guo_scale_rinstrum_b;

G_END_DECLS
