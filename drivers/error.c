#include "drivers/error.h"

G_DEFINE_QUARK (guo-driver-error-quark, guo_driver_error)
