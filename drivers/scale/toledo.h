/* Mettler Toledo continuous output and the many indicators that copy it. Constant rows; any thread. */
#pragma once

#include "drivers/driver.h"

G_BEGIN_DECLS

/* 17 bytes, no checksum. */
extern const GuoScaleProtocol guo_scale_mt_cont;

/* 18 bytes: the same with a checksum byte, which every accepted frame must satisfy. */
extern const GuoScaleProtocol guo_scale_mt_cont_chk;

G_END_DECLS
