/* KERN and Sartorius balances. Constant rows; any thread. */
#pragma once

#include "drivers/driver.h"

G_BEGIN_DECLS

/* KERN EW, EG, PES, PNJ: lines of 14 or 15 bytes. */
extern const GuoScaleProtocol guo_scale_kern_14;

/* KERN FKB and others: 18 bytes at rest, 15 while moving, which carry no unit. */
extern const GuoScaleProtocol guo_scale_kern_tws;

/* Sartorius and Minebea: lines of 16 bytes, or 22 with a word in front. */
extern const GuoScaleProtocol guo_scale_sbi;

G_END_DECLS
