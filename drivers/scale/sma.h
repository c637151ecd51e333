/* Two American dialogues whose answers begin with LF: SMA and NCI. Constant rows; any thread. */
#pragma once

#include "drivers/driver.h"

G_BEGIN_DECLS

/* SMA SCP-0499, standard of the Scale Manufacturers Association: 20 bytes. */
extern const GuoScaleProtocol guo_scale_sma;

/* NCI SCP-01, also "Weigh-Tronix": weight and status in two lines, closed by 03. */
extern const GuoScaleProtocol guo_scale_nci;

G_END_DECLS
