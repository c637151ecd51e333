/* Yaohua XK3190 indicators. Constant rows; any thread. */
#pragma once

#include "drivers/driver.h"

G_BEGIN_DECLS

/* Continuous output, format tF = 0: 12 bytes with an XOR checksum. The indicator takes no commands. */
extern const GuoScaleProtocol guo_scale_yaohua_tf0;

G_END_DECLS
