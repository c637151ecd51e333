#include "drivers/error.h"

G_DEFINE_QUARK (guo-driver-error-quark, guo_driver_error)

const gchar *
guo_driver_error_cause (const GError *error)
{
  static const gchar *const causes[] = {
    [GUO_DRIVER_ERROR_ABSENT] = "device-absent", [GUO_DRIVER_ERROR_BUSY] = "device-busy",
    [GUO_DRIVER_ERROR_DENIED] = "device-denied", [GUO_DRIVER_ERROR_LINE] = "device-line",
    [GUO_DRIVER_ERROR_LOST] = "device-lost",     [GUO_DRIVER_ERROR_SILENT] = "device-silent",
  };

  if (error == NULL || error->domain != GUO_DRIVER_ERROR || error->code < 0 || error->code >= (gint) G_N_ELEMENTS (causes))
    return NULL;
  return causes[error->code];
}
