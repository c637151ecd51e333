/* The unified social credit code of Chinese bodies, GB 32100. Pure. */
#pragma once

#include "station/error.h"

G_BEGIN_DECLS

/**
 * guo_credit_code_check:
 * @code: eighteen characters of 0-9 A-H J-N P-R T U W X Y
 * @error: return location
 *
 * Returns: %FALSE with %GUO_STATION_ERROR_BAD_FIELD; the message names the place
 */
gboolean guo_credit_code_check (const gchar *code, GError **error);

G_END_DECLS
