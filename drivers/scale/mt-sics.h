/* MT-SICS, the command set of Mettler Toledo balances and terminals. Constant row; any thread. */
#pragma once

#include "drivers/driver.h"

G_BEGIN_DECLS

extern const GuoScaleProtocol guo_scale_mt_sics;

G_END_DECLS
