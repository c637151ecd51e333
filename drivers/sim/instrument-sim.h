/* An instrument that measures by itself, as a transport inside this process: for practice and tests. */
#pragma once

#include "drivers/transport.h"

G_BEGIN_DECLS

/**
 * guo_instrument_sim_transport:
 * @address: "sim:ID[?say=12.3,11.8&every=5]": what is said in turn, as its row's @frame takes it, 12.3 where nothing is given;
 *   every so many seconds, 1 to 3600, 5 where nothing is given
 * @error: return location
 *
 * Returns: (transfer full): a transport that is not started; %NULL with %GUO_DRIVER_ERROR_BAD_ADDRESS
 */
GuoTransport *guo_instrument_sim_transport (const gchar *address, GError **error);

G_END_DECLS
