/* CAS indicators, and the ENQ dialogue of cash registers with its relatives. Constant rows; any thread. */
#pragma once

#include "drivers/driver.h"

G_BEGIN_DECLS

/* 22 bytes with a binary lamp byte: needs eight data bits. */
extern const GuoScaleProtocol guo_scale_cas_22;

/* ENQ, ACK, DC1, 15 bytes with a check byte over ten of them. */
extern const GuoScaleProtocol guo_scale_cas_ecr;

/* The same with a check byte over twelve; by itself it sends a flag byte behind. */
extern const GuoScaleProtocol guo_scale_aclas_os2;

G_END_DECLS
