/* Countries of ISO 3166-1 by their numeric code. Pure. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * guo_country_numeric_known:
 * @digits: three ASCII digits, "156"; what follows is not looked at
 *
 * Returns: whether ISO 3166-1 has that numeric code
 */
gboolean guo_country_numeric_known (const gchar *digits);

G_END_DECLS
