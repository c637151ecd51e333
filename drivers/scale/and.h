/* A&D balances, and the "ST,GS" line of nearly every indicator. Constant rows; any thread. */
#pragma once

#include "drivers/driver.h"

G_BEGIN_DECLS

/* "ST,+0001.234 kg": balances and bench scales. */
extern const GuoScaleProtocol guo_scale_and_std;

/* "ST,GS,+  27.26kg": indicators of A&D, CAS, KERN, Dini Argeo and others. */
extern const GuoScaleProtocol guo_scale_st_gs;

G_END_DECLS
